//! Lines and cells beside the meetings of a list: footnotes and signatures, what lines say of all meetings, and what cells of
//! columns that are passed over say of theirs.

use super::Kind;
use super::assign::is_day_in;
use super::columns::speaks_of;
use crate::poland::date::{self, Beginnings, answer, fold, has, same, says, starts_with};
use crate::poland::{remark, town};

/// A text alone in its row that begins so is a footnote or a signature; a month's name is a section's.
const FOOTNOTES: &str = include_str!("footnotes.txt");
/// So do those who sign, where no number is beside them.
const SIGNERS: &str = include_str!("signers.txt");

/// What Excel and LibreOffice show between `#` and `!` or `?` where a formula went wrong, in English and Polish.
const ERRORS: &str = include_str!("errors.txt");
/// What a program leaves in a cell for which it has no value.
const REMAINS: &str = include_str!("remains.txt");

static RESERVATIONS: Beginnings = Beginnings::new(|| include_str!("reservations.txt").lines().collect());

/// Whether a line beside the list reserves the right to change anything, as most do.
pub(super) fn is_reservation(text: &str) -> bool {
    says(text, &RESERVATIONS)
}

/// Whether a line above the headings says what holds for all meetings: an hour of theirs, a time zone, that they are online.
pub(super) fn is_of_all(text: &str) -> bool {
    let (folded, mut words) = (fold(text), text.split_whitespace());
    let is_of_each = has(&folded, &["wszystk", "kazd"]) && has(&folded, &["online", "zdaln", "teams", "zoom", "trwa"]);
    is_other_zone(text)
        || ["wzor", "szablon", "test", "przyklad"].contains(&&*folded)
        || has(&folded, &["mm dd"])
        || words.clone().any(remark::is_meeting)
            && (is_of_each || has_hour(text) || words.any(|word| same(word, "godz")))
}

/// Whether a text says an hour of the clock: "10:00".
pub(super) fn has_hour(text: &str) -> bool {
    text.split_whitespace().any(|word| word.contains(':') && date::is_hour(word))
}

/// Whether a text alone in its row is a footnote, a signature or a rule.
pub(super) fn is_footnote(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is_dated = |(town, day): (&str, &str)| town::is_place(town) && is_day_in(day.trim_start_matches("dnia "), None);
    text.starts_with('/')
        || text.starts_with('*') && !remark::may_change(text)
        || has(&(fold(text) + " "), &["podpis ", "tel "]) && !remark::is_meeting(text)
        || !text.contains(|c| !"-–—_=.·".contains(c))
        || text.split_once(", ").is_some_and(is_dated)
        || is_reservation(text)
        || is_signature(text)
        || is_contact(text)
        || FOOTNOTES.lines().any(|word| starts_with(text.trim_start_matches('('), word))
        || first.chars().count() > 2 && date::month(&fold(first)).is_some()
        || text.split_whitespace().count() < 4 && has(&fold(text), &["kwartal", "polrocze"])
}

/// What a line says of all meetings, or of marks in their rows.
static OF_ALL: Beginnings = Beginnings::new(|| include_str!("of-all.txt").lines().collect());

/// What is asked of those who come, or told them: "Prosimy zabrać dowód", "Wstęp wolny".
static COURTESIES: Beginnings = Beginnings::new(|| include_str!("courtesies.txt").lines().collect());

/// Whether a text alone below all entries is only a signature, a greeting or a courtesy: it names no number, town or change,
/// nothing of all meetings and of when they are; and if it is no courtesy, it has few words, and none of where they are.
pub(super) fn is_closing(text: &str) -> bool {
    let count = text.split_whitespace().count();
    let names_town = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic());
        word.starts_with(char::is_uppercase) && town::in_any_case(word).is_some()
    };
    (count < 8 && (is_legend(text) || !says_where(text)) || says(text, &COURTESIES))
        && (count < 3 || town::find("", text).is_none() && !text.split_whitespace().any(names_town))
        && !text.contains(|c: char| c.is_ascii_digit() || c == '*')
        && !town::is_place(text)
        && (!remark::is_meeting(text) || has(&(fold(text) + " "), &["zabrac ", "bezplatne "]) && !says_where(text))
        && !remark::is_recurring(text, true)
        && !remark::may_change(text)
        && !speaks_of(text, &["date", "hour", "time", "county", "status"])
        && !says(text, &OF_ALL)
}

/// Whether a text beside the rows may say where or when one of them is: "spotykamy się w remizie".
fn says_where(text: &str) -> bool {
    speaks_of(text, &["venue", "address"]) || has(&fold(text), &["spotyk", "spotka", "odbed", "zaczyn"])
}

/// What a mark may say of a meeting, and changes nothing.
static MARKS: Beginnings = Beginnings::new(|| include_str!("marks.txt").lines().collect());

/// Whether a line of a mark changes nothing: "* sala dostosowana do potrzeb", "* liczba miejsc ograniczona".
pub(super) fn is_harmless(text: &str) -> bool {
    says(text, &MARKS) || says(text, &COURTESIES)
}

