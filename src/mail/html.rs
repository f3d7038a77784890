//! A letter as HTML that mail programs show as it is: no script, nothing from elsewhere, and no colour that would be lost in the
//! dark; those that know no style show plain paragraphs.

use maud::{Markup, html};

use crate::calendar::linked::{filled, linked};
use crate::mail::letter::{BULLET, Part};

/// A whole document. The colours are the program's own, light or dark; Outlook takes the first font that it has.
pub(super) fn document(title: &str, parts: &[(Part, String)]) -> String {
    filled(include_str!("letter.html"), |name| match name {
        "title" => html! { (title) },
        "parts" => html! { @for (part, text) in parts { (shown(*part, text)) } },
        _ => Markup::default(),
    })
}

fn shown(part: Part, text: &str) -> Markup {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    html! {
        @match part {
            Part::Text => (paragraphs(text)),
            Part::List => { p { (first) } ul { @for entry in rest.lines() { li { (entry.trim_start_matches(BULLET)) } } } }
            Part::Signature => div.signature { (paragraphs(text)) },
            Part::Meeting => div.meeting { h2 { (first) } (paragraphs(rest)) },
        }
    }
}

/// An empty line parts them.
fn paragraphs(text: &str) -> Markup {
    html! { @for paragraph in text.split("\n\n").filter(|text| !text.is_empty()) { p { (linked(paragraph)) } } }
}
