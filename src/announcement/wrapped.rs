//! Words, days and sentences that a text broke because a line was full.

use super::scan::{Item, Line};
use super::words::WORDS;
use crate::poland::date::{self, fold};

/// A line of prose of more octets was full.
const PROSE: usize = 60;
/// What stands before a day that is a limit.
const LIMITS: [&str; 4] = ["do", "od", "po", "przed"];

/// "w świe-", "tlicy wiejskiej" are "w świetlicy", "wiejskiej": there are as many lines.
pub(super) fn whole_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let next = line.trim_start_matches(' ');
        let word = next.split(char::is_whitespace).next().unwrap_or_default();
        let above = out.strip_suffix('\n').map(|above| above.trim_end_matches([' ', '\r']));
        let start = above.and_then(|above| above.strip_suffix('-')).filter(|start| start.ends_with(char::is_lowercase));
        match start.filter(|_| next.starts_with(char::is_lowercase)) {
            None => out.push_str(line),
            Some(start) => {
                // "strzelecko-drezdenecki"
                let is_joined = ["sko", "cko", "czno"].iter().any(|ending| start.ends_with(ending));
                out.truncate(start.len() + usize::from(is_joined));
                out.extend([word, "\n", next[word.len()..].trim_start_matches(' ')]);
            }
        }
    }
    out
}

/// What was broken within a sentence is one line; each octet stays where it is.
pub(super) fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let last = out[start..].trim_end();
        let is_quoted = last.starts_with('>');
        let next = line.trim_start_matches(|c| c == ' ' || is_quoted && c == '>');
        // "powiat żarski – 22 maja …", "powiat żagański – 23 maja …"
        let is_list = || last.split(' ').next() == next.split(' ').next() && is_entry(last) && is_entry(next);
        let goes_on = goes_on(last, next) && !is_list();
        if goes_on {
            let end = out.trim_end_matches(['\r', '\n']).len();
            let gap = out.len() - end + line.len() - next.len();
            out.truncate(end);
            out.extend(std::iter::repeat_n(' ', gap));
        }
        start = out.len();
        out.push_str(if goes_on { next } else { line });
    }
    out
}

/// Whether a line has a day of its own.
fn is_entry(text: &str) -> bool {
    Line::scan(text, 0).has(Item::has_days)
}

/// Whether a line goes on in the next.
fn goes_on(line: &str, next: &str) -> bool {
    let split = |c: char| !c.is_alphanumeric();
    let last = line.rsplit(char::is_whitespace).next().unwrap_or_default().trim_matches(split);
    let first = next.split(split).next().unwrap_or_default();
    let is_rule = !line.contains(char::is_alphanumeric);
    // "a) Komisja", "– Komisja"
    let is_point = next[first.len()..].starts_with(')') || first.is_empty() && next.starts_with(split);
    if is_rule || line.contains(['|', '\t']) || is_point {
        return false;
    }
    let is_number = |word: &str| word.parse::<u32>().is_ok();
    let is_month = |word: &str| word.len() > 3 && date::month(&fold(word)).is_some();
    let is_small = first.starts_with(char::is_lowercase);
    // "22 stycznia", "2027 r."; "10", "marca"; "16.00 –", "18.00"
    let is_year = first.len() == 4 && first.starts_with("20") && is_month(last);
    let is_day = is_number(last) && is_small && is_month(first);
    // "Zgłoszenia do", "15 stycznia"; "Zgłoszenia przyjmujemy", "do 5 maja"
    let is_until = is_number(first) && (LIMITS.contains(&last) || ["z", "dnia"].contains(&last));
    let limited = next.trim_start_matches(first).trim_start().trim_start_matches("dnia ");
    let is_limit = LIMITS.contains(&first)
        && limited.starts_with(|c: char| c.is_ascii_digit())
        && line.ends_with(char::is_alphabetic);
    let is_range = line.ends_with(['-', '–']) && first.starts_with(|c: char| c.is_ascii_digit());
    let ends = line.ends_with([':', ';', '!', '?']) || line.ends_with('.') && !WORDS.abbreviations.has(last);
    // "g. 18:00 OSP Lipsk" and "czwartek 7.10" are entries
    let behind = next[first.len()..].trim_start_matches(['.', ' ']);
    let is_hour = WORDS.hours.has(&fold(first)) && behind.starts_with(|c: char| c.is_ascii_digit());
    let begins = is_hour || date::weekday(&fold(first)).is_some();
    // "…, pl. Jana Pawła II 9", "wykład, godz. 10:00"
    let ends_with_street =
        || Line::scan(line, 0).items.last().is_some_and(|(item, at)| item.is_address() && at.end == line.len());
    let is_field = || ends_with_street() && Line::scan(next, 0).has(Item::is_hours);
    is_year
        || is_day
        || is_until
        || is_limit
        || is_range
        || line.len() > PROSE && !ends && is_small && !begins && !is_field()
}
