# Słowa listów: po co jest list o jednym spotkaniu, jak się zaczyna (`opening`) i o co prosi (`answer`); listy o spotkaniach
# powiatu; co w jednych i drugich stoi pod spotkaniami.

greeting = Szanowni Państwo,
regards = Z poważaniem
before = Poprzednio:

invitation = Zaproszenie
    .opening = zapraszamy na spotkanie:
    .answer = Prosimy o potwierdzenie udziału odpowiedzią na tę wiadomość albo przyciskiem w kalendarzu.
change = Zmiana
    .opening = zmieniły się szczegóły spotkania, na które Państwa zapraszaliśmy. Aktualne informacje:
    .answer = { again }
reassigned = Zmiana
    .opening = zmieniły się powiaty, dla których organizujemy spotkanie, na które Państwa zapraszaliśmy. Aktualne informacje:
    .answer = Ponowne potwierdzenie udziału nie jest potrzebne.
restored = Jednak się odbędzie
    .opening = spotkanie, o którego odwołaniu informowaliśmy, jednak się odbędzie:
    .answer = { again }
cancellation = Odwołane
    .opening = z przykrością informujemy, że odwołano spotkanie:
again = Prosimy o ponowne potwierdzenie udziału odpowiedzią na tę wiadomość albo przyciskiem w kalendarzu.

meetings =
    { $count ->
        [one] spotkanie
       *[other] spotkania
    } dla { $county }
invited = zapraszamy na { meetings }:
    .subject = Zaproszenie: { meetings }
cancelled = z przykrością informujemy, że odwołano { meetings }:
    .subject = Odwołane: { meetings }
also-cancelled = Odwołano { meetings }:

assumed-end =
    { $count ->
        [one] Godzina zakończenia podana w kalendarzu jest orientacyjna.
       *[other] Tam, gdzie nie podano godziny zakończenia, w kalendarzu jest ona orientacyjna.
    }
files =
    { $count ->
        [one] W załączniku przesyłamy plik, który pozwala dodać spotkanie do kalendarza.
       *[other] W załącznikach przesyłamy pliki, które pozwalają dodać spotkania do kalendarza.
    }
remove =
    { $count ->
        [one] Jeżeli odwołane spotkanie jest już w Państwa kalendarzu, prosimy je z niego usunąć.
       *[other] Jeżeli odwołane spotkania są już w Państwa kalendarzu, prosimy je z niego usunąć.
    }
