//! Files that are no text: spreadsheets, and what people have instead of a list.

use std::sync::LazyLock;

use super::Kind;

/// How files begin that hold others: .xlsx, .ods and .docx; .xls and .doc.
const PACKED: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];
/// How many octets of other files count as their beginning.
const BEGINNING: usize = 12;

/// What tells files of a kind: whether it is the name of a part, else it stands at the beginning; that name; the kind. The first
/// that is there counts, since a spreadsheet may hold others.
static MARKS: LazyLock<Vec<(bool, String, String)>> =
    LazyLock::new(|| crate::poland::rows(include_str!("documents.csv")));

/// What a file is that is no text. That a spreadsheet has a password may show only when it is opened.
pub(crate) fn recognised(bytes: &[u8]) -> Option<Kind> {
    let is_packed = PACKED.iter().any(|beginning| bytes.starts_with(beginning));
    let searched = if is_packed { bytes } else { &bytes[..bytes.len().min(BEGINNING)] };
    // .xls and .doc have two octets for a letter of a name
    let searched: Vec<u8> = searched.iter().copied().filter(|octet| *octet != 0).collect();
    let is_there = |name: &str| searched.windows(name.len()).any(|part| part == name.as_bytes());
    let found = MARKS.iter().find(|(packed, name, _)| *packed == is_packed && is_there(name));
    match found.map(|(.., document)| document.as_str()) {
        Some("password") => Some(Kind::Password),
        Some(document) if document != "spreadsheet" => Some(Kind::Document { document }),
        _ => is_packed.then_some(Kind::Spreadsheet),
    }
}
