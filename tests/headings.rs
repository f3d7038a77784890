//! Lists whose headings are not what the office meant: nothing of when, for whom and whether may be lost in silence.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use common::{Folder, NOW};
use lubuskie_ics::calendar::reconcile::{Change, Terms, reconcile};
use lubuskie_ics::list::{Columns, List};
use lubuskie_ics::meeting::schedule::schedule;
use lubuskie_ics::meeting::{Meeting, Rules};
use lubuskie_ics::message::Diagnostics;
use lubuskie_ics::message::lang::Lang;
use lubuskie_ics::message::words::{ALL, Words};
use lubuskie_ics::poland::county::Counties;
use proptest::prelude::*;
use serde_json::Value;

/// The hours, titles and places of a list with one meeting, as `check` understood it.
fn understood(list: &str, more: &str) -> Value {
    let folder = Folder::new();
    folder.write("list.csv", list);
    let run = folder.run(&format!("check list.csv --now {NOW} --format json {more}")).code(0);
    serde_json::from_str::<Value>(&run.stdout).unwrap()["meetings"][0].clone()
}

fn hours(meeting: &Value) -> (&str, &str) {
    let hour = |key: &str| meeting[key].as_str().unwrap().get(11..16).unwrap_or("day");
    (hour("start"), hour("end"))
}

/// The kinds of what `check` says of a list, and its exit code.
fn outcome(list: &str) -> String {
    let folder = Folder::new();
    folder.write("list.csv", list);
    let run = folder.run(&format!("check list.csv --now {NOW} --format json"));
    let said = run.stderr.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["kind"].to_string());
    let kinds = said.map(|kind| kind.replace('"', "")).filter(|kind| kind != "entry");
    kinds.chain([run.code.to_string()]).collect::<Vec<_>>().join(" ")
}

