//! How people get a calendar: buttons that name the program, the address, and a code.

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc};

use crate::page::links::encoded;

/// A button for each kind of program; then what all others need. `whose` calendar it is, is for those who hear a button without
/// what is around it; `name` is what programs call it.
pub(super) fn ways(url: &str, whose: &str, name: &str) -> Markup {
    let webcal = format!("webcal:{}", url.split_once(':').map_or("", |(_, rest)| rest));
    // Google wants a webcal address inside, Outlook an https one
    let google = format!("https://calendar.google.com/calendar/r?cid={}", encoded(&webcal));
    let inside = format!("calendar/0/addfromweb?url={}&name={}", encoded(url), encoded(name));
    let ways = [
        ("Apple", "iPhone, iPad, Mac", webcal),
        ("Google", "na komputerze", google),
        ("Outlook.com", "konto prywatne", format!("https://outlook.live.com/{inside}")),
        ("Outlook", "praca, szkoła", format!("https://outlook.office.com/{inside}")),
    ];
    let whose = html! { span class="hid" { " – " (whose) } };
    html! {
        ul class="ways" {
            @for (program, which, link) in ways {
                li { a href=(link) { b { (program) } " " span { (which) } (whose) } }
            }
        }
        details {
            summary { "Android lub inny program" (whose) }
            p { "Skopiuj adres i " a href="#jak" { "dodaj go w swoim programie" (whose) } ":" }
            code { (url) }
        }
    }
}

/// An address as a QR code, drawn row by row in one line; nothing if it is too long for one.
pub(super) fn qr(address: &str) -> Markup {
    // paper on a wall is not torn, and the least correction makes the fewest and the largest squares
    let Ok(code) = QrCode::encode_text(address, QrCodeEcc::Low) else { return Markup::default() };
    let mut path = "M0 .5".to_owned();
    for y in 0..code.size() {
        let row: Vec<bool> = (0..code.size()).map(|x| code.get_module(x, y)).collect();
        for run in row.chunk_by(|a, b| a == b) {
            path += &if run[0] { format!("h{}", run.len()) } else { format!("m{} 0", run.len()) };
        }
        path += &format!("m-{} 1", code.size());
    }
    // four squares of white around it (ISO/IEC 18004)
    let side = code.size() + 8;
    html! {
        svg role="img" aria-label={ "Kod QR: " (address) } viewBox={ "-4 -4 " (side) " " (side) } { path d=(path) {} }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The forms that clients take.
    #[test]
    fn links() {
        let markup = ways("https://a.pl/b/zarski.ics", "", "Spotkania – żarski").into_string().replace("&amp;", "&");
        let links: Vec<_> = markup.split("<a href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let inside =
            "calendar/0/addfromweb?url=https%3A%2F%2Fa.pl%2Fb%2Fzarski.ics&name=Spotkania%20%E2%80%93%20%C5%BCarski";
        assert_eq!(
            links,
            [
                "webcal://a.pl/b/zarski.ics",
                "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fa.pl%2Fb%2Fzarski.ics",
                &format!("https://outlook.live.com/{inside}"),
                &format!("https://outlook.office.com/{inside}"),
                "#jak"
            ]
        );
    }
}
