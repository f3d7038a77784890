//! A letter as HTML that mail programs show as it is: no script, nothing from elsewhere, and no colour that would be lost in the
//! dark; those that know no style show plain paragraphs.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::calendar::linked::linked;
use crate::mail::letter::Part;

/// The colours are the program's own, light or dark. Outlook takes the first font that it has.
const STYLE: &str = "\
:root{color-scheme:light dark;supported-color-schemes:light dark}\
body{background:Canvas;color:CanvasText;font:16px/1.5 Segoe UI,system-ui,-apple-system,Roboto,Helvetica,Arial,sans-serif;\
max-width:38em;margin:0 auto;padding:16px;overflow-wrap:anywhere}\
h2{font-size:20px;line-height:1.3;margin:0 0 8px}\
p,ul{margin:0 0 16px}\
.meeting{border-left:4px solid teal;padding-left:12px;margin:24px 0 16px}\
.meeting p{margin:0}\
.signature{border-top:1px solid;padding-top:16px;font-size:14px}";

/// A whole document.
pub(super) fn document(title: &str, parts: &[Part]) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang="pl" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { @for part in parts { (shown(part)) } }
        }
    };
    markup.into_string()
}

fn shown(part: &Part) -> Markup {
    html! {
        @match part {
            Part::Text(text) => (paragraphs(text)),
            Part::List(heading, entries) => { p { (heading) } ul { @for entry in *entries { li { (entry) } } } }
            Part::Signature(text) => { div.signature { (paragraphs(text)) } }
            Part::Meeting(title, facts) => { div.meeting { h2 { (title) } (paragraphs(&facts.join("\n"))) } }
        }
    }
}

/// Lines with LF between; an empty one parts paragraphs.
fn paragraphs(text: &str) -> Markup {
    html! {
        @for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.is_empty()) {
            p { @for (n, line) in paragraph.lines().enumerate() { @if n > 0 { br; } (linked(line)) } }
        }
    }
}
