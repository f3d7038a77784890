//! What needs no list: the counties, completions for a shell, the manual page.

use std::io::{self, Write as _};

use clap_complete::Shell;
use serde_json::json;

use super::{Error, help, print};
use crate::console::{Console, print_object};
use crate::{message::Lang, poland::county::County};

/// Runs `counties`: the 14, a line each.
pub(crate) fn counties(console: &Console) -> Result<u8, Error> {
    if console.is_json() {
        let object =
            |it: County| json!({ "teryt": it.teryt(), "slug": it.slug(), "name": it.full_name(), "seat": it.seat() });
        print_object(json!({ "counties": County::all().map(object).collect::<Vec<_>>() }))?;
        return Ok(0);
    }
    let line = |it: County| format!("{}  {:22}  {:29}  {}\n", it.teryt(), it.slug(), it.full_name(), it.seat());
    print(County::all().map(line).collect::<String>().as_bytes())
}

/// Runs `completions`.
pub(crate) fn completions(shell: Shell, lang: Lang) -> Result<u8, Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut help::command(lang), "lubuskie-ics", &mut script);
    // clap_complete 4.6.11 gives bash two spellings of a name with a hyphen, so that no subcommand completes
    let script = String::from_utf8_lossy(&script).replace("lubuskie__subcmd__ics", "lubuskie__ics");
    print(script.as_bytes())
}

/// The page of `man`: one, with the program and then each command.
pub(crate) fn manual(lang: Lang) -> io::Result<String> {
    let command = help::command(lang);
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
        let name = command.get_name().to_uppercase();
        writeln!(page, ".SH \"COMMAND {name}\"")?;
        // what every command has stands above
        let is_shared = |arg: &clap::Arg| arg.is_global_set() || arg.get_id() == "help";
        let own = command.clone().mut_args(|arg| if is_shared(&arg) { arg.hide(true) } else { arg });
        let man = clap_mangen::Man::new(own);
        man.render_synopsis_section(&mut page)?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    // commands have no pages of their own, and examples stand as they are
    let page = String::from_utf8_lossy(&page).replace(r"lubuskie\-ics\-", r"lubuskie\-ics ").replace("(1)\n", "\n");
    let headings = [
        ("Examples:", "EXAMPLES"),
        ("Exit codes:", "EXIT STATUS"),
        ("Przykłady:", "PRZYKŁADY"),
        ("Kody wyjścia:", "KODY WYJŚCIA"),
    ];
    let page = headings.iter().fold(page.replace(".SH EXTRA\n", ""), |page, (title, heading)| {
        page.replace(&format!("\n{title}\n"), &format!("\n.SH \"{heading}\"\n.nf\n"))
    });
    Ok(help::in_words_of(lang, page))
}
