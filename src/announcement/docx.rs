//! A saved Word file as a web page has it: paragraphs, headings, tables with merged cells, what is struck out or raised.

use std::io::{Cursor, Read as _};

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// No document is longer when unpacked, in octets.
const LONGEST: u64 = 50_000_000;

/// The document as a page; `None`: it cannot be read.
pub(crate) fn page(bytes: &[u8]) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut xml = String::new();
    archive.by_name("word/document.xml").ok()?.take(LONGEST).read_to_string(&mut xml).ok()?;
    let mut reader = Reader::from_str(&xml);
    let mut page = "<html>".to_owned();
    // what is said of a cell and of a run follows their element
    let (mut is_cell, mut marks, mut is_text) = (false, Vec::new(), false);
    loop {
        match reader.read_event().ok()? {
            Event::Eof => return Some(page),
            Event::Start(tag) | Event::Empty(tag) => {
                let value = |name: &str| value(&tag, name);
                match tag.local_name().as_ref() {
                    "p" | "tbl" => {
                        page += if std::mem::take(&mut is_cell) { "><" } else { "<" };
                        page += if tag.local_name().as_ref() == "p" { "p>" } else { "table>" };
                    }
                    "pStyle" if is_title(&value("val").unwrap_or_default()) => page += "<h1>",
                    "tr" => page += "<tr>",
                    "tc" => {
                        page += "<td";
                        is_cell = true;
                    }
                    "gridSpan" if is_cell => page += &format!(" colspan=\"{}\"", value("val").unwrap_or_default()),
                    "vMerge" if is_cell && value("val").as_deref() != Some("restart") => page += " data-merged=\"1\"",
                    "strike" | "dstrike" if value("val").as_deref() != Some("0") => marks.push("s"),
                    "vertAlign" if value("val").as_deref() == Some("superscript") => marks.push("sup"),
                    "br" | "cr" => page += "<br>",
                    "tab" => page.push(' '),
                    "t" => {
                        is_text = true;
                        for mark in &marks {
                            page += &format!("<{mark}>");
                        }
                    }
                    _ => {}
                }
            }
            Event::Text(text) if is_text => page += &text,
            Event::GeneralRef(name) if is_text => page += &format!("&{};", &*name),
            Event::End(tag) => match tag.local_name().as_ref() {
                "p" => page += "</h1></p>",
                "tc" => page += "</td>",
                "tr" => page += "</tr>",
                "tbl" => page += "</table>",
                "r" => marks.clear(),
                "t" => {
                    is_text = false;
                    for mark in marks.iter().rev() {
                        page += &format!("</{mark}>");
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
}

fn value(tag: &BytesStart, name: &str) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(attribute.value.into_owned())
}

/// "Title", "Heading1", "Nagwek1" (its Polish name without the letter), "Tytu".
fn is_title(style: &str) -> bool {
    ["Title", "Heading1", "Nagwek1", "Tytu"].contains(&style)
}
