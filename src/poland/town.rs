//! Towns of Lubuskie: the one that a place names in words, in the nominative, as maps want it.
//!
//! Never guessed: a postal code in the address names its post town, "w Drezdenku" a town of the region. A county's seat is
//! not taken for the place of a meeting.

use crate::poland::county::County;
use crate::poland::date::{fold, same, starts_with};

/// The seats of the region's gminas (TERC register, 2016) and their locatives, as they stand after "w" and "we".
#[rustfmt::skip]
const TOWNS: &[(&str, &[&str])] = &[
    ("Babimost", &["Babimoście"]),
    ("Bledzew", &["Bledzewie"]),
    ("Bobrowice", &["Bobrowicach"]),
    ("Bogdaniec", &["Bogdańcu"]),
    ("Bojadła", &["Bojadłach"]),
    ("Brody", &["Brodach"]),
    ("Brzeźnica", &["Brzeźnicy"]),
    ("Bytnica", &["Bytnicy"]),
    ("Bytom Odrzański", &["Bytomiu Odrzańskim", "Bytomiu Odrz."]),
    ("Cybinka", &["Cybince"]),
    ("Czerwieńsk", &["Czerwieńsku"]),
    ("Deszczno", &["Deszcznie"]),
    ("Dobiegniew", &["Dobiegniewie"]),
    ("Drezdenko", &["Drezdenku"]),
    ("Dąbie", &["Dąbiu"]),
    ("Gorzów Wielkopolski", &["Gorzowie Wielkopolskim", "Gorzowie Wlkp."]),
    ("Gozdnica", &["Gozdnicy"]),
    ("Gubin", &["Gubinie"]),
    ("Górzyca", &["Górzycy"]),
    ("Iłowa", &["Iłowie", "Iłowej"]),
    ("Jasień", &["Jasieniu"]),
    ("Kargowa", &["Kargowej"]),
    ("Kolsko", &["Kolsku"]),
    ("Kostrzyn nad Odrą", &["Kostrzynie nad Odrą"]),
    ("Kożuchów", &["Kożuchowie"]),
    ("Krosno Odrzańskie", &["Krośnie Odrzańskim", "Krośnie Odrz."]),
    ("Krzeszyce", &["Krzeszycach"]),
    ("Kłodawa", &["Kłodawie"]),
    ("Lipinki Łużyckie", &["Lipinkach Łużyckich"]),
    ("Lubiszyn", &["Lubiszynie"]),
    ("Lubniewice", &["Lubniewicach"]),
    ("Lubrza", &["Lubrzy"]),
    ("Lubsko", &["Lubsku"]),
    ("Maszewo", &["Maszewie"]),
    ("Małomice", &["Małomicach"]),
    ("Międzyrzecz", &["Międzyrzeczu"]),
    ("Niegosławice", &["Niegosławicach"]),
    ("Nowa Sól", &["Nowej Soli"]),
    ("Nowe Miasteczko", &["Nowym Miasteczku"]),
    ("Nowogród Bobrzański", &["Nowogrodzie Bobrzańskim", "Nowogrodzie Bobrz."]),
    ("Otyń", &["Otyniu"]),
    ("Ośno Lubuskie", &["Ośnie Lubuskim"]),
    ("Przewóz", &["Przewozie"]),
    ("Przytoczna", &["Przytocznej"]),
    ("Pszczew", &["Pszczewie"]),
    ("Rzepin", &["Rzepinie"]),
    ("Santok", &["Santoku"]),
    ("Siedlisko", &["Siedlisku"]),
    ("Skwierzyna", &["Skwierzynie"]),
    ("Skąpe", &["Skąpem"]),
    ("Stare Kurowo", &["Starym Kurowie"]),
    ("Strzelce Krajeńskie", &["Strzelcach Krajeńskich", "Strzelcach Kraj."]),
    ("Sulechów", &["Sulechowie"]),
    ("Sulęcin", &["Sulęcinie"]),
    ("Szczaniec", &["Szczańcu"]),
    ("Szlichtyngowa", &["Szlichtyngowej"]),
    ("Szprotawa", &["Szprotawie"]),
    ("Sława", &["Sławie"]),
    ("Słońsk", &["Słońsku"]),
    ("Słubice", &["Słubicach"]),
    ("Torzym", &["Torzymiu"]),
    ("Trzciel", &["Trzcielu"]),
    ("Trzebiechów", &["Trzebiechowie"]),
    ("Trzebiel", &["Trzebielu"]),
    ("Tuplice", &["Tuplicach"]),
    ("Witnica", &["Witnicy"]),
    ("Wschowa", &["Wschowie"]),
    ("Wymiarki", &["Wymiarkach"]),
    ("Zabór", &["Zaborze"]),
    ("Zbąszynek", &["Zbąszynku"]),
    ("Zielona Góra", &["Zielonej Górze"]),
    ("Zwierzyn", &["Zwierzynie"]),
    ("Łagów", &["Łagowie"]),
    ("Łęknica", &["Łęknicy"]),
    ("Świdnica", &["Świdnicy"]),
    ("Świebodzin", &["Świebodzinie"]),
    ("Żagań", &["Żaganiu"]),
    ("Żary", &["Żarach"]),
];

