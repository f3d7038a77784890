//! Content lines (RFC 5545 §3.1): names, escapes, folds, CRLF.
//!
//! The writer refuses what no calendar may hold: a property missing or twice, a component that is not closed, a control
//! character. The first such fault is kept and comes out of [`Writer::take`] instead of bytes.

use std::fmt;

use crate::octets;

/// RFC 5545 §3.1: octets in a physical line, without its CRLF.
const LINE: usize = 75;

macro_rules! names {
    ($(#[$doc:meta])* $enum:ident { $($(#[$note:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $enum { $(#[doc = $text] $(#[$note])* $variant,)* }
        impl $enum {
            const fn text(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }
    };
}

names! {
    /// What is written in BEGIN and END.
    Component {
        Calendar = "VCALENDAR",
        Event = "VEVENT",
        Alarm = "VALARM",
    }
}

names! {
    /// The properties that this program writes; none may come twice in a component.
    Property {
        Version = "VERSION",
        ProdId = "PRODID",
        CalScale = "CALSCALE",
        Name = "NAME",
        XWrCalName = "X-WR-CALNAME",
        Method = "METHOD",
        Organizer = "ORGANIZER",
        Attendee = "ATTENDEE",
        Action = "ACTION",
        Trigger = "TRIGGER",
        XWrCalDesc = "X-WR-CALDESC",
        XWrTimezone = "X-WR-TIMEZONE",
        RefreshInterval = "REFRESH-INTERVAL;VALUE=DURATION",
        XPublishedTtl = "X-PUBLISHED-TTL",
        Uid = "UID",
        Sequence = "SEQUENCE",
        DtStamp = "DTSTAMP",
        LastModified = "LAST-MODIFIED",
        Created = "CREATED",
        DtStart = "DTSTART",
        DtEnd = "DTEND",
        Summary = "SUMMARY",
        Location = "LOCATION",
        Geo = "GEO",
        AppleLocation = "X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=100",
        Description = "DESCRIPTION",
        Categories = "CATEGORIES",
        Status = "STATUS",
        Transp = "TRANSP",
        Url = "URL",
        Id = "X-LUBUSKIE-ICS-ID",
        County = "X-LUBUSKIE-ICS-COUNTY",
        Digest = "X-LUBUSKIE-ICS-DIGEST",
    }
}

impl Property {
    const fn bit(self) -> u64 {
        1 << self as u64
    }
}

impl Component {
    /// What must be there: RFC 5545 §3.6, and what interop asks of every event.
    const fn required(self) -> &'static [Property] {
        use Property as P;
        match self {
            Self::Calendar => &[P::Version, P::ProdId],
            Self::Alarm => &[P::Action, P::Trigger, P::Description],
            Self::Event => &[
                P::Uid,
                P::DtStamp,
                P::LastModified,
                P::Sequence,
                P::DtStart,
                P::DtEnd,
                P::Summary,
                P::Status,
                P::Digest,
            ],
        }
    }
}

/// What the writer refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A property that must be there is not.
    Missing(Component, Property),
    /// A property comes twice.
    Doubled(Component, Property),
    /// A control character in a value.
    ControlCharacter(Property),
    /// A property outside any component, a component left open, or closed and not opened.
    Nesting,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(component, property) => write!(f, "{} without {}", component.text(), property.text()),
            Self::Doubled(component, property) => write!(f, "{} with {} twice", component.text(), property.text()),
            Self::ControlCharacter(property) => write!(f, "control character in {}", property.text()),
            Self::Nesting => f.write_str("components are not nested"),
        }
    }
}

impl std::error::Error for Refusal {}

/// Writes content lines into a buffer.
#[derive(Debug, Default)]
pub struct Writer {
    out: Vec<u8>,
    /// Open components and the properties that each has, a bit each.
    open: Vec<(Component, u64)>,
    refusal: Option<Refusal>,
    /// Where the content of the present physical line starts in `out`.
    line: usize,
    /// The property being written.
    property: Option<Property>,
}

/// Octets that do not stand for themselves in a TEXT value: RFC 5545 §3.3.11, and control characters but TAB. ":" and
/// quotation marks do.
static SPECIAL: octets::Set = {
    let mut set = CONTROL;
    set[b'\\' as usize] = true;
    set[b';' as usize] = true;
    set[b',' as usize] = true;
    set
};

/// RFC 5545 §3.1: no value holds them.
pub(crate) const CONTROL: octets::Set = {
    let mut set = [false; 256];
    let mut octet = 0;
    while octet < 0x20 {
        set[octet] = octet != b'\t' as usize;
        octet += 1;
    }
    set[0x7f] = true;
    set
};

impl Writer {
    /// BEGIN.
    pub fn begin(&mut self, component: Component) {
        self.open.push((component, 0));
        self.out.extend_from_slice(b"BEGIN:");
        self.out.extend_from_slice(component.text().as_bytes());
        self.crlf();
    }

    /// BEGIN and the first properties, as ready lines.
    pub fn open(&mut self, component: Component, lines: &str) {
        self.open.push((component, 0));
        for line in lines.split_inclusive('\n') {
            self.copy(line.split_once(':').map_or("", |(name, _)| name), line);
        }
    }

