//! The program as its users run it: what it writes, says and refuses.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::process::Stdio;

use common::{Folder, NOW};

const HEAD: &str = "county;date;start;end;title;venue;address;town\n";

fn examples(name: &str) -> String {
    format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_built_in_list_in_an_empty_folder() {
    let folder = Folder::new();
    let run = folder.run("export --county nowosolski").code(0);
    assert_eq!(run.files(), ["calendars/nowosolski.ics: 1 meeting, created"]);
    assert!(run.stderr.starts_with("note: no list named"), "{}", run.stderr);
    assert_eq!(folder.names("calendars"), [".lubuskie-ics.count", ".lubuskie-ics.lock", "nowosolski.ics"]);
    let events = folder.events("calendars/nowosolski.ics");
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].start(), "2017-05-22T08:00:00Z");
}

#[test]
fn all_five_meetings_of_the_announcement() {
    let folder = Folder::new();
    folder.run("export --combined").code(0);
    let events = folder.events("calendars/lubuskie.ics");
    let venue = "siedziba Powiatowego Centrum Pomocy Rodzinie";
    let want = [
        ("2017-05-22", "powiat nowosolski", format!("{venue} w Nowej Soli, ul. Piłsudskiego 65, Nowa Sól, Polska")),
        (
            "2017-05-29",
            "powiat strzelecko-drezdenecki",
            format!("{venue} w Drezdenku, ul. Kościuszki 31, 66-530 Drezdenko, Polska"),
        ),
        (
            "2017-06-05",
            "powiat wschowski",
            "Sala Sesyjna Starostwa Powiatowego we Wschowie, Plac Kosynierów 1c, Wschowa, Polska".to_owned(),
        ),
        (
            "2017-06-06",
            "powiat świebodziński",
            "Sala sesyjnej Starostwa Powiatowego w Świebodzinie, ul. Kolejowa 2, Świebodzin, Polska".to_owned(),
        ),
        (
            "2017-06-07",
            "powiat sulęciński",
            "Sala Narad, pokój 206, I piętro, Starostwo Powiatowe w Sulęcinie, ul. Lipowa 18a, Sulęcin, Polska"
                .to_owned(),
        ),
    ];
    assert_eq!(events.len(), want.len());
    for (event, (date, county, location)) in events.iter().zip(want) {
        // ten o'clock in summer; no end is given, so two hours
        assert_eq!(event.start(), format!("{date}T08:00:00Z"));
        assert_eq!(event.end(), format!("{date}T10:00:00Z"));
        let title = "Programowanie ekonomii społecznej - powiatowe spotkania informacyjne 2017";
        assert_eq!(event.summary(), title);
        assert_eq!(event.property("LOCATION"), Some(location.as_str()));
        let description = event.property("DESCRIPTION").unwrap();
        assert!(description.starts_with("Program spotkań będzie obejmował m.in.:\n– podstawy prawne tworzenia"));
        assert_eq!(description.matches("\n– ").count(), 4);
        let end = format!("\n\nGodzina zakończenia jest orientacyjna.\nDla: {county}");
        assert!(description.ends_with(&end));
        assert_eq!(event.value("CATEGORIES"), county);
        assert_eq!(event.value("STATUS"), "CONFIRMED");
        assert_eq!(event.value("TRANSP"), "TRANSPARENT");
        assert_eq!(event.value("SEQUENCE"), "0");
        assert_eq!(event.value("DTSTAMP"), event.value("LAST-MODIFIED"));
        assert_eq!(event.value("X-LUBUSKIE-ICS-DIGEST").len(), 32);
    }
}

/// UIDs must never change: calendars know meetings by them. These were made by Python's `uuid.uuid5`.
#[test]
fn uids_are_what_they_were() {
    let folder = Folder::new();
    folder.run("export --combined").code(0);
    let uids: Vec<_> = folder.events("calendars/lubuskie.ics").iter().map(|event| event.uid().to_owned()).collect();
    assert_eq!(uids[0], "069e4447-f459-5174-ba89-e16af760d0c5");
    folder.write("a.csv", format!("{HEAD}żarski;2.06.2026;10:00;;Rada;Ratusz;;Lubsko\n"));
    folder.run("export a.csv -o a").code(0);
    assert_eq!(folder.events("a/zarski.ics")[0].property("UID"), Some("d8ba2564-303f-5b6c-aad1-b3f65f0261ff"));
}

#[test]
fn csv_and_json_of_the_same_meetings_give_the_same_bytes() {
    let folder = Folder::new();
    for kind in ["csv", "json"] {
        folder.run_with(&["export", &examples(&format!("meetings.{kind}")), "--now", NOW, "-o", kind], b"").code(0);
    }
    let names = folder.names("csv");
    assert_eq!(names.len(), 7);
    assert_eq!(names, folder.names("json"));
    for name in names {
        assert_eq!(folder.read(&format!("csv/{name}")), folder.read(&format!("json/{name}")), "{name}");
    }
}

