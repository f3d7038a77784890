//! Announcements with the meetings that a person found in them: all are found, and no others.
#![cfg(feature = "announcement")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::path::Path;

use common::Folder;
use lubuskie_ics::announcement::{Announcement, Found, Page};
use lubuskie_ics::poland::county::County;
use lubuskie_ics::poland::date::fold;
use proptest::prelude::*;
use serde_json::Value;

fn hour(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The label's words that the text has, too; without the first if it is a preposition.
fn place_agrees(found: &Found, label: &Value) -> bool {
    let Some(label) = label["location"].as_str() else { return true };
    let have = fold(&format!("{} {} {}", found.venue, found.address, found.town));
    let have: Vec<_> = have.split(' ').collect();
    let label = fold(label);
    label
        .split(' ')
        .skip_while(|word| ["w", "we", "na", "przy"].contains(word))
        .all(|word| have.contains(&word) || ["w", "we", "na", "przy"].contains(&word))
}

fn agrees(found: &Found, label: &Value, wrong: &mut Vec<String>) {
    let start = found.hours.map(|(start, _)| hour(start));
    let end = found.hours.and_then(|(_, end)| end).map(hour);
    if start.as_deref() != label["start"].as_str() || end.as_deref() != label["end"].as_str() {
        wrong.push(format!("hours {start:?} {end:?}, not {} {}", label["start"], label["end"]));
    }
    if label["place"].as_str().is_some_and(|place| place != found.town) {
        wrong.push(format!("town {:?}, not {}", found.town, label["place"]));
    }
    if let Some(county) = label["county"].as_str()
        && !County::find(county).is_some_and(|county| found.counties.contains(county))
    {
        wrong.push(format!("county not {county}"));
    }
    if !place_agrees(found, label) {
        wrong.push(format!("place {:?} / {:?}, not {}", found.venue, found.address, label["location"]));
    }
}

/// Labels, meetings found, those that are a label's by date and hour, and what is wrong with the rest.
fn score(path: &Path) -> (usize, usize, usize, Vec<String>) {
    let text = Page::read(&fs::read_to_string(path).unwrap()).text;
    let labels: Vec<Value> =
        serde_json::from_str(&fs::read_to_string(path.with_extension("expected.json")).unwrap()).unwrap();
    // a text that has no year of its own
    let year = fs::read_to_string(path.with_extension("year")).ok().map(|year| year.trim().parse().unwrap());
    let announcement = Announcement::read(&text, year, None);
    let mut left: Vec<&Found> = announcement.meetings.iter().collect();
    let (mut right, mut wrong) = (0, Vec::new());
    for label in &labels {
        let date = label["date"].as_str().unwrap();
        let is_its = |found: &&Found| found.date.is_some_and(|day| day.to_string() == date);
        let best = left.iter().enumerate().filter(|(_, found)| is_its(found)).min_by_key(|(_, found)| {
            let mut differences = Vec::new();
            agrees(found, label, &mut differences);
            differences.len()
        });
        match best.map(|(at, _)| at) {
            Some(at) => {
                let found = left.remove(at);
                let mut differences = Vec::new();
                agrees(found, label, &mut differences);
                if differences.is_empty() {
                    right += 1;
                } else {
                    wrong.push(format!("{date}: {}", differences.join("; ")));
                }
            }
            None => wrong.push(format!("{date} {} {}: not found", label["start"], label["place"])),
        }
    }
    for found in left {
        wrong.push(format!(
            "false: {:?} {:?} {} {} {}",
            found.date, found.hours, found.town, found.venue, found.address
        ));
    }
    if !wrong.is_empty() {
        let unused: Vec<_> = announcement
            .unused
            .iter()
            .map(|unused| format!("{} {:?}", &text[unused.at.clone()], unused.reason))
            .collect();
        wrong.push(format!("unused: {unused:?}"));
    }
    (labels.len(), announcement.meetings.len(), right, wrong)
}

/// All samples that are here.
fn samples() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/announcements");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.extension().is_some_and(|kind| kind == "txt" || kind == "html"));
    paths.map(|path| Page::read(&fs::read_to_string(path).unwrap()).text).collect()
}

/// Full dates, hours behind "godz." and counties of Lubuskie, found without the program's help.
fn tokens(text: &str) -> Vec<std::ops::Range<usize>> {
    let digits = |at: usize| text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let is_word =
        |at: usize| text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || "./-_@:".contains(c));
    let date = |at: usize| {
        let (day, month) = (digits(at), text.get(at + digits(at) + 1..).map_or(0, |_| digits(at + digits(at) + 1)));
        let year = at + day + month + 2;
        let is_date = matches!((day, month), (1..=2, 1..=2))
            && text.is_char_boundary(year)
            && text.get(year..).is_some()
            && digits(year) == 4
            && text[at..year].bytes().filter(|byte| *byte == b'.').count() == 2;
        let number = |from: usize, length: usize| text[from..from + length].parse::<u32>().unwrap_or(0);
        (is_date
            && (1..=28).contains(&number(at, day))
            && (1..=12).contains(&number(at + day + 1, month))
            && (1990..2100).contains(&number(year, 4)))
        .then(|| at..year + 4)
    };
    let hour = |at: usize| {
        let digit = at + "godz. ".len();
        let is_hour = text.get(digit..digit + 5).is_some_and(|hour| {
            let is_shaped = hour
                .bytes()
                .enumerate()
                .all(|(n, byte)| if n == 2 { byte == b':' || byte == b'.' } else { byte.is_ascii_digit() });
            is_shaped && hour[..2] < *"24" && hour[3..] < *"60"
        });
        let goes_on = text
            .get(digit + 5..)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || ".:/".contains(c)));
        (is_hour && !goes_on).then(|| digit..digit + 5)
    };
    let starts = |wanted: &str| text.match_indices(wanted).map(|(at, _)| at).collect::<Vec<_>>();
    let dates =
        text.char_indices().filter(|(at, c)| c.is_ascii_digit() && !is_word(*at)).filter_map(|(at, _)| date(at));
    let counties = starts("Powiat żarski").into_iter().chain(starts("Powiat żagański"));
    let goes_on = |at: usize| text[at..].chars().nth(12).is_some_and(char::is_alphanumeric);
    let counties = counties.filter(|at| !is_word(*at) && !goes_on(*at)).map(|at| at..at + 12);
    dates.chain(starts("godz. ").into_iter().filter_map(hour)).chain(counties).collect()
}

/// Tokens of a text that are in no meeting, and of which nothing is said.
fn unaccounted<'t>(text: &'t str, announcement: &Announcement) -> Vec<&'t str> {
    let places = || announcement.used.iter().chain(announcement.unused.iter().map(|unused| &unused.at));
    let is_lost =
        |token: &std::ops::Range<usize>| !places().any(|place| place.start < token.end && token.start < place.end);
    tokens(text).into_iter().filter(is_lost).map(|token| &text[token]).collect()
}

#[test]
fn nothing_is_left_out_without_a_word() {
    for text in samples() {
        let lost = unaccounted(&text, &Announcement::read(&text, Some(2027), None));
        assert!(lost.is_empty(), "{lost:?}\n{text}");
    }
}

#[test]
fn every_meeting_is_found_and_no_other() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/announcements");
    let mut texts: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "txt" || kind == "html"))
        .collect();
    texts.sort();
    let (mut labels, mut found, mut right, mut said) = (0, 0, 0, String::new());
    for path in &texts {
        let (l, f, r, wrong) = score(path);
        labels += l;
        found += f;
        right += r;
        if !wrong.is_empty() {
            said += &format!("{}:\n  {}\n", path.file_name().unwrap().to_str().unwrap(), wrong.join("\n  "));
        }
    }
    println!("{} texts: {right} of {labels} labelled meetings; {found} found", texts.len());
    assert!(said.is_empty() && right > 10, "{right} of {labels}, {found} found\n{said}");
}

/// The text of a mail counts, in whatever way it was sent, and its day says the year.
#[test]
fn a_saved_mail_is_read() {
    let head = "From: Urzad <urzad@example.pl>\nDate: Mon, 1 Feb 2027 08:00:00 +0100\n\
                Subject: =?utf-8?q?Spotkania_so=C5=82tys=C3=B3w?=\nMIME-Version: 1.0\n";
    let quoted = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n\
                  3 marca, godz. 10:00, =\nDom Kultury w Lubsku, pl. Wolno=C5=9Bci 1\n";
    // "3 marca, godz. 10:00, Dom Kultury w Lubsku, pl. Wolności 1"
    let base64 = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n\
                  PHA+MyBtYXJjYSwgZ29kei4gMTA6MDAsIERvbSBLdWx0dXJ5IHcgTHVic2t1LCBwbC4gV29sbm/F\nm2NpIDE8L3A+\n";
    for body in [quoted, base64] {
        let folder = Folder::new();
        folder.write("mail.eml", format!("{head}{body}"));
        let run = folder.run("import mail.eml").code(0);
        let row = "żarski;2027-03-03;10:00;;Spotkania sołtysów;Dom Kultury w Lubsku;pl. Wolności 1;Lubsko;";
        assert!(run.stdout.contains(row), "{}", run.stdout);
    }
}

