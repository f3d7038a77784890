//! Streets, postal codes and counties.

use super::{Item, Scanner};
use crate::announcement::words::WORDS;
use crate::poland::county::{Counties, County};
use crate::poland::date::{self, Kind};

impl Scanner<'_> {
    /// "ul. 22-go Lipca 1", "Plac Kosynierów 1c", "al. Jana Pawła II 5".
    pub(super) fn street(&mut self) -> Option<Item> {
        let is_street = |word: &str| WORDS.streets.has(word);
        let first = self.word(0).filter(|word| is_street(word))?;
        let is_short = ["ul", "al", "pl", "os"].contains(&first);
        let is_rynek = first.starts_with("ryn");
        let mut n = 1;
        while self.is_mark(n, ".") || self.word(n).is_some_and(is_street) {
            n += 1;
        }
        if !is_short && !self.is_capital(0) && !self.is_capital(n) {
            return None;
        }
        let (from, mut is_named) = (n, is_rynek);
        while n - from < 12 {
            match self.kind(n) {
                Some(Kind::Number(..)) => {
                    let is_month = |word: &str| date::month(word).is_some() && word.len() > 3;
                    let is_before_month = self.word(n + 1).is_some_and(is_month);
                    // "10:00" and "18.30", where a house's number could be
                    let is_time =
                        self.is_mark(n + 1, ":.") && (1..=2).all(|of| self.is_glued(n + of)) && self.is_number(n + 2);
                    let is_year_behind = matches!(self.kind(n + 2), Some(Kind::Number(_, 4)));
                    if self.is_mark(n + 1, "-") && self.is_word(n + 2, &["go", "ego", "tego", "lecia"]) {
                        n += 3;
                    } else if is_before_month && !is_year_behind && !(is_named && from + 2 < n) {
                        n += 1;
                    } else if is_before_month || is_time {
                        // "Rynek, 22 maja"
                        return (n > from).then(|| self.take(n, Item::Street));
                    } else {
                        let end = self.behind_house(n);
                        return Some(self.take(end, Item::Street));
                    }
                }
                Some(Kind::Word(word)) if self.is_capital(n) || date::month(word).is_some() && n > from => {
                    // another place begins
                    if n > from && is_street(word) {
                        break;
                    }
                    is_named = true;
                    n += 1;
                }
                Some(Kind::Word(word)) if WORDS.connectors.has(word) => {
                    let next = if self.is_mark(n + 1, ".") { n + 2 } else { n + 1 };
                    let goes_on =
                        self.is_capital(next) || self.word(next).is_some_and(|word| WORDS.connectors.has(word));
                    if !goes_on || is_named && word == "w" {
                        break;
                    }
                    n = next;
                }
                Some(Kind::Mark('.')) if self.is_glued(n) && self.word(n - 1).is_some_and(|word| word.len() <= 4) => {
                    n += 1;
                }
                Some(Kind::Mark('-')) if self.joins_names(n) => n += 1,
                _ => break,
            }
        }
        // a stop at the end belongs to the sentence
        while n > from && self.is_mark(n - 1, ".-") {
            n -= 1;
        }
        let is_street = is_named && (is_short || !is_rynek && self.is_capital(0));
        is_street.then(|| self.take(n, Item::Street))
    }

    /// Whether a dash stands in the middle of a name.
    pub(super) fn joins_names(&self, n: usize) -> bool {
        self.is_mark(n, "-") && self.is_glued(n) && self.is_glued(n + 1) && self.is_capital(n + 1)
    }

    /// What follows the number of a house: "48a", "1/330", "39-41", "7b".
    fn behind_house(&self, n: usize) -> usize {
        let mut n = n + 1;
        loop {
            if self.word(n).is_some_and(|word| word.len() == 1) && self.is_glued(n) {
                n += 1;
            } else if self.is_mark(n, "/-")
                && matches!(self.kind(n + 1), Some(Kind::Number(_, 1..=3)))
                && self.is_glued(n + 1)
            {
                n += 2;
            } else {
                return n;
            }
        }
    }

    /// "66-530 Drezdenko", "42- 233 Mykanów".
    pub(super) fn postal(&mut self) -> Option<Item> {
        let (Kind::Number(_, 2), Kind::Mark('-'), Kind::Number(_, 3)) = (self.kind(0)?, self.kind(1)?, self.kind(2)?)
        else {
            return None;
        };
        // a telephone has numbers before it
        let is_code = self.is_glued(1) && !matches!(self.kind_before(), Some(Kind::Number(..) | Kind::Mark('-')));
        is_code.then_some(())?;
        let from = if self.is_mark(3, ",") { 4 } else { 3 };
        let mut n = from;
        while n < from + 4
            && self.word(n).is_some_and(|word| !WORDS.streets.has(word))
            && (self.is_capital(n) || n > from && self.is_word(n, &["nad", "k", "pod"]))
        {
            n += if self.joins_names(n + 1) { 2 } else { 1 };
        }
        if n == from {
            return Some(self.take(3, Item::Postal(0)));
        }
        if self.is_word(n - 1, &["wlkp", "odrz", "kraj"]) && self.is_mark(n, ".") {
            n += 1;
        }
        let (start, end) = (self.tokens[self.at + from].at, self.tokens[self.at + n - 1].end);
        Some(self.take(n, Item::Postal(end - start)))
    }

    /// "Powiat nowosolski", "powiecie żarskim", "m. Zielona Góra".
    pub(super) fn county(&mut self) -> Option<Item> {
        if let Some(item) = self.county_alone() {
            return Some(item);
        }
        let names = ["powiat", "powiatu", "powiecie", "powiatem", "powiatowi", "pow", "powiaty"];
        let is_county = self.is_word(0, &names);
        let is_short = self.is_word(0, &["m"]) && self.is_mark(1, ".") && self.is_capital(2);
        let is_city = is_short || self.is_word(0, &["miasto"]) && self.is_capital(1);
        (is_county || is_city).then_some(())?;
        let from = self.behind(1, &[], ".:-");
        // at most three words with dashes between them
        let known = (from + 1..=from + 5).rev().find_map(|end| {
            let text = self.text(end)?;
            let is_long = is_city && !is_short;
            let county =
                if is_long { County::find(&format!("m.{}", &text["miasto".len()..])) } else { County::find(text) }?;
            (is_county || county.is_city()).then_some((end, county))
        });
        if let Some((end, county)) = known {
            return Some(self.take(end, Item::County(Some(Counties::from_iter([county])))));
        }
        let word = self.word(from)?;
        let masculine = word.strip_suffix("ego").or(word.strip_suffix('m')).unwrap_or(word);
        let is_adjective = ["ski", "cki", "dzki"].iter().any(|ending| masculine.ends_with(ending));
        (is_county && is_adjective).then(|| self.take(from + 1, Item::County(None)))
    }

    /// "żarski" in a cell of its own.
    fn county_alone(&mut self) -> Option<Item> {
        let is_edge = |kind: Option<&Kind>| matches!(kind, None | Some(Kind::Mark('|' | '│')));
        let length = if self.is_mark(1, "-") { 3 } else { 1 };
        let is_alone =
            self.word(length - 1)?.ends_with("ki") && is_edge(self.kind_before()) && is_edge(self.kind(length));
        is_alone.then_some(())?;
        let county = County::find(self.text(length)?)?;
        Some(self.take(length, Item::County(Some(Counties::from_iter([county])))))
    }
}
