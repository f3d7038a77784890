//! Every command on a list, and on one twice and four times as long: its time is to grow as the list does.
//! `cargo bench --bench commands`.
#![allow(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use divan::Bencher;
use divan::counter::ItemsCount;

const MEETINGS: usize = 1000;
const COUNTIES: [&str; 4] = ["żarski", "żagański", "wschowski", "nowosolski"];

fn main() {
    divan::main();
}

/// Cells of a row: what all kinds of lists are made of.
fn row(n: usize) -> [String; 6] {
    let county = COUNTIES[n % COUNTIES.len()];
    let (day, hour) = (format!("{:02}.{:02}.2027", n % 28 + 1, n / 28 % 12 + 1), format!("{}:00", 8 + n % 9));
    [county.to_owned(), day, hour, format!("Spotkanie {n}"), format!("Ratusz, sala {n}"), "Żary".to_owned()]
}

const HEADINGS: [&str; 6] = ["powiat", "data", "godzina", "temat", "miejsce", "miejscowość"];

/// The smallest workbook that spreadsheet programs open.
fn workbook(rows: usize) -> Vec<u8> {
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
    let cells = |cells: &[String; 6]| {
        let cells = cells.iter().map(|cell| format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>"));
        format!("<row>{}</row>", cells.collect::<String>())
    };
    let rows: String =
        [HEADINGS.map(str::to_owned)].into_iter().chain((0..rows).map(row)).map(|row| cells(&row)).collect();
    let parts = [
        (
            "_rels/.rels",
            format!(
                "<Relationships {package}><Relationship Id=\"r\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook {main} xmlns:r=\"{office}\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships {package}><Relationship Id=\"r\" Type=\"{office}/worksheet\" Target=\"sheet.xml\"/></Relationships>"
            ),
        ),
        ("xl/sheet.xml", format!("<worksheet {main}><sheetData>{rows}</sheetData></worksheet>")),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn run(folder: &Path, args: &str) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lubuskie-ics"));
    let command = command.current_dir(folder).args(args.split(' ')).args(["--quiet"]);
    assert!(command.stdout(Stdio::null()).status().unwrap().success(), "{args}");
}

const PUBLISH: &str = "publish list.csv -o site --base-url https://powiat.example.pl/ --now 2026-11-23T09:00:00Z";
const COMMANDS: [(&str, &str); 8] = [
    ("check", "check list.csv"),
    ("spreadsheet", "check list.xlsx"),
    ("json", "check list.json"),
    ("table", "import page.html"),
    ("prose", "import text.txt"),
    ("publish", PUBLISH),
    ("invite", "invite --feeds site --people people.csv --organizer biuro@example.pl -o mail --first --dry-run"),
    ("draft", "draft --feeds site --to rada@example.pl --organizer biuro@example.pl -o drafts --dry-run"),
];

#[divan::bench(args = [1, 2, 4].iter().flat_map(|times| COMMANDS.map(|(name, _)| (*times, name))), sample_count = 5)]
fn commands(bencher: Bencher, (times, name): (usize, &str)) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    let rows = times * MEETINGS;
    let args = COMMANDS.iter().find(|(other, _)| *other == name).unwrap().1;
    let lines = |gap: &str| (0..rows).map(|n| row(n).join(gap) + "\n").collect::<String>();
    write("list.csv", format!("{}\n{}", HEADINGS.join(";"), lines(";")).as_bytes());
    write("text.txt", lines(", ").as_bytes());
    write("list.xlsx", &workbook(rows));
    let cells = |cells: [&str; 6]| format!("<tr>{}</tr>", cells.map(|cell| format!("<td>{cell}</td>")).concat());
    let table: String = (0..rows).map(|n| cells(row(n).each_ref().map(String::as_str))).collect();
    write("page.html", format!("<html><table>{}{table}</table></html>", cells(HEADINGS)).as_bytes());
    let object = |n| {
        let pairs = HEADINGS.iter().zip(row(n)).map(|(key, cell)| format!("\"{key}\":\"{cell}\""));
        format!("{{{}}}", pairs.collect::<Vec<_>>().join(","))
    };
    write("list.json", format!("[{}]", (0..rows).map(object).collect::<Vec<_>>().join(",")).as_bytes());
    write("people.csv", "powiat;e-mail\nżarski;anna@example.com\nwschowski;ewa@example.com\n".as_bytes());
    if ["invite", "draft"].contains(&name) {
        run(folder.path(), PUBLISH);
    }
    bencher.counter(ItemsCount::new(rows)).bench_local(|| run(folder.path(), args));
}