/// The announcement that the project began with gives the list that stands in examples, but for the ids.
#[test]
fn the_first_announcement_is_the_example() {
    let folder = Folder::new();
    let example = |name: &str| fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)).unwrap();
    folder.write("ogloszenie.txt", example("announcement.txt"));
    folder.write("meetings.csv", example("meetings.csv"));
    let run = folder.run("import ogloszenie.txt").code(0);
    folder.write("imported.csv", &run.stdout);
    assert_eq!(run.stderr.lines().filter(|line| line.starts_with("warning")).count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("no meeting: 19.05.2017 (publication stamp)"));
    let calendars = |list: &str, to: &str| {
        folder.run(&format!("check {list} --now 2017-05-01T00:00:00Z")).code(0);
        folder.run(&format!("export {list} -o {to} --combined --now 2017-05-01T00:00:00Z")).code(0);
        let text = folder.read(&format!("{to}/lubuskie.ics"));
        let is_id = |line: &&str| {
            !["UID:", "X-LUBUSKIE-ICS-ID", "X-LUBUSKIE-ICS-DIGEST"].iter().any(|name| line.starts_with(name))
        };
        text.lines().filter(is_id).map(str::to_owned).collect::<Vec<_>>()
    };
    let want = calendars("meetings.csv", "want");
    assert_eq!(calendars("imported.csv", "got"), want);
    // it is no list itself
    for command in ["check", "export"] {
        let said = folder.run(&format!("{command} ogloszenie.txt")).code(1).stderr;
        assert!(said.contains("lubuskie-ics import FILE -o list.csv"), "{said}");
    }
    // into a file, which is never replaced
    let said = folder.run("import ogloszenie.txt -o lista.csv").code(0).stdout;
    assert_eq!(said, "lista.csv: 5 meetings, created\n");
    assert_eq!(folder.read("lista.csv"), run.stdout);
    folder.write("lista.csv", "mended");
    let said = folder.run("import ogloszenie.txt -o lista.csv").code(3).stderr;
    assert!(said.contains("\nerror: lista.csv: is there already"), "{said}");
    assert_eq!(folder.read("lista.csv"), "mended");
    folder.run("import ogloszenie.txt -o lista.json").code(0);
    folder.run("check lista.json --now 2017-05-01T00:00:00Z").code(0);
    // as JSON, and for Excel
    let run = folder.run("import ogloszenie.txt --to json --title Inny").code(0);
    let rows: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&rows[4]["town"], &rows[4]["title"], rows[4].get("end")), (&"Sulęcin".into(), &"Inny".into(), None));
    folder.write("imported.json", &run.stdout);
    folder.run("check imported.json --now 2017-05-01T00:00:00Z").code(0);
    assert!(folder.run("import ogloszenie.txt --excel").code(0).stdout.starts_with("\u{feff}id;county;date;"));
}

/// A list's headings are those that messages call its columns by.
#[test]
fn polish_headings() {
    let folder = Folder::new();
    let text = "Żary – 22 maja 2027 r., godz. 10:00, Ratusz – odwołane\n";
    let run = folder.run_with(&["import", "--lang", "pl"], text.as_bytes()).code(0);
    let headings =
        "identyfikator;powiat;data;godzina;do;temat;miejsce;adres;miejscowość;opis;prowadzący;kontakt;status";
    assert_eq!(run.stdout.lines().next(), Some(headings));
}

/// A list is refused only where its headings come first, between signs that a table in an announcement does not have.
#[test]
fn lists_and_what_only_looks_like_one() {
    let folder = Folder::new();
    for head in ["Lp.;Powiat;Data;Godz.;Miejsce", "\nPowiat,Data,Godzina", "\"Termin\";\"Powiat\""] {
        let run = folder.run_with(&["import"], format!("{head}\nŻary;12.05.2027;10:00;Ratusz\n").as_bytes()).code(1);
        assert!(run.stderr.contains("error: this is a list"), "{}", run.stderr);
    }
    for head in [
        "Dyżury w powiatach\n\nPowiat;Termin;Godziny;Adres",
        "Powiat, data, godzina, miejsce",
        "Powiat | Data | Godzina | Miejsce",
        "Powiat\tData\tGodzina\tMiejsce",
        "Żary;12.05.2027;10:00;Ratusz",
    ] {
        let mark = head.chars().rfind(|c| !c.is_alphanumeric() && *c != ' ').unwrap();
        let row = ["Żary", "12.05.2027", "10:00", "Ratusz"].join(&mark.to_string());
        let run = folder.run_with(&["import"], format!("{head}\n{row}\n").as_bytes()).code(0);
        assert!(run.stdout.contains(";żarski;2027-05-12;10:00;"), "{head}: {}", run.stdout);
    }
}

/// A web page, another encoding, standard input; texts without a year or a meeting.
#[test]
fn pages_and_texts_without_meetings() {
    let folder = Folder::new();
    let page = "<!DOCTYPE html><html><body><nav>Menu</nav><h1>Spotkania 2027</h1><script>'22 maja'</script><table><tr><th>Powiat</th><th>Termin</th>\
                <th>Godz.</th><th>Miejsce</th><th>Temat</th></tr><tr><td>żarski</td><td>8 czerwca</td><td>16<sup>00</sup></td>\
                <td>Dom Kultury<br>pl. Wolności 1, 68-300 Lubsko</td><td>=Seniorzy</td></tr></table></body></html>";
    folder.write("page.html", page);
    let row = "2027-zarski;żarski;2027-06-08;16:00;;Seniorzy;Dom Kultury;pl. Wolności 1, 68-300 Lubsko;Lubsko;;;\n";
    let run = folder.run("import page.html --verbose").code(0);
    assert!(run.stdout.ends_with(row), "{}", run.stdout);
    assert!(
        run.stderr.contains("an announcement's text") && run.stderr.contains("no year beside a day: taken as 2027")
    );
    // what no column of a list is for is not lost
    let table = "Data | Godzina | Miejsce | Dojazd\n8.06.2027 | 10:00 | Ratusz w Lubsku | wejście od podwórza\n\
                 9.06.2027 | 11:00 | Ratusz w Jasieniu | \n";
    let run = folder.run_with(&["import"], table.as_bytes()).code(0);
    assert!(run.stdout.contains(";Lubsko;wejście od podwórza;") && run.stdout.contains(";Jasień;;"), "{}", run.stdout);
    let (old, ..) = encoding_rs::WINDOWS_1250.encode("Zebranie: Żary, 22 maja, godz. 10:00, Ratusz");
    let run = folder.run_with(&["import", "--year", "2028", "--quiet"], &old).code(0);
    assert!(run.stdout.contains(";2028-05-22;10:00;") && run.stdout.contains("Ratusz;;Żary"), "{}", run.stdout);
    let run = folder.run_with(&["import"], &old).code(1);
    assert!(
        run.stderr.contains("has no year") && run.stderr.contains("--year") && run.stdout.is_empty(),
        "{}",
        run.stderr
    );
    for (text, lang, said) in [
        ("Nic tu nie ma.", "en", "no meeting found in this text"),
        ("", "pl", "nie znaleziono w tym tekście żadnego spotkania"),
    ] {
        let run = folder.run_with(&["import", "-", "--lang", lang], text.as_bytes()).code(1);
        assert!(run.stderr.contains(said) && run.stdout.is_empty(), "{}", run.stderr);
    }
    // whoever checks the list fills in the county
    let run = folder.run_with(&["import"], "Kalisz – 22 maja 2027 r., godz. 10:00, Ratusz".as_bytes()).code(0);
    assert!(run.stdout.contains("2027-kalisz;;2027-05-22") && run.stderr.contains("no county found"), "{}", run.stderr);
    // a list without headings stays one with a mistake
    folder.write("list.csv", "żarski;11.05.2027;10:00;Ratusz\nżagański;12.05.2027;11:00;Ratusz\n");
    assert!(folder.run("check list.csv").code(1).stderr.contains("no row of headings"));
}

/// What a page says beside its own text is of no meeting, and said.
#[test]
fn pages_say_what_is_theirs() {
    let entries = "<h3>Letnica – 21 kwietnia 2027</h3><p>godz. 18:00, świetlica wiejska</p>\
                   <h3>Koźla – 22 kwietnia 2027</h3><p>godz. 18:30, Szkoła Podstawowa</p>";
    let text = "<h1>Zebrania w gminie</h1><p>wtorek, 6 kwietnia</p><p>Urzędnicy wyjaśnią, na jakim etapie jest decyzja, \
                a mieszkańcy mogą zadawać pytania.</p>";
    let news = "<h4>Wydarzenia</h4><p>3 maja 2027, godz. 12:00, Brody, park – festyn</p>";
    let stamps = "<table><tr><td>Wprowadził</td><td>Ewa Sroka</td><td>2027-04-01 13:40</td></tr>\
                  <tr><td>Modyfikował</td><td>Ewa Sroka</td><td>2027-04-02 07:55</td></tr></table>";
    let days = ["2027-04-21;18:00;;Letnica", "2027-04-22;18:30;;Koźla"];
    are_read(&[
        (&format!("<html><body><main>{text}{entries}</main><aside>{news}</aside></body></html>"), &days),
        (&format!("<html><body>{text}{entries}{stamps}</body></html>"), &days),
        // a table that lays the page out
        (
            &format!(
                "<html><table><tr><td>MENU<br>Kasa: pn.–pt. 8.00–12.00</td><td>{text}{entries}</td></tr></table></html>"
            ),
            &days,
        ),
        // a page whose only day is not in its main part
        (&format!("<html><body><main><h1>Zebrania</h1></main><div>{entries}</div></body></html>"), &days),
        // what else there is to read may stand above
        (
            &format!(
                "<html><body>Dziś: 8 kwietnia 2027, urząd pracuje 7:00-15:00<h4>Nadchodzące wydarzenia</h4>{text}{entries}</body></html>"
            ),
            &days,
        ),
        (
            &format!(
                "<html><body>{text}{entries}<h2>2 komentarze</h2><b>Halina</b> 19 kwietnia 2027 o 14:02<p>A w Trzcielu?</body></html>"
            ),
            &days,
        ),
        // lines of a page are whole
        (
            "<html><h1>Dni seniora 2027</h1><h3>1 kwietnia</h3><p>Świebodzin, Świebodziński Dom Kultury, pl. Jana Pawła II 9<br>\
             wykład i konsultacje, godz. 10:00–12:00</p></html>",
            &["2027-04-01;10:00;12:00;Świebodzin"],
        ),
    ]);
    // what is struck out and cancelled is a meeting that is cancelled
    let cards = "<html><h1>Szkolenia</h1><h3>Rzepin</h3><p>8 maja 2027<br>9:00<br>ul. Polna 5</p>\
                 <h3><del>Cybinka</del> ODWOŁANE</h3><p>13 maja 2027<br>10:00<br>ul. Szkolna 5</p>\
                 <h3><del>14 maja 2027</del></h3><p><del>Wschowa, Ratusz, godz. 11:00</del><br><strong>odwołane</strong></p></html>";
    let run = Folder::new().run_with(&["import", "--quiet"], cards.as_bytes()).code(0);
    for said in [
        "2027-05-08;09:00;;Szkolenia;;ul. Polna 5;Rzepin;;;;\n",
        "2027-05-13;10:00;;Szkolenia;;ul. Szkolna 5;Cybinka;;;;cancelled\n",
        "2027-05-14;11:00;;Szkolenia;Ratusz;;Wschowa;;;;cancelled\n",
    ] {
        assert!(run.stdout.contains(said), "{}", run.stdout);
    }
    let page = format!("<html><body><main>{text}{entries}</main><aside>{news}</aside></body></html>");
    let run = Folder::new().run_with(&["import"], page.as_bytes()).code(0);
    assert!(run.stderr.contains("3 maja 2027 (in a menu, margin or foot of the page)"), "{}", run.stderr);
}

