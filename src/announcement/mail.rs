//! A saved mail (.eml): its text, with sender, subject and day above.

use mail_parser::{MessageParser, MessagePart};

/// The mail's page, or its text if it has none; `None`: it is no mail.
pub(crate) fn page(bytes: &[u8]) -> Option<String> {
    let mail = MessageParser::default().parse(bytes).filter(|mail| mail.header_raw("MIME-Version").is_some())?;
    let page = mail.html_part(0).filter(|part| part.is_text_html());
    let body = page.or_else(|| mail.text_part(0)).and_then(MessagePart::text_contents).unwrap_or_default();
    let from = mail.from().and_then(|from| from.first()?.name()).unwrap_or_default();
    let subject = mail.subject().unwrap_or_default();
    let day = mail.date().map_or(String::new(), |date| format!("{}-{:02}-{:02}", date.year, date.month, date.day));
    let head = match page {
        Some(_) => maud::html! { p { "Od: " (from) } p { "Temat: " (subject) } p { "Data: " (day) } }.into_string(),
        None => format!("Od: {from}\nTemat: {subject}\nData: {day}\n\n"),
    };
    Some(head + body)
}
