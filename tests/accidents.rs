//! What looks like an accident with a list that was published before: columns that are gone, row numbers that have shifted,
//! days that are not set any more; and rows that the office keeps back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{Folder, NOW, Run};

const NEXT: &str = "2026-11-24T09:00:00Z";

/// Publishes a list, then exports another into the same folder.
fn export(old: &str, new: &str, args: &str) -> (Folder, Run) {
    let folder = Folder::new();
    folder.write("list.csv", old).run(&format!("export list.csv --quiet --now {NOW}")).code(0);
    let run = folder.write("list.csv", new).run(&format!("export list.csv --now {NEXT} {args}"));
    (folder, run)
}

/// SEQUENCE, STATUS and SUMMARY of each event, and its UID.
fn events(folder: &Folder) -> Vec<(String, String)> {
    let told = |event: &common::Event| {
        let said = ["SEQUENCE", "STATUS", "SUMMARY"].map(|name| event.value(name).to_owned()).join(" ");
        (said, event.uid().to_owned())
    };
    folder.events("calendars/zarski.ics").iter().map(told).collect()
}

const LIST: &str = "powiat;data;godzina;temat;miejsce;miejscowość
żarski;11.05.2027;9:00-11:00;Rada;Ratusz;Żary
żarski;12.05.2027;9:00-11:00;Komisja;Biblioteka;Żary
żarski;13.05.2027;9:00-11:00;Sesja;MDK;Żary
";

/// The list without the cells of a column, in so many of its rows.
fn without(column: usize, rows: usize) -> String {
    let row = |(number, row): (usize, &str)| {
        let mut cells: Vec<_> = row.split(';').collect();
        if (1..=rows).contains(&number) {
            cells[column] = "";
        }
        cells.join(";") + "\n"
    };
    LIST.lines().enumerate().map(row).collect()
}

#[test]
fn most_meetings_lose_what_a_column_said() {
    for (column, loss) in [(2, "no hour"), (3, "no title of its own"), (4, "no place, or less of it")] {
        let (folder, run) = export(LIST, &without(column, 2), "");
        let lines: Vec<_> = run.stderr.lines().filter(|line| line.starts_with("  powiat")).collect();
        assert_eq!(run.code, 3, "{}", run.stderr);
        assert!(lines.len() == 2 && lines.iter().all(|line| line.ends_with(&format!(" – {loss}"))), "{lines:?}");
        assert!(run.stderr.ends_with("help: fill in the empty cells; if all is as you want it, add --allow-change\n"));
        assert!(events(&folder).iter().all(|(told, _)| told.starts_with("0 CONFIRMED")));
        folder.run(&format!("export list.csv --now {NEXT} --dry-run")).code(3);
        let site = "publish list.csv -o calendars --base-url https://example.pl/";
        folder.run(&format!("{site} --now {NEXT}")).code(3);
        folder.run(&format!("export list.csv --now {NEXT} --allow-change")).code(0);
        // one of three is none
        export(LIST, &without(column, 1), "").1.code(0);
    }
    // the ends alone
    let new = LIST.replacen("9:00-11:00", "9:00", 2);
    let (folder, run) = export(LIST, &new, "");
    run.code(3);
    let pl = folder.run(&format!("export list.csv --now {NEXT} --lang pl")).code(3).stderr;
    assert_eq!(pl.matches(" – bez godziny zakończenia\n").count(), 2, "{pl}");
    folder.run(&format!("export list.csv --now {NEXT} --allow-change")).code(0);
    export(LIST, &LIST.replacen("9:00-11:00", "9:00", 1), "").1.code(0);
}

