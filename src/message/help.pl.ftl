# Teksty pomocy i strony podręcznika po polsku; angielskie to komentarze w `cli.rs`. `command-` to polecenie, `arg-` argument, a jeśli w jednym
# poleceniu mówi co innego niż w reszcie, to na początku stoi nazwa polecenia; na końcu może być wartość do wyboru.
# `.long` to opis po --help, `.value` nazwa wartości.

command-lubuskie-ics = Tworzy kalendarze z listy spotkań powiatowych
    .long = Czyta listę spotkań (arkusz kalkulacyjny, CSV albo JSON) i zapisuje kalendarze (.ics), które można subskrybować w Outlooku, Google, na urządzeniach Apple i w Thunderbirdzie: osobny dla każdego powiatu województwa lubuskiego albo jeden wspólny. Jeśli na liście są błędy, program je objaśnia i niczego nie zapisuje.
    .after =
        Przykłady:
          lubuskie-ics check spotkania.csv           pokazuje spotkania i to, co na liście jest nie tak
          lubuskie-ics export spotkania.csv          zapisuje kalendarz każdego powiatu w folderze calendars
          lubuskie-ics export --county nowosolski    zapisuje kalendarz jednego powiatu
          lubuskie-ics import ogloszenie.txt         tworzy listę spotkań z ogłoszenia

          lubuskie-ics publish spotkania.csv -o www --base-url https://powiat.example.pl/spotkania/
              zapisuje kalendarze i stronę z odnośnikami do nich
          lubuskie-ics invite --feeds calendars --people osoby.csv -o poczta --first \
            --organizer 'Starostwo <biuro@example.pl>'
              zapisuje zaproszenie dla każdej osoby

        Kody wyjścia:
           0  zrobione
           1  na liście są błędy; niczego nie zapisano
           2  niewłaściwe użycie
           3  odmowa: zbyt wiele spotkań zostałoby odwołanych albo straciłoby dane; plik zapisał inny program;
              folder jest zajęty; adresy osób trafiłyby do internetu; albo przy invite
              brakuje --first lub kalendarzy albo te są starsze niż to, co już wysłano
           4  pliku nie można odczytać lub zapisać albo plik programu jest uszkodzony
          10  przy --exit-code: zrobione i coś się zmieniło

arg-help = Wyświetla pomoc: -h krótką, --help pełną
arg-version = Wyświetla wersję
command-help = Wyświetla tę pomoc albo pomoc dotyczącą polecenia

## Komunikaty

arg-quiet = Wypisuje tylko błędy
arg-verbose = Mówi też, jak odczytano każdą listę
arg-format = Wypisuje wyniki i komunikaty w tej postaci
    .value = POSTAĆ
arg-format-text = Dla ludzi
arg-format-json = Dla programów: wyniki w jednym obiekcie, każdy komunikat w osobnym wierszu
arg-color = Koloruje komunikaty; auto: w terminalu, chyba że ustawiono NO_COLOR
    .value = KIEDY
arg-lang = Język komunikatów: polski (pl) albo angielski (en) [domyślnie: język systemu]
    .value = JĘZYK
arg-lang-pl = Polski
arg-lang-en = Angielski

## Lista

arg-lists = Czyta tę listę; kilka list tworzy jeden terminarz, a - oznacza standardowe wejście
    .long = Bez LISTY program czyta plik meetings.csv, meetings.json, spotkania.csv albo spotkania.xlsx z bieżącego folderu. Jeśli żadnego tam nie ma, czyta wbudowany przykład: pięć spotkań z 2017 r.
    .value = LISTA
arg-column = Czyta kolumnę z tym nagłówkiem jako KOLUMNĘ: "temat=Hasło spotkania"
    .value = KOLUMNA=NAGŁÓWEK
arg-ignore = Pomija kolumnę z tym nagłówkiem: "Termin wysyłki materiałów"; kilka rozdziela się znakiem ;
    .value = NAGŁÓWEK
arg-sheet = Czyta tylko ten arkusz pliku; można powtarzać [domyślnie: wszystkie, które nie są ukryte]
    .value = NAZWA
arg-year = Przyjmuje ten rok dla dat bez roku: 2027
    .value = RRRR
arg-title = Nadaje spotkaniom bez tematu ten temat i dopisuje powiat [domyślnie: Spotkanie informacyjne]
    .value = TEKST
arg-duration = Przyjmuje ten czas trwania spotkań bez godziny zakończenia: 2h, 90m, 1h30m
    .value = CZAS