/// The counties of these towns, by code. Zielona Góra and Gorzów are cities, and seats of gminas around them, too: the city.
#[rustfmt::skip]
const COUNTIES: &[(&str, &[&str])] = &[
    ("0801", &["Kostrzyn nad Odrą", "Bogdaniec", "Deszczno", "Kłodawa", "Lubiszyn", "Santok", "Witnica"]),
    ("0802", &["Gubin", "Bobrowice", "Bytnica", "Dąbie", "Krosno Odrzańskie", "Maszewo"]),
    ("0803", &["Bledzew", "Międzyrzecz", "Przytoczna", "Pszczew", "Skwierzyna", "Trzciel"]),
    ("0804", &["Nowa Sól", "Bytom Odrzański", "Kolsko", "Kożuchów", "Nowe Miasteczko", "Otyń", "Siedlisko"]),
    ("0805", &["Cybinka", "Górzyca", "Ośno Lubuskie", "Rzepin", "Słubice"]),
    ("0806", &["Dobiegniew", "Drezdenko", "Stare Kurowo", "Strzelce Krajeńskie", "Zwierzyn"]),
    ("0807", &["Krzeszyce", "Lubniewice", "Słońsk", "Sulęcin", "Torzym"]),
    ("0808", &["Lubrza", "Łagów", "Skąpe", "Szczaniec", "Świebodzin", "Zbąszynek"]),
    ("0809", &["Babimost", "Bojadła", "Czerwieńsk", "Kargowa", "Nowogród Bobrzański", "Sulechów", "Świdnica", "Trzebiechów", "Zabór"]),
    ("0810", &["Gozdnica", "Żagań", "Brzeźnica", "Iłowa", "Małomice", "Niegosławice", "Szprotawa", "Wymiarki"]),
    ("0811", &["Łęknica", "Żary", "Brody", "Jasień", "Lipinki Łużyckie", "Lubsko", "Przewóz", "Trzebiel", "Tuplice"]),
    ("0812", &["Sława", "Szlichtyngowa", "Wschowa"]),
    ("0861", &["Gorzów Wielkopolski"]),
    ("0862", &["Zielona Góra"]),
];

/// The county in which a town of the region is; `None`: it is of none, or not surely.
pub fn county(town: &str) -> Option<County> {
    let (code, _) = COUNTIES.iter().find(|(_, towns)| towns.contains(&town))?;
    County::from_teryt(code)
}

