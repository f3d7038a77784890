# Słowa błędów, ostrzeżeń i uwag. Nazwa to kod rodzaju; `.help` mówi, jak go naprawić.

error = błąd
warning = ostrzeżenie
note = uwaga
help = rada
in-sheet = , arkusz „{ $sheet }”
in-column = , kolumna „{ $heading }”
entry = „{ $entry }”
more-entries = … i jeszcze { $count }
or = {" albo "}
problems =
    { $count ->
        [one] { $count } błąd
        [few] { $count } błędy
       *[many] { $count } błędów
    }{ $writes ->
        [true] ; { nothing-written }
       *[false] {""}
    }
more-problems =
    … i jeszcze { $count } { $count ->
        [one] błąd
        [few] błędy
       *[many] błędów
    }
more-warnings =
    … i jeszcze { $count } { $count ->
        [one] takie ostrzeżenie
        [few] takie ostrzeżenia
       *[many] takich ostrzeżeń
    } ({ $code })

## Słowa wartości

month-1 = styczeń
month-2 = luty
month-3 = marzec
month-4 = kwiecień
month-5 = maj
month-6 = czerwiec
month-7 = lipiec
month-8 = sierpień
month-9 = wrzesień
month-10 = październik
month-11 = listopad
month-12 = grudzień

weekday-Mon = poniedziałek
weekday-Tue = wtorek
weekday-Wed = środa
weekday-Thu = czwartek
weekday-Fri = piątek
weekday-Sat = sobota
weekday-Sun = niedziela

holiday-new-year = Nowy Rok
holiday-epiphany = Święto Trzech Króli
holiday-labour-day = Święto Pracy
holiday-constitution-day = Święto Konstytucji 3 Maja
holiday-assumption = Wniebowzięcie Najświętszej Maryi Panny
holiday-all-saints = Wszystkich Świętych
holiday-independence-day = Narodowe Święto Niepodległości
holiday-christmas-eve = Wigilia Bożego Narodzenia
holiday-christmas = Boże Narodzenie
holiday-easter = Wielkanoc
holiday-pentecost = Zielone Świątki
holiday-corpus-christi = Boże Ciało

field-id = identyfikator
field-title = temat
field-venue = miejsce
field-address = adres
field-town = miejscowość
field-description = opis
field-host = prowadzący
field-contact = kontakt
field-capacity = liczba miejsc
field-notes = uwagi
field-url = link
field-county = powiat
field-date = data
field-start = godzina
field-end = do
field-status = status
field-weekday = dzień tygodnia
field-postcode = kod pocztowy
field-lastday = data zakończenia
field-length = czas trwania
field-cancelled = odwołane
field-held = odbędzie się
field-allday = cały dzień
field-newdate = nowy termin
field-newstart = nowa godzina
field-newvenue = nowe miejsce
field-publish = publikować
field-private = prywatne
field-mode = tryb
field-month = miesiąc
field-year = rok
field-name = imię i nazwisko
field-email = adres e-mail

holds-date = daty
holds-start = godziny
holds-held = odpowiedzi „tak” i „nie”
holds-venue = miejsca
holds-town = miejscowości
holds-title = tematy
holds-length = czasy trwania
holds-status = zmiany

## Lista jako całość

empty-list = lista jest pusta
spreadsheet = to jest arkusz kalkulacyjny, a nie plik tekstowy
    .help = w programie arkusza wybierz Zapisz jako i typ „CSV UTF-8”
damaged-spreadsheet = nie można odczytać tego arkusza: { $reason }
    .help = otwórz go w programie arkusza, usuń hasło, jeśli je ma, i zapisz ponownie
large-spreadsheet = ten arkusz jest za duży, by go odczytać: ma ponad 16 milionów komórek albo 256 MB treści, może dlatego, że coś stoi w jego ostatnim wierszu lub kolumnie
    .help = skopiuj samą tabelę spotkań do nowego arkusza albo zapisz ją jako „CSV UTF-8”
password = ten plik można otworzyć tylko z hasłem
    .help = otwórz go w jego programie, usuń hasło i zapisz
document =
    { $document ->
        [word] to jest dokument Worda, a takich program nie czyta
        [slides] to jest prezentacja, a takich program nie czyta
        [pdf] to jest plik PDF, a takich program nie czyta
       *[other] to jest obraz, a takich program nie czyta
    }
    .help =
        { $document ->
            [word] skopiuj tabelę do arkusza; albo zapisz dokument jako stronę internetową (.html) i zrób z niej listę: lubuskie-ics import PLIK.html -o lista.csv
            [slides] skopiuj tabelę do arkusza
            [pdf] poproś o plik, z którego powstał; albo skopiuj jego tekst do pliku tekstowego i zrób z niego listę: lubuskie-ics import PLIK.txt -o lista.csv
           *[other] poproś o plik, z którego powstał, albo przepisz spotkania do arkusza
        }
no-such-sheet = --sheet: nie ma arkusza „{ $name }”; są: { $found-quoted }
sheet-left-out = arkusz „{ $name }” pominięto: nie ma w nim kolumny „{ $field }”
hidden-sheets = ukryte arkusze pominięto: { $found-quoted }
    .help = --sheet NAZWA czyta tylko arkusze, które wskażesz, także ukryte
hidden-row = ten wiersz jest w arkuszu ukryty, ręcznie albo filtrem, a ma datę
    .help = jeśli się liczy, odkryj wiersz albo wyczyść filtr; jeśli nie, usuń go
comment = komentarz do komórki nie jest czytany: „{ $text }”
    .help = to, co mówi o spotkaniu, wpisz do kolumny