/// Places, titles and days that stand near a meeting, and are or are not its own.
#[test]
fn what_stands_near() {
    are_read(&[
        // houses have their town's name
        (
            "Wykład: 25 lutego 2027 o godz. 16:00 w Gubińskim Domu Kultury, ul. Westerplatte 14\n",
            &["2027-02-25;16:00;;Gubin"],
        ),
        // days of one sentence, and the hour of all in another
        (
            "Spotkania odbędą się 14 kwietnia 2027 r. w Sulęcinie, w Domu Kultury przy ul. Lipowej 18, 15 kwietnia w Żarach, w auli \
             szkoły przy al. Jana Pawła II 6, i 16 kwietnia we Wschowie, w Ratuszu.\nWszystkie spotkania rozpoczną się o godz. 11.00.\n",
            &["2027-04-14;11:00;;Sulęcin", "2027-04-15;11:00;;Żary", "2027-04-16;11:00;;Wschowa"],
        ),
        // rooms, noon, a cancelled one
        (
            "Urząd Skarbowy w Żaganiu, sala nr 5 – 14 stycznia 2027, godz. 10.00\nUrząd Skarbowy w Żarach, ul. Polna 3 – 15 stycznia \
             2027, w samo południe\n",
            &["2027-01-14;10:00;;Żagań", "2027-01-15;12:00;;Żary"],
        ),
        (
            "Goraj – 7.10.2027, godz. 15:30, świetlica\nWitoszyn – spotkanie z 28.10.2027, godz. 15:30, ODWOŁANE\n",
            &["2027-10-07;15:30;;Goraj", "2027-10-28;15:30;;Witoszyn"],
        ),
        // trains and programmes
        (
            "10 maja 2027, Żary\n17:00 – Biblioteka, ul. Wrocławska 11\n\n13 maja pani Katarzyna wraca pociągiem o 7:52 z Rzepina.\n",
            &["2027-05-10;17:00;;Żary"],
        ),
        (
            "Spotkanie: 2.02.2027, 13:00 – 15:00, Iłowa, Dom Kultury\n\nRamowy program każdego ze spotkań\n00:00–00:20 priorytety\n\
             00:20–01:10 wniosek\n",
            &["2027-02-02;13:00;15:00;Iłowa"],
        ),
        // a day that was named before
        (
            "Zebranie odbędzie się 7 września 2027 r. o godz. 17:00 w Ciosańcu w sali wiejskiej. Tego samego dnia o 19:00 zapraszamy \
             do remizy w Łupicach.\n",
            &["2027-09-07;17:00;;Ciosaniec", "2027-09-07;19:00;;Łupice"],
        ),
        // a town above two days
        (
            "Cybinka\n18 maja 2027, 9:00–16:00\nRynek 1\n\nRzepin\n19 maja 2027, 9:00–16:00\nul. Wojska Polskiego 28\n\
             20 maja 2027, 9:00–14:00\nul. Wojska Polskiego 28\n",
            &["2027-05-18;09:00;16:00;Cybinka", "2027-05-19;09:00;16:00;Rzepin", "2027-05-20;09:00;14:00;Rzepin"],
        ),
        // parts of a town
        (
            "Urząd Miasta Gorzowa Wielkopolskiego zaprasza, początek zawsze o godz. 17:00.\n\
             rejon I – Górczyn: 8 kwietnia 2027, Szkoła Podstawowa nr 13, ul. Szwoleżerów 2\n\
             rejon II – Baczyna: 9 kwietnia 2027, Miejskie Centrum Kultury, ul. Drzymały 26\n",
            &["2027-04-08;17:00;;Gorzów Wielkopolski", "2027-04-09;17:00;;Gorzów Wielkopolski"],
        ),
    ]);
    let text = "Szkolenia 2027\n\n➤ Księgowość małego stowarzyszenia\nTermin: 15.09.2027, 16:00-19:30\nMiejsce: Biblioteka w Żaganiu\n\n\
                ➤ Promocja w mediach – ODWOŁANE\nTermin: 8.10.2027, 16:00-20:00\nMiejsce: Dom Kultury, Niegosławice 55\n";
    let run = Folder::new().run_with(&["import", "--quiet"], text.as_bytes()).code(0);
    for said in [
        ";19:30;Księgowość małego stowarzyszenia;",
        ";20:00;Promocja w mediach;Dom Kultury, Niegosławice 55;;Niegosławice;;;;cancelled",
    ] {
        assert!(run.stdout.contains(said), "{}", run.stdout);
    }
    let numbered = text
        .replace("Księgowość małego stowarzyszenia", "Część nr 1")
        .replace("Promocja w mediach – ODWOŁANE", "Część nr 2");
    let run = Folder::new().run_with(&["import", "--quiet"], numbered.as_bytes()).code(0);
    assert!(!run.stdout.contains("Część nr 1"), "{}", run.stdout);
}

/// What sounds as if it stood beside a page's or a meeting's own text, and does not.
#[test]
fn what_is_still_a_meeting() {
    are_read(&[
        // what is struck out by itself
        (
            "<html><ul><li>Żagań – 11 maja 2027, 17:00, Pałac</li><li><s>Żary – 12 maja 2027, 17:00, Ratusz</s></li>\
             <li><s>Lubsko – 13 maja 2027, 18:00, Dom Kultury</s> ODWOŁANE</li></ul></html>",
            &["2027-05-11;17:00;;Żagań", "2027-05-13;18:00;;Lubsko"],
        ),
        (
            "<html><p>Spotkanie w Żarach odbędzie się <s>12 maja 2027 o godz. 16:00</s> 19 maja 2027 o godz. 17:00 w Ratuszu. \
             Spotkanie w Lubsku zostało odwołane.</p></html>",
            &["2027-05-19;17:00;;Żary"],
        ),
        // an article that is a comment, and a main part with a stamp only
        (
            "<html><h1>Zebrania</h1><p>Letnica – 21 kwietnia 2027, godz. 18:00, świetlica</p><h2>2 komentarze</h2>\
             <article>Halina, 19 kwietnia 2027 o 14:02</article></html>",
            &["2027-04-21;18:00;;Letnica"],
        ),
        (
            "<html><main><h1>Zebrania</h1><p>Opublikowano: 2 kwietnia 2027, godz. 10:12</p></main>\
             <div>Letnica – 21 kwietnia 2027, godz. 18:00, świetlica</div></html>",
            &["2027-04-21;18:00;;Letnica"],
        ),
        // lines of a paragraph, and cells with headings
        (
            "<html><p>Spotkanie odbędzie się 12 <br>maja 2027 r. o godz. 17:00 w Domu Kultury w Lubsku.</p></html>",
            &["2027-05-12;17:00;;Lubsko"],
        ),
        (
            "<html><table><tr><th>Sołectwo</th><th>Termin</th><th>Godzina</th></tr><tr><td><h3>Letnica</h3></td><td>12.05.2027</td>\
             <td>17</td></tr><tr><td><h3>Koźla</h3></td><td>13.05.2027</td><td>18</td></tr></table></html>",
            &["2027-05-12;17:00;;Letnica", "2027-05-13;18:00;;Koźla"],
        ),
        // a day below the heading that is the meeting's
        (
            "<html><h1>Zebranie wiejskie w Letnicy</h1><p>21 kwietnia 2027, godz. 18:00</p><p>Sołtys serdecznie zaprasza wszystkich \
             mieszkańców do świetlicy.</p><p>Wnioski należy składać do 15 kwietnia 2027.</p></html>",
            &["2027-04-21;18:00;;Letnica"],
        ),
        // the year of the page's stamp, and not of its menu
        (
            "<html><nav>Sesja Rady 30 grudnia 2024</nav><main><h1>Zebrania</h1><p>Opublikowano 2 kwietnia 2027</p>\
             <p>Letnica – 21 kwietnia, godz. 18:00, świetlica</p></main></html>",
            &["2027-04-21;18:00;;Letnica"],
        ),
        // the same day as that of the meeting, where people are invited
        (
            "Zebranie odbędzie się 7 września 2027 r. o godz. 17:00 w Ciosańcu (uchwała z dnia 2 lutego 2027 r.). Tego samego dnia o 19:00 \
             zapraszamy do remizy w Łupicach. Autobus do Sławy odjedzie tego samego dnia o 19:30.\n",
            &["2027-09-07;17:00;;Ciosaniec", "2027-09-07;19:00;;Łupice"],
        ),
        // the new day of a cancelled one
        (
            "Letnica\nodwołane, nowy termin: niedziela 16 maja 2027, godz. 18:00\nświetlica wiejska\n",
            &["2027-05-16;18:00;;Letnica"],
        ),
        // buses, work, districts, programmes, stamps
        ("Żary, 12 maja 2027, dworzec autobusowy, godz. 17:00\n", &["2027-05-12;17:00;;Żary"]),
        (
            "Dzień otwarty dla osób pracujących: 12 maja 2027, godz. 17:00, Powiatowy Urząd Pracy w Żarach\n",
            &["2027-05-12;17:00;;Żary"],
        ),
        ("Okręgowa Izba Rolnicza w Żarach – 12 maja 2027, godz. 17:00\n", &["2027-05-12;17:00;;Żary"]),
        ("Okręg 1 – Lubsko, Dom Kultury – 12 maja 2027, godz. 16:00\n", &["2027-05-12;16:00;;Lubsko"]),
        (
            "12 maja 2027\nProgram Czyste Powietrze\n9:00 – Żary, Ratusz\n11:00 – Lubsko, Dom Kultury\n",
            &["2027-05-12;09:00;;Żary", "2027-05-12;11:00;;Lubsko"],
        ),
        (
            "Data|Godzina|Miejsce|Temat\n12 maja 2027|17|Ratusz w Żarach|Publikacja raportu\n13 maja 2027|18|Dom Kultury w Lubsku|Aktualizacja planu\n",
            &["2027-05-12;17:00;;Żary", "2027-05-13;18:00;;Lubsko"],
        ),
        (
            "Aktualizacja: 8 kwietnia 2027\nBiuro czynne 8:00–16:00\nPolecamy:\n12 maja 2027, godz. 17:00, Żary, Ratusz\n",
            &["2027-05-12;17:00;;Żary"],
        ),
        ("Żary, SP 3 – 14 maja 2027, godz. 17:00\n", &["2027-05-14;17:00;;Żary"]),
    ]);
    let run = |text: &str| Folder::new().run_with(&["import", "--quiet"], text.as_bytes());
    assert!(!run("Letnica\nodwołane, nowy termin: niedziela 16 maja 2027, godz. 18:00\n").stdout.contains("cancelled"));
    assert!(
        run("Żary, 12 maja 2027, godz. 10:00\nRatusz, ul. Polna 3\nFilia, ul. Długa 5\n")
            .stdout
            .contains("ul. Polna 3, ul. Długa 5")
    );
    // a term takes back the line in which a row has begun
    run("<html><dl><dt>a::<table><tr></dt><dd><td><h1>").code(1);
}