/// Larger towns of other regions, and their locatives.
#[rustfmt::skip]
const OTHERS: &[(&str, &str)] = &[
    ("Warszawa", "Warszawie"), ("Kraków", "Krakowie"), ("Łódź", "Łodzi"), ("Wrocław", "Wrocławiu"),
    ("Poznań", "Poznaniu"), ("Gdańsk", "Gdańsku"), ("Szczecin", "Szczecinie"), ("Bydgoszcz", "Bydgoszczy"),
    ("Lublin", "Lublinie"), ("Białystok", "Białymstoku"), ("Katowice", "Katowicach"), ("Gdynia", "Gdyni"),
    ("Częstochowa", "Częstochowie"), ("Radom", "Radomiu"), ("Sosnowiec", "Sosnowcu"), ("Toruń", "Toruniu"),
    ("Kielce", "Kielcach"), ("Rzeszów", "Rzeszowie"), ("Gliwice", "Gliwicach"), ("Zabrze", "Zabrzu"),
    ("Olsztyn", "Olsztynie"), ("Bielsko-Biała", "Bielsku-Białej"), ("Bytom", "Bytomiu"), ("Rybnik", "Rybniku"),
    ("Ruda Śląska", "Rudzie Śląskiej"), ("Opole", "Opolu"), ("Tychy", "Tychach"), ("Elbląg", "Elblągu"),
    ("Płock", "Płocku"), ("Wałbrzych", "Wałbrzychu"), ("Włocławek", "Włocławku"), ("Tarnów", "Tarnowie"),
    ("Chorzów", "Chorzowie"), ("Koszalin", "Koszalinie"), ("Kalisz", "Kaliszu"), ("Legnica", "Legnicy"),
    ("Grudziądz", "Grudziądzu"), ("Jaworzno", "Jaworznie"), ("Słupsk", "Słupsku"),
    ("Jastrzębie-Zdrój", "Jastrzębiu-Zdroju"), ("Nowy Sącz", "Nowym Sączu"), ("Jelenia Góra", "Jeleniej Górze"),
    ("Siedlce", "Siedlcach"), ("Mysłowice", "Mysłowicach"), ("Konin", "Koninie"),
    ("Piotrków Trybunalski", "Piotrkowie Trybunalskim"), ("Inowrocław", "Inowrocławiu"), ("Lubin", "Lubinie"),
    ("Ostrów Wielkopolski", "Ostrowie Wielkopolskim"), ("Ostrowiec Świętokrzyski", "Ostrowcu Świętokrzyskim"),
    ("Suwałki", "Suwałkach"), ("Stargard", "Stargardzie"), ("Gniezno", "Gnieźnie"), ("Głogów", "Głogowie"),
    ("Siemianowice Śląskie", "Siemianowicach Śląskich"), ("Pabianice", "Pabianicach"), ("Zamość", "Zamościu"),
    ("Leszno", "Lesznie"), ("Chełm", "Chełmie"), ("Łomża", "Łomży"), ("Ełk", "Ełku"), ("Żory", "Żorach"),
    ("Tomaszów Mazowiecki", "Tomaszowie Mazowieckim"), ("Przemyśl", "Przemyślu"), ("Stalowa Wola", "Stalowej Woli"),
    ("Kędzierzyn-Koźle", "Kędzierzynie-Koźlu"), ("Mielec", "Mielcu"), ("Tczew", "Tczewie"),
    ("Biała Podlaska", "Białej Podlaskiej"), ("Bełchatów", "Bełchatowie"), ("Świdnica", "Świdnicy"),
    ("Będzin", "Będzinie"), ("Zgierz", "Zgierzu"), ("Piekary Śląskie", "Piekarach Śląskich"),
    ("Racibórz", "Raciborzu"), ("Legionowo", "Legionowie"), ("Ostrołęka", "Ostrołęce"),
    ("Świętochłowice", "Świętochłowicach"), ("Zawiercie", "Zawierciu"), ("Starachowice", "Starachowicach"),
    ("Skierniewice", "Skierniewicach"), ("Puławy", "Puławach"), ("Starogard Gdański", "Starogardzie Gdańskim"),
    ("Wodzisław Śląski", "Wodzisławiu Śląskim"), ("Wejherowo", "Wejherowie"), ("Tarnobrzeg", "Tarnobrzegu"),
    ("Skarżysko-Kamienna", "Skarżysku-Kamiennej"), ("Krosno", "Krośnie"), ("Radomsko", "Radomsku"),
    ("Kutno", "Kutnie"), ("Dębica", "Dębicy"), ("Ciechanów", "Ciechanowie"), ("Kołobrzeg", "Kołobrzegu"),
    ("Nysa", "Nysie"), ("Szczytno", "Szczytnie"), ("Iława", "Iławie"), ("Ostróda", "Ostródzie"),
    ("Giżycko", "Giżycku"), ("Sieradz", "Sieradzu"), ("Zduńska Wola", "Zduńskiej Woli"),
    ("Świnoujście", "Świnoujściu"), ("Szczecinek", "Szczecinku"), ("Kwidzyn", "Kwidzynie"),
    ("Oświęcim", "Oświęcimiu"), ("Malbork", "Malborku"), ("Żywiec", "Żywcu"), ("Chojnice", "Chojnicach"),
    ("Września", "Wrześni"), ("Piła", "Pile"), ("Bolesławiec", "Bolesławcu"), ("Zgorzelec", "Zgorzelcu"),
    ("Oleśnica", "Oleśnicy"), ("Oława", "Oławie"), ("Dzierżoniów", "Dzierżoniowie"), ("Kłodzko", "Kłodzku"),
    ("Polkowice", "Polkowicach"), ("Bochnia", "Bochni"), ("Olkusz", "Olkuszu"), ("Wieliczka", "Wieliczce"),
    ("Nowy Targ", "Nowym Targu"), ("Zakopane", "Zakopanem"), ("Sanok", "Sanoku"), ("Jasło", "Jaśle"),
    ("Jarosław", "Jarosławiu"), ("Łańcut", "Łańcucie"), ("Sandomierz", "Sandomierzu"), ("Augustów", "Augustowie"),
    ("Hajnówka", "Hajnówce"), ("Bielsk Podlaski", "Bielsku Podlaskim"), ("Sokółka", "Sokółce"),
    ("Kętrzyn", "Kętrzynie"), ("Mrągowo", "Mrągowie"), ("Działdowo", "Działdowie"), ("Sztum", "Sztumie"),
    ("Dzierzgoń", "Dzierzgoniu"), ("Kartuzy", "Kartuzach"), ("Kościerzyna", "Kościerzynie"), ("Lębork", "Lęborku"),
    ("Bytów", "Bytowie"), ("Szamotuły", "Szamotułach"), ("Środa Wielkopolska", "Środzie Wielkopolskiej"),
    ("Nowy Tomyśl", "Nowym Tomyślu"), ("Wolsztyn", "Wolsztynie"), ("Kościan", "Kościanie"), ("Śrem", "Śremie"),
    ("Jarocin", "Jarocinie"), ("Krotoszyn", "Krotoszynie"), ("Rawicz", "Rawiczu"), ("Gostyń", "Gostyniu"),
    ("Koło", "Kole"), ("Turek", "Turku"), ("Słupca", "Słupcy"), ("Wągrowiec", "Wągrowcu"), ("Chodzież", "Chodzieży"),
    ("Złotów", "Złotowie"), ("Międzychód", "Międzychodzie"), ("Grodzisk Wielkopolski", "Grodzisku Wielkopolskim"),
    ("Oborniki", "Obornikach"), ("Pleszew", "Pleszewie"), ("Ostrzeszów", "Ostrzeszowie"), ("Kępno", "Kępnie"),
    ("Myślibórz", "Myśliborzu"), ("Choszczno", "Choszcznie"), ("Gryfino", "Gryfinie"), ("Pyrzyce", "Pyrzycach"),
    ("Barlinek", "Barlinku"), ("Dębno", "Dębnie"), ("Wałcz", "Wałczu"), ("Drawsko Pomorskie", "Drawsku Pomorskim"),
    ("Świdwin", "Świdwinie"), ("Police", "Policach"), ("Goleniów", "Goleniowie"), ("Gryfice", "Gryficach"),
    ("Kamień Pomorski", "Kamieniu Pomorskim"), ("Łobez", "Łobzie"), ("Sławno", "Sławnie"),
    ("Białogard", "Białogardzie"), ("Brodnica", "Brodnicy"), ("Chełmno", "Chełmnie"), ("Świecie", "Świeciu"),
    ("Nakło nad Notecią", "Nakle nad Notecią"), ("Mogilno", "Mogilnie"), ("Żnin", "Żninie"), ("Rypin", "Rypinie"),
    ("Lipno", "Lipnie"), ("Wąbrzeźno", "Wąbrzeźnie"), ("Łowicz", "Łowiczu"), ("Kraśnik", "Kraśniku"),
    ("Łuków", "Łukowie"), ("Biłgoraj", "Biłgoraju"), ("Świdnik", "Świdniku"), ("Hrubieszów", "Hrubieszowie"),
    ("Otwock", "Otwocku"), ("Pruszków", "Pruszkowie"), ("Piaseczno", "Piasecznie"),
    ("Mińsk Mazowiecki", "Mińsku Mazowieckim"), ("Wołomin", "Wołominie"), ("Sochaczew", "Sochaczewie"),
    ("Żyrardów", "Żyrardowie"), ("Mława", "Mławie"), ("Pułtusk", "Pułtusku"), ("Garwolin", "Garwolinie"),
    ("Wyszków", "Wyszkowie"), ("Kluczbork", "Kluczborku"), ("Brzeg", "Brzegu"), ("Prudnik", "Prudniku"),
    ("Strzelce Opolskie", "Strzelcach Opolskich"), ("Namysłów", "Namysłowie"), ("Cieszyn", "Cieszynie"),
    ("Pszczyna", "Pszczynie"), ("Mikołów", "Mikołowie"), ("Tarnowskie Góry", "Tarnowskich Górach"),
    ("Lubliniec", "Lublińcu"), ("Myszków", "Myszkowie"), ("Jędrzejów", "Jędrzejowie"),
    ("Busko-Zdrój", "Busku-Zdroju"), ("Końskie", "Końskich"), ("Pińczów", "Pińczowie"), ("Opatów", "Opatowie"),
    ("Staszów", "Staszowie"), ("Włoszczowa", "Włoszczowie"), ("Kazimierza Wielka", "Kazimierzy Wielkiej"),
    ("Milicz", "Miliczu"), ("Trzebnica", "Trzebnicy"), ("Wołów", "Wołowie"), ("Góra", "Górze"),
    ("Lwówek Śląski", "Lwówku Śląskim"), ("Lubań", "Lubaniu"), ("Złotoryja", "Złotoryi"), ("Jawor", "Jaworze"),
    ("Kamienna Góra", "Kamiennej Górze"), ("Ząbkowice Śląskie", "Ząbkowicach Śląskich"), ("Strzelin", "Strzelinie"),
    ("Środa Śląska", "Środzie Śląskiej"), ("Chocianów", "Chocianowie"), ("Przemków", "Przemkowie"),
];