/// Columns that are passed over, but for some cells; words of privacy; a name that stands above no rows.
#[test]
fn what_columns_say_beside_the_others() {
    for (heading, cells, want) in [
        ("Cykl", ["nie", "Nie"], "0"),
        ("Cykl", ["Porozmawiajmy o zdrowiu", "Prawo dla seniora"], "0"),
        ("Wydarzenie cykliczne", ["tak", "nie"], "alters 1"),
        ("Recurrence", ["FREQ=MONTHLY;COUNT=3", ""], "alters 1"),
        ("Strefa czasowa", ["Europe/Warsaw", "(UTC+01:00) Sarajewo, Skopie, Warszawa, Zagrzeb"], "0"),
        ("Time Zone", ["GMT", "Europe/Warsaw"], "alters 1"),
        ("Charakter", ["otwarte", "szkoleniowe"], "0"),
        ("Sensitivity", ["Normal", "Confidential"], "withheld 0"),
        ("Odwołane przez", ["", "wójta"], "unread-column 1"),
        ("Czas trwania (kwadranse)", ["8", "4"], "unread-column 1"),
        ("Cykl", ["3 spotkania", ""], "alters 1"),
        ("Częstotliwość", ["raz w miesiącu", ""], "alters 1"),
        ("Częstotliwość", ["jednorazowo", "-"], "0"),
        ("Częstotliwość", ["1 raz w tygodniu", ""], "alters 1"),
        ("Projekt", ["FELB", "FELB"], "unknown-columns 0"),
        ("Osprzęt", ["brak", "brak"], "unknown-columns 0"),
        ("Catering", ["brak", "Jacek"], "0"),
        ("Liczba osób", ["12", "20"], "0"),
        ("Nr", ["1/2027", "2/2027"], "0"),
        ("Termin składania uwag", ["4.05.2027", "5.05.2027"], "0"),
        ("Potw.", ["T", "N"], "unread-column 1"),
        ("Dla kogo", ["seniorzy", "seniorzy"], "0"),
        ("Data wpisu", ["4.01.2027", "4.01.2027"], "0"),
        ("Uwagi", ["to samo co poz. 1", ""], "unsure 1"),
        ("Telefon z ratusza", ["burmistrz da radę dopiero nazajutrz", ""], "unknown-columns unread 1"),
        ("Uwagi", ["wejdą wyłącznie goście", ""], "closed 1"),
        ("Uwagi", ["zapraszamy w sobotnie przedpołudnie", ""], "noted 1"),
        ("Uwagi", ["mają oddzwonić, na razie nic pewnego", ""], "unsure 1"),
        ("Uwagi", ["niepełnoletni przychodzą ze zgodą rodzica", ""], "0"),
        ("Data wpisu do rejestru", ["4.01.2027", "4.01.2027"], "0"),
        ("Przewidywane zakończenie", ["11:00", "12:00"], "taken-as 0"),
        ("Opis", ["Zaczynamy punktualnie o 17.30, potem rozmowa.", ""], "noted 0"),
        ("Opis", ["Początek o 10:00, rejestracja rozpoczyna się o 9:30", ""], "0"),
        ("Materiały", ["w przygotowaniu", "wysłane"], "unknown-columns 0"),
        ("Zmiana", ["bez zmian", ""], "0"),
        ("Uwagi", ["poufne", ""], "closed 1"),
        ("Uwagi", ["rezerwacja wstępna", ""], "unsure 1"),
        ("Rodzaj", ["rozmowa wstępna", "mediacje"], "unknown-columns 0"),
        ("Uwagi", ["malują, siadamy u strażaków", ""], "may-change 0"),
        ("Uwagi", ["całość w Mirocinie Górnym", ""], "noted 1"),
        ("Uwagi", ["wejście wyłącznie dla zaproszonych radnych", ""], "may-change 0"),
        ("Frekwencja", ["nie zebrała się grupa", ""], "unknown-columns unread 1"),
        ("Liczba zapisanych", ["2, grupa nie powstanie", "12"], "unknown-columns unread 1"),
        ("Wstęp", ["wolny, prowadzący chory", "wolny"], "may-change 0"),
        ("Data publikacji", ["4.05.2027", "5 maja"], "0"),
        ("Temat", ["Przegląd mostów (przy dużych opadach tydzień później)", "Rada"], "may-change 0"),
        ("Nr narady", ["GK.6630.1.2027", "GK.6630.2.2027"], "0"),
        ("Miejscowość", ["Remiza", "Żary"], "0"),
        ("Telefon", ["nieczynne", "68 123 45 67"], "may-change 0"),
        ("Prowadzący", ["na urlopie", "Anna Nowak"], "may-change 0"),
        ("Rodzaj wydarzenia", ["Szkolenie KSeF", "Dyżur"], "unknown-columns 0"),
        ("Placówka terenowa", ["PT Żagań", ""], "unknown-columns 0"),
        ("Obowiązuje zapis", ["tak", "nie"], "unknown-columns 0"),
        ("Godziny zabawy", ["10:00", "12:00"], "unread-column 1"),
        ("Uwagi", ["startujemy kwadrans po jedenastej", ""], "may-change 0"),
        ("Temat", ["Zebranie w czwartek", "Zebranie w środę"], "noted 0"),
        ("Temat", ["Zebranie w piątek o drogach", "Rada"], "noted 0"),
        ("Charakter spotkania", ["zamknięte", "szkoleniowe"], "alters 1"),
        ("Charakter spotkania", ["zamknięte", "zamknięte"], "no-meetings withheld 1"),
        ("Show time as", ["2", "1"], "alters 1"),
        ("Pokaż czas jako", ["0", "3"], "0"),
        ("Tryb", ["stacjonarnie", "online"], "disagreement 1"),
        ("Forma zajęć", ["warsztaty", ""], "0"),
        ("Kanał łączności", ["MS Teams", "stacjonarnie"], "disagreement 1"),
        ("Sprzęt", ["rzutnik, zoom", "rzutnik"], "unknown-columns 0"),
        ("BIP", ["tak", "tak"], "unknown-columns 0"),
        ("BIP", ["tak", "nie"], "unread-column 1"),
        ("Zgoda wójta", ["jest", "brak"], "unread-column 1"),
        ("✔", ["✔", "❌"], "unread-column 1"),
        ("", ["", "N"], "unnamed-column 1"),
        ("Liczba dni", ["1", "2"], "unread-column 1"),
        ("Liczba dni", ["1", "1"], "unknown-columns 0"),
        ("Godzina (UTC)", ["10:00", "10:00"], "unread-column 1"),
        ("Dni", ["1", "2"], "unread-column 1"),
        ("Liczba spotkań", ["4", "4"], "unread-column 1"),
        ("Edycje", ["3", "1"], "alters 1"),
        ("W razie deszczu", ["sala OSP", ""], "unread-column 1"),
        ("Kolejne zajęcia", ["20.05, 27.05", ""], "unread-column 1"),
        ("Kolejne zajęcia", ["20 maja", "21 maja"], "unread-column 1"),
        ("Miejsce po zmianie", ["", "Biblioteka"], "replaced 1"),
        ("Faktyczna godzina", ["", "11:00"], "replaced 1"),
        ("Grupa", ["B 11:30", ""], "unknown-columns noted 0"),
        ("Ogłosił", ["w Żaganiu", ""], "unknown-columns noted 0"),
        ("Sprawa", ["dotacja nieprzyznana", "w toku"], "unknown-columns may-change 0"),
        ("Gmina uczestnika", ["Lubsko", "Lubsko"], "unknown-columns 0"),
        ("Sprawa", ["PCPR.0510.1.2027", "nie"], "unknown-columns 0"),
        ("Info", ["wstęp wolny", ""], "0"),
    ] {
        let row = |day: u8, cell: &str| format!("{day}.05.2027;10:00;Ratusz, 68-200 Żary;\"{cell}\"\n");
        let list =
            format!("powiat;data;godzina;miejsce;{heading}\nżarski;{}żarski;{}", row(13, cells[0]), row(14, cells[1]));
        assert_eq!(outcome(&list), want, "{heading} {cells:?}");
    }
}