arg-with_notes = Publikuje także uwagi
arg-strict = Traktuje ostrzeżenia jak błędy
arg-now = Przyjmuje tę chwilę za bieżącą: 2026-11-23T09:00:00Z [domyślnie: SOURCE_DATE_EPOCH albo zegar]
    .value = CZAS

## Zapis

arg-output = Zapisuje w tym folderze, a jeśli go nie ma, tworzy go; - oznacza jeden kalendarz na standardowym wyjściu
    .value = FOLDER
arg-county = Uwzględnia tylko spotkania tego powiatu; można powtarzać
    .value = NAZWA
arg-organizer = Podaje, kto zaprasza, w plikach do wysłania pocztą, a z publish także na stronie
    .value = 'NAZWA <ADRES>'
arg-dry_run = Pokazuje, co by się zmieniło; niczego nie zapisuje
arg-exit_code = Kończy działanie z kodem 10, jeśli jakiś plik się zmienił albo by się zmienił
arg-allow_cancel = Pozwala odwołać większość nadchodzących spotkań albo wszystkie w powiecie, gdy nie ma ich już na liście
arg-allow_change = Pozwala, by większość nadchodzących spotkań straciła godzinę, temat albo miejsce
arg-rebuild = Tworzy od nowa uszkodzone kalendarze albo folder przywrócony z kopii
    .long = Program zachowuje to, co jest w pozostałych kalendarzach, a wszystko inne publikuje jak po raz pierwszy. Każde wydarzenie dostaje numer SEQUENCE wyższy niż wszystkie dotychczasowe.
arg-overwrite = Zastępuje pliki także wtedy, gdy zapisał je inny program

## Polecenia

command-export = Zapisuje kalendarze z listy
    .long = Zapisuje kalendarz każdego powiatu, który ma spotkania na liście, pod nazwą powiatu: calendars/nowosolski.ics. Umieść ten folder na serwerze WWW i podaj adresy. Gdy lista się zmieni, wykonaj eksport do tego samego folderu: przeniesione spotkanie przesunie się u wszystkich, spotkanie usunięte z listy zostanie odwołane, a plik, w którym nic by się nie zmieniło, pozostanie nietknięty.
export-output = Zapisuje w tym folderze, a jeśli go nie ma, tworzy go; - oznacza jeden kalendarz na standardowym wyjściu
    .long = Kalendarz na standardowym wyjściu nie ma pamięci: każde wydarzenie jest w nim w pierwszej wersji (SEQUENCE 0).
export-county = Zapisuje tylko spotkania tego powiatu; można powtarzać: nowosolski, "powiat żarski", 0804, "m. Zielona Góra"
arg-combined = Zapisuje jeden wspólny kalendarz, lubuskie.ics, zamiast osobnych dla powiatów
arg-purpose = Określa przeznaczenie kalendarzy
    .value = CEL
arg-purpose-subscription = Kalendarze ze wszystkimi spotkaniami, do subskrypcji
arg-purpose-email = Plik każdego spotkania w FOLDER/events, do załączenia do wiadomości
arg-purpose-both = Jedno i drugie
arg-cancelled = Pokazuje odwołane spotkania w ten sposób [domyślnie: jak dotąd, za pierwszym razem status]
    .value = SPOSÓB
arg-cancelled-status = Przez STATUS:CANCELLED, który pokazuje większość programów; Google takie spotkania ukrywa
arg-cancelled-title = Samym tematem, który pokazują wszystkie programy

command-publish = Zapisuje wszystkie kalendarze i stronę z odnośnikami do nich, do umieszczenia na serwerze WWW
    .long = Zapisuje kalendarz każdego powiatu, także bez spotkań, żeby żaden adres nigdy nie przestał działać; kalendarz wspólny; plik każdego spotkania; index.html ze spotkaniami i odnośnikami do subskrypcji; fragment.html z samymi spotkaniami, do wstawienia na innej stronie; changes.xml z ostatnimi zmianami, dla czytników; i meetings.json dla programów. Folder może udostępniać dowolny serwer WWW. Gdy lista się zmieni, opublikuj ją w tym samym folderze, tak jak przy export.
publish-output = Zapisuje w tym folderze, który udostępnia serwer WWW, a jeśli go nie ma, tworzy go
arg-base_url = Podaje adres tego folderu w internecie: https://powiat.example.pl/spotkania/
    .value = ADRES
arg-accessibility_url = Odsyła ze strony do deklaracji dostępności, którą muszą mieć podmioty publiczne
    .value = ADRES

