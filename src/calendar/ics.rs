//! Calendars as bytes, on the model and the parser of the icalendar crate.
//!
//! The crate's own writer is not used: it folds at 76 octets, and does not know all properties whose value is TEXT. What no
//! calendar may hold (a property missing or twice, a control character) is refused before writing and after reading, and a
//! check in its head tells whether it is as it was written.

use crc32fast::Hasher;
use icalendar::parser::{Component, Parameter, Property};
use serde::Serialize;

use crate::poland::warsaw::VTIMEZONE;

/// RFC 5545 §3.1: octets in a physical line, without its CRLF.
const LINE: usize = 75;

/// How every calendar begins, and who wrote it (RFC 5545 §3.7.3). No version in it, so that an upgrade changes nobody's
/// calendar.
pub(crate) const HEAD: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//lubuskie-ics//lubuskie-ics//PL\r\n";

/// What every event must have: RFC 5545 §3.6.1, and what this program asks.
const REQUIRED: &str = "UID DTSTAMP LAST-MODIFIED CREATED SEQUENCE DTSTART DTEND SUMMARY STATUS \
                        X-LUBUSKIE-ICS-COUNTY X-LUBUSKIE-ICS-DIGEST";

/// The last property of the head of a calendar that is read back: the CRC-32 of all its other lines, unfolded. It is against
/// accidents; clients pass over it (RFC 5545 §3.8.8.2).
const CHECK: &str = "X-LUBUSKIE-ICS-CHECK:";

/// What happened to an event, a property for each.
pub(crate) const CHANGE: &str = "X-LUBUSKIE-ICS-CHANGE";

/// Whether this program writes a property as one TEXT value (RFC 5545 §3.3.11).
fn is_text(name: &str) -> bool {
    matches!(
        name,
        "NAME" | "X-WR-CALNAME" | "X-WR-CALDESC" | "SUMMARY" | "LOCATION" | "DESCRIPTION" | "X-LUBUSKIE-ICS-ID"
    )
}

/// Why a component may not stand in a calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// Which property of it, and what is the matter with that.
    reason: String,
}

/// A calendar's bytes, unless it holds what may not stand in one.
pub type Written = Result<Vec<u8>, Refusal>;

/// Whether a component, without those in it, may stand in a calendar.
///
/// # Errors
/// Why not.
fn check(component: &Component) -> Result<(), Refusal> {
    let properties = &component.properties;
    let refused = |name: &str, fault| Err(Refusal { reason: format!("{name} {fault}") });
    let mut names: Vec<_> = properties.iter().map(|property| property.name.as_str()).collect();
    names.sort_unstable();
    if let Some(twice) = names.windows(2).find(|pair| pair[0] == pair[1] && pair[0] != CHANGE) {
        return refused(twice[0], "there twice");
    }
    for property in properties {
        let name = property.name.as_str();
        let mut values = property.params.iter().filter_map(|parameter| parameter.val.as_ref()).chain([&property.val]);
        // in a TEXT value a line break is written as two letters
        let allowed = if is_text(name) { b'\n' } else { b'\t' };
        let is_bad = |byte: u8| byte.is_ascii_control() && byte != b'\t' && byte != allowed;
        if values.any(|value| value.as_str().bytes().any(is_bad)) {
            return refused(name, "with a control character");
        }
    }
    let required = if component.name == "VEVENT" { REQUIRED } else { "" };
    let missing = required.split_terminator(' ').find(|name| names.binary_search(name).is_err());
    missing.map_or(Ok(()), |missing| refused(missing, "missing"))
}

/// A calendar of these properties behind [`HEAD`], with the time zone, which is the same in all, and these events.
/// `is_checked`: it is read back, and so has its check.
///
/// # Errors
/// What may not stand in a calendar.
pub(crate) fn calendar<'e>(
    properties: Vec<Property>,
    events: impl IntoIterator<Item = Component<'e>>,
    is_checked: bool,
) -> Written {
    let mut head = unfolded(HEAD);
    lines(&mut head, &Component { name: "VCALENDAR".into(), properties, components: Vec::new() })?;
    // before the events: Outlook misses it later
    let mut behind = unfolded(VTIMEZONE);
    events.into_iter().try_for_each(|event| write(&mut behind, &event))?;
    behind += "END:VCALENDAR\n";
    if is_checked {
        let check = digest(&head, &behind);
        head.extend([CHECK, &check, "\n"]);
    }
    Ok((folded(&head) + &folded(&behind)).into_bytes())
}

