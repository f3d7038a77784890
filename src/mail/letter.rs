//! What a message says in words: Polish, formal, short; as plain text and as HTML.

use maud::{Markup, html};
use serde::Serialize;
use serde_json::json;

use crate::calendar::linked::{filled, linked};
use crate::calendar::words::{long, short};
use crate::calendar::{Event, Mailbox, Manner, event};
use crate::message::{Lang, Said, Words, words::LETTERS};
use crate::{meeting::Status, poland::county::County};

/// How long a subject may be, in characters: so much of it is seen in most lists of messages.
const SUBJECT: usize = 70;

/// What an entry of a list begins with in plain text.
const BULLET: &str = "– ";

/// Subject and texts.
pub(crate) struct Letter {
    /// One line.
    pub(crate) subject: String,
    /// Lines end with LF.
    pub(crate) plain: String,
    /// A document.
    pub(crate) html: String,
}

/// Why a letter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Occasion {
    /// The meeting is new to the reader.
    Invitation,
    /// It is otherwise than the reader was told.
    Change,
    /// The same, but what matters is that it is for other counties.
    Reassigned,
    /// It takes place after all.
    Restored,
    /// It does not take place.
    Cancellation,
}

/// What all letters of a run have alike.
pub(crate) struct Stationery {
    /// Who invites.
    pub(crate) organizer: Mailbox,
    /// Lines below the name, with LF between; if one of them is the name, it is not written above them.
    pub(crate) signature: String,
    /// How the calendars show the meetings, with the page that has them.
    pub(crate) manner: Manner,
}

/// What a part of a letter is; each is a text with LF between its lines.
#[derive(Clone, Copy)]
enum Part {
    Text,
    /// Its title; when, where, for whom and what the page has it under, a line each.
    Meeting,
    /// What stands above, and the entries.
    List,
    Signature,
}

impl Letter {
    /// To one person, of one meeting; `before` is what the person was told otherwise, in words.
    pub(crate) fn of_meeting(meeting: &Event, occasion: Occasion, before: &[String], stationery: &Stationery) -> Self {
        let words = Words::new(Lang::Pl, LETTERS);
        let code = Said::of(&occasion).kind;
        let mut parts = vec![(Part::Text, words.code(&code, "opening"))];
        parts.extend(of(meeting, before, &words, &stationery.manner));
        if occasion != Occasion::Cancellation {
            let end = meeting.has_assumed_end().then(|| words.text("assumed-end", [("count", json!(1))]));
            parts.extend(end.into_iter().chain([words.code(&code, "answer")]).map(|text| (Part::Text, text)));
        }
        Self::new(subject(&words.text(&code, []), meeting), parts, &words, stationery)
    }

    /// To whoever the sender chooses, of a county's meetings, with a file for each that takes place.
    pub(crate) fn of_county(county: County, meetings: &[&Event], stationery: &Stationery) -> Self {
        let words = Words::new(Lang::Pl, LETTERS);
        let is_cancelled = |meeting: &&Event| meeting.status == Status::Cancelled;
        let (cancelled, planned): (Vec<_>, Vec<_>) = meetings.iter().copied().partition(is_cancelled);
        let of_county = json!(county.genitive());
        let say = |name, count: usize| words.text(name, [("count", json!(count)), ("county", of_county.clone())]);
        let (cancelling, subject) = match planned.len() {
            0 => ("cancelled", say("cancelled-subject", cancelled.len())),
            count => ("also-cancelled", say("invited-subject", count)),
        };
        let mut parts = Vec::new();
        for (opening, meetings) in [("invited", &planned), (cancelling, &cancelled)] {
            parts.extend((!meetings.is_empty()).then(|| (Part::Text, say(opening, meetings.len()))));
            for meeting in meetings {
                let before = meeting.moved_from().map(|start| format!("termin: {}", start.long()));
                parts.extend(of(meeting, before.as_slice(), &words, &stationery.manner));
            }
        }
        let ends = if planned.iter().any(|meeting| meeting.has_assumed_end()) { planned.len() } else { 0 };
        let last = [("assumed-end", ends), ("files", planned.len()), ("remove", cancelled.len())];
        let last = last.into_iter().filter(|(_, count)| *count > 0);
        parts.extend(last.map(|(name, count)| (Part::Text, say(name, count))));
        Self::new(subject, parts, &words, stationery)
    }

