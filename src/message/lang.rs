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
        Self::of(|name| std::env::var(name).ok(), sys_locale::get_locale)
    }

    /// Polish for `pl…`, in the first of the POSIX variables that is set and not empty, or else as the system says.
    fn of(variable: impl Fn(&str) -> Option<String>, system: impl FnOnce() -> Option<String>) -> Self {
        let named = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
        if named.or_else(system).is_some_and(|locale| locale.starts_with("pl")) { Self::Pl } else { Self::En }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_locale_that_is_set_decides() {
        let with = |all: &str, lang: &str| {
            let (all, lang) = (all.to_owned(), lang.to_owned());
            let variable = move |name: &str| match name {
                "LC_ALL" => Some(all.clone()),
                "LANG" => Some(lang.clone()),
                _ => None,
            };
            ["pl-PL", "de"].map(|system| Lang::of(&variable, || Some(system.to_owned())))
        };
        assert_eq!(with("", "pl_PL.UTF-8"), [Lang::Pl; 2]);
        assert_eq!(with("C.UTF-8", "pl_PL.UTF-8"), [Lang::En; 2]);
        assert_eq!(with("pl", ""), [Lang::Pl; 2]);
        assert_eq!(with("", ""), [Lang::Pl, Lang::En]);
    }
}
