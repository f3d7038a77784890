//! Publishing: every calendar, the page and the data, for a web server.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "our own names")]

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::{Folder, NOW, Run};
use serde_json::Value;

const HEAD: &str = "id;county;date;start;end;title;venue;town;url;status\n";
const ROWS: [&str; 3] = [
    "a;żarski;11.05.2027;10:00;12:00;Usługi;Ratusz;Żary;https://example.pl/a?b=1&c=2;",
    "b;żarski, m. Zielona Góra;12.05.2027;10:00;;Dotacje;;Żary;;wstępne",
    "c;wschowski;13.05.2027;;;Granty;Ratusz;Wschowa;;odwołane",
];

fn publish(folder: &Folder, rows: &[&str], now: &str, more: &[&str]) -> Run {
    folder.write("list.csv", format!("{HEAD}{}\n", rows.join("\n")));
    let args = ["publish", "list.csv", "-o", "site", "--base-url", "https://powiat.example.pl/spotkania", "--now", now];
    folder.run_with(&[&args[..], more].concat(), b"")
}

/// The values of an attribute, entities undone.
fn attributes(page: &str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    let value = |rest: &str| rest.split('"').next().unwrap().replace("&amp;", "&");
    page.split(&start).skip(1).map(value).collect()
}

#[test]
fn everything_that_a_subscriber_meets() {
    let folder = Folder::new();
    let accessibility = ["--accessibility-url", "https://powiat.example.pl/dostepnosc"];
    let more = [&["--organizer", "Biuro <biuro@example.pl>"], &accessibility[..]].concat();
    let run = publish(&folder, &ROWS, NOW, &more).code(0);
    let names = folder.names("site");
    assert_eq!(names.iter().filter(|name| name.ends_with(".ics")).count(), 15);
    assert_eq!(folder.names("site/events").len(), 3);
    assert_eq!(run.files().last(), Some(&"site/index.html: created"));
    assert!(run.files().contains(&"site/slubicki.ics: 0 meetings, created"));
    let page = folder.read("site/index.html");
    // every link leads to a file or a place in the page, or has a form that a client takes
    let ids: BTreeSet<_> = attributes(&page, "id").into_iter().collect();
    assert_eq!(ids.len(), attributes(&page, "id").len());
    let mut forms = BTreeSet::new();
    for link in attributes(&page, "href") {
        let form = match link.split_once(':') {
            None => {
                let there = link.strip_prefix('#').map_or_else(|| names.contains(&link), |id| ids.contains(id));
                assert!(there || folder.path().join("site").join(&link).is_file(), "{link}");
                "here"
            }
            Some(("webcal", rest)) => {
                let name = rest.strip_prefix("//powiat.example.pl/spotkania/").unwrap();
                assert!(names.iter().any(|known| known == name), "{link}");
                "webcal"
            }
            Some(("https", rest)) => [
                "calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fpowiat.example.pl%2Fspotkania%2F",
                "outlook.live.com/calendar/0/addfromweb?url=https%3A%2F%2Fpowiat.example.pl%2F",
                "outlook.office.com/calendar/0/addfromweb?url=https%3A%2F%2Fpowiat.example.pl%2F",
                "calendar.google.com/calendar/u/0/r/settings/addbyurl",
                "powiat.example.pl/spotkania/",
                "powiat.example.pl/dostepnosc",
                "example.pl/a?b=1&c=2",
                "icsx5.bitfire.at/",
                "www.openstreetmap.org/search?query=Ratusz%2C%20%C5%BBary",
                "www.openstreetmap.org/search?query=%C5%BBary",
            ]
            .into_iter()
            .find(|form| rest.strip_prefix("//").unwrap().starts_with(form))
            .unwrap_or_else(|| panic!("{link}")),
            Some(("data", rest)) => rest.strip_prefix("image/svg+xml,").map(|_| "icon").unwrap(),
            Some((scheme, _)) => {
                assert_eq!((scheme, link.as_str()), ("mailto", "mailto:biuro@example.pl"));
                "mailto"
            }
        };
        forms.insert(form);
    }
    assert_eq!(forms.len(), 14, "{forms:?}");
    for want in [
        "<s><bdi>Granty</bdi></s>",
        "ODWOŁANE:",
        "(termin wstępny)",
        "datetime=\"2027-05-11\"><b>11</b> <span class=\"month\">maja</span> <span>2027</span>",
        "wtorek, <span class=\"nb\">godz. 10:00–12:00</span>",
        "czwartek, cały dzień",
        "Stan na <time datetime=\"2026-11-23\">23 listopada 2026</time>",
        "lang=\"pl\"",
        "Odwołane spotkania znikają z niego bez powiadomienia.",
    ] {
        assert!(page.contains(want), "{want}");
    }
    // of a meeting of two counties one anchor; to what is cancelled nobody goes
    let count = |text: &str| page.matches(text).count();
    assert_eq!(count("<li class=\"meeting again"), 1);
    assert_eq!((count("download=\""), count(">Granty<")), (3, 3));
}

