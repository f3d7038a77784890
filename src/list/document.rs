//! Files that are no text: spreadsheets, and what people have instead of a list, by what they begin with and hold.

use serde::Serialize;

use super::Kind;

/// What is no list.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Document {
    Word,
    Slides,
    Pdf,
    Picture,
}

const WORD: Kind = Kind::Document { document: Document::Word };
const SLIDES: Kind = Kind::Document { document: Document::Slides };
const PDF: Kind = Kind::Document { document: Document::Pdf };
const PICTURE: Kind = Kind::Document { document: Document::Picture };

/// How files begin that hold others: .xlsx, .ods and .docx; .xls and .doc.
const PACKED: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];
/// How others begin.
const BEGINNINGS: [(&[u8], Kind); 4] =
    [(b"%PDF", PDF), (b"{\\rtf", WORD), (b"\x89PNG", PICTURE), (b"\xff\xd8\xff", PICTURE)];
/// Names of what is held; the first that is there tells, since a spreadsheet may hold a document.
const PARTS: [(&str, Kind); 10] = [
    ("encrypted-package", Kind::Password),
    ("opendocument.spreadsheet", Kind::Spreadsheet),
    ("opendocument.text", WORD),
    ("opendocument.presentation", SLIDES),
    ("xl/workbook.", Kind::Spreadsheet),
    ("word/document.", WORD),
    ("ppt/presentation.", SLIDES),
    ("Workbook", Kind::Spreadsheet),
    ("EncryptedPackage", Kind::Password),
    ("WordDocument", WORD),
];

/// What a file is that is no text. That a spreadsheet has a password may show only when it is opened.
pub(crate) fn recognised(bytes: &[u8]) -> Option<Kind> {
    if !PACKED.iter().any(|beginning| bytes.starts_with(beginning)) {
        return BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)).map(|(_, kind)| kind.clone());
    }
    // .xls and .doc have two octets for a letter of a name
    let bytes: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let holds = |name: &str| bytes.windows(name.len()).any(|part| part == name.as_bytes());
    Some(PARTS.iter().find(|(name, _)| holds(name)).map_or(Kind::Spreadsheet, |(_, kind)| kind.clone()))
}
