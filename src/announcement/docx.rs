//! A saved Word file as a web page has it: paragraphs, headings, tables with merged cells, what is struck out or raised.

use std::io::{Cursor, Read as _};

use quick_xml::events::Event;
use quick_xml::reader::Reader;

use crate::list::unseen::attribute;

/// No document is longer when unpacked, in octets.
const LONGEST: u64 = 50_000_000;

/// The document as a page; `None`: it cannot be read.
pub(crate) fn page(bytes: &[u8]) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut xml = String::new();
    archive.by_name("word/document.xml").ok()?.take(LONGEST).read_to_string(&mut xml).ok()?;
    let mut reader = Reader::from_str(&xml);
    let mut page = "<html>".to_owned();
    // what is said of a run stands before its text
    let (mut marks, mut is_text) = (Vec::new(), false);
    loop {
        match reader.read_event().ok()? {
            Event::Eof => return Some(page),
            Event::Start(tag) | Event::Empty(tag) => {
                let value = |name: &str| attribute(&tag, name).unwrap_or_default();
                match tag.local_name().as_ref() {
                    "p" => page += "<p>",
                    // "Nagłówek 1" and "Tytuł" lose letters
                    "pStyle" if matches!(&*value("val"), "Title" | "Heading1" | "Nagwek1" | "Tytu") => page += "<h1>",
                    "tbl" => page += "<table>",
                    "tr" => page += "<tr>",
                    "tc" => page += "<td>",
                    // what is said of a cell follows its element
                    "gridSpan" if page.pop().is_some() => page += &format!(" colspan=\"{}\">", value("val")),
                    "vMerge" if value("val") != "restart" && page.pop().is_some() => page += " data-merged=\"1\">",
                    "r" => marks.clear(),
                    "strike" | "dstrike" if value("val") != "0" => marks.push("s"),
                    "vertAlign" if value("val") == "superscript" => marks.push("sup"),
                    "br" | "cr" => page += "<br>",
                    "tab" => page.push(' '),
                    "t" => {
                        is_text = true;
                        page.extend(marks.iter().map(|mark| format!("<{mark}>")));
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
                "t" => {
                    is_text = false;
                    page.extend(marks.iter().rev().map(|mark| format!("</{mark}>")));
                }
                _ => {}
            },
            _ => {}
        }
    }
}