/// What search engines and programs read has the same instants as the calendars.
#[test]
fn data_agrees_with_the_calendars() {
    let folder = Folder::new();
    publish(&folder, &ROWS, NOW, &[]).code(0);
    let page = folder.read("site/index.html");
    let linked = page.split("<script type=\"application/ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    let linked: Value = serde_json::from_str(linked).unwrap();
    let data: Value = serde_json::from_str(&folder.read("site/meetings.json")).unwrap();
    let instant = |text: &Value| {
        let text = text.as_str().unwrap();
        let time = chrono::DateTime::parse_from_rfc3339(text);
        time.map_or(text.to_owned(), |time| time.to_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string())
    };
    let mut feed: Vec<_> = Vec::new();
    for event in folder.events("site/lubuskie.ics") {
        let title = event.summary().trim_start_matches("ODWOŁANE: ").to_owned();
        // of whole days the last, where calendars have the day after
        let end = event.end().parse::<chrono::NaiveDate>().map(|day| day.pred_opt().unwrap().to_string());
        let end = end.unwrap_or_else(|_| event.end().to_owned());
        feed.push((title, event.start().to_owned(), end, event.value("STATUS").to_owned()));
    }
    let of = |list: &Value, [title, start, end]: [&str; 3], status: &dyn Fn(&Value) -> String| -> Vec<_> {
        let entry = |entry: &Value| {
            (entry[title].as_str().unwrap().to_owned(), instant(&entry[start]), instant(&entry[end]), status(entry))
        };
        list.as_array().unwrap().iter().map(entry).collect()
    };
    let stated = |entry: &Value| entry["status"].as_str().unwrap().to_owned();
    assert_eq!(of(&data["meetings"], ["title", "start", "end"], &stated), feed);
    assert_eq!(data["meetings"][1]["counties"], serde_json::json!(["zarski", "zielona-gora"]));
    let uid = data["meetings"][1]["uid"].as_str().unwrap();
    assert_eq!(data["meetings"][1]["file"], format!("events/{uid}.ics"));
    assert_eq!(data["meetings"][1]["end_assumed"], true);
    // schema.org has no word for tentative
    feed[1].3 = "CONFIRMED".to_owned();
    let schema = |entry: &Value| match entry["eventStatus"].as_str().unwrap() {
        "https://schema.org/EventScheduled" => "CONFIRMED".to_owned(),
        "https://schema.org/EventCancelled" => "CANCELLED".to_owned(),
        other => panic!("{other}"),
    };
    assert_eq!(of(&linked["@graph"], ["name", "startDate", "endDate"], &schema), feed);
}

/// The same meetings on the same day: nothing is touched. What is over is folded away, and no longer told to search engines.
#[test]
fn the_page_changes_by_the_day() {
    let folder = Folder::new();
    publish(&folder, &ROWS, NOW, &[]).code(0);
    let before = folder.read("site/index.html");
    let run = publish(&folder, &ROWS, "2027-05-11T21:59:59Z", &["--exit-code"]).code(0);
    assert!(run.files().iter().all(|line| line.ends_with("unchanged")), "{}", run.stdout);
    // midnight in Warsaw
    let run = publish(&folder, &ROWS, "2027-05-11T22:00:00Z", &["--exit-code"]).code(10);
    let changed: Vec<_> = run.files().into_iter().filter(|line| !line.ends_with("unchanged")).collect();
    assert_eq!(changed, ["site/fragment.html: replaced", "site/index.html: replaced"]);
    let page = folder.read("site/index.html");
    assert!(!before.contains("Minione spotkania") && page.contains("Minione spotkania: powiat żarski (1)"));
    assert_eq!((before.matches("@type\":\"Event").count(), page.matches("@type\":\"Event").count()), (3, 2));
    // moved: its file and the link to it stay
    let file = folder.event_file("site", "DTSTART;TZID=Europe/Warsaw:20270511");
    let moved = ROWS[0].replace("11.05", "20.05");
    publish(&folder, &[&moved, ROWS[1], ROWS[2]], "2027-05-12T09:00:00Z", &[]).code(0);
    let page = folder.read("site/index.html");
    assert!(page.contains(file.strip_prefix("site/").unwrap()));
    assert!(folder.read(&file).contains("DTSTART;TZID=Europe/Warsaw:20270520"));
}

/// From the first day to the last: what each county's visitors, feed readers and search engines are told.
#[test]
fn a_meeting_that_changes() {
    let folder = Folder::new();
    let row =
        |county: &str, day: &str, status: &str| format!("a;{county};{day}.12.2026;10:00;12:00;Usługi;;Żary;;{status}");
    let step = |now: &str, row: &str| {
        publish(&folder, &[row, ROWS[2]], now, &["--allow-cancel"]).code(0);
        ["index.html", "fragment.html", "changes.xml"].map(|name| folder.read(&format!("site/{name}")))
    };
    let section = |page: &str, slug: &str| {
        let rest = page.split(&format!("<section class=\"county\" id=\"{slug}\"")).nth(1);
        let rest =
            rest.or_else(|| page.split(&format!("<section class=\"county empty\" id=\"{slug}\"")).nth(1)).unwrap();
        rest.split("</section>").next().unwrap().to_owned()
    };
    let [page, _, news] = step("2026-11-23T09:00:00Z", &row("żarski", "03", ""));
    assert!(!page.contains("class=\"was\"") && page.contains("EventScheduled") && !page.contains("EventRescheduled"));
    assert_eq!(news.matches("<entry>").count(), 2);

    let [page, fragment, _] = step("2026-11-24T09:00:00Z", &row("żarski", "10", ""));
    let was = "<p class=\"was\"><s>3\u{a0}grudnia, godz.\u{a0}10:00</s> \
               <b>przeniesione z <span class=\"nb\">3 grudnia</span></b></p>";
    assert!(section(&page, "zarski").contains(was) && fragment.contains(was));
    assert!(page.contains("\"eventStatus\":\"https://schema.org/EventRescheduled\""));
    assert!(page.contains("\"previousStartDate\":\"2026-12-03T10:00:00+01:00\""));
    assert!(page.contains("Stan na <time datetime=\"2026-11-24\">"));

    let [page, fragment, _] = step("2026-11-25T09:00:00Z", &row("żagański", "10", ""));
    assert!(section(&page, "zarski").contains("nie dotyczy już powiatu żarskiego. Zobacz: <a href=\"#"));
    assert!(section(&page, "zaganski").contains(was) && !section(&page, "zaganski").contains("nie dotyczy"));
    // links that lead back from anywhere
    assert!(attributes(&fragment, "href").iter().all(|link| link.starts_with("https://")), "{fragment}");
    assert!(!fragment.contains("style") && !fragment.contains("<script"));

    let [page, ..] = step("2026-11-26T09:00:00Z", &row("żagański", "10", "odwołane"));
    assert!(section(&page, "zaganski").contains("ODWOŁANE:") && !section(&page, "zaganski").contains("Pobierz"));
    assert!(page.contains("https://schema.org/EventCancelled") && !page.contains("przeniesione z"));

    let [page, _, news] = step("2026-11-27T09:00:00Z", &row("żagański", "10", ""));
    assert!(section(&page, "zaganski").contains("Pobierz") && section(&page, "zaganski").contains(was));
    let told =
        section(&page.replace(" id=\"zmiany\"", "").replace("class=\"news\"", "class=\"county\" id=\"news\""), "news");
    let words: Vec<_> = told.split("<b>").skip(1).map(|part| part.split('<').next().unwrap()).collect();
    assert_eq!(
        words,
        ["Jednak się odbędzie", "Odwołane", "Nowy powiat", "Inny powiat", "Przeniesione", "Nowe", "Odwołane"]
    );
    let ids: Vec<_> = news.split("<id>").skip(2).map(|part| part.split('<').next().unwrap().to_owned()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 7);

    // over: what became of it is no longer told beside it, its anchor and the news stay
    let [page, fragment, news] = step("2026-12-11T09:00:00Z", &row("żagański", "10", ""));
    assert!(!page.contains("class=\"was\"") && !page.contains("nie dotyczy już") && !fragment.contains("Usługi"));
    assert!(
        section(&page, "zaganski").contains("Minione spotkania") && !section(&page, "zaganski").contains("Pobierz")
    );
    let uid = folder.events("site/zaganski.ics")[0].uid().to_owned();
    assert_eq!(page.matches(&format!(" id=\"{uid}\"")).count(), 1);
    assert!(ids.iter().all(|id| news.contains(id.as_str())));
}

/// Who takes part from afar gets there by the place, who comes by the map; whatever the description has are links.
#[test]
fn addresses_in_texts_are_links() {
    let folder = Folder::new();
    let head = "county;date;start;title;venue;address;town;description\n";
    let rows = "żarski;11.05.2027;10:00;A;Ratusz oraz online https://a.pl/x?y=1&z=2;Rynek 1;Żary;\"Program: https://b.pl/c_(d), pytania: a@b.pl.\"\n\
                żarski;12.05.2027;10:00;B;Ratusz oraz online: https://b.pl/y;;Żary;\n";
    folder.write("list.csv", format!("{head}{rows}"));
    folder.run(&format!("publish list.csv -o site --base-url https://a.pl --now {NOW}")).code(0);
    let fragment = folder.read("site/fragment.html");
    let mut links = attributes(&fragment, "href");
    links.retain(|link| !link.starts_with("https://a.pl/#") && !link.starts_with("https://a.pl/events/"));
    let map = "https://www.openstreetmap.org/search?query=Rynek%201%2C%20%C5%BBary";
    // a link in the place is also the meeting's own
    let [first, second] = ["https://a.pl/x?y=1&z=2", "https://b.pl/y"];
    let of_texts = ["https://b.pl/c_(d)", "mailto:a@b.pl"];
    assert_eq!(links, [&[first, map], &of_texts[..], &[first, second, second, "https://a.pl/"]].concat());
}

/// Cells that look like markup, links and directions are texts.
#[test]
fn hostile_texts() {
    let folder = Folder::new();
    let long = "x".repeat(500);
    let rows = [
        "a;żarski;11.05.2027;10:00;12:00;</script><script>alert(1)</script>;<img src=x onerror=y>;Żary;;",
        "b;żarski;12.05.2027;10:00;12:00;\u{fffe}\u{ffff}\u{202e}odwrotnie\u{2066}😀;\"\"\" onclick=\"\"z\";Żary;;",
        &format!("c;żarski;13.05.2027;10:00;12:00;{long};\";&lt;b&gt;\";Żary;https://example.pl/'onmouseover='x;"),
    ];
    publish(&folder, &rows, NOW, &["--organizer", "<b>\" <a@b.pl>"]).code(2);
    publish(&folder, &rows, NOW, &["--organizer", "B \"onx=\" & C <a@b.pl>"]).code(0);
    let page = folder.read("site/index.html");
    // a reader of XML refuses the whole feed for these
    let news = folder.read("site/changes.xml");
    assert!(news.contains("odwrotnie") && !news.contains(['\u{fffe}', '\u{ffff}']));
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</script>").count(), 1);
    assert!(page.contains("&lt;/script&gt;&lt;script&gt;alert(1)") && !page.contains("<img"));
    assert!(page.contains("&amp;lt;b&amp;gt;") && page.contains("&quot; onclick=&quot;z"));
    // no attribute comes out of a text
    for attribute in [" onclick=\"", " onerror=", " onmouseover=", " onx=\""] {
        let bare = page.split('<').filter_map(|tag| tag.split_once('>')).filter(|(tag, _)| {
            tag.replace("&quot;", "")
                .split('"')
                .step_by(2)
                .any(|outside| outside.contains(attribute.trim_end_matches('"')))
        });
        assert_eq!(bare.count(), 0, "{attribute}");
    }
    let address = "javascript:alert(1)";
    let run = publish(&folder, &[&ROWS[0].replace("https://example.pl/a?b=1&c=2", address)], NOW, &[]).code(1);
    assert!(run.stderr.contains(address));
    // in a calendar that somebody edited: no link
    publish(&folder, &ROWS, "2026-11-24T09:00:00Z", &["--allow-cancel"]).code(0);
    let file = folder.event_file("site", "DTSTART;TZID=Europe/Warsaw:20270511");
    for path in ["site/zarski.ics".to_owned(), "site/lubuskie.ics".to_owned(), file] {
        let edited = folder.read(&path).replace("URL:https://example.pl/a?b=1&c=2", "URL:javascript:alert(1)");
        folder.write(&path, common::proven(&edited).unwrap());
    }
    let run = publish(&folder, &ROWS[1..], "2027-05-12T09:00:00Z", &["--allow-cancel"]).code(0);
    assert!(!folder.read("site/index.html").contains("javascript:"), "{}", run.stdout);
}

#[test]
fn addresses_options_and_files_of_others() {
    let folder = Folder::new();
    folder.write("list.csv", format!("{HEAD}{}\n", ROWS.join("\n")));
    let code = |args: &str, code| folder.run(args).code(code);
    assert!(code("publish -o built-in --base-url https://a.pl", 0).stderr.contains("using the built-in example"));
    assert!(code("publish list.csv --base-url https://a.pl", 2).stderr.contains("missing: --output <DIR>"));
    assert!(code("publish list.csv -o site", 2).stderr.contains("missing: --base-url <URL>"));
    assert!(code("publish list.csv -o site --lang pl", 2).stderr.contains("brakuje: --base-url <ADRES>"));
    assert!(code("publish list.csv -o site --base-url a.pl", 2).stderr.contains("write a web address"));
    assert!(!folder.path().join("site").exists());
    assert!(code("publish list.csv -o site --base-url http://a.pl --dry-run", 0).stderr.contains("http, not https"));
    assert!(!code("publish list.csv -o site --base-url http://localhost:8000 --dry-run", 0).stderr.contains("https"));
    assert!(!folder.path().join("site").exists());
    // a page of somebody's
    for name in ["index.html", "meetings.json", "fragment.html", "changes.xml"] {
        folder.write(&format!("site/{name}"), "<html>");
        let run = code("publish list.csv -o site --base-url https://a.pl", 3);
        assert!(run.stderr.contains(&format!("site/{name}: not written by lubuskie-ics")), "{}", run.stderr);
        let others = folder.names("site").iter().filter(|name| !name.starts_with('.')).count();
        assert_eq!(others, 1, "nothing else is there");
        fs::remove_file(folder.path().join("site").join(name)).unwrap();
    }
    folder.write("site/index.html", "<html>");
    code("publish list.csv -o site --base-url https://a.pl --overwrite", 0);
    let environment = folder
        .command()
        .args(["publish", "list.csv", "--quiet"])
        .env("LUBUSKIE_ICS_BASE_URL", "https://b.pl")
        .env("LUBUSKIE_ICS_OUTPUT", "site")
        .output()
        .unwrap();
    assert!(environment.status.success() && folder.read("site/index.html").contains("webcal://b.pl/lubuskie.ics"));
    // a copy that somebody made stays
    let file = folder.event_file("site", "DTSTART;TZID=Europe/Warsaw:20270511");
    fs::copy(folder.path().join(file), folder.path().join("site/events/kopia.ics")).unwrap();
    code("publish list.csv -o site --base-url https://a.pl", 0);
    assert!(folder.names("site/events").contains(&"kopia.ics".to_owned()));
    assert!(code("publish list.csv -o - --base-url https://a.pl", 2).stderr.contains("standard output"));
    // an export leaves the page behind, and says so
    folder.write("list.csv", format!("{HEAD}{}\n", ROWS[0].replace("10:00", "9:00")));
    let run = code("export list.csv -o site --allow-cancel", 0);
    assert!(
        run.stderr.contains("site/index.html: export brings neither this page nor its other files up to date"),
        "{}",
        run.stderr
    );
}