sheet-of-meetings = w arkuszu „{ $name }” są wiersze z powiatem i dniem, ale nie ma znanych nagłówków
    .help = wstaw nad nimi wiersz nagłówków, taki jak w innych arkuszach; jeśli te wiersze się nie liczą, użyj --sheet NAZWA, a program odczyta tylko wskazane arkusze
changes-in-sheet = arkusz „{ $name }” nie jest czytany, a wygląda na to, że jakieś spotkanie jest odwołane, przeniesione albo niepewne: „{ $text }”
    .help = przenieś te słowa do uwag tego spotkania i wpisz przy nim „odwołane” albo „potwierdzone” w kolumnie „status”; albo użyj --sheet NAZWA, a program odczyta tylko wskazane arkusze
sheet-of-changes = arkusz „{ $name }” jest czytany jak pozostałe, a z jego nazwy wynika, że spotkania są odwołane, przeniesione albo niepewne
    .help = w każdym jego wierszu wpisz „odwołane”, „wstępne” albo „potwierdzone” w kolumnie „status”; albo użyj --sheet NAZWA, a program odczyta tylko wskazane arkusze
spare-sheet = arkusz „{ $name }” jest czytany jak pozostałe, a z nazwy wygląda na kopię, wzór albo dawną wersję
    .help = jeśli ma nie być czytany, użyj --sheet NAZWA, a program odczyta tylko wskazane arkusze
county-of-sheet = arkusz nazywa się „{ $name }”, a wiersz w nim jest dla „{ $cell }”: liczy się wiersz
incomplete-sheet = brak kolumny „{ $field }” w arkuszu „{ $name }”; są: { $found-quoted }
    .help = dodaj ją albo nazwij „{ $field }” kolumnę, która to zawiera; jeśli to nie jest lista spotkań, użyj --sheet NAZWA, a program odczyta tylko wskazane arkusze
error-value = „{ $text }” to błąd formuły albo pozostałość po programie, a nie treść
    .help = popraw formułę albo wpisz tu właściwą treść
no-value = ta formuła nie została jeszcze obliczona: { $text }
    .help = otwórz plik w arkuszu kalkulacyjnym i zapisz go
day-for-text = „{ $text }” to dzień, a powinien tu być tekst: z tekstu takiego jak 1-2 arkusz robi datę
    .help = nadaj kolumnie format tekstowy i wpisz go jeszcze raz
damaged-text = tu znaki są uszkodzone: tekst jest w dwóch kodowaniach albo w nieznanym
    .help = popraw to miejsce; potem Plik › Zapisz jako › „CSV UTF-8”
announcement = to nie jest lista; wygląda na ogłoszenie
    .help = najpierw zrób z niego listę: lubuskie-ics import PLIK -o lista.csv
no-such-column = --column: nie ma kolumny „{ $name }”; są: { $found-quoted }
no-headings = nie znaleziono wiersza nagłówków; lista zaczyna się od „{ $first }”
    .help =
        w pierwszym wierszu mają być nagłówki kolumn: { $subject ->
            [people] powiat;imię i nazwisko;e-mail
           *[meetings] powiat;data;godzina;temat;miejsce
        }
missing-column = brak kolumny „{ $field }”; są: { $found-quoted }
    .help = dodaj ją albo nazwij „{ $field }” kolumnę, w której to jest
doubled-column = dwie kolumny oznaczają to samo („{ $field }”): „{ $first }” i „{ $second }”
    .help =
        zostaw tę, w której jest to, co obowiązuje; drugą nazwij inaczej{ $alike ->
            [true] {""}
           *[false] {" "}albo pomiń: --ignore "{ $second }"
        }
unknown-columns =
    { $count ->
        [one] nieznana kolumna { $found-quoted }: pominięta
       *[other] nieznane kolumny, pominięte: { $found-quoted }
    }
    .help =
        { $field ->
            [none] {""}
           *[other] jeśli są tam { $holds }, wskaż tę kolumnę: --column "{ $field }={ $one ->
                [none] NAGŁÓWEK
               *[other] { $one }
            }"
        }
taken-as = kolumnę „{ $heading }” program czyta jako „{ $field }”, bo żadna inna nią nie jest
    .help = jeśli dotyczy czegoś innego, dodaj --ignore "{ $heading }"
county-above = brak kolumny „powiat”: wzięto go z wierszy nad nagłówkami: { $county }
    .help = jeśli któryś wiersz dotyczy innego powiatu, dodaj kolumnę „powiat”
year-above = dni bez roku odczytano jako { $year }, bo tak mówią wiersze nad nagłówkami
    .help = jeśli chodzi o inny rok, podaj --year albo wpisz go do komórek
other-year = wiersze nad nagłówkami mówią o roku { $year }, a jeden z dni jest z innego: „{ $text }”
    .help = sprawdź rok każdego dnia: arkusz, w którym wpisano „14 gru”, przyjmuje rok bieżący
unread-column = nie wiadomo, czym jest kolumna „{ $heading }”, a wygląda na to, że są w niej { $holds }
    .help =
        { $nearest ->
            [none] {""}
           *[other] może miało być „{ $nearest }”;{" "}
        }{ $field ->
            [none] jeśli mówi, kiedy, gdzie lub czy spotkanie się odbędzie, nazwij ją tak, żeby to mówiła („data”, „godzina”, „odwołane”, „publikować” …)
           *[other] jeśli to kolumna „{ $field }”, tak ją nazwij albo dodaj --column "{ $field }={ $heading }"
        }; jeśli mówi o czymś innym, dodaj --ignore "{ $heading }"
