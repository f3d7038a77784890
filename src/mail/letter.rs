//! What a message says in words: Polish, formal, short; as plain text and as HTML.

use maud::{DOCTYPE, html};

use crate::calendar::event::Event;
use crate::calendar::words::{long, short};
use crate::meeting::Status;
use crate::poland::county::County;

/// How much of a title a subject has, in characters: the day must not be far behind.
const SUBJECT_TITLE: usize = 150;

/// Said where the list gives no end.
const ASSUMED_END: &str = "Godzina zakończenia podana w kalendarzu jest orientacyjna.";
const ASSUMED_ENDS: &str = "Tam, gdzie nie podano godziny zakończenia, w kalendarzu jest ona orientacyjna.";

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
    /// It takes place after all.
    Restored,
    /// It does not take place.
    Cancelled,
}

/// A part of a letter.
enum Part<'a> {
    Text(String),
    Meeting(&'a Event),
    List(&'a [String]),
}

impl Letter {
    /// To one person, of one meeting.
    pub(crate) fn of_meeting(meeting: &Event, occasion: &Occasion, signature: &str) -> Self {
        let (word, opening) = match occasion {
            Occasion::New => ("Zaproszenie", "zapraszamy na spotkanie:"),
            Occasion::Changed(_) => {
                ("Zmiana", "zmieniły się szczegóły spotkania, na które Państwa zapraszaliśmy. Aktualne informacje:")
            }
            Occasion::Restored => {
                ("Spotkanie jednak się odbędzie", "spotkanie, o którego odwołaniu informowaliśmy, jednak się odbędzie:")
            }
            Occasion::Cancelled => ("Odwołane", "z przykrością informujemy, że odwołano spotkanie:"),
        };
        let mut parts = vec![Part::Text(opening.to_owned()), Part::Meeting(meeting)];
        if let Occasion::Changed(before) = occasion {
            parts.extend([Part::Text("Poprzednio:".to_owned()), Part::List(before)]);
        }
        if *occasion != Occasion::Cancelled {
            let end = if meeting.has_assumed_end() { Some(ASSUMED_END) } else { None };
            let texts = end.into_iter().chain(["Prosimy o potwierdzenie udziału."]);
            parts.extend(texts.map(|text| Part::Text(text.to_owned())));
        }
        let title: String = meeting.title.chars().take(SUBJECT_TITLE).collect();
        let cut = if title.len() < meeting.title.len() { "…" } else { "" };
        let subject = format!("{word}: {title}{cut}, {}", short(meeting.when));
        Self::new(subject, &parts, signature)
    }

    /// To whoever the sender chooses, of a county's meetings, with a file for each.
    pub(crate) fn of_county(county: County, meetings: &[&Event], signature: &str) -> Self {
        let whose = format!("dla {}", county.genitive());
        let noun = |count| if count == 1 { "spotkanie" } else { "spotkania" };
        let is_cancelled = |meeting: &&Event| meeting.status == Status::Cancelled;
        let (cancelled, planned): (Vec<_>, Vec<_>) = meetings.iter().copied().partition(is_cancelled);
        let mut parts = Vec::new();
        let cancelling = if planned.is_empty() { "z przykrością informujemy, że odwołano" } else { "Odwołano" };
        for (opening, meetings) in [("zapraszamy na", &planned), (cancelling, &cancelled)] {
            if !meetings.is_empty() {
                parts.push(Part::Text(format!("{opening} {} {whose}:", noun(meetings.len()))));
                parts.extend(meetings.iter().copied().map(Part::Meeting));
            }
        }
        if planned.iter().any(|meeting| meeting.has_assumed_end()) {
            parts.push(Part::Text(if planned.len() == 1 { ASSUMED_END } else { ASSUMED_ENDS }.to_owned()));
        }
        let files = match meetings.len() {
            1 => "W załączniku przesyłamy plik, który pozwala dodać spotkanie do kalendarza.",
            _ => "W załącznikach przesyłamy pliki, które pozwalają dodać spotkania do kalendarza.",
        };
        parts.push(Part::Text(files.to_owned()));
        let (word, count) =
            if planned.is_empty() { ("Odwołane", cancelled.len()) } else { ("Zaproszenie", planned.len()) };
        Self::new(format!("{word}: {} {whose}", noun(count)), &parts, signature)
    }

    fn new(subject: String, parts: &[Part], signature: &str) -> Self {
        let mut plain = "Szanowni Państwo,\n".to_owned();
        for part in parts {
            plain.push('\n');
            match part {
                Part::Text(text) => plain += &format!("{text}\n"),
                Part::Meeting(meeting) => lines(meeting).for_each(|line| plain += &format!("{line}\n")),
                Part::List(entries) => entries.iter().for_each(|entry| plain += &format!("– {entry}\n")),
            }
        }
        plain += &format!("\nZ poważaniem\n{signature}\n");
        let html = html! {
            (DOCTYPE)
            html lang="pl" {
                head { meta charset="utf-8"; title { (subject) } }
                body {
                    p { "Szanowni Państwo," }
                    @for part in parts {
                        @match part {
                            Part::Text(text) => { p { (text) } }
                            Part::Meeting(meeting) => { p {
                                @for (n, line) in lines(meeting).enumerate() {
                                    @if n == 0 { strong { (line) } } @else { br; (line) }
                                }
                            } }
                            Part::List(entries) => { ul { @for entry in *entries { li { (entry) } } } }
                        }
                    }
                    p { "Z poważaniem" br; (signature) }
                }
            }
        };
        Self { subject, plain, html: html.into_string() }
    }
}

/// Title, time, place.
fn lines(meeting: &Event) -> impl Iterator<Item = String> {
    let status = match meeting.status {
        // that it is cancelled is said before
        Status::Confirmed | Status::Cancelled => "",
        Status::Tentative => " (termin wstępny)",
    };
    [meeting.title.clone(), format!("{}{status}", long(meeting.when)), meeting.place().to_owned()]
        .into_iter()
        .filter(|line| !line.is_empty())
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

    /// Nobody is invited to what is cancelled.
    #[test]
    fn letters_of_a_county() {
        let of = |statuses: &[Status]| {
            let meeting = |status: &Status| meeting(status.value(), "", *status);
            let county = County::from_teryt("0862").unwrap();
            let meetings: Vec<_> = statuses.iter().map(meeting).collect();
            let letter = Letter::of_county(county, &meetings.iter().collect::<Vec<_>>(), "Biuro");
            let lines: Vec<_> =
                letter.plain.lines().filter(|line| line.ends_with(':') || line.ends_with('.')).collect();
            (letter.subject.clone(), lines.join(" "))
        };
        let (subject, text) = of(&[Status::Cancelled, Status::Confirmed]);
        assert_eq!(subject, "Zaproszenie: spotkanie dla miasta Zielona Góra");
        let end = "W załącznikach przesyłamy pliki, które pozwalają dodać spotkania do kalendarza.";
        assert_eq!(
            text,
            format!(
                "zapraszamy na spotkanie dla miasta Zielona Góra: Odwołano spotkanie dla miasta Zielona Góra: {ASSUMED_END} {end}"
            )
        );
        let (subject, text) = of(&[Status::Cancelled, Status::Cancelled]);
        assert_eq!(subject, "Odwołane: spotkania dla miasta Zielona Góra");
        assert_eq!(text, format!("z przykrością informujemy, że odwołano spotkania dla miasta Zielona Góra: {end}"));
        let (_, text) = of(&[Status::Confirmed, Status::Tentative]);
        assert_eq!(text, format!("zapraszamy na spotkania dla miasta Zielona Góra: {ASSUMED_ENDS} {end}"));
    }

    #[test]
    fn both_texts_say_the_same() {
        let meeting = meeting("A <b> & \"C\"", "Ratusz, Żary, Polska", Status::Tentative);
        let before = Occasion::Changed(vec!["godz. 9:00".to_owned()]);
        let letter = Letter::of_meeting(&meeting, &before, "Biuro");
        assert_eq!(letter.subject, "Zmiana: A <b> & \"C\", 22.05.2017, godz. 10:00");
        let text = letter.html.replace("<br>", "\n").replace("<li>", "\n");
        let body = text.split("<body>").nth(1).unwrap();
        let mut words = String::new();
        let mut is_tag = false;
        for c in body.replace("</p>", "\n").replace("</li>", "\n").chars() {
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
    }
}
