//! Addresses of web pages (RFC 3986), as a list gives them.

/// RFC 3986: http or https, a host in ASCII, no blanks and no signs that no address holds.
pub(crate) fn is_address(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    ["https", "http"].iter().any(|known| known.eq_ignore_ascii_case(scheme))
        && !host.is_empty()
        && !host.starts_with(':')
        && host.is_ascii()
        && is_escaped(rest)
        && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c))
}

/// Whether two digits stand behind each percent sign.
pub(crate) fn is_escaped(text: &str) -> bool {
    text.split('%').skip(1).all(|rest| rest.len() >= 2 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit()))
}