half-ticked = w kolumnie „{ $heading }” jedne wiersze mają „tak”, a inne nic
    .help = wpisz „tak” albo „nie” w każdym wierszu; pusta komórka może znaczyć jedno i drugie
unsure-heading =
    nagłówek „{ $heading }” { $asked ->
        [true] kończy się znakiem zapytania, a komórki pod nim zostaną opublikowane jako pewne
       *[false] mówi, że to, co pod nim, nie jest pewne
    }
    .help = w każdym wierszu wpisz „wstępne” albo „potwierdzone” w kolumnie „status”
unnamed-column = ta kolumna nie ma nagłówka, a są w niej { $holds }
    .help = nadaj jej nagłówek, także jeśli nie mówi, kiedy ani czy spotkanie się odbędzie
empty-columns = puste w każdym wierszu: { $found-quoted }
json = to nie jest poprawny JSON: { $reason }
json-shape = oczekiwano tablicy obiektów
    .help =
        { $subject ->
            [people] [{"{"}"powiat": …, "osoba": …, "e-mail": …{"}"}] albo {"{"}"osoby": […]{"}"}
           *[meetings] [{"{"}"powiat": …, "data": …{"}"}] albo {"{"}"meetings": […]{"}"}
        }
json-value = „{ $field }” musi być tekstem, liczbą albo null
broken-letters = litery w „{ $text }” są popsute: listę otwarto w złym kodowaniu i zapisano
    .help = weź listę sprzed tego zapisu albo wpisz je od nowa; potem Plik › Zapisz jako › „CSV UTF-8”
no-meetings = na liście nie ma żadnego spotkania
no-people = na liście nie ma żadnej osoby
past =
    { $count ->
        [one] { $count } spotkanie już się odbyło
        [few] { $count } spotkania już się odbyły; to jest pierwsze
       *[many] { $count } spotkań już się odbyło; to jest pierwsze
    }

## Wiersze

too-many-cells = liczba komórek w wierszu: { $cells }, a nagłówków: { $headings }
    .help = tekst, który zawiera znak rozdzielający, ujmij w cudzysłów: "…"
too-few-cells = liczba komórek w wierszu: { $cells }, a nagłówków: { $headings }; sprawdź, czy każda jest w swojej kolumnie
open-quote = otwarty tutaj cudzysłów nie jest zamknięty
    .help = zamknij go albo usuń
text-after-quote = tekst po zamkniętym cudzysłowie
    .help = ujmij całą komórkę w cudzysłów, a znaki wewnątrz podwój: "Klub ""Zamek"""
blank-before-quote = przed tym cudzysłowem stoi odstęp, więc niczego on nie otwiera
    .help = usuń odstęp
swallowed-row = otwarty tutaj cudzysłów zamyka się w wierszu { $line } i robi z kilku wierszy jedną komórkę
    .help = zamknij go w jego własnym wierszu albo usuń oba
above-headings = spotkanie nad nagłówkami
    .help = przenieś wiersz nagłówków na górę: posortowano go razem z innymi
no-heading = pominięto komórkę „{ $text }”: jej kolumna nie ma nagłówka albo zawiera numery wierszy
    .help = nadaj kolumnie nagłówek, który mówi, co w niej jest: „status”, „odwołane”, „uwagi” …
skipped-row = wiersz pominięty: tytuł albo podsumowanie, nie pozycja listy
no-meeting = ten wiersz nie wygląda na spotkanie
    .help = usuń go albo wpisz powiat i datę
unread = program tego nie czyta, a wygląda na to, że spotkanie jest odwołane, przeniesione albo niepewne: „{ $text }”
    .help =
        { $row ->
            [true] w kolumnie „status” wpisz „odwołane”, „wstępne” albo „potwierdzone” przy spotkaniu, o które chodzi; jeśli chodzi o wszystkie albo te słowa objaśniają znak lub kolor, w każdym wierszu. Potem usuń te słowa
           *[false] w kolumnie z nagłówkiem „status” wpisz „odwołane”, „wstępne” albo „potwierdzone”. Jeśli spotkanie przeniesiono, wpisz nową datę w kolumnie dat, a tutaj „przeniesione z” i dawną datę.
        }
alters =
    kolumna „{ $heading }” nie jest czytana, a „{ $text }” mówi, { $what ->
        [public] że spotkanie nie jest publiczne
        [sure] że spotkanie nie jest pewne: 1 to w Outlooku „wstępnie”
       *[when] kiedy są spotkania
    }
    .help =
        { $what ->
            [public] wpisz „nie” w kolumnie „publikować”; jeśli kalendarze mogą pokazywać to spotkanie, dodaj --ignore "{ $heading }"
            [sure] wpisz „wstępne” albo „potwierdzone” w kolumnie „status” (dodaj ją, jeśli jej nie ma)
           *[when] wpisz każdy dzień w osobnym wierszu, a godzinę tak, jak pokazuje ją zegar w Polsce; potem dodaj --ignore "{ $heading }"
        }
ignored = ta kolumna jest pominięta na życzenie, ale wygląda na to, że spotkanie jest odwołane, przeniesione albo niepewne: „{ $text }”
    .help = jeśli tak jest, wpisz „odwołane” albo „wstępne” w kolumnie „status”
of-all = program nie czyta tego wiersza, a zdaje się on mówić coś o wszystkich spotkaniach: „{ $text }”
    .help = wpisz to do kolumn spotkań i usuń ten wiersz
