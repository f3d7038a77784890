//! The two languages that the program speaks to its user. What it writes into calendars is always Polish.

use clap::ValueEnum;

/// A language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Polish.
    Pl,
    /// English.
    En,
}

impl Lang {
    /// The system's language, if it is one of the two; else English.
    pub(crate) fn of_system() -> Self {
        // sys-locale lets LANGUAGE come before these, even where LC_ALL=C asks for no language at all
        let named = locale(|name| std::env::var(name).ok());
        Self::of_locale(&named.or_else(sys_locale::get_locale).unwrap_or_default())
    }

    /// Polish for `pl…`, else English.
    fn of_locale(locale: &str) -> Self {
        if locale.starts_with("pl") { Self::Pl } else { Self::En }
    }

    /// The form of a counted noun: `one` for 1; `few` for 2–4, 22–24, … in Polish; else `many`.
    pub fn plural<'a>(self, n: usize, one: &'a str, few: &'a str, many: &'a str) -> &'a str {
        match (self, n, n % 10, n % 100) {
            (_, 1, ..) => one,
            (Self::Pl, _, 2..=4, tens) if !(12..=14).contains(&tens) => few,
            _ => many,
        }
    }

    /// "1 meeting", "5 spotkań".
    pub fn meetings(self, n: usize) -> String {
        let noun = match self {
            Self::En => self.plural(n, "meeting", "", "meetings"),
            Self::Pl => self.plural(n, "spotkanie", "spotkania", "spotkań"),
        };
        format!("{n} {noun}")
    }
}

/// The first of the POSIX variables that is set and not empty.
fn locale(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty())
}

/// One message in both languages, side by side: `say!(lang, "English {x}", "po polsku {x}")`.
macro_rules! say {
    ($lang:expr, $en:literal, $pl:literal $(, $arg:expr)* $(,)?) => {
        match $lang {
            $crate::message::lang::Lang::En => format!($en $(, $arg)*),
            $crate::message::lang::Lang::Pl => format!($pl $(, $arg)*),
        }
    };
}
pub(crate) use say;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polish_plurals() {
        let form = |n| Lang::Pl.plural(n, "one", "few", "many");
        for (n, want) in [(0, "many"), (1, "one"), (2, "few"), (4, "few"), (5, "many"), (12, "many"), (14, "many")] {
            assert_eq!(form(n), want, "{n}");
        }
        for (n, want) in [(21, "many"), (22, "few"), (101, "many"), (104, "few"), (112, "many"), (1003, "few")] {
            assert_eq!(form(n), want, "{n}");
        }
        assert_eq!(Lang::En.plural(21, "one", "few", "many"), "many");
    }

    #[test]
    fn the_first_locale_that_is_set_decides() {
        let with = |all: &str, lang: &str| {
            let (all, lang) = (all.to_owned(), lang.to_owned());
            let locale = locale(move |name| match name {
                "LC_ALL" => Some(all.clone()),
                "LANG" => Some(lang.clone()),
                _ => None,
            });
            locale.map(|locale| Lang::of_locale(&locale))
        };
        assert_eq!(with("", "pl_PL.UTF-8"), Some(Lang::Pl));
        assert_eq!(with("C.UTF-8", "pl_PL.UTF-8"), Some(Lang::En));
        assert_eq!(with("pl", ""), Some(Lang::Pl));
        assert_eq!(with("", ""), None);
    }
}
