//! The words for each kind of problem, in both languages side by side.

use chrono::{Datelike as _, NaiveDate, Weekday};

use super::Kind;
use crate::announcement::{Doubt, Reason};
use crate::list::{Field, List, RowId, Subject};
use crate::message::lang::{Lang, say};
use crate::poland::county::County;
use crate::poland::date::BadDate;

/// What is said of a kind.
pub(super) struct Words {
    /// The same in every language, for scripts.
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

fn words(code: &'static str, message: String) -> Words {
    Words { code, message, help: None }
}

impl Words {
    fn help(self, help: String) -> Self {
        Self { help: Some(help), ..self }
    }
}

/// 22.05.2017, as lists write it, in both languages.
fn dotted(date: NaiveDate) -> impl std::fmt::Display {
    date.format("%d.%m.%Y")
}

fn column(field: Field, lang: Lang) -> &'static str {
    match lang {
        Lang::En => field.name(),
        Lang::Pl => field.polish_name(),
    }
}

fn quoted(names: &[String], lang: Lang) -> String {
    let name = |name: &String| say!(lang, "\"{}\"", "„{}”", short(name));
    names.iter().map(name).collect::<Vec<_>>().join(", ")
}

impl Kind {
    #[allow(clippy::too_many_lines, reason = "a table: one arm a kind, both languages side by side")]
    pub(super) fn words(&self, lang: Lang, lists: &[List]) -> Words {
        let at = |row: RowId| lists.get(usize::from(row.list)).map(|list| list.line_name(row)).unwrap_or_default();
        match self {
            Self::Empty => words("empty-list", say!(lang, "the list is empty", "lista jest pusta")),
            Self::Spreadsheet => words(
                "spreadsheet",
                say!(
                    lang,
                    "this is a spreadsheet, not a text file",
                    "to jest arkusz kalkulacyjny, a nie plik tekstowy"
                ),
            )
            .help(say!(
                lang,
                "in the spreadsheet program choose Save As and the type \"CSV UTF-8\"",
                "w programie arkusza wybierz Zapisz jako i typ „CSV UTF-8”"
            )),
            Self::DamagedSpreadsheet { reason } => words(
                "damaged-spreadsheet",
                say!(lang, "this spreadsheet cannot be read: {reason}", "nie można odczytać tego arkusza: {reason}"),
            )
            .help(say!(
                lang,
                "open it in the spreadsheet program, remove a password if it has one, and save it anew",
                "otwórz go w programie arkusza, usuń hasło, jeśli je ma, i zapisz ponownie"
            )),
            Self::LargeSpreadsheet => words(
                "large-spreadsheet",
                say!(
                    lang,
                    "this spreadsheet is too large to be read: it has over 16 million cells, or 256 MB of content, perhaps because of something in its last row or column",
                    "ten arkusz jest za duży, by go odczytać: ma ponad 16 milionów komórek albo 256 MB treści, może dlatego, że coś stoi w jego ostatnim wierszu lub kolumnie"
                ),
            )
            .help(say!(
                lang,
                "copy the table of meetings into a new spreadsheet, or save it as \"CSV UTF-8\"",
                "skopiuj samą tabelę spotkań do nowego arkusza albo zapisz ją jako „CSV UTF-8”"
            )),
            Self::SecondSheet { name } => words(
                "second-sheet",
                say!(
                    lang,
                    "the sheet \"{}\" has the headings, too, and only one sheet of a file is read",
                    "arkusz „{}” też ma nagłówki, a z pliku czytany jest tylko jeden arkusz",
                    short(name)
                ),
            )
            .help(say!(
                lang,
                "save it as a file of its own and name both files",
                "zapisz go jako osobny plik i podaj oba pliki"
            )),
            Self::SheetLeftOut { name } => words(
                "sheet-left-out",
                say!(
                    lang,
                    "the sheet \"{}\" is left out: it has no headings of a list",
                    "arkusz „{}” pominięto: nie ma nagłówków listy",
                    short(name)
                ),
            ),
            Self::DamagedText => words(
                "damaged-text",
                say!(
                    lang,
                    "characters are damaged here: the text is in two encodings",
                    "tu znaki są uszkodzone: tekst jest w dwóch kodowaniach"
                ),
            )
            .help(say!(
                lang,
                "mend this place; then File, Save As, \"CSV UTF-8\"",
                "popraw to miejsce; potem Plik › Zapisz jako › „CSV UTF-8”"
            )),
            Self::NoSuchColumn { name, found } => words(
                "no-such-column",
                say!(
                    lang,
                    "--column: there is no \"{name}\"; found: {}",
                    "--column: nie ma kolumny „{name}”; są: {}",
                    quoted(found, lang)
                ),
            ),
            Self::Holiday { date, name } => {
                let name = match lang {
                    Lang::En => name.english,
                    Lang::Pl => name.polish,
                };
                words("holiday", say!(lang, "{} is a public holiday: {name}", "{} to święto: {name}", dotted(*date)))
            }
            Self::NoHeadings { first, subject } => words(
                "no-headings",
                say!(
                    lang,
                    "no row of headings found; the list begins with \"{}\"",
                    "nie znaleziono wiersza nagłówków; lista zaczyna się od „{}”",
                    short(first)
                ),
            )
            .help(match subject {
                Subject::Meetings => say!(
                    lang,
                    "the first row names the columns: county;date;start;title;venue",
                    "pierwszy wiersz nazywa kolumny: powiat;data;godzina;temat;miejsce"
                ),
                Subject::People => say!(
                    lang,
                    "the first row names the columns: county;name;e-mail",
                    "pierwszy wiersz nazywa kolumny: powiat;imię i nazwisko;e-mail"
                ),
            }),
            Self::MissingColumn { field, found } => {
                let name = column(*field, lang);
                words(
                    "missing-column",
                    say!(lang, "no column \"{name}\"; found: {}", "brak kolumny „{name}”; są: {}", quoted(found, lang)),
                )
                .help(say!(
                    lang,
                    "add the column, or give it the heading \"{}\"",
                    "dodaj kolumnę albo nadaj jej nagłówek „{}”",
                    name
                ))
            }
            Self::DoubledColumn { field, first, second } => {
                let (first, second) = (short(first), short(second));
                words(
                    "doubled-column",
                    say!(
                        lang,
                        "two columns for \"{}\": \"{first}\" and \"{second}\"",
                        "dwie kolumny oznaczają to samo („{}”): „{first}” i „{second}”",
                        column(*field, lang)
                    ),
                )
                .help(say!(
                    lang,
                    "rename one of them or delete it",
                    "zmień nagłówek jednej z nich albo ją usuń"
                ))
            }
            Self::UnknownColumn { heading, nearest } => {
                let heading = short(heading);
                let words = words(
                    "unknown-column",
                    say!(
                        lang,
                        "unknown column \"{heading}\": left out",
                        "nieznana kolumna „{heading}”: pominięta"
                    ),
                );
                match nearest {
                    Some(name) => words.help(say!(lang, "did you mean \"{name}\"?", "czy miało być „{name}”?")),
                    None => words,
                }
            }
            Self::TooManyCells { cells, headings } => words(
                "too-many-cells",
                say!(
                    lang,
                    "the row has {cells} cells, but there are {headings} headings",
                    "liczba komórek w wierszu: {cells}, a nagłówków: {headings}"
                ),
            )
            .help(say!(
                lang,
                "put a text that holds the separator in quotation marks: \"…\"",
                "tekst, który zawiera znak rozdzielający, ujmij w cudzysłów: \"…\""
            )),
            Self::OpenQuote => words(
                "open-quote",
                say!(
                    lang,
                    "the quotation mark opened here is never closed",
                    "otwarty tutaj cudzysłów nie jest zamknięty"
                ),
            )
            .help(say!(lang, "close it, or delete it", "zamknij go albo usuń")),
            Self::TextAfterQuote => words(
                "text-after-quote",
                say!(lang, "text after a closed quotation mark", "tekst po zamkniętym cudzysłowie"),
            )
            .help(say!(
                lang,
                "put the whole cell in quotation marks and double those inside: \"Klub \"\"Zamek\"\"\"",
                "ujmij całą komórkę w cudzysłów, a znaki wewnątrz podwój: \"Klub \"\"Zamek\"\"\""
            )),
            Self::BlankBeforeQuote => words(
                "blank-before-quote",
                say!(
                    lang,
                    "a blank stands before this quotation mark, so it opens nothing",
                    "przed tym cudzysłowem stoi odstęp, więc niczego on nie otwiera"
                ),
            )
            .help(say!(lang, "delete the blank", "usuń odstęp")),
            Self::SkippedRow => words(
                "skipped-row",
                say!(
                    lang,
                    "row skipped: a title or a total, no entry of the list",
                    "wiersz pominięty: tytuł albo podsumowanie, nie pozycja listy"
                ),
            ),
            Self::Json { reason } => {
                words("json", say!(lang, "this is not valid JSON: {reason}", "to nie jest poprawny JSON: {reason}"))
            }
            Self::JsonShape { subject } => words(
                "json-shape",
                say!(lang, "expected an array of objects", "oczekiwano tablicy obiektów"),
            )
            .help(match subject {
                Subject::Meetings => say!(
                    lang,
                    "[{{\"county\": …, \"date\": …}}] or {{\"meetings\": […]}}",
                    "[{{\"powiat\": …, \"data\": …}}] albo {{\"meetings\": […]}}"
                ),
                Subject::People => say!(
                    lang,
                    "[{{\"county\": …, \"name\": …, \"email\": …}}] or {{\"people\": […]}}",
                    "[{{\"powiat\": …, \"osoba\": …, \"e-mail\": …}}] albo {{\"osoby\": […]}}"
                ),
            }),
            Self::JsonValue { field } => words(
                "json-value",
                say!(
                    lang,
                    "\"{}\" must be a text, a number or null",
                    "„{}” musi być tekstem, liczbą albo null",
                    column(*field, lang)
                ),
            ),
            Self::MissingCell { field: Field::Email } => words(
                "missing-cell",
                say!(lang, "the e-mail address is missing", "brak adresu e-mail"),
            )
            .help(say!(lang, "fill it in, or delete the row", "wpisz adres albo usuń wiersz")),
            Self::MissingCell { field } => words(
                "missing-cell",
                say!(lang, "the {} is missing", "pusta komórka: brak wartości „{}”", column(*field, lang)),
            )
            .help(say!(
                lang,
                "fill in the cell; if cells are merged, repeat the value in every row",
                "wpisz wartość; jeśli komórki są scalone, powtórz ją w każdym wierszu"
            )),
            Self::UnknownCounty { text, nearest } => {
                let words = words(
                    "unknown-county",
                    say!(
                        lang,
                        "\"{}\" is not a county of Lubuskie",
                        "„{}” nie jest powiatem województwa lubuskiego",
                        short(text)
                    ),
                );
                let names = |counties: &mut dyn Iterator<Item = County>, or: &str| {
                    counties.map(County::short_name).collect::<Vec<_>>().join(or)
                };
                if nearest.is_empty() {
                    let all = names(&mut County::all(), ", ");
                    words.help(say!(lang, "one of {all}", "jeden z: {all}"))
                } else {
                    let near = names(&mut nearest.iter().copied(), &say!(lang, " or ", " albo "));
                    words.help(say!(lang, "did you mean {near}?", "czy miało być {near}?"))
                }
            }
            Self::TooFewCells { cells, headings } => words(
                "too-few-cells",
                say!(
                    lang,
                    "the row has {cells} cells, but there are {headings} headings: look whether each stands in its column",
                    "liczba komórek w wierszu: {cells}, a nagłówków: {headings}; sprawdź, czy każda jest w swojej kolumnie"
                ),
            ),
            Self::NoHeading => words(
                "no-heading",
                say!(
                    lang,
                    "left out: the column has no heading, or one for row numbers",
                    "pominięto: kolumna nie ma nagłówka albo jest na numery wierszy"
                ),
            ),
            Self::NoMeeting => words(
                "no-meeting",
                say!(lang, "this row does not look like a meeting", "ten wiersz nie wygląda na spotkanie"),
            )
            .help(say!(lang, "delete it, or fill in county and date", "usuń go albo wpisz powiat i datę")),
            Self::NoMeetings => {
                words("no-meetings", say!(lang, "the list has no meetings", "na liście nie ma żadnego spotkania"))
            }
            Self::NoPeople => {
                words("no-people", say!(lang, "the list has no people", "na liście nie ma żadnej osoby"))
            }
            Self::NoCounty => words(
                "no-county",
                say!(
                    lang,
                    "no county: invited to the meetings of all counties",
                    "nie podano powiatu: zaproszenia na spotkania we wszystkich powiatach"
                ),
            )
            .help(say!(lang, "if that is meant, write \"all\"", "jeśli tak ma być, wpisz „wszystkie”")),
            Self::Address { text } => words(
                "address",
                say!(
                    lang,
                    "\"{}\" is not an e-mail address",
                    "„{}” nie jest adresem e-mail",
                    short(text)
                ),
            )
            .help(say!(
                lang,
                "one address in a row, whole, without accented letters and blanks: biuro@example.pl; another one gets a \
                 row of its own",
                "jeden pełny adres w wierszu, bez polskich liter i odstępów: biuro@example.pl; kolejny w osobnym wierszu"
            )),
            Self::Name { text } => words(
                "name",
                say!(
                    lang,
                    "a name cannot have line breaks, control characters, <, > or =?: \"{}\"",
                    "nazwa nie może mieć końców wiersza, znaków sterujących, <, > ani =?: „{}”",
                    short(text)
                ),
            )
            .help(say!(lang, "write the name alone, on one line", "wpisz samą nazwę, w jednym wierszu")),
            Self::OrganizerInvited { address } => words(
                "organizer-invited",
                say!(
                    lang,
                    "{address} is the organiser's own address: calendars do not take such an invitation",
                    "{address} to adres organizatora: kalendarze nie przyjmują takiego zaproszenia"
                ),
            )
            .help(say!(
                lang,
                "delete the row, or invite from another address",
                "usuń wiersz albo zapraszaj z innego adresu"
            )),
            Self::SharedAddress { other, name } => words(
                "shared-address",
                say!(
                    lang,
                    "the same address as in {}: one message goes there, to \"{}\"",
                    "ten sam adres co w {}: wiadomość będzie jedna, dla: „{}”",
                    at(*other),
                    short(name)
                ),
            ),
            Self::Cancelled { text } => words(
                "cancelled",
                say!(
                    lang,
                    "this seems to say that the meeting is cancelled: \"{}\"",
                    "wygląda na to, że spotkanie odwołano: „{}”",
                    short(text)
                ),
            )
            .help(say!(
                lang,
                "write \"cancelled\" or, if it is not, \"confirmed\" in the column \"status\" (add it if there is none)",
                "wpisz „odwołane” albo, jeśli się odbędzie, „potwierdzone” w kolumnie „status” (dodaj ją, jeśli jej nie ma)"
            )),
            Self::Date { text, reason } => date_words(text, *reason, lang),
            Self::DateOutOfRange { date } => words(
                "date-out-of-range",
                say!(
                    lang,
                    "{} is not between 27.10.1996 and 31.12.2099",
                    "{} nie leży między 27.10.1996 a 31.12.2099",
                    dotted(*date)
                ),
            ),
            Self::Disagreement { text, other } => words(
                "disagreement",
                say!(
                    lang,
                    "\"{}\" disagrees with the column \"{}\"",
                    "„{}” nie zgadza się z kolumną „{}”",
                    short(text),
                    column(*other, lang)
                ),
            ),
            Self::Hour { text } => words(
                "hour",
                say!(lang, "\"{}\" is not an hour", "„{}” to nie godzina", short(text)),
            )
            .help(say!(lang, "write 10:00 or 10:00–12:30, with a colon; an empty cell means the whole day", "napisz 10:00 albo 10:00–12:30, z dwukropkiem; pusta komórka oznacza cały dzień")),
            Self::Weekday { text } => words(
                "no-weekday",
                say!(lang, "\"{}\" is not a day of the week", "„{}” to nie dzień tygodnia", short(text)),
            ),
            Self::EndWithoutStart => words(
                "end-without-start",
                say!(lang, "an end, but no start", "jest godzina zakończenia, a brak godziny rozpoczęcia"),
            ),
            Self::EndNotAfterStart => words(
                "end-not-after-start",
                say!(lang, "the end is not after the start", "zakończenie nie jest późniejsze niż rozpoczęcie"),
            )
            .help(say!(
                lang,
                "a meeting ends on its day; 24:00 is midnight",
                "spotkanie kończy się tego samego dnia; północ to 24:00"
            )),
            Self::SkippedHour { text } => words(
                "skipped-hour",
                say!(
                    lang,
                    "{} does not exist on that day: summer time begins and the clock goes from 2:00 to 3:00",
                    "tego dnia nie ma godziny {}: przy zmianie na czas letni zegar przeskakuje z 2:00 na 3:00",
                    short(text)
                ),
            ),
            Self::DoubledHour { text } => words(
                "doubled-hour",
                say!(
                    lang,
                    "{} comes twice on that day, as summer time ends: the first is taken",
                    "tego dnia godzina {} wypada dwa razy (koniec czasu letniego): przyjęto pierwszą",
                    short(text)
                ),
            ),
            Self::Status { text } => {
                words("status", say!(lang, "\"{}\" is not a status", "„{}” to nie status", short(text))).help(say!(
                    lang,
                    "write confirmed, tentative or cancelled",
                    "napisz potwierdzone, wstępne albo odwołane"
                ))
            }
            Self::Url { text } if text.starts_with("www.") => {
                words("url", say!(lang, "\"{}\" is not a web address", "„{}” to nie adres strony", short(text)))
                    .help(say!(lang, "did you mean https://{}?", "czy miało być https://{}?", short(text)))
            }
            Self::Url { text } => {
                words("url", say!(lang, "\"{}\" is not a web address", "„{}” to nie adres strony", short(text))).help(
                    say!(
                        lang,
                        "it begins with https:// or http:// and holds no blanks",
                        "zaczyna się od https:// lub http:// i nie zawiera odstępów"
                    ),
                )
            }
            Self::Degrees { text, limit } => words(
                "degrees",
                say!(
                    lang,
                    "\"{}\" is not a number of degrees from -{limit} to {limit}",
                    "„{}” to nie liczba stopni od -{limit} do {limit}",
                    short(text)
                ),
            )
            .help(say!(lang, "write 51.8027", "napisz 51,8027")),
            Self::Struck { text } => words(
                "struck",
                say!(
                    lang,
                    "struck out on the page, so left out: \"{}\"",
                    "na stronie przekreślone, więc pominięte: „{}”",
                    short(text)
                ),
            ),
            Self::FarAhead { date } => words(
                "far-ahead",
                say!(lang, "{} is over ten years ahead", "{} to ponad dziesięć lat naprzód", dotted(*date)),
            )
            .help(say!(lang, "look at the year", "sprawdź rok")),
            Self::HalfAPlace => words(
                "half-a-place",
                say!(
                    lang,
                    "latitude and longitude go together: one is missing",
                    "szerokość i długość geograficzna występują razem: jednej brakuje"
                ),
            ),
            Self::Moved { text } => words(
                "moved",
                say!(
                    lang,
                    "this seems to say that the meeting was moved: \"{}\"",
                    "wygląda na to, że spotkanie przeniesiono: „{}”",
                    short(text)
                ),
            )
            .help(say!(
                lang,
                "write the new date, hour and place in their columns and delete these words; if a title or place only sounds so, write \"confirmed\" in the column \"status\"",
                "wpisz nową datę, godzinę i miejsce w ich kolumnach, a te słowa usuń; jeśli temat lub miejsce tylko tak brzmi, wpisz „potwierdzone” w kolumnie „status”"
            )),
            Self::Unsure { text } => words(
                "unsure",
                say!(
                    lang,
                    "this seems to say that something is not sure yet or changes: \"{}\"",
                    "wygląda na to, że coś się zmienia albo nie jest pewne: „{}”",
                    short(text)
                ),
            )
            .help(say!(
                lang,
                "mend the row, or write \"tentative\" or \"confirmed\" in the column \"status\" (add it if there is none)",
                "popraw wiersz albo wpisz „wstępne” lub „potwierdzone” w kolumnie „status” (dodaj ją, jeśli jej nie ma)"
            )),
            Self::Unread { text } => words(
                "unread",
                say!(
                    lang,
                    "this is not read, and seems to say that a meeting is cancelled or moved: \"{}\"",
                    "to nie jest czytane, a wygląda na odwołanie lub przeniesienie spotkania: „{}”",
                    short(text)
                ),
            )
            .help(say!(
                lang,
                "mend the row of that meeting, then delete these words",
                "popraw wiersz tego spotkania, potem usuń te słowa"
            )),
            Self::Ditto { text } => words(
                "ditto",
                say!(lang, "\"{}\" refers to another row", "„{}” odsyła do innego wiersza", short(text)),
            )
            .help(say!(lang, "repeat the text", "powtórz tekst")),
            Self::Early { hour } => {
                let hour = hour.format("%H:%M");
                words("early", say!(lang, "the meeting begins at {hour} in the night", "spotkanie zaczyna się w nocy, o {hour}"))
            }
            Self::DoubledId { id, other } => words(
                "doubled-id",
                say!(
                    lang,
                    "the id \"{}\" is already used in {}",
                    "identyfikator „{}” jest już użyty w {}",
                    short(id),
                    at(*other)
                ),
            )
            .help(say!(
                lang,
                "each meeting has an id of its own",
                "każde spotkanie ma własny identyfikator"
            )),
            Self::ReusedId { id, date } => words(
                "reused-id",
                say!(
                    lang,
                    "the id \"{}\" is that of a meeting published for {}",
                    "identyfikator „{}” należy już do spotkania opublikowanego na {}",
                    short(id),
                    dotted(*date)
                ),
            )
            .help(say!(
                lang,
                "give the new meeting an id of its own, or calendars take it for the old one",
                "nadaj nowemu spotkaniu inny identyfikator, inaczej kalendarze uznają je za tamto"
            )),
            Self::DoubledMeeting { other } => words(
                "doubled-meeting",
                say!(
                    lang,
                    "the same county, start and title as in {}",
                    "ten sam powiat, początek i tytuł co w {}",
                    at(*other)
                ),
            )
            .help(say!(
                lang,
                "delete one of the rows, or tell them apart by an \"id\" column",
                "usuń jeden z wierszy albo rozróżnij je kolumną „id”"
            )),
            Self::AllDay => words(
                "all-day",
                say!(lang, "no hour: shown as an all-day meeting", "brak godziny: spotkanie będzie całodniowe"),
            ),
            Self::ControlCharacters => words(
                "control-characters",
                say!(lang, "invisible control characters left out", "pominięto niewidoczne znaki sterujące"),
            ),
            Self::LongText { length } => {
                let noun = Lang::Pl.plural(*length, "znak", "znaki", "znaków");
                words(
                    "long-text",
                    match lang {
                        Lang::En => format!("{length} characters: some calendars show only the first 255"),
                        Lang::Pl => format!("{length} {noun}: niektóre kalendarze pokazują tylko pierwsze 255"),
                    },
                )
            }
            Self::Sunday { date } => words("sunday", say!(lang, "{} is a Sunday", "{} to niedziela", dotted(*date))),
            Self::Long => {
                words("long", say!(lang, "the meeting takes over 12 hours", "spotkanie trwa ponad 12 godzin"))
            }
            Self::RoomTaken { other } => words(
                "room-taken",
                say!(
                    lang,
                    "the same place at an overlapping time as in {}",
                    "to samo miejsce w pokrywającym się czasie co w {}",
                    at(*other)
                ),
            ),
            Self::NoVenue => {
                words("no-venue", say!(lang, "neither venue nor address", "nie podano miejsca ani adresu"))
            }
            Self::NoTown => words("no-town", say!(lang, "no town found", "nie rozpoznano miejscowości"))
                .help(say!(lang, "write it in a column \"town\"", "podaj ją w kolumnie „miejscowość”")),
            Self::NoAnnouncement => words(
                "no-announcement",
                say!(lang, "no meeting found in this text", "nie znaleziono w tym tekście żadnego spotkania"),
            )
            .help(say!(
                lang,
                "a meeting has a day and an hour, or a place in a list of days",
                "spotkanie ma dzień i godzinę albo miejsce na liście terminów"
            )),
            Self::Doubt(doubt) => doubt_words(doubt, lang),
            Self::Unused { text, reason } => {
                let (text, reason) = (short(text), reason_words(*reason, lang));
                words("unused-day", say!(lang, "no meeting: {text} ({reason})", "bez spotkania: {text} ({reason})"))
            }
            Self::Past { count } => {
                let meetings = lang.meetings(*count);
                let took_place = Lang::Pl.plural(*count, "odbyło", "odbyły", "odbyło");
                words(
                    "past",
                    match lang {
                        Lang::En => format!("{meetings} already over"),
                        Lang::Pl => format!("{meetings} już się {took_place}"),
                    },
                )
            }
        }
    }
}