/// Texts, and day, start, end and town of their meetings.
fn are_read(cases: &[(&str, &[&str])]) {
    let folder = Folder::new();
    for (text, meetings) in cases {
        let run = folder.run_with(&["import", "--to", "json"], text.as_bytes()).code(0);
        let rows: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
        let cell = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
        let found: Vec<String> =
            rows.iter().map(|row| ["date", "start", "end", "town"].map(|name| cell(row, name)).join(";")).collect();
        assert_eq!(found, *meetings, "{text}\n{}", run.stderr);
    }
}

/// Each of these was once read as another meeting than it is.
#[test]
fn what_is_easily_mistaken() {
    are_read(&[
        // a day below the last hour is the next heading's
        (
            "Zebrania\n\nNIEDZIELA, 13 czerwca 2027\n• 15.00 – Bojadła, remiza OSP\n• 18.00 – Trzebiechów, świetlica\nWTOREK, 15 czerwca 2027\n",
            &["2027-06-13;15:00;;Bojadła", "2027-06-13;18:00;;Trzebiechów"],
        ),
        // an empty cell before a tab is one, and of towns it is the one above
        (
            "Gmina\tData\tGodzina\tMiejsce\nWitnica\t06.04.2027\t9:00-12:00\tdom kultury\n\t20.04.2027\t9:00-12:00\tjw.\n",
            &["2027-04-06;09:00;12:00;Witnica", "2027-04-20;09:00;12:00;Witnica"],
        ),
        // it moved within its line
        (
            "Brody, 16 maja 2027, godz. 16:00\nTuplice, 16 maja 2027, godz. 18:00, remiza – przełożone na 23 maja 2027, godz. 17:00\n",
            &["2027-05-16;16:00;;Brody", "2027-05-23;17:00;;Tuplice"],
        ),
        // a strategy's year is none of a meeting
        (
            "Spotkania Strategii 2035\nData publikacji: 23.04.2027\nSulęcin: 5 maja, godz. 10\nTorzym: 6 maja, godz. 10\n",
            &["2027-05-05;10:00;;Sulęcin", "2027-05-06;10:00;;Torzym"],
        ),
        ("Wysłano: 9 kwietnia 2027 13:22\nBledzew, 28.04.2027 r., godz. 9:30\n", &["2027-04-28;09:30;;Bledzew"]),
        ("Lubsko, 4 maja 2027, godz. 17.00\nSporządziła: A. Wrona, 12.04.2027\n", &["2027-05-04;17:00;;Lubsko"]),
        (
            "Brody, 13 maja 2027, godz. 17.00\nW dniu 2 maja 2027 r. urząd nieczynny.\nCzynne: pn. 8.00–16.00\n",
            &["2027-05-13;17:00;;Brody"],
        ),
        // no range, and no hour of the next
        (
            "Brody, 13 maja 2027 r., godz. 17.00-16.00\nTuplice, 14 maja 2027 r., godz. 18.00, remiza\n",
            &["2027-05-13;17:00;;Brody", "2027-05-14;18:00;;Tuplice"],
        ),
        // an unknown heading is one, too
        (
            "Rejon\n\nTermin\n\nGodzina\n\nMiejsce\n\nRzepin\n\n06.04.2027\n\n16.00\n\nSzkoła nr 7\n\nCybinka\n\n07.04.2027\n\n17.00\n\nsala wiejska\n",
            &["2027-04-06;16:00;;Rzepin", "2027-04-07;17:00;;Cybinka"],
        ),
        ("Górzyca – 18.05.2027, zmiana godziny z 16:00 na 17:30, Dom Kultury\n", &["2027-05-18;17:30;;Górzyca"]),
        (
            "Spotkanie w Rzepinie odbędzie się 8 marca 2027 r. o godz. 17.00 w świetlicy.\n",
            &["2027-03-08;17:00;;Rzepin"],
        ),
        // a county's office has meetings in all its towns
        (
            "Starostwo Powiatowe w Żarach\n\nSpotkanie 8 marca 2027 r., godz. 17.00, świetlica\n",
            &["2027-03-08;17:00;;"],
        ),
        ("Lubsko, 8 czerwca 2027, zebranie o 17:00, Ratusz\n", &["2027-06-08;17:00;;Lubsko"]),
        // a price, another event's hour
        (
            "Lubsko, 8 czerwca 2027, godz. 17:00, wstęp 12.50 zł\nZebranie w Jasieniu odbędzie się 9 czerwca 2027 po sesji, która rozpocznie się o godz. 10:00\n",
            &["2027-06-08;17:00;;Lubsko"],
        ),
        // this year is that of the stamp
        (
            "Opublikowano: 20.11.2026\nLubsko, 28 grudnia br., godz. 10:00\nŻary, 12 stycznia 2027 r., godz. 11:00\n",
            &["2026-12-28;10:00;;Lubsko", "2027-01-12;11:00;;Żary"],
        ),
        // a month above its days
        (
            "Spotkania 2027\n\nMARZEC\n3 (śr.) 17:00 Żary, PCPR\n17 (śr.) 17:00 Lubsko, filia PCPR\n",
            &["2027-03-03;17:00;;Żary", "2027-03-17;17:00;;Lubsko"],
        ),
        (
            "Dyżury radcy prawnego w marcu 2027 r.: 2 i 9 marca w godz. 15:00–17:00, Urząd Gminy w Tuplicach\n",
            &["2027-03-02;15:00;17:00;Tuplice", "2027-03-09;15:00;17:00;Tuplice"],
        ),
        // where the first of a sentence has its town, all have it
        (
            "Spotkania: w Żarach 4 maja 2027 r. o godz. 9:00 w ratuszu, we Wrocławiu 5 maja 2027 r. o godz. 9:00 w bibliotece, w Nowej Soli 6 maja 2027 r. o godz. 9:00 w muzeum.\n",
            &["2027-05-04;09:00;;Żary", "2027-05-05;09:00;;Wrocław", "2027-05-06;09:00;;Nowa Sól"],
        ),
        // what is filed, sent or due
        (
            "Dyskusja odbędzie się 10 maja 2027 r. o godz. 15:00 w ratuszu w Drezdenku.\nUwagi złożone po dniu 21 maja 2027 r. pozostaną bez rozpatrzenia.\nUwagi można wnosić 17 maja 2027 r. w godz. 8:00–15:00 w Urzędzie Miejskim.\nWyniki ukażą się 20 maja 2027 r. o godz. 12:00 w siedzibie urzędu.\n",
            &["2027-05-10;15:00;;Drezdenko"],
        ),
        // it was planned for another day
        (
            "Zebranie w Lubsku planowane na 12.10.2027 r. o godz. 17:00 odbędzie się 19.10.2027 r. o godz. 17:30 w Domu Kultury.\n",
            &["2027-10-19;17:30;;Lubsko"],
        ),
    ]);
}

/// The name above a section without a meeting, the last one too, is nobody's, and is said.
#[test]
fn sections_without_a_meeting() {
    let folder = Folder::new();
    for (below, town) in [
        ("Tuplice\nBrak zebrań w tym miesiącu.", "Tuplice"),
        ("\nTuplice\ntermin zostanie podany później", "Tuplice"),
        ("\nGMINA TUPLICE\ntermin zostanie podany później", "Tuplice"),
        ("Gmina Tuplice\nbrak zebrań\nGmina Brody\n10 marca, godz. 17:00, ratusz", "Tuplice"),
    ] {
        let text = format!(
            "Zebrania 2027\n\nLubsko\n8 marca, godz. 17:00, Dom Kultury\nJasień\n9 marca, godz. 17:00, ratusz\n{below}\n"
        );
        let run = folder.run_with(&["import"], text.as_bytes()).code(0);
        assert!(!run.stdout.contains(town) && !run.stdout.contains("cancelled"), "{text}\n{}", run.stdout);
        assert!(run.stderr.contains(&format!("towns in no meeting: {town}")), "{text}\n{}", run.stderr);
    }
}

