//! A saved mail (.eml): its text, with sender, subject and day above.

use mail_parser::{MessageParser, MessagePart};

/// The mail's page, or its text if it has none; `None`: it is no mail.
pub(crate) fn page(bytes: &[u8]) -> Option<String> {
    let mail = MessageParser::default().parse(bytes).filter(|mail| mail.header_raw("MIME-Version").is_some())?;
    let pages: Vec<&str> =
        mail.html_bodies().filter(|part| part.is_text_html()).filter_map(MessagePart::text_contents).collect();
    let texts = mail.text_bodies().filter_map(MessagePart::text_contents);
    let (is_page, body) = (!pages.is_empty(), if pages.is_empty() { texts.collect() } else { pages });
    let from = mail.from().and_then(|from| from.first()?.name()).unwrap_or_default();
    let subject = mail.subject().unwrap_or_default();
    let day = mail.date().map_or(String::new(), |date| format!("{}-{:02}-{:02}", date.year, date.month, date.day));
    // a line that is none of the head ends it
    let head = if is_page {
        maud::html! { p { "Od: " (from) } p { "Temat: " (subject) } p { "Data: " (day) } p { "–" } }.into_string()
    } else {
        format!("Od: {from}\nTemat: {subject}\nData: {day}\n\n")
    };
    Some(head + &body.join("\n"))
}