fn doubt_words(doubt: &Doubt, lang: Lang) -> Words {
    match doubt {
        Doubt::Year { year } => words(
            "year-inferred",
            say!(lang, "no year beside this day: taken as {year}", "przy tej dacie brak roku: przyjęto {year}"),
        ),
        Doubt::County { county } => words(
            "county-inferred",
            say!(
                lang,
                "no county given: taken from the town, {}",
                "nie podano powiatu: według miejscowości przyjęto „{}”",
                county.short_name()
            ),
        ),
        Doubt::NoCounty => words("county-missing", say!(lang, "no county found", "nie rozpoznano powiatu")).help(say!(
            lang,
            "write it into the list",
            "wpisz go na listę"
        )),
        Doubt::SharedHour => words(
            "hour-shared",
            say!(lang, "the hour is the one given for all meetings", "przyjęto godzinę podaną dla wszystkich spotkań"),
        ),
        Doubt::SharedPlace => words(
            "place-shared",
            say!(lang, "the place is the one given for all meetings", "przyjęto miejsce podane dla wszystkich spotkań"),
        ),
        Doubt::FirstOfSeveral => words(
            "first-day",
            say!(
                lang,
                "several days: only the first is a meeting here",
                "kilka dni: spotkaniem jest tu tylko pierwszy"
            ),
        ),
        Doubt::Moved { from: Some(date) } => {
            words("moved-to", say!(lang, "moved here from {}", "przeniesione z {}", dotted(*date)))
        }
        Doubt::Change => words(
            "changed-perhaps",
            say!(
                lang,
                "the text seems to say that this meeting is cancelled or moved, or not yet sure",
                "tekst zdaje się mówić, że to spotkanie odwołano, przeniesiono albo że nie jest jeszcze pewne"
            ),
        )
        .help(say!(
            lang,
            "read it, and mend the list: its day, or \"cancelled\" in the column \"status\"",
            "przeczytaj go i popraw listę: termin albo „odwołane” w kolumnie „status”"
        )),
        Doubt::Moved { from: None } => words(
            "moved-to",
            say!(lang, "the text says that this meeting was moved", "tekst mówi, że to spotkanie przeniesiono"),
        ),
        Doubt::Town => {
            words("town-inferred", say!(lang, "the town's name is a guess", "nazwę miejscowości odgadnięto"))
        }
        Doubt::Weekday { date } => {
            let (en, pl) = weekday(date.weekday());
            words(
                "weekday-other",
                say!(
                    lang,
                    "{} is a {en}, and the text has another day",
                    "{} to {pl}, a w tekście jest inny dzień",
                    dotted(*date)
                ),
            )
        }
    }
}

