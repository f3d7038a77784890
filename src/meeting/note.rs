//! Whether a note names another day, hour or place than the row has.

use chrono::{Datelike, Timelike, Weekday};

use super::Kind;
use super::attendance::Attendance;
use super::text::is_nothing;
use super::{Status, When};
use crate::list::Field;
use crate::list::columns::{is_of_when, speaks_of};
use crate::poland::date::{self, BadDate, Beginnings, Minutes, fold, from_each_word, has};
use crate::poland::{remark, town};

/// Words beside which a day, an hour or a town is of something else.
static BESIDE: Beginnings = Beginnings::new(|| include_str!("beside.txt").lines().collect());
/// Before a day: it is a limit, or where something comes from; or no day, but a number.
const LIMITS: &str = " do od z ze przed po dnia by from sala sali pok pokoj pkt art nr poz ul wersja ";
/// Words of a part of those who come, or of a second time: beside them any other hour is one of the meeting's.
static SHARES: Beginnings = Beginnings::new(|| include_str!("shares.txt").lines().collect());
/// Words that say when a meeting begins.
static BEGINS: Beginnings = Beginnings::new(|| include_str!("begins.txt").lines().collect());
/// What numbers count that are no hours and no days.
static COUNTED: Beginnings = Beginnings::new(|| include_str!("counted.txt").lines().collect());
/// What a note says of taking part from afar, beside what [`Attendance`] knows of places.
static AFAR: Beginnings = Beginnings::new(|| include_str!("afar.txt").lines().collect());
/// Where meetings are held, with "w" or "na": beginnings, folded.
const ELSEWHERE: &str = include_str!("elsewhere.txt");
/// Before a number: it is an hour.
pub(super) const HOURS: [&str; 7] = ["g", "godz", "godzina", "godzine", "godzinie", "o", "at"];

/// The field of which a note says but another value, with words that only announce it: `termin: 18.05`, `o 12:30`.
pub(super) fn announces(note: &str, when: When) -> Option<Field> {
    if !note.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (mut rest, mut last) = (note.trim_matches(|c: char| !c.is_alphanumeric()), "");
    while let Some((word, after)) = rest.split_once(char::is_whitespace).filter(|(word, _)| is_of_when(word)) {
        (rest, last) = (after.trim_start(), word);
    }
    if date::says(rest.split_whitespace().nth(1).unwrap_or_default(), &COUNTED) {
        return None;
    }
    let start = when.start_local();
    let rest = match date::date(rest, Some(start.year())) {
        Ok((date, _)) if date != start.date() => return Some(Field::Date),
        Ok((_, rest)) => rest,
        Err(_) => rest,
    };
    // "godz. 12 w Ratuszu", but "12 osób", "16+", "2. spotkanie z 4"
    let first = rest.split(char::is_whitespace).next().unwrap_or_default().trim_end_matches('.');
    let is_named = speaks_of(last, &["hour", "start", "end"]) || HOURS.contains(&&*fold(last));
    let hours = |text| date::hours(text).filter(|_| is_named || date::is_hour(text));
    let (hour, _) = hours(rest).or_else(|| hours(first))?;
    let field = if speaks_of(last, &["end", "last"]) { Field::End } else { Field::Start };
    (!is_of(when, hour)).then_some(field)
}

/// Whether an hour is the meeting's start or end; an end that the list does not give is none.
fn is_of(when: When, hour: Minutes) -> bool {
    let hours = when.moments().map(|moment| moment.local.hour() * 60 + moment.local.minute());
    matches!(when, When::Hours { assumed, .. } if hours[..2 - usize::from(assumed)].contains(&hour))
}