beside = program nie czyta klucza „{ $key }” obok spotkań, a mogą w nim być dalsze spotkania albo ich terminy
    .help = umieść wszystkie spotkania w jednej tablicy; jeśli chodzi o coś innego, usuń ten klucz
missing-cell = pusta komórka: brak wartości „{ $field }”
    .help = wpisz wartość; jeśli komórki są scalone, powtórz ją w każdym wierszu
ditto = „{ $text }” odsyła do innego wiersza
    .help = powtórz tekst
blocked = „{ $text }” nie wygląda na temat spotkania
    .help = jeśli to nie spotkanie, usuń wiersz; jeśli to jego temat, wpisz „potwierdzone” albo „wstępne” w kolumnie „status”
marked-out = „{ $text }”: znak lub przekreślenie może oznaczać, że wiersz się nie liczy
    .help = jeśli się liczy, usuń znak lub przekreślenie; jeśli nie, usuń wiersz albo wpisz „odwołane” lub „wstępne” w kolumnie „status”

## Powiaty

unknown-county = „{ $text }” nie jest powiatem województwa lubuskiego
    .help =
        { $near ->
            [true] czy miało być { $counties-or }?
           *[false] jeden z: { $counties }
        }

## Dni i godziny

date = „{ $text }” to nie data
    .help =
        { $serial ->
            [true] to liczba z arkusza: nadaj kolumnie format daty i zapisz ponownie
           *[false] napisz dzień, miesiąc i pełny rok, np. 22.05.2027, każdy dzień w osobnym wierszu; jeśli dnia jeszcze nie ustalono, napisz „do ustalenia”
        }
day-open = „{ $text }”: dnia jeszcze nie ustalono, więc spotkania nie ma w żadnym kalendarzu
    .help = wpisz datę, gdy będzie znana, np. 22.05.2027
several-days = „{ $text }” to więcej niż jeden dzień
    .help = zrób osobny wiersz na każdy dzień; przed godziną napisz „godz.”
year = w dacie „{ $text }” brak roku
    .help = dopisz rok albo podaj go opcją --year
month = nie ma miesiąca { $month }
    .help = podaj najpierw dzień, np. 22.05.2027; jeśli inne daty też zaczynają się od miesiąca, popraw wszystkie
day =
    { $days ->
        [28] { $month } { $year }
        [29] { $month } { $year }
       *[other] { $month }
    } ma { $days } dni
    .help = podaj najpierw dzień: od { $first } do { $last }
weekday = „{ $text }”: { $date } to { $weekday }
    .help = popraw dzień tygodnia albo datę
day-or-month = „{ $text }” obok AM lub PM może zaczynać się od miesiąca
    .help = podaj najpierw dzień, np. 22.05.2027, albo napisz 2027-05-22
no-weekday = „{ $text }” to nie dzień tygodnia
date-out-of-range = { $date } nie leży między 27.10.1996 a 31.12.2099
far-ahead = { $date } to ponad dziesięć lat naprzód
    .help = sprawdź rok
lone-year = { $date } jest w innym roku niż wszystkie pozostałe spotkania
    .help = sprawdź rok
sunday = { $date } to niedziela
holiday = { $date } to święto: { $holiday }
disagreement = „{ $text }” nie zgadza się z kolumną „{ $field }”
    .help = wpisz w obu to samo: popraw tę komórkę, w której jest błąd
hour = nie rozpoznano godziny: „{ $text }”
    .help = napisz godzinę od 0:00 do 23:59: 10:00 albo 10:00–12:30, z dwukropkiem; pusta komórka oznacza cały dzień
hour-open = „{ $text }”: godzina nie jest jeszcze ustalona
    .help = zostaw komórkę pustą, a w kolumnie „status” wpisz „wstępne”: kalendarze pokażą wtedy cały dzień; albo wstrzymaj ten wiersz: „nie” w kolumnie „publikować”
day-for-hour =
    „{ $text }” to dzień, a powinna tu być godzina{ $spreadsheet ->
        [true] : z godzin takich jak 9-12 arkusz robi datę (9 grudnia)
       *[false] {""}
    }
    .help =
        { $spreadsheet ->
            [true] nadaj kolumnie format tekstowy i wpisz 9:00-12:00
           *[false] wpisz 10:00 albo 10:00–12:30, a dzień w jego kolumnie
        }
end-without-start = jest godzina zakończenia, a brak godziny rozpoczęcia
end-not-after-start = zakończenie nie jest późniejsze niż rozpoczęcie
    .help = północ to 24:00; następnego dnia może się kończyć tylko spotkanie trwające najwyżej osiem godzin
next-day = przyjęto, że spotkanie kończy się następnego dnia
may-be-length = „{ $text }” może oznaczać godzinę albo czas trwania
    .help = godzinę napisz z minutami, np. 8:00; kolumnie z długością spotkań nadaj nagłówek „czas trwania”
approximate-hour = „{ $text }”: w kalendarzach godzina będzie dokładna
skipped-hour = tego dnia nie ma godziny { $text }: przy zmianie na czas letni zegar przeskakuje z 2:00 na 3:00
doubled-hour = tego dnia godzina { $text } wypada dwa razy (koniec czasu letniego): przyjęto pierwszą
day-first = „{ $text }” odczytano jako { $date }: najpierw dzień
    .help = jeśli najpierw jest miesiąc, popraw wszystkie daty
all-day = brak godziny: spotkanie będzie całodniowe
early = spotkanie zaczyna się w nocy, o { $hour }
long = spotkanie trwa ponad 12 godzin

