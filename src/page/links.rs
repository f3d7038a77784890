//! Addresses on the web: where a folder is published, and the links by which programs subscribe to what is in it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::meeting::url::is_address;

/// What stands for itself in a query's value (RFC 3986 §2.3).
const QUERY: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Where a folder is on the web: an http or https address without query, fragment and user, which then ends with a slash. `None`:
/// it is none.
pub(crate) fn base_url(text: &str) -> Option<String> {
    let (scheme, rest) = text.trim().split_once("://")?;
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (scheme, authority) = (scheme.to_ascii_lowercase(), authority.to_ascii_lowercase());
    // the port that goes without saying
    let default = if scheme == "https" { ":443" } else { ":80" };
    let authority = authority.strip_suffix(default).unwrap_or(&authority);
    let (host, port) = authority.split_once(':').unwrap_or((authority, "80"));
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let slash = if path.is_empty() || path.ends_with('/') { "" } else { "/" };
    let url = format!("{scheme}://{authority}/{path}{slash}");
    let is_good = is_address(&url)
        && host.split('.').all(is_label)
        && port.parse::<u16>().is_ok_and(|port| port > 0)
        && path.is_ascii()
        && !path.contains(['?', '#', '[', ']'])
        && !path.split('/').any(|part| matches!(part, "." | ".."));
    is_good.then_some(url)
}

/// Whether what goes there can be read and changed on the way. On one's own machine nobody can.
pub(crate) fn is_insecure(base_url: &str) -> bool {
    let host = base_url.strip_prefix("http://").and_then(|rest| rest.split([':', '/']).next());
    host.is_some_and(|host| !matches!(host, "localhost" | "127.0.0.1"))
}

/// As a query's value.
pub(super) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, &QUERY).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let url = base_url;
        for (text, want) in [
            ("https://Powiat.example.pl", "https://powiat.example.pl/"),
            ("https://powiat.example.pl/Spotkania", "https://powiat.example.pl/Spotkania/"),
            ("HTTP://localhost:8000/", "http://localhost:8000/"),
            (" https://a.pl/b/ ", "https://a.pl/b/"),
            ("https://a.pl:443/b", "https://a.pl/b/"),
        ] {
            assert_eq!(url(text).as_deref(), Some(want));
        }
        for bad in [
            "powiat.example.pl",
            "ftp://a.pl",
            "https://",
            "https:///a",
            "https://a.pl?x",
            "https://a.pl/#x",
            "https://user@a.pl",
            "https://a b.pl",
            "https://ą.pl",
            "https://a.pl/ą",
            "https://a.pl:x",
            "https://a.pl:0",
            "https://a..pl",
            "https://a.pl/../b",
            "https://a.pl/%zz",
            "https://a.pl/\"><script>",
            "javascript:alert(1)",
        ] {
            assert_eq!(url(bad), None, "{bad}");
        }
        let insecure = |text| is_insecure(&base_url(text).unwrap());
        assert!(insecure("http://a.pl") && !insecure("https://a.pl") && !insecure("http://localhost:80"));
    }
}
