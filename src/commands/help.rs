//! Help, usage errors, the manual page and completions in the language of the messages.
//!
//! The English texts are the doc comments of `cli`. `message/help.pl.ftl` has the Polish for each of them, by the name of the command or
//! argument; `message/clap.csv` has it for what stands in the code of clap and clap_mangen, and for the headings.

use std::ffi::OsString;
use std::io::{self, Write as _};

use clap::builder::{PossibleValue, PossibleValuesParser, Resettable, StyledStr};
use clap::{Arg, Args as _, Command, CommandFactory as _, FromArgMatches as _};
use serde_json::Map;

use super::{Error, Usage, print};
use crate::cli::{Cli, ConsoleArgs};
use crate::console::Console;
use crate::message::{Lang, Words, words::HELP};

/// The command line as people of that language see it. Its values are texts: it explains, and does not run.
pub(crate) fn command(lang: Lang) -> Command {
    let mut command = without_empty(Cli::command());
    // adds --help, --version and help, so that these can be translated, too
    command.build();
    if lang == Lang::En { command } else { translated(command, &Words::new(lang, HELP)) }
}

/// An environment variable that is set to nothing counts as not set; what one is set to is not shown.
pub(crate) fn without_empty(command: Command) -> Command {
    let command = command.mut_args(|arg| {
        let is_empty = arg.get_env().and_then(std::env::var_os).is_some_and(|value| value.is_empty());
        if is_empty { arg.env(None) } else { arg.hide_env_values(true) }
    });
    command.mut_subcommands(without_empty)
}

/// Words that clap and clap_mangen print by themselves, in that language.
pub(crate) fn in_words_of(lang: Lang, text: String) -> String {
    let source = if lang == Lang::En { "" } else { include_str!("../message/clap.csv") };
    let pairs = source.lines().filter_map(|line| line.split_once(';'));
    pairs.fold(text, |text, (english, polish)| text.replace(english, polish))
}

/// Prints help, or says what is wrong with the arguments, in the form and language that they ask for. Gives the exit code.
pub(crate) fn explain(args: &[OsString]) -> u8 {
    // what an environment variable says of the language may be wrong, too
    let console = console(args).or_else(|| console(&[])).unwrap_or_else(|| Console::new(ConsoleArgs::default(), false));
    let Err(error) = command(console.lang).try_get_matches_from(args) else { return 2 };
    let help = || in_words_of(console.lang, error.render().to_string());
    match error.kind() {
        _ if !error.use_stderr() => print(help().as_bytes()).unwrap_or_else(|error| error.tell(&console)),
        clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = write!(io::stderr(), "{}", help());
            2
        }
        _ => Error::from(Usage::of(&error)).tell(&console),
    }
}

/// How to speak, from the arguments about that alone, since the others are wrong; `None`: these are, too.
fn console(args: &[OsString]) -> Option<Console> {
    let is_speech = |arg: &str| ["--format", "--lang"].contains(&arg.split('=').next().unwrap_or_default());
    let is_kept = |pair: &&[OsString]| {
        let [before, arg] = [0, 1].map(|n| pair[n].to_str().filter(|arg| is_speech(arg)));
        arg.is_some() || before.is_some_and(|before| !before.contains('='))
    };
    let spoken = args.windows(2).filter(is_kept).map(|pair| &pair[1]);
    let command = without_empty(ConsoleArgs::augment_args(Command::new("").no_binary_name(true)));
    let matches = command.try_get_matches_from(spoken).ok()?;
    Some(Console::new(ConsoleArgs::from_arg_matches(&matches).ok()?, false))
}

/// The words of a command or an argument, by the first of these names that has any.
fn text(words: &Words, names: &[String], attribute: Option<&str>) -> Option<String> {
    names.iter().find_map(|name| words.find(name, attribute, &Map::new()))
}

/// The same, as clap makes it of a doc comment: the short text; and that with the rest, if there is more.
fn texts(words: &Words, names: &[String]) -> [Resettable<StyledStr>; 2] {
    let short = text(words, names, None);
    let long = short.clone().zip(text(words, names, Some("long"))).map(|(short, rest)| format!("{short}\n\n{rest}"));
    [short, long].map(|text| text.map(StyledStr::from).into())
}

fn translated(command: Command, words: &Words) -> Command {
    let name = command.get_name().to_owned();
    let names = [format!("command-{name}")];
    let [about, long] = texts(words, &names);
    let command = command.about(about).long_about(long);
    let command = text(words, &names, Some("after")).into_iter().fold(command, Command::after_help);
    let command = command.mut_args(|arg| translated_argument(arg, &name, words));
    command.mut_subcommands(|command| translated(command, words))
}

