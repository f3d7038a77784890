//! Spreadsheets with several sheets, merged cells, formulas that went wrong and days where something else belongs, and files
//! that are no lists. The spreadsheets are written here, part by part.
#![cfg(feature = "spreadsheet")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use common::{Folder, NOW, Run};
use serde_json::Value;

const HEAD: &str = "powiat|data|godzina|temat|miejsce|miejscowość";
const ROW: &str = "żarski|@46518|~0.5|Rada|Ratusz|Żary";

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let stored = zip::CompressionMethod::Stored;
        writer.start_file(*name, zip::write::SimpleFileOptions::default().compression_method(stored)).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A file of sheets with these names, `!` before one that is hidden, and rows of cells between `|`: `@` before a day, `~` before
/// an hour or a day with one, `%` before hours without end, `+` before a number, each as a number, `#` before an error, `=` before a
/// formula that has no value and `'` before one that gives an empty text; `-` before a text that is struck out; a comment behind
/// `¶`. A row that is hidden begins with `^`.
fn xlsx(sheets: &[(&str, &[&str])]) -> Vec<u8> {
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let (mut names, mut links, mut parts) = (String::new(), String::new(), Vec::new());
    for (number, (name, rows)) in sheets.iter().enumerate() {
        let state = if name.starts_with('!') { "hidden" } else { "visible" };
        let name = name.trim_start_matches('!').replace('&', "&amp;");
        write!(names, "<sheet name=\"{name}\" sheetId=\"{}\" r:id=\"r{number}\" state=\"{state}\"/>", number + 1)
            .unwrap();
        write!(links, "<Relationship Id=\"r{number}\" Type=\"{kind}/worksheet\" Target=\"worksheets/{number}.xml\"/>")
            .unwrap();
        let (mut text, mut comments) = (String::new(), String::new());
        for (row, line) in rows.iter().zip(1..) {
            text += if row.starts_with('^') { "<row hidden=\"1\">" } else { "<row>" };
            for (cell, column) in row.trim_start_matches('^').split('|').zip('A'..) {
                let (cell, comment) = cell.split_once('¶').unwrap_or((cell, ""));
                if !comment.is_empty() {
                    let comment = format!("<text><r><t>{comment}</t></r></text>");
                    write!(comments, "<comment ref=\"{column}{line}\" authorId=\"0\">{comment}</comment>").unwrap();
                }
                text += &match cell.split_at_checked(1) {
                    Some(("@", day)) => format!("<c s=\"1\"><v>{day}</v></c>"),
                    Some(("~", hour)) => format!("<c s=\"2\"><v>{hour}</v></c>"),
                    Some(("=", formula)) => format!("<c><f>{formula}</f><v/></c>"),
                    Some(("'", formula)) => format!("<c t=\"str\"><f>{formula}</f><v></v></c>"),
                    Some(("%", hours)) => format!("<c s=\"3\"><v>{hours}</v></c>"),
                    Some(("+", number)) => format!("<c><v>{number}</v></c>"),
                    Some(("-", text)) => format!("<c s=\"4\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
                    Some(("#", _)) => format!("<c t=\"e\"><v>{cell}</v></c>"),
                    _ => format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
                };
            }
            text += "</row>";
        }
        parts.push((
            format!("xl/worksheets/{number}.xml"),
            format!("<worksheet {main}><sheetData>{text}</sheetData></worksheet>"),
        ));
        let target = format!("Type=\"{kind}/comments\" Target=\"../comments{number}.xml\"");
        parts.push((
            format!("xl/worksheets/_rels/{number}.xml.rels"),
            format!("<Relationships><Relationship Id=\"c\" {target}/></Relationships>"),
        ));
        let comments = format!("<comments {main}><commentList>{comments}</commentList></comments>");
        parts.push((format!("xl/comments{number}.xml"), comments));
    }
    let styles = "<xf/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"46\"/><xf fontId=\"1\"/>";
    let link = "http://schemas.openxmlformats.org/package/2006/relationships";
    parts.extend([
        (
            "xl/workbook.xml".to_owned(),
            format!("<workbook {main} xmlns:r=\"{kind}\"><sheets>{names}</sheets></workbook>"),
        ),
        ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships xmlns=\"{link}\">{links}<Relationship Id=\"s\" Type=\"{kind}/styles\" Target=\"styles.xml\"/></Relationships>")),
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{link}\"><Relationship Id=\"a\" Type=\"{kind}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        ("xl/styles.xml".to_owned(), format!("<styleSheet {main}><fonts><font/><font><strike/></font></fonts><cellXfs>{styles}</cellXfs></styleSheet>")),
    ]);
    packed(&parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
}