    /// END of the innermost component.
    pub fn end(&mut self) {
        let Some((component, seen)) = self.open.pop() else { return self.refuse(Refusal::Nesting) };
        if let Some(&missing) = component.required().iter().find(|property| seen & property.bit() == 0) {
            self.refuse(Refusal::Missing(component, missing));
        }
        self.out.extend_from_slice(b"END:");
        self.out.extend_from_slice(component.text().as_bytes());
        self.crlf();
    }

    /// Ready lines, CRLF included.
    pub fn lines(&mut self, lines: &str) {
        self.out.extend_from_slice(lines.as_bytes());
    }

    /// A property as it was published, its line ends included.
    pub fn copy(&mut self, name: &str, lines: &str) {
        if let Some((component, seen)) = self.open.last_mut()
            && let Some(property) = component.required().iter().find(|property| property.text() == name)
        {
            *seen |= property.bit();
        }
        self.lines(lines);
    }

    /// Begins a property; `parameters` as they are written, with their semicolon.
    pub fn property(&mut self, property: Property, parameters: &str) -> &mut Self {
        match self.open.last_mut() {
            None => self.refuse(Refusal::Nesting),
            Some((component, seen)) if *seen & property.bit() != 0 => {
                let component = *component;
                self.refuse(Refusal::Doubled(component, property));
            }
            Some((_, seen)) => *seen |= property.bit(),
        }
        self.property = Some(property);
        self.line = self.out.len();
        // no name is as long as a line
        self.out.extend_from_slice(property.text().as_bytes());
        if !parameters.is_empty() {
            self.raw(parameters);
            if self.room() == 0 {
                self.fold();
            }
        }
        self.out.push(b':');
        self
    }

    /// A part of a TEXT value, escaped.
    pub fn text(&mut self, part: &str) -> &mut Self {
        let mut rest = part.as_bytes();
        loop {
            let (plain, other) = rest.split_at(octets::first(rest, &SPECIAL));
            self.run(plain);
            let Some((&byte, after)) = other.split_first() else { return self };
            match byte {
                b'\\' | b';' | b',' => self.pair([b'\\', byte]),
                b'\n' => self.pair(*b"\\n"),
                _ => self.refuse_control(),
            }
            rest = after;
        }
    }

    /// A part of a value of any other type, as it is.
    pub fn raw(&mut self, part: &str) -> &mut Self {
        if octets::first(part.as_bytes(), &CONTROL) < part.len() {
            self.refuse_control();
        }
        self.run(part.as_bytes());
        self
    }

    /// A part that the program itself has made of ASCII letters and digits: stamps, UIDs.
    pub fn plain(&mut self, part: impl AsRef<[u8]>) -> &mut Self {
        let part = part.as_ref();
        debug_assert!(part.iter().all(u8::is_ascii_graphic), "{part:?}");
        self.run(part);
        self
    }

    /// A number.
    pub fn number(&mut self, number: u32) -> &mut Self {
        match u8::try_from(number) {
            // nearly all
            Ok(digit @ 0..=9) => self.run(&[b'0' + digit]),
            _ => self.run(number.to_string().as_bytes()),
        }
        self
    }

    /// Ends the property.
    pub fn done(&mut self) {
        self.crlf();
    }

    /// The bytes written since the last time, for `take` to use; they are then forgotten.
    ///
    /// # Errors
    /// What was refused.
    pub fn take<T>(&mut self, take: impl FnOnce(&[u8]) -> T) -> Result<T, Refusal> {
        if let Some(refusal) = &self.refusal {
            return Err(refusal.clone());
        }
        let taken = take(&self.out);
        self.out.clear();
        Ok(taken)
    }

    /// As [`Writer::take`], where all components must be closed.
    ///
    /// # Errors
    /// What was refused.
    pub fn finish<T>(mut self, take: impl FnOnce(&[u8]) -> T) -> Result<T, Refusal> {
        if !self.open.is_empty() {
            self.refuse(Refusal::Nesting);
        }
        self.take(take)
    }

    fn refuse(&mut self, refusal: Refusal) {
        self.refusal.get_or_insert(refusal);
    }

    fn refuse_control(&mut self) {
        if let Some(property) = self.property {
            self.refuse(Refusal::ControlCharacter(property));
        }
    }

    fn crlf(&mut self) {
        self.out.extend_from_slice(b"\r\n");
        self.property = None;
    }

    fn room(&self) -> usize {
        LINE.saturating_sub(self.out.len() - self.line)
    }

    /// Begins a new physical line. Blanks at the end of the old one go along: editors and mail gateways trim them.
    fn fold(&mut self) {
        let content = &self.out[self.line..];
        let blanks = content.iter().rev().take_while(|&&byte| byte == b' ').count();
        let blanks = if blanks == content.len() { 0 } else { blanks };
        self.out.truncate(self.out.len() - blanks);
        self.out.extend_from_slice(b"\r\n");
        self.line = self.out.len();
        // the first is the fold's own, and counts (RFC 5545 §3.1)
        self.out.resize(self.line + 1 + blanks, b' ');
    }

