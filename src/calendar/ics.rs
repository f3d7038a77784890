//! Calendars as bytes, on the model and the parser of the icalendar crate.
//!
//! The crate's own writer is not used: it folds at 76 octets, and does not know all properties whose value is TEXT. What no
//! calendar may hold (a property missing or twice, a control character) is refused before writing and after reading.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crc32fast::Hasher;
use icalendar::parser::{Component, Parameter, Property};

use crate::poland::warsaw::VTIMEZONE;

/// RFC 5545 §3.1: octets in a physical line, without its CRLF.
const LINE: usize = 75;

/// How every calendar begins, and who wrote it (RFC 5545 §3.7.3). No version in it, so that an upgrade changes nobody's
/// calendar.
pub(crate) const HEAD: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//lubuskie-ics//lubuskie-ics//PL\r\n";

/// What every event must have: RFC 5545 §3.6.1, and what this program asks.
const REQUIRED: &str = "UID DTSTAMP LAST-MODIFIED CREATED SEQUENCE DTSTART DTEND SUMMARY STATUS \
                        X-LUBUSKIE-ICS-COUNTY X-LUBUSKIE-ICS-DIGEST";

/// The last property of an event that is read back: the CRC-32 of its lines before, unfolded. The value is given to it here.
pub(crate) const CHECK: &str = "X-LUBUSKIE-ICS-CHECK";

/// What happened to an event, a property for each.
pub(crate) const CHANGE: &str = "X-LUBUSKIE-ICS-CHANGE";

/// How cancelled events are shown, if otherwise than by STATUS.
pub(crate) const CANCELLED_AS: &str = "X-LUBUSKIE-ICS-CANCELLED";

/// The properties of a calendar's head that are read back.
const REMEMBERED: [&str; 2] = ["URL", CANCELLED_AS];

/// A property of the head of a calendar that is read back: how many events it has, and the CRC-32 of what is remembered of the
/// head, and of their UIDs and SEQUENCEs. Clients pass over both (RFC 5545 §3.8.8.2).
pub(crate) const EVENTS: &str = "X-LUBUSKIE-ICS-EVENTS";

/// The properties that this program writes as one TEXT value (RFC 5545 §3.3.11).
const TEXTS: [&str; 7] =
    ["NAME", "X-WR-CALNAME", "X-WR-CALDESC", "SUMMARY", "LOCATION", "DESCRIPTION", "X-LUBUSKIE-ICS-ID"];

/// Why a component may not stand in a calendar: which property of it, and what is the matter with that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(String, &'static str);

const CONTROL_CHARACTER: &str = "with a control character";

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, self.1)
    }
}

impl std::error::Error for Refusal {}

/// Whether a component, without those in it, may stand in a calendar.
///
/// # Errors
/// Why not.
pub(crate) fn check(component: &Component) -> Result<(), Refusal> {
    let properties = &component.properties;
    for (number, property) in properties.iter().enumerate() {
        let refused = |fault| Err(Refusal(property.name.to_string(), fault));
        if property.name != CHANGE && properties[..number].iter().any(|other| other.name == property.name) {
            return refused("there twice");
        }
        let values = property.params.iter().filter_map(|parameter| parameter.val.as_ref()).chain([&property.val]);
        // in a TEXT value a line break is written as two letters
        let allowed = if is_text(property) { b'\n' } else { b'\t' };
        let is_bad = |byte: u8| byte.is_ascii_control() && byte != b'\t' && byte != allowed;
        // to the end, since many octets are then looked at together, which takes a third of the time
        if values.fold(false, |bad, value| value.as_str().bytes().fold(bad, |bad, byte| bad | is_bad(byte))) {
            return refused(CONTROL_CHARACTER);
        }
    }
    let required = if component.name == "VEVENT" { REQUIRED } else { "" };
    let missing = required.split_terminator(' ').find(|name| component.find_prop(name).is_none());
    missing.map_or(Ok(()), |missing| Err(Refusal(missing.to_owned(), "missing")))
}

