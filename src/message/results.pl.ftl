# Słowa wyników. `outcome-` co stało się z plikiem, za „dry-” co by się stało; `change-` co stało się ze spotkaniem;
# `occasion-` po co jest wiadomość.

meetings =
    { $count } { $count ->
        [one] spotkanie
        [few] spotkania
       *[many] spotkań
    }
messages =
    { $count } { $count ->
        [one] wiadomość
       *[other] wiadomości
    }

outcome-created = nowy plik
outcome-replaced = plik zaktualizowano
outcome-removed = plik usunięto
outcome-unchanged = bez zmian
outcome-dry-created = powstałby nowy plik
outcome-dry-replaced = plik zostałby zaktualizowany
outcome-dry-removed = plik zostałby usunięty
outcome-dry-unchanged = bez zmian
no-news = dla odbiorców nic się nie zmienia
no-drafts = brak spotkań przed nami: bez szkiców

change-cancelled = odwołane
change-moved = zmiana terminu
change-restored = jednak się odbędzie
change-changed = zmienione
change-new = nowe
change-left = już nie w tym powiecie
change-more = jeszcze { $count }
status-cancelled = odwołane
status-tentative = wstępne
status-confirmed = potwierdzone
was-title = poprzedni temat: „{ $title }”
was-place = poprzednie miejsce: { $place }
new-description = nowy opis
new-url = nowy adres strony
now-for = teraz: { $counties }

without-start = bez godziny
without-end = bez godziny zakończenia
without-title = bez własnego tematu
without-venue = bez miejsca albo jego części

occasion-invitation = zaproszenie
occasion-change = zmiana
occasion-restored = jednak się odbędzie
occasion-cancellation = odwołanie
no-messages = nie ma nowych wiadomości do wysłania
messages-in = { messages } w folderze { $folder } ({ $counts })
messages-to-be = { messages } do zapisania w folderze { $folder } ({ $counts })

day-Mon = pon.
day-Tue = wt.
day-Wed = śr.
day-Thu = czw.
day-Fri = pt.
day-Sat = sob.
day-Sun = niedz.
all-day = cały dzień
head-day = Dzień
head-date = Data
head-hours = Godziny
head-county = Powiat
head-title = Temat
head-place = Miejsce