#[test]
fn a_feed_is_laid_out_as_every_client_wants_it() {
    let folder = Folder::new();
    folder.run_with(&["export", "--county", "0804", "--now", NOW], b"").code(0);
    let feed = folder.read("calendars/nowosolski.ics");
    let head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//lubuskie-ics//lubuskie-ics//PL\r\nCALSCALE:GREGORIAN\r\n\
        NAME:Spotkania – powiat nowosolski\r\nX-WR-CALNAME:Spotkania – powiat nowosolski\r\n\
        X-WR-CALDESC:Terminy spotkań w powiecie nowosolskim\r\nX-WR-TIMEZONE:Europe/Warsaw\r\n\
        REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\nX-PUBLISHED-TTL:PT12H\r\nCOLOR:teal\r\n\
        X-LUBUSKIE-ICS-CHECK:f7eb0341\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Warsaw\r\n";
    assert!(feed.starts_with(head), "{feed}");
    assert!(feed.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
    assert_eq!(feed.matches("BEGIN:VTIMEZONE").count(), 1);
    for absent in ["METHOD", "ORGANIZER", "ATTENDEE", "VALARM", "DURATION:"] {
        assert!(!feed.replace("VALUE=DURATION:", "").contains(absent), "{absent}");
    }
    assert!(
        feed.contains("DTSTART;TZID=Europe/Warsaw:20170522T100000\r\nDTEND;TZID=Europe/Warsaw:20170522T120000\r\n")
    );
    assert!(
        feed.contains("DTSTAMP:20261123T090000Z\r\nLAST-MODIFIED:20261123T090000Z\r\nCREATED:20261123T090000Z\r\n")
    );
    assert!(feed.contains("X-LUBUSKIE-ICS-ID:2017-nowosolski\r\nX-LUBUSKIE-ICS-COUNTY:0804\r\n"));
    assert!(!feed.replace("\r\n", "").contains(['\r', '\n']));
}

#[test]
fn several_counties_in_a_row_share_one_meeting() {
    let folder = Folder::new();
    folder.write("a.csv", format!("{HEAD}\"wschowski, m. Zielona Góra\";1.06.2026;10:00;11:00;;Ratusz;;Wschowa\n"));
    let run = folder.run("export a.csv").code(0);
    assert_eq!(
        run.files(),
        ["calendars/wschowski.ics: 1 meeting, created", "calendars/zielona-gora.ics: 1 meeting, created"]
    );
    let [a, b] = ["wschowski", "zielona-gora"].map(|slug| folder.events(&format!("calendars/{slug}.ics")).remove(0));
    assert_eq!(a.property("UID"), b.property("UID"));
    assert_eq!(a.summary(), "Spotkanie informacyjne – powiat wschowski, miasto Zielona Góra");
    assert_eq!(a.value("X-LUBUSKIE-ICS-COUNTY"), "0812 0862");
    assert_eq!(a.value("CATEGORIES"), "powiat wschowski,miasto Zielona Góra");
}

#[test]
fn the_order_of_rows_does_not_change_the_bytes() {
    let rows = [
        "żarski;2.06.2026;10:00;;A;Ratusz;;Lubsko\n",
        "żarski;2.06.2026;10:00;;B;Dom Kultury;;Lubsko\n",
        "gorzowski;2.06.2026;10:00;;A;Szkoła;;Witnica\n",
        "wschowski;1.06.2026;12:00;;A;Ratusz;;Wschowa\n",
    ];
    let folder = Folder::new();
    folder.write("a.csv", format!("{HEAD}{}", rows.concat()));
    folder.write("b.csv", format!("{HEAD}{}{}{}{}", rows[3], rows[1], rows[0], rows[2]));
    for list in ["a", "b"] {
        folder.run(&format!("export {list}.csv --combined --now {NOW} -o {list}")).code(0);
    }
    assert_eq!(folder.read("a/lubuskie.ics"), folder.read("b/lubuskie.ics"));
    let order: Vec<_> = folder
        .events("a/lubuskie.ics")
        .iter()
        .map(|event| format!("{} {}", event.value("X-LUBUSKIE-ICS-COUNTY"), event.summary()))
        .collect();
    // those of one start and county by UID, which no edit changes
    assert_eq!(order, ["0812 A", "0801 A", "0811 B", "0811 A"]);
}

#[test]
fn a_second_run_gives_the_same_bytes_and_touches_nothing() {
    let folder = Folder::new();
    folder.run(&format!("export --now {NOW}")).code(0);
    let state = || {
        let of = |name: &String| {
            let path = folder.path().join("calendars").join(name);
            (name.clone(), fs::read(&path).unwrap(), fs::metadata(&path).unwrap().modified().unwrap())
        };
        folder.names("calendars").iter().map(of).collect::<Vec<_>>()
    };
    let before = state();
    let run = folder.run(&format!("export --now {NOW}")).code(0);
    assert_eq!(run.stdout.matches(": 1 meeting, unchanged\n").count(), 5);
    assert_eq!(before, state());
    let mut command = folder.command();
    let output = command.args(["export", "-o", "epoch"]).env("SOURCE_DATE_EPOCH", "1795424400").output().unwrap();
    assert!(output.status.success());
    assert_eq!(folder.read("epoch/wschowski.ics"), folder.read("calendars/wschowski.ics"));
    let run = folder.run("export --now 2027-11-23T09:00:01Z").code(0);
    assert_eq!(run.stdout.matches(": 1 meeting, unchanged\n").count(), 5);
    assert_eq!(before, state());
}

#[test]
fn times_that_clients_could_misread() {
    let folder = Folder::new();
    let rows = "żarski;25.10.2026;2:30;4:00;first of two;Ratusz;;Żary\n\
        żarski;25.10.2026;1:30;;two hours over the change;Dom Kultury;;Żary\n\
        żarski;28.03.2027;1:30;;two hours, four on the clock;Ratusz;;Żary\n\
        żarski;30.03.2027;;;no hour;Ratusz;;Żary\n\
        żarski;31.03.2027;18:00;24:00;until midnight;Ratusz;;Żary\n";
    folder.write("a.csv", format!("{HEAD}{rows}"));
    let run = folder.run("export a.csv").code(0);
    assert!(run.stderr.contains("2:30 comes twice on that day"), "{}", run.stderr);
    assert!(run.stderr.contains("no hour: shown as an all-day meeting"), "{}", run.stderr);
    let feed = folder.read("calendars/zarski.ics");
    let times: Vec<_> = folder
        .events("calendars/zarski.ics")
        .iter()
        .map(|event| (event.start().to_owned(), event.end().to_owned()))
        .collect();
    let want = [
        ("2026-10-24T23:30:00Z", "2026-10-25T01:30:00Z"),
        ("2026-10-25T00:30:00Z", "2026-10-25T03:00:00Z"),
        ("2027-03-28T00:30:00Z", "2027-03-28T02:30:00Z"),
        ("2027-03-30", "2027-03-31"),
        ("2027-03-31T16:00:00Z", "2027-03-31T22:00:00Z"),
    ];
    assert_eq!(times, want.map(|(start, end)| (start.to_owned(), end.to_owned())));
    // what comes twice is in UTC; the other half of such a pair, too
    assert!(feed.contains("DTSTART:20261025T003000Z\r\nDTEND:20261025T030000Z\r\n"));
    assert!(feed.contains("DTSTART:20261024T233000Z\r\nDTEND:20261025T013000Z\r\n"));
    assert!(feed.contains("DTSTART;VALUE=DATE:20270330\r\nDTEND;VALUE=DATE:20270331\r\n"));
}

#[test]
fn everything_a_row_may_say() {
    let folder = Folder::new();
    let head = "county;date;start;end;title;venue;address;town;description;host;contact;capacity;notes;url;status;id;lat;lon\n";
    let row = "żarski;2.06.2026;10:00;11:30;Rada, \\ część; I;\"Ratusz \"\"A\"\"\";ul. Rynek 1;Żary;\"jeden\ndwa\";J. Łęcka;\
        68 000;40;wewnętrzne;https://example.pl/a,b?c=d;wstępne;r-1;51,64;15.14\n\
        żarski;3.06.2026;10:00;11:30;Rada;Ratusz;ul. Rynek 1;Żary;;;;;Odwołane z powodu pogody;;;;;\n";
    folder.write("a.csv", format!("{head}{row}").replace("Rada, \\ część; I", "\"Rada, \\ część; I\""));
    folder.run("export a.csv").code(0);
    let events = folder.events("calendars/zarski.ics");
    assert_eq!(events[0].summary(), "Rada, \\ część; I");
    assert_eq!(events[0].property("LOCATION"), Some("Ratusz \"A\", ul. Rynek 1, Żary, Polska"));
    assert_eq!(
        events[0].property("DESCRIPTION"),
        Some(
            "Termin wstępny.\njeden\ndwa\n\nProwadzący: J. Łęcka\nKontakt: 68 000\nLiczba miejsc: 40\n\
             https://example.pl/a,b?c=d\nDla: powiat żarski"
        )
    );
    assert_eq!(events[0].value("STATUS"), "TENTATIVE");
    assert_eq!(events[0].value("GEO"), "51.64;15.14");
    assert_eq!(events[0].value("X-LUBUSKIE-ICS-ID"), "r-1");
    let feed = folder.read("calendars/zarski.ics").replace("\r\n ", "");
    assert!(feed.contains("\r\nURL:https://example.pl/a,b?c=d\r\n"));
    assert!(feed.contains("\r\nGEO:51.64;15.14\r\n") && !feed.contains("X-APPLE"));
    assert!(!feed.contains("wewnętrzne"));
    assert_eq!(events[1].summary(), "ODWOŁANE: Rada");
    assert_eq!(events[1].value("STATUS"), "CANCELLED");
    folder.run("export a.csv --with-notes -o notes").code(0);
    assert!(folder.read("notes/zarski.ics").contains("Uwagi: wewnętrzne"));
}

#[test]
fn standard_output_and_input() {
    let folder = Folder::new();
    let list = format!("{HEAD}żarski;2.06.2026;10:00;;;Ratusz;;Żary\nwschowski;3.06.2026;10:00;;;Ratusz;;Wschowa\n");
    let run = folder.run_with(&["export", "-", "-o", "-", "--county", "powiat żarski"], list.as_bytes()).code(0);
    assert_eq!(common::events(&run.stdout).len(), 1);
    assert!(run.stdout.contains("X-WR-CALNAME:Spotkania – powiat żarski\r\n"));
    let run = folder.run_with(&["export", "-", "-o", "-", "--combined"], list.as_bytes()).code(0);
    assert_eq!(common::events(&run.stdout).len(), 2);
    assert!(run.stdout.contains("X-WR-CALNAME:Spotkania – województwo lubuskie\r\n"));
    let run = folder.run_with(&["export", "-", "-o", "-", "--county", "żagański"], list.as_bytes()).code(0);
    assert_eq!(common::events(&run.stdout).len(), 0);
    assert!(run.stdout.ends_with("END:VTIMEZONE\r\nEND:VCALENDAR\r\n"));
    assert_eq!(folder.names("."), Vec::<String>::new());
}

#[test]
fn results_as_json() {
    let folder = Folder::new();
    let run = folder.run("export --format json --quiet").code(0);
    let result: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(result["files"].as_array().unwrap().len(), 5);
    assert_eq!(
        result["files"][0],
        serde_json::json!({ "path": "calendars/nowosolski.ics", "meetings": 1, "outcome": "created" })
    );
    let run = folder.run("check --format json").code(0);
    let result: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(result["meetings"][0]["start"], "2017-05-22T10:00:00+02:00");
    assert_eq!(result["meetings"][0]["end_assumed"], true);
    for line in run.stderr.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(line["message"].is_string(), "{line}");
    }
    let run = folder.run("counties --format json").code(0);
    let result: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(result["counties"][11]["name"], "powiat wschowski");
}