fn is_text(property: &Property) -> bool {
    TEXTS.contains(&property.name.as_str())
}

/// A calendar of these properties behind [`HEAD`], with the time zone, which is the same in all, and these events. If the last
/// property is [`EVENTS`], without a value, it is given the right one.
///
/// # Errors
/// What may not stand in a calendar.
pub(crate) fn calendar<'e>(
    properties: Vec<Property>,
    events: impl IntoIterator<Item = Component<'e>>,
) -> Result<Vec<u8>, Refusal> {
    let mut out = HEAD.to_owned();
    let head = Component { name: "VCALENDAR".into(), properties, components: Vec::new() };
    lines(&mut out, &head)?;
    let proof = out.ends_with(":\r\n").then_some(out.len() - 2);
    // before the events: Outlook misses it later
    out += VTIMEZONE;
    let mut found = Proof::new(&head);
    for event in events {
        found.add(&event);
        write(&mut out, &event)?;
    }
    out += "END:VCALENDAR\r\n";
    if let Some(at) = proof {
        out.insert_str(at, &found.value());
    }
    Ok(out.into_bytes())
}

/// The value of [`EVENTS`].
struct Proof {
    events: usize,
    hash: Hasher,
}

impl Proof {
    fn new(head: &Component) -> Self {
        let mut proof = Self { events: 0, hash: Hasher::new() };
        proof.take(head, REMEMBERED);
        proof
    }

    fn add(&mut self, event: &Component) {
        self.events += 1;
        self.take(event, ["UID", "SEQUENCE"]);
    }

    fn take(&mut self, component: &Component, names: [&str; 2]) {
        for name in names {
            self.hash.update(component.find_prop(name).map_or("", |property| property.val.as_str()).as_bytes());
            self.hash.update(b"\n");
        }
    }

    fn value(&self) -> String {
        format!("{} {:08x}", self.events, self.hash.clone().finalize())
    }
}

/// A component with those in it.
fn write(out: &mut String, component: &Component) -> Result<(), Refusal> {
    out.extend(["BEGIN:", component.name.as_str(), "\r\n"]);
    lines(out, component)?;
    component.components.iter().try_for_each(|inner| write(out, inner))?;
    out.extend(["END:", component.name.as_str(), "\r\n"]);
    Ok(())
}

/// A component's properties.
fn lines(out: &mut String, component: &Component) -> Result<(), Refusal> {
    check(component)?;
    // against accidents; a SHA-1 of each event would take a fifth of the time of a run
    let mut before = Hasher::new();
    for property in &component.properties {
        let start = out.len();
        *out += property.name.as_str();
        for Parameter { key, val } in &property.params {
            let value = val.as_ref().map_or("", |value| value.as_str());
            out.extend([";", key.as_str(), "="]);
            // a name may hold anything; the other parameters are words
            *out += &if *key == "CN" { Cow::Owned(quoted(value)) } else { Cow::Borrowed(value) };
        }
        out.push(':');
        let value = property.val.as_str();
        let is_text = is_text(property);
        if property.name == CHECK {
            *out += &format!("{:08x}", before.clone().finalize());
        } else if is_text {
            escape(out, value);
        } else {
            *out += value;
        }
        before.update(&out.as_bytes()[start..]);
        before.update(b"\n");
        if out.len() - start > LINE {
            let line = out.split_off(start);
            fold(out, &line, is_text);
        }
        *out += "\r\n";
    }
    Ok(())
}

/// RFC 5545 §3.3.11.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\n' => *out += "\\n",
            '\\' | ';' | ',' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
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