#[test]
fn the_heading_that_may_be_the_missing_column_is_named() {
    let (_, run) = export(LIST, &LIST.replace("temat", "Hasło"), "--lang pl");
    let want = "błąd: niczego nie zapisano: 3 spotkania straciłyby coś, co o nich opublikowano:
  powiat żarski: wt. 11.05.2027 09:00–11:00, Rada, Ratusz, Żary – bez własnego tematu
  powiat żarski: śr. 12.05.2027 09:00–11:00, Komisja, Biblioteka, Żary – bez własnego tematu
  powiat żarski: czw. 13.05.2027 09:00–11:00, Sesja, MDK, Żary – bez własnego tematu
  = rada: na liście nie ma kolumny „temat”; nierozpoznane kolumny, a jedną z nich może być właśnie ta: „Hasło” – zmień \
                jej nagłówek albo wskaż ją przez --column; jeśli wszystko się zgadza, dodaj --allow-change\n";
    assert!(run.stderr.ends_with(want), "{}", run.stderr);
    let (folder, run) = export(LIST, &LIST.replace("miejsce", "Punkt"), "");
    let help =
        "help: the list has no column \"venue\"; columns that are not known, one of which may be it: \"Punkt\" – ";
    assert!(run.code == 3 && run.stderr.contains(help), "{}", run.stderr);
    // the user says which it is, in this way or that
    folder.run_with(&["export", "list.csv", "--now", NEXT, "--column", "venue=Punkt"], b"").code(0);
    assert!(events(&folder).iter().all(|(told, _)| told.starts_with("0 CONFIRMED")));
    let json = "[{\"powiat\": \"żarski\", \"data\": \"11.05.2027\", \"Kolumna piąta\": 9, \"temat\": \"Rada\", \"miejsce\": \"Ratusz\"},
        {\"powiat\": \"żarski\", \"data\": \"12.05.2027\", \"temat\": \"Komisja\", \"miejsce\": \"Biblioteka\"}]";
    folder.write("list.json", json);
    let run = folder.run(&format!("export list.json --now {NEXT} --allow-cancel"));
    assert!(run.code == 3 && run.stderr.contains("has no column \"start\""), "{}", run.stderr);
    assert!(run.stderr.contains(": \"Kolumna piąta\" – "), "{}", run.stderr);
}

#[test]
fn another_title_room_or_hour_for_all_is_no_loss() {
    for new in [
        LIST.replace("9:00-11:00", "10:00-12:00"),
        LIST.replace("Ratusz", "Sala 1").replace("Biblioteka", "Sala 2").replace("MDK", "Sala 3"),
        LIST.replace("Rada", "Rada – powiat żarski").replace("Komisja", "Komisja – powiat żarski"),
    ] {
        export(LIST, &new, "").1.code(0);
    }
    // what is cancelled needs no hour
    let cancelled = NUMBERED.replace("9:00", "").replace('\n', ";odwołane\n").replacen("odwołane", "uwagi", 1);
    export(NUMBERED, &cancelled, "").1.code(0);
    // a title for all is none of their own, and another one for all is no loss
    let untitled = without(3, 3);
    export(LIST, &untitled, "--title Zebranie").1.code(3);
    let (folder, _) = export(&untitled, &untitled, "--quiet");
    let named = "export list.csv --title Zebranie --now 2026-11-25T09:00:00Z";
    folder.run(named).code(0);
    folder.run(&named.replace("Zebranie", "Narada")).code(0);
    folder.run(&named.replace("--title Zebranie", "")).code(3);
}

const NUMBERED: &str = "id;powiat;data;godzina;temat;miejsce;miejscowość
1;żarski;11.05.2027;9:00;Rada;Ratusz;Żary
2;żarski;12.05.2027;9:00;Komisja;Ratusz;Żary
3;żarski;13.05.2027;9:00;Sesja;Ratusz;Żary
";

/// Rows of a list under the headings of [`NUMBERED`], each with its number.
fn numbered(rows: &[&str]) -> String {
    let head = NUMBERED.lines().next().unwrap();
    let rows = rows.iter().zip(1..).map(|(row, number)| {
        let (day, title) = row.split_once(' ').unwrap();
        format!("{number};żarski;{day}.2027;9:00;{title};Ratusz;Żary\n")
    });
    format!("{head}\n{}", rows.collect::<String>())
}

#[test]
fn row_numbers_that_run_on() {
    let rows = ["11.05 Rada", "12.05 Komisja", "13.05 Sesja"];
    assert_eq!(numbered(&rows), NUMBERED);
    let [a, b, c] = rows;
    let series = ["11.05 Rada", "18.05 Rada", "25.05 Rada"];
    let [first, second, third] = series;
    for (old, new, line) in [
        (&rows[..], &["10.05 Nowe", a, b, c][..], 3),
        (&rows, &[a, "11.05 Nowe", b, c], 4),
        (&rows, &[a, b, "12.05 Nowe", c], 5),
        (&rows, &[b, c], 2),
        (&rows, &[a, c], 3),
        (&rows, &[b, c, a], 2),
        (&[a], &["10.05 Nowe", a], 3),
        // meetings of one name
        (&series, &["4.05 Rada", first, second, third], 3),
        (&series, &[second, third], 2),
    ] {
        let (folder, run) = export(&numbered(old), &numbered(new), "");
        assert_eq!(run.code, 1, "{new:?}: {}", run.stderr);
        assert!(run.stderr.contains(&format!(" --> list.csv:{line}, column \"id\"\n")), "{new:?}: {}", run.stderr);
        assert_eq!(run.stderr.matches("error: ").count(), 1);
        // without the column every meeting is the one that it was
        let before = events(&folder);
        let list: String = numbered(new).lines().map(|row| row.split_once(';').unwrap().1.to_owned() + "\n").collect();
        folder.write("list.csv", list).run(&format!("export list.csv --now {NEXT}")).code(0);
        let after = events(&folder);
        let gone = |told: &str| told.replace("0 CONFIRMED ", "1 CANCELLED ODWOŁANE: ");
        for (told, uid) in before {
            assert!(after.contains(&(told.clone(), uid.clone())) || after.contains(&(gone(&told), uid)), "{after:?}");
        }
    }
    // what was published is over, and gone from the list
    let (folder, _) = export(&numbered(&series), &numbered(&series), "--quiet");
    let list = numbered(&[second, third, "1.06 Rada"]);
    folder.write("list.csv", list).run("export list.csv --now 2027-05-12T09:00:00Z").code(1);
}

#[test]
fn true_edits_of_lists_with_ids() {
    let rows = ["11.05 Rada", "12.05 Komisja", "13.05 Sesja"];
    let [a, b, c] = rows;
    let series = ["11.05 Rada", "18.05 Rada", "25.05 Rada"];
    let [first, second, third] = series;
    for (old, new) in [
        (&rows[..], &[a, b, c, "14.05 Nowe"][..]),
        (&rows, &[a, b]),
        (&rows, &["12.05 Rada", "11.05 Komisja", c]),
        (&rows, &["11.05 Nowe", b, c]),
        (&rows, &[b, a, c]),
        // two meetings of one name exchange their days; a series moves by a week
        (&series, &[second, first, third]),
        (&series, &[second, third, "1.06 Rada"]),
        (&series, &[second, third, "1.06 Rada", "8.06 Rada"]),
        // one moves to the next one's day, which is put off
        (&series, &[first, third, "1.06 Rada"]),
    ] {
        let run = export(&numbered(old), &numbered(new), "").1;
        assert_eq!(run.code, 0, "{new:?}: {}", run.stderr);
    }
    // names are no row numbers
    let named = |list: &str| list.replace("\n1;", "\nr;").replace("\n2;", "\nk;").replace("\n3;", "\ns;");
    export(&named(NUMBERED), &named(&numbered(&[b, c, a])), "").1.code(0);
}

#[test]
fn shifted_numbers_are_explained() {
    let new = numbered(&["10.05 Nowe", "11.05 Rada", "12.05 Komisja", "13.05 Sesja"]);
    let run = export(NUMBERED, &new, "").1.code(1);
    let place = " --> list.csv:3, column \"id\"\n  |\n3 | 2;żarski;11.05.2027;9:00;Rada;Ratusz;Żary\n  | ^\n";
    let help = "take the column \"id\" out of the list: without it every meeting is found again, and only what is new or gone \
                changes; else give each meeting the id that it was published with";
    let want = format!(
        "error: the ids seem to be row numbers that have shifted: this meeting was published with the id \"1\", not \"2\"\n\
         {place}  = help: {help}\n\n1 error; nothing was written\n"
    );
    assert_eq!(run.stderr, want);
    // whatever stands beside the number
    let lettered =
        |list: &str| (1..5).fold(list.to_owned(), |list, n| list.replace(&format!("\n{n};"), &format!("\nS-0{n};")));
    let run = export(&lettered(NUMBERED), &lettered(&new), "").1.code(1);
    assert!(run.stderr.contains("published with the id \"S-01\", not \"S-02\"\n"), "{}", run.stderr);
    let run = export(NUMBERED, &new, "--lang pl").1.code(1);
    let want = "to spotkanie opublikowano z identyfikatorem „1”, a nie „2”\n";
    assert!(run.stderr.contains(want), "{}", run.stderr);
}

#[test]
fn a_day_that_is_not_set_any_more() {
    for day in ["do ustalenia", "termin do uzgodnienia", "maj 2027", "TBA", "wkrótce", "?"] {
        let (folder, run) = export(LIST, &LIST.replace("12.05.2027", day), "");
        assert_eq!(run.code, 1, "{day}: {}", run.stderr);
        let said = format!(
            "error: the day is not set, and what may be the same meeting is published for 12.05.2027: \"Komisja\"\n --> list.csv:3, column \"data\"\n  |\n\
             3 | żarski;{day};"
        );
        assert!(run.stderr.contains(&said), "{}", run.stderr);
        let pl = folder.run(&format!("export list.csv --lang pl --now {NEXT}")).code(1);
        assert!(
            pl.stderr.contains(
                "błąd: dnia nie ustalono, a opublikowano już na 12.05.2027 spotkanie, może to samo: „Komisja”\n"
            ),
            "{}",
            pl.stderr
        );
        // it is marked as cancelled, as the help says
        let list: String = LIST.lines().map(|row| row.replace("12.05.2027", day) + ";\n").collect();
        let list = list.replacen(";\n", ";status\n", 1).replace("Biblioteka;Żary;", "Biblioteka;Żary;odwołane");
        folder.write("list.csv", list).run(&format!("export list.csv --now {NEXT}")).code(0);
        assert_eq!(events(&folder)[1].0, "1 CANCELLED ODWOŁANE: Komisja");
    }
    // by id, whatever the title; without one the title or a county is enough, as either may have been corrected
    export(NUMBERED, &NUMBERED.replace("12.05.2027;9:00;Komisja", "do ustalenia;;Nowe"), "").1.code(1);
    for new in ["do ustalenia;;KOMISJA", "do ustalenia;;Komisja budżetu", "do ustalenia;;Nowe"] {
        export(LIST, &LIST.replace("12.05.2027;9:00-11:00;Komisja", new), "").1.code(1);
    }
    export(LIST, &LIST.replace("żarski;12.05.2027", "wschowski;do ustalenia"), "").1.code(1);
    let other = LIST.replace("żarski;12.05.2027;9:00-11:00;Komisja", "wschowski;do ustalenia;;Nowe");
    export(LIST, &other, "").1.code(0);
    let more = |row: &str| format!("{LIST}{row};do ustalenia;;Komisja;Ratusz;Żary\n");
    for new in [more("żarski"), more("wschowski")] {
        let (folder, run) = export(LIST, &new, "");
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stderr.contains("warning: \"do ustalenia\": the day is not set yet"), "{}", run.stderr);
        assert_eq!(folder.events("calendars/zarski.ics").len(), 3);
    }
    // what is over needs no day
    let (folder, _) = export(LIST, LIST, "--quiet");
    folder.write("list.csv", LIST.replace("12.05.2027", "do ustalenia"));
    folder.run("export list.csv --now 2027-05-12T20:00:00Z").code(0);
}

