//! Days, weekdays and hours.

use super::{Day, Item, Scanner};
use crate::announcement::words::WORDS;
use crate::poland::date::{self, Cursor, Kind, Minutes, Token};
use crate::poland::length::{is_of_lessons, length};
use crate::poland::remark;

/// Behind these a number is a price or a length.
const UNITS: [&str; 8] = ["zl", "pln", "m", "km", "ha", "mln", "tys", "proc"];

/// Behind these a number is a room's.
const ROOMS: [&str; 10] = ["nr", "pok", "pokoj", "pokoju", "lok", "sala", "sali", "sp", "lo", "zs"];

const NOON: Minutes = 12 * 60;

/// A length has no more words and marks: "1 godz. i 30 min.".
const LENGTH: usize = 7;

impl Scanner<'_> {
    /// "22 maja", "wtorek, 14.05", "22.05.2017 r. (wtorek)"; several: "1, 2 i 3 czerwca", "15/16 maja"; from one to another:
    /// "27-28 maja", "1.06.2027 – 2.06.2027"; or a weekday alone: a whole word, and a cut one before hours or in a line of its own.
    pub(super) fn day(&self) -> Option<(usize, Item)> {
        let weekday = self.word(0).and_then(date::weekday);
        let mut n = if weekday.is_some() { self.behind(1, &["dnia", "dniu", "w", "tj"], ".,-(") } else { 0 };
        if !self.is_number(n) {
            let is_alone = self.at == 0 && self.tokens.len() <= 2;
            return weekday
                .filter(|_| is_alone || self.word(0).is_some_and(|word| word.len() > 4))
                .map(|_| (1, Item::Weekday));
        }
        // "z 23 na 30 kwietnia"
        if let (Some("z"), Some(&Kind::Number(day @ 1..=31, 1..=2))) = (self.word_before(), self.kind(n))
            && self.is_word(n + 1, &["na"])
            && let Some((other, _)) = self.one_day(n + 2, false)
        {
            return Some((n + 1, Item::Days(vec![Day { day, weekday: None, ..other }])));
        }
        // "sala nr 5 – 14 stycznia"
        if n == 0 && self.is_mark(1, "-") && self.word_before().is_some_and(|word| ROOMS.contains(&word)) {
            return None;
        }
        // "sala nr 2, 5 maja" names no second day
        let is_counted = n == 0 && self.word_before().is_some_and(|word| !WORDS.fillers.has(word));
        let (mut days, mut numbers, mut is_period, mut end) = (Vec::new(), Vec::new(), false, 0);
        loop {
            let is_bare = if let Some((day, behind)) = self.one_day(n, weekday.is_some())
                && numbers.last().is_none_or(|before| *before < day.day)
            {
                days.extend(numbers.drain(..).map(|number| Day { day: number, ..day }));
                days.push(day);
                (n, end) = (behind, behind);
                false
            } else if let Some(&Kind::Number(number @ 1..=31, 1..=2)) = self.kind(n)
                && numbers.last().is_none_or(|before| *before < number)
                && !(is_counted && self.is_mark(n + 1, ","))
            {
                numbers.push(number);
                n += 1;
                true
            } else {
                break;
            };
            // "zamiast 12 maja – 19 maja"
            let is_through = self.is_mark(n, "-") && self.word_before() != Some("zamiast") || self.is_word(n, &["do"]);
            // a day takes the comma behind it
            n -= usize::from(!is_bare && self.is_mark(n - 1, ","));
            let is_also = self.is_mark(n, ",") || self.is_word(n, &["i", "oraz"]) || is_bare && self.is_mark(n, "/");
            if is_period || !(is_also || is_through && days.len() + numbers.len() == 1) {
                break;
            }
            is_period = is_through;
            n = self.behind(n + 1, &["dnia"], "");
        }
        let mut year = days.iter().rev().find_map(|day| day.year);
        let mut cursor = self.cursor(end);
        let weekday = weekday.or_else(|| date::weekday_after(&mut cursor)).filter(|_| days.len() == 1 || is_period);
        // "3 marca (środa) 2027 r."
        if let (None, Some(_), Some(&Kind::Number(behind @ 2010..=2099, 4))) = (year, weekday, cursor.peek(0)) {
            year = Some(behind.cast_signed());
            cursor.skip(1);
            date::after_date(&mut cursor);
        }
        let left = cursor.tokens.len();
        for day in &mut days {
            (day.year, day.weekday) = (day.year.or(year), weekday);
        }
        days.dedup_by_key(|day| (day.month, day.day));
        if days.is_empty() {
            return weekday.map(|_| (1, Item::Weekday));
        }
        let item = match days[..] {
            [first, _] if is_period => Item::Period(first),
            _ => Item::Days(days),
        };
        Some((self.before(left, ','), item))
    }

    /// "maja: 4, 11 i 18".
    pub(super) fn days_of_month(&self) -> Option<(usize, Item)> {
        let month = date::month(self.word(0)?).filter(|_| self.is_month(0) && self.is_mark(1, ":"))?;
        let (mut days, mut n, mut end) = (Vec::new(), 2, 2);
        while let Some(&Kind::Number(day @ 1..=31, 1..=2)) = self.kind(n)
            && !(self.is_mark(n + 1, ".:") && self.is_glued(n + 2))
        {
            days.push(Day { month, day, ..Day::default() });
            end = n + 1;
            n = if self.is_mark(end, ",") || self.is_word(end, &["i", "oraz"]) { end + 1 } else { self.tokens.len() };
        }
        (!days.is_empty()).then_some((end, Item::Days(days)))
    }

    /// A day from the nth token on, and where it ends; whether a weekday stands before it.
    fn one_day(&self, n: usize, is_weekdays: bool) -> Option<(Day, usize)> {
        let mut cursor = self.cursor(n);
        let (year, month, day) = date::numbers(&mut cursor)?;
        let end = |cursor: &Cursor| self.tokens.len() - self.at - cursor.tokens.len();
        // "5 i 6" is no January
        let is_named = (n..end(&cursor)).any(|n| self.word(n).is_some_and(|word| word.len() >= 3));
        // "8 V (pon.)", "8 V godz. 9.00"
        let is_roman = date::weekday_after(&mut { cursor }).is_some()
            || self.word(end(&cursor)).is_some_and(|word| WORDS.hours.has(word));
        // "kl. 3 V", "sala 2 V"
        let is_counted = n == 0
            && match self.kind_before() {
                Some(Kind::Word(word)) => !WORDS.fillers.has(word),
                kind => kind == Some(&Kind::Mark('.')),
            };
        let is_roman = is_roman && !is_counted && self.word(end(&cursor) - 1).is_some_and(|word| word != "i");
        let is_clear = match year {
            Some(year) => (1990..=2099).contains(&year),
            None => is_named || is_roman || self.is_plain_day(n, is_weekdays),
        };
        let is_day = is_clear && (1..=12).contains(&month) && (1..=31).contains(&day);
        let this_year = date::after_date(&mut cursor);
        is_day.then(|| (Day { year, month, day, this_year, weekday: None }, end(&cursor)))
    }

    /// "14.05", which is no hour.
    fn is_plain_day(&self, n: usize, is_weekdays: bool) -> bool {
        let is_hour = |n: usize| self.pair(n).is_some_and(|(hour, minute)| hour < 24 && minute < 60);
        let is_range = self.is_mark(n + 3, "-") && is_hour(n + 4);
        let may_be_hour = self.cell_has_day && (is_range || is_hour(n) && !self.is_mark(n + 3, "."));
        // "o 9.05"; but "wtorek 9.05"
        let is_named = n == 0 && self.word_before() == Some("o");
        self.pair(n).is_some() && !is_named && (is_weekdays || !may_be_hour)
    }

    /// "14.05": a day or an hour, and no price, length or number of a chapter.
    fn pair(&self, n: usize) -> Option<(u32, u32)> {
        let kinds = (self.kind(n)?, self.kind(n + 1)?, self.kind(n + 2)?);
        let (&Kind::Number(first, 1..=2), Kind::Mark('.'), &Kind::Number(second, 2)) = kinds else { return None };
        (self.is_glued(n + 1) && self.is_glued(n + 2) && !self.is_mark(n + 3, "%:") && !self.is_word(n + 3, &UNITS))
            .then_some((first, second))
    }

    /// How many tokens stand before the last so many; a mark at the end belongs to the sentence.
    fn before(&self, left: usize, mark: char) -> usize {
        let end = self.tokens.len() - left;
        end - self.at - usize::from(self.tokens[end - 1].kind == Kind::Mark(mark))
    }

    /// "Spotkanie potrwa ok. 90 minut", "czas trwania: 2 h", "3-godzinne spotkanie", behind a day ", 2 godz.,".
    pub(super) fn length(&self) -> Option<(usize, Item)> {
        let is = |n: usize, wanted: fn(&str) -> bool| self.word(n).is_some_and(wanted);
        let is_filler = |n: usize| is(n, |word| WORDS.lengths.has(word));
        let goes_on = |n: &usize| is_filler(*n) || is(*n, remark::is_meeting) || self.is_mark(*n, ".:,-(");
        let from = if is_filler(0) { (1..=self.tokens.len()).find(|n| !goes_on(n))? } else { 0 };
        let is_unit =
            |word: &str| word == "h" || word.starts_with("min") || word.starts_with("godz") || word.contains("godzinn");
        let minutes = |unit: usize| {
            let text = &self.text[self.tokens.get(self.at + from)?.at..self.tokens[self.at + unit].end];
            Some((unit, length(text, "")?.num_minutes().try_into().ok()?))
        };
        let (unit, minutes) = (from..from + LENGTH).rev().filter(|n| is(*n, is_unit)).find_map(minutes)?;
        let end = unit + 1 + usize::from(self.is_mark(unit + 1, "."));
        let is_adjective = is(unit, |word| word.contains("godzinn") || word.contains("minutow"));
        let before = self.tokens[..self.at].iter().rev();
        let word = |token: &Token| if let Kind::Word(word) = &token.kind { Some(word.clone()) } else { None };
        let mut words = before.map_while(word);
        let is_said = if (0..from).any(|n| is(n, |word| WORDS.lasts.has(word))) {
            let words: Vec<String> = words.collect();
            // "każda porada" is a part
            let is_each = |next: &[String]| matches!(next, [.., next, first] if first.starts_with("kazd") && !remark::is_meeting(next));
            let is_all = |first: &String| first == "i" || remark::is_meeting(first) || WORDS.all.has(first);
            words.last().is_none_or(is_all) && !is_each(&words)
        } else if is_adjective {
            is(end, remark::is_meeting) || words.next().is_some_and(|word| remark::is_meeting(&word))
        } else {
            let is_edge = |kind: Option<&Kind>| matches!(kind, Some(Kind::Mark(',' | '(' | ')' | ';' | '|')));
            self.has_day && is_edge(self.kind_before()) && (self.kind(end).is_none() || is_edge(self.kind(end)))
        };
        let is_other = self.is_number(end) || is(end, |word| is_of_lessons(word, ""));
        (is_said && !is_other).then_some((end, Item::Length(minutes)))
    }

    /// "godz. 10:00", "o godzinie 9:30", "w godz. 15:00 – 19:00"; without a word "16:00", "10⁰⁰", behind a day also "18.30" and
    /// "9:00 do 14:00".
    pub(super) fn hours(&self) -> Option<(usize, Item)> {
        if self.is_word(0, &["w"]) && self.is_word(1, &["samo"]) && self.is_word(2, &["poludnie"]) {
            return Some((3, Item::Hours((NOON, None))));
        }
        let (mut n, mut is_named) = (0, false);
        while let Some(word) = self.word(n)
            && (WORDS.hours.has(word) || ["o", "w", "od", "na", "ok", "miedzy"].contains(&word))
        {
            is_named |= WORDS.hours.has(word) && (word.len() > 1 || self.is_mark(n + 1, "."));
            n = self.behind(n + 1, &[], ".:,");
        }
        // "zmiana godziny: 20 maja", "data i godzina: 07.10.2027"
        let is_day =
            || self.is_month(n + 1) || date::numbers(&mut self.cursor(n)).is_some_and(|(year, ..)| year.is_some());
        let is_hour = if is_named { !is_day() } else { n == 0 && self.is_clear_hour() || self.is_whole(n) };
        is_hour.then_some(())?;
        // "godz. 9 10 maja", "godz. 9 10-12 maja", "godz. 9 10.05", "godz. 16 20 miejsc"
        let is_more = |cursor: &Cursor| {
            let is_counted = |word: &str| date::has(word, &["min", "osob", "miejsc", "lat", "dni", "zl"]);
            let ends = |n: usize| match (cursor.peek(n), cursor.peek(n + 1)) {
                (Some(Kind::Word(word)), _) => date::month(word).is_some() || is_counted(word),
                (Some(Kind::Mark(mark)), Some(Kind::Number(..))) => *mark != '-',
                _ => false,
            };
            ends(2) || cursor.peek(2) == Some(&Kind::Mark('-')) && ends(4)
        };
        let hour = |cursor: &mut Cursor| match (cursor.peek(0)?, cursor.peek(1)) {
            // 17³⁰ whose raised digits have fallen
            (&Kind::Number(value, 3..=4), next) if is_named || next.is_none() => {
                cursor.skip(1);
                (value % 100 < 60 && value < 2400).then_some(value / 100 * 60 + value % 100)
            }
            // "godz. 16 00 – 18 00"
            (&Kind::Number(hour @ 0..24, 1..=2), Some(&Kind::Number(minute @ 0..60, 2)))
                if is_named && minute % 5 == 0 && !is_more(cursor) =>
            {
                cursor.skip(2);
                Some(hour * 60 + minute)
            }
            _ => date::hour(cursor),
        };
        let mut cursor = self.cursor(n);
        let start = hour(&mut cursor)?;
        let mut left = cursor.tokens.len();
        let is_range = cursor.mark("-").is_some() | cursor.skip_words(&["do", "a"], "");
        cursor.skip_words(&["ok", "okolo"], ".");
        let is_date = date::numbers(&mut Cursor { tokens: cursor.tokens }).is_some_and(|(year, ..)| year.is_some());
        let end = if is_range && !is_date { hour(&mut cursor).filter(|&end| end > start) } else { None };
        if end.is_some() {
            left = cursor.tokens.len();
        }
        Some((self.before(left, '.'), Item::Hours((start, end))))
    }

    /// "o 9", "o 18-tej", "od 17 do 19", "między 14 a 16", and behind a day "9–13": whole hours, if nothing is counted.
    fn is_whole(&self, n: usize) -> bool {
        let is_hour = |n: usize| matches!(self.kind(n), Some(Kind::Number(6..=22, 1..=2)));
        let next = n + 1;
        let is_range = (self.is_mark(next, "-") || self.is_word(next, &["do", "a"])) && is_hour(next + 1);
        let last = if is_range { next + 1 } else { next - 1 };
        // "10-14:30"
        let is_exact = is_range && self.is_mark(next + 2, ":.") && self.is_glued(next + 2) && self.is_glued(next + 3);
        let is_end = match self.kind(last + 1) {
            _ if is_exact && matches!(self.kind(next + 3), Some(Kind::Number(0..60, 2))) => true,
            // "o 12-letniej Ani"
            Some(Kind::Mark('-')) if self.is_glued(last + 1) => self.is_word(last + 2, &["tej", "ej", "stej", "ta"]),
            Some(Kind::Mark('-')) => !self.is_number(last + 2),
            Some(Kind::Mark(c)) => !("/:%".contains(*c) || self.is_glued(last + 2) && self.is_number(last + 2)),
            Some(Kind::Word(word)) => ["i", "oraz", "w", "we", "na", "przy"].contains(&word.as_str()),
            kind => kind.is_none(),
        };
        let is_from = || self.is_word(0, &["o"]) || self.has_day && self.is_word(0, &["od"]);
        // "Piastowska 8–10" is a house
        let is_street = || {
            let ends = |word: &str| ["ska", "cka", "skiej", "ckiej"].iter().any(|end| word.ends_with(end));
            self.word_before().is_some_and(ends) && self.begins_capital(self.at - 1)
        };
        let is_said = if is_range { n > 0 || self.has_day && !is_street() } else { n == 1 && is_from() };
        is_hour(n) && is_end && is_said
    }

    /// Whether a number that begins no day is one of an hour.
    fn is_clear_hour(&self) -> bool {
        match (self.kind(0), self.kind(1), self.kind(2)) {
            (Some(&Kind::Number(value, 3..=4)), None, _) => {
                self.at == 0 && !(1990..2040).contains(&value) && value.is_multiple_of(5)
            }
            (Some(Kind::Number(_, 1..=2)), Some(Kind::Superscript(_, 2)), _) => self.is_glued(1),
            (Some(Kind::Number(_, 1..=2)), Some(Kind::Mark(':')), Some(Kind::Number(_, 2))) => {
                self.is_glued(1) && self.is_glued(2)
            }
            // "22.05.1850"
            _ => self.pair(0).is_some() && !(self.is_mark(3, ".") && self.is_number(4)),
        }
    }
}
