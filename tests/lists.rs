//! Lists as offices keep them: each sample in `tests/lists` with the meetings that a person read out of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::path::Path;

use common::{Folder, NOW};
use serde_json::Value;

fn sample(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lists").join(name)).unwrap()
}

/// The meetings that `check` understood of a list.
fn understood(name: &str, bytes: &[u8], more: &str) -> Vec<Value> {
    let folder = Folder::new();
    folder.write(name, bytes);
    let run = folder.run(&format!("check {name} --now {NOW} --format json {more}")).code(0);
    let result: Value = serde_json::from_str(&run.stdout).unwrap();
    result["meetings"].as_array().unwrap().clone()
}

/// Compares with the labels: county, town, day, hours, venue and address joined, and what else they have.
fn compare(meetings: &[Value], expected: &[u8]) {
    let expected: Vec<Value> = serde_json::from_slice(expected).unwrap();
    assert_eq!(meetings.len(), expected.len());
    for (got, want) in meetings.iter().zip(&expected) {
        let county = lubuskie_ics::poland::county::County::find(want["county"].as_str().unwrap()).unwrap();
        assert_eq!(got["counties"], serde_json::json!([county.slug()]));
        assert_eq!(got["town"], want["place"], "{want}");
        let [start, end] = ["start", "end"].map(|key| got[key].as_str().unwrap());
        assert_eq!(&start[..10], want["date"].as_str().unwrap(), "{want}");
        assert_eq!(&start[11..16], want["start"].as_str().unwrap(), "{want}");
        assert_eq!(got["end_assumed"], want["end"].is_null(), "{want}");
        if let Some(hour) = want["end"].as_str() {
            assert_eq!(&end[11..16], hour, "{want}");
        }
        let place: Vec<_> = ["venue", "address"].iter().filter_map(|key| got[key].as_str()).collect();
        assert_eq!(place.join(", "), want["location"].as_str().unwrap());
        let status = if want["status"] == "cancelled" { "CANCELLED" } else { "CONFIRMED" };
        assert_eq!(got["status"], status, "{want}");
        for (key, field) in [("topic", "title"), ("host", "host"), ("contact", "contact")] {
            if let Some(text) = want[key].as_str() {
                assert_eq!(got[field], text, "{want}");
            }
        }
        if let Some(capacity) = want["capacity"].as_u64() {
            assert_eq!(got["capacity"], capacity.to_string());
        }
    }
}

#[test]
fn a_list_from_polish_excel() {
    let meetings = understood("a.csv", &sample("01_excel_pl_cp1250.csv"), "");
    compare(&meetings, &sample("01_excel_pl_cp1250.expected.json"));
}

#[test]
fn an_array_of_objects() {
    compare(&understood("a.json", &sample("04_tablica.json"), ""), &sample("04_tablica.expected.json"));
}

/// The row that says that it was moved is asked back; once its date is mended, all seven are there.
#[test]
fn a_list_in_disorder() {
    let text = String::from_utf8(sample("06_balagan.csv")).unwrap();
    let folder = Folder::new();
    folder.write("a.csv", &text);
    let run = folder.run("check a.csv").code(1);
    assert_eq!(run.stderr.matches("error: ").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("error: this seems to say that the meeting was moved"), "{}", run.stderr);
    let mended = text
        .replace("czw. 8.06.2017;od 9:00 do 13:30;", "pon. 12.06.2017;11:00;")
        .replace("przeniesione na 12.06.2017, godz. 11:00", "przeniesione z 8.06.2017");
    let meetings = understood("a.csv", mended.as_bytes(), "");
    // in the order of their days, as the program has them
    let mut expected: Vec<Value> = serde_json::from_slice(&sample("06_balagan.expected.json")).unwrap();
    expected.sort_by_key(|meeting| meeting["date"].as_str().unwrap().to_owned());
    compare(&meetings, &serde_json::to_vec(&expected).unwrap());
}

/// A row of its number and nothing else is passed over without a word.
#[test]
fn a_row_number_alone() {
    let list = "lp;powiat;data;godzina;temat;miejsce\n1;żarski;11.05.2027;10:00;Rada;Ratusz, 68-200 Żary\n2.;;;;;\n";
    let folder = Folder::new();
    folder.write("a.csv", list);
    assert_eq!(folder.run(&format!("check a.csv --now {NOW} --strict")).code(0).stderr, "");
}

