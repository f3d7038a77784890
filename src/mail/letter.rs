//! What a message says in words: Polish, formal, short; as plain text and as HTML.

use std::borrow::Cow;

use crate::calendar::event::{self, Event};
use crate::calendar::history::Start;
use crate::calendar::properties::Manner;
use crate::calendar::words::{long, short};
use crate::mail::html;
use crate::meeting::Status;
use crate::poland::county::County;

/// How long a subject may be, in characters: so much of it is seen in most lists of messages.
const SUBJECT: usize = 70;

const GREETING: &str = "Szanowni Państwo,";
const REGARDS: &str = "Z poważaniem";
/// Said where the list gives no end.
const ASSUMED_END: &str = "Godzina zakończenia podana w kalendarzu jest orientacyjna.";
const ASSUMED_ENDS: &str = "Tam, gdzie nie podano godziny zakończenia, w kalendarzu jest ona orientacyjna.";
const ANSWER: &str = "Prosimy o potwierdzenie udziału odpowiedzią na tę wiadomość albo przyciskiem w kalendarzu.";
const ANSWER_AGAIN: &str =
    "Prosimy o ponowne potwierdzenie udziału odpowiedzią na tę wiadomość albo przyciskiem w kalendarzu.";
const NO_ANSWER: &str = "Ponowne potwierdzenie udziału nie jest potrzebne.";
const FILE: &str = "W załączniku przesyłamy plik, który pozwala dodać spotkanie do kalendarza.";
const FILES: &str = "W załącznikach przesyłamy pliki, które pozwalają dodać spotkania do kalendarza.";
const REMOVE: &str = "Jeżeli odwołane spotkanie jest już w Państwa kalendarzu, prosimy je z niego usunąć.";
const REMOVE_ALL: &str = "Jeżeli odwołane spotkania są już w Państwa kalendarzu, prosimy je z niego usunąć.";

/// Subject and texts.
pub(crate) struct Letter {
    /// One line.
    pub(crate) subject: String,
    /// Lines end with LF.
    pub(crate) plain: String,
    /// A document.
    pub(crate) html: String,
}

/// Why a letter is written, and what its reader was told before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Occasion {
    /// The meeting is new to the reader.
    New,
    /// It is otherwise than the reader was told: that in words, one for each thing.
    Changed(Vec<String>),
    /// The same, but what matters is that it is for other counties.
    Reassigned(Vec<String>),
    /// It takes place after all; what else is otherwise.
    Restored(Vec<String>),
    /// It does not take place; what else is otherwise.
    Cancelled(Vec<String>),
}

/// What all letters of a run have alike.
pub(crate) struct Stationery<'a> {
    /// The organiser's name.
    pub(crate) name: &'a str,
    /// Lines below it, with LF between; if one of them is the name, it is not written above them.
    pub(crate) signature: &'a str,
    /// How the calendars show the meetings, with the page that has them.
    pub(crate) manner: &'a Manner,
}