#[test]
fn a_list_with_problems_publishes_nothing() {
    let folder = Folder::new();
    folder.write(
        "a.csv",
        format!("{HEAD}żarski;2.06.2026;10:00;;;Ratusz;;Żary\nżarski;31.06.2026;10:00;;;Ratusz;;Żary\n"),
    );
    let run = folder.run("export a.csv").code(1);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.ends_with("1 error; nothing was written\n"), "{}", run.stderr);
    assert_eq!(folder.names("."), ["a.csv"]);
    // what was published stays
    folder.write("good.csv", format!("{HEAD}żarski;2.06.2026;10:00;;;Ratusz;;Żary\n"));
    folder.run("export good.csv").code(0);
    let before = folder.read("calendars/zarski.ics");
    folder.run("export a.csv").code(1);
    assert_eq!(folder.read("calendars/zarski.ics"), before);
}

#[test]
fn files_of_others_are_never_replaced() {
    let folder = Folder::new();
    folder.write("calendars/wschowski.ics", "BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\nEND:VCALENDAR\r\n");
    let run = folder.run("export").code(3);
    assert!(run.stderr.contains("calendars/wschowski.ics: not written by lubuskie-ics"), "{}", run.stderr);
    assert_eq!(folder.names("calendars"), [".lubuskie-ics.lock", "wschowski.ics"]);
    folder.run("export --county nowosolski").code(0);
    folder.run("export --overwrite").code(0);
    assert_eq!(folder.events("calendars/wschowski.ics").len(), 1);
}