/// A county that is said in a column of another name or above the rows, and a year above them.
#[test]
fn what_names_a_county_or_a_year() {
    // columns of counties, whatever they are called
    for (heading, cells, want) in [
        ("Teren działania", ["żarski", "Powiat Żarski"], "taken-as 0"),
        ("Punkt", ["Żary", "Żagań"], "missing-column unknown-columns 1"),
        ("Oprócz", ["żarski", "żagański"], "missing-column unknown-columns 1"),
        ("Grupa", ["wszyscy", "wszystkie"], "missing-column unknown-columns 1"),
        ("Pozycja", ["801", "802"], "missing-column unknown-columns 1"),
    ] {
        let [one, other] = cells;
        let rows =
            format!("{one};13.05.2027;10:00;Ratusz, 68-200 Żary\n{other};14.05.2027;10:00;Ratusz, 68-200 Żary\n");
        assert_eq!(outcome(&format!("{heading};data;godzina;miejsce\n{rows}")), want, "{heading}");
    }
    // titles that name a county or a year, or do not
    for (title, cells, want) in [
        ("Starosta Żarski;\nNarady w powiecie żagańskim", "13.05.2027", "skipped-row skipped-row county-above 0"),
        ("SPOTKANIA W ZIELONEJ GÓRZE I POWIECIE ŻARSKIM", "13.05.2027", "skipped-row missing-column 1"),
        ("Powiat żarski – zebrania wiejskie 2027", "13.05", "skipped-row county-above year-above 0"),
        ("Powiat żarski – zebranie nr 2027", "13.05", "skipped-row county-above year 1"),
        ("Powiat żarski, stan na 2027", "13.05", "skipped-row county-above year 1"),
    ] {
        let list = format!("{title};\ndata;godzina;miejsce\n{cells};10:00;Ratusz, 68-200 Żary\n");
        let said = outcome(&list).replace("no-venue ", "").replace("other-county ", "");
        assert_eq!(said, want, "{title}");
    }
}

/// Rows that are no entries: sums, signatures, names of sections; and the only column that can be it.
#[test]
fn what_rows_say_beside_the_others() {
    // a sum without a word
    let rows = "żarski;13.05.2027;10:00;Ratusz, 68-200 Żary;1;100 zł\n;;;;75;3 100,00 zł\n";
    assert_eq!(outcome(&format!("powiat;data;godzina;miejsce;liczba osób;koszt\n{rows}")), "skipped-row 0");
    // but not beside a number of its own
    let rows = "1;żarski;13.05.2027;10:00;Ratusz, 68-200 Żary;20\n2;;;;;25\n";
    assert_eq!(
        outcome(&format!("lp;powiat;data;godzina;miejsce;liczba miejsc\n{rows}")),
        "missing-cell missing-cell 1"
    );
    // what is not public may be, and is not cancelled by that
    for (note, want) in [
        ("poufne", "0"),
        ("poufne, prowadzący chory", "may-change 0"),
        ("nie publikować – brak zgody burmistrza", "cancelled 1"),
        ("nie publikować, sala do ustalenia", "unsure 1"),
    ] {
        let list = format!(
            "powiat;data;godzina;miejsce;publikować;uwagi\nżarski;13.05.2027;10:00;Ratusz, 68-200 Żary;tak;{note}\n"
        );
        assert_eq!(outcome(&list), want, "{note}");
    }
    // years of their own
    for (years, want) in [
        ([2017, 2027, 2028, 2029], "lone-year past 0"),
        ([2027, 2027, 2028, 2072], "lone-year far-ahead lone-year 0"),
        ([2027, 2027, 2027, 2027], "0"),
    ] {
        let row = |(day, year): (u8, i32)| format!("żarski;{day}.05.{year};10:00;Ratusz, 68-200 Żary\n");
        let rows: String = (11..).zip(years).map(row).collect();
        assert_eq!(
            outcome(&format!("powiat;data;godzina;miejsce\n{rows}")).replace("sunday ", "").replace("holiday ", ""),
            want,
            "{years:?}"
        );
    }
    // texts alone below all rows
    for (closing, want) in [
        ("Zapraszamy!", "skipped-row 0"),
        ("Prosimy zabrać dowód. Na teren placówki nie wnosimy plecaków.", "skipped-row 0"),
        ("Szkolenia są bezpłatne.", "skipped-row 0"),
        ("Na zajęcia w terenie prosimy zabrać kurtki.", "skipped-row 0"),
        ("Wojewoda zabrania zebrań wiejskich", "no-meeting 1"),
        ("Prosimy o usunięcie pierwszego wiersza", "no-meeting 1"),
        ("Prosimy o potwierdzenie terminów", "no-meeting 1"),
        ("I kwartał", "skipped-row 0"),
        ("Opracował:;kpt. Jan Żak", "skipped-row 0"),
        ("Zatwierdził:;z wyłączeniem Lubska", "unknown-county date 1"),
        ("Na zajęcia prosimy przyjść do remizy.", "no-meeting 1"),
        ("Na zajęcia prosimy zabrać kurtki, zaczynamy o siódmej.", "no-meeting 1"),
        ("Wszystkie spotkania online, zapraszamy", "no-meeting 1"),
        ("Prosimy jechać do Żagania", "no-meeting 1"),
        ("Prosimy przyjść godzinę wcześniej", "unread 1"),
        ("Halina Kłos", "skipped-row 0"),
        ("Uwaga: koszty dojazdu pokrywa gmina.", "skipped-row 0"),
        ("data i podpis wykonawcy", "skipped-row 0"),
        ("Wszystkie zdalnie", "no-meeting 1"),
        ("W Jasieniu wchodzimy do remizy", "no-meeting 1"),
        ("Uwaga: w Jasieniu spotykamy się w remizie", "no-meeting 1"),
        ("Lista nieaktualna", "no-meeting 1"),
        ("Miejsce: biblioteka", "no-meeting 1"),
        ("Siedemnasta trzydzieści", "no-meeting 1"),
        ("OSP – Ochotnicza Straż Pożarna (remiza)", "skipped-row 0"),
        ("OSP – spotkanie w remizie", "no-meeting 1"),
        ("Informacje – w Jasieniu spotykamy się o godz. 17.00", "no-meeting 1"),
        ("* mile widziane stroje ludowe", "skipped-row 0"),
        ("Zapisy na porady: 68 555 30 30, w dni robocze", "skipped-row 0"),
        ("Podpisanie umowy w Lubsku", "no-meeting 1"),
        ("Wydział Dokumentacji, tel. 68 327 10 71", "skipped-row 0"),
        ("Reszta terminów dopiero po żniwach i dożynkach", "no-meeting 1"),
    ] {
        let list = format!("powiat;data;godzina;miejsce\nżarski;13.05.2027;10:00;Ratusz, 68-200 Żary\n{closing};;;\n");
        assert_eq!(outcome(&list), want, "{closing}");
    }
    // the only column that can be it
    for (headings, want) in [
        ("powiat;data zabawy;godzina;miejsce", "taken-as 0"),
        ("powiat;data;godziny postoju;miejsce", "taken-as 0"),
        ("powiat;data;godzina;lokal wyborczy", "taken-as 0"),
        ("powiat;data wg pierwotnego planu;godzina;miejsce", "missing-column unread-column 1"),
    ] {
        let list = format!("{headings}\nżarski;13.05.2027;10:00;Ratusz, 68-200 Żary\n");
        assert_eq!(outcome(&list), want, "{headings}");
    }
    // the rows below a name that is no county's only
    for (name, want) in [
        ("powiat nowosolski – terminy wstępne", "unread other-county 1"),
        ("Terminy rezerwowe", "unread other-county 1"),
        ("Część druga", "no-meeting other-county 1"),
        ("powiat nowosolski", "0"),
    ] {
        let list = format!(
            "data;godzina;miejsce\npowiat żarski;;\n13.05.2027;10:00;Ratusz, 68-200 Żary\n{name};;\n14.05.2027;10:00;Urząd, 67-100 Nowa Sól\n"
        );
        assert_eq!(outcome(&list), want, "{name}");
    }
}