/// What offices cut short; folded.
const SHORT: &[(&str, &str)] = &[
    ("gorzow wlkp", "Gorzów Wielkopolski"),
    ("krosno odrz", "Krosno Odrzańskie"),
    ("strzelce kraj", "Strzelce Krajeńskie"),
    ("z gora", "Zielona Góra"),
    ("kostrzyn n odra", "Kostrzyn nad Odrą"),
    ("osno lub", "Ośno Lubuskie"),
    ("nowogrod bobrz", "Nowogród Bobrzański"),
    ("bytom odrz", "Bytom Odrzański"),
];

/// A town as written in a cell of its own, in the nominative: "Gorzów Wlkp." and "w Nowej Soli" are mended, all else stays.
pub fn nominative(cell: &str) -> &str {
    if is_town(cell) {
        return cell;
    }
    if let Some(town) = in_words(cell) {
        return town;
    }
    let folded = fold(cell);
    if let Some((_, town)) = SHORT.iter().find(|(short, _)| *short == folded) {
        return town;
    }
    // "Nowej Soli", where no town is called so
    let locative = TOWNS.iter().find(|(_, forms)| forms.iter().any(|form| same(form, cell)));
    if TOWNS.iter().any(|(town, _)| same(town, cell)) { cell } else { locative.map_or(cell, |(town, _)| town) }
}