/// An end is the start and how long the meeting takes, and nothing else that takes time.
#[test]
fn lengths() {
    const LIST: &str = "Żary – 19 stycznia 2027, godz. 9:00, ratusz\nLubsko – 20 stycznia 2027, godz. 9:00, ratusz\n";
    let all = |sentence: &str| format!("{LIST}\n{sentence}\n");
    let three: &[&str] = &["2027-01-19;09:00;12:00;Żary", "2027-01-20;09:00;12:00;Lubsko"];
    let none: &[&str] = &["2027-01-19;09:00;;Żary", "2027-01-20;09:00;;Lubsko"];
    are_read(&[
        (&all("Każde szkolenie trwa 3 godziny zegarowe."), three),
        (&all("Przewidywany czas trwania spotkania: 180 minut."), three),
        (&all("Spotkania potrwają po trzy godziny."), three),
        (&all("Przerwa trwa 15 minut. Dojazd na spotkanie trwa 2 godziny. Nabór trwa 3 tygodnie."), none),
        (&all("Czas trwania szkolenia: 2–3 godz. Kurs trwa 4 godziny lekcyjne."), none),
        ("Żary – 19 stycznia 2027, godz. 22:30, ratusz (trwa 2 h)\n", &["2027-01-19;22:30;;Żary"]),
        (
            "1. 19 stycznia 2027, 9:00, czas trwania 3 h, Dąbie, sala wiejska\n2. 20 stycznia 2027, 9:00 (1,5 godz.), Maszewo, GOK\n",
            &["2027-01-19;09:00;12:00;Dąbie", "2027-01-20;09:00;10:30;Maszewo"],
        ),
        (
            "Zapraszamy na 3-godzinne spotkanie 8 marca 2027 r. o godzinie 10 w ratuszu w Żarach.\n",
            &["2027-03-08;10:00;13:00;Żary"],
        ),
    ]);
    let said = Folder::new().run_with(&["import"], all("Każde szkolenie trwa 3 godziny.").as_bytes()).code(0).stderr;
    assert_eq!(said.matches("the end is the start and the length that the text gives: 180 min").count(), 1, "{said}");
}

/// Columns that are meetings, and weekdays in a column of their own.
#[test]
fn tables_that_are_turned_or_part_their_days() {
    let first: &[&str] = &["2027-09-14;09:00;;Żary", "2027-10-06;08:30;;Lubsko"];
    are_read(&[
        (
            "| Grupa | I | II |\n| Data | 14.09.2027 | 6.10.2027 |\n| Godzina | 9:00 | 8:30 |\n| Miejsce | ratusz, Żary | GOK, Lubsko |\n",
            first,
        ),
        (
            "| Data: | 14.09.2027 |\n| Godzina: | 9:00 |\n| Miejsce: | ratusz, Żary |\n| Data: | 6.10.2027 |\n| Godzina: | 8:30 |\n\
             | Miejsce: | GOK, Lubsko |\n",
            first,
        ),
        (
            "| Dzień | Data | Godzina | Miejsce |\n| wtorek | 14.09.2027 | 9:00 | ratusz, Żary |\n| środa | 6.10.2027 | 8:30 | GOK, Lubsko |\n",
            first,
        ),
    ]);
}

/// What an answer says of single entries holds for those of the list that it quotes, however it quotes it.
#[test]
fn answers() {
    const ANSWER: &str = "Dzień dobry,\nspotkanie z 5 maja przenosimy na 12 maja, godz. 11:00. W Lubsku odwołane.\n\n";
    const LIST: [&str; 3] = [
        "5 maja 2027 r., godz. 10:00, Żary, ratusz",
        "6 maja 2027 r., godz. 10:00, Lubsko, GOK",
        "7 maja 2027 r., godz. 10:00, Jasień, ratusz",
    ];
    let folder = Folder::new();
    for (quote, mark) in [
        ("-----Original Message-----\nFrom: Jan\nSent: Monday, March 1, 2027 9:05 AM\nSubject: Terminy\n\n", ""),
        ("W dniu 1.05.2027 o 10:12 Jan Nowak napisał(a):\n", "> "),
        ("pt., 5 mar 2027 o 10:12 Jan Nowak <jan@example.pl> napisał(a):\n\n", ""),
        ("> Od: Jan\n> Data: pon., 1 mar 2027 o 08:55\n>\n", "> "),
    ] {
        let text = format!("{ANSWER}{quote}{}", LIST.map(|entry| format!("{mark}{entry}\n")).concat());
        let run = folder.run_with(&["import", "--to", "json"], text.as_bytes()).code(0);
        let rows: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
        let cells = rows.iter().map(|row| ["date", "start", "town", "status"].map(|name| row[name].as_str()));
        let want = [
            [Some("2027-05-12"), Some("11:00"), Some("Żary"), None],
            [Some("2027-05-06"), Some("10:00"), Some("Lubsko"), Some("cancelled")],
            [Some("2027-05-07"), Some("10:00"), Some("Jasień"), None],
        ];
        assert!(cells.eq(want), "{text}\n{}", run.stdout);
    }
}

/// A title says what is done, not who writes, to whom, or why.
#[test]
fn titles() {
    let folder = Folder::new();
    for (head, title) in [
        ("Sz. P. Jan Kowalski\nWójt Gminy Brody\n\nDotyczy: konsultacji strategii", "konsultacji strategii"),
        (
            "Urząd Miejski w Lubsku, pl. Wolności 1\nDo wszystkich mieszkańców\n\nHarmonogram zebrań",
            "Harmonogram zebrań",
        ),
        ("Stowarzyszenie „Nasza Gmina”\nDrodzy Sąsiedzi!\nWarsztaty zielarskie", "Warsztaty zielarskie"),
        ("W związku z realizacją projektu zapraszam na spotkanie.", ""),
        ("Gmina Lubsko: kurs obsługi komputera", "Gmina Lubsko: kurs obsługi komputera"),
    ] {
        let text = format!(
            "{head}\n\n8 marca 2027 r., godz. 10:00, Dom Kultury w Lubsku\n9 marca 2027 r., godz. 10:00, ratusz w Żarach\n"
        );
        let run = folder.run_with(&["import"], text.as_bytes()).code(0);
        assert!(run.stdout.contains(&format!(";10:00;;{title};Dom Kultury")), "{text}\n{}", run.stdout);
    }
}

/// What was read as another day, hour or place.
#[test]
fn days_hours_and_places() {
    are_read(&[
        // towns below their days, and a gmina above all
        (
            "GMINA BRODY\n\n12 maja 2027 r. godz. 17:00\nBrody\nświetlica wiejska\n13 maja 2027 r. godz. 17:00\nZasieki\nremiza\n14 maja 2027 r. godz. 18:00\nDatyń\nświetlica\n",
            &["2027-05-12;17:00;;Brody", "2027-05-13;17:00;;Zasieki", "2027-05-14;18:00;;Datyń"],
        ),
        // what is said of a bus, a trip, bags and a deadline is of no meeting
        (
            "Lubsko, 12 maja 2027, godz. 10:00, Ratusz\nŻary, 13 maja 2027, godz. 10:00, Ratusz\nAutobus z Lubska odjedzie o 8:30 zamiast o 8:00.\n",
            &["2027-05-12;10:00;;Lubsko", "2027-05-13;10:00;;Żary"],
        ),
        (
            "Urząd informuje, że od 4 do 8 maja 2027 r. codziennie w godz. 8:00–14:00 można odbierać worki.\nŻary, 13 maja 2027, godz. 10:00, Ratusz, wnioski do 10 maja 2027 do godz. 23:59\n",
            &["2027-05-13;10:00;;Żary"],
        ),
        // "jw." is where the entry before is, unless it names another town
        (
            "Lubsko, 12 maja 2027, godz. 17:00, ratusz\nBrody, 13 maja 2027, godz. 18:00, w tym samym miejscu\n",
            &["2027-05-12;17:00;;Lubsko", "2027-05-13;18:00;;Brody"],
        ),
        // hours by whole numbers
        (
            "Lubsko: 8 czerwca 2027 między 14 a 16, ratusz\nŻary: 9 czerwca 2027, od 11 do 13 – biblioteka\nJasień: 10 czerwca 2027, start o 18-tej, kończymy o 19:30, ratusz\n",
            &["2027-06-08;14:00;16:00;Lubsko", "2027-06-09;11:00;13:00;Żary", "2027-06-10;18:00;19:30;Jasień"],
        ),
        // two days of one month, of which the second counts
        (
            "Zebranie w Lubsku przeniesione z 23 na 30 kwietnia 2027 r., godz. 10.00, ratusz\n",
            &["2027-04-30;10:00;;Lubsko"],
        ),
        // a day of the letter, of a table, of what is paid, and what there is every week
        (
            "Stan na 8.01.2027 r. Szkolenia są bezpłatne.\nMsze w każdy piątek o 17.00 i o 18.30.\nLubsko, 4 marca 2027, godz. 17.00, ratusz\nSkładki płacimy w ratach do 15.05 i 15.09.\nPrezes Lech Nowak      Lubsko, 7 stycznia 2027\n",
            &["2027-03-04;17:00;;Lubsko"],
        ),
    ]);
}