/// What the lines above the headings say holds where no column and no cell says it.
#[test]
fn counties_and_years_above() {
    for (title, want) in [
        ("Zebrania w powiecie żarskim w 2027 r.", "skipped-row county-above year-above 0"),
        ("Powiat żarski – plan na rok 2027 (stan na 4 stycznia 2026 r.)", "skipped-row county-above year 1"),
        ("Powiat żarski, grudzień 2026 – luty 2027", "skipped-row county-above year 1"),
        ("Powiat żarski – konsultacje budżetu na rok 2027", "skipped-row county-above year 1"),
        ("Powiat żarski i miasto Zielona Góra, plan na rok 2027", "skipped-row missing-column year-above 1"),
        ("Spotkania w powiecie żarskim / żagańskim w 2027 r.", "skipped-row missing-column year-above 1"),
        ("Spotkania poza powiatem żarskim w 2027 r.", "skipped-row missing-column year-above 1"),
        ("Powiat żarski – plan z 2026 r. na rok 2027", "skipped-row county-above year 1"),
        ("Zebrania w powiecie żarskim i żagańskim w 2027 r.", "skipped-row missing-column year-above 1"),
        ("Żary, dnia 4 stycznia 2027 r.", "skipped-row missing-column 1"),
    ] {
        let list = format!("{title}\ndata;pocz.;kon.;miejsce;gmina / miejscowość\n13.05;10:00;11:00;Ratusz;Żary\n");
        assert_eq!(outcome(&list), want, "{title}");
    }
    for (place, mark, want) in [
        ("świetlica*", "* remiza", "1"),
        ("świetlica*", "* w czwartek", "1"),
        ("świetlica*", "* sala dostosowana do potrzeb osób z niepełnosprawnościami", "0"),
        ("świetlica", "* mile widziane stroje", "0"),
    ] {
        let list =
            format!("powiat;data;godzina;miejsce;miejscowość\nżarski;13.05.2027;10:00;{place};Lubsko\n{mark};;;;\n");
        assert!(outcome(&list).ends_with(want), "{mark}");
    }
    for (heading, want) in [
        ("Powiat (lub miasto na prawach powiatu)", "unknown-columns 0"),
        ("Powiat / miasto na prawach powiatu", "unknown-columns 0"),
    ] {
        let list = format!(
            "{heading};data;start;stop;miejsce;wiek dzieci\nżarski;13.05.2027;10:00;11:00;Rynek 1, 68-200 Żary;3-6\n"
        );
        assert_eq!(outcome(&list), want, "{heading}");
    }
}