#[test]
fn the_built_in_list_does_not_replace_meetings() {
    let folder = Folder::new();
    folder.write("my.csv", format!("{HEAD}wschowski;2.06.2026;10:00;;;Ratusz;;Wschowa\n"));
    folder.run("export my.csv").code(0);
    let before = folder.read("calendars/wschowski.ics");
    let run = folder.run("export").code(3);
    assert!(run.stderr.contains("calendars: holds other meetings"), "{}", run.stderr);
    assert_eq!(folder.names("calendars").len(), 3);
    assert_eq!(folder.read("calendars/wschowski.ics"), before);
    // nor of the example's own, once somebody has made them his
    folder.write("mine.csv", fs::read_to_string(examples("meetings.csv")).unwrap().replace("10:00", "11:00"));
    folder.run("export mine.csv -o mine").code(0);
    folder.run("export -o mine").code(3);
    // county after county is no change
    folder.run("export --county wschowski -o tried").code(0);
    folder.run("export --county sulęciński -o tried").code(0);
    folder.run("export --combined -o tried").code(0);
    assert_eq!(folder.names("tried").len(), 5);
}

#[test]
fn lists_are_found_in_the_working_folder() {
    let folder = Folder::new();
    folder.write("meetings.csv", format!("{HEAD}żarski;2.06.2026;10:00;;;Ratusz;;Żary\n"));
    assert_eq!(folder.run("export").code(0).files(), ["calendars/zarski.ics: 1 meeting, created"]);
    folder.write("meetings.json", "[]");
    let run = folder.run("check").code(2);
    assert_eq!(run.stderr, "error: several lists are here: name the one you mean: meetings.csv, meetings.json\n");
}

/// A title of nothing but what no calendar holds is none: two such are one meeting, and never two events of one UID.
#[test]
fn titles_of_which_nothing_is_left() {
    let folder = Folder::new();
    for title in ["\u{feff}", "\u{7}"] {
        folder.write(
            "a.csv",
            format!(
                "powiat;data;godz;temat;miejsce\nżarski;3.06.2027;10:00;;Ratusz\nżarski;3.06.2027;10:00;{title};Dom\n"
            ),
        );
        for options in ["", "--title Spotkanie"] {
            let run = folder.run(&format!("export a.csv -o out {options}")).code(1);
            assert!(run.stderr.contains("the same county, start and title"), "{}", run.stderr);
        }
    }
}

#[test]
fn a_list_is_never_replaced() {
    let folder = Folder::new();
    let list = format!("{HEAD}żarski;2.06.2026;10:00;;;Ratusz;;Żary\n");
    folder.write("zarski.ics", &list);
    for options in ["", "--overwrite"] {
        let run = folder.run(&format!("export zarski.ics -o . {options}")).code(2);
        assert!(run.stderr.contains("error: ./zarski.ics is the list itself"), "{}", run.stderr);
    }
    assert_eq!(folder.read("zarski.ics"), list);
}

/// Not by another name either, or one that is no text.
#[cfg(target_os = "linux")]
#[test]
fn a_list_is_never_replaced_whatever_its_path() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::new();
    let list = format!("{HEAD}żarski;2.06.2027;10:00;;;Ratusz;;Żary\n");
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"lista\xb3"));
    std::fs::create_dir(&path).unwrap();
    let file = path.join("zarski.ics");
    std::fs::write(&file, &list).unwrap();
    std::os::unix::fs::symlink(&file, folder.path().join("a.csv")).unwrap();
    for given in [&file, &folder.path().join("a.csv")] {
        let run = folder.command().args(["export", "--overwrite", "--now", NOW, "-o"]).args([&path, given]).output();
        assert_eq!(run.unwrap().status.code(), Some(2));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), list);
    }
}

/// A place on the globe without a name; a title that is wider than any table.
#[test]
fn positions_without_a_place_and_very_long_titles() {
    let folder = Folder::new();
    folder.write("a.csv", format!("powiat;data;temat;lat;lon\nżarski;2.06.2026;{};51,6;15,1\n", "x".repeat(70_000)));
    let run = folder.run("export a.csv -o -").code(0);
    assert!(run.stdout.contains("\r\nGEO:51.6;15.1\r\n") && !run.stdout.contains("LOCATION"), "{}", run.stdout);
    assert!(folder.run("check a.csv").code(0).stdout.lines().all(|line| line.len() < 2000));
}