/// What stands apart, and is one meeting's.
#[test]
fn what_belongs_together() {
    are_read(&[
        // columns below each other, with rows of two lines
        (
            "Część     Termin               Miejsce\n--------  -------------------  -----------------\nI         07.06.2027 (pon.)    Żary, Dom Kultury,\n          godz. 17.00          ul. 9 Maja 7\nII        08.06.2027 (wt.)     Lubsko, ratusz,\n          godz. 16.30          sala 2\n",
            &["2027-06-07;17:00;;Żary", "2027-06-08;16:30;;Lubsko"],
        ),
        // a month over all columns
        (
            "Szkolenia 2027\n| Lp. | Temat | Dzień | Godz. | Miejsce |\n| STYCZEŃ | STYCZEŃ | STYCZEŃ | STYCZEŃ | STYCZEŃ |\n| 1 | ASF | 14 | 10:00 | Lubsko, ratusz |\n| LUTY | LUTY | LUTY | LUTY | LUTY |\n| 2 | ASF | 3 | 9:00–12:00 | Sława, biblioteka |\n",
            &["2027-01-14;10:00;;Lubsko", "2027-02-03;09:00;12:00;Sława"],
        ),
        // where the entry before is
        (
            "Żary, 25 lutego 2027, godz. 19.00, ratusz\n26 lutego 2027, godz. 19.15, tamże\n",
            &["2027-02-25;19:00;;Żary", "2027-02-26;19:15;;Żary"],
        ),
        // words and sentences that a line's end has parted
        (
            "Zebranie odbędzie się 18 stycznia 2027 r. o godz. 10.00 w świe-\ntlicy wiejskiej w Trzebie-\nlu.\nZgłoszenia przyjmujemy do\n15 stycznia 2027 r. w godzinach 7–15.\n",
            &["2027-01-18;10:00;;Trzebiel"],
        ),
        // a month before its days, days with a comma between them
        (
            "Dyżury 2027\n\nOtyń – w każdy wtorek maja: 4 i 11, w godz. 9–11, Ratusz\nSiedlisko – czwartki: 6 maja, 20 maja o godz. 12.30\n",
            &[
                "2027-05-04;09:00;11:00;Otyń",
                "2027-05-11;09:00;11:00;Otyń",
                "2027-05-06;12:30;;Siedlisko",
                "2027-05-20;12:30;;Siedlisko",
            ],
        ),
        // what only the style of a page parts; a term and what is said of it
        (
            "<!DOCTYPE html><h1>Kalendarz 2026</h1><div><span class='d'>4</span><span class='m'>gru</span><span class='w'>piątek</span></div><h3>Koncert</h3><p>18:00</p><p>Ratusz w Lubsku</p>",
            &["2026-12-04;18:00;;Lubsko"],
        ),
        (
            "<!DOCTYPE html><p><span>1</span><span>2 grudnia 2026</span>, godz. <b>1</b><b>7:00</b>, Żary, ratusz</p>",
            &["2026-12-12;17:00;;Żary"],
        ),
        (
            "<!DOCTYPE html><p>Spotkania</p><dl><dt>Termin zgłoszeń</dt><dd>10 grudnia 2026</dd><dt>Kiedy</dt><dd>12 grudnia 2026, godz. 17:00</dd><dt>Gdzie</dt><dd>Żary, ratusz</dd><dt>Koniec</dt><dd>godz. 19:00</dd></dl>",
            &["2026-12-12;17:00;19:00;Żary"],
        ),
        (
            "<!DOCTYPE html><dl><dt>Kiedy</dt><dd>9.02.2027 (wtorek)</dd><dt>O której</dt><dd>8:00–14:00</dd><dt>Gdzie</dt><dd>siedziba Izby, Żary, ul. Reja 9</dd><dt>Cena</dt><dd>890 zł</dd></dl>",
            &["2027-02-09;08:00;14:00;Żary"],
        ),
        // small pictures and Roman numbers stand before a town
        (
            "Autobus w terenie 2027\n\n📍 Lubsko\n🗓 2.02 (wtorek)\n🕙 10:00\n\n📍 Sława\n🗓 9.02 (wtorek)\n🕙 11:00\n",
            &["2027-02-02;10:00;;Lubsko", "2027-02-09;11:00;;Sława"],
        ),
        ("III. Pszczew, 17 czerwca 2027 r., godz. 10:00\n", &["2027-06-17;10:00;;Pszczew"]),
        // a sentence's day is of the hours below it, and that of the letter is not
        (
            "Szkoła w Lubsku\n\nLubsko, 25 listopada 2026 r.\n\nSzanowni Rodzice!\nZebrania odbędą się we wtorek 15 grudnia 2026 r. Klasy dzielimy tak:\n\nklasy I–III – godz. 16.30, sala nr 4\nklasy IV–VI – godz. 17.15, świetlica\n\n22 stycznia 2027 r. – wystawienie ocen (do godz. 15.00)\n",
            &["2026-12-15;16:30;;Lubsko", "2026-12-15;17:15;;Lubsko"],
        ),
        // points of a list, though small letters begin them; what a line's end has parted in a mail that is quoted
        (
            "Posiedzenia 2026\na) Komisja Oświaty – 11 grudnia, godz. 9:00, posiedzenie wyjazdowe: Szkoła w Brójcach\nb) Komisja Budżetowa – 14 grudnia, godz. 14:30, ratusz w Trzcielu\n",
            &["2026-12-11;09:00;;Brójce", "2026-12-14;14:30;;Trzciel"],
        ),
        (
            "> 11.12.2026 (piątek) – Lubsko, parking przy stadionie, od 10:00 do\n>   17:00\n",
            &["2026-12-11;10:00;17:00;Lubsko"],
        ),
        // a town behind the place
        (
            "Kiedy: 8 lutego 2027\nO której: 13.00\nGdzie: świetlica „Wrzos”, Gościm\nDla kogo: wszyscy\n",
            &["2027-02-08;13:00;;Gościm"],
        ),
        // raised digits that have fallen, with their blank
        (
            "Lubsko, Dom Kultury\n6 i 13 października 2027 r. (środy), godz. 16 00 – 18 30\n",
            &["2027-10-06;16:00;18:30;Lubsko", "2027-10-13;16:00;18:30;Lubsko"],
        ),
    ]);
}

/// Towns that stand elsewhere than with the place.
#[test]
fn towns_from_afar() {
    are_read(&[
        // the town of the letterhead, not that of a county's office; and one that stands below
        (
            "Biblioteka im. Ziemi Szprotawskiej\nSzprotawa, ul. Mickiewicza 1\n\n7 października 2026 r., środa\n10.00   Pasowanie na czytelników – Oddział dla Dzieci\n17.00   Spotkanie z autorką – czytelnia\n",
            &["2026-10-07;10:00;;Szprotawa", "2026-10-07;17:00;;Szprotawa"],
        ),
        (
            "Starostwo Powiatowe w Żarach, al. Jana Pawła II 5, Żary\nInformujemy o spotkaniach.\n\n7 października 2026 r., godz. 10:00, świetlica wiejska\n",
            &["2026-10-07;10:00;;"],
        ),
        (
            "Klub Seniora „Złoty Liść”, LUBSKO\nJeśli nie podano inaczej, spotykamy się w klubie przy ul. Emilii Plater 10.\n\n04.01.2027   10.00   gimnastyka na krzesłach\n13.01.2027   12.00   bal: Dom Kultury w Żarach\n",
            &["2027-01-04;10:00;;Lubsko", "2027-01-13;12:00;;Żary"],
        ),
        (
            "Spotkania z rolnikami:\n12 grudnia 2026, godz. 17:00, świetlica wiejska\n13 grudnia 2026, godz. 17:00, remiza OSP\n\nOrganizator: Stowarzyszenie „Razem”, ul. Wrocławska 1, Zielona Góra\n",
            &["2026-12-12;17:00;;", "2026-12-13;17:00;;"],
        ),
        // the town at the end of a name, unless another may be it, and of several villages that of the place; a place above its day
        (
            "Biuro w Świebodzinie\n\n* Koło Seniorów „Celny” Zbąszynek – w sobotę 16 stycznia 2027 r., początek o 11.00. Strzelnica, ul. Wojska Polskiego 30.\n* Koło Modelarskie Lubrza – w piątek 29 stycznia 2027 r., początek o 17.30. Gminny Ośrodek Kultury.\n",
            &["2027-01-16;11:00;;", "2027-01-29;17:30;;Lubrza"],
        ),
        (
            "Urząd Miejski w Sławie zaprasza\nSpotkanie z mieszkańcami Wschowy 12 grudnia 2026 o godz. 17:00, sala narad urzędu\n",
            &["2026-12-12;17:00;;"],
        ),
        (
            "Spotkania odbędą się w Domu Kultury w Żarach.\n\n12 grudnia 2026, 17:00 – spotkanie dla mieszkańców Żagania\n13 grudnia 2026, 17:00 – spotkanie z rolnikami\n",
            &["2026-12-12;17:00;;Żary", "2026-12-13;17:00;;Żary"],
        ),
        (
            "Spotkania 2027\nObręby\tDzień\tGodzina\tMiejsce\nGórzyn, Glinka Górna\t18.01.2027\t16\tświetlica w Górzynie\nBrody, Datyń\t21.01.2027\t17\tDom Kultury w Brodach\n",
            &["2027-01-18;16:00;;Górzyn", "2027-01-21;17:00;;Brody"],
        ),
        (
            "– Sąd Rejonowy w Nowej Soli, ul. Bohaterów Getta 2:\n  12 października 2026 r., od godz. 9.00 do godz. 13.00;\n– Sąd Rejonowy w Żarach, al. Jana Pawła II 4:\n  14 października 2026 r., od godz. 13.00 do godz. 15.30;\n",
            &["2026-10-12;09:00;13:00;Nowa Sól", "2026-10-14;13:00;15:30;Żary"],
        ),
        // of whom a meeting is for, only where nothing says where it is
        (
            "Spotkanie dla mieszkańców Żar 12 grudnia 2026 o godz. 17:00, świetlica w Bieniowie.\n",
            &["2026-12-12;17:00;;Bieniów"],
        ),
        (
            "Z mieszkańcami Sławy porozmawiamy 10 grudnia 2026 r. o godz. 16.30 w sali kinowej.\n",
            &["2026-12-10;16:30;;Sława"],
        ),
    ]);
}