/// What programs call the columns of their own lists.
#[test]
fn the_lists_of_other_programs() {
    for (headings, row, want) in [
        (
            "Temat;Data rozpoczęcia;Czas rozpoczęcia;Data zakończenia;Czas zakończenia;Wydarzenie całodzienne;\
             Data przypomnienia;Czas przypomnienia;Lokalizacja;Powiat",
            "Rada;11.05.2027;10:00:00;11.05.2027;12:30:00;Fałsz;11.05.2027;09:45:00;Rynek 1, 68-200 Żary;żarski",
            ("10:00", "12:30"),
        ),
        (
            "Subject;Start Date;Start Time;End Date;End Time;All Day Event;Description;Location;Private;Powiat",
            "Targi;2027-05-13;;2027-05-13;;True;;Hala, 68-200 Żary;False;żarski",
            ("day", "day"),
        ),
        (
            "Lp.;Powiat;Dzień tygodnia;Data realizacji;Godziny realizacji zajęć od-do;Liczba godzin;Miejsce realizacji (adres)",
            "1;żarski;piątek;14.05.2027;9:00-13:00;4;Rynek 1, 68-200 Żary",
            ("09:00", "13:00"),
        ),
        (
            "powiat;data;Godzina;;temat;miejsce",
            "żarski;14.05.2027;9:00;12:30;Rada;Ratusz, 68-200 Żary",
            ("09:00", "12:30"),
        ),
        (
            "powiat;data;godzina;Czas trwania;miejsce",
            "żarski;14.05.2027;10:00;3 h;Ratusz, 68-200 Żary",
            ("10:00", "13:00"),
        ),
        (
            "powiat;data;start;Liczba godzin;miejsce",
            "żarski;14.05.2027;10:00;2,5;Ratusz, 68-200 Żary",
            ("10:00", "12:30"),
        ),
        (
            "powiat;data rozpoczęcia;data zakończenia;miejsce",
            "żarski;11.05.2027 10:00;11.05.2027 14:00;Ratusz, 68-200 Żary",
            ("10:00", "14:00"),
        ),
        // both say whether it is private
        (
            "Subject;Start Date;Start Time;End Time;Private;Sensitivity;Show time as;Billing Information;County",
            "Targi;13.05.2027;10:00;11:00;False;Normal;2;;żarski",
            ("10:00", "11:00"),
        ),
        // when the form was filled in
        (
            "Identyfikator;Godzina rozpoczęcia;Godzina ukończenia;Powiat;Data spotkania;Godzina spotkania",
            "1;2.01.2027 8:15:00;2.01.2027 8:20:00;żarski;14.05.2027;10:00",
            ("10:00", "12:00"),
        ),
        ("powiat;data;godz.;min.;miejsce", "żarski;14.05.2027;9;5;Ratusz, 68-200 Żary", ("09:05", "11:05")),
        ("powiat;data;time;AM/PM;miejsce", "żarski;14.05.2027;9:00;PM;Ratusz, 68-200 Żary", ("21:00", "23:00")),
        ("powiat;data;godzina;Czas (h);miejsce", "żarski;14.05.2027;9:00;6;Ratusz, 68-200 Żary", ("09:00", "15:00")),
        ("powiat;data;godzina;miejsce", "żarski;14.05.2027;cały dzień;Ratusz, 68-200 Żary", ("day", "day")),
        (
            "Pow.;Data i dzień tygodnia;Godz. rozp.;Miejsce akcji",
            "żarski;14.05.2027, piątek;9:00;Ratusz, 68-200 Żary",
            ("09:00", "11:00"),
        ),
        (
            "Powiat / Landkreis;Data / Datum;Godzina / Uhrzeit;Miejsce / Ort",
            "żarski;14.05.2027;9:00;Ratusz, 68-200 Żary",
            ("09:00", "11:00"),
        ),
    ] {
        let meeting = understood(&format!("{headings}\n{row}\n"), "");
        assert_eq!(hours(&meeting), want, "{headings}");
    }
}