/// Writes a content line in physical lines that are not too long (RFC 5545 §3.1). None ends in the middle of a character or of
/// an escape, and none in a blank, since editors and mail gateways trim those.
fn fold(out: &mut String, mut line: &str, is_escaped: bool) {
    let mut room = LINE;
    while line.len() > room {
        let mut cut = (0..=room).rfind(|&at| line.is_char_boundary(at)).unwrap_or(room);
        let backslashes = line[..cut].bytes().rev().take_while(|&byte| byte == b'\\').count();
        if is_escaped && backslashes % 2 == 1 {
            cut -= 1;
        }
        let without_blanks = line[..cut].trim_end_matches(' ').len();
        cut = if without_blanks > 0 { without_blanks } else { cut };
        *out += &line[..cut];
        *out += "\r\n ";
        line = &line[cut..];
        // the blank counts
        room = LINE - 1;
    }
    *out += line;
}

/// Where a calendar of ours is not as this program writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// From 1.
    pub(crate) line: usize,
    /// The property or component.
    pub(crate) what: String,
}

impl Damage {
    pub(crate) fn new(line: usize, what: &str) -> Self {
        Self { line, what: what.to_owned() }
    }
}

/// Where in a calendar a line is.
#[derive(Clone, Copy)]
enum Place {
    Before,
    Head,
    /// With the line where it begins, and the octet.
    Event(usize, usize),
    Between,
    Behind,
}

/// An event as it is written, with the line where it begins.
type Written<'b> = (usize, &'b str);

/// The head of a calendar, its events, and the line of [`EVENTS`]. Line ends may have been changed by version control or an
/// editor.
///
/// # Errors
/// The first line that does not stand where this program writes one.
fn parts(bytes: &[u8]) -> Result<(Written<'_>, Vec<Written<'_>>), Damage> {
    // some editors put a byte order mark before everything
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (mut events, mut place, mut at, mut number) = (Vec::new(), Place::Before, 0, 0);
    let (mut proof, mut head) = (1, 0);
    let text_of = |range: Range<usize>, line| str::from_utf8(&bytes[range]).map_err(|_| Damage::new(line, "UTF-8"));
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        number += 1;
        let Some(text) = line.strip_suffix(b"\n") else { return Err(Damage::new(number, "END:VCALENDAR")) };
        let behind = at + line.len();
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        place = match (place, text) {
            (Place::Head | Place::Between, b"BEGIN:VEVENT") => Place::Event(number, at),
            (Place::Head | Place::Between, b"END:VCALENDAR") => Place::Behind,
            (Place::Before, b"BEGIN:VCALENDAR") => Place::Head,
            (Place::Head, b"BEGIN:VTIMEZONE") => {
                head = at;
                Place::Head
            }
            (Place::Head, _) if text.get(..7).is_some_and(|begin| begin.eq_ignore_ascii_case(b"BEGIN:V")) => {
                return Err(Damage::new(number, "VEVENT"));
            }
            (Place::Head, _) => {
                proof = if text.starts_with(EVENTS.as_bytes()) { number } else { proof };
                place
            }
            (Place::Event(begin, start), b"END:VEVENT") => {
                events.push((begin, text_of(start..behind, begin)?));
                Place::Between
            }
            (Place::Event(..), _) => place,
            (Place::Before, _) => return Err(Damage::new(number, "BEGIN:VCALENDAR")),
            (Place::Between, _) => return Err(Damage::new(number, "VEVENT")),
            (Place::Behind, _) => return Err(Damage::new(number, "END:VCALENDAR")),
        };
        at = behind;
    }
    if let Place::Behind = place {
        Ok(((proof, text_of(0..head, 1)?), events))
    } else {
        Err(Damage::new(number + 1, "END:VCALENDAR"))
    }
}

/// Reads a calendar: its head as `look_at_head` does, and its events, each as `look` does, which names what it cannot read.
///
/// # Errors
/// What in it is not as this program writes it.
pub(crate) fn read<H, T>(
    bytes: &[u8],
    look_at_head: impl Fn(&Component) -> H,
    look: impl Fn(&H, &Component) -> Result<T, &'static str>,
) -> Result<(H, Vec<T>), Damage> {
    let ((line, head), events) = parts(bytes)?;
    let text = unfolded(head);
    // what is not remembered of it may be anything
    let properties = text.split_inclusive('\n').filter_map(|line| Property::try_from(line).ok()).collect();
    let component = Component { name: "VCALENDAR".into(), properties, components: Vec::new() };
    let (head, mut proof) = (look_at_head(&component), Proof::new(&component));
    let mut look = |component: &Component| {
        proof.add(component);
        look(&head, component)
    };
    let found = events.into_iter().map(|event| read_event(event, &mut look)).collect::<Result<_, _>>()?;
    let said = component.find_prop(EVENTS).map_or("", |property| property.val.as_str());
    if said == proof.value() { Ok((head, found)) } else { Err(Damage::new(line, EVENTS)) }
}