## Co jeszcze ma spotkanie

cancelled = wygląda na to, że spotkanie odwołano: „{ $text }”
    .help = wpisz „odwołane” albo, jeśli się odbędzie, „potwierdzone” w kolumnie „status” (dodaj ją, jeśli jej nie ma)
closed = wygląda na to, że spotkanie nie jest jawne: „{ $text }”
    .help = jeśli tak jest, usuń wiersz albo wpisz „nie” w kolumnie „publikować”; jeśli jest jawne, wpisz „potwierdzone” w kolumnie „status” (dodaj ją, jeśli jej nie ma)
moved = wygląda na to, że spotkanie przeniesiono: „{ $text }”
    .help =
        { $subject ->
            [true] wpisz nową datę, godzinę i miejsce w ich kolumnach, a tu „przeniesione z” i dawną datę; jeśli to temat spotkania albo nazwa, wpisz „potwierdzone” w kolumnie „status”
           *[false] wpisz nową datę, godzinę i miejsce w ich kolumnach, a tu „przeniesione z” i dawną datę
        }
unsure = wygląda na to, że termin lub miejsce nie są pewne: „{ $text }”
    .help = jeśli miejsce, dzień lub godzina są inne, wpisz je w ich kolumnach; w przeciwnym razie w kolumnie „status” wpisz „wstępne” (jeszcze niepewne) albo „potwierdzone”
may-change = to może znaczyć, że coś się w spotkaniu zmienia: „{ $text }”
    .help = jeśli nie, wpisz „potwierdzone” w kolumnie „status” (dodaj ją, jeśli jej nie ma); jeśli spotkanie odwołano, wpisz tam „odwołane”; jeśli je przeniesiono, wpisz nową datę w jej kolumnie
status = „{ $text }” nie jest statusem
    .help = napisz potwierdzone, wstępne albo odwołane
url = „{ $text }” to nie adres strony
    .help =
        { $www ->
            [true] czy miało być https://{ $text }?
           *[false] zaczyna się od https:// lub http:// i nie zawiera odstępów
        }
degrees = „{ $text }” to nie liczba stopni od -{ $limit } do { $limit }
    .help = napisz 51,8027
half-a-place = szerokość i długość geograficzna występują razem: jednej brakuje
lost-letters = w „{ $text }” brakuje liter: przepadły zapewne przy zapisywaniu listy
    .help = wpisz je od nowa; potem Plik › Zapisz jako › „CSV UTF-8”
directions = pominięto niewidoczne znaki zmieniające kierunek pisma
control-characters = pominięto niewidoczne znaki sterujące
no-venue = nie podano miejsca ani adresu
no-town = nie rozpoznano miejscowości
    .help = podaj ją w kolumnie „miejscowość”
answer = w tej kolumnie może być tylko „tak” albo „nie”, a jest „{ $text }”
    .help = napisz „tak” albo „nie”
length = „{ $text }” to nie długość spotkania
    .help = napisz 2 h, 90 min albo 1:30
other-length = „{ $text }” to inny czas niż od początku do końca; obowiązują godziny od–do
other-county = „{ $town }” leży w innym powiecie: { $county }
    .help = sprawdź jedno i drugie: kolumna „powiat” decyduje, w czyim kalendarzu będzie spotkanie
postcode = „{ $text }” to nie kod pocztowy
    .help = napisz 68-200
last-day = spotkanie kończyłoby się innego dnia ({ $text }), a wiersz to jeden dzień
    .help = zrób osobny wiersz na każdy dzień
replaced = „{ $text }” to co innego niż w kolumnie „{ $field }”
    .help = wpisz to, co obowiązuje, w kolumnie „{ $field }”, a tę komórkę opróżnij; jeśli spotkanie się nie odbędzie, w kolumnie „status” wpisz „odwołane”
noted =
    „{ $text }” zdaje się mówić { $field ->
        [data] o innym dniu niż kolumna „data” albo o kilku dniach
       *[other] co innego niż kolumna „{ $field }”
    }
    .help =
        { $field ->
            [data] jeśli to obowiązuje, wpisz to w kolumnie „data”, każdy z kilku dni w osobnym wierszu, a nie tutaj
           *[other] jeśli to obowiązuje, wpisz to w kolumnie „{ $field }”, a nie tutaj
        }; jeśli chodzi o coś innego, wpisz „potwierdzone” w kolumnie „status” (dodaj ją, jeśli jej nie ma)
misplaced = „{ $text }” nie wygląda na to, co jest w tej kolumnie: czy to właściwa kolumna?
withheld =
    pominięto { $count } { $count ->
        [one] wiersz, oznaczony na liście jako nie do publikacji
        [few] wiersze, oznaczone na liście jako nie do publikacji
       *[many] wierszy, oznaczonych na liście jako nie do publikacji
    }

## Spotkania obok siebie

doubled-id = identyfikator „{ $id }” ma już inne spotkanie: { $other }
    .help = każde spotkanie ma własny identyfikator
reused-id = identyfikator „{ $id }” należy już do spotkania opublikowanego na { $date }
    .help = nadaj nowemu spotkaniu inny identyfikator, inaczej kalendarze uznają je za tamto
shifted-ids = identyfikatory wyglądają na numery wierszy, które się przesunęły: to spotkanie opublikowano z identyfikatorem „{ $other }”, a nie „{ $id }”
    .help = usuń z listy kolumnę z identyfikatorami: bez niej każde spotkanie zostanie rozpoznane, a zmieni się tylko to, co dodano lub usunięto; albo wpisz przy każdym spotkaniu ten identyfikator, z którym je opublikowano