/// The town that a text in the locative is, if it is nothing else.
pub fn locative(text: &str) -> Option<&'static str> {
    let own = TOWNS.iter().find(|(_, forms)| forms.iter().any(|form| same(form, text))).map(|&(town, _)| town);
    own.or_else(|| OTHERS.iter().find(|(_, form)| same(form, text)).map(|&(town, _)| town))
}

/// Whether a town of the tables is called so, in the nominative.
pub fn is_known(text: &str) -> bool {
    TOWNS.iter().map(|(town, _)| town).chain(OTHERS.iter().map(|(town, _)| town)).any(|town| same(town, text))
}

/// How locatives end, and the nominatives to them, where there is little doubt; the longest that fits.
const ENDINGS: &[(&str, &str)] = &[
    ("owie", "ów"),
    ("inie", "in"),
    ("ynie", "yn"),
    ("nicy", "nica"),
    ("icy", "ica"),
    ("ycy", "yca"),
    ("icach", "ice"),
    ("ycach", "yce"),
    ("cach", "ce"),
    ("kach", "ki"),
    ("gach", "gi"),
    ("nach", "ny"),
    ("rach", "ry"),
    ("łach", "ły"),
    ("ńcu", "niec"),
    ("owcu", "owiec"),
    ("wcu", "wiec"),
    ("niu", "ń"),
    ("szu", "sz"),
    ("czu", "cz"),
    ("rzu", "rz"),
    ("żu", "ż"),
    ("lu", "l"),
    ("biu", "b"),
    ("wiu", "w"),
    ("nku", "nek"),
    ("wku", "wek"),
    ("sku", "sko"),
    ("jsku", "jsk"),
    ("ańsku", "ańsk"),
    ("uńsku", "uńsk"),
    ("ińsku", "ińsk"),
    ("awie", "awa"),
    ("ewie", "ewo"),
    ("ogu", "óg"),
    ("egu", "eg"),
    ("dku", "dek"),
    ("czce", "czka"),
    ("nce", "nka"),
    ("wce", "wka"),
    ("rce", "rka"),
    ("dce", "dka"),
    ("rgu", "rg"),
    ("ęgu", "ęg"),
    ("zie", "za"),
    ("ście", "sto"),
    ("onie", "on"),
    ("łowie", "łów"),
];

