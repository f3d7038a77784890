//! What an .xlsx file says beside its cells, of which calamine tells nothing: rows that are hidden, by hand or by a filter, and
//! comments (ECMA-376, part 1, §18.3.1.73 and §18.7.3).

use std::borrow::Cow;
use std::io::{Cursor, Read as _};

use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::Kind;
use super::layout::Comments;
use super::spreadsheet::damaged;

/// The parts of a file, which are no larger than [`super::guard`] allows.
type Parts<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// What of a sheet is not seen, or not in its cells. Rows and columns count from 0.
#[derive(Default)]
pub(super) struct Unseen {
    pub(super) rows: Vec<usize>,
    pub(super) comments: Comments,
}

impl Unseen {
    /// That of the sheet with a name.
    pub(super) fn of_sheet(parts: &mut Parts, name: &str) -> Result<Self, Kind> {
        let (mut unseen, mut id, mut row) = (Self::default(), None, 0_usize);
        each(parts, "xl/workbook.xml", "sheet", |sheet, _| {
            id = attribute(sheet, "id").filter(|_| attribute(sheet, "name").as_deref() == Some(name)).or(id.take());
        })?;
        let is_sheets = |link: &BytesStart| attribute(link, "Id") == id;
        let Some(path) = target(parts, "xl/workbook.xml", is_sheets)? else { return Ok(unseen) };
        each(parts, &path, "row", |element, _| {
            row = attribute(element, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
            let is_hidden = matches!(attribute(element, "hidden").as_deref(), Some("1" | "true"));
            unseen.rows.extend(row.checked_sub(1).filter(|_| is_hidden));
        })?;
        let is_comments = |link: &BytesStart| attribute(link, "Type").is_some_and(|kind| kind.ends_with("/comments"));
        if let Some(path) = target(parts, &path, is_comments)? {
            each(parts, &path, "comment", |comment, text| {
                // what Excel says of threads to older programs: "[Threaded comment] Your version of … Comment: …"
                let mut marks = ["Komentarz:", "Comment:"]
                    .into_iter()
                    .filter(|_| text.starts_with("[Threaded") || text.starts_with("[Komentarz"));
                let own = marks.find_map(|mark| text.split_once(mark)).map_or(text, |(_, own)| own).trim();
                if let Some((row, column)) = attribute(comment, "ref").and_then(|name| cell(&name)) {
                    unseen.comments.entry(row).or_default().push((column, own.to_owned()));
                }
            })?;
        }
        Ok(unseen)
    }
}

/// The row and column of a cell's name: B12. No column has more than three letters.
fn cell(name: &str) -> Option<(usize, usize)> {
    let (letters, digits) = name.split_at(name.find(|c: char| c.is_ascii_digit())?);
    let column = letters.bytes().take(3).fold(0, |column, letter| column * 26 + usize::from(letter % 32));
    Some((digits.parse::<usize>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// Where a part's first link of a kind leads to: from the root, or from the part's folder.
fn target(parts: &mut Parts, path: &str, is_it: impl Fn(&BytesStart) -> bool) -> Result<Option<String>, Kind> {
    let (folder, file) = path.rsplit_once('/').unwrap_or_default();
    let mut found = None;
    each(parts, &format!("{folder}/_rels/{file}.rels"), "Relationship", |link, _| {
        found = found.take().or_else(|| attribute(link, "Target").filter(|_| is_it(link)));
    })?;
    let (above, _) = folder.rsplit_once('/').unwrap_or_default();
    Ok(found.map(|target| match (target.strip_prefix('/'), target.strip_prefix("../")) {
        (Some(path), _) => path.to_owned(),
        (_, Some(rest)) => format!("{above}/{rest}"),
        _ => format!("{folder}/{target}"),
    }))
}

/// Each element of a name in a part, with its text; none, if the part is not there. Programs do not agree on the case of
/// a part's name.
fn each(parts: &mut Parts, path: &str, name: &str, mut see: impl FnMut(&BytesStart, &str)) -> Result<(), Kind> {
    let path = parts.file_names().flatten().find(|known| known.eq_ignore_ascii_case(path)).map(Cow::into_owned);
    let (mut content, mut open) = (String::new(), None);
    if let Some(path) = path {
        parts.by_name(&path).map_err(damaged)?.read_to_string(&mut content).map_err(damaged)?;
    }
    let mut reader = quick_xml::Reader::from_str(&content);
    loop {
        let mut add = |part: &str| open.iter_mut().for_each(|(_, text): &mut (_, String)| *text += part);
        match reader.read_event().map_err(damaged)? {
            Event::Empty(element) if element.local_name().as_ref() == name => see(&element, ""),
            Event::Start(element) if element.local_name().as_ref() == name => open = Some((element, String::new())),
            Event::Text(part) => add(&part),
            Event::CData(part) => add(&part),
            Event::GeneralRef(name) => add(&unescape(&format!("&{};", &*name)).map_err(damaged)?),
            Event::End(end) if end.local_name().as_ref() == name => {
                open.take().iter().for_each(|(element, text)| see(element, text));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The value of an element's attribute.
pub(crate) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let attribute = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    unescape(&attribute.value).ok().map(Cow::into_owned)
}