open-again = dnia nie ustalono, a opublikowano już na { $date } spotkanie, może to samo: „{ $title }”
    .help = wpisz datę; jeśli spotkanie się nie odbędzie, wpisz „odwołane” w kolumnie „status”; jeśli to inne spotkanie, przywróć jego wiersz, taki jak był albo z „odwołane”
doubled-meeting = inne spotkanie ma ten sam powiat, początek i temat: { $other }
    .help = usuń jeden z wierszy albo rozróżnij je kolumną „id”
another-hour = ten sam temat, dzień i miejsce, ale inna godzina niż tu: { $other }
    .help = jeśli jedna z godzin jest już nieaktualna, usuń jej wiersz
room-taken = w tym samym czasie to samo miejsce zajmuje inne spotkanie: { $other }

## Osoby

no-county = nie podano powiatu: ta osoba dostanie zaproszenia na spotkania we wszystkich powiatach
    .help = jeśli tak ma być, wpisz „wszystkie”
missing-address = brak adresu e-mail
    .help = wpisz adres albo usuń wiersz
address = „{ $text }” nie jest adresem e-mail
    .help = jeden pełny adres w wierszu, bez polskich liter i odstępów: biuro@example.pl; kolejny w osobnym wierszu
name = nazwa nie może zawierać znaków końca wiersza, znaków sterujących, <, > ani =?: „{ $text }”
    .help = wpisz samą nazwę, w jednym wierszu
organizer-invited = { $address } to adres organizatora: kalendarze nie przyjmują takiego zaproszenia
    .help = usuń wiersz albo zapraszaj z innego adresu
shared-address = ten adres jest już na liście ({ $other }): wiadomość będzie jedna, dla: „{ $name }”

## Ogłoszenia

list-given = to jest lista (arkusz kalkulacyjny albo CSV), a nie ogłoszenie
    .help = czyta ją lubuskie-ics check PLIK
no-announcement = nie znaleziono w tym tekście żadnego spotkania
    .help = za spotkanie uznaje się dzień z godziną albo pozycję na liście terminów
struck = na stronie przekreślone, więc pominięte: „{ $text }”
inferred =
    { $what ->
        [year] { $count ->
            [one] przy dacie
           *[other] przy datach ({ $count })
        } brak roku: przyjęto { $found }
        [county] nie podano powiatu, przyjęto według miejscowości: { $found }
        [county-for-all] przyjęto powiat, który tekst podaje raz dla wszystkich: { $found }
        [hour-for-all] przyjęto godzinę podaną dla wszystkich: { $found }
        [end] koniec obliczono z podanego czasu trwania: { $found }
        [place-for-all] przyjęto miejsce podane dla wszystkich: { $found }
        [town-for-all] przyjęto miejscowość, którą tekst podaje raz dla wszystkich: { $found }
        [town] nazwę miejscowości odgadnięto: { $found }
        [no-county] nie rozpoznano powiatu: { $found }
        [no-hour] nie znaleziono godziny: { $found }
       *[other] nie znaleziono miejsca: { $found }
    }
    .help = { $what ->
        [no-county] wpisz go na listę
        [no-hour] sprawdź, czy jest w tekście, i wpisz ją na listę
        [no-place] sprawdź, czy jest w tekście, i wpisz je na listę
       *[other] {""}
    }
first-day = kilka dni: spotkaniem jest tu tylko pierwszy
moved-to =
    { $from ->
        [none] tekst mówi, że to spotkanie przeniesiono
       *[other] przeniesione z { $from }
    }
changed-perhaps = tekst zdaje się mówić, że to spotkanie odwołano, przeniesiono albo że nie jest jeszcze pewne
    .help = przeczytaj go i popraw listę: termin albo „odwołane” w kolumnie „status”
weekday-other = { $date } to { $weekday }, a w tekście jest inny dzień
unused =
    { $what ->
        [row] { $count ->
            [one] z tego wiersza nie powstało spotkanie
           *[other] z tych wierszy nie powstały spotkania
        }
        [change] z tego nie powstało spotkanie
        [hours] godziny, których nie ma w żadnym spotkaniu
        [county] powiaty, których nie ma w żadnym spotkaniu
       *[other] { $count ->
            [one] z tej daty nie powstało spotkanie
           *[other] z tych dat nie powstały spotkania
        }
    }: { $texts } ({ $reason })
unused-towns = miejscowości, których nie ma w żadnym spotkaniu: { $towns }
reason-stamp = data publikacji
reason-period = okres
reason-deadline = termin zgłoszeń
reason-law = data dokumentu
reason-past = już się odbyło
reason-moved-from = poprzedni termin
reason-no-hour = brak godziny
reason-no-such-day = nie ma takiego dnia
reason-no-meeting = nic o spotkaniu
reason-margin = w menu, na marginesie albo w stopce strony
reason-office-hours = godziny urzędowania
reason-programme = program
reason-quoted = w cytowanej wiadomości
reason-other-hour = obok innej, którą spotkanie ma
reason-no-entry = nie należy do żadnego wpisu
reason-elsewhere = spoza Lubuskiego
reason-no-day = brak dnia
reason-change = ale może coś odwołano lub przeniesiono

## Jak odczytano listę

# The octet of the character between cells.
csv-list = { $path }: { $encoding }, komórki rozdzielone { $delimiter ->
        [comma] przecinkami
        [tab] tabulatorami
        [pipe] pionowymi kreskami
       *[semicolon] średnikami
    }, nagłówki w wierszu { $line }