#[test]
fn a_county_without_meetings() {
    let folder = Folder::new();
    let run = folder.run("export --county wschowski --county żagański").code(0);
    assert_eq!(run.files(), ["calendars/wschowski.ics: 1 meeting, created"]);
    assert!(run.stderr.contains("no meetings for powiat żagański: no calendar written"), "{}", run.stderr);
    // one that has a calendar keeps one, in the end an empty one
    folder.write("a.csv", format!("{HEAD}żarski;2.06.2026;10:00;;;Ratusz;;Żary\n"));
    let run = folder.run("export a.csv --county wschowski").code(0);
    assert_eq!(run.files(), ["calendars/wschowski.ics: 0 meetings, replaced"]);
    assert!(run.stderr.contains("note: no longer in the list and long over"), "{}", run.stderr);
    assert!(folder.read("calendars/wschowski.ics").ends_with("END:VTIMEZONE\r\nEND:VCALENDAR\r\n"));
}

#[test]
fn wrong_usage() {
    let folder = Folder::new();
    let said = |args: &str, code: i32| folder.run(args).code(code).stderr;
    assert_eq!(
        said("export --county nowosolsky", 2),
        "error: --county: \"nowosolsky\" is not a county of Lubuskie; nearest: nowosolski\n"
    );
    assert!(
        said("export --combined --county żarski", 2)
            .contains("--combined goes neither with --for email nor, except with -o -, with --county")
    );
    assert!(said("export --now yesterday", 2).contains("2026-11-23T09:00:00Z"));
    assert!(said("export --duration 2", 2).contains("2h, 90m or 1h30m"));
    assert!(said("export nowhere.csv", 4).contains("nowhere.csv: cannot be read: "));
    assert!(said("", 2).contains("Usage: lubuskie-ics"));
    let output = folder.command().arg("export").env("SOURCE_DATE_EPOCH", "now").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(folder.names("."), Vec::<String>::new());
    folder.write("file", "");
    assert!(said("export -o file", 4).contains("file: cannot be written: "));
}

#[test]
fn polish_is_spoken_by_locale_variable_and_option() {
    let folder = Folder::new();
    let run = folder.run("export --lang pl").code(0);
    assert!(run.stdout.starts_with("calendars/nowosolski.ics: 1 spotkanie, nowy plik\n"), "{}", run.stdout);
    assert!(run.stderr.starts_with("uwaga: nie podano listy"), "{}", run.stderr);
    for (name, value) in [("LC_ALL", "pl_PL.UTF-8"), ("LUBUSKIE_ICS_LANG", "pl")] {
        let output = folder.command().arg("check").env(name, value).output().unwrap();
        assert!(String::from_utf8(output.stdout).unwrap().ends_with("5 spotkań\n"), "{name}");
    }
}