/// The nominative of a locative that is in no table, by its ending; never sure, and as it stands if no ending fits.
pub fn guess(text: &str) -> String {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let Some(last) = words.last_mut() else { return String::new() };
    let ending = ENDINGS.iter().filter(|(ending, _)| last.ends_with(ending)).max_by_key(|(ending, _)| ending.len());
    let Some((ending, nominative)) = ending else { return text.to_owned() };
    let plural = ending.ends_with("ach");
    *last = format!("{}{nominative}", &last[..last.len() - ending.len()]);
    let is_feminine = nominative.ends_with('a');
    let is_neuter = nominative.ends_with('o');
    let before = words.len() - 1;
    for word in &mut words[..before] {
        for (ending, forms) in [
            ("ej", ["a", "a", "a"]),
            ("ym", ["y", "e", "y"]),
            ("im", ["i", "ie", "i"]),
            ("ych", ["e", "e", "e"]),
            ("ich", ["ie", "ie", "ie"]),
        ] {
            if let Some(stem) = word.strip_suffix(ending) {
                let form = if is_neuter {
                    forms[1]
                } else if is_feminine || plural {
                    forms[2]
                } else {
                    forms[0]
                };
                *word = format!("{stem}{form}");
                break;
            }
        }
    }
    words.join(" ")
}

/// Whether a name is a town's of the table, written just so: nearly all are.
fn is_town(name: &str) -> bool {
    TOWNS.binary_search_by_key(&name, |(town, _)| town).is_ok()
}

/// The town of a place: behind a postal code in the address, else "w Drezdenku" in venue or address, else a part that is
/// nothing but a town's name.
pub fn find<'p>(venue: &'p str, address: &'p str) -> Option<&'p str> {
    behind_postal_code(address)
        .or_else(|| behind_postal_code(venue))
        .or_else(|| in_words(venue))
        .or_else(|| in_words(address))
        .or_else(|| by_itself(address))
        .or_else(|| by_itself(venue))
}

/// "Nowa Sól" between commas, or with its postal code behind it.
fn by_itself(place: &str) -> Option<&'static str> {
    place.split([',', ';']).rev().find_map(|part| {
        let part = part.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_digit() || c == '-');
        TOWNS.iter().find(|(town, _)| !part.is_empty() && same(town, part)).map(|&(town, _)| town)
    })
}

/// "66-530 Drezdenko", "42- 233 Mykanów": what follows the code, up to a comma, a bracket, a street or a number.
fn behind_postal_code(text: &str) -> Option<&str> {
    let digits = |bytes: &[u8]| !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit);
    // "–" begins with this octet, and little else does
    memchr::memchr2_iter(b'-', 0xe2, text.as_bytes()).find_map(|at| {
        let dash = text[at..].strip_prefix(['-', '–']).map(|rest| text.len() - at - rest.len())?;
        let before = text.as_bytes()[..at].trim_ascii_end();
        let first = before.len().checked_sub(2)?;
        let after = text[at + dash..].trim_start();
        // a telephone has numbers before it
        let apart = before[..first].trim_ascii_end();
        let alone = apart.last().is_none_or(|byte| !byte.is_ascii_digit())
            && (first == 0 || !before[first - 1].is_ascii_alphanumeric());
        if !alone || !digits(&before[first..]) || !digits(after.as_bytes().get(..3)?) {
            return None;
        }
        let rest = after[3..].trim_start_matches([' ', ',', '\u{a0}']);
        let part = rest.split([',', ';', '(']).next()?;
        if is_town(part.trim_end()) {
            return Some(part.trim_end());
        }
        let known =
            TOWNS.iter().map(|(town, _)| *town).filter(|town| starts_with(rest, town)).max_by_key(|town| town.len());
        let town = known.unwrap_or_else(|| {
            let street = |word: &&str| {
                !word.starts_with(char::is_alphabetic)
                    || ["ul.", "al.", "pl.", "os.", "tel.", "Plac", "Rynek"].contains(word)
            };
            let end =
                part.split(' ').find(street).map_or(part.len(), |word| word.as_ptr() as usize - part.as_ptr() as usize);
            nominative(part[..end].trim())
        });
        town.starts_with(char::is_alphabetic).then_some(town)
    })
}