sheet-list = { $path }: arkusz kalkulacyjny, arkusz „{ $sheet }”, nagłówki w wierszu { $line }
announcement-text = { $path }: { $encoding }, tekst ogłoszenia
json-list = { $path }: { $encoding }, JSON

## Użycie

county-option =
    --county: „{ $name }” nie jest powiatem województwa lubuskiego; { $near ->
        [true] najbliższe: { $counties }
       *[false] do wyboru: { $counties }; bez --county: wszystkie
    }
combined-county = kalendarz wspólny obejmuje spotkania wszystkich powiatów: --combined nie łączy się z --for email, a z --county tylko przy -o -
needs-folder = --for, --dry-run, --exit-code, --allow-cancel, --allow-change, --rebuild i --overwrite wymagają folderu, a nie -o -
list-itself = { $path } to sama lista: podaj inny folder na kalendarze, w --output
several-lists = jest tu kilka list: podaj, którą czytać: { $found }
source-date-epoch = SOURCE_DATE_EPOCH: oczekiwano pełnych sekund od 1970 r.
published-output = publish zapisuje do folderu, a nie na standardowe wyjście

list-form = --to i rozszerzenie pliku muszą oznaczać ten sam rodzaj listy, a --excel dotyczy tylko CSV
usage =
    { $case ->
        [UnknownArgument] nie ma takiej opcji ani argumentu: { $named }
        [InvalidSubcommand] nie ma takiego polecenia: { $named }
        [MissingSubcommand] brakuje polecenia
        [MissingRequiredArgument] brakuje: { $named }
        [ArgumentConflict] tych opcji nie można łączyć: { $named }
        [Repeated] tej opcji nie można powtarzać: { $named }
       *[other]
            { $text ->
                [none] brakuje wartości albo jest niewłaściwa: { $named }
               *[other] { $named }: niewłaściwa wartość „{ $text }”
            }
    }
    .help =
        { $expected ->
            [column-form] podaj nazwę kolumny, znak = i nagłówek: title=Temat
            [column] przed znakiem = podaje się nazwę kolumny, np. powiat, data albo temat
            [organizer] podaj nazwę i adres e-mail: 'Starostwo <biuro@example.pl>'
            [url] podaj adres strony: https://powiat.example.pl/spotkania/
            [address] podaj adres e-mail: biuro@example.pl
            [year] podaj rok od 1997 do 2099
            [length] podaj czas do 24h: 2h, 90m albo 1h30m
            [time] podaj datę i godzinę z przesunięciem strefy: 2026-11-23T09:00:00Z
           *[other]
                { $near ->
                    [none]
                        { $valid ->
                            [none] polecenia wymienia lubuskie-ics --help, a opcje: lubuskie-ics POLECENIE --help
                           *[other] do wyboru: { $valid }
                        }
                   *[other] czy miało być { $near-or }?
                }
        }

## Odmowa

nothing-written =
    { $finished ->
        [true] niczego więcej nie zapisano
       *[false] niczego nie zapisano
    }

foreign = { $path }: tego pliku nie zapisał lubuskie-ics, więc nie został zastąpiony (pozwala na to --overwrite)
list-there = { $path }: ten plik już istnieje, więc nie został zastąpiony; podaj inny plik albo go usuń
built-in-over = { $path }: są tu inne spotkania niż na wbudowanej liście przykładowej, a ta nie może ich zmieniać; podaj listę albo inny folder
would-cancel =
    { nothing-written }: trzeba by odwołać { $county ->
        [none] { $count } z { $ahead } spotkań, które jeszcze przed nami
       *[other] wszystkie spotkania, które jeszcze przed nami ({ $county })
    }, bo nie ma ich już na liście:{ $meetings-lines }
    .help = przywróć wiersze usunięte przez pomyłkę; jeśli spotkanie odwołano, przywróć wiersz i wpisz „odwołane” w kolumnie „status” lub „uwagi”; jeśli naraz zmieniły się termin i temat, najpierw nadaj wierszom „id”; jeśli wszystko się zgadza, dodaj --allow-cancel
would-lose =
    { nothing-written }: { $count } { $count ->
        [one] spotkanie straciłoby
        [few] spotkania straciłyby
       *[many] spotkań straciłoby
    } coś, co o nich opublikowano:{ $meetings-lines }
    .help =
        { $field ->
            [none] wypełnij puste komórki
           *[other] na liście nie ma kolumny „{ $field }”
        }{ $found ->
            [none] {""}
           *[other] ; nierozpoznane kolumny, a jedną z nich może być właśnie ta: { $found-quoted } – zmień jej nagłówek albo wskaż ją przez --column
        }; jeśli wszystko się zgadza, dodaj --allow-change