fn reason_words(reason: Reason, lang: Lang) -> &'static str {
    let (en, pl) = match reason {
        Reason::Stamp => ("publication stamp", "data publikacji"),
        Reason::Period => ("period", "okres"),
        Reason::Deadline => ("deadline", "termin zgłoszeń"),
        Reason::Law => ("date of a document", "data dokumentu"),
        Reason::Past => ("past", "było"),
        Reason::MovedFrom => ("moved from here", "poprzedni termin"),
        Reason::NoHour => ("no hour", "brak godziny"),
        Reason::NoSuchDay => ("no such day", "nie ma takiego dnia"),
        Reason::NoMeeting => ("nothing about a meeting", "nic o spotkaniu"),
        Reason::Change => ("but perhaps one is cancelled or moved", "ale może coś odwołano lub przeniesiono"),
    };
    if lang == Lang::En { en } else { pl }
}

fn date_words(text: &str, reason: BadDate, lang: Lang) -> Words {
    let text = short(text);
    match reason {
        BadDate::Unreadable => {
            let words = words("date", say!(lang, "\"{text}\" is not a date", "„{text}” to nie data"));
            // a day since 1900, as spreadsheets count
            if text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit()) {
                words.help(say!(
                    lang,
                    "this is a spreadsheet's number: give the column a date format and save again",
                    "to liczba z arkusza: nadaj kolumnie format daty i zapisz ponownie"
                ))
            } else {
                words.help(say!(lang, "write day, month, year: 22.05.2017", "napisz dzień, miesiąc, rok: 22.05.2017"))
            }
        }
        BadDate::Several => {
            words("several-days", say!(lang, "\"{text}\" is more than one day", "„{text}” to więcej niż jeden dzień"))
                .help(say!(
                    lang,
                    "make a row of each day; before an hour write \"godz.\"",
                    "zrób osobny wiersz na każdy dzień; przed godziną napisz „godz.”"
                ))
        }
        BadDate::NoYear => words("year", say!(lang, "\"{text}\" has no year", "w dacie „{text}” brak roku"))
            .help(say!(lang, "write the year, or give it with --year", "dopisz rok albo podaj go opcją --year")),
        BadDate::NoSuchMonth(month) => words(
            "month",
            say!(lang, "there is no month {month}", "nie ma miesiąca {month}"),
        )
        .help(say!(lang, "write the day first: 22.05.2017", "najpierw dzień: 22.05.2017")),
        BadDate::NoSuchDay { year, month, days } => {
            let (name, polish) = MONTHS[month as usize % 12];
            let name = if month == 2 { format!("{name} {year}") } else { name.to_owned() };
            let polish = if month == 2 { format!("{polish} {year}") } else { polish.to_owned() };
            words("day", say!(lang, "{name} has {days} days", "{polish} ma {days} dni")).help(say!(
                lang,
                "the day comes first: 01.{month:02}.{year} to {days}.{month:02}.{year}",
                "najpierw dzień: od 01.{month:02}.{year} do {days}.{month:02}.{year}"
            ))
        }
        BadDate::Weekday { is, date } => {
            let (name, polish) = weekday(is);
            words("weekday", say!(lang, "\"{text}\": {} is a {name}", "„{text}”: {} to {polish}", dotted(date)))
                .help(say!(lang, "mend the weekday or the date", "popraw dzień tygodnia albo datę"))
        }
    }
}