/// Two columns whose headings differ in brackets, or mean the same but beside each other.
#[test]
fn headings_that_explain_each_other() {
    for (headings, cells, key, want) in [
        ("miejsce;Godz. [od];Godz. [do]", "Ratusz;10:00;14:30", "end", "2027-05-14T14:30:00+02:00"),
        ("godzina;Lokalizacja (obiekt);Lokalizacja (ulica)", "10:00;Ratusz;Rynek 1", "address", "Rynek 1"),
        ("godzina;Posiedzenie;Porządek posiedzenia", "10:00;X sesja;1. Budżet", "description", "1. Budżet"),
        ("godzina;Porządek obrad", "10:00;Budżet", "title", "Budżet"),
        ("godzina;Uwagi;Notatki", "10:00;;Odwołane", "status", "CANCELLED"),
        ("godzina;Budynek;Nr sali", "10:00;Starostwo;12", "venue", "Starostwo, sala 12"),
        ("godzina;Venue;Room", "10:00;Town hall;Blue room", "venue", "Town hall, Blue room"),
        ("godzina;Miejsce;Tryb", "10:00;Ratusz;hybrydowo", "venue", "Ratusz, hybrydowo"),
        ("godzina;Co;Gdzie", "10:00;Piknik;Park", "title", "Piknik"),
        ("godzina;Łącze do spotkania", "10:00;https://teams.example.org/x", "url", "https://teams.example.org/x"),
    ] {
        let list = format!("powiat;data;miejscowość;{headings}\nżarski;14.05.2027;Żary;{cells}\n");
        assert_eq!(understood(&list, "")[key], want, "{headings}");
    }
}

/// Two rows of headings, and a place behind the day or the hour.
#[test]
fn columns_that_are_joined_or_parted() {
    let below = ";Data;Godzina;;Miejscowość;Obiekt;Adres\nżarski;14.05.2027;10:00;Rada;Żary;Ratusz;Rynek 1\n";
    for list in [
        &format!("Powiat;Termin;;Temat;Miejsce;;\n{below}"),
        &format!("Plan;;;;;;\nPowiat;Termin;;Temat;Miejsce;;\n{below}"),
        "Powiat;Data;Godzina;;Temat;Miejsce\n;;od;do;;Nazwa\nżarski;14.05.2027;10:00;12:00;Rada;Ratusz\n",
        "Powiat;Data i miejsce;Temat\nżarski;\"14.05.2027, godz. 10:00, Ratusz\";Rada\n",
        "Powiat;Data;Miejsce i godzina;Temat\nżarski;14.05.2027;\"Ratusz, godz. 10:00\";Rada\n",
        "Powiat|Data|Godzina|Temat|Miejsce\nżarski|14.05.2027|10:00|Rada|Ratusz\n",
        "W jakim powiecie odbędzie się spotkanie?;Kiedy;O której zaczynamy?;Jak nazywa się spotkanie?;Gdzie się spotykamy?\nżarski;14.05.2027;10:00;Rada;Ratusz\n",
        "Powiat;Data (2027 r.);Godzina;Temat;Miejsce\nżarski;14 maja, piątek;10:00;Rada;Ratusz\n",
    ] {
        let meeting = understood(list, "");
        assert_eq!((&meeting["title"], &meeting["venue"]), (&"Rada".into(), &"Ratusz".into()), "{list}");
        assert_eq!(meeting["start"], "2027-05-14T10:00:00+02:00", "{list}");
    }
    // what is left would be no place
    for cell in [
        "14.05.2027, 21.05.2027, Ratusz",
        "14.05.2027, Ratusz, 21.05.2027",
        "14.05.2027, Ratusz, 15 maja",
        "14.05.2027, Ratusz, godz. 10:00",
        "14.05.2027, Ratusz lub szkoła",
    ] {
        let folder = Folder::new();
        folder.write("list.csv", format!("Powiat;Data i miejsce\nżarski;{cell}\n"));
        folder.run(&format!("check list.csv --now {NOW}")).code(1);
    }
    // a row of cells is no row of headings, and what stands below another heading is of something else
    for list in [
        "Data;Godzina;Temat;Sala;\n14.05.2027;10:00;Szkolenie;3;odwołane\n15.06.2027;10:00;Narada;4;\n",
        "Powiat;Termin zgłoszeń;;Temat\n;data;godzina;\nżarski;14.05.2027;10:00;Rada\n",
        "Spotkania;odwołane;;\nPowiat;Data;Godzina;Temat\nżarski;14.05.2027;10:00;Rada\n",
    ] {
        let folder = Folder::new();
        folder.write("list.csv", list);
        folder.run(&format!("check list.csv --now {NOW}")).code(1);
    }
}

