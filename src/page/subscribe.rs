//! How people get a calendar: buttons that name the program, the address, and a code for the notice board.

use std::fmt::Write as _;

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc};

use crate::calendar::properties::{self, COMBINED};
use crate::page::links::BaseUrl;
use crate::poland::county::Counties;

/// Where an address is typed into Google Calendar.
const GOOGLE: &str = "https://calendar.google.com/calendar/u/0/r/settings/addbyurl";
/// The app that subscribes on Android.
const ICSX5: &str = "https://icsx5.bitfire.at/";

/// A calendar to subscribe to.
pub(super) struct Calendar<'a> {
    base: &'a BaseUrl,
    file: String,
    /// For those who hear a button without what is around it.
    whose: String,
    /// What programs call it.
    name: String,
}

impl<'a> Calendar<'a> {
    /// Of one county, or of all.
    pub(super) fn of(base: &'a BaseUrl, counties: Counties) -> Self {
        let (file, whose) = match counties.iter().next() {
            Some(county) if counties != Counties::all() => (format!("{}.ics", county.slug()), county.full_name()),
            _ => (COMBINED.to_owned(), "wszystkie powiaty".to_owned()),
        };
        Self { base, file, whose, name: properties::name(counties) }
    }

    /// A button for each kind of program; then what all others need.
    pub(super) fn ways(&self) -> Markup {
        let Self { base, file, whose, name } = self;
        let ways = [
            ("Apple", "iPhone, iPad, Mac", base.webcal(file)),
            ("Google", "na komputerze", base.google(file)),
            ("Outlook.com", "konto prywatne", base.outlook("live", file, name)),
            ("Outlook", "praca, szkoła", base.outlook("office", file, name)),
        ];
        html! {
            ul class="ways" {
                @for (program, which, link) in ways {
                    li { a href=(link) { b { (program) } " " span { (which) } span class="hid" { " – " (whose) } } }
                }
            }
            details {
                summary { "Android lub inny program" span class="hid" { " – " (whose) } }
                p { "Skopiuj adres i " a href="#jak" { "dodaj go w swoim programie" span class="hid" { " – " (whose) } } ":" }
                code { (base.join(file)) }
            }
        }
    }

    /// For the notice board: the address for those who type, and the code for those who do not.
    pub(super) fn sheet(&self) -> Markup {
        let address = self.base.join(&self.file);
        html! {
            figure class="sheet" {
                (qr(&address))
                figcaption { "Kalendarz do subskrypcji:" br; span { (address) } }
            }
        }
    }
}

/// An address as a QR code, drawn row by row in one line; nothing if it is too long for one.
fn qr(address: &str) -> Markup {
    // paper on a wall is not torn, and the least correction makes the fewest and the largest squares
    let Ok(code) = QrCode::encode_text(address, QrCodeEcc::Low) else { return Markup::default() };
    let mut path = "M0 .5".to_owned();
    for y in 0..code.size() {
        let row: Vec<bool> = (0..code.size()).map(|x| code.get_module(x, y)).collect();
        for run in row.chunk_by(|a, b| a == b) {
            let _ = if run[0] { write!(path, "h{}", run.len()) } else { write!(path, "m{} 0", run.len()) };
        }
        let _ = write!(path, "m-{} 1", code.size());
    }
    // four squares of white around it (ISO/IEC 18004)
    let side = code.size() + 8;
    html! {
        svg role="img" aria-label={ "Kod QR: " (address) } viewBox={ "-4 -4 " (side) " " (side) } { path d=(path) {} }
    }
}

/// What programs do and do not do, and how an address is added to each.
pub(super) fn help(shows_cancelled: bool) -> Markup {
    html! {
        section class="help" id="jak" aria-labelledby="jak-h" {
            h2 id="jak-h" { "Jak dodać kalendarz" }
            div {
                p { "Subskrybowany kalendarz sam się odświeża, ale niczego nie ogłasza: o przeniesionym spotkaniu program nie \
                     powiadomi. Przed wyjazdem warto zajrzeć do kalendarza albo na tę stronę. Plik pobrany jednorazowo się nie \
                     odświeża." }
                ul {
                    li { b { "iPhone, iPad. " } "Przycisk „Apple”. Albo: Kalendarz › „Kalendarze” › „Dodaj kalendarz” › „Dodaj \
                         subskrybowany kalendarz”." }
                    li { b { "Mac. " } "Przycisk „Apple”. Albo: Kalendarz › „Plik” › „Nowa subskrypcja kalendarza”." }
                    li { b { "Kalendarz Google. " } "Tylko na komputerze: przycisk „Google” albo " a href=(GOOGLE) {
                        "„Inne kalendarze” › „Z adresu URL”" } ". Odświeża się co 8–24 godziny i nie da się tego przyspieszyć."
                        @if !shows_cancelled { " Odwołane spotkania znikają z niego bez powiadomienia." } }
                    li { b { "Telefon z Androidem. " } "Dodaj kalendarz w Kalendarzu Google na komputerze, a pojawi się także w \
                         telefonie. Albo zainstaluj " a href=(ICSX5) { "aplikację ICSx5" } " i wklej w niej adres. Przyciski \
                         „Apple” i „Google” w telefonie z Androidem nie działają." }
                    li { b { "Outlook. " } "Przycisk „Outlook.com” (konto prywatne) albo „Outlook” (Microsoft 365). Albo: „Kalendarz” › \
                         „Dodaj kalendarz” › „Subskrybuj z internetu”. Odświeża się co kilka godzin." }
                    li { b { "Thunderbird. " } "„Nowy kalendarz” › „W sieci”, wklej adres." }
                }
            }
        }
    }
}
