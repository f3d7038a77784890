//! A saved mail (.eml): its text, with sender, subject and day above.

use mail_parser::{Message, MessageParser, MessagePart};

/// The mail's page, or its text if it has none; `None`: it is no mail.
pub(crate) fn page(bytes: &[u8]) -> Option<String> {
    let mail = MessageParser::default().parse(bytes).filter(|mail| mail.header_raw("MIME-Version").is_some())?;
    let subject = mail.subject().unwrap_or_default();
    let day = mail.date().map_or(String::new(), |date| format!("{}-{:02}-{:02}", date.year, date.month, date.day));
    let is_page = mail.html_part(0).is_some_and(MessagePart::is_text_html);
    let from = mail.from().and_then(|from| from.first()?.name()).unwrap_or_default();
    let (head, body) = if is_page {
        let head = maud::html! { p { "Od: " (from) } p { "Temat: " (subject) } p { "Data: " (day) } };
        (head.into_string(), Message::body_html(&mail, 0))
    } else {
        (format!("Od: {from}\nTemat: {subject}\nData: {day}\n\n"), Message::body_text(&mail, 0))
    };
    Some(head + &body.unwrap_or_default())
}