/// Words that are also others, years, and days that are no meeting's.
#[test]
fn what_only_sounds_so() {
    are_read(&[
        // the year in which the weekdays are right
        (
            "Zebrania w styczniu 2027 roku\nŁupice – poniedziałek 11 stycznia, 16:00, świetlica\nCiosaniec – czwartek 14 stycznia, 17:00, remiza\n\nOpublikowano 7.12.2026\n",
            &["2027-01-11;16:00;;Łupice", "2027-01-14;17:00;;Ciosaniec"],
        ),
        // words that are also others
        (
            "Oprócz warsztatów w szkołach zapraszamy 12 grudnia 2026 o godz. 17:00 na spotkanie w ratuszu w Żarach.\n",
            &["2026-12-12;17:00;;Żary"],
        ),
        (
            "Bieg mikołajkowy w kategorii open odbędzie się 12 grudnia 2026 o godz. 10:00 w Żarach, na stadionie.\n",
            &["2026-12-12;10:00;;Żary"],
        ),
        (
            "12 grudnia 2026 początek o 10:00, potrwa do godz. 14:00, Żary, ratusz\n12–13 grudnia 2026, sobota–niedziela, 9:00–15:00, Żagań, ratusz\n",
            &["2026-12-12;10:00;14:00;Żary", "2026-12-12;09:00;15:00;Żagań"],
        ),
        (
            "Spotkania zaczynają się o godz. 17:00 w domach kultury:\nŻary, 12 grudnia 2026\nŻagań, 13 grudnia 2026\n",
            &["2026-12-12;17:00;;Żary", "2026-12-13;17:00;;Żagań"],
        ),
        // an hour that is the last has no start, and a day that is excepted is none
        (
            "Zebranie 22.12.2026, godz. 17:00, Żary, świetlica\nDyżury o 10:00 oprócz Wigilii 24 grudnia 2026.\n\nMaszewo, dn. 21.11.2026 r.\nWójt Gminy\nJan Kowalski\n",
            &["2026-12-22;17:00;;Żary"],
        ),
        // what was, the date of a letter, hours of every week, and what goes on from one day to another
        (
            "9 grudnia 2026 r., godz. 17:00, Żary, Ratusz\n\nNagrodę odebrała w Sławie 8 czerwca 2026 r.\n\nRata minęła 15 listopada 2026 r. – płaci się w kasie Urzędu (pn.-pt. 7.30-15.00).\nChór – pon. 18:00, balet – wt. 16:00, szachy – sob. 10:00.\n\n| Wnioski | 17 maja – 21 czerwca 2027 r., do godz. 15:00 |\n| Świadectwa | 25 czerwca – 6 lipca 2027 r. |\n\nKierownik\nŻary, dn. 21.11.2026 r.\n",
            &["2026-12-09;17:00;;Żary"],
        ),
    ]);
}

/// Hours, days and places that other numbers and sentences stand beside.
#[test]
fn what_stands_beside() {
    are_read(&[
        // places below one day and hour
        (
            "10 maja 2027 o godz. 16:00 spotkania odbędą się:\nŻary, Ratusz\nLubsko, Dom Kultury\n",
            &["2027-05-10;16:00;;Żary", "2027-05-10;16:00;;Lubsko"],
        ),
        // a stamp with a category, and days on which nobody is there
        (
            "26.11.2026, godz. 12:00 • Kategoria: Konsultacje • autor: M. Sroka\n9 grudnia 2026 r., godz. 17:00, Żary, Ratusz\nBiuro czynne w środy 16.00–17.00, z wyjątkiem 23 i 30 grudnia.\n",
            &["2026-12-09;17:00;;Żary"],
        ),
        // what takes place within a meeting
        (
            "Dzień I – 13 maja 2027 r.\nBrody, Dom Kultury, ul. Polna 4\nGodziny: 9:00–14:00\n9:00–9:15\tPowitanie\n9:15–14:00\tWykład\n",
            &["2027-05-13;09:00;14:00;Brody"],
        ),
        // of whom a text is, and whom it invites
        (
            "Luty 2027\n\nW czwartek 4 lutego o godz. 17.00 w czytelni głównej w Żarach przy placu Kosynierów 1 gościć będziemy autorkę powieści.\n\nW środę 24 lutego o godz. 18.00 w Domu Kultury w Lubsku odbędzie się wykład.\n",
            &["2027-02-04;17:00;;Żary", "2027-02-24;18:00;;Lubsko"],
        ),
        // no minutes of that hour
        ("12 maja 2027, godz. 10 45 minut wykładu, Żary, Ratusz\n", &["2027-05-12;10:00;;Żary"]),
        ("godz. 9 10-12 maja 2027, Żary, Ratusz\n", &["2027-05-10;09:00;;Żary"]),
        // a deadline in a line of its own
        (
            "Zgłoszenia przyjmujemy\ndo 5 maja 2027 do godz. 15:00.\n12 maja 2027, godz. 17:00, Żary, Ratusz\n",
            &["2027-05-12;17:00;;Żary"],
        ),
        // no month of it
        ("12 maja 2027 godz. 16 kl. 3 V (pon.), Żary, Ratusz\n", &["2027-05-12;16:00;;Żary"]),
        // its own year, though behind the weekday
        (
            "3 marca (środa) 2027 r., godz. 10:00, Żary, ratusz\n3 marca (wtorek) 2026 r., godz. 10:00, Lubsko, Dom Kultury\n",
            &["2027-03-03;10:00;;Żary", "2026-03-03;10:00;;Lubsko"],
        ),
        // months in Roman numerals
        (
            "Paczki w maju 2027 r.\n\n8 V (sob.) godz. 9.00–11.00 Słońsk, magazyn\n10 V godz. 12.00 Lubsko, ratusz\n",
            &["2027-05-08;09:00;11:00;Słońsk", "2027-05-10;12:00;;Lubsko"],
        ),
        // an hour of all below them, no sentence
        (
            "Żary – 4.11.2027 – ratusz\nLubsko – 8.11.2027 – Dom Kultury\n\nPoczątek wszystkich spotkań o godzinie 17:00.\n",
            &["2027-11-04;17:00;;Żary", "2027-11-08;17:00;;Lubsko"],
        ),
        (
            "Wszystkie warsztaty trwają od 16.00 do 19.00.\nŻary – 4.11.2027 – ratusz\nLubsko – 8.11.2027 – Dom Kultury\n",
            &["2027-11-04;16:00;19:00;Żary", "2027-11-08;16:00;19:00;Lubsko"],
        ),
        // the year is the heading's
        (
            "Badania w maju 2027\n\n- 5 maja – Żary, parking, od godz. 9 do 16\n- 6 maja – Lubsko, plac, od godz. 9 do 14\n\n\
             Prosimy o zdjęcia (od 2024 r.).\n",
            &["2027-05-05;09:00;16:00;Żary", "2027-05-06;09:00;14:00;Lubsko"],
        ),
        // a message that is quoted
        (
            "Witnica, 16.03.2027, g. 9-12\n\n-----Original Message-----\nSent: Monday, March 1, 2027 9:05 AM\nCzy warsztaty 22.03 w Deszcznie są aktualne?\n",
            &["2027-03-16;09:00;12:00;Witnica"],
        ),
        // a place above its days
        (
            "Dyżury 2027\n\nSkwierzyna, Urząd Miejski, ul. Rynek 1\n9 marca, godz. 9–13\n23 marca, godz. 13–17\n\nTrzciel, Biblioteka\n10 marca, godz. 9–13\n",
            &[
                "2027-03-09;09:00;13:00;Skwierzyna",
                "2027-03-23;13:00;17:00;Skwierzyna",
                "2027-03-10;09:00;13:00;Trzciel",
            ],
        ),
        // whole hours
        (
            "Kiedy: 24 listopada 2027 (środa), od 17 do 19\nGdzie: Dom Kultury, Witnica\n",
            &["2027-11-24;17:00;19:00;Witnica"],
        ),
        // a month above the rows of a table
        (
            "Dzień | Godzina | Miejsce\nWRZESIEŃ 2027 | WRZESIEŃ 2027 | WRZESIEŃ 2027\n8 (środa) | 10:00 | PUP Słubice\n17 | 11:00 | PUP w Rzepinie\n",
            &["2027-09-08;10:00;;Słubice", "2027-09-17;11:00;;Rzepin"],
        ),
        // the town is behind the street
        (
            "18 maja 2027 r., godz. 10:00, Collegium Polonicum, ul. Kościuszki 1, Słubice\n",
            &["2027-05-18;10:00;;Słubice"],
        ),
        // a gmina is not its village
        (
            "Gmina | Miejscowość | Data | Godzina\nLubsko | Górzyn | 12.05.2027 | 17:00\nBrody | Jeziory | 13.05.2027 | 17:00\n",
            &["2027-05-12;17:00;;Górzyn", "2027-05-13;17:00;;Jeziory"],
        ),
        // when a letter was written, and when an office is always open
        (
            "Sława, Urząd – 9 marca 2027 r., godz. 9–13\nPunkt w Gubinie, ul. Nowa 1, codziennie 7.30–15.30\n\nWschowa, 20.02.2027 r.\n",
            &["2027-03-09;09:00;13:00;Sława"],
        ),
        // days above hours are no stamps
        (
            "13 czerwca 2027\ngodz. 15.00 – Bojadła, remiza OSP\n14 czerwca 2027\ngodz. 16.00 – Kargowa, remiza OSP\n",
            &["2027-06-13;15:00;;Bojadła", "2027-06-14;16:00;;Kargowa"],
        ),
    ]);
}

/// A saved Word file: its heading, and a cell that goes on in the row below.
#[test]
#[cfg(feature = "spreadsheet")]
fn a_word_file_is_read_as_a_page() {
    use std::io::Write as _;
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let cell = |merge: &str, text: &str| format!("<w:tc><w:tcPr>{merge}</w:tcPr>{}</w:tc>", paragraph(text));
    let row = |cells: [String; 4]| format!("<w:tr>{}</w:tr>", cells.concat());
    let headings = row(["Powiat", "Termin", "Godz.", "Miejsce"].map(|text| cell("", text)));
    let first = ["żarski", "8 czerwca 2027", "16.00", "Dom Kultury w Lubsku"];
    let second = ["", "9 czerwca 2027", "17.00", "Ratusz w Jasieniu"];
    let merge = |begin: &'static str| move |text: &str| cell(begin, text);
    let mut rows = [headings, row(first.map(|text| cell("", text))), row(second.map(|text| cell("", text)))].concat();
    rows = rows.replacen(
        "<w:tcPr></w:tcPr><w:p><w:r><w:t>żarski",
        "<w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>żarski",
        1,
    );
    rows = rows.replacen(&cell("", ""), &merge("<w:vMerge/>")(""), 1);
    let title = "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Spotkania &amp; debaty</w:t></w:r></w:p>";
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let xml = format!("<w:document xmlns:w=\"{namespace}\"><w:body>{title}<w:tbl>{rows}</w:tbl></w:body></w:document>");
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(xml.as_bytes()).unwrap();
    let folder = Folder::new();
    folder.write("spotkania.docx", archive.finish().unwrap().into_inner());
    let run = folder.run("import spotkania.docx").code(0);
    let row = "2027-jasien;żarski;2027-06-09;17:00;;Spotkania & debaty;Ratusz w Jasieniu;;Jasień;;;\n";
    assert!(run.stdout.ends_with(row), "{}", run.stdout);
}

