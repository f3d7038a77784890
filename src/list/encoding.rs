//! Bytes to text: UTF-8 with or without BOM, UTF-16 by its BOM, else one of the two old Polish code pages.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_8859_2, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250};

/// A text in UTF-8, and what it was.
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    pub(super) encoding: &'static str,
}

/// Where a text is damaged, in octets of what is given back with it, which has � where it is.
pub(super) struct Damaged<'b> {
    pub(super) text: Cow<'b, str>,
    pub(super) at: usize,
}

/// Decodes. A text that is UTF-8 but for a place is damaged and not another encoding: taken as one, every Polish letter in
/// it would come out as two wrong ones.
pub(super) fn decode(mut bytes: &[u8]) -> Result<Decoded<'_>, Damaged<'_>> {
    if let Some((encoding, _)) =
        Encoding::for_bom(bytes).filter(|(encoding, _)| [UTF_16LE, UTF_16BE].contains(encoding))
    {
        return whole(encoding, &bytes[2..]);
    }
    if let Some((_, bom)) = Encoding::for_bom(bytes) {
        bytes = &bytes[bom..];
    }
    match simdutf8::compat::from_utf8(bytes) {
        Ok(text) if text.is_ascii() || !only_lookalikes(text) => {
            Ok(Decoded { text: text.into(), encoding: UTF_8.name() })
        }
        Ok(_) => whole(code_page(bytes), bytes),
        Err(error) => {
            let text = String::from_utf8_lossy(bytes);
            let wrong = text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
            let right = text.chars().filter(|&c| is_polish_text(c)).count();
            if wrong > right { whole(code_page(bytes), bytes) } else { Err(Damaged { at: error.valid_up_to(), text }) }
        }
    }
}

/// Letters and signs outside ASCII that stand in Polish texts.
fn is_polish_text(c: char) -> bool {
    matches!(c, '\u{a0}'..='\u{17f}' | '\u{2010}'..='\u{2044}' | '€')
}

/// Whether all that is not ASCII are single strange letters between ASCII ones: "ÓŁ" in Windows-1250 is "ӣ" in UTF-8.
fn only_lookalikes(text: &str) -> bool {
    let strange = |c: char| !c.is_ascii() && !is_polish_text(c) && c.is_alphabetic();
    let mut last = 'a';
    text.chars().chain(['a']).all(|c| {
        let good = (c.is_ascii() || strange(c)) && (last.is_ascii() || c.is_ascii());
        last = c;
        good
    })
}

fn whole<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Result<Decoded<'b>, Damaged<'b>> {
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(Decoded { text, encoding: encoding.name() });
    }
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let at = text.find('\u{fffd}').unwrap_or_default();
    Err(Damaged { text, at })
}

/// The code pages differ in six Polish letters, ĄŚŹąśź. ISO-8859-2 has no letters below A0; Windows-1250 has ±¶Ľ¦¬ˇ where
/// ISO-8859-2 has ąśźŚŹĄ, signs that hardly stand beside letters.
fn code_page(bytes: &[u8]) -> &'static Encoding {
    let has = |octets: &[u8]| bytes.iter().any(|octet| octets.contains(octet));
    let windows = bytes.iter().any(|octet| (0x80..0xa0).contains(octet)) || has(b"\xa5\xb9");
    if !windows && has(b"\xa1\xa6\xac\xb1\xb6\xbc") { ISO_8859_2 } else { WINDOWS_1250 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Result<(String, &'static str), usize> {
        match decode(bytes) {
            Ok(Decoded { text, encoding }) => Ok((text.into_owned(), encoding)),
            Err(damaged) => Err(damaged.at),
        }
    }

    #[test]
    fn every_encoding_of_one_text() {
        const TEXT: &str = "powiat;data\r\nświebodziński – źródło, ŁĄKA\r\n";
        let plain = TEXT.replace('–', "-");
        assert_eq!(decoded(TEXT.as_bytes()), Ok((TEXT.to_owned(), "UTF-8")));
        assert_eq!(decoded(format!("\u{feff}{TEXT}").as_bytes()), Ok((TEXT.to_owned(), "UTF-8")));
        for (bom, name) in [(true, "UTF-16LE"), (false, "UTF-16BE")] {
            let unit = |unit: u16| if bom { unit.to_le_bytes() } else { unit.to_be_bytes() };
            let bytes: Vec<u8> = std::iter::once(0xfeff).chain(TEXT.encode_utf16()).flat_map(unit).collect();
            assert_eq!(decoded(&bytes), Ok((TEXT.to_owned(), name)));
            assert!(decoded(&bytes[..bytes.len() - 1]).is_err(), "half a character");
        }
        let (windows, ..) = WINDOWS_1250.encode(TEXT);
        assert_eq!(decoded(&windows), Ok((TEXT.to_owned(), "windows-1250")));
        let (iso, ..) = ISO_8859_2.encode(&plain);
        assert_eq!(decoded(&iso), Ok((plain, "ISO-8859-2")));
        assert_eq!(decoded(b"plain"), Ok(("plain".to_owned(), "UTF-8")));
        assert_eq!(decoded("żółć\n\u{17c}".as_bytes()).map(|(_, name)| name), Ok("UTF-8"));
        assert_eq!(decoded(b"\xc5\xbc x \xbf y"), Err(5));
        // the damaged place first
        let damaged = [b"Us\xb3ugi; ".as_slice(), "usługi społeczne".as_bytes()].concat();
        assert_eq!(decoded(&damaged), Err(2));
        // D3 A3, which is a letter in UTF-8, too
        let (windows, ..) = WINDOWS_1250.encode("SPÓŁDZIELNIA SOCJALNA");
        assert_eq!(decoded(&windows), Ok(("SPÓŁDZIELNIA SOCJALNA".to_owned(), "windows-1250")));
        let (windows, ..) = WINDOWS_1250.encode("SPÓŁDZIELNIA w Nowej Soli, Sól");
        assert_eq!(decoded(&windows).map(|(_, name)| name), Ok("windows-1250"));
        assert_eq!(decoded("Зустріч у Солі".as_bytes()).map(|(_, name)| name), Ok("UTF-8"));
    }
}