/// The value of [`CHECK`], from what stands before and behind its line.
fn digest(before: &str, behind: &str) -> String {
    let mut hasher = Hasher::new();
    hasher.update(before.as_bytes());
    hasher.update(behind.as_bytes());
    format!("{:08x}", hasher.finalize())
}

/// A component with those in it, in lines that are not folded.
fn write(out: &mut String, component: &Component) -> Result<(), Refusal> {
    out.extend(["BEGIN:", component.name.as_str(), "\n"]);
    lines(out, component)?;
    component.components.iter().try_for_each(|inner| write(out, inner))?;
    out.extend(["END:", component.name.as_str(), "\n"]);
    Ok(())
}

/// A component's properties, each a line.
fn lines(out: &mut String, component: &Component) -> Result<(), Refusal> {
    check(component)?;
    for property in &component.properties {
        *out += property.name.as_str();
        for Parameter { key, val } in &property.params {
            let value = val.as_ref().map_or("", |value| value.as_str());
            out.extend([";", key.as_str(), "="]);
            // a name may hold anything; the other parameters are words
            *out += &if *key == "CN" { quoted(value) } else { value.to_owned() };
        }
        out.push(':');
        let value = property.val.as_str();
        if is_text(property.name.as_str()) {
            // RFC 5545 §3.3.11
            let escaped = value.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
            *out += &escaped.replace('\n', "\\n");
        } else {
            *out += value;
        }
        out.push('\n');
    }
    Ok(())
}

/// A parameter value in quotation marks: RFC 6868 for what may not stand between them.
fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('^', "^^").replace('"', "^'"))
}

/// The name that a CN was written from, as the parser gives it: RFC 6868 undone.
pub(crate) fn unquoted(value: &str) -> String {
    // no value holds NUL, so that what was one circumflex cannot become a part of another pair
    value.replace("^^", "\0").replace("^'", "\"").replace('\0', "^")
}

/// Content lines in physical lines that are not too long (RFC 5545 §3.1). None ends in the middle of a character or of an
/// escape, and none in a blank, since editors and mail gateways trim those.
fn folded(lines: &str) -> String {
    let mut out = String::with_capacity(lines.len() + lines.len() / 16);
    for mut line in lines.lines() {
        let mut room = LINE;
        while line.len() > room {
            let mut cut = line.floor_char_boundary(room);
            let backslashes = line[..cut].bytes().rev().take_while(|&byte| byte == b'\\').count();
            cut -= backslashes % 2;
            let without_blanks = line[..cut].trim_end_matches(' ').len();
            cut = if without_blanks > 0 { without_blanks } else { cut };
            out.extend([&line[..cut], "\r\n "]);
            line = &line[cut..];
            // the blank counts
            room = LINE - 1;
        }
        out.extend([line, "\r\n"]);
    }
    out
}

/// Reads a calendar: its head as `look_at_head` does, and its events, each as `look` does. Line ends may have been changed by
/// version control or an editor.
///
/// # Errors
/// The line, from 1, of what is not as this program writes it: the first event that cannot be read, else the check.
pub(crate) fn read<H, T>(
    bytes: &[u8],
    look_at_head: impl Fn(&Component) -> H,
    look: impl Fn(&H, &Component) -> Option<T>,
) -> Result<(H, Vec<T>), usize> {
    let written = String::from_utf8_lossy(bytes);
    // some editors put a byte order mark before everything
    let text = unfolded(written.trim_start_matches('\u{feff}'));
    let is_event = |(_, line): &(usize, &str)| *line == "BEGIN:VEVENT";
    let mut begins = (1..).zip(written.lines()).filter(is_event).map(|(line, _)| line);
    let mut parts = text.split("\nBEGIN:VEVENT\n");
    let head = look_at_head(&component("VCALENDAR", parts.next().unwrap_or_default()));
    let found = parts.map(|event| {
        let (line, event) = (begins.next().unwrap_or(1), component("VEVENT", event));
        check(&event).ok().and_then(|()| look(&head, &event)).ok_or(line)
    });
    let found = found.collect::<Result<_, _>>()?;
    let (before, rest) = text.split_once(&format!("\n{CHECK}")).unwrap_or_default();
    let (check, behind) = rest.split_once('\n').unwrap_or_default();
    let line = written.lines().position(|line| line.starts_with(CHECK)).unwrap_or_default() + 1;
    if check == digest(&format!("{before}\n"), behind) { Ok((head, found)) } else { Err(line) }
}