/// "Zapisy: 68 555 30 30": whom to ask, and nothing of a meeting.
fn is_contact(text: &str) -> bool {
    let starts = ["zapisy", "zgłoszenia", "informacje"].iter().any(|word| starts_with(text, word));
    let has_number = text.chars().filter(char::is_ascii_digit).count() > 6 || text.contains('@');
    starts && has_number && !remark::is_meeting(text) && !says_where(text) && !has_hour(text)
}

/// "GOK – Gminny Ośrodek Kultury": what letters stand for.
fn is_legend(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_other =
        |word: &str| same(word, "uwaga") || date::weekday(&fold(word)).is_some() || date::month(&fold(word)).is_some();
    let is_short = |word: &str| (2..7).contains(&word.chars().count()) && word.chars().all(char::is_uppercase);
    words.next().is_some_and(|word| is_short(word) && !is_other(word))
        && words.next().is_some_and(|word| ["–", "-", "—"].contains(&word))
        && words.next().is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// Whether two cells alone in their row say who made the list: "Opracował:", "Jan Żak".
pub(super) fn is_signed(does: &str, who: &str) -> bool {
    let signs = ["opracowa", "sporzadzi", "zatwierdz", "przygotowa", "sprawdzi", "akcept", "wykona"];
    does.ends_with(':') && does.split(' ').count() < 3 && has(&fold(does), &signs) && is_closing(who)
}

/// Whether a text says who signs the list: "Prezes: …".
pub(super) fn is_signature(text: &str) -> bool {
    !text.contains(|c: char| c.is_ascii_digit()) && SIGNERS.lines().any(|word| starts_with(text, word))
}

/// How texts begin that say that something does not recur.
const ONCE: &str = include_str!("once.txt");
/// What says under "Cykl" that it does, beside what says so anywhere.
static CYCLES: Beginnings = Beginnings::new(|| include_str!("cycles.txt").lines().collect());
static ZONES: Beginnings = Beginnings::new(|| include_str!("zones.txt").lines().collect());

/// What a cell of such a column says: another time zone, that a meeting takes place again, that it is closed, or, where no status
/// settles it, that it is not sure; Outlook writes 1 for that.
pub(super) fn alters(heading: &str, text: &str, is_open: bool) -> Option<Kind> {
    let speaks = |role| speaks_of(heading, &[role]);
    let is_one = || ["1", "jeden", "jedna"].contains(&&*fold(text));
    let is_once = || is_one() || ONCE.lines().any(|start| (fold(text) + " ").starts_with(start));
    // "4 konferencje"
    let mut words = text.split_whitespace();
    let is_several = words.next().and_then(|first| first.parse::<u32>().ok()).is_some_and(|count| count > 1)
        && words.next().is_some_and(remark::is_meeting);
    let recurs = || answer(text) == Some(true) || is_several || remark::is_recurring(text, true) || says(text, &CYCLES);
    let what = match () {
        () if fold(text).is_empty() => return None,
        () if speaks("cycle") && recurs() || speaks("repeat") && !is_once() => "when",
        () if speaks("zone") && is_other_zone(text) => "when",
        () if (speaks("sensitive") || !text.contains(' ')) && remark::secrecy(text) == Some(true) => "public",
        () if speaks("busy") && text == "1" && is_open => "sure",
        () => return None,
    };
    Some(Kind::Alters { heading: heading.to_owned(), text: text.to_owned(), what })
}

/// Whether a text names another time zone than Poland's.
fn is_other_zone(text: &str) -> bool {
    says(text, &ZONES) && !["warsaw", "warsz"].iter().any(|name| fold(text).contains(name))
}

/// A cell in which a formula went wrong or, of a sheet, was never computed.
pub(super) fn error(cell: &str, is_sheet: bool) -> Option<Kind> {
    let text = || cell.to_owned();
    let is_name = |name: &str| ERRORS.lines().any(|known| known == name.trim_end_matches(['!', '?']));
    let is_code = |start| cell.strip_prefix(start).is_some_and(|code: &str| is_number(code.trim()));
    if is_sheet && cell.starts_with('=') {
        return Some(Kind::NoValue { text: text() });
    }
    let is_too_narrow = cell.len() > 2 && cell.bytes().all(|byte| byte == b'#');
    let is_placeholder = cell.starts_with("{{")
        || cell.starts_with('«') && cell.ends_with('»') && !cell.contains(' ')
        || REMAINS.lines().any(|known| known == cell);
    let is_error = is_too_narrow
        || is_placeholder
        || cell.strip_prefix('#').is_some_and(is_name)
        || ["Err:", "Błąd:"].into_iter().any(is_code);
    is_error.then(|| Kind::ErrorValue { text: text() })
}

/// Nothing, or a row's number: 7, 7., 7), 7/2027
pub(super) fn is_number(cell: &str) -> bool {
    cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ')' | '/' | ' '))
}

/// A sum, perhaps of money: 75, 3 100,00 zł
pub(super) fn is_amount(cell: &str) -> bool {
    let number = cell.trim_end_matches("zł").trim_end_matches("PLN");
    number.contains(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ','))
}