/// Windows leaves it to programs to find what a pattern stands for.
#[cfg(windows)]
#[test]
fn patterns_are_expanded() {
    let folder = Folder::new();
    folder.write("a 1.csv", format!("{HEAD}żarski;2.06.2027;10:00;;;Ratusz;;Żary\n"));
    folder.write("a 2.csv", format!("{HEAD}żarski;3.06.2027;10:00;;;Ratusz;;Żary\n"));
    let run = folder.run_with(&["check", "--now", NOW, "?*.csv"], b"").code(0);
    assert!(run.stdout.ends_with("2 meetings\n"), "{}", run.stdout);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = Folder::new();
    let mut rows = HEAD.to_owned();
    for minute in 0..50 {
        for day in 1..28 {
            rows += &format!("żarski;{day}.06.2026;10:{minute:02};;;Sala {minute};;Żary\n");
        }
    }
    folder.write("a.csv", rows);
    let mut child = folder
        .command()
        .args(["export", "a.csv", "-o", "-"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(!String::from_utf8(output.stderr).unwrap().contains("error"));
}

/// A reader that has gone does not change what the run did; where nobody can have been told, it failed.
#[cfg(unix)]
#[test]
fn a_standard_output_that_takes_nothing() {
    let folder = Folder::new();
    let run = |script: &str| {
        let program = env!("CARGO_BIN_EXE_lubuskie-ics");
        let mut command = std::process::Command::new("sh");
        command.args(["-c", script, program]).current_dir(folder.path()).env("LC_ALL", "C.UTF-8");
        common::Run::from(command.output().unwrap())
    };
    folder.run("export --quiet").code(0);
    for args in ["counties", "check", "export", "export -o -", "export --help", "--version", "man", "completions bash"]
    {
        let closed = run(&format!("\"$0\" {args} >&-")).code(4);
        assert!(closed.stderr.ends_with("error: standard output: it is closed\n"), "{args}: {}", closed.stderr);
        run(&format!("\"$0\" {args} >/dev/null")).code(0);
        run(&format!("{{ \"$0\" {args}; echo $? >&3; }} 3>code | true; exit $(cat code)")).code(0);
    }
    // nothing was to go there
    run("\"$0\" export --quiet >&-").code(0);
    for dry in ["--dry-run", ""] {
        let script =
            format!("{{ \"$0\" export -o new --exit-code {dry}; echo $? >&3; }} 3>code | sleep 0; exit $(cat code)");
        run(&script).code(10);
    }
}

/// What has no effect is wrong usage.
#[test]
fn options_that_do_not_go_together() {
    let folder = Folder::new();
    folder.write("text.txt", "Spotkanie w Żarach, powiat żarski, 22 maja 2027 r., godz. 10:00, Ratusz");
    for option in ["--dry-run", "--exit-code", "--allow-cancel", "--allow-change", "--rebuild", "--overwrite"] {
        let run = folder.run(&format!("export -o - {option}")).code(2);
        assert!(run.stderr.contains(option) && run.stdout.is_empty(), "{}", run.stderr);
    }
    folder.run("export --combined --for email").code(2);
    if cfg!(feature = "announcement") {
        for args in ["--to json -o a.csv", "--to csv -o a.JSON", "--to json --excel", "-o a.json --excel"] {
            folder.run(&format!("import text.txt {args}")).code(2);
        }
        for args in ["--to json -o a.json", "--to csv -o a.CSV", "--to json -o a.list", "--excel -o b.csv"] {
            folder.run(&format!("import text.txt {args}")).code(0);
        }
    }
}

/// What is wrong with the arguments is said as they say, with what would be right.
#[test]
fn wrong_arguments_in_both_languages_and_as_json() {
    let folder = Folder::new();
    let look = [
        "lubuskie-ics --help lists the commands, and lubuskie-ics COMMAND --help their options",
        "polecenia wymienia lubuskie-ics --help, a opcje: lubuskie-ics POLECENIE --help",
    ];
    for (args, case, english, polish) in [
        (
            "export --nonsense",
            "UnknownArgument",
            "there is no such option or argument: --nonsense",
            "nie ma takiej opcji ani argumentu: --nonsense",
        ),
        (
            "invite --feeds a",
            "MissingRequiredArgument",
            "missing: --people <LIST>, --organizer <'NAME <ADDRESS>'>, --output <MAILDIR>",
            "brakuje: --people <LISTA>, --organizer <'NAZWA <ADRES>'>, --output <POCZTA>",
        ),
        (
            "export --county a --rebuild",
            "ArgumentConflict",
            "these do not go together: --county <NAME>, --rebuild",
            "tych opcji nie można łączyć: --county <NAZWA>, --rebuild",
        ),
        (
            "export -o a -o b",
            "Repeated",
            "this cannot come twice: --output <DIR>",
            "tej opcji nie można powtarzać: --output <FOLDER>",
        ),
        (
            "export --year",
            "InvalidValue",
            "a value is missing or wrong: --year <YYYY>",
            "brakuje wartości albo jest niewłaściwa: --year <RRRR>",
        ),
    ]
    .map(|(args, case, english, polish)| {
        (args, case, format!("{english}\n  = help: {}", look[0]), format!("{polish}\n  = rada: {}", look[1]))
    })
    .into_iter()
    .chain(
        [
            (
                "publis",
                "InvalidSubcommand",
                "there is no such command: publis\n  = help: did you mean publish?",
                "nie ma takiego polecenia: publis\n  = rada: czy miało być publish?",
            ),
            (
                "export --for doc",
                "InvalidValue",
                "--for <USE> cannot be \"doc\"\n  = help: one of subscription, email, both",
                "--for <CEL>: niewłaściwa wartość „doc”\n  = rada: do wyboru: subscription, email, both",
            ),
            (
                "export --now x",
                "ValueValidation",
                "--now <TIME> cannot be \"x\"\n  = help: write a date and a time",
                "--now <CZAS>: niewłaściwa wartość „x”\n  = rada: podaj datę i godzinę",
            ),
            (
                "--color never",
                "MissingSubcommand",
                "the command is missing\n  = help: one of export, ",
                "brakuje polecenia\n  = rada: do wyboru: export, ",
            ),
        ]
        .map(|(args, case, english, polish)| (args, case, english.to_owned(), polish.to_owned())),
    ) {
        let run = folder.run(args).code(2);
        assert!(run.stderr.starts_with(&format!("error: {english}")), "{args}: {}", run.stderr);
        let run = folder.run(&format!("{args} --lang pl")).code(2);
        assert!(run.stderr.starts_with(&format!("błąd: {polish}")), "{args}: {}", run.stderr);
        let run = folder.run(&format!("--lang pl --format=json {args}")).code(2);
        let json: serde_json::Value = serde_json::from_str(&run.stderr).unwrap();
        assert_eq!((&json["kind"], &json["args"]["case"]), (&"usage".into(), &case.into()), "{args}");
    }
}

#[test]
fn a_second_run_waits_and_then_says_who_is_there() {
    let folder = Folder::new();
    folder.run("export").code(0);
    let lock = fs::File::open(folder.path().join("calendars/.lubuskie-ics.lock")).unwrap();
    lock.lock().unwrap();
    let run = folder.run("export").code(3);
    assert!(run.stderr.contains("calendars: another lubuskie-ics"), "{}", run.stderr);
    drop(lock);
    folder.run("export").code(0);
}

#[test]
fn help_completions_and_manual() {
    let folder = Folder::new();
    for (args, start, words) in [
        ("export --help", "Write calendars", ["--county", "meetings.csv", "SEQUENCE 0", "[default: calendars]"]),
        (
            "export --help --lang pl",
            "Zapisuje kalendarze",
            ["--county", "spotkania.csv", "SEQUENCE 0", "[domyślnie: calendars]"],
        ),
        (
            "--lang pl help draft",
            "Zapisuje szkic",
            ["Użycie: lubuskie-ics draft [OPCJE]", "Komunikaty:", "--to <ADRES>...", "Outlooku"],
        ),
        ("completions bash", "_lubuskie", ["complete -F"; 4]),
        ("man", ".ie", [".TH lubuskie-ics", ".SH \"COMMAND EXPORT\"", "\\-\\-duration", ".SH NAME"]),
        ("man --lang pl", ".ie", [".TH lubuskie-ics", ".SH \"POLECENIE EXPORT\"", "\\-\\-duration", ".SH NAZWA"]),
    ] {
        let said = folder.run(args).code(0).stdout;
        assert!(said.starts_with(start), "{args}: {said}");
        for word in words {
            assert!(said.contains(word), "{args}, {word}: {said}");
        }
    }
    let counties = folder.run("counties").code(0).stdout;
    assert_eq!(counties.lines().count(), 14);
    assert!(counties.contains("0812  wschowski               powiat wschowski               Wschowa\n"), "{counties}");
}

/// Texts and names in parameters may end just where a line does.
#[test]
fn no_line_is_too_long_wherever_it_is_cut() {
    let folder = Folder::new();
    for length in (1..230).step_by(3) {
        let (venue, name) = ("v,".repeat(length), "n".repeat(length));
        folder.write("a.csv", format!("county;date;start;venue;town\nżarski;2.06.2027;10:00;{venue};Żary\n"));
        let organizer = format!("{name} <biuro@example.pl>");
        let args = ["export", "a.csv", "--for", "email", "--organizer", &organizer, "--quiet"];
        folder.run_with(&args, b"").code(0);
        let file = folder.read(&folder.event_file("calendars", ""));
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "{length}: {file}");
        let organizer = format!("\r\nORGANIZER;CN=\"{name}\":mailto:biuro@example.pl\r\n");
        assert!(file.replace("\r\n ", "").contains(&organizer), "{length}: {file}");
    }
}

/// An hour in the date's cell, and instants, go through the same checks as everything else.
#[test]
fn dates_and_instants_out_of_range() {
    let folder = Folder::new();
    folder.write("a.csv", "powiat;data;miejsce\nżarski;22.05.1990 godz. 10:00;A\nżarski;01.07.2150 10:00;A\nżarski;28.03.2027 2:30;A\nżarski;22.05.2027 12:00-10:00;A\n");
    let run = folder.run("check a.csv").code(1);
    assert_eq!(run.stderr.matches("is not between 27.10.1996 and 31.12.2099").count(), 2, "{}", run.stderr);
    assert_eq!(run.stderr.matches(", column \"data\"\n").count(), 4, "{}", run.stderr);
    let row = |start: &str, end: &str| {
        folder.write(
            "a.json",
            format!("[{{\"county\":\"0804\",\"start\":\"{start}\",\"end\":\"{end}\",\"venue\":\"V\"}}]"),
        );
        folder.run("check a.json").code(1).stderr
    };
    assert!(row("2027-05-11T10:00:00Z", "2199-07-01T10:00:00Z").contains("is not between"));
    assert!(row("2027-05-11T10:00:00Z", "9999-12-31T23:59:59Z").contains("is not between"));
    assert!(row("2027-05-11T10:00:00.1Z", "2027-05-11T10:00:00.9Z").contains("the end is not after the start"));
    folder.write(
        "a.json",
        "[{\"county\":\"0804\",\"start\":\"2099-12-31T21:00:00Z\",\"end\":\"24:00\",\"venue\":\"V\"}]",
    );
    folder.run("export a.json -o -").code(0);
}

/// Two meetings of one file never share a UID, whatever the clock shows.
#[test]
fn uids_are_unique_in_the_doubled_hour() {
    let folder = Folder::new();
    let row = |county: &str, start: &str, title: &str| {
        format!(
            "{{\"county\":\"{county}\",\"start\":\"{start}\",\"title\":\"{title}\",\"venue\":\"{start}\",\"town\":\"T\"}}"
        )
    };
    let rows = [
        row("0804", "2026-10-25T00:30:00Z", "A"),
        row("0801", "2026-10-25T00:40:00Z", "X"),
        row("0804", "2026-10-25T01:30:00Z", "A"),
        row("0804", "2026-10-25T01:30:30Z", "A"),
    ];
    folder.write("a.json", format!("[{}]", rows.join(",")));
    folder.run("export a.json --combined").code(0);
    let mut uids: Vec<_> = folder.events("calendars/lubuskie.ics").iter().map(|event| event.uid().to_owned()).collect();
    uids.sort();
    uids.dedup();
    assert_eq!(uids.len(), 4);
}

#[test]
fn the_town_is_named_once_and_never_lost() {
    let folder = Folder::new();
    let locations = |venue: &str, address: &str, town: &str| {
        let list = format!("county;date;start;venue;address;town\nżarski;2.06.2027;10:00;{venue};{address};{town}\n");
        let run = folder.run_with(&["export", "-", "-o", "-"], list.as_bytes()).code(0);
        common::events(&run.stdout)[0].property("LOCATION").unwrap().to_owned()
    };
    for (venue, address, town, want) in [
        ("Nowa Biblioteka", "", "Nowa Sól", "Nowa Biblioteka, Nowa Sól, Polska"),
        ("Ratusz", "Zielona 5", "Zielona Góra", "Ratusz, Zielona 5, Zielona Góra, Polska"),
        ("Dom", "ul. X, 68-200 Żary", "Żary Kunice", "Dom, ul. X, 68-200 Żary, Żary Kunice, Polska"),
        ("Dom", "ul. X 1, Żary, Polska", "Żary", "Dom, ul. X 1, Żary, Polska"),
        ("Urząd", "ul. X 1, 66-400 Gorzów Wlkp.", "Gorzów Wlkp.", "Urząd, ul. X 1, 66-400 Gorzów Wlkp., Polska"),
        ("PCPR w Drezdenku", "ul. X 1", "", "PCPR w Drezdenku, ul. X 1, Drezdenko, Polska"),
        ("Dom Kultury, 68-300 Lubsko", "", "", "Dom Kultury, 68-300 Lubsko, Polska"),
    ] {
        assert_eq!(locations(venue, address, town), want);
    }
}

#[test]
fn values_that_are_not_texts_keep_to_their_grammar() {
    let folder = Folder::new();
    folder.write("a.csv", "county;date;venue;lat;lon;url\nżarski;2.06.2027;A;51.;,5;https://example.pl/śćieżka?q=ż\n");
    folder.run("export a.csv").code(0);
    let feed = folder.read("calendars/zarski.ics").replace("\r\n ", "");
    assert!(feed.contains("\r\nGEO:51;0.5\r\n"), "{feed}");
    assert!(feed.contains("\r\nURL:https://example.pl/%C5%9B%C4%87ie%C5%BCka?q=%C5%BC\r\n"), "{feed}");
    folder.write("a.csv", "county;date;venue\nżarski;2.06.2027;A\n");
    let run = folder.run_with(&["export", "a.csv", "-o", "-", "--title", " "], b"").code(0);
    assert!(run.stdout.contains("SUMMARY:Spotkanie informacyjne – powiat żarski\r\n"), "{}", run.stdout);
    for option in ["LUBUSKIE_ICS_OUTPUT", "LUBUSKIE_ICS_LANG", "SOURCE_DATE_EPOCH"] {
        assert!(
            folder.command().args(["export", "a.csv"]).env(option, "").output().unwrap().status.success(),
            "{option}"
        );
    }
    let output = folder.command().args(["export", "a.csv"]).env("LUBUSKIE_ICS_OUTPUT", "elsewhere").output().unwrap();
    assert!(output.status.success());
    assert_eq!(folder.names("elsewhere").len(), 3);
}

#[cfg(unix)]
#[test]
fn links_modes_leftovers_and_things_that_are_no_files() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new();
    let at = |name: &str| folder.path().join(name);
    folder.run("export --county nowosolski --county wschowski").code(0);
    // who may read the old file may read the new one; a link stays a link
    fs::set_permissions(at("calendars/nowosolski.ics"), fs::Permissions::from_mode(0o640)).unwrap();
    fs::create_dir(at("real")).unwrap();
    fs::rename(at("calendars/wschowski.ics"), at("real/w.ics")).unwrap();
    symlink(at("real/w.ics"), at("calendars/wschowski.ics")).unwrap();
    folder.write("calendars/.lubuskie-ics-new-zarski.ics", "left by a killed run");
    folder.write("calendars/.zarski.ics.new", "somebody's");
    folder.write("changed.csv", fs::read_to_string(examples("meetings.csv")).unwrap().replace("10:00", "11:00"));
    folder.run("export changed.csv --now 2030-01-01T00:00:00Z --county nowosolski --county wschowski").code(0);
    assert_eq!(fs::metadata(at("calendars/nowosolski.ics")).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(at("calendars/wschowski.ics").is_symlink());
    assert!(folder.read("real/w.ics").contains("DTSTAMP:20300101T000000Z"));
    assert_eq!(
        folder.names("calendars"),
        [".lubuskie-ics.count", ".lubuskie-ics.lock", ".zarski.ics.new", "nowosolski.ics", "wschowski.ics"]
    );
    assert_eq!(folder.names("real"), ["w.ics"]);
    // a folder or a pipe of a calendar's name
    fs::create_dir(at("calendars/sulecinski.ics")).unwrap();
    let run = folder.run("export changed.csv --county sulęciński").code(4);
    assert!(run.stderr.contains("sulecinski.ics: cannot be read: it is a folder, not a file"), "{}", run.stderr);
    let run = folder.run("export changed.csv --county sulęciński --lang pl").code(4);
    assert!(run.stderr.contains("sulecinski.ics: nie można odczytać: to folder, a nie plik"), "{}", run.stderr);
    // a foreign file of a county that the list does not have is no matter
    folder.write("calendars/zarski.ics", "x");
    folder.run("export changed.csv --county wschowski --county żarski").code(0);
    assert_eq!(folder.read("calendars/zarski.ics"), "x");
}

#[test]
fn a_second_run_takes_its_turn() {
    let folder = Folder::new();
    folder.run("export").code(0);
    let lock = fs::File::open(folder.path().join("calendars/.lubuskie-ics.lock")).unwrap();
    lock.lock().unwrap();
    let holder = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(300));
        drop(lock);
    });
    folder.run("export").code(0);
    holder.join().unwrap();
    // those that only look wait for those that write, not for each other
    let lock = fs::File::open(folder.path().join("calendars/.lubuskie-ics.lock")).unwrap();
    lock.lock_shared().unwrap();
    folder.run("export --dry-run").code(0);
    folder.run("export").code(3);
    lock.unlock().unwrap();
    lock.lock().unwrap();
    folder.run("export --dry-run").code(3);
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_is_said() {
    let folder = Folder::new();
    for args in [&["check"][..], &["check", "--format", "json"], &["export", "-o", "-"], &["counties"], &["man"]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = folder.command().args(args).stdout(full).stderr(Stdio::piped()).output().unwrap();
        assert_eq!(output.status.code(), Some(4), "{args:?}");
        assert!(String::from_utf8(output.stderr).unwrap().contains("standard output: "), "{args:?}");
    }
}

/// The script is run by bash itself, where there is one.
#[cfg(unix)]
#[test]
fn bash_completes_options_of_commands() {
    let folder = Folder::new();
    let script = folder.run("completions bash").code(0).stdout;
    folder.write("script", script);
    let complete = "source ./script; COMP_WORDS=(lubuskie-ics export --comb); COMP_CWORD=2; set -- $(complete -p lubuskie-ics); while [ \"$1\" != -F ]; do shift; done; $2 lubuskie-ics --comb export; echo \"${COMPREPLY[@]}\"";
    match std::process::Command::new("bash").args(["-c", complete]).current_dir(folder.path()).output() {
        Ok(output) => assert_eq!(String::from_utf8(output.stdout).unwrap(), "--combined\n"),
        Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::NotFound),
    }
}