/// RFC 5545 §3.1; the crate's function for it takes 2 µs an event.
fn unfolded(text: &str) -> String {
    text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")
}

/// A component of these lines. The crate's parser of components would overflow its stack where very many are in each other;
/// the one of properties takes half the time, too.
fn component<'t>(name: &'static str, lines: &'t str) -> Component<'t> {
    let properties = lines.split_inclusive('\n').filter_map(|line| Property::try_from(line).ok()).collect();
    Component { name: name.into(), properties, components: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn component<'p>(name: &'p str, properties: &[(&'p str, &'p str)]) -> Component<'p> {
        let properties = properties.iter().map(|(name, value)| Property::new_ref(name, value)).collect();
        Component { name: name.into(), properties, components: Vec::new() }
    }

    fn written(name: &str, properties: &[(&str, &str)]) -> Result<String, Refusal> {
        let mut out = String::new();
        write(&mut out, &component(name, properties)).map(|()| folded(&out))
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_again(text in "[a-z ;,:\"\\\\\nąęółń–€😀\t]{0,300}") {
            let lines = written("X", &[("SUMMARY", &text)]).unwrap();
            prop_assert!(lines.ends_with("\r\n"));
            for line in lines.trim_end_matches("\r\n").split("\r\n") {
                prop_assert!(line.len() <= 75, "{} octets", line.len());
                let odd = line.bytes().rev().take_while(|&b| b == b'\\').count() % 2;
                prop_assert!(odd == 0, "an escape is split: {}", line);
            }
            let read = unfolded(&lines);
            let value = super::component("X", &read).find_prop("SUMMARY").unwrap().val.to_string();
            prop_assert_eq!(value, text);
        }

        #[test]
        fn no_line_ends_in_a_blank_but_where_there_is_nothing_else(text in "[a-c;ł]( {0,5}[a-c;łń]{1,9}){0,30}") {
            let lines = written("X", &[("SUMMARY", &text)]).unwrap();
            for line in lines.split("\r\n") {
                prop_assert!(!line.ends_with(' '), "{:?}", lines);
            }
        }

        #[test]
        fn parameters_are_quoted_as_rfc_6868_says(name in "[a-z^'\"n;:, ]{1,20}") {
            prop_assert_eq!(unquoted(quoted(&name).trim_matches('"')), name);
        }
    }

    #[test]
    fn only_blanks_are_folded_too() {
        let lines = written("X", &[("SUMMARY", &(" ".repeat(400) + "x"))]).unwrap();
        assert!(lines.replace("\r\n ", "").contains(&format!("SUMMARY:{}x\r\n", " ".repeat(400))));
        assert!(lines.split("\r\n").all(|line| line.len() <= 75));
    }

    #[test]
    fn bad_objects_are_refused() {
        for (name, properties, reason) in [
            ("X", vec![("SUMMARY", "a\u{7}")], "SUMMARY with a control character"),
            ("X", vec![("SUMMARY", "a\rb")], "SUMMARY with a control character"),
            ("X", vec![("URL", "https://a\nb")], "URL with a control character"),
            ("VEVENT", vec![("UID", "x")], "DTSTAMP missing"),
            ("X", vec![("A", ""), ("A", "")], "A there twice"),
        ] {
            assert_eq!(written(name, &properties), Err(Refusal { reason: reason.to_owned() }));
        }
        assert_eq!(quoted("Klub \"Zamek\", ^x"), "\"Klub ^'Zamek^', ^^x\"");
    }

    #[test]
    fn very_many_components_in_each_other_are_not_read() {
        for begin in ["BEGIN:X\r\n", "begin:x\n", "BEG\r\n IN:X\r\n"] {
            let event = format!("{HEAD}BEGIN:VEVENT\r\n{}END:VEVENT\r\nEND:VCALENDAR\r\n", begin.repeat(20_000));
            assert!(read(event.as_bytes(), |_| (), |(), _| Some(())).is_err());
        }
    }
}
