//! The words by which a text says what is what. All folded; stems unless said otherwise.

pub(super) use crate::poland::date::has;

/// Buildings and rooms.
pub(super) const VENUES: &[&str] = &[
    "urzad", "urzed", "starostw", "sala", "sali", "sal", "szkol", "swietlic", "remiz", "dom", "domu", "domow", "osrodek", "osrodk",
    "gok", "mdk", "wdk", "mok", "mgok", "mosir", "osir", "sok", "zok", "wokir", "gokis", "centrum", "cis", "bibliotek",
    "bibliotec", "hotel", "hostel", "muzeum", "klub", "ratusz", "pcpr", "ops", "mops", "gops", "zespol", "kosciol",
    "kosciel", "stodol", "gospod", "parafi", "plebani", "budyn", "siedzib", "aula", "auli", "restauracj", "kino",
    "kina", "kinie", "teatr", "hala", "hali", "stadion", "osp", "straz", "filia", "filii", "palac", "zamek", "zamk",
    "pensjonat", "gospodarstw", "agroturyst", "gimnazjum", "liceum", "liceu", "przedszkol", "biur", "inkubator",
    "amfiteatr", "zajazd", "kawiarni", "dps", "sds", "spoldzieln", "izba", "izbie", "uniwersytet", "akademi", "uczelni",
    "instytut", "fundacj", "boisk", "przystan", "pokoj", "pok", "parter", "pietro", "pietrze", "stacj", "dworzec",
    "dworc", "kpp", "komend", "komisariat", "szpital", "przychodni", "galeri", "mediatek", "technikum", "internat",
    "kantor", "lokal", "sp", "zs", "kck", "ck", "ckis", "park", "plac", "scena", "nadlesnictw", "archiwum", "sad",
    "willa", "kamienic", "dwor", "karczm", "strzelnic", "obiekt", "pawilon", "kompleks", "warsztat", "wtz", "hali",
    "pwsz", "uz", "kawiarenk", "swietl", "kaplic", "pub", "oberza",
];

/// What meetings are called.
pub(super) const TOPICS: &[&str] = &[
    "spotka", "zebran", "konsultac", "debat", "warsztat", "szkole", "konferencj", "dyzur", "posiedze", "sesj", "semin",
    "forum", "wyklad", "prezentacj", "narad", "kongres", "webinar", "otwarci", "obrad", "wysluchan", "panel", "koncert",
    "wystaw", "festyn", "piknik", "projekcj", "promocj",
];

/// A sentence with one of these is one, and no entry of a list.
pub(super) const VERBS: &[&str] = &[
    "odbedz", "odbeda", "odbyw", "odbyl", "zaprasz", "zaczn", "zaczyn", "rozpoczn", "rozpoczy", "zaplanowan",
    "informuj", "przypomin", "bedzie", "beda", "zostan", "zostal", "prosimy", "potrw", "planuj", "organizuj",
    "serdeczn", "oglasza", "zglasz", "mozna", "przyjm", "zwoluj", "zawiadam", "uprzejmie", "obradowal", "rusza", "trwa",
    "moga", "nalezy", "dzial", "obejm", "poswiec", "dostepn", "uplyw", "czynn", "nastap", "przesun", "przenies",
    "przeloz", "odwolan", "zachec", "czeka",
];

/// Where a place in a sentence ends.
pub(super) const STOPS: &[&str] = &[
    "aby", "by", "ktor", "poswiec", "dotycz", "temat", "sprawie", "ramach", "celu", "udzial", "dla", "spotka", "zebran",
    "konsultac", "warsztat", "debat", "konferencj", "szkole", "dyzur", "godz", "godzin", "poczatek", "rozpocz", "oraz",
    "gdzie", "podczas", "natomiast", "kolejn", "drug", "nastepn", "pierwsz", "ostatni", "zapis", "zgloszen", "wstep",
    "prowadz", "organiz", "ze", "wszysc", "wszystk", "mieszkanc", "przedstawiciel", "dnia", "dniu", "a", "jest", "sa",
    "r", "roku", "br", "tel", "rowniez", "takze", "nie",
];

