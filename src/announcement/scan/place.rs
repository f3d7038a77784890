//! Streets, postal codes and counties.

use super::{Item, Scanner, is_first_name};
use crate::announcement::words::WORDS;
use crate::poland::county::{Counties, County};
use crate::poland::date::{self, Kind};

impl Scanner<'_> {
    fn is_street(&self, n: usize) -> bool {
        self.word(n).is_some_and(|word| WORDS.streets.has(word))
    }

    /// "ul. 22-go Lipca 1", "Plac Kosynierów 1c", "al. Jana Pawła II 5"; "Rynek 1".
    pub(super) fn street(&self) -> Option<(usize, Item)> {
        let is_square = self.is_word(0, &["stary", "nowy", "maly"]) && self.is_word(1, &["rynek", "rynku"]);
        let first = self.word(0).filter(|_| self.is_street(0) || is_square)?;
        let is_short = ["ul", "al", "pl", "os"].contains(&first);
        let from = (1 + usize::from(is_square)..12).find(|&n| !self.is_mark(n, ".") && !self.is_street(n))?;
        let mut n = from;
        while let Some(next) = self.behind_name(n, from).filter(|_| n < from + 12) {
            n = next;
        }
        // "10:00" and "18.30" could be a house's number, and so could "22" of "22 maja"
        let is_time =
            self.is_mark(n + 1, ":.") && self.is_glued(n + 1) && self.is_glued(n + 2) && self.is_number(n + 2);
        if self.is_number(n) && !is_time && !self.is_month(n + 1) {
            let end = self.behind_house(n);
            return Some((end, Item::Street));
        }
        let is_patron = || self.word(from).is_some_and(is_first_name);
        (n > from && (is_short || self.is_capital(0) || is_patron())).then_some((n, Item::Street))
    }

    /// What follows a part of a street's name; `None`: there is none at the nth token.
    fn behind_name(&self, n: usize, from: usize) -> Option<usize> {
        let is_connector = |n: usize| self.word(n).is_some_and(|word| WORDS.connectors.has(word));
        let is_part = match self.kind(n)? {
            Kind::Number(..) | Kind::Word(_)
                if self.is_mark(n + 1, "-") && self.is_word(n + 2, &["go", "ego", "tego", "lecia"]) =>
            {
                return Some(n + 3);
            }
            // "3 Maja", but "22 maja" and "3 maja 2027"
            Kind::Number(..) if self.is_month(n + 1) => {
                (n == from || self.is_capital(n + 1)) && !matches!(self.kind(n + 2), Some(Kind::Number(_, 4)))
            }
            // another place begins
            Kind::Word(_) if n > from && self.is_street(n) => false,
            Kind::Word(_) if self.is_capital(n) || n > from && self.is_month(n) => true,
            Kind::Word(word) if is_connector(n) && !(n > from && word == "w") => {
                let next = self.behind(n + 1, &[], ".");
                return Some(next).filter(|&next| self.is_capital(next) || is_connector(next));
            }
            Kind::Mark('.') => self.is_glued(n) && self.word(n - 1).is_some_and(|word| word.len() <= 4),
            _ => self.joins_names(n),
        };
        is_part.then_some(n + 1)
    }

    pub(super) fn is_month(&self, n: usize) -> bool {
        self.word(n).is_some_and(|word| word.len() > 3 && date::month(word).is_some())
    }

    /// Whether a dash stands in the middle of a name.
    pub(super) fn joins_names(&self, n: usize) -> bool {
        self.is_mark(n, "-") && self.is_glued(n) && self.is_glued(n + 1) && self.is_capital(n + 1)
    }

    /// What follows the number of a house at the nth token: "48a", "1/330", "39-41", "7b".
    fn behind_house(&self, n: usize) -> usize {
        let is_number = matches!(self.kind(n + 2), Some(Kind::Number(_, 1..=3)));
        if self.is_glued(n + 1) && self.word(n + 1).is_some_and(|word| word.len() == 1) {
            self.behind_house(n + 1)
        } else if self.is_mark(n + 1, "/-") && self.is_glued(n + 2) && is_number {
            self.behind_house(n + 2)
        } else {
            n + 1
        }
    }

    /// "66-530 Drezdenko", "42- 233 Mykanów".
    pub(super) fn postal(&self) -> Option<(usize, Item)> {
        let kinds = (self.kind(0)?, self.kind(1)?, self.kind(2)?);
        let (Kind::Number(_, 2), Kind::Mark('-'), Kind::Number(_, 3)) = kinds else { return None };
        // a telephone has numbers before it
        if !self.is_glued(1) || matches!(self.kind_before(), Some(Kind::Number(..) | Kind::Mark('-'))) {
            return None;
        }
        let from = self.behind(3, &[], ",");
        let is_name = |n: usize| self.is_capital(n) || n > from && self.is_word(n, &["nad", "k", "pod"]);
        let mut n = from;
        while n < from + 4 && self.word(n).is_some() && is_name(n) && !self.is_street(n) {
            n += if self.joins_names(n + 1) { 2 } else { 1 };
        }
        if n == from {
            return Some((3, Item::Postal(0)));
        }
        n += usize::from(self.is_word(n - 1, &["wlkp", "odrz", "kraj"]) && self.is_mark(n, "."));
        let name = self.tokens[self.at + from].at..self.tokens[self.at + n - 1].end;
        Some((n, Item::Postal(name.len())))
    }

    /// "Powiat nowosolski", "powiecie żarskim", "m. Zielona Góra"; "żarski" in a cell of its own.
    pub(super) fn county(&self) -> Option<(usize, Item)> {
        let is_edge = |kind: Option<&Kind>| matches!(kind, None | Some(Kind::Mark('|' | '│')));
        let is_county = self.is_word(0, &["powiat", "powiatu", "powiecie", "powiatem", "powiatowi", "pow", "powiaty"]);
        let is_city = self.is_word(0, &["m"]) && self.is_mark(1, ".") && self.is_capital(2)
            || self.is_word(0, &["miasto"]) && self.is_capital(1);
        let is_cell = self.word(0).is_some() && is_edge(self.kind_before());
        if !(is_county || is_city || is_cell) {
            return None;
        }
        let from = if is_county { self.behind(1, &[], ".:-") } else { 0 };
        // at most three words with dashes between them
        let known = (from + 1..=from + 5).rev().find_map(|end| {
            let is_alone = is_cell && is_edge(self.kind(end)) && self.word(end - 1)?.ends_with("ki");
            let county = County::find(self.text(end)?)?;
            (is_county || is_alone || is_city && county.is_city()).then_some((end, county))
        });
        if let Some((end, county)) = known {
            return Some((end, Item::County(Some(Counties::from_iter([county])))));
        }
        let word = self.word(from).filter(|_| is_county)?;
        let masculine = word.strip_suffix("ego").or(word.strip_suffix('m')).unwrap_or(word);
        let is_adjective = ["ski", "cki", "dzki"].iter().any(|ending| masculine.ends_with(ending));
        is_adjective.then_some((from + 1, Item::County(None)))
    }
}
