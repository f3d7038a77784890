# Słowa listów: po co jest list o jednym spotkaniu, jak się zaczyna (`-opening`) i o co prosi (`-answer`); listy o spotkaniach
# powiatu; co w jednych i drugich stoi pod spotkaniami.

greeting = Szanowni Państwo,
regards = Z poważaniem
before = Poprzednio:

invitation = Zaproszenie
invitation-opening = zapraszamy na spotkanie:
invitation-answer = Prosimy o potwierdzenie udziału odpowiedzią na tę wiadomość albo przyciskiem w kalendarzu.
change = Zmiana
change-opening = zmieniły się szczegóły spotkania, na które Państwa zapraszaliśmy. Aktualne informacje:
change-answer = { again }
reassigned = Zmiana
reassigned-opening = zmieniły się powiaty, dla których organizujemy spotkanie, na które Państwa zapraszaliśmy. Aktualne informacje:
reassigned-answer = Ponowne potwierdzenie udziału nie jest potrzebne.
restored = Jednak się odbędzie
restored-opening = spotkanie, o którego odwołaniu informowaliśmy, jednak się odbędzie:
restored-answer = { again }
cancellation = Odwołane
cancellation-opening = z przykrością informujemy, że odwołano spotkanie:
again = Prosimy o ponowne potwierdzenie udziału odpowiedzią na tę wiadomość albo przyciskiem w kalendarzu.

meetings =
    { $count ->
        [one] spotkanie
       *[other] spotkania
    } dla { $county }
invited = zapraszamy na { meetings }:
invited-subject = Zaproszenie: { meetings }
cancelled = z przykrością informujemy, że odwołano { meetings }:
cancelled-subject = Odwołane: { meetings }
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