fn translated_argument(arg: Arg, command: &str, words: &Words) -> Arg {
    let names = [format!("{command}-{}", arg.get_id()), format!("arg-{}", arg.get_id())];
    let explained = |value: &PossibleValue| {
        let [help, _] = texts(words, &names.clone().map(|name| format!("{name}-{}", value.get_name())));
        PossibleValue::new(value.get_name().to_owned()).help(help)
    };
    let values: Vec<_> = arg.get_possible_values().iter().map(explained).collect();
    let [help, long] = texts(words, &names);
    let arg = arg.help(help).long_help(long);
    let arg = if values.is_empty() { arg } else { arg.value_parser(PossibleValuesParser::from(values)) };
    text(words, &names, Some("value")).into_iter().fold(arg, Arg::value_name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::commands::tools;

    /// The texts of a command and of those below it, by where they stand.
    fn texts(command: &Command, out: &mut BTreeMap<String, String>) {
        let name = command.get_name();
        let mut add = |place: String, text: Option<&StyledStr>| {
            out.extend(text.map(|text| (place, text.to_string())));
        };
        add(format!("command-{name}"), command.get_about());
        add(format!("command-{name}.long"), command.get_long_about());
        add(format!("command-{name}.after"), command.get_after_help());
        for arg in command.get_arguments() {
            let place = format!("{name}-{}", arg.get_id());
            add(place.clone(), arg.get_help());
            // clap's own is the same in other words
            add(format!("{place}.long"), arg.get_long_help().filter(|_| arg.get_id() != "help"));
            let takes = arg.get_action().takes_values();
            let value = arg.get_value_names().filter(|_| takes).map(|names| names.join(" ").into());
            add(format!("{place}.value"), value.as_ref());
            for value in arg.get_possible_values() {
                add(format!("{place}-{}", value.get_name()), value.get_help());
            }
        }
        command.get_subcommands().for_each(|command| texts(command, out));
    }

    #[test]
    fn every_text_has_both_languages() {
        let [english, polish] = [Lang::En, Lang::Pl].map(|lang| {
            let mut found = BTreeMap::new();
            texts(&command(lang), &mut found);
            found
        });
        assert_eq!(english.keys().collect::<Vec<_>>(), polish.keys().collect::<Vec<_>>());
        let mut meant = BTreeMap::new();
        for (place, polish) in &polish {
            let english = &english[place];
            assert_ne!(english, polish, "{place} has no Polish in help.pl.ftl");
            let first = meant.entry(polish).or_insert(english);
            assert!(*first == english || place.contains(".value"), "{place} needs a Polish text of its own: {english}");
        }
    }

    #[cfg(feature = "announcement")]
    #[test]
    fn every_polish_text_is_used() {
        let mut found = BTreeMap::new();
        texts(&command(Lang::Pl), &mut found);
        let rest = |place: &String| {
            Some(place.strip_prefix("lubuskie-ics-").or_else(|| Some(place.split_once('-')?.1))?.to_owned())
        };
        let shared = found.keys().filter_map(rest).map(|rest| format!("arg-{rest}"));
        let used: Vec<_> = shared.chain(found.keys().cloned()).collect();
        for line in include_str!("../message/help.pl.ftl").lines().filter(|line| line.starts_with(char::is_alphabetic))
        {
            let name = line.split(" =").next().unwrap();
            assert!(used.iter().any(|used| used == name), "{name}");
        }
    }

    fn helps(mut command: Command, out: &mut String) {
        *out += &command.render_long_help().to_string();
        *out += &command.render_help().to_string();
        command.get_subcommands().for_each(|command| helps(command.clone(), out));
    }

    #[test]
    fn no_english_is_left_in_polish_help() {
        let english = [
            "the",
            "of",
            "and",
            "with",
            "is",
            "are",
            "an",
            "in",
            "this",
            "which",
            "usage",
            "options",
            "arguments",
            "commands",
            "command",
            "default",
            "env",
            "possible",
            "values",
            "print",
            "write",
            "messages",
            "writing",
            "may",
            "see",
            "name",
            "description",
        ];
        let mut said = String::new();
        helps(command(Lang::Pl), &mut said);
        said += &tools::manual(Lang::Pl).unwrap();
        let said = in_words_of(Lang::Pl, said);
        for line in said.lines() {
            // names of options, commands and files are the same in all languages
            let words = line.split_whitespace().filter(|word| !word.contains(['-', '.', '/']));
            for word in words.map(|word| word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase()) {
                assert!(!english.contains(&word.as_str()), "{word}: {line}");
            }
        }
    }
}
