//! Messages (RFC 5322, MIME, and iMIP, RFC 6047), put together by the mail-builder crate.
//!
//! What mail programs need is in the order of the parts: Outlook, Gmail and Apple Mail offer buttons for a text/calendar that
//! is the last alternative and has a method, but neither disposition nor identifier.

use chrono::NaiveDateTime;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};
use uuid::Uuid;

use crate::calendar::{Mailbox, properties::Method};
use crate::mail::Letter;

/// A message.
pub(crate) struct Message<'a> {
    /// What Message-ID and the marks between the parts are made of.
    pub(crate) id: Uuid,
    /// Message-IDs of what it follows, so that mail programs show them together: the first of all, then the last before it.
    pub(crate) follows: Vec<String>,
    /// Date, UTC.
    pub(crate) date: NaiveDateTime,
    /// From; answers go there.
    pub(crate) from: &'a Mailbox,
    /// To.
    pub(crate) to: &'a [Mailbox],
    /// Subject and texts.
    pub(crate) letter: &'a Letter,
    /// What an invitation asks: its file is an alternative to the texts, too, since some programs read only one. `None`: files
    /// alone, since Outlook would print the lines; the message is marked as not sent, so that Outlook opens it for writing.
    pub(crate) method: Option<Method>,
    /// Calendars by name.
    pub(crate) files: &'a [(String, Vec<u8>)],
}

impl Message<'_> {
    /// The message as it goes over the wire: ASCII, CRLF, no line over 998 octets. The same message gives the same bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut alternative = vec![
            MimePart::new("text/plain", self.letter.plain.as_str()),
            MimePart::new("text/html", self.letter.html.as_str()),
        ];
        if let (Some(method), [(_, bytes), ..]) = (self.method, self.files) {
            // as raw text, since a text/* type would be written as quoted-printable; Exchange writes base64, too
            let kind = Raw::new(format!("text/calendar; charset=UTF-8; method={}", method.value()));
            let headers = vec![("Content-Type".into(), kind.into())];
            alternative.push(MimePart { headers, contents: BodyPart::Binary(bytes.into()) });
        }
        let file = |(name, bytes): &'_ (String, Vec<u8>)| {
            let kind = ContentType::new("application/ics").attribute("name", name.clone());
            MimePart::new(kind, bytes.clone()).attachment(name.clone())
        };
        let mut parts = vec![self.multipart("alternative", alternative)];
        parts.extend(self.files.iter().map(file));
        let name = |it: &Mailbox| (it.name != it.address).then(|| it.name.clone());
        let address = |it: &Mailbox| Address::new_address(name(it), it.address.clone());
        let mut message = MessageBuilder::new()
            .from(address(self.from))
            .to(Address::new_list(self.to.iter().map(address).collect()))
            .subject(self.letter.subject.as_str())
            .date(Date::new(self.date.and_utc().timestamp()))
            .message_id(message_id(self.id, &self.from.address))
            .header("Content-Language", Raw::new("pl"));
        if self.method.is_none() {
            message = message.header("X-Unsent", Raw::new("1"));
        }
        if let Some(last) = self.follows.last() {
            message = message.in_reply_to(last.as_str()).references(self.follows.as_slice());
        }
        let mut bytes = Vec::new();
        message.body(self.multipart("mixed", parts)).serialize(&mut bytes);
        bytes
    }

    /// Parts, with a mark between them that neither base64 nor quoted-printable can hold.
    fn multipart<'x>(&self, kind: &str, parts: Vec<MimePart<'x>>) -> MimePart<'x> {
        let boundary = format!("=_{}_{kind}", self.id.simple());
        MimePart::new(ContentType::new(format!("multipart/{kind}")).attribute("boundary", boundary), parts)
    }
}

/// The Message-ID of what that address sent, without its brackets.
pub(crate) fn message_id(id: Uuid, sender: &str) -> String {
    let domain = sender.split_once('@').map_or("", |(_, domain)| domain);
    format!("{id}@{domain}")
}