/// The town that a text names in the locative after "w" or "we".
fn in_words(text: &str) -> Option<&'static str> {
    let starts =
        text.char_indices().filter(|&(at, c)| matches!(c, 'w' | 'W') && !text[..at].ends_with(char::is_alphanumeric));
    let mut named = starts
        .filter_map(|(at, _)| {
            let rest = &text[at + 1..];
            let rest = rest.strip_prefix(['e', 'E']).unwrap_or(rest).strip_prefix([' ', '\u{a0}'])?;
            Some(rest.trim_start())
        })
        .filter_map(|rest| {
            let locatives = TOWNS.iter().flat_map(|&(town, forms)| forms.iter().map(move |form| (town, *form)));
            locatives
                .filter(|(_, form)| starts_with(rest, form))
                .max_by_key(|(_, form)| form.len())
                .map(|(town, _)| town)
        });
    let town = named.next()?;
    // of two nobody knows which
    named.all(|other| other == town).then_some(town)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_of_places() {
        for (venue, address, town) in [
            ("siedziba PCPR w Nowej Soli", "ul. Piłsudskiego 65", Some("Nowa Sól")),
            ("siedziba PCPR w Drezdenku", "ul. Kościuszki 31, 66-530 Drezdenko", Some("Drezdenko")),
            ("Sala Sesyjna Starostwa Powiatowego we Wschowie", "Plac Kosynierów 1c", Some("Wschowa")),
            ("Starostwo Powiatowe w Krośnie Odrzańskim, sala 2", "", Some("Krosno Odrzańskie")),
            ("STAROSTWO POWIATOWE W SULĘCINIE", "", Some("Sulęcin")),
            ("Urząd Miasta", "ul. Sikorskiego 3-4, 66-400 Gorzów Wlkp.", Some("Gorzów Wielkopolski")),
            ("Urząd", "66- 400 Gorzów Wielkopolski (parter)", Some("Gorzów Wielkopolski")),
            ("Dom Kultury, 68-300 Lubsko", "", Some("Lubsko")),
            ("Dom Kultury", "al. Wojska Polskiego 2", None),
            ("Starostwo Powiatowe w Krakowie", "", None),
            ("Nowa Sól", "", Some("Nowa Sól")),
            ("PCPR", "Żary 68-200, ul. Ogrodowa 1", Some("Żary")),
            ("PCPR", "67-100 Nowa Sól ul. Piłsudskiego 65", Some("Nowa Sól")),
            ("PCPR", "22-175 Dorohusk ul. Główna 1", Some("Dorohusk")),
            ("PCPR", "67–100, Nowa Sól - I piętro", Some("Nowa Sól")),
            ("PCPR w  Nowej Soli", "", Some("Nowa Sól")),
            ("PCPR", "tel. 68 45-123 Jan", None),
            ("Urząd w Gorzowie Wlkp.", "", Some("Gorzów Wielkopolski")),
            ("Pałac w Żaganiu i Ratusz w Szprotawie", "", None),
            ("Ośrodek wsparcia", "ul. Zaborze 5", None),
            ("w Brodachowie", "", None),
        ] {
            assert_eq!(find(venue, address), town, "{venue} | {address}");
        }
        for (cell, town) in [
            ("Gorzów Wlkp.", "Gorzów Wielkopolski"),
            ("w Nowej Soli", "Nowa Sól"),
            ("Nowej Soli", "Nowa Sól"),
            ("Gorzów Wlkp", "Gorzów Wielkopolski"),
            ("Nowa Sól", "Nowa Sól"),
            ("Kol. Łuszczów", "Kol. Łuszczów"),
        ] {
            assert_eq!(nominative(cell), town);
        }
    }

    #[test]
    fn the_table_is_whole() {
        assert_eq!(TOWNS.len(), 78);
        assert!(TOWNS.is_sorted_by_key(|(town, _)| town));
        for (town, forms) in TOWNS {
            for form in *forms {
                assert_eq!(find(&format!("sala w {form}."), ""), Some(*town), "{form}");
            }
        }
    }
}