/// RFC 5545 §3.1; the crate's function for it takes 2 µs an event.
fn unfolded(text: &str) -> String {
    text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")
}

/// Reads one of these events. It holds no other component, and of very many the crate's parser of components would overflow
/// its stack: so only the parser of properties is used, which takes none; and that is twice as fast, too.
fn read_event<T>(
    (line, event): (usize, &str),
    look: impl FnOnce(&Component) -> Result<T, &'static str>,
) -> Result<T, Damage> {
    let unreadable = || Damage::new(line, "VEVENT");
    let text = unfolded(event);
    let mut lines = text.split_inclusive('\n').filter(|line| !line.trim_end().is_empty());
    let begin = lines.next().and_then(|line| line.trim_end().strip_prefix("BEGIN:"));
    let end = lines.next_back().and_then(|line| line.trim_end().strip_prefix("END:"));
    let name = begin.filter(|_| begin == end).ok_or_else(unreadable)?;
    let mut properties = Vec::with_capacity(20);
    for line in lines {
        let property = Property::try_from(line).map_err(|_| unreadable())?;
        // where it does not understand a line it takes the name alone
        if property.val.as_str().is_empty() && !line.trim_end().ends_with(':') {
            return Err(unreadable());
        }
        properties.push(property);
    }
    let component = Component { name: name.into(), properties, components: Vec::new() };
    // where a control character is would name what cannot be shown
    let damage =
        |Refusal(what, why)| Damage::new(line, if why == CONTROL_CHARACTER { "control character" } else { &what });
    check(&component).map_err(damage)?;
    let found = look(&component).map_err(|what| Damage::new(line, what))?;
    let (before, check) = text.rsplit_once(CHECK).unwrap_or_default();
    let before = before.strip_prefix("BEGIN:VEVENT\n").unwrap_or(before);
    let is_whole = check == format!(":{:08x}\nEND:VEVENT\n", crc32fast::hash(before.as_bytes()));
    if is_whole || name != "VEVENT" { Ok(found) } else { Err(Damage::new(line, CHECK)) }
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
        write(&mut out, &component(name, properties)).map(|()| out)
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
            let value = read_event((1, &lines), |component| Ok(component.properties[0].val.to_string())).unwrap();
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
        for (name, properties, what, fault) in [
            ("X", vec![("SUMMARY", "a\u{7}")], "SUMMARY", CONTROL_CHARACTER),
            ("X", vec![("SUMMARY", "a\rb")], "SUMMARY", CONTROL_CHARACTER),
            ("X", vec![("URL", "https://a\nb")], "URL", CONTROL_CHARACTER),
            ("VEVENT", vec![("UID", "x")], "DTSTAMP", "missing"),
            ("X", vec![("A", ""), ("A", "")], "A", "there twice"),
        ] {
            assert_eq!(written(name, &properties), Err(Refusal(what.to_owned(), fault)));
        }
        assert_eq!(quoted("Klub \"Zamek\", ^x"), "\"Klub ^'Zamek^', ^^x\"");
    }

    #[test]
    fn very_many_components_in_each_other_are_not_read() {
        for begin in ["BEGIN:X\r\n", "begin:x\n", "BEG\r\n IN:X\r\n"] {
            let event = format!("BEGIN:VEVENT\r\n{}END:VEVENT\r\n", begin.repeat(20_000));
            assert!(read_event((1, &event), |_| Ok(())).is_err());
        }
    }
}