    fn new(subject: String, mut parts: Vec<(Part, String)>, words: &Words, stationery: &Stationery) -> Self {
        let Stationery { organizer: Mailbox { name, .. }, signature, .. } = stationery;
        let regards = words.text("regards", []);
        let is_named = signature.lines().any(|line| line.trim() == name);
        let regards = if is_named { regards } else { format!("{regards}\n{name}") };
        parts.insert(0, (Part::Text, words.text("greeting", [])));
        parts.extend([(Part::Text, regards), (Part::Signature, signature.to_owned())]);
        parts.retain(|(_, text)| !text.is_empty());
        let plain: Vec<_> = parts.iter().map(|(_, text)| text.as_str()).collect();
        Self { plain: plain.join("\n\n") + "\n", html: document(&subject, &parts), subject }
    }
}

/// A meeting, what it was before, and what it is about.
fn of(meeting: &Event, before: &[String], words: &Words, manner: &Manner) -> [(Part, String); 3] {
    // that it is cancelled is said before
    let status = if meeting.status == Status::Tentative { " (termin wstępny)" } else { "" };
    let place = if meeting.place().is_empty() { "nie podano" } else { meeting.place() };
    let (title, when, counties) = (&meeting.title, long(meeting.when), meeting.counties.names(County::full_name));
    let page = manner.anchor(meeting);
    let page = if page.is_empty() { page } else { format!("\nNa stronie: {page}") };
    let facts = format!("{title}\nTermin: {when}{status}\nMiejsce: {place}\nDla: {counties}{page}");
    let list = before.iter().fold(words.text("before", []), |list, entry| list + "\n" + BULLET + entry);
    let list = if before.is_empty() { String::new() } else { list };
    // a letter says in its own words that the end is assumed
    let about = meeting.description.strip_suffix(event::ASSUMED_END).unwrap_or(&meeting.description).trim_end();
    [(Part::Meeting, facts), (Part::List, list), (Part::Text, about.to_owned())]
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

/// A letter as HTML that mail programs show as it is: no script, nothing from elsewhere, and no colour that would be lost in the
/// dark; those that know no style show plain paragraphs. The colours are the program's own, light or dark; Outlook takes the first font that it has.
fn document(title: &str, parts: &[(Part, String)]) -> String {
    filled(include_str!("letter.html"), |name| match name {
        "title" => html! { (title) },
        "parts" => html! { @for (part, text) in parts { (shown(*part, text)) } },
        _ => Markup::default(),
    })
}

fn shown(part: Part, text: &str) -> Markup {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    html! {
        @match part {
            Part::Text => (paragraphs(text)),
            Part::List => { p { (first) } ul { @for entry in rest.lines() { li { (entry.trim_start_matches(BULLET)) } } } }
            Part::Signature => div.signature { (paragraphs(text)) },
            Part::Meeting => div.meeting { h2 { (first) } (paragraphs(rest)) },
        }
    }
}

/// An empty line parts them.
fn paragraphs(text: &str) -> Markup {
    html! { @for paragraph in text.split("\n\n").filter(|text| !text.is_empty()) { p { (linked(paragraph)) } } }
}

#[cfg(test)]
mod tests {
    use super::*;
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

    const ASSUMED_END: &str = "Godzina zakończenia podana w kalendarzu jest orientacyjna.";

    fn stationery(signature: &str) -> Stationery {
        let organizer = Mailbox::parse("Biuro <biuro@example.pl>").unwrap();
        Stationery { organizer, signature: signature.to_owned(), manner: Manner::default() }
    }

    /// Nobody is invited to what is cancelled, nor is it to be added to a calendar.
    #[test]
    fn letters_of_a_county() {
        let of = |statuses: &[Status]| {
            let meeting = |status: &Status| meeting(status.value(), "", *status);
            let county = County::from_teryt("0862").unwrap();
            let meetings: Vec<_> = statuses.iter().map(meeting).collect();
            let letter = Letter::of_county(county, &meetings.iter().collect::<Vec<_>>(), &stationery(""));
            let lines: Vec<_> =
                letter.plain.lines().filter(|line| line.ends_with(':') || line.ends_with('.')).collect();
            (letter.subject.clone(), lines.join(" "))
        };
        let (subject, text) = of(&[Status::Cancelled, Status::Confirmed]);
        assert_eq!(subject, "Zaproszenie: spotkanie dla miasta Zielonej Góry");
        assert_eq!(
            text,
            format!(
                "zapraszamy na spotkanie dla miasta Zielonej Góry: Odwołano spotkanie dla miasta Zielonej Góry: {ASSUMED_END} W załączniku przesyłamy plik, który pozwala dodać spotkanie do kalendarza. Jeżeli odwołane spotkanie jest już w Państwa kalendarzu, prosimy je z niego usunąć."
            )
        );
        let (subject, text) = of(&[Status::Cancelled, Status::Cancelled]);
        assert_eq!(subject, "Odwołane: spotkania dla miasta Zielonej Góry");
        assert_eq!(
            text,
            "z przykrością informujemy, że odwołano spotkania dla miasta Zielonej Góry: \
             Jeżeli odwołane spotkania są już w Państwa kalendarzu, prosimy je z niego usunąć."
        );
        let (_, text) = of(&[Status::Confirmed, Status::Tentative]);
        assert_eq!(
            text,
            "zapraszamy na spotkania dla miasta Zielonej Góry: \
             Tam, gdzie nie podano godziny zakończenia, w kalendarzu jest ona orientacyjna. \
             W załącznikach przesyłamy pliki, które pozwalają dodać spotkania do kalendarza."
        );
    }

    /// Day and hour are seen in a list of messages, whatever the title.
    #[test]
    fn subjects() {
        let of = |title: &str, occasion: Occasion| {
            let letter = Letter::of_meeting(&meeting(title, "", Status::Confirmed), occasion, &[], &stationery(""));
            assert!(letter.subject.chars().count() <= 70, "{}", letter.subject);
            letter.subject
        };
        let words = "Spotkanie konsultacyjne – program współpracy";
        for (title, occasion, subject) in [
            ("Usługi", Occasion::Invitation, "Zaproszenie: Usługi, 22.05.2017, godz. 10:00"),
            (
                "Dotacje dla organizacji pozarządowych",
                Occasion::Cancellation,
                "Odwołane: Dotacje dla organizacji…, 22.05.2017, godz. 10:00",
            ),
            (words, Occasion::Invitation, "Zaproszenie: Spotkanie konsultacyjne…, 22.05.2017, godz. 10:00"),
            (words, Occasion::Restored, "Jednak się odbędzie: Spotkanie konsultacyjne…, 22.05.2017, godz. 10:00"),
            (
                &"ż".repeat(90),
                Occasion::Change,
                "Zmiana: żżżżżżżżżżżżżżżżżżżżżżżżżżżżżżżżżżżż…, 22.05.2017, godz. 10:00",
            ),
        ] {
            assert_eq!(of(title, occasion), subject);
        }
    }

    #[test]
    fn every_letter_is_signed() {
        let end = |signature| {
            let letter = Letter::of_meeting(
                &meeting("A", "", Status::Confirmed),
                Occasion::Invitation,
                &[],
                &stationery(signature),
            );
            letter.plain.split_once("Z poważaniem").unwrap().1.to_owned()
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
        let before = ["godz. 9:00".to_owned()];
        let signature = "Biuro\nul. Długa 1\n\nAdministratorem danych jest… Więcej: http://c.pl/rodo.";
        let manner = Manner { page: "https://d.pl/".to_owned(), ..Manner::default() };
        let letter =
            Letter::of_meeting(&meeting, Occasion::Change, &before, &Stationery { manner, ..stationery(signature) });
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

Prosimy o ponowne potwierdzenie udziału odpowiedzią na tę wiadomość albo przyciskiem w kalendarzu.

Z poważaniem

{signature}
"
            )
        );
    }
}