/// The field of which a part of a note seems to name another value, unless words beside it say that it is of something else.
/// Of a title there is no `place`; only a note may be nothing but another one.
pub(super) fn differs(note: &str, when: When, place: Option<[&str; 3]>, is_note: bool) -> Option<Field> {
    // "10:00 → 13:00", "nie 10:00 tylko 13:00"
    let is_short =
        note.split_whitespace().count() <= 4 && (note.starts_with("nie ") || !note.starts_with(char::is_lowercase));
    let marks = [" – ", " - ", "->", "→", " tylko ", " lecz ", " nie "];
    let marks = &marks[..if is_short { marks.len() } else { 2 }];
    let whole = note.trim();
    let note = marks.iter().fold(note.to_owned(), |note, mark| note.replace(mark, ","));
    let parts = note.split([',', ';', '\n', '!', '(', ')', '/']);
    let is_afar =
        |place: [&str; 3]| date::says(&note, &AFAR) && Attendance::of(&place.join(",")) == Attendance::Offline;
    if place.is_some_and(is_afar) {
        return Some(Field::Venue);
    }
    let mut parts = parts.filter(|part| !date::says(part, &BESIDE));
    // what begins with a number may count something
    let is_clear = |part: &str| part.starts_with(char::is_alphabetic) || part.contains(':') && date::is_hour(part);
    let says = |part: &str| announces(part, when).filter(|_| is_clear(part.trim()));
    let another = |part| another_day(part, when).or_else(|| another_hour(part, when, &SHARES));
    let differs = |part| says(part).or_else(|| another(part));
    parts.find_map(|part| differs(part).or_else(|| another_place(part, place?, is_note && part.trim() == whole)))
}

/// Beginnings of headings of what has troubles of its own.
static SUBJECTS: Beginnings = Beginnings::new(|| include_str!("subjects.txt").lines().collect());

/// What is asked of a note, or of a cell of an unknown column, whose heading may say that a day or place there is of something else.
pub(super) fn question(heading: &str, text: &str, when: When, place: [&str; 3]) -> Option<Kind> {
    let (own, part) = (text.to_owned(), format!("{heading} {}", text.replace([',', ';'], " ")));
    let field = differs(text, when, Some(place), heading.is_empty()).or_else(|| another_hour(&part, when, &SHARES));
    let is_other = date::says(heading, &BESIDE);
    if let Some(field) = field.filter(|_| !is_other) {
        return Some(Kind::Noted { text: own, field });
    }
    let is_trouble = !is_nothing(text) && remark::is_doubtful(text) && !date::says(heading, &SUBJECTS);
    is_trouble.then_some(Kind::MayChange { text: own })
}

/// The field of which a description seems to name another value: "Zaczynamy punktualnie o 17.30".
pub(super) fn of_description(text: &str, when: When) -> Option<Field> {
    let parts = text.split([',', ';', '\n', '!', '(', ')']).flat_map(|part| part.split(". "));
    let mut parts = parts.filter(|part| part.contains(|c: char| c.is_ascii_digit()));
    parts.find_map(|part| another_hour(part, when, &BEGINS).filter(|_| !date::says(part, &BESIDE)))
}

/// Another hour beside one of some words: "gr. B 12-14", "II tura 12:00".
fn another_hour(part: &str, when: When, beside: &Beginnings) -> Option<Field> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let is_other = |at: usize| {
        let before = at.checked_sub(1).map_or_else(String::new, |before| fold(words[before]));
        let is_hour = date::is_hour(words[at]) || HOURS.contains(&&*before) || before == "od";
        let is_counted = || words.get(at + 1).is_some_and(|next| date::says(next, &COUNTED));
        let hours = date::hours(words[at]).filter(|_| is_hour && !is_counted());
        hours.is_some_and(|(start, end)| !is_of(when, start) || end.is_some_and(|end| !is_of(when, end)))
    };
    (date::says(part, beside) && (0..words.len()).any(is_other)).then_some(Field::Start)
}

/// The field of which a title seems to name another value.
pub(super) fn of_title(title: &str, when: When, place: [&str; 3]) -> Option<Field> {
    let is_range = (title.contains('-') || title.contains('–')) && title.contains(|c: char| c.is_ascii_digit());
    let is_weekday = |word: &str| date::weekday(word).is_some();
    let names_weekday = || fold(title).split(" w ").skip(1).any(|rest| rest.split(' ').next().is_some_and(is_weekday));
    let may_differ =
        (is_range || title.contains(['(', '.', ':'])) && title.contains(char::is_alphabetic) || names_weekday();
    // "Narada online", but "Szkolenie z Teams"
    let says_so = || title.split(' ').count() < 4 && has(&fold(title), &["online", "on line", "zdaln"]);
    let is_afar = || [title, &place.join(",")].map(Attendance::of) == [Attendance::Online, Attendance::Offline];
    let differs = if may_differ { differs(title, when, None, false) } else { None };
    let is_series = || remark::is_recurring(title, true).then_some(Field::Date);
    differs.or_else(is_series).or_else(|| (says_so() && is_afar()).then_some(Field::Venue))
}