/// After "w" and "na": no place.
pub(super) const NO_PLACES: &[&str] = &[
    "spraw", "ramach", "celu", "zakres", "zwiazku", "temat", "lata", "latach", "tym", "dniu", "dniach", "termin",
    "form", "spotkan", "spotkaniach", "spotkania", "ktor", "godz", "godzin", "najblizsz", "nastepuj", "nizej",
    "ponizsz", "rok", "tego", "te", "ten", "trakcie", "czasie", "oparciu", "porozumieni", "imieniu", "poniedzial",
    "wtorek", "srod", "czwartek", "piatek", "sobot", "niedziel", "styczni", "lut", "marc", "kwietni", "maj", "czerwc",
    "lipc", "sierpni", "wrzesni", "pazdzierni", "listopad", "grudni", "konsultac", "szkole", "warsztat", "debat",
    "zebran", "sesj", "konferencj", "obecnosc", "pierwsz", "drug", "drodz", "postaci", "przypadku", "stosun", "sam",
    "dyzur", "miejscowosci", "kazd", "godzinach", "pelni", "miastach", "gminach", "powiatach", "solectwach", "nasz",
    "regionie", "tematy", "projekt", "podstawie", "stron", "rzecz", "potrzeb", "realizacj", "lokaln",
];

/// Before a town's name: what it is.
pub(super) const KINDS: &[&str] = &[
    "gmina", "gm", "gminy", "miasto", "m", "miejscowosc", "miejscowosci", "solectwo", "sol", "wies", "wsi", "miasta",
    "dla", "osiedle",
];

/// Around a date or an hour; whole words.
pub(super) const FILLERS: &[&str] = &[
    "w", "we", "dnia", "dniu", "dn", "dniach", "o", "od", "na", "godz", "godzina", "godzinie", "godziny", "tj", "r",
    "roku", "rok", "termin", "terminy", "data", "i", "oraz", "a", "do", "kiedy", "czas", "godzinach", "br", "lp",
    "poczatek", "start", "g", "ok", "gdzie", "miejsce", "adres", "lokalizacja", "b", "ul", "miejscowosc", "rozpoczecie",
    "rozpoczecia",
];

/// Labels before a place in a line of its own.
pub(super) const PLACE_LABELS: &[&str] = &[
    "miejsce", "miejsce spotkania", "miejsce zebrania", "gdzie", "lokalizacja", "adres", "miejsce konsultacji",
    "miejsce szkolenia", "miejsce wydarzenia", "sala", "miejscowosc",
];
/// Labels before what is no place.
pub(super) const OTHER_LABELS: &[&str] = &[
    "organizator", "organizatorzy", "kontakt", "prowadzacy", "temat", "opis", "opis wydarzenia", "tytul", "program",
    "zapisy", "telefon", "e mail", "email", "uwagi", "cena", "koszt", "zgloszenia", "prelegent", "autor", "tematyka",
    "cel", "informacje", "wstep", "dodano", "kategoria", "uczestnicy",
];
/// Labels before days and hours.
pub(super) const TIME_LABELS: &[&str] = &[
    "data", "termin", "kiedy", "godzina", "godz", "czas", "data spotkania", "termin spotkania", "godzina spotkania",
    "data i godzina", "godziny", "rozpoczecie", "poczatek",
];