#[test]
fn whether_it_takes_place_by_yes_and_no() {
    for (heading, cell, want) in [
        ("Odwołane", "tak", "CANCELLED"),
        ("Odwołane", "nie", "CONFIRMED"),
        ("Odwołane (T/N)", "T", "CANCELLED"),
        ("Czy odwołane?", "x", "CANCELLED"),
        ("Cancelled", "1", "CANCELLED"),
        ("Odwołane", "odwołane", "CANCELLED"),
        ("Czy się odbędzie?", "nie", "CANCELLED"),
        ("Odbędzie się", "tak", "CONFIRMED"),
        ("Odbyło się", "nie", "CANCELLED"),
        ("Status spotkania", "odwołane", "CANCELLED"),
    ] {
        let list =
            format!("powiat;data;godzina;miejsce;{heading}\nżarski;14.05.2027;10:00;Ratusz, 68-200 Żary;{cell}\n");
        assert_eq!(understood(&list, "")["status"], want, "{heading}: {cell}");
    }
    // what may be a no, what says the opposite, an hour that would be lost, a heading that denies
    for (heading, cell) in [
        ("Odbędzie się", "-"),
        ("Odwołane", "nie odwołano"),
        ("Nowy termin", "14.05.2027 12:00"),
        ("Data zakończenia;godzina od;godzina do", "14.05.2027 15:00;10:00;14:00"),
        ("Zrealizowano", "nie"),
        ("Czy dojdzie do skutku", "nie"),
        ("Nie odwołane", "tak"),
        ("Status", "potwierdzone?"),
        ("Uwagi", "Odwołane, jeśli będzie padać"),
    ] {
        let folder = Folder::new();
        let (start, hour) = if heading.contains("godzina") { ("temat", "Rada") } else { ("godzina", "10:00") };
        folder.write(
            "list.csv",
            format!("powiat;data;{start};miejsce;{heading}\nżarski;14.05.2027;{hour};Ratusz, 68-200 Żary;{cell}\n"),
        );
        let stderr = folder.run("check list.csv").code(1).stderr;
        assert!(!stderr.contains("did you mean"), "{heading}: {stderr}");
    }
    let both =
        "powiat;data;godzina;miejsce;odwołane;status\nżarski;14.05.2027;10:00;Ratusz, 68-200 Żary;tak;potwierdzone\n";
    let folder = Folder::new();
    folder.write("list.csv", both);
    assert!(folder.run("check list.csv").code(1).stderr.contains("disagrees with the column \"cancelled\""));
}

#[test]
fn a_column_of_postal_codes_is_of_the_address() {
    for heading in ["Kod", "Kod pocztowy", "kod pocztowy:"] {
        let list = format!(
            "powiat;data;godzina;miejsce;adres;{heading};miejscowość\nżarski;14.05.2027;10:00;Ratusz;Rynek 1;68-200;Żary\n"
        );
        let meeting = understood(&list, "");
        assert_eq!(meeting["address"], "Rynek 1, 68-200 Żary", "{heading}");
        assert!(meeting["id"].is_null(), "{heading}");
    }
}

/// A column that is about something else can be named once, also in the environment.
#[test]
fn columns_that_are_not_read() {
    let folder = Folder::new();
    let list = "powiat;data;godzina;miejsce;Zamknięcie listy;Godzina zbiórki\n\
                żarski;14.05.2027;10:00;Ratusz, 68-200 Żary;1.05.2027;9:00\n";
    folder.write("list.csv", list);
    let run = folder.run("check list.csv").code(1);
    assert_eq!(run.stderr.matches("error: ").count(), 2, "{}", run.stderr);
    let args = ["check", "list.csv", "--ignore", "Zamknięcie listy", "--ignore", "godzina zbiorki"];
    let run = folder.run_with(&args, b"").code(0);
    assert_eq!(run.stderr, "");
    let mut command = folder.command();
    command.args(["check", "list.csv"]).env("LUBUSKIE_ICS_IGNORE", "Zamknięcie listy;Godzina zbiórki");
    let output = command.output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
    folder.write("list.csv", list.replace(";godzina;", ";opis;"));
    let args = ["check", "list.csv", "--ignore", "Zamknięcie listy", "--column", "start=Godzina zbiórki"];
    assert!(folder.run_with(&args, b"").code(0).stdout.contains("09:00"));
}

/// What may not change unsaid: day, hours, county, status of each meeting.
fn essence(meetings: Vec<Meeting>, now: NaiveDateTime) -> BTreeSet<String> {
    let terms = Terms { selected: Counties::all(), now, rebuilt: None };
    let changes = reconcile(meetings, Vec::new(), &terms).changes;
    changes
        .iter()
        .filter_map(Change::now)
        .map(|it| format!("{:?} {:?} {:?}", it.when, it.counties, it.status))
        .collect()
}

/// What is read of a list, and what is said of it; `None`: it is refused.
fn read(rows: &[Vec<String>]) -> (Option<BTreeSet<String>>, String) {
    let lines: Vec<_> = rows.iter().map(|row| row.join(";")).collect();
    let rules = Rules { duration: TimeDelta::hours(2), title: None, with_notes: false };
    let now: NaiveDateTime = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap().into();
    let mut said = Diagnostics::new(false);
    let text = lines.join("\n");
    let list = List::read(
        "list".to_owned(),
        text.as_bytes(),
        Columns { year: Some(2027), ..Columns::default() },
        0,
        &mut said,
    );
    let mut meetings = Vec::new();
    list.rows(&mut said, &mut |row, out| meetings.extend(rules.meeting(&row, out)));
    let meetings = schedule(meetings, std::slice::from_ref(&list), now, &mut said);
    ((said.problems() == 0).then(|| essence(meetings, now)), said.json(&Words::new(Lang::En, ALL)).collect())
}

/// A column's headings and cells, in the order of the rows. What several rows have in common is no accident in lists.
type Column = (&'static [&'static str], &'static [&'static str]);