/// A day, the name of another weekday, or that there are several days.
fn another_day(part: &str, when: When) -> Option<Field> {
    let day = when.start_local().date();
    let is_other = |(at, word): &(usize, &str)| {
        let is_day = || match date::date(&part[*at..], Some(day.year())) {
            Ok((found, _)) => found.year() == day.year() && found != day,
            Err(reason) => matches!(reason, BadDate::SeveralDays { .. }),
        };
        let next = part[*at..].split_whitespace().nth(1).unwrap_or_default();
        // "8-10 osób", but "8-10 maja"
        let is_count = !word.contains('.') && date::month(&fold(next)).is_none();
        // "3 Maja"
        let is_street = next.starts_with(char::is_uppercase);
        let before = fold(part[..*at].split_whitespace().next_back().unwrap_or_default());
        let is_limit = LIMITS.contains(&format!(" {before} ")) && !part.contains("trwa");
        let is_hour = HOURS.contains(&&*before) && date::is_hour(word);
        // "czw." alone, "śr. 12.05", but "pt. „Razem”"
        let is_short =
            |word: &str| word.ends_with('.') && (part.trim() == word || date::date(next, Some(day.year())).is_ok());
        let weekday = date::weekday(&fold(word))
            .or_else(|| adjective(&fold(word)).filter(|_| word.starts_with(char::is_lowercase)));
        let is_weekday = || weekday.is_some_and(|weekday| weekday != day.weekday());
        !is_limit
            && !is_hour
            && (word.starts_with(|c: char| c.is_ascii_digit()) && !is_count && !is_street && is_day()
                || (word.len() > 4 || is_short(word)) && is_weekday())
    };
    let mut words = part.split_whitespace().map(|word| (word.as_ptr() as usize - part.as_ptr() as usize, word));
    (remark::is_recurring(part, false) || words.any(|word| is_other(&word))).then_some(Field::Date)
}

/// The weekday of an adjective, folded: "w piątkowe popołudnie".
fn adjective(word: &str) -> Option<Weekday> {
    const STEMS: [&str; 7] = ["poniedzialkow", "wtorkow", "srodow", "czwartkow", "piatkow", "sobotni", "niedzieln"];
    let number = STEMS.iter().position(|stem| word.starts_with(stem))?;
    Weekday::try_from(u8::try_from(number).ok()?).ok()
}

/// Words that stand before another place.
const MEET: &str = include_str!("meet.txt");

/// A town, or that people need not come.
fn another_place(part: &str, [venue, address, town]: [&str; 3], is_whole: bool) -> Option<Field> {
    let own = if town.is_empty() { town::find(venue, address).unwrap_or_default() } else { town::nominative(town) };
    let is_other = |named: &str| ![venue, address].iter().any(|place| place.contains(named)) && named != own;
    let (folded, here) = (fold(part), fold(&[venue, address].join(" ")));
    let is_here = |word: &str| here.is_empty() || has(&here, &[word.get(..3).unwrap_or(word)]);
    // "w bibliotece", "spotykamy się w bibliotece", but not "winda w urzędzie"
    let mut rests = std::iter::once(folded.as_str()).chain(from_each_word(&folded));
    let begins = rests.find(|rest| !MEET.lines().any(|word| date::starts_with(rest, word))).unwrap_or_default();
    // "Dom Kultury", "świetlica w Olbrachtowie"
    let is_name = |word: &str| word.starts_with(char::is_uppercase) || ["w", "we", "nr"].contains(&word);
    let mut names = part.trim_start_matches("miejsce:").split_whitespace().skip(1);
    // "Szkolenie KSeF" is no school
    let is_bare = is_whole && !part.contains(char::is_numeric) && names.all(is_name) && !remark::is_meeting(part);
    let is_place = |place: &&str| {
        let (_, noun) = place.split_once(' ').unwrap_or_default();
        begins.starts_with(*place) || is_bare && begins.starts_with(noun)
    };
    let place = || ELSEWHERE.lines().find(is_place).and_then(|place| place.rsplit(' ').next());
    let named_room = room(begins).filter(|number| is_whole && begins.starts_with("sal") && folded.ends_with(number));
    let is_room = |named: &str| room(&here).is_none_or(|own| named.starts_with(own) || own.starts_with(named));
    let street = folded.strip_prefix("ul ").filter(|street| street.contains(|c: char| c.is_ascii_digit()));
    let is_afar = |place: &str| Attendance::of(place) != Attendance::Offline;
    let named: [(Field, &dyn Fn() -> bool); 5] = [
        (Field::Town, &|| !own.is_empty() && town::find("", part).is_some_and(is_other)),
        (Field::Venue, &|| place().is_some_and(|word| !is_here(word))),
        (Field::Venue, &|| named_room.is_some_and(|named| !is_room(named))),
        (Field::Address, &|| !address.is_empty() && street.is_some_and(|street| !is_here(street))),
        (Field::Venue, &|| is_afar(part) && !is_afar(&format!("{venue}, {address}"))),
    ];
    named.into_iter().find_map(|(field, is_named)| is_named().then_some(field))
}

