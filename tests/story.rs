//! The life of a meeting as its subscribers see it, from page, feed of news, calendar and mail: what each says after every edition of
//! the list. `BLESS=1 cargo test --test story` writes what is expected anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::path::Path;

use common::Folder;

/// What readers see of HTML or XML, a line a block.
fn seen(html: &str) -> String {
    let html = html.replace('\u{a0}', " ");
    let mut text = String::new();
    for part in html.split('<').skip(1) {
        let (tag, words) = part.split_once('>').unwrap_or((part, ""));
        let is_block = ["/p", "/h2", "/h3", "/li", "/id", "/title", "/updated", "/time", "/summary"].contains(&tag);
        text.extend([if is_block { "\n" } else { "" }, words]);
    }
    text.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| ["    ", line, "\n"]).collect()
}

/// A part of a page, without what stands in it once for all.
fn section(page: &str, id: &str) -> String {
    let section = page.split(&format!("id=\"{id}\"")).nth(1).unwrap().split("</section>").next().unwrap();
    seen(section.rsplit("</figure></div>").next().unwrap())
}

#[test]
fn the_life_of_a_meeting() {
    let folder = Folder::new();
    folder.write("people.csv", "powiat;e-mail\nżarski;anna@example.com\nwschowski;jan@example.com\n");
    let mut story = String::new();
    for (what, day, row) in [
        ("new", "2026-11-23", "żarski;3.12.2026;10:00;12:00;Narada;Ratusz;Żary;"),
        ("moved", "2026-11-24", "żarski;10.12.2026;9:00;11:00;Narada;Ratusz;Żary;"),
        ("of another county", "2026-11-25", "wschowski;10.12.2026;9:00;11:00;Narada;Ratusz;Żary;"),
        ("cancelled", "2026-11-26", "wschowski;10.12.2026;9:00;11:00;Narada;Ratusz;Żary;odwołane"),
        ("takes place after all", "2026-11-27", "wschowski;10.12.2026;9:00;11:00;Narada;Ratusz;Żary;"),
        ("over", "2026-12-11", "wschowski;10.12.2026;9:00;11:00;Narada;Ratusz;Żary;"),
    ] {
        folder.write("list.csv", format!("id;powiat;data;od;do;temat;miejsce;miejscowość;status\na;{row}\n"));
        let now = format!("{day}T09:00:00Z");
        folder
            .run(&format!("publish list.csv -o www --base-url https://powiat.example.pl/ --allow-cancel --now {now}"))
            .code(0);
        let first = if what == "new" { "--first" } else { "" };
        let organizer = "--organizer biuro@example.pl";
        folder.run(&format!("invite --feeds www --people people.csv {organizer} -o mail --now {now} {first}")).code(0);
        story += &format!("== {what}, {day}\n");
        let page = folder.read("www/index.html");
        for id in ["zarski", "wschowski", "zmiany"] {
            story += &format!("page #{id}\n{}", section(&page, id));
        }
        let news = folder.read("www/changes.xml");
        story += &format!("changes.xml\n{}", seen(news.split("<entry>").nth(1).unwrap()));
        for name in ["zarski", "wschowski"] {
            story += &format!("{name}.ics\n");
            for event in folder.events(&format!("www/{name}.ics")) {
                for property in ["SEQUENCE", "DTSTART", "SUMMARY", "DESCRIPTION", "STATUS"] {
                    story += &format!("    {property}: {}\n", event.value(property).replace('\n', "\\n"));
                }
            }
        }
        for mail in common::sent(&folder) {
            story += &format!("mail to {}: {}\n", mail.header("To"), mail.header("Subject"));
            let text = mail.words("text/plain");
            story.extend(text.lines().map(|line| format!("    {line}").trim_end().to_owned() + "\n"));
        }
    }
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/story.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&expected, &story).unwrap();
    }
    assert_eq!(story, fs::read_to_string(expected).unwrap());
}