/// A part of a letter; texts have LF between their lines.
pub(super) enum Part<'a> {
    Text(Cow<'a, str>),
    /// Its title; when, where, for whom and what the page has it under, a line each.
    Meeting(&'a str, Vec<String>),
    /// What stands above, and the entries.
    List(&'static str, &'a [String]),
    Signature(&'a str),
}

impl Letter {
    /// To one person, of one meeting.
    pub(crate) fn of_meeting(meeting: &Event, occasion: &Occasion, stationery: &Stationery) -> Self {
        let (word, opening, answer) = match occasion {
            Occasion::New => ("Zaproszenie", "zapraszamy na spotkanie:", Some(ANSWER)),
            Occasion::Changed(_) => (
                "Zmiana",
                "zmieniły się szczegóły spotkania, na które Państwa zapraszaliśmy. Aktualne informacje:",
                Some(ANSWER_AGAIN),
            ),
            Occasion::Reassigned(_) => (
                "Zmiana",
                "zmieniły się powiaty, dla których organizujemy spotkanie, na które Państwa zapraszaliśmy. Aktualne informacje:",
                Some(NO_ANSWER),
            ),
            Occasion::Restored(_) => (
                "Jednak się odbędzie",
                "spotkanie, o którego odwołaniu informowaliśmy, jednak się odbędzie:",
                Some(ANSWER_AGAIN),
            ),
            Occasion::Cancelled(_) => ("Odwołane", "z przykrością informujemy, że odwołano spotkanie:", None),
        };
        let before: &[_] = match occasion {
            Occasion::New => &[],
            Occasion::Changed(before)
            | Occasion::Reassigned(before)
            | Occasion::Restored(before)
            | Occasion::Cancelled(before) => before,
        };
        let end = (meeting.has_assumed_end() && answer.is_some()).then_some(ASSUMED_END);
        let last = end.into_iter().chain(answer).map(|text| Part::Text(text.into()));
        let parts =
            [Part::Text(opening.into())].into_iter().chain(parts(meeting, before, stationery.manner)).chain(last);
        Self::new(subject(word, meeting), parts.collect(), stationery)
    }

    /// To whoever the sender chooses, of a county's meetings, with a file for each that takes place.
    pub(crate) fn of_county(county: County, meetings: &[&Event], stationery: &Stationery) -> Self {
        let whose = format!("dla {}", county.genitive());
        let noun = |count| if count == 1 { "spotkanie" } else { "spotkania" };
        let is_cancelled = |meeting: &&Event| meeting.status == Status::Cancelled;
        let (cancelled, planned): (Vec<_>, Vec<_>) = meetings.iter().copied().partition(is_cancelled);
        let earlier = |start: Start| format!("termin: {}", start.long());
        let moved: Vec<Vec<String>> =
            planned.iter().map(|meeting| meeting.moved_from().map(earlier).into_iter().collect()).collect();
        let mut all = Vec::new();
        let cancelling = if planned.is_empty() { "z przykrością informujemy, że odwołano" } else { "Odwołano" };
        for (opening, meetings, before) in [("zapraszamy na", &planned, &moved[..]), (cancelling, &cancelled, &[])] {
            if !meetings.is_empty() {
                all.push(Part::Text(format!("{opening} {} {whose}:", noun(meetings.len())).into()));
                let before = before.iter().map(Vec::as_slice).chain(std::iter::repeat(&[][..]));
                all.extend(
                    meetings.iter().zip(before).flat_map(|(meeting, before)| parts(meeting, before, stationery.manner)),
                );
            }
        }
        let has_assumed_end = planned.iter().any(|meeting| meeting.has_assumed_end());
        let ends = if has_assumed_end { planned.len() } else { 0 };
        let texts =
            [(ends, ASSUMED_END, ASSUMED_ENDS), (planned.len(), FILE, FILES), (cancelled.len(), REMOVE, REMOVE_ALL)];
        for (count, one, several) in texts.into_iter().filter(|(count, ..)| *count > 0) {
            all.push(Part::Text(if count == 1 { one } else { several }.into()));
        }
        let (word, count) =
            if planned.is_empty() { ("Odwołane", cancelled.len()) } else { ("Zaproszenie", planned.len()) };
        Self::new(format!("{word}: {} {whose}", noun(count)), all, stationery)
    }

    fn new<'a>(subject: String, mut parts: Vec<Part<'a>>, stationery: &Stationery<'a>) -> Self {
        let Stationery { name, signature, .. } = *stationery;
        parts.insert(0, Part::Text(GREETING.into()));
        let is_named = signature.lines().any(|line| line.trim() == name);
        let regards = if is_named { REGARDS.to_owned() } else { format!("{REGARDS}\n{name}") };
        parts.push(Part::Text(regards.into()));
        parts.extend((!signature.is_empty()).then_some(Part::Signature(signature)));
        let plain: Vec<_> = parts.iter().map(Part::plain).collect();
        Self { plain: plain.join("\n\n") + "\n", html: html::document(&subject, &parts), subject }
    }
}

impl Part<'_> {
    fn plain(&self) -> String {
        match self {
            Self::Text(text) => text.to_string(),
            Self::Signature(text) => (*text).to_owned(),
            Self::Meeting(title, facts) => format!("{title}\n{}", facts.join("\n")),
            Self::List(heading, entries) => format!("{heading}\n– {}", entries.join("\n– ")),
        }
    }
}

/// A meeting, what it was before, and what it is about.
fn parts<'a>(meeting: &'a Event, before: &'a [String], manner: &Manner) -> impl Iterator<Item = Part<'a>> {
    let status = match meeting.status {
        // that it is cancelled is said before
        Status::Confirmed | Status::Cancelled => "",
        Status::Tentative => " (termin wstępny)",
    };
    let place = if meeting.place().is_empty() { "nie podano" } else { meeting.place() };
    let anchor = manner.anchor(meeting);
    let facts = [
        format!("Termin: {}{status}", long(meeting.when)),
        format!("Miejsce: {place}"),
        format!("Dla: {}", meeting.counties.names(County::full_name)),
    ];
    let page = (!anchor.is_empty()).then(|| format!("Na stronie: {anchor}"));
    let facts = facts.into_iter().chain(page).collect();
    let list = (!before.is_empty()).then_some(Part::List("Poprzednio:", before));
    // a letter says in its own words that the end is assumed
    let about = meeting.description.strip_suffix(event::ASSUMED_END).unwrap_or(&meeting.description).trim_end();
    let about = (!about.is_empty()).then_some(Part::Text(about.into()));
    [Part::Meeting(&meeting.title, facts)].into_iter().chain(list).chain(about)
}

