//! What holds for any input: texts survive writing and reading by another parser, and nothing makes the program panic.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{Folder, NOW};
use proptest::prelude::*;

/// What the rules make of a text: no control characters; line breaks become `\n` in a description, blanks elsewhere, where
/// runs of blanks are one; no blanks at the ends.
fn cleaned(text: &str, lines: bool) -> String {
    let is_break = |c: char| matches!(c, '\n' | '\x0b' | '\x0c' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let text = text.replace("\r\n", "\n").replace('\u{feff}', "");
    let kept = |c: &char| !c.is_control() || *c == '\t' || is_break(*c);
    if lines {
        let text: String = text.chars().filter(kept).map(|c| if is_break(c) { '\n' } else { c }).collect();
        let text = text.replace('\u{a0}', " ");
        let lines: Vec<_> = text.split('\n').collect();
        let last = lines.len() - 1;
        let ended =
            |(n, line): (usize, &&str)| if n < last { line.trim_end_matches([' ', '\t']) } else { line }.to_owned();
        lines.iter().enumerate().map(ended).collect::<Vec<_>>().join("\n").trim().to_owned()
    } else {
        let text: String = text.chars().filter(kept).map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// Any text, and more often what is hard: separators, escapes, breaks, letters of two to four octets.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-zA-Z0-9ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–—…€😀 ,;:\\\\\"'\n\r\t\u{a0}\u{7}\u{85}\u{2028}\u{feff}]{0,300}",
    ]
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn texts_survive_writing_and_reading(title in any_text(), venue in any_text(), description in any_text()) {
        // signs that there is nothing, or the same as above
        let sign = |text: &String| {
            // what broken letters begin with
            text.contains(|c| "ĹÄĂÅÃâÂ³¹±¶¼¿¯£¥¡¦\u{8c}\u{8f}\u{9c}\u{9f}".contains(c))
                || matches!(text.trim(), "-" | "–" | "—" | "brak" | "Brak" | "nie dotyczy")
                || !text.is_empty() && !text.contains(char::is_alphanumeric)
                // a link is a place by itself
                || text.contains("://")
                // what a program has not filled in
                || text.trim().starts_with("{{")
                || ["jw", "x", "nd", "na"].contains(&&*lubuskie_ics::poland::date::fold(text).replace(' ', ""))
        };
        prop_assume!(![&title, &venue, &description].into_iter().any(sign));
        // several cells in a line: rows that an open quotation mark has swallowed
        let rows = |text: &String| text.contains(['\n', '\r']) && text.matches([';', '\t', ',']).count() > 1;
        prop_assume!(![&title, &venue, &description].into_iter().any(rows));
        let folder = Folder::new();
        let cells = [&title, &venue, &description].map(|text| quoted(text)).join(";");
        // a status settles what may sound like a change
        let list = "county;date;start;end;status;title;venue;description\nżarski;2.06.2026;10:00;11:00;confirmed;";
        folder.write("a.csv", format!("{list}{cells}\n"));
        let run = folder.run(&format!("export a.csv -o - --now {NOW}")).code(0);
        for line in run.stdout.split("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets: {}", line.len(), line);
            prop_assert!(!line.contains(['\r', '\n']));
        }
        let event = common::events(&run.stdout).remove(0);
        let title = match cleaned(&title, false) {
            title if title.is_empty() => "Spotkanie informacyjne – powiat żarski".to_owned(),
            title => title,
        };
        prop_assert_eq!(event.summary(), title.as_str());
        // the lines of a place are its parts
        let lines = venue.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']).map(|line| cleaned(line, false));
        let venue = lines.filter(|line| !line.is_empty()).reduce(|place, line| {
            let gap = if place.ends_with([',', ';', ':']) { " " } else { ", " };
            place + gap + &line
        });
        let location = match venue.unwrap_or_default() {
            venue if venue.is_empty() => None,
            venue => Some(format!("{venue}, Polska")),
        };
        prop_assert_eq!(event.property("LOCATION"), location.as_deref());
        let own = cleaned(&description, true);
        let gap = if own.is_empty() { "" } else { "\n" };
        prop_assert_eq!(event.value("DESCRIPTION"), format!("{own}{gap}Dla: powiat żarski"));
    }
}

fn no_panic(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let folder = Folder::new();
    folder.write(name, bytes);
    for lang in ["en", "pl"] {
        let run = folder.run(&format!("check {name} --now {NOW} --lang {lang} --format json"));
        prop_assert!(run.code < 2, "{}: {}", run.code, run.stderr);
        let text = folder.run(&format!("check {name} --now {NOW} --lang {lang}"));
        prop_assert_eq!(text.code, run.code, "{}", text.stderr);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        no_panic("a.csv", &bytes)?;
    }

    #[test]
    fn no_cells_make_it_panic(
        rows in "(powiat|data|godz|do|id|uwagi|lat|Lp|x)([;,\t](powiat|data|godz|do|temat|uwagi|lon|url)){0,5}(\r?\n[a-zżó0-9:.;,\t\"\r\n –⁰\u{301}\u{a0}]{0,60}){0,6}"
    ) {
        no_panic("a.csv", rows.as_bytes())?;
    }

    #[test]
    fn no_json_makes_it_panic(
        rows in "\\[?(\\{(\"(county|date|start|end|id|lat)\":([0-9]{1,20}|\"[0-9a-zż:.+\\-TZ ]{0,25}\"|null|true|\\[\\]|\\{\\})?,?){0,5}\\}?,?){0,4}\\]?"
    ) {
        no_panic("a.json", rows.as_bytes())?;
    }

    #[test]
    fn dates_and_hours_of_any_kind(
        date in "(pon|sob|w dniu)?[0-9]{0,5}[. /-]?([0-9]{0,3}|maja|V)[. /-]?[0-9]{0,5}( r\\.?)?[a-z0-9: ]{0,8}",
        hours in "(od|godz\\.?|g)? ?[0-9]{0,5}[:.⁰]{0,2}[0-9⁰]{0,4}( ?[–-] ?| do )?[0-9]{0,2}[:.]?[0-9]{0,3}"
    ) {
        no_panic("a.csv", format!("county;date;start\nżarski;{date};{hours}\n").as_bytes())?;
    }
}