fn check(name: &str, bytes: impl AsRef<[u8]>, more: &str) -> Run {
    let folder = Folder::new();
    folder.write(name, bytes);
    folder.run(&format!("check {name} --now {NOW} --format json {more}"))
}

/// What was understood: county, start, title and venue of each meeting.
fn meetings(run: &Run) -> Vec<String> {
    assert_eq!(run.code, 0, "{}", run.stderr);
    let result: Value = serde_json::from_str(&run.stdout).unwrap();
    let text = |meeting: &Value, name: &str| meeting[name].as_str().unwrap_or_default().to_owned();
    let told = |meeting: &Value| {
        let county = meeting["counties"][0].as_str().unwrap();
        format!("{county} {} {} {}", &text(meeting, "start")[..16], text(meeting, "title"), text(meeting, "venue"))
    };
    result["meetings"].as_array().unwrap().iter().map(told).collect()
}

/// Severity, kind, sheet, line and heading of each message.
fn said(run: &Run) -> Vec<String> {
    let told = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        let of = |name: &str| match &line[name] {
            Value::Null => "-".to_owned(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        ["severity", "kind", "sheet", "line", "heading"].map(of).join(" ")
    };
    run.stderr.lines().map(told).collect()
}

/// A row that is struck out may not count; its status says whether it does.
#[test]
fn what_is_struck_out() {
    let head = "Powiat|Data|Godzina|Temat|Miejsce|Status";
    let row = |title: &str, status: &str| format!("żarski|@46549|~0.5|{title}|Ratusz, 68-200 Żary|{status}");
    let said = |rows: &[&str]| said(&check("a.xlsx", xlsx(&[("A", rows)]), ""));
    assert_eq!(
        said(&[head, &row("-Rada", ""), &row("Sesja", "")]),
        ["warning empty-columns - 1 -", "error marked-out - 2 Temat"]
    );
    for status in ["odwołane", "potwierdzone"] {
        assert_eq!(said(&[head, &row("-Rada", status)]), [""; 0]);
    }
    // above the headings, and in what is nobody's
    assert!(!said(&["-Plan", head, &row("Rada", ""), "-Razem"]).iter().any(|said| said.starts_with("error")));
}

/// Rows that are hidden are asked about, and comments are not lost.
#[test]
fn what_is_not_in_the_cells() {
    let row = "żarski|@46549|~0.5|Rada|Ratusz|Żary";
    let said = |rows: &[&str]| said(&check("a.xlsx", xlsx(&[("A", &["Lp.", "1"]), ("B&C", rows)]), "--sheet B&C"));
    let hidden = format!("^{}", row.replace("Rada|Ratusz", "Sesja|Dom"));
    assert_eq!(said(&[HEAD, row, &hidden]), ["error hidden-row B&C 3 -"]);
    // what is above the headings, and what has no day
    assert_eq!(
        said(&["^Plan", HEAD, row, "^|||Razem||"]),
        ["warning skipped-row B&C 1 -", "warning skipped-row B&C 4 -"]
    );
    // what has no cell, and what is said of all
    assert_eq!(said(&[&HEAD.replace("data", "data¶wszystkie odwołane"), row]), ["error unread B&C 1 data"]);
    assert_eq!(said(&[HEAD, row, "¶spotkanie odwołane"]), ["error unread - - -"]);
    let noted = |comment: &str, row: &str| said(&[HEAD, &row.replace("Rada", &format!("Rada¶{comment}"))]);
    assert_eq!(noted("Anna:\nzadzwonić do sołtysa", row), ["warning comment B&C 2 temat"]);
    assert_eq!(noted("odwo&#322;ane", row), ["error unread B&C 2 temat"]);
    assert_eq!(noted("teraz w Żaganiu, sala 5", row).len(), 2);
    let head = format!("{HEAD}|Status");
    let settled = row.replace("Rada", "Rada¶chyba odwołane") + "|potwierdzone";
    assert_eq!(said(&[&head, &settled]), ["warning comment B&C 2 temat"]);
}

#[test]
fn sheets_with_headings_are_read_together() {
    let june = ["Plan", HEAD, "wschowski|@46549|~0.5|B|Dom|Wschowa"];
    let book = xlsx(&[
        ("Słownik", &["Powiat", "żarski"]),
        ("Maj", &[HEAD, ROW]),
        ("!Stare", &[HEAD, &ROW.replace("46518", "46525")]),
        ("Czerwiec", &june),
    ]);
    let run = check("a.xlsx", &book, "");
    assert_eq!(meetings(&run), ["zarski 2027-05-11T12:00 Rada Ratusz", "wschowski 2027-06-11T12:00 B Dom"]);
    assert_eq!(
        said(&run),
        ["warning hidden-sheets - - -", "warning sheet-left-out - - -", "warning skipped-row Czerwiec 1 -"]
    );
    // what is chosen is read, hidden or not, and nothing is said of the others
    assert_eq!(meetings(&check("a.xlsx", &book, "--sheet stare --sheet Maj --quiet")).len(), 2);
    let run = check("a.xlsx", &book, "--sheet Maj");
    assert_eq!((meetings(&run).len(), said(&run).len()), (1, 0));
    assert_eq!(said(&check("a.xlsx", &book, "--sheet Lipiec")), ["error no-such-sheet - - -"]);
    assert_eq!(said(&check("a.xlsx", &book, "--sheet Słownik"))[0], "error missing-column Słownik 1 -");
}

/// A sheet that tells when something is, or of which county what, is a list; one that does not is a dictionary or a summary.
#[test]
fn sheets_that_lack_a_column() {
    for (headings, want) in [
        ("data|godzina|temat", "error incomplete-sheet B 1 -"),
        ("powiat|Dzionek|temat", "error incomplete-sheet B 1 -"),
        ("powiat|Liczba spotkań", "warning sheet-left-out - - -"),
        ("Prowadzący|Telefon|E-mail", "warning sheet-left-out - - -"),
        ("Data: 11.05.2027", "warning sheet-left-out - - -"),
    ] {
        let run = check("a.xlsx", xlsx(&[("A", &[HEAD, ROW]), ("B", &[headings])]), "");
        let problem = want.starts_with("error");
        assert_eq!(run.code, i32::from(problem), "{headings}");
        assert!(said(&run).iter().any(|said| said == want), "{headings}: {:?}", said(&run));
    }
}

#[test]
fn a_sheet_or_a_row_names_the_county() {
    let (head, row) = (&HEAD[7..], &ROW[8..]);
    for (name, want) in [
        ("powiat wschowski", Some("wschowski")),
        ("Żary", Some("zarski")),
        ("żagański", Some("zaganski")),
        ("Arkusz1", None),
        ("2027", None),
        ("804", None),
    ] {
        let run = check("a.xlsx", xlsx(&[(name, &[head, row])]), "--quiet");
        let county = (run.code == 0).then(|| meetings(&run)[0].split(' ').next().unwrap().to_owned());
        assert_eq!(county.as_deref(), want, "{name}: {}", run.stderr);
    }
    // a column counts more
    let run = check("a.xlsx", xlsx(&[("wschowski", &[HEAD, ROW])]), "--quiet");
    assert!(meetings(&run)[0].starts_with("zarski"));
    let list = "Plan\nPowiat żarski;;\ndata;godzina;temat;miejsce;miejscowość\n11.05.2027;10:00;A;;\npowiat wschowski:\n\
        12.05.2027;10:00;B;;\nZielona Góra;;;;\n13.05.2027;10:00;C;;\nRazem;;3;;\n";
    let run = check("a.csv", list, "--quiet");
    let counties: Vec<_> = meetings(&run).iter().map(|told| told.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(counties, ["zarski", "wschowski", "zielona-gora"]);
    // above the first there is none; and a town elsewhere in its row is no county
    let run = check("a.csv", list.replace("Powiat żarski;;", ";;;;Żagań"), "");
    assert_eq!(
        said(&run).iter().filter(|said| said.starts_with("error")).collect::<Vec<_>>(),
        ["error missing-cell - 4 -"]
    );
    let run = check("a.csv", list.replace("Razem;;3;;", ";;;;Żagań"), "");
    assert!(said(&run).contains(&"error no-meeting - 9 -".to_owned()), "{}", run.stderr);
    // where a column says it, such a row is none
    let run = check("a.csv", "powiat;data;temat\npowiat żarski;;\nwschowski;11.05.2027;A\n", "");
    assert!(said(&run).contains(&"error no-meeting - 2 -".to_owned()), "{}", run.stderr);
}

#[test]
fn people_of_a_county_above_them() {
    let folder = Folder::new();
    folder.write("list.csv", "powiat;data;temat\nżarski;11.05.2027;A\nwschowski;12.05.2027;B\n");
    folder.run(&format!("export list.csv --quiet --now {NOW}")).code(0);
    let sheets =
        [("żarski", &["imię|e-mail", "A|a@example.org"][..]), ("Inne", &["Wschowa", "imię|e-mail", "B|b@example.org"])];
    folder.write("people.xlsx", xlsx(&sheets));
    let invite = "invite --feeds calendars --people people.xlsx --first --dry-run -o mail --organizer x@example.org";
    let run = folder.run(&format!("{invite} --now {NOW}")).code(0);
    assert!(run.stdout.contains("a@example.org") && run.stdout.contains("b@example.org"), "{}", run.stdout);
    let run = folder.run(&format!("{invite} --sheet żarski --now {NOW}")).code(0);
    assert!(run.stdout.contains("a@example.org") && !run.stdout.contains("b@example.org"), "{}", run.stdout);
}

#[test]
fn values_of_formulas_that_went_wrong() {
    for value in ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"] {
        let run = check("a.xlsx", xlsx(&[("A", &[HEAD, &ROW.replace("Rada", value)])]), "");
        assert_eq!(said(&run), ["error error-value - 2 temat"], "{value}");
    }
    let errors = "#N/A #N/D! #ARG! #ADR! #NAZWA? #LICZBA! #DZIEL/0! #ZERO! Err:502 Błąd:508";
    for value in errors.split(' ') {
        let run = check("a.csv", format!("powiat;data;godzina;temat\nżarski;{value};;{value}\n"), "");
        assert_eq!(said(&run), ["error error-value - 2 data", "error error-value - 2 temat"], "{value}");
    }
    for title in ["#EKONOMIA!", "# spotkanie", "Err: co dalej?"] {
        assert_eq!(check("a.csv", format!("powiat;data;temat\nżarski;11.05.2027;{title}\n"), "").code, 0, "{title}");
    }
}

/// 46518 is 11.05.2027, 46365 is 9.12.2026.
#[test]
fn days_where_hours_or_texts_belong() {
    for (hour, want) in [
        ("@46365", "error day-for-hour - 2 godzina"),
        ("~46519.4", "error disagreement - 2 godzina"),
        ("~46518.375", "2027-05-11T09:00"),
        ("~0.375", "2027-05-11T09:00"),
        ("~1.375", "2027-05-11T09:00"),
    ] {
        let run = check("a.xlsx", xlsx(&[("A", &[HEAD, &ROW.replace("~0.5", hour)])]), "");
        if want.starts_with("error") {
            assert_eq!(said(&run), [want], "{hour}");
        } else {
            assert_eq!(meetings(&run), [format!("zarski {want} Rada Ratusz")], "{hour}");
        }
    }
    let run =
        check("a.csv", "powiat;data;od;do;temat\nżarski;11.05.2027;2027-05-11 9:00;2027-05-11 10:30;A\n", "--quiet");
    assert!(run.stdout.contains("2027-05-11T10:30"), "{}", run.stdout);
    let run = check("a.csv", "powiat;data;od;do;temat\nżarski;11.05.2027;8:00;10.gru;A\n", "--quiet");
    assert_eq!(said(&run), ["error day-for-hour - 2 do"]);
    let run = check("a.csv", "powiat;data;od;do;temat\nżarski;;11.05.2027 9:00;2027-05-11T10:30;A\n", "--quiet");
    assert!(
        meetings(&run)[0].contains("2027-05-11T09:00") && run.stdout.contains("2027-05-11T10:30"),
        "{}",
        run.stdout
    );
    let run = check("a.xlsx", xlsx(&[("A", &[HEAD, &ROW.replace("Ratusz", "@46419")])]), "");
    assert_eq!(said(&run), ["warning day-for-text - 2 miejsce"]);
}

/// Cells over two rows and over three columns; what is under them is not seen.
#[test]
fn merged_cells_of_ods() {
    let text = |attributes: &str, text: &str| {
        format!("<table:table-cell office:value-type=\"string\"{attributes}><text:p>{text}</text:p></table:table-cell>")
    };
    let under = text("", "POD SPODEM").replace("table-cell", "covered-table-cell");
    let over = |rows: u8, columns: u8| {
        format!(" table:number-rows-spanned=\"{rows}\" table:number-columns-spanned=\"{columns}\"")
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let head: Vec<_> = HEAD.split('|').map(|heading| text("", heading)).collect();
    let sheet = [
        row(&[text(&over(1, 6), "Plan"), under.repeat(5)]),
        row(&head),
        row(&[
            text("", "żarski"),
            text("", "11.05.2027"),
            text(&over(2, 1), "10:00"),
            text(&over(2, 1), "A"),
            text(&over(2, 2), "Dom"),
            under.clone(),
        ]),
        row(&[text("", "wschowski"), text("", "12.05.2027"), under.repeat(4)]),
        // a row with nothing of its own
        row(&["żarski", "13.05.2027", "9-12", "C", "Sala", "Żary"].map(|cell| text(&over(2, 1), cell))),
        row(&[under.repeat(6)]),
    ]
    .concat();
    let names = ["office", "table", "text"]
        .map(|name| format!(" xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""));
    let names = names.concat();
    let content = format!(
        "<office:document-content{names}><office:body><office:spreadsheet><table:table table:name=\"A\">{sheet}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let parts = [("mimetype", kind), ("content.xml", &content), ("META-INF/manifest.xml", manifest)];
    let run = check("a.ods", packed(&parts), "");
    assert_eq!(
        meetings(&run),
        ["zarski 2027-05-11T10:00 A Dom", "wschowski 2027-05-12T10:00 A Dom", "zarski 2027-05-13T09:00 C Sala"]
    );
    assert!(!run.stderr.contains("SPODEM") && !run.stdout.contains("SPODEM"));
}

/// Whichever command it is given to.
#[test]
fn files_that_are_no_lists() {
    let wide = |name: &str| -> Vec<u8> {
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            .iter()
            .copied()
            .chain(name.encode_utf16().flat_map(u16::to_le_bytes))
            .collect()
    };
    let open_document = |kind: &str| packed(&[("mimetype", &format!("application/vnd.oasis.opendocument.{kind}"))]);
    for (name, bytes, want) in [
        ("a.docx", packed(&[("word/document.xml", "<a/>")]), "word"),
        ("a.doc", wide("WordDocument"), "word"),
        ("a.odt", open_document("text"), "word"),
        ("a.rtf", b"{\\rtf1 powiat;data}".to_vec(), "word"),
        ("a.pptx", packed(&[("ppt/presentation.xml", "<a/>")]), "slides"),
        ("a.odp", open_document("presentation"), "slides"),
        ("a.pdf", b"%PDF-1.7\n\xff\xfe".to_vec(), "pdf"),
        ("a.png", b"\x89PNG\r\n\x1a\n".to_vec(), "picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec(), "picture"),
        ("a.xlsx", wide("EncryptedPackage"), "password"),
        ("a.ods", packed(&[("encrypted-package", "x")]), "password"),
    ] {
        let folder = Folder::new();
        folder.write("list.csv", "powiat;data\nżarski;11.05.2027\n").write(name, bytes);
        folder.run(&format!("export list.csv --quiet --now {NOW}")).code(0);
        let invite = format!("invite --feeds calendars --people {name} --first -o mail --organizer x@example.org");
        for command in [format!("check {name}"), format!("export {name} -o out"), invite, format!("import {name}")] {
            if command.starts_with("import") && !cfg!(feature = "announcement") {
                continue;
            }
            let run = folder.run(&format!("{command} --format json")).code(1);
            let line: Value = serde_json::from_str(run.stderr.lines().next().unwrap()).unwrap();
            let found = if line["kind"] == "document" { &line["args"]["document"] } else { &line["kind"] };
            // an announcement may be in Word: this one has no meetings
            let want = if command == "import a.docx" { "no-announcement" } else { want };
            assert_eq!(found, want, "{command}: {line}");
        }
    }
    // the name of a part is no more than a name in a text
    assert_eq!(check("a.csv", "powiat;data;temat\nżarski;11.05.2027;WordDocument\n", "").code, 0);
}

#[test]
fn formulas_without_a_value() {
    let head = format!("{HEAD}|status");
    let said_of = |rows: &[&str]| said(&check("a.xlsx", xlsx(&[("A", rows)]), ""));
    assert_eq!(said_of(&[&head, &format!("{ROW}|=IF(1,2)")]), ["error no-value - 2 status"]);
    let row = "=A2|=B2+7|=C2|=D2|=E2|=F2|";
    assert_eq!(said_of(&[&head, &format!("{ROW}|odwołane"), row]).len(), 6);
    // one that gives an empty text has been computed
    assert_eq!(said_of(&[HEAD, &ROW.replace("Rada", "'T(A1)")]), [""; 0]);
    let cells = |status: &str| {
        format!("<table:table-row>{}{status}</table:table-row>", ["żarski", "11.05.2027", "A"].map(ods_cell).concat())
    };
    let head = ["powiat", "data", "temat", "status"].map(ods_cell).concat();
    let rows = format!(
        "<table:table-row>{head}</table:table-row>{}",
        cells("<table:table-cell table:formula=\"of:=[.A1]\"/>")
    );
    assert_eq!(said(&check("a.ods", ods_of(&rows), "")), ["error no-value - 2 status"]);
}

fn ods_cell(text: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
}

fn ods_of(rows: &str) -> Vec<u8> {
    let name = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<office:document-content xmlns:office=\"{name}:office:1.0\" xmlns:table=\"{name}:table:1.0\" \
         xmlns:text=\"{name}:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"A\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    packed(&[("mimetype", kind), ("content.xml", &content), ("META-INF/manifest.xml", manifest)])
}

#[test]
fn numbers_that_are_no_hours_and_no_days() {
    for (was, now, want) in [
        ("~0.5", "%1.4166666667", "error hour - 2 godzina"),
        ("~0.5", "+0.42", "error hour - 2 godzina"),
        ("@46518", "+5.1", "error date - 2 data"),
        ("~0.5", "%0.5", ""),
        ("~0.5", "+0.4166666667", ""),
    ] {
        let run = check("a.xlsx", xlsx(&[("A", &[HEAD, &ROW.replace(was, now)])]), "--year 2027");
        assert_eq!(said(&run).join(""), want, "{now}");
    }
}

#[test]
fn sheets_that_are_not_like_the_others() {
    let next = ROW.replace("46518", "46525");
    let said_of = |name: &str, rows: &[&str], more: &str| {
        said(&check("a.xlsx", xlsx(&[("Plan", &[HEAD, ROW]), (name, rows)]), more)).join(", ")
    };
    for name in ["Odwołane", "Nieaktualne", "przeniesione"] {
        assert_eq!(said_of(name, &[HEAD, &next], ""), "error sheet-of-changes - - -", "{name}");
        assert_eq!(said_of(name, &[HEAD, &next], &format!("--sheet Plan --sheet {name}")), "", "{name}");
        let settled = [&format!("{HEAD}|status")[..], &format!("{next}|odwołane")];
        assert_eq!(said_of(name, &settled, ""), "", "{name}");
    }
    for name in ["Robocze", "Wzór – nie usuwać", "Archiwum 2025", "Kopia Plan"] {
        assert_eq!(said_of(name, &[HEAD, &next], ""), "warning spare-sheet - - -", "{name}");
    }
    assert_eq!(said_of("wschowski", &[HEAD, &next], ""), "warning county-of-sheet - - -");
    for name in ["żarski", "wiosna", "Jesień"] {
        assert_eq!(said_of(name, &[HEAD, &next], ""), "", "{name}");
    }
    assert_eq!(said_of("Czerwiec", &["Plan", &next, &next], ""), "error sheet-of-meetings - - -");
    assert_eq!(said_of("Uwagi", &["Spotkanie w Żarach odwołane"], ""), "error changes-in-sheet - - -");
    assert_eq!(said_of("Święta", &["data|nazwa", "@46510|Święto"], ""), "error incomplete-sheet Święta 1 -");
}

#[test]
fn rows_above_the_headings() {
    let head = HEAD.replace('|', ";");
    let row = "żarski;11.05.2027;10:00;Rada;Ratusz;Żary";
    let run = check("a.csv", format!("{row}\n{head}\n{row}\n"), "");
    assert_eq!(said(&run), ["error above-headings - 1 -"]);
    let run = check("a.csv", format!("Powiat:;żarski;Data:;10.05.2027\n{head}\n{row}\n"), "");
    assert_eq!(said(&run), ["warning skipped-row - 1 -"]);
}

#[test]
fn columns_without_heading_that_say_when() {
    let run = check("a.csv", "powiat;termin;;temat\nżarski;11.05.2027;10:00;A\n", "");
    assert_eq!(said(&run), ["error unnamed-column - 1 -"]);
}

#[test]
fn quotation_marks_that_close_in_a_later_row() {
    for (delimiter, gap) in [(";", ""), (",", ""), (";", " ")] {
        let list = "powiat;data;godzina;temat;miejsce;miejscowość\nżarski;11.05.2027;10:00;\"Rada;Ratusz;Żary\n\
            wschowski;12.05.2027;10:00;Rada\";Ratusz;Wschowa\n";
        let list = list.replace(';', &format!("{delimiter}{gap}")).replace(" \"", "\"");
        assert_eq!(said(&check("a.csv", list, "")), ["error swallowed-row - 2 temat"], "{delimiter}{gap}");
    }
    for cell in [
        "Urząd Gminy\nul. Długa 1\n68-200 Żary",
        "Program:\n10:00 wstęp, A, B, C\n11:00, 12:00, przerwy, obiad",
        "Dla kogo:\nŻary, Żagań, Nowa Sól\n- rady, urzędy, szkoły, parafie",
    ] {
        let list = format!("powiat,data,godzina,temat,opis\nżarski,11.05.2027,10:00,Rada,\"{cell}\"\n");
        assert_eq!(said(&check("a.csv", list, "--quiet")), [""; 0], "{cell}");
    }
}

#[test]
fn signs_that_look_alike() {
    for (date, hour) in [
        ("１１.０５.２０２７", "１０：３０"),
        ("1\u{200b}1.05.2027\u{200e}", "10∶30"),
        ("11.\u{ad}05.2027", "10．30\u{feff}"),
    ] {
        let run = check("a.csv", format!("powiat;data;godzina;temat;miejsce\nżarski;{date};{hour};A;B\n"), "--quiet");
        assert_eq!(meetings(&run), ["zarski 2027-05-11T10:30 A B"], "{date} {hour}");
    }
}
