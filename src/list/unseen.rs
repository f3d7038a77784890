//! What an .xlsx file says beside its cells, of which calamine tells nothing: rows that are hidden, by hand or by a filter, and
//! comments (ECMA-376, part 1, §18.3.1.73 and §18.7.3).

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

/// The parts of a file, which are no larger than [`super::guard`] allows.
type Parts<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// What of a sheet is not seen, or not in its cells. Rows and columns count from 0.
#[derive(Default)]
pub(super) struct Unseen {
    pub(super) rows: Vec<usize>,
    pub(super) comments: Vec<((usize, usize), String)>,
}

impl Unseen {
    /// That of the sheet with a name.
    pub(super) fn of_sheet(parts: &mut Parts, name: &str) -> Self {
        let (mut unseen, mut id, mut row) = (Self::default(), None, 0);
        each(parts, "xl/workbook.xml", "sheet", |sheet, _| {
            id = attribute(sheet, "id").filter(|_| attribute(sheet, "name").as_deref() == Some(name)).or(id.take());
        });
        let is_sheets = |link: &BytesStart| attribute(link, "Id") == id;
        let Some(path) = target(parts, "xl/workbook.xml", is_sheets) else { return unseen };
        each(parts, &path, "row", |element, _| {
            row = attribute(element, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
            let is_hidden = matches!(attribute(element, "hidden").as_deref(), Some("1" | "true"));
            unseen.rows.extend(is_hidden.then_some(row - 1));
        });
        let is_comments = |link: &BytesStart| attribute(link, "Type").is_some_and(|kind| kind.ends_with("/comments"));
        if let Some(path) = target(parts, &path, is_comments) {
            each(parts, &path, "comment", |comment, text| {
                let cell = attribute(comment, "ref").and_then(|name| cell(&name));
                unseen.comments.extend(cell.map(|cell| (cell, text.trim().to_owned())));
            });
        }
        unseen
    }
}

/// The row and column of a cell's name: B12.
fn cell(name: &str) -> Option<(usize, usize)> {
    let (letters, digits) = name.split_at(name.find(|c: char| c.is_ascii_digit())?);
    let column = letters.bytes().fold(0, |column, letter| column * 26 + usize::from(letter % 32));
    Some((digits.parse::<usize>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// Where a part's first link of a kind leads to.
fn target(parts: &mut Parts, path: &str, is_it: impl Fn(&BytesStart) -> bool) -> Option<String> {
    let (folder, file) = path.rsplit_once('/')?;
    let mut found = None;
    each(parts, &format!("{folder}/_rels/{file}.rels"), "Relationship", |link, _| {
        found = found.take().or_else(|| attribute(link, "Target").filter(|_| is_it(link)));
    });
    let (found, (above, _)) = (found?, folder.rsplit_once('/').unwrap_or_default());
    let beside = |folder: &str, rest: &str| format!("{folder}/{rest}");
    let above = found.strip_prefix("../").map(|rest| beside(above, rest));
    above.or(found.strip_prefix('/').map(str::to_owned)).or_else(|| Some(beside(folder, &found)))
}

/// Each element of a name in a part, with its text; none, if the part is not there.
fn each(parts: &mut Parts, path: &str, name: &str, mut see: impl FnMut(&BytesStart, &str)) {
    let (mut content, mut open) = (String::new(), None);
    if parts.by_name(path).is_ok_and(|mut part| part.read_to_string(&mut content).is_ok()) {
        let mut reader = quick_xml::Reader::from_str(&content);
        loop {
            match reader.read_event() {
                Ok(Event::Empty(element)) if element.local_name().as_ref() == name => see(&element, ""),
                Ok(Event::Start(element)) if element.local_name().as_ref() == name => {
                    open = Some((element, String::new()));
                }
                Ok(Event::Text(part)) => open.iter_mut().for_each(|(_, text)| *text += &part),
                Ok(Event::End(end)) if end.local_name().as_ref() == name => {
                    open.take().iter().for_each(|(element, text)| see(element, text));
                }
                Ok(Event::Eof) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }
}

/// The value of an element's attribute.
pub(crate) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let attribute = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(&attribute.value).ok().map(Cow::into_owned)
}