/// Why, what and when; of a long title, what there is room for.
fn subject(word: &str, meeting: &Event) -> String {
    let (title, when) = (meeting.title.as_str(), short(meeting.when));
    let room = SUBJECT.saturating_sub(format!("{word}: , {when}").chars().count());
    if title.chars().count() <= room {
        return format!("{word}: {title}, {when}");
    }
    let cut: String = title.chars().take(room.saturating_sub(1)).collect();
    // not within a word, unless there is but one
    let whole = if title[cut.len()..].starts_with(' ') { None } else { cut.rsplit_once(' ') };
    let cut = whole.map_or(cut.as_str(), |(words, _)| words).trim_end_matches(|c: char| !c.is_alphanumeric());
    format!("{word}: {cut}…, {when}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::properties::CancelledAs;
    use crate::meeting::When;
    use crate::poland::warsaw::Moment;

    fn hours(start: &str, end: &str, assumed: bool) -> When {
        let moment = |text: &str| Moment::from_local(text.parse().unwrap()).unwrap();
        When::Hours { start: moment(start), end: moment(end), assumed }
    }

    fn meeting(title: &str, location: &str, status: Status) -> Event {
        Event {
            uid: uuid::Uuid::nil(),
            sequence: 0,
            created: chrono::NaiveDateTime::default(),
            modified: chrono::NaiveDateTime::default(),
            digest: uuid::Uuid::nil(),
            id: String::new(),
            when: hours("2017-05-22T10:00:00", "2017-05-22T12:00:00", true),
            counties: County::from_teryt("0862").into_iter().collect(),
            status,
            title: title.to_owned(),
            location: location.to_owned(),
            geo: String::new(),
            description: String::new(),
            url: String::new(),
            history: Vec::new(),
        }
    }

    static MANNER: Manner = Manner { page: String::new(), cancelled: CancelledAs::Status };
    static STATIONERY: Stationery = Stationery { name: "Biuro", signature: "", manner: &MANNER };

    /// Nobody is invited to what is cancelled, nor is it to be added to a calendar.
    #[test]
    fn letters_of_a_county() {
        let of = |statuses: &[Status]| {
            let meeting = |status: &Status| meeting(status.value(), "", *status);
            let county = County::from_teryt("0862").unwrap();
            let meetings: Vec<_> = statuses.iter().map(meeting).collect();
            let letter = Letter::of_county(county, &meetings.iter().collect::<Vec<_>>(), &STATIONERY);
            let lines: Vec<_> =
                letter.plain.lines().filter(|line| line.ends_with(':') || line.ends_with('.')).collect();
            (letter.subject.clone(), lines.join(" "))
        };
        let (subject, text) = of(&[Status::Cancelled, Status::Confirmed]);
        assert_eq!(subject, "Zaproszenie: spotkanie dla miasta Zielonej Góry");
        assert_eq!(
            text,
            format!(
                "zapraszamy na spotkanie dla miasta Zielonej Góry: Odwołano spotkanie dla miasta Zielonej Góry: {ASSUMED_END} {FILE} {REMOVE}"
            )
        );
        let (subject, text) = of(&[Status::Cancelled, Status::Cancelled]);
        assert_eq!(subject, "Odwołane: spotkania dla miasta Zielonej Góry");
        assert_eq!(
            text,
            format!("z przykrością informujemy, że odwołano spotkania dla miasta Zielonej Góry: {REMOVE_ALL}")
        );
        let (_, text) = of(&[Status::Confirmed, Status::Tentative]);
        assert_eq!(text, format!("zapraszamy na spotkania dla miasta Zielonej Góry: {ASSUMED_ENDS} {FILES}"));
    }

    /// Day and hour are seen in a list of messages, whatever the title.
    #[test]
    fn subjects() {
        let of = |title: &str, occasion: Occasion| {
            let letter = Letter::of_meeting(&meeting(title, "", Status::Confirmed), &occasion, &STATIONERY);
            assert!(letter.subject.chars().count() <= 70, "{}", letter.subject);
            letter.subject
        };
        let words = "Spotkanie konsultacyjne – program współpracy";
        for (title, occasion, subject) in [
            ("Usługi", Occasion::New, "Zaproszenie: Usługi, 22.05.2017, godz. 10:00"),
            (
                "Dotacje dla organizacji pozarządowych",
                Occasion::Cancelled(Vec::new()),
                "Odwołane: Dotacje dla organizacji…, 22.05.2017, godz. 10:00",
            ),
            (words, Occasion::New, "Zaproszenie: Spotkanie konsultacyjne…, 22.05.2017, godz. 10:00"),
            (
                words,
                Occasion::Restored(Vec::new()),
                "Jednak się odbędzie: Spotkanie konsultacyjne…, 22.05.2017, godz. 10:00",
            ),
            (
                &"ż".repeat(90),
                Occasion::Changed(Vec::new()),
                "Zmiana: żżżżżżżżżżżżżżżżżżżżżżżżżżżżżżżżżżżż…, 22.05.2017, godz. 10:00",
            ),
        ] {
            assert_eq!(of(title, occasion), subject);
        }
    }

    #[test]
    fn every_letter_is_signed() {
        let end = |signature| {
            let stationery = Stationery { signature, ..STATIONERY };
            let letter = Letter::of_meeting(&meeting("A", "", Status::Confirmed), &Occasion::New, &stationery);
            letter.plain.split_once(REGARDS).unwrap().1.to_owned()
        };
        assert_eq!(end(""), "\nBiuro\n");
        assert_eq!(end("Biuro\nul. Długa 1"), "\n\nBiuro\nul. Długa 1\n");
        let note = "Administratorem danych jest Biuro.";
        assert_eq!(end(note), format!("\nBiuro\n\n{note}\n"));
    }

    #[test]
    fn both_texts_say_the_same() {
        let mut meeting = meeting("A <b> & \"C\"", "Ratusz, Żary, Polska", Status::Tentative);
        meeting.description = format!(
            "Program:\n10:00 – <otwarcie>\n\nKontakt: 68 123\nhttps://a.pl/ą?b&c (https://b.pl)\n{}",
            event::ASSUMED_END
        );
        let before = Occasion::Changed(vec!["godz. 9:00".to_owned()]);
        let signature = "Biuro\nul. Długa 1\n\nAdministratorem danych jest… Więcej: http://c.pl/rodo.";
        let manner = Manner { page: "https://d.pl/".to_owned(), ..Manner::default() };
        let letter = Letter::of_meeting(&meeting, &before, &Stationery { name: "Biuro", signature, manner: &manner });
        let links: Vec<_> =
            letter.html.split("<a href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let anchor = "https://d.pl/#00000000-0000-0000-0000-000000000000";
        assert_eq!(links, [anchor, "https://a.pl/ą?b&amp;c", "https://b.pl", "http://c.pl/rodo"]);
        let text = letter.html.replace("<br>", "\n").replace("<li>", "\n");
        let body = text.split("<body>").nth(1).unwrap();
        let mut words = String::new();
        let mut is_tag = false;
        for c in body.replace("</p>", "\n").replace("</li>", "\n").replace("</h2>", "\n").chars() {
            match c {
                '<' => is_tag = true,
                '>' => is_tag = false,
                c if !is_tag => words.push(c),
                _ => {}
            }
        }
        let words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        let lines = |text: &str| -> Vec<String> {
            let lines = text.lines().map(|line| line.trim_start_matches("– ").to_owned());
            lines.filter(|line| !line.is_empty()).collect()
        };
        assert_eq!(lines(&words), lines(&letter.plain));
        assert_eq!(
            letter.plain,
            format!(
                "Szanowni Państwo,

zmieniły się szczegóły spotkania, na które Państwa zapraszaliśmy. Aktualne informacje:

A <b> & \"C\"
Termin: 22 maja 2017 r. (poniedziałek), godz. 10:00 (termin wstępny)
Miejsce: Ratusz, Żary
Dla: miasto Zielona Góra
Na stronie: {anchor}

Poprzednio:
– godz. 9:00

Program:
10:00 – <otwarcie>

Kontakt: 68 123
https://a.pl/ą?b&c (https://b.pl)

{ASSUMED_END}

{ANSWER_AGAIN}

Z poważaniem

{signature}
"
            )
        );
    }
}