/// The number of a room that a folded text names.
fn room(text: &str) -> Option<&str> {
    let mut rest = from_each_word(text).filter_map(|rest| rest.strip_prefix("sala ").or(rest.strip_prefix("sali ")));
    let number = rest.next()?.trim_start_matches("nr ").split(' ').next()?;
    number.starts_with(|c: char| c.is_ascii_digit()).then_some(number)
}

/// Whether a note says "odwołane" in one of its genders, perhaps for a cause, and nothing else: what follows may take it back.
pub(super) fn is_cancellation(notes: &str) -> bool {
    let beside = ["spotkanie", "zostalo", "zostala", "zostal", "jest", "uwaga"];
    let folded = fold(notes);
    let mut words = folded.split(' ').filter(|word| !beside.contains(word));
    let word = words.next().unwrap_or_default();
    let cause = words.collect::<Vec<_>>().join(" ");
    let is_cause = || include_str!("causes.txt").lines().any(|start| cause.starts_with(start));
    let is_one_sentence = || notes.trim_end_matches(['.', '!']).chars().all(|c| c.is_alphabetic() || c == ' ');
    let has_more = || has(&cause, &["ale ", "odbed", "inn", "now", "ponown"]);
    remark::in_note(notes) == Some(remark::Change::Cancelled)
        && Status::listed(word) == Some(Status::Cancelled)
        && (cause.is_empty() || is_cause() && is_one_sentence() && !has_more())
        && remark::is_plain(&cause)
        && !notes.contains('?')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::poland::warsaw::Moment;

    /// 11 May is a Tuesday.
    fn when() -> When {
        let date = chrono::NaiveDate::from_ymd_opt(2027, 5, 11).unwrap();
        let moment = |hour| Moment::from_local(date.and_hms_opt(hour, 0, 0).unwrap()).unwrap();
        When::Hours { start: moment(10), end: moment(12), assumed: false }
    }

    #[test]
    fn notes_that_announce() {
        let when = when();
        for note in [
            "18.05.2027",
            "termin: 18.05",
            "odbędzie się 18 maja",
            "o 12:30",
            "start o 9.30",
            "18.05.2027 o 12:00",
            "11.05.2027 o 12:30",
            "godz. 13",
            "spotykamy się 18 maja o 12",
            "zaczynamy o 9:00",
            "godz. 13 w Ratuszu",
        ] {
            assert!(announces(note, when).is_some(), "{note}");
        }
        for note in [
            "",
            "11.05.2027",
            "11 maja o 10:00",
            "do 12:00",
            "zapisy do 5.05",
            "winda od podwórza",
            "sala 12",
            "rejestracja od 9:30",
            "16+",
            "8-10 osób",
            "9-12 lat",
            "2. spotkanie z 4",
            "max 20",
            "0",
        ] {
            assert_eq!(announces(note, when), None, "{note}");
        }
    }

    #[test]
    fn notes_of_another_time_or_place() {
        let when = when();
        for (note, field) in [
            ("zarząd ustalił: 14.05.2027", Field::Date),
            ("kierownik chce 14 maja", Field::Date),
            ("potrwa do 13.05", Field::Date),
            ("w piątek", Field::Date),
            ("co dwa tygodnie", Field::Date),
            ("szkolenie trzydniowe", Field::Date),
            ("czwartek, nie wtorek", Field::Date),
            ("godz. 9 w bibliotece", Field::Start),
            ("spotykamy się o 9, a nie o 10", Field::Start),
            ("będzie w Żaganiu", Field::Town),
            ("prowadzimy zdalnie", Field::Venue),
            ("przez Zoom", Field::Venue),
            ("przez Teamsa", Field::Venue),
            ("link wyślemy mailem", Field::Venue),
            ("telefonicznie", Field::Venue),
            ("sala w remoncie – spotykamy się w bibliotece", Field::Venue),
            ("tym razem w GOK-u", Field::Venue),
            ("ul. Polna 5, wejście od tyłu", Field::Address),
            ("gr. A 10-11, gr. B 12-14", Field::Start),
            ("grupa B od 9:00", Field::Start),
            ("I tura 10:00, II tura 12:30", Field::Start),
            ("trwa 3 dni", Field::Date),
            ("w dniach 13–14.05", Field::Date),
            ("10:00/13:00", Field::Start),
            ("nie 10:00 tylko 13:00", Field::Start),
            ("10:00 → 13:00", Field::Start),
            ("czw.", Field::Date),
            ("Żary → Lubsko", Field::Town),
            ("Dom Kultury", Field::Venue),
            ("miejsce: MOPS", Field::Venue),
            ("świetlica w Olbrachtowie", Field::Town),
        ] {
            assert_eq!(differs(note, when, Some(["Ratusz", "Rynek 1", "Żary"]), true), Some(field), "{note}");
        }
        for note in [
            "zapisy do 5.05, tel. 68 123 45 67",
            "umowa z 4.05.2027",
            "klucze w piątek u portiera",
            "pismo z dnia 12.04.2027",
            "faktura 3.06",
            "wejście od ul. 3 Maja",
            "przy pl. 11 Listopada",
            "12 osób, sala 2.12",
            "rejestracja od 9:30, kawa o 9:45",
            "transmisja online na stronie",
            "zapisy w Żaganiu lub online",
            "we wtorek, w Żarach",
            "rzutnik, 40 krzeseł",
            "wózki: winda od podwórza",
            "dwie grupy po 15 osób",
            "pierwotnie 4.05",
            "czynne od poniedziałku do piątku",
            "w Ratuszu, na parterze",
            "klucze w bibliotece",
            "zapisy telefonicznie",
            "link do ankiety wysłany",
            "zgłoszenia 3 dni przed spotkaniem",
            "grupa 12 osób",
            "ul. Rynek 1",
            "wt.",
            "OSP zapewnia nagłośnienie",
            "MOPS, PCPR, OSP",
            "kawa, OSP",
            "film pt. „Wyspa”",
            "śr. 12 osób",
            "transport Żary -> Lubsko",
            "sala 5",
        ] {
            assert_eq!(differs(note, when, Some(["Ratusz", "Rynek 1", "Żary"]), true), None, "{note}");
        }
    }

    #[test]
    fn cancelling_notes() {
        for notes in "odwołane|ODWOŁANE!!|Odwołana.|spotkanie odwołane|Spotkanie zostało odwołane|odwołany|UWAGA! Odwołane|cancelled|\
             odwołane z powodu choroby prowadzącej|odwołane ze względu na remont|odwołana decyzją Starosty|odwołane z przyczyn losowych|\
             odwołano|odwołane przez organizatora"
            .split('|')
        {
            assert!(is_cancellation(notes), "{notes}");
        }
        for notes in "odwołane 11.05, odbędzie się 18.05|odwołane - pomyłka, odbędzie się|odwołane do 12:00|odwołane częściowo|\
             odwołany catering|odwołano prelegenta|odwołane spotkanie w Żaganiu, to się odbywa|odwołane przez pomyłkę|\
             odwołane z powodu choroby, odbędzie się w czerwcu|odwołane z powodu remontu odbędzie się w maju|odwołane?|\
             nie odwołane|nie jest odwołane|odwołane w Żarach|odwołanie||odwołane z powodu choroby. Nowy termin wkrótce|\
             odwołane ze względu na remont tylko w Żarach"
            .split('|')
        {
            assert!(!is_cancellation(notes), "{notes}");
        }
    }
}