command-invite = Zapisuje zaproszenia
    .long = Zapisuje w folderze POCZTA/new wiadomość (.eml) o każdym nadchodzącym spotkaniu do każdej osoby z jego powiatu: zaproszenie, jeśli spotkanie jest dla niej nowe; zmianę, jeśli termin, miejsce, temat albo status są inne niż w ostatniej wiadomości; albo odwołanie. Wiadomości mówią to, co wyeksportowano do FOLDERU. W pliku POCZTA/.lubuskie-ics.sent program notuje, co komu napisano, więc przy następnym uruchomieniu niczego nie powtarza. Sam niczego nie wysyła: robi to examples/send.sh. Spotkanie, które w FOLDERZE jest starsze niż to, co już wysłano, program pomija i wymienia (kod wyjścia 3).
arg-feeds = Czyta kalendarze z tego folderu, tego samego co w export albo publish
    .value = FOLDER
arg-people = Czyta tę listę osób z kolumnami powiat, imię i nazwisko, e-mail; można powtarzać
    .value = LISTA
invite-column = Czyta kolumnę z tym nagłówkiem jako KOLUMNĘ: "e-mail=Poczta służbowa"
invite-organizer = Podaje, kto zaprasza i dostaje odpowiedzi
arg-signature = Umieszcza ten zwykły tekst pod każdą wiadomością: adres urzędu i informację o ochronie danych
    .value = PLIK
invite-output = Zapisuje wiadomości w tym folderze; musi być prywatny i leżeć poza FOLDEREM
    .value = POCZTA
arg-first = Potwierdza, że to pierwsze wiadomości z tego folderu
arg-assume_told = Zaczyna od nowa, gdy plik .lubuskie-ics.sent zginął albo jest uszkodzony; nie zapisuje żadnej wiadomości
    .long = Program przyjmuje, że każdy z listy osób wie, co teraz opublikowano dla jego powiatu. Odtąd pisze tylko o tym, co nowe.
invite-dry_run = Pokazuje, co zostałoby zapisane; niczego nie zapisuje
invite-exit_code = Kończy działanie z kodem 10, jeśli jest albo byłaby wiadomość do wysłania

command-draft = Zapisuje szkic wiadomości dla każdego powiatu, do wysłania ręcznie
    .long = Zapisuje wiadomość (.eml) dla każdego powiatu, który ma nadchodzące spotkania, i załącza plik każdego z nich. Otwórz ją w Outlooku, przejrzyj i wyślij. Szkic dla powiatu, w którym nic już nie nadchodzi, program usuwa.
arg-to = Adresuje szkice do tych osób
    .value = ADRES
draft-organizer = Podaje, kto zaprasza i dostaje odpowiedzi
draft-output = Zapisuje wiadomości w tym folderze; musi być prywatny i leżeć poza FOLDEREM
    .value = POCZTA
draft-dry_run = Pokazuje, co zostałoby zapisane; niczego nie zapisuje

command-check = Sprawdza listę i pokazuje jej spotkania; niczego nie zapisuje

command-import = Tworzy listę z ogłoszenia: tekstu, strony internetowej albo pliku Worda
    .long = Czyta tekst, który mówi, kiedy i gdzie są spotkania, na przykład ogłoszenie ze strony urzędu, i zapisuje ich listę. Program wymienia każdy dzień z tekstu, z którego nie powstało spotkanie, podaje powód i mówi, czego się domyślił. Przejrzyj listę, zanim ją wyeksportujesz.
arg-announcement = Czyta ten tekst, zapisaną stronę internetową (.html), zapisany mail (.eml) albo plik Worda (.docx) [domyślnie: standardowe wejście]
    .value = OGŁOSZENIE
import-output = Zapisuje listę w tym pliku; plik nie może jeszcze istnieć [domyślnie: standardowe wyjście]
    .value = PLIK
import-to = Zapisuje listę tego rodzaju [domyślnie: według rozszerzenia PLIKU, a jeśli go nie ma, csv]
    .value = RODZAJ
import-to-csv = Komórki rozdzielone średnikami
import-to-json = Tablica obiektów
arg-excel = Oznacza plik CSV tak, żeby Excel pokazał polskie litery
import-title = Nadaje wszystkim spotkaniom ten temat [domyślnie: nagłówek ogłoszenia]

command-counties = Wypisuje 14 powiatów: kod, krótką nazwę używaną w --county i nazwach plików, pełną nazwę, siedzibę
command-completions = Wypisuje skrypt, który uzupełnia polecenia w powłoce
arg-shell = Wskazuje powłokę
    .value = POWŁOKA
command-man = Wypisuje stronę podręcznika (roff)