in-use = { $path }: inny lubuskie-ics zapisuje w tym folderze; spróbuj ponownie, gdy skończy
no-calendars = { $path }: nie ma tu żadnego kalendarza lubuskie-ics; podaj folder, w którym zapisano kalendarze; { nothing-written }
no-ledger = { $path }: czy to pierwsze zaproszenia z tego folderu? jeśli tak, dodaj --first; jeśli nie, podaj folder z poprzedniego razu; { nothing-written }
lost-ledger = { $path }: są tu wiadomości, ale nie ma ich spisu, .lubuskie-ics.sent, więc nie wiadomo, co komu wysłano; przywróć go z kopii albo dodaj --assume-told, a to, co teraz opublikowano, będzie uznane za wysłane wszystkim z listy; --first zaprosiłoby wszystkich jeszcze raz; { nothing-written }
ledger-there = { $path }: z tego folderu już zapraszano; pomiń --first lub --assume-told, a odbiorcy dostaną tylko to, co nowe; { nothing-written }
mail-in-feeds = { $path }: adresy osób nie mogą leżeć tam, gdzie publikowane są kalendarze, a w { $beside } są kalendarze; podaj inny folder; { nothing-written }
feeds-in-mail = { $path }: kalendarzy nie można publikować tam, gdzie są adresy osób, a { $beside } to miejsce na wiadomości; podaj inny folder; { nothing-written }
older-than-told = { $path }: kalendarze są tu po części starsze niż to, co ostatnio wysłano, więc o tych spotkaniach nikomu niczego nie napisano:{ $meetings-lines }
    .help = jeśli folder przywrócono z kopii, zapisz raz kalendarze z --rebuild, co podnosi każdy SEQUENCE, i ponów invite; jeśli nie, podaj właściwy folder

## Pliki

damaged = { $path }, wiersz { $line }: nie jest taki, jaki zapisał lubuskie-ics, więc nie wiadomo, co opublikowano; przywróć plik z kopii albo zacznij go od nowa z --rebuild; { nothing-written }
missing = { $path }: znaleziono tylko { $found } spośród opublikowanych tu spotkań ({ $count }), więc brakuje kalendarzy; przywróć je z kopii albo zacznij od nowa z --rebuild; { nothing-written }
damaged-ledger =
    { $path }{ $line ->
        [none] {""}
       *[other] , wiersz { $line }
    }: plik nie jest taki, jaki zapisał lubuskie-ics, więc nie wiadomo, co komu wysłano; { nothing-written }
    .help = przywróć plik z kopii albo dodaj --assume-told: to, co teraz opublikowano, będzie uznane za wysłane wszystkim z listy, a pisać się będzie tylko o tym, co odtąd nowe
signature =
    { $path }{ $line ->
        [none] {""}
       *[other] , wiersz { $line }
    }: { $unfit ->
        [empty] podpis jest pusty
        [web-page] podpis ma być zwykłym tekstem, a to jest strona internetowa
        [damaged] znaki są tu uszkodzone albo tekst jest w dwóch kodowaniach
        [long] podpis jest dłuższy niż 10 000 bajtów
       *[other] podpis ma być zwykłym tekstem, a to nim nie jest
    }; { nothing-written }
    .help = zapisz go w edytorze tekstu jako plik .txt w UTF-8 i sprawdź polskie litery
read = { $path }: nie można odczytać: { $why }
write = { $path }: nie można zapisać: { $why }
output = standardowe wyjście: { $why }
refused = błąd programu lubuskie-ics, { nothing-written }: { $reason }
why-not-found = nie ma takiego pliku ani folderu
why-not-permitted = brak uprawnień
why-no-folder = to plik, a nie folder
why-no-file = to folder, a nie plik
why-irregular = to potok albo urządzenie, a nie plik
why-linked-twice = dwa kalendarze są dowiązaniami do tego pliku
why-disk-full = brak miejsca na dysku
why-read-only = dysk jest tylko do odczytu
why-closed = jest zamknięte

## Uwagi

built-in = nie podano listy i nie ma tu pliku spotkania.csv, spotkania.xlsx, meetings.csv ani meetings.json: użyto wbudowanego przykładu, pięciu spotkań z 2017 r.
built-in-list = lista wbudowana
standard-input = standardowe wejście
county-without-meetings = na liście nie ma spotkań dla: { $county }; nie zapisano kalendarza
not-ours = { $path }: tego pliku nie zapisał lubuskie-ics, więc pozostał bez zmian
left-out = spoza listy i dawno po terminie, więc usunięte z kalendarzy:{ $meetings-lines }
doubles = te spotkania były w kalendarzach dwa razy, z dwoma UID; po jednym z każdej pary już w nich nie ma:{ $meetings-lines }
rebuilt = uszkodzone kalendarze zaczęto od nowa: to, co niżej jest nowe, odbiorcy mogą już mieć, a spotkań odwołanych przez usunięcie wiersza już w nich nie ma
insecure = { $path }: http zamiast https: to, co dostają odbiorcy, można po drodze zmienić, a niektóre programy tego nie przyjmą
edited-draft = { $path }: ktoś zmienił ten szkic, więc pozostał bez zmian
    .help = sprawdź go przed wysłaniem; po usunięciu go następne uruchomienie zapisze go na nowo
stale-page = { $path }: export nie aktualizuje tej strony ani jej pozostałych plików: fragment.html, changes.xml, meetings.json
    .help = zaktualizuje je publish
unlisted = te osoby zaproszono na nadchodzące spotkania, ale nie ma ich już na liście, więc nic więcej nie dostaną:{ $addresses-lines }
unpublished = na te spotkania zapraszano, a nie ma ich w kalendarzach: czy to właściwy folder?{ $meetings-lines }
unsent =
    jeszcze nie wysłano, z poprzednich uruchomień: { $count } { $count ->
        [one] wiadomość
       *[other] wiadomości
    }
other-organizer = te osoby zapraszał wcześniej inny organizator, więc ich kalendarze mogą nie przyjąć zmiany:{ $addresses-lines }
assumed-told =
    nie zapisano żadnej wiadomości: odtąd { $count ->
        [one] { $count } zaproszenie uchodzi
        [few] { $count } zaproszenia uchodzą
       *[many] { $count } zaproszeń uchodzi
    } za wysłane
finished = { $path }: najpierw dokończono zapis plików, które przygotowało przerwane wcześniej uruchomienie
