//! The two languages that the program speaks to its user. What it writes into calendars is always Polish.

use clap::ValueEnum;

/// A language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Polish
    Pl,
    /// English
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
}

/// The first of the POSIX variables that is set and not empty.
fn locale(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

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