/// A sentence that moves an entry of the list by its town or its old day changes that one, and is said.
#[test]
fn moved_by_a_sentence() {
    const LIST: &str =
        "Spotkania 2027\n\n12 maja, godz. 10:00 – Lubsko, ul. Długa 4\n13 maja, godz. 16:00 – Żary, Rynek 1\n";
    let folder = Folder::new();
    for (sentence, row) in [
        ("Spotkanie w Żarach przeniesiono na godz. 18:00.", "2027-05-13;18:00"),
        ("Spotkanie z 13 maja przełożone na 20 maja.", "2027-05-20;16:00"),
        ("Zmiana terminu. Spotkanie w Żarach odbędzie się 20 maja o godz. 17:30.", "2027-05-20;17:30"),
    ] {
        let run = folder.run_with(&["import"], format!("{LIST}\n{sentence}\n").as_bytes()).code(0);
        let days: Vec<_> = run.stdout.lines().filter(|line| line.contains(";żarski;")).collect();
        assert!(days.len() == 2 && days[1].contains(&format!(";{row};")), "{sentence}\n{}", run.stdout);
        assert!(
            days[0].contains("2027-05-12;10:00")
                && run.stderr.contains("was moved") | run.stderr.contains("moved here from")
        );
    }
}

/// What sounds like a cancellation is said, wherever it stands; it counts as one only where it says so without an if.
#[test]
fn cancellations_and_what_sounds_like_them() {
    const OTHER: &str = "• Powiat wschowski – 9 czerwca 2027, godz. 12.30, sala sesyjna, 67-400 Wschowa\n";
    const ZARSKI: &str = "• Powiat żarski – 8 czerwca 2027, godz. 10:00, Dom Kultury w Lubsku, pl. Wolności 1";
    const LUBSKO: &str = "• Powiat żarski – 10 czerwca 2027, godz. 10:00, Dom Kultury w Lubsku, pl. Wolności 1";
    let text = |entry: &str| format!("Spotkania 2027\n\n{OTHER}{entry}\n");
    let folder = Folder::new();
    for (text, cancelled) in [
        (text(&format!("{ZARSKI} (w miejsce odwołanego spotkania)")), Some(false)),
        (text(&format!("{ZARSKI}. Gdy będzie mniej niż 5 osób, spotkanie zostanie odwołane.")), Some(false)),
        (text(&format!("{ZARSKI}. Nie zostało odwołane.")), Some(false)),
        (text(&format!("{ZARSKI}. Spotkanie z 2 maja odwołano.")), None),
        (text(&format!("{ZARSKI} (termin do potwierdzenia)")), Some(false)),
        (text(&format!("{ZARSKI}. UWAGA! Spotkanie przełożone.")), Some(false)),
        (text(&format!("{ZARSKI}\nOpłata odwołana.")), Some(false)),
        (text(&format!("{ZARSKI}\nODWOŁANE")), Some(true)),
        (text(&format!("{ZARSKI}\nUWAGA! TERMIN ODWOŁANY\n\n{LUBSKO}")), None),
        (text(&format!("\nSpotkanie odwołane\n{ZARSKI}\n\n{LUBSKO}")), None),
        (text(&format!("{ZARSKI}\n\nUwaga! Spotkanie odwołane\n\n{LUBSKO}")), Some(false)),
        (text(&format!("{ZARSKI}\nKrosno – odwołane\n\n{LUBSKO}")), Some(false)),
        (format!("{}\nUwaga! Spotkanie w Lubsku odwołane.\n", text(ZARSKI)), Some(true)),
        (format!("{}\nSpotkanie w Lubsku 8 czerwca 2027 o godz. 10:00 zostało odwołane.\n", text(ZARSKI)), Some(true)),
        (format!("{}\nSpotkanie w dniu 8 czerwca nie odbędzie się.\n", text(ZARSKI)), Some(true)),
        (format!("{}\nSpotkanie w dniu 7 czerwca nie odbędzie się.\n", text(ZARSKI)), Some(false)),
        (format!("{}\nSpotkanie 7 czerwca odwołano z powodu zebrania 8 czerwca.\n", text(ZARSKI)), Some(false)),
        (format!("{}\nSpotkanie w Gubinie 8 czerwca nie odbędzie się.\n", text(ZARSKI)), Some(false)),
        (text(&format!("{ZARSKI}\n\n{LUBSKO}\nSpotkanie w Lubsku odwołano.")), Some(false)),
        (text(&format!("{ZARSKI} (odwołane)")), Some(true)),
        (text("Odwołane: zebranie w Lubsku, 8 czerwca 2027, godz. 17:00, Ratusz, powiat żarski"), Some(true)),
        (
            text(
                "Spotkanie w powiecie żarskim 8 czerwca 2027 r. o godz. 10.00 w Domu Kultury w Lubsku nie odbędzie się.",
            ),
            Some(true),
        ),
    ] {
        let run = folder.run_with(&["import"], text.as_bytes()).code(0);
        let row = run.stdout.lines().find(|line| line.contains("żarski")).unwrap();
        // none is confirmed and cancelled
        assert!(run.stdout.lines().filter(|line| line.contains("2027-06-08")).count() < 2, "{}", run.stdout);
        // `None`: either, as long as it is said
        assert!(cancelled.is_none_or(|cancelled| row.ends_with(";cancelled") == cancelled), "{text}\n{row}");
        let said = row.ends_with(";cancelled")
            || ["seems to say", "perhaps one is cancelled"].iter().any(|words| run.stderr.contains(words));
        assert!(said, "{text}\n{}", run.stderr);
        let other = run.stdout.lines().find(|line| line.contains("wschowski")).unwrap();
        assert!(!other.ends_with(";cancelled"), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Pieces that mean something, in any order: nothing panics, and what is found stands where it is said to stand.
    #[test]
    fn any_text(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40), noise in "\\PC{0,20}") {
        let text = format!("{}{noise}", pieces.concat());
        let announcement = Announcement::read(&text, None, None);
        for found in &announcement.meetings {
            prop_assert!(text.get(found.at.clone()).is_some_and(|at| at.contains(|c: char| c.is_ascii_digit())));
        }
        for unused in &announcement.unused {
            prop_assert!(text.get(unused.at.clone()).is_some());
        }
        let lost = unaccounted(&text, &announcement);
        prop_assert!(lost.is_empty(), "{lost:?}\n{text}");
    }

    /// The samples with their lines shuffled and cut: whatever becomes of them, nothing is left out without a word.
    #[test]
    fn shuffled_and_cut(
        which in any::<prop::sample::Index>(),
        order in prop::collection::vec(any::<prop::sample::Index>(), 1..60),
        cut in any::<prop::sample::Index>(),
    ) {
        let samples = samples();
        let sample = &samples[which.index(samples.len())];
        let lines: Vec<&str> = sample.lines().collect();
        let text = order.iter().map(|at| lines[at.index(lines.len())]).collect::<Vec<_>>().join("\n");
        let end = cut.index(text.len() + 1);
        let end = (0..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        for text in [&text[..], &text[..end]] {
            let lost = unaccounted(text, &Announcement::read(text, Some(2027), None));
            prop_assert!(lost.is_empty(), "{lost:?}\n{text}");
        }
    }

    #[test]
    fn any_page(pieces in prop::collection::vec(prop::sample::select(TAGS), 0..40)) {
        let folder = pieces.concat();
        let text = format!("<html>{folder}");
        let text = Page::read(&text).text;
        Announcement::read(&text, None, None);
    }
}

const PIECES: &[&str] = &[
    " 31.05.2027 ",
    "\nMARZEC 2027\n",
    "\n3 (śr.) ",
    "7 – ",
    " planowane na ",
    " 9:00 oraz 13:00",
    "Lekarz: Jan Nowak",
    "\tjw.\t",
    "Rejon\n",
    " 22 maja",
    " 5 i 6 sierpnia",
    "27-28 maja 2019 r.",
    " godz. 1800",
    "10:00",
    " – ",
    ", ",
    "\n",
    "\n\n",
    " w Żarach",
    "Powiat żarski",
    " ul. 3 Maja 6",
    " 66-530 Drezdenko",
    "|",
    "\t",
    " odwołane",
    " trwa 2 h",
    " o dziesiątej",
    " | Miesiąc | Dzień |\n",
    "Jan napisał(a):\n",
    " przesunięty na dzień ",
    "Miejsce: ",
    "Godzina\n",
    "Data\n",
    " Ratusz",
    ". ",
    "•",
    "1. ",
    " (wtorek)",
    " do ",
    " od ",
    " br.",
    " z dnia ",
    "Program:\n- ",
    " tel. 68 123 45 67",
    " a@b.pl",
    "x_19.07.13",
    "SZTUM",
    " w sali",
    "\r\n",
    " ul. ",
    "⁰⁰",
    "\u{301}",
    " i ",
    "św.",
];
const TAGS: &[&str] = &[
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</tr>",
    "</table>",
    "<sup>",
    "</sup>",
    "00",
    "<script>",
    "</script>",
    "<li>",
    "22.05.2027 godz. 10",
    "&nbsp;",
    "&#0;",
    "<br/>",
    "<!--",
    "-->",
    "<",
    ">",
    "żarski",
    "<svg>",
    "</head>",
    " ",
];