/// December first, so that the number modulo 12 finds a month.
const MONTHS: [(&str, &str); 12] = [
    ("December", "grudzień"),
    ("January", "styczeń"),
    ("February", "luty"),
    ("March", "marzec"),
    ("April", "kwiecień"),
    ("May", "maj"),
    ("June", "czerwiec"),
    ("July", "lipiec"),
    ("August", "sierpień"),
    ("September", "wrzesień"),
    ("October", "październik"),
    ("November", "listopad"),
];

fn weekday(day: Weekday) -> (&'static str, &'static str) {
    match day {
        Weekday::Mon => ("Monday", "poniedziałek"),
        Weekday::Tue => ("Tuesday", "wtorek"),
        Weekday::Wed => ("Wednesday", "środa"),
        Weekday::Thu => ("Thursday", "czwartek"),
        Weekday::Fri => ("Friday", "piątek"),
        Weekday::Sat => ("Saturday", "sobota"),
        Weekday::Sun => ("Sunday", "niedziela"),
    }
}

/// A cell's text as a message quotes it: one line, nothing invisible, at most 60 characters.
fn short(text: &str) -> String {
    let mut out: String = text.chars().map(visible).take(60).collect();
    if text.chars().nth(60).is_some() {
        out.push('…');
    }
    out
}

/// A control character as its picture, a direction mark as a dot: neither may work on the terminal.
pub(super) fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        '\0'..='\x1f' => char::from_u32(0x2400 + c as u32).unwrap_or('·'),
        '\x7f' => '␡',
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => '·',
        c => c,
    }
}

/// A text as it may stand on a terminal: nothing in it works there.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { ' ' } else { visible(c) }).collect()
}