/// Headings of tables; whole.
pub(super) const HEADINGS: &[&str] = &[
    "lp", "l p", "gmina", "miejscowosc", "solectwo", "nazwa solectwa", "nazwa gminy", "data", "godzina", "godz",
    "godziny", "miejsce", "miejsce spotkania", "miejsce zebrania", "miejsce konsultacji", "termin", "termin zebrania",
    "termin spotkania", "data i godzina", "data spotkania", "data zebrania", "data i godzina zebrania",
    "data i godzina spotkania", "dzien", "dzien tygodnia", "adres", "lokalizacja", "prowadzacy", "godzina spotkania",
    "godzina zebrania", "powiat", "temat", "uwagi", "miasto", "termin godzina spotkania",
    "miejscowosc miejsce spotkania", "godzina rozpoczecia", "okreg", "wies", "data konsultacji", "godziny konsultacji",
    "dzien konsultacji", "sala", "osiedle", "nr", "kontakt", "status", "solectwo osiedle", "tematyka", "tytul", "opis",
    "organizator", "prelegent", "uczestnicy", "rodzaj spotkania", "nazwa", "wydarzenie", "spotkanie",
    "godzina zakonczenia", "do", "od", "miejsce i adres", "godz rozpoczecia", "obwod",
];
/// Of these, the day's; whole.
pub(super) const DAY_HEADINGS: &[&str] = &[
    "data", "termin", "termin zebrania", "termin spotkania", "data i godzina", "data spotkania", "data zebrania",
    "data i godzina zebrania", "data i godzina spotkania", "dzien", "termin godzina spotkania", "data konsultacji",
    "dzien konsultacji",
];

/// A day that stands in such a sentence is when something was published.
pub(super) const STAMPS: &[&str] = &[
    "opublikowan", "publikacj", "dodan", "utworz", "wytworz", "aktualizacj", "modyfikacj", "zamieszcz", "stan na",
    "wprowadz", "wydruk", "ostatnia zmiana", "odslon", "wyswietl",
];
/// … or the last day for something.
pub(super) const DEADLINES: &[&str] = &[
    "zglosz", "zglasz", "zapis", "rejestr", "nabor", "sklada", "skladan", "uplyw", "najpozniej", "potwierdz", "formularz", "wniosk",
    "przesyla", "nadsyla", "ankiet",
];
/// … or past.
pub(super) const PASTS: &[&str] = &[
    "odbyl", "odbyly", "rozpoczal", "rozpoczela", "rozpoczelo", "rozpoczely", "zaczal", "zaczela", "obradowal",
    "spotkali", "spotkal", "goscil", "uczestniczyl", "wzieli", "wzielo", "wziela", "zorganizowan", "przeprowadzon",
    "podpisan", "zakonczyl", "mialo miejsce", "mial miejsce", "zebrali", "dyskutowan", "rozmawiano", "podjet",
];
/// A meeting goes elsewhere.
pub(super) const MOVES: &[&str] = &["przesun", "przenies", "przeloz", "przelozon", "zmian", "zmienion", "nowy termin", "zamiast"];
/// It begins.
pub(super) const BEGINS: &[&str] = &["poczat", "rozpocz", "zaczn", "zaczyn", "start", "odbed", "odbyw", "godz"];
/// Of all.
pub(super) const ALL: &[&str] = &[
    "wszystk", "kazd", "spotkania", "zebrania", "konsultacje", "dyzury", "warsztaty", "szkolenia", "debaty",
];
/// Not for meetings.
pub(super) const OFFICE_HOURS: &[&str] = &[
    "czynn", "biur", "zglosz", "zapis", "telefon", "tel", "infolini", "rejestr", "przerw", "dyzur telef", "pracy",
    "urzeduj",
];
/// Where a programme begins.
pub(super) const PROGRAMMES: &[&str] = &[
    "program", "w programie", "porzadek", "agenda", "tematyka", "plan spotka", "proponowany porzadek",
];
/// Lines of a page that are no heading of its text; whole.
pub(super) const NAVIGATION: &[&str] = &[
    "aktualnosci", "drukuj", "wydarzenia", "strona glowna", "menu", "start", "powrot", "wstecz", "szukaj", "kontakt",
    "a a a", "pdf", "ogloszenia", "komunikaty", "udostepnij", "mapa strony", "bip", "logowanie", "informacje", "news",
    "ogloszenie", "komunikat", "przejdz do tresci", "archiwum",
];