    /// Octets that are no escapes, cut between characters.
    fn run(&mut self, mut part: &[u8]) {
        loop {
            let room = self.room();
            if part.len() <= room {
                return self.out.extend_from_slice(part);
            }
            // a character is continued by octets 10xxxxxx
            let cut = (0..=room).rev().find(|&at| part[at] & 0xc0 != 0x80).unwrap_or(room);
            self.out.extend_from_slice(&part[..cut]);
            self.fold();
            part = &part[cut..];
        }
    }

    fn pair(&mut self, escape: [u8; 2]) {
        if self.room() < 2 {
            self.fold();
        }
        self.out.extend_from_slice(&escape);
    }
}

/// A parameter value in quotation marks: RFC 6868 for what may not stand between them.
pub fn quoted(value: &str) -> String {
    let mut out = String::from("\"");
    for c in value.chars() {
        match c {
            '^' => out.push_str("^^"),
            '"' => out.push_str("^'"),
            '\n' => out.push_str("^n"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(parts: &[&str]) -> Result<String, Refusal> {
        let mut writer = Writer::default();
        writer.open.push((Component::Event, 0));
        writer.property(Property::Summary, "");
        for part in parts {
            writer.text(part);
        }
        writer.done();
        writer.take(|bytes| String::from_utf8(bytes.to_vec()).unwrap())
    }

    fn unfolded(lines: &str) -> String {
        lines.replace("\r\n ", "")
    }

    fn unescaped(value: &str) -> String {
        let (mut out, mut rest) = (String::new(), value.chars());
        while let Some(c) = rest.next() {
            out.push(match c {
                '\\' => match rest.next() {
                    Some('n') => '\n',
                    Some(c @ ('\\' | ';' | ',')) => c,
                    other => panic!("bad escape {other:?}"),
                },
                c => c,
            });
        }
        out
    }

    proptest! {
        #[test]
        fn unfolding_and_unescaping_give_the_text_back(
            parts in prop::collection::vec("[a-z ;,:\"\\\\\nąęółń–€😀\t]{0,90}", 0..5)
        ) {
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            let lines = written(&parts).unwrap();
            prop_assert!(lines.ends_with("\r\n"));
            for line in lines.trim_end_matches("\r\n").split("\r\n") {
                prop_assert!(line.len() <= 75, "{} octets", line.len());
                let odd = line.bytes().rev().take_while(|&b| b == b'\\').count() % 2;
                prop_assert!(odd == 0, "an escape is split: {}", line);
            }
            let whole = unfolded(&lines);
            let value = whole.strip_prefix("SUMMARY:").unwrap().strip_suffix("\r\n").unwrap();
            prop_assert_eq!(unescaped(value), parts.concat());
        }

        #[test]
        fn no_line_ends_in_a_blank_but_where_there_is_nothing_else(text in "[a-c;ł]( {0,5}[a-c;łń]{1,9}){0,30}") {
            let lines = written(&[&text]).unwrap();
            for line in lines.split("\r\n") {
                prop_assert!(!line.ends_with(' '), "{:?}", lines);
            }
        }
    }

    #[test]
    fn only_blanks_are_folded_too() {
        let lines = written(&[&" ".repeat(400), "x"]).unwrap();
        assert_eq!(unfolded(&lines), format!("SUMMARY:{}x\r\n", " ".repeat(400)));
        assert!(lines.split("\r\n").all(|line| line.len() <= 75));
    }

    #[test]
    fn bad_objects_are_refused() {
        assert_eq!(written(&["a\u{7}"]), Err(Refusal::ControlCharacter(Property::Summary)));
        assert_eq!(written(&["a\rb"]), Err(Refusal::ControlCharacter(Property::Summary)));
        let refused = |act: &dyn Fn(&mut Writer)| {
            let mut writer = Writer::default();
            writer.begin(Component::Calendar);
            act(&mut writer);
            writer.finish(|_| ()).unwrap_err()
        };
        assert_eq!(
            refused(&|writer| {
                writer.property(Property::Version, "").raw("2.0").done();
                writer.end();
            }),
            Refusal::Missing(Component::Calendar, Property::ProdId)
        );
        assert_eq!(
            refused(&|writer| {
                writer.property(Property::Version, "").raw("2.0").done();
                writer.property(Property::Version, "").raw("2.0").done();
            }),
            Refusal::Doubled(Component::Calendar, Property::Version)
        );
        assert_eq!(
            refused(&|writer| writer.property(Property::Url, "").raw("https://a\nb").done()),
            Refusal::ControlCharacter(Property::Url)
        );
        assert_eq!(refused(&|_| {}), Refusal::Nesting);
        assert_eq!(
            refused(&|writer| {
                writer.property(Property::Version, "").raw("2.0").done();
                writer.property(Property::ProdId, "").raw("x").done();
                writer.end();
                writer.end();
            }),
            Refusal::Nesting
        );
    }

    #[test]
    fn parameters_are_quoted_as_rfc_6868_says() {
        assert_eq!(quoted("Klub \"Zamek\", ^\nx"), "\"Klub ^'Zamek^', ^^^nx\"");
    }
}
