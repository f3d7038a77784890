//! A person's or office's name with an e-mail address, as `Starostwo <biuro@example.pl>`.

/// A name and an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// As people write it; the address if there is no name.
    pub(crate) name: String,
    /// ASCII, one `@`.
    pub(crate) address: String,
}

impl Mailbox {
    /// `NAME <ADDRESS>`, `"NAME" <ADDRESS>` or `ADDRESS`. `None`: no address, a bad one, or a line break in the name.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (name, address) = match text.strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
            Some((name, address)) => (name.trim(), address.trim()),
            None => ("", text),
        };
        let name = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(name).trim();
        let is_good = is_address(address) && Self::is_name(name);
        let name = if name.is_empty() { address } else { name };
        is_good.then(|| Self { name: name.to_owned(), address: address.to_owned() })
    }

    /// Whether a text may be a name: no line breaks, which would end a header field, nothing that looks like an address, and
    /// no encoded word (RFC 2047).
    pub(crate) fn is_name(text: &str) -> bool {
        !text.contains(|c: char| {
            c.is_control() || matches!(c, '<' | '>' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
        }) && !text.contains("=?")
    }

    /// By which two are compared: nobody's mail differs by case alone.
    pub(crate) fn key(&self) -> String {
        self.address.to_ascii_lowercase()
    }
}

/// The addresses that offices have: RFC 5321 §4.1.2 without quoted local parts, address literals and letters beyond ASCII.
fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let is_part = |part: &str, more| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || str::contains(more, c))
    };
    let is_label = |label: &str| is_part(label, "-") && !label.starts_with('-') && !label.ends_with('-');
    // RFC 5321 §4.5.3.1
    local.split('.').all(|part| is_part(part, "!#$%&'*+-/=?^_`{|}~"))
        && domain.split('.').all(|label| is_label(label) && label.len() <= 63)
        && domain.contains('.')
        && local.len() <= 64
        && text.len() <= 254
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses() {
        let both = |text| Mailbox::parse(text).map(|mailbox| (mailbox.name, mailbox.address));
        let pair = |name: &str, address: &str| Some((name.to_owned(), address.to_owned()));
        assert_eq!(both("Starostwo Żary <biuro@powiat.example.pl>"), pair("Starostwo Żary", "biuro@powiat.example.pl"));
        assert_eq!(both(" \"Łęcka, J.\" <j+x@a-b.pl> "), pair("Łęcka, J.", "j+x@a-b.pl"));
        assert_eq!(both("j@example.pl"), pair("j@example.pl", "j@example.pl"));
        for bad in [
            "",
            "Starostwo",
            "Starostwo <>",
            "a@b",
            "a@@b.pl",
            "a b@c.pl",
            "a@b..pl",
            ".a@b.pl",
            "ą@b.pl",
            "a@-b.pl",
            "A\nBcc: x@y.pl <a@b.pl>",
            "A <a@b.pl> <c@d.pl>",
            "<a@b.pl",
            "a@b.pl>",
            "mailto:a@b.pl",
            "=?utf-8?Q?A?= <a@b.pl>",
            "a@b.pl,c@d.pl",
        ] {
            assert_eq!(both(bad), None, "{bad:?}");
        }
    }
}