const COLUMNS: [Column; 14] = [
    (&["powiat", "county", "Powiaty"], &["żarski", "nowosolski", "wschowski", "żagański"]),
    (&["data", "termin", "Data spotkania"], &["11.05.2027", "2027-05-12", "13 maja 2027", "14.05.2027"]),
    (&["godzina", "Godziny zajęć", "od", "start"], &["10:00", "9.30", "12:00", "17:15"]),
    (&["do", "Godzina zakończenia", "end"], &["18:00", "19:30", "20.00", "21:00"]),
    (&["temat", "Nazwa wydarzenia"], &["Rada", "Komisja budżetu", "Usługi społeczne", "Sesja"]),
    (&["miejsce", "Sala"], &["Ratusz", "PCPR", "Dom Kultury", "Biblioteka"]),
    (&["adres"], &["Rynek 1", "ul. Szkolna 5", "pl. Wolności 2", "ul. 1 Maja 3"]),
    (&["miejscowość"], &["Żary", "Nowa Sól", "Wschowa", "Żagań"]),
    (&["status", "stan"], &["potwierdzone", "odwołane", "wstępne", ""]),
    (&["odwołane"], &["nie", "tak", "", "nie"]),
    (&["uwagi"], &["", "winda od podwórza", "", "proszę zabrać dokumenty"]),
    (&["prowadzący"], &["Anna Nowak", "Jan Kowalski", "", "Ewa Lis"]),
    (&["liczba miejsc"], &["30", "120", "45", ""]),
    (&["dzień tygodnia"], &["wtorek", "środa", "czwartek", "piątek"]),
];

fn list() -> impl Strategy<Value = Vec<Vec<String>>> {
    // county, date and hours in each, of the others some; status or "odwołane", which contradict each other here
    let optional = prop::collection::btree_set(3..COLUMNS.len(), 2..8);
    (optional, any::<bool>(), any::<[prop::sample::Index; 14]>(), 2..5_usize).prop_map(
        |(optional, status, names, rows)| {
            let without = if status { 9 } else { 8 };
            let chosen: Vec<_> = (0..3).chain(optional.into_iter().filter(|column| *column != without)).collect();
            let heading = chosen.iter().map(|&column| (*names[column].get(COLUMNS[column].0)).to_owned()).collect();
            let row = |row: usize| chosen.iter().map(|&column| COLUMNS[column].1[row].to_owned()).collect();
            std::iter::once(heading).chain((0..rows).map(row)).collect()
        },
    )
}

proptest! {
    /// Of a list that is accepted, one heading becomes a word that is none, one column loses its cells, or two columns
    /// exchange their headings: what is published stays, or something is said that names the column.
    #[test]
    fn nothing_is_lost_in_silence(
        rows in list(),
        how in 0..3,
        (one, two) in any::<(prop::sample::Index, prop::sample::Index)>(),
        word in "[a-ząęłńóśż]{4,9}( [a-ząęłńóśż]{4,9})?"
    ) {
        let (before, said) = read(&rows);
        prop_assert!(before.is_some(), "{rows:?} {said}");
        let (one, two) = (one.index(rows[0].len()), two.index(rows[0].len()));
        let mut changed = rows.clone();
        match how {
            0 => changed[0][one] = word,
            1 => changed[1..].iter_mut().for_each(|row| row[one].clear()),
            _ => changed[0].swap(one, two),
        }
        let (after, said) = read(&changed);
        let names = [&rows[0][one], &rows[0][two], &changed[0][one]];
        let is_named = names.iter().any(|name| said.contains(&format!("\"{name}\"")));
        prop_assert!(after.is_none() || after == before || is_named, "{:?} → {:?}: {said}", rows, changed);
    }
}

/// A key of objects is a heading, too.
#[test]
fn keys_that_hold_when_or_whether() {
    for (key, value, field) in [
        ("gathering hour", "\"9:00\"", "hours"),
        ("Zamknięcie listy", "\"11.05.2027\"", "days"),
        ("aktualne", "false", "yes and no"),
        ("potwierdzone", "true", "yes and no"),
    ] {
        let folder = Folder::new();
        let object = format!(
            "{{\"powiat\":\"żarski\",\"data\":\"14.05.2027\",\"godzina\":\"10:00\",\"miejsce\":\"Ratusz, 68-200 Żary\",\"{key}\":{value}}}"
        );
        folder.write("list.json", format!("[{object},{}]", object.replace("14.05", "15.05")));
        let run = folder.run(&format!("check list.json --now {NOW}")).code(1);
        assert!(
            run.stderr.contains(&format!("the column \"{key}\" is not understood, but seems to hold {field}")),
            "{}",
            run.stderr
        );
        assert_eq!(run.stderr.matches("error: ").count(), 1, "{}", run.stderr);
    }
    // the array has one of a few names, and is one
    let object = "{\"powiat\":\"żarski\",\"data\":\"14.05.2027\",\"godzina\":\"10:00\",\"temat\":\"Rada\"}";
    assert_eq!(understood(&format!("{{\"office\":\"LGD\",\"events\":[{object}]}}"), "")["title"], "Rada");
    for keys in [["meetings", "events"], ["odwołane", "office"], ["next_page", "archiwum"]] {
        let arrays = keys.map(|key| format!("\"{key}\":[{object}]")).join(",");
        assert!(outcome(&format!("{{{arrays}}}")).contains("json-shape"), "{keys:?}");
    }
}