#[test]
fn rows_that_are_not_published() {
    let list = |answers: [&str; 3]| {
        let answers = ["Publikować"].into_iter().chain(answers);
        LIST.lines().zip(answers).map(|(row, answer)| [row, ";", answer, "\n"].concat()).collect::<String>()
    };
    for no in ["nie", "N", "no", "0", "FALSE"] {
        let (folder, run) = export(LIST, &list(["tak", no, ""]), "");
        assert_eq!(
            run.changes(),
            ["cancelled: Wed 12.05.2027 09:00–11:00, Komisja, Biblioteka, Żary"],
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains("warning: 1 row is left out: the list marks it"), "{}", run.stderr);
        folder.write("list.csv", list(["x", "1", "T"])).run(&format!("export list.csv --now {NEXT}")).code(0);
        assert_eq!(events(&folder)[1].0, "2 CONFIRMED Komisja");
    }
    // as rows that are gone: more than half of them are more likely a mistake
    export(LIST, &list(["nie", "nie", "tak"]), "").1.code(3);
    // it is not read any further
    let new = list(["tak", "tak", "nie"]).replace("13.05.2027", "31.06");
    export(LIST, &new, "").1.code(0);
    export(LIST, &list(["tak", "może", "-"]), "").1.code(1);
    let folder = Folder::new();
    let row =
        |date: &str, answer: bool| format!("{{\"powiat\": \"żarski\", \"data\": \"{date}\", \"publish\": {answer}}}");
    folder.write("list.json", format!("[{}, {}]", row("11.05.2027", true), row("12.05.2027", false)));
    assert_eq!(folder.run("export list.json").code(0).files(), ["calendars/zarski.ics: 1 meeting, created"]);
}