/// One list in every encoding, with every delimiter and line end, is one list.
#[test]
fn encodings_delimiters_and_line_ends() {
    let text = "powiat;data;godzina;temat;miejsce;miejscowość\n\
        żarski;12.05.2027;10:00;Źródła; ąęś;Ratusz;Żary\n\n;;;;;\nwschowski;13.05.2027;9:30;„Łąka”;Dom;Wschowa\n"
        .replace("Źródła; ąęś", "\"Źródła; ąęś\"");
    let want = understood("a.csv", text.as_bytes(), "");
    assert_eq!(want.len(), 2);
    assert_eq!(want[0]["title"], "Źródła; ąęś");
    let utf16 = |text: &str| -> Vec<u8> {
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let (windows, ..) = encoding_rs::WINDOWS_1250.encode(&text);
    let tabs = text.replace("Źródła; ąęś", "Źródła# ąęś").replace(';', "\t").replace('#', ";");
    let commas = text.replace("Źródła; ąęś", "Źródła# ąęś").replace(';', ",").replace('#', ";");
    for (what, bytes) in [
        ("BOM", format!("\u{feff}{text}").into_bytes()),
        ("CRLF", text.replace('\n', "\r\n").into_bytes()),
        ("CR", text.replace('\n', "\r").into_bytes()),
        ("sep", format!("sep=;\r\n{text}").into_bytes()),
        ("UTF-16", utf16(&text)),
        ("UTF-16 with tabs", utf16(&tabs)),
        ("Windows-1250", windows.into_owned()),
        ("tabs", tabs.into_bytes()),
        ("commas", commas.into_bytes()),
        ("blanks", text.replace(';', "\u{a0};").replace("Źródła\u{a0};", "Źródła;").into_bytes()),
    ] {
        assert_eq!(understood("a.csv", &bytes, ""), want, "{what}");
    }
}

/// Day and hours stand in one cell, two or three, in many writings.
#[test]
fn days_and_hours_in_any_cell() {
    let rows = [
        ("11.05.2027 10:00", "", "", "11T10:00 ~12:00"),
        ("11.05.2027 10:00", "", "13:00", "11T10:00 13:00"),
        ("11.05.2027", "11.05.2027 10:00", "11.05.2027 13:00", "11T10:00 13:00"),
        ("", "11.05.2027 10:00", "11.05.2027 13:00", "11T10:00 13:00"),
        ("", "11.05.2027 9:30 AM", "5/11/2027 1:00 PM", "problem"),
        ("", "11.05.2027", "11.05.2027", "day 11"),
        ("", "wt. 11.05.2027, godz. 10", "do 12", "11T10:00 12:00"),
        ("", "2027-05-11T10:00", "2027-05-11T12:00:00", "11T10:00 12:00"),
        ("2027-05-11T10:00:00+02:00", "", "12:00", "11T10:00 12:00"),
        ("2027-05-11T08:00:00Z", "", "", "11T10:00 ~12:00"),
        ("2027-05-10T22:00:00.000Z", "10:00", "", "11T10:00 ~12:00"),
        ("2027-05-10T22:00:00Z", "", "", "day 11"),
        ("2027-05-11T08:00:00Z", "9:00", "", "problem"),
        ("12.05.2027", "11.05.2027 10:00", "", "problem"),
        ("11.05.2027", "11.05.2027", "", "problem"),
        ("11.05.2027", "10:00", "13.05.2027 12:00", "problem"),
        ("", "11.05.2027 10:00", "12.05.2027", "problem"),
        ("11.05.2027", "", "12.05.2027", "problem"),
        ("11.05.2027", "21:00", "12.05.2027 1:00", "11T21:00 +01:00"),
        ("11.05.2027", "21:00", "1:00", "11T21:00 +01:00"),
        ("11.05.2027", "21:00–5:00", "", "11T21:00 +05:00"),
        ("11.05.2027", "20:00-5:00", "", "problem"),
        ("11.05.2027", "10:00–0:00", "", "11T10:00 +00:00"),
        ("11.05.2027", "21:00", "00:00", "11T21:00 +00:00"),
        ("11.05.2027", "10:00–9:00", "", "problem"),
        ("11.05.2027", "10:00–10:00", "", "problem"),
        ("11.05.2027", "0:00–0:00", "", "problem"),
        ("11.05.2027", "10:00", "10.05.2027 12:00", "problem"),
        ("11-go maja 2027", "16 00", "9 PM", "11T16:00 21:00"),
        ("11,05.2027", "9°°", "10oo", "11T09:00 10:00"),
        ("11.05,2027", "1:30 PM", "3:00 p.m.", "11T13:30 15:00"),
        ("11.05.2027", "8 15", "", "problem"),
        ("05/22/2027", "10:00 AM", "", "problem"),
        ("5/11/2027", "10:00 AM", "", "problem"),
        ("5.11.2027", "10:00 AM", "", "05T10:00 ~12:00"),
        ("2027-05-11", "10:00 AM", "1:00 PM", "11T10:00 13:00"),
    ];
    for (day, start, end, want) in rows {
        let row = serde_json::json!([{ "county": "żarski", "date": day, "start": start, "end": end, "venue": "V" }]);
        let folder = Folder::new();
        folder.write("a.json", row.to_string());
        let run = folder.run(&format!("check a.json --now {NOW} --format json"));
        let got = if run.code == 1 {
            "problem".to_owned()
        } else {
            let meeting = &serde_json::from_str::<Value>(&run.stdout).unwrap()["meetings"][0];
            let [start, end] = ["start", "end"].map(|key| meeting[key].as_str().unwrap());
            let mark = if meeting["end_assumed"] == true { "~" } else { "" };
            let next = if start.get(..10) == end.get(..10) { mark } else { "+" };
            if meeting["all_day"] == true {
                format!("day {}", &start[8..])
            } else {
                format!("{} {next}{}", &start[8..16], &end[11..16])
            }
        };
        assert_eq!(got, want, "{day} | {start} | {end}: {}", run.stderr);
    }
}

/// What is no place on earth is alone in LOCATION; its link is URL, too.
/// What is said above objects, or within them, may differ from what they say, or be of something else.
#[test]
fn objects_within_objects() {
    let folder = Folder::new();
    for (list, kind) in [
        (r#"{"żarski": [{"data": "5.03.2027", "powiat": "żagański"}]}"#, "doubled-column"),
        (r#"{"powiat": "żagański", "żarski": [{"data": "5.03.2027"}]}"#, "doubled-column"),
        (r#"{"rok": "2026 r.", "spotkania": [{"powiat": "żarski", "data": "5.03.2027"}]}"#, "disagreement"),
        (
            r#"[{"powiat": "żarski", "data": "5.03.2027", "miejsce": {"nazwa": "GOK", "godziny": "8:00-16:00"}}]"#,
            "json-value",
        ),
        (r#"{"żarski": [{"data": "5.03.2027"}], "żagański": {"data": "6.03.2027"}}"#, "beside"),
    ] {
        folder.write("a.json", list);
        let run = folder.run(&format!("check a.json --now {NOW} --format json")).code(1);
        assert!(run.stderr.contains(&format!("\"kind\":\"{kind}")), "{list}: {}", run.stderr);
    }
}

/// A day's month, year and county need not stand in its row, or not in its cell: each list has the same two meetings.
#[test]
fn days_and_counties_in_parts() {
    for list in [
        "powiat;dzień;miesiąc;rok;godzina\nżarski;3;luty;2027;10:00\nżarski;16.;3;2027;9:00\n",
        "powiat;miesiąc;dzień;godzina\nżarski;II 2027;3;10:00\nżarski;marzec 2027;16;9:00\n",
        "powiat;rok;data;godzina\nżarski;2027;3.02;10:00\nżarski;2027;16 marca;9:00\n",
        "powiat;dzień;godzina\nLUTY 2027;;\nżarski;3;10:00\nMarzec 2027 r.;;\nżarski;16;9:00\n",
        "Plan zebrań na 2027;;\npowiat;dzień;godzina\nLUTY;;\nżarski;3;10:00\nMARZEC;;\nżarski;16;9:00\n",
        "Powiat żarski – zebrania wiejskie 2027;;\nmiesiąc;dzień;godzina\nluty;3;10:00\nmarzec;16;9:00\n",
        "KRUS, plan działań na rok 2027;;\npowiat;data;godzina\nżarski;3.02;10:00\nżarski;16.03;9:00\n",
        "PCPR w Zielonej Górze – zebrania w powiecie żarskim;\ndata;godzina\n3.02.2027;10:00\n16.03.2027;9:00\n",
        "Jednostka terytorialna;data;godzina\npow. żarski;3.02.2027;10:00\nPowiat Żarski;16.03.2027;9:00\n",
        r#"{"powiat": "żarski", "spotkania": [{"data": "3.02.2027", "godzina": "10:00"}, {"data": "16.03.2027", "godzina": "9:00"}]}"#,
        r#"{"rok": 2027, "spotkania": [{"powiat": "żarski", "dzien": 3, "miesiac": "luty", "godzina": "10:00"}, {"powiat": "żarski", "dzien": 16, "miesiac": 3, "godzina": "9:00"}]}"#,
        r#"{"Powiat żarski": [{"data": "3.02.2027", "godzina": "10:00"}, {"data": "16.03.2027", "godzina": "9:00"}], "żagański": []}"#,
        r#"[{"date": "2027-02-03", "start": "10:00", "location": {"name": "GOK", "city": "Żary", "county": "żarski"}},
            {"date": "2027-03-16", "start": "09:00", "location": {"name": "GOK", "city": "Żary", "county": "żarski"}}]"#,
    ] {
        let found = understood("list", list.as_bytes(), "");
        let starts: Vec<_> =
            found.iter().map(|meeting| meeting["start"].as_str().unwrap().get(..16).unwrap()).collect();
        assert_eq!(starts, ["2027-02-03T10:00", "2027-03-16T09:00"], "{list}");
        assert!(found.iter().all(|meeting| meeting["counties"][0] == "zarski"), "{list}");
    }
    let folder = Folder::new();
    for (headings, cells, kind) in [
        ("dzień;miesiąc;rok", "3;;2027", "date"),
        ("data;miesiąc", "3.03.2027;luty", "disagreement"),
        ("data;rok", "3.03.2027;2026", "disagreement"),
        ("dzień;miesiąc;rok", "31;2;2027", "day"),
        ("dzień", "3", "date"),
        ("dzień;miesiąc", "3;co miesiąc", "date"),
        ("data", "1.03.2027\nMARZEC;\nżarski;13.02.2027", "disagreement"),
        ("dzień", "3\nLUTY 2027;\nKwiecień – gmina Lubsko;\nżarski;4", "date"),
        ("data;miesiąc", "13.03.2027;II", "disagreement"),
        ("data;rok", "13.03.2027;2026 r.", "disagreement"),
        ("data;rok", "13.03;2026/2027", "year"),
        ("data;rok", "13.03.2027;2027 odwołane", "cancelled"),
        ("data;miesiąc", "13.03.2027;marzec?", "unsure"),
    ] {
        folder.write("a.csv", format!("powiat;{headings}\nżarski;{cells}\n"));
        let run = folder.run(&format!("check a.csv --now {NOW} --format json")).code(1);
        assert!(run.stderr.contains(&format!("\"kind\":\"{kind}")), "{headings} {cells}: {}", run.stderr);
    }
}

#[test]
fn meetings_from_afar() {
    let list = "powiat;data;godzina;temat;miejsce;adres;miejscowość;link\n\
        żarski;11.05.2027;10:00;A;online;;;\n\
        żarski;11.05.2027;10:00;B;online;;;\n\
        żarski;12.05.2027;10:00;C;MS Teams;https://teams.microsoft.com/l/1;Żary;\n\
        żarski;13.05.2027;10:00;D;;https://meet.example.org/x;;https://example.org/d\n\
        żarski;14.05.2027;10:00;E;;;zdalnie;\n\
        żarski;17.05.2027;10:00;F;Ratusz oraz online;Rynek 1;Żary;\n\
        żarski;18.05.2027;10:00;G;Sala Teams;Rynek 1;Żary;\n\
        żarski;19.05.2027;10:00;H;\"Ratusz, sala 12\nRynek 1\n68-200 Żary\";;;\n";
    let folder = Folder::new();
    folder.write("a.csv", list);
    let run = folder.run(&format!("publish a.csv -o www --base-url https://example.pl/ --now {NOW}")).code(0);
    assert_eq!(run.stderr, "");
    let events = common::events(&folder.read("www/zarski.ics"));
    let seen: Vec<_> = events
        .iter()
        .map(|event| (event.value("LOCATION"), event.property("URL").filter(|url| !url.contains(event.uid()))))
        .collect();
    let want = [
        ("online", None),
        ("online", None),
        ("MS Teams, https://teams.microsoft.com/l/1", Some("https://teams.microsoft.com/l/1")),
        ("https://meet.example.org/x", Some("https://example.org/d")),
        ("zdalnie", None),
        ("Ratusz oraz online, Rynek 1, Żary, Polska", None),
        ("Sala Teams, Rynek 1, Żary, Polska", None),
        ("Ratusz, sala 12, Rynek 1, 68-200 Żary, Polska", None),
    ];
    assert_eq!(seen, want);
    let page = folder.read("www/index.html");
    let data = page.split("application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let data: Value = serde_json::from_str(data).unwrap();
    let seen: Vec<_> = data["@graph"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| {
            let mode = event["eventAttendanceMode"].as_str().unwrap().trim_start_matches("https://schema.org/");
            let kind = |place: &Value| {
                let own = event["url"].as_str().unwrap();
                let link = place["url"].as_str().map_or("-", |link| if link == own { "own" } else { link });
                format!("{} {link}", place["@type"].as_str().unwrap())
            };
            let places = event["location"]
                .as_array()
                .map_or_else(|| kind(&event["location"]), |all| all.iter().map(kind).collect::<Vec<_>>().join(" + "));
            format!("{} {places}", mode.trim_end_matches("EventAttendanceMode"))
        })
        .collect();
    assert_eq!(
        seen,
        [
            "Online VirtualLocation own",
            "Online VirtualLocation own",
            "Online VirtualLocation https://teams.microsoft.com/l/1",
            "Online VirtualLocation https://meet.example.org/x",
            "Online VirtualLocation own",
            "Mixed Place - + VirtualLocation own",
            "Offline Place -",
            "Offline Place -",
        ]
    );
    // as read back from the calendar, when its row is gone
    folder
        .write("a.csv", list.replace("żarski;12.05.2027;10:00;C;MS Teams;https://teams.microsoft.com/l/1;Żary;\n", ""));
    folder.run(&format!("publish a.csv -o www --base-url https://example.pl/ --now {NOW}")).code(0);
    let place = "\"location\":{\"@type\":\"VirtualLocation\",\"url\":\"https://teams.microsoft.com/l/1\"}";
    assert!(folder.read("www/index.html").contains(place));
}

/// Search engines and people take the last day of whole days as their end; calendars the day after.
#[test]
fn whole_days_end_on_their_last_day() {
    let folder = Folder::new();
    folder.write(
        "a.csv",
        "powiat;data;temat;miejsce\nwszystkie powiaty;14.05.2027;Dzień otwarty;PCPR, 67-100 Nowa Sól\n",
    );
    folder.run(&format!("publish a.csv -o www --base-url https://example.pl/ --now {NOW}")).code(0);
    assert!(folder.read("www/index.html").contains("\"endDate\":\"2027-05-14\""));
    let data: Value = serde_json::from_str(&folder.read("www/meetings.json")).unwrap();
    assert_eq!(data["meetings"][0]["end"], "2027-05-14");
    assert_eq!(data["meetings"][0]["counties"].as_array().unwrap().len(), 14);
    assert!(folder.read("www/wschowski.ics").contains("DTEND;VALUE=DATE:20270515"));
}

#[cfg(feature = "spreadsheet")]
#[test]
fn spreadsheets_whatever_they_are_called() {
    let want = understood("arkusz.csv", &sample("arkusz.xlsx"), "");
    let seen: Vec<_> = want.iter().map(|meeting| format!("{} {}", meeting["start"], meeting["end"])).collect();
    assert_eq!(
        seen,
        [
            "\"2026-05-11T10:00:00+02:00\" \"2026-05-11T13:00:00+02:00\"",
            "\"2026-05-12T09:30:00+02:00\" \"2026-05-12T11:30:00+02:00\"",
            "\"2026-05-13T10:30:00+02:00\" \"2026-05-13T12:00:00+02:00\"",
            "\"2026-05-14T16:00:00+02:00\" \"2026-05-14T18:00:00+02:00\"",
        ]
    );
    assert_eq!(want[0]["title"], "Usługi; społeczne");
    assert_eq!(want[0]["venue"], "PCPR \"A\"");
    assert_eq!(want[0]["description"], "pierwszy\ndrugi");
    for kind in ["xls", "ods"] {
        assert_eq!(understood("a.txt", &sample(&format!("arkusz.{kind}")), ""), want, "{kind}");
    }
}

/// A cell over several rows counts for each: county, title, "odwołane"; and headings in two rows.
#[cfg(feature = "spreadsheet")]
#[test]
fn merged_cells() {
    let told = |name: &str| -> Vec<String> {
        let meetings = understood(name, &sample(name), "");
        let tell = |meeting: &Value| {
            format!("{} {} {} {}", meeting["start"], meeting["counties"][0], meeting["title"], meeting["status"])
        };
        meetings.iter().map(|meeting| tell(meeting).replace('"', "")).collect()
    };
    assert_eq!(
        told("scalone.xlsx"),
        [
            "2027-05-12T10:00:00+02:00 zarski Usługi społeczne CONFIRMED",
            "2027-05-13T09:00:00+02:00 zarski Usługi społeczne CANCELLED",
            "2027-05-13T12:00:00+02:00 wschowski Usługi społeczne CANCELLED",
        ]
    );
    assert_eq!(
        told("scalone.xls"),
        ["2027-05-12T10:00:00+02:00 zarski Rada CANCELLED", "2027-05-13T10:00:00+02:00 zarski Rada CANCELLED",]
    );
}

#[test]
fn columns_and_years_that_the_user_names() {
    let list = "powiat;kiedy;Sala;Miejsce;Miejscowość\nżarski;22 maja;12;Ratusz;Żary\n".as_bytes();
    let meetings = understood("a.csv", list, "--column date=Kiedy --column venue=miejsce --year 2027");
    assert_eq!(meetings[0]["start"], "2027-05-22");
    assert_eq!(meetings[0]["venue"], "Ratusz");
    let folder = Folder::new();
    assert!(folder.run("check --column nic=Temat").code(2).stderr.contains("before = stands the name of a column"));
}

#[test]
fn the_table_fits_the_terminal() {
    let folder = Folder::new();
    folder.write("a.csv", sample("01_excel_pl_cp1250.csv"));
    for columns in [60, 90, 120] {
        let output =
            folder.command().args(["check", "a.csv", "--lang", "pl"]).env("COLUMNS", columns.to_string()).output();
        let table = String::from_utf8(output.unwrap().stdout).unwrap();
        let widest = table.lines().map(|line| line.chars().count()).max().unwrap();
        // 60 is less than the narrowest that still says something
        assert!(widest <= columns.max(91), "{columns}: {table}");
        assert!(table.starts_with("Dzień  Data        Godziny      Powiat"), "{table}");
        assert!(table.contains("pon.   11.05.2026  10:00–13:00  nowosolski"), "{table}");
        assert!(table.ends_with("\n6 spotkań\n"), "{table}");
    }
}

/// The outcome of a row with these cells: its status, or the problems and, below, the warnings that speak of words.
fn outcome(headings: &str, cells: &str) -> String {
    let folder = Folder::new();
    folder.write("a.csv", format!("powiat;data;godzina;{headings}\nżarski;11.05.2027;10:00;{cells}\n"));
    let run = folder.run(&format!("check a.csv --now {NOW} --format json"));
    let said = run.stderr.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let kinds = ["cancelled", "moved", "unsure", "unread", "status", "may-change", "replaced", "noted", "marked-out"];
    let said = said.filter(|said| kinds.iter().any(|kind| said["kind"] == *kind));
    let mut said: Vec<String> = said.map(|said| format!("{} {}", said["kind"], said["heading"])).collect();
    if run.code == 0 {
        let result: Value = serde_json::from_str(&run.stdout).unwrap();
        said.push(result["meetings"][0]["status"].to_string());
    }
    said.join(", ").replace('"', "")
}

/// Words of a change are asked about in whatever column they stand; what may be the meeting's subject is only a warning.
#[test]
fn words_of_a_change_in_every_column() {
    for (heading, text, want) in [
        ("uwagi", "przełożona bezterminowo", "moved uwagi"),
        ("uwagi", "dyżur przełożony", "moved uwagi"),
        ("uwagi", "wstrzymane", "cancelled uwagi"),
        ("uwagi", "unieważniona", "cancelled uwagi"),
        ("uwagi", "postponed", "moved uwagi"),
        ("uwagi", "odwołanie spotkania", "cancelled uwagi"),
        ("uwagi", "cancelled", "CANCELLED"),
        ("temat", "Rada – anulowana", "cancelled temat"),
        ("miejsce", "sala do ustalenia", "unsure miejsce"),
        ("adres", "Rynek 1, 68-200 Żary - spotkanie odwołane", "cancelled adres"),
        ("miejscowość", "Żary (przesunięta)", "moved miejscowość"),
        ("opis", "Uwaga! Spotkanie przełożone na 17.05", "moved opis"),
        ("prowadzący", "odroczono", "moved prowadzący"),
        ("kontakt", "spotkanie zawieszone", "cancelled kontakt"),
        ("liczba miejsc", "TBC", "unsure liczba miejsc"),
        ("Obsługa", "anulowano", "unread Obsługa"),
        ("Kod", "skreślone", "cancelled Kod"),
        ("temat", "Rada (wykreślić)", "cancelled temat"),
        ("temat", "R\u{336}a\u{336}d\u{336}a\u{336}", "marked-out temat"),
        ("miejsce", "⛔ Ratusz", "marked-out miejsce"),
        ("miejsce", "Remiza lub szkoła", "unsure miejsce"),
        ("adres", "zob. plakat", "unsure adres"),
        ("miejscowość", "Żary → Żagań", "unsure miejscowość"),
        ("temat", "Rada, godz. 13", "noted temat, CONFIRMED"),
        ("temat", "Rada (środa)", "noted temat, CONFIRMED"),
        ("temat", "Szkoła 2.0 – 3 Maja", "CONFIRMED"),
        ("temat", "45", "CONFIRMED"),
        ("miejsce", "Ratusz lub online", "CONFIRMED"),
        ("Obsługa", "przeniesione z 5 maja", "CONFIRMED"),
        ("temat", "Odwołanie od decyzji", "CONFIRMED"),
        ("temat", "Rada – odwołanie", "may-change temat, CONFIRMED"),
        ("opis", "Zawieszenie działalności gospodarczej", "CONFIRMED"),
        ("miejsce", "Szkoła im. Przeniesionych", "CONFIRMED"),
        ("prowadzący", "przełożona pielęgniarek Anna Nowak", "CONFIRMED"),
    ] {
        assert_eq!(outcome(heading, text), want, "{heading}: {text}");
        // a status settles it, but not that the day is the new one
        let is_about_day = want.starts_with("moved uwagi");
        let want = if is_about_day { want } else { "CONFIRMED" };
        assert_eq!(outcome(&format!("{heading};status"), &format!("{text};potwierdzone")), want, "{text}");
        assert_eq!(outcome(&format!("{heading};status"), &format!("{text};odwołana")), "CANCELLED", "{text}");
    }
}

/// Notes that say no, or name another day, hour or place, in the words of offices; and those about much else.
#[test]
fn notes_of_something_else() {
    for (want, notes) in [
        (
            "cancelled uwagi",
            "NIE|nie ma frekwencji|brak kworum|nikt nie przyjdzie|za mało zapisów|aula zajęta, sala zamknięta|nie chcą",
        ),
        (
            "unsure uwagi",
            "szkic|termin?|zły termin|adres niewłaściwy|ustalić godzinę|albo biblioteka|w razie burzy w sali B|w przygotowaniu",
        ),
        ("moved uwagi", "wcześniej|później o kwadrans|następny dzień"),
        ("replaced uwagi", "dopiero 18.05"),
        (
            "noted uwagi",
            "punktualnie 12:30|sołtys prosi o 25.05|poniedziałek|co drugi wtorek|każdego wtorku|w Szprotawie|przez Webex|zebranie dwudniowe",
        ),
        (
            "CONFIRMED",
            "zaproszenia wysłano 2.05|klucze w poniedziałek|kawa o 9:30|sala 3.12|dojazd ul. 3 Maja|lista zamknięta|możliwy dojazd busem|\
             link do transmisji online|każdy bierze krzesło|nie wymaga zapisów|11 maja|wtorek|w Żarach|tak",
        ),
    ] {
        for note in notes.split('|') {
            assert_eq!(outcome("miejscowość;uwagi", &format!("Żary;{note}")), want, "{note}");
            let settled = outcome("miejscowość;uwagi;status", &format!("Żary;{note};potwierdzone"));
            let stays = want.starts_with("moved") || want.starts_with("replaced");
            assert_eq!(settled, if stays { want } else { "CONFIRMED" }, "{note}");
        }
    }
    // the hour "10,30" in a list with commas
    let folder = Folder::new();
    folder.write("a.csv", "powiat,data,godzina,temat,miejsce\nżarski,11.05.2027,10,30,Rada\n");
    folder.run("check a.csv").code(1);
    assert_eq!(outcome("miejscowość;Komentarz", "Żary;dopiero 18.05"), "replaced Komentarz");
}

/// What stands beside a list on paper is passed over; what holds for all its meetings is not, unless each has its status. What
/// the row above says of its meeting counts where a note refers to it.
#[test]
fn lines_beside_the_meetings() {
    let folder = Folder::new();
    let said = |above: &str, below: &str, status: &str| {
        let row = |day: u8| format!("żarski;{day}.05.2027;10:00;Rada {day};68-200 Żary;{status}\n");
        let list = format!("{above}\npowiat;data;godzina;temat;miejsce;status\n{}{}{below}\n", row(11), row(12));
        folder.write("a.csv", &list);
        let run = folder.run(&format!("check a.csv --format json --now {NOW}"));
        let kinds = run.stderr.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["kind"].to_string());
        kinds.collect::<Vec<_>>().join(" ").replace('"', "")
    };
    for line in [
        "Zatwierdził: Starosta Żarski",
        "Kontakt: 68 479 06 00",
        "Żary, dnia 4.01.2027 r.",
        "Projekt współfinansowany ze środków UE",
        "strona 1 z 2",
        "Rozdzielnik:",
        "Starosta Żarski",
        "(podpis)",
        "Liczba spotkań: 2",
        "-----",
    ] {
        assert_eq!(said("", line, ""), "empty-columns skipped-row", "{line}");
    }
    // the columns' numbers, as official tables have them
    assert_eq!(said("", "1;2;3;4;5;6", ""), "empty-columns");
    assert_eq!(said("", "Część druga, sala 12", ""), "empty-columns no-meeting");
    for line in ["Wszystkie spotkania na platformie Teams", "Każde spotkanie trwa 45 min", "WZÓR", "daty: mm/dd/rrrr"]
    {
        assert_eq!(said(line, "", ""), "of-all empty-columns", "{line}");
    }
    assert_eq!(said("PROPOZYCJA TERMINÓW", "", ""), "unread empty-columns");
    assert_eq!(said("PROPOZYCJA TERMINÓW", "", "wstępne"), "skipped-row");

    // a mark in a row, and what it means
    let marked = "powiat;data;godzina;miejsce;miejscowość\nżarski;11.05.2027;10:00;świetlica*;Lubsko\n* spotykamy się w remizie;;;;\n";
    folder.write("marked.csv", marked);
    assert!(
        folder.run(&format!("check marked.csv --now {NOW}")).code(1).stderr.contains("does not look like a meeting")
    );

    folder.write("a.csv", "powiat;data;godzina;temat;miejsce;uwagi\nżarski;11.05.2027;10:00;A;68-200 Żary;odwołane\nżarski;12.05.2027;10:00;B;68-200 Żary;j.w.\n");
    let run = folder.run(&format!("check a.csv --format json --now {NOW}"));
    let result: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(result["meetings"].as_array().unwrap().iter().filter(|one| one["status"] == "CANCELLED").count(), 2);
}

/// What programs leave in cells, who filled a form in, and letters of a code page that is not known.
#[test]
fn what_programs_leave() {
    let folder = Folder::new();
    for place in ["#####", "#ERROR!", "null", "Loading...", "{{miejsce}}", "«Miejsce»"] {
        folder.write("a.csv", format!("powiat;data;godzina;temat;miejsce\nżarski;11.05.2027;10:00;Rada;{place}\n"));
        let run = folder.run(&format!("check a.csv --format json --now {NOW}")).code(1);
        assert!(run.stderr.contains("\"kind\":\"error-value\""), "{place}: {}", run.stderr);
    }
    let form = "Identyfikator;Godzina rozpoczęcia;Godzina ukończenia;Adres e-mail;Nazwa;Powiat;Data;Godzina;Temat;Miejsce\n\
                1;04.01.2027 09:02:11;04.01.2027 09:05:40;anonymous;Anna Nowak;żarski;11.05.2027;10:00;Rada;68-200 Żary\n";
    folder.write("a.csv", form);
    let run = folder.run(&format!("check a.csv --format json --now {NOW}")).code(0);
    assert!(run.stdout.contains("\"Rada\"") && !run.stdout.contains("Nowak"), "{}", run.stdout);
    // "Usługi społeczne" in the code page of DOS
    let dos =
        [b"powiat;data;godzina;temat;miejsce\nzarski;11.05.2027;10:00;Us\x88ugi spo\x88eczne;Ratusz\n".as_slice()]
            .concat();
    folder.write("a.csv", dos);
    let run = folder.run(&format!("check a.csv --format json --now {NOW}")).code(1);
    assert!(run.stderr.contains("\"kind\":\"damaged-text\""), "{}", run.stderr);
}

#[test]
fn statuses() {
    for (words, want) in [
        (
            "confirmed, scheduled, potwierdzony, planowane, zaplanowana, aktualne, zrealizowane, odbyło się, TAK",
            "CONFIRMED",
        ),
        ("tentative, TBC, wstępnie, wstępna, do potwierdzenia, niepotwierdzone, planowane wstępnie", "TENTATIVE"),
        (
            "cancelled, CANCELED, odwołany, anulowane, anulowana, unieważnione, skreślono, zawieszone, nie odbędzie się",
            "CANCELLED",
        ),
        ("NIE, może", "status status"),
        ("odwołanie", "cancelled status"),
        ("przełożone", "moved status"),
    ] {
        for word in words.split(", ") {
            assert_eq!(outcome("status", word), want, "{word}");
        }
    }
}
