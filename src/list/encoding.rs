//! Bytes to text: UTF-8 with or without BOM, UTF-16 by its BOM, else one of the two old Polish code pages.

use encoding_rs::{Encoding, ISO_8859_2, UTF_8, WINDOWS_1250};

use super::Kind;

/// A text in UTF-8, and what it was; or a damaged text, which has � where it is damaged, and the octet of the first.
pub(crate) type Decoded = Result<(String, &'static str), (String, usize)>;

/// Decodes. A text that is UTF-8 but for a place is damaged and not another encoding: taken as one, every Polish letter in
/// it would come out as two wrong ones.
pub(crate) fn decode(mut bytes: &[u8]) -> Decoded {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        bytes = &bytes[bom..];
        if encoding != UTF_8 {
            return whole(encoding, bytes);
        }
    }
    match str::from_utf8(bytes) {
        Ok(text) if text.is_ascii() || !only_lookalikes(text) => Ok((text.to_owned(), UTF_8.name())),
        Ok(_) => whole(code_page(bytes), bytes),
        Err(error) => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let wrong = text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
            let right = text.chars().filter(|&c| is_polish_text(c)).count();
            if wrong > right { whole(code_page(bytes), bytes) } else { Err((text, error.valid_up_to())) }
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
    let is_alone = |(a, b): (char, char)| a.is_ascii() || b.is_ascii();
    text.chars().all(|c| c.is_ascii() || strange(c)) && text.chars().zip(text.chars().skip(1)).all(is_alone)
}

fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, has_damage) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    // DOS has letters where these code pages have no character
    let is_damage = |c| c == char::REPLACEMENT_CHARACTER || matches!(c, '\u{80}'..='\u{9f}');
    match text.find(is_damage).or(has_damage.then_some(0)) {
        Some(at) => Err((text, at)),
        None => Ok((text, encoding.name())),
    }
}

/// Which of the two old code pages a text is in; they differ in six Polish letters, ĄŚŹąśź, and each has signs that hardly stand
/// in a text where the other has these. (chardetng takes one in ten of the shortest lists for the other.)
fn code_page(bytes: &[u8]) -> &'static Encoding {
    let count = |letters: &[u8]| bytes.iter().filter(|byte| letters.contains(byte)).count();
    let (windows, iso) = (count(b"\xa5\x8c\x8f\xb9\x9c\x9f"), count(b"\xa1\xa6\xac\xb1\xb6\xbc"));
    if iso > windows { ISO_8859_2 } else { WINDOWS_1250 }
}

/// What the first octets of Polish letters and quotation marks in UTF-8 become.
const FIRST: [char; 7] = ['Ĺ', 'Ä', 'Ă', 'Å', 'Ã', 'Â', 'â'];
/// What other letters than ê, ñ and ó become where a code page is read as another; the first two are footnotes, too.
const SIGNS: &str = "³¹±¶¼¿¯£¥¡¦\u{8c}\u{8f}\u{9c}\u{9f}";

/// The first word of a text that was read in a wrong encoding and saved again ("UsĹ‚ugi", "Us³ugi", "Urz±d"), and its octet.
/// As footnotes and units some signs stand behind words.
pub(super) fn broken(text: &str) -> Option<(usize, Kind)> {
    let is_broken = |&(at, c): &(usize, char)| {
        let before = text[..at].chars().next_back().is_some_and(char::is_alphabetic);
        let after = text[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        c == 'Ĺ'
            || FIRST.contains(&c) && (!after.is_ascii() || after == '?')
            || SIGNS.contains(c) && before && after.is_alphabetic()
            || SIGNS[4..].contains(c) && after.is_lowercase()
    };
    // no Polish letter is among them
    let mut suspects = text.char_indices().filter(|(_, c)| matches!(c, '\u{80}'..='¿') || FIRST.contains(c));
    let (at, _) = suspects.find(is_broken)?;
    // signs that no encoding changes stand around it
    let is_gap = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && c != '?';
    let start = text[..at].rfind(is_gap).map_or(0, |gap| gap + 1);
    let word = text[start..].split(is_gap).next().unwrap_or_default();
    Some((start, Kind::BrokenLetters { text: word.to_owned() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{ISO_8859_15, WINDOWS_1252};

    fn decoded(bytes: &[u8]) -> Result<(String, &'static str), usize> {
        decode(bytes).map_err(|(_, at)| at)
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
        // one letter tells
        let (windows, ..) = WINDOWS_1250.encode("Urząd Miasta, Nowa Sól");
        assert_eq!(decoded(&windows), Ok(("Urząd Miasta, Nowa Sól".to_owned(), "windows-1250")));
        let (iso, ..) = ISO_8859_2.encode("Urząd Miasta, Nowa Sól");
        assert_eq!(decoded(&iso), Ok(("Urząd Miasta, Nowa Sól".to_owned(), "ISO-8859-2")));
        assert_eq!(decoded("Зустріч у Солі".as_bytes()).map(|(_, name)| name), Ok("UTF-8"));
    }

    #[test]
    fn letters_read_as_another_encoding() {
        const TEXT: &str = "temat; Usługi dla mieszkańców, Urząd, Śrem, Żary – „ŁĄKA”; źdźbło, ćma, 20°C";
        let latin = |bytes: &[u8]| bytes.iter().map(|&byte| char::from(byte)).collect::<String>();
        let plain = TEXT.replace(['–', '„', '”'], "");
        for bytes in [TEXT.as_bytes().to_vec(), WINDOWS_1250.encode(TEXT).0.into(), ISO_8859_2.encode(&plain).0.into()]
        {
            let read = [WINDOWS_1250, WINDOWS_1252, ISO_8859_2, ISO_8859_15]
                .map(|other| other.decode_without_bom_handling(&bytes).0.into_owned());
            for wrong in read.into_iter().chain([latin(&bytes)]).filter(|wrong| *wrong != TEXT && *wrong != plain) {
                assert!(broken(&wrong).is_some(), "{wrong}");
            }
        }
        for (text, word) in [
            ("Łąka\nNowa SĂłl\nŻary", "SĂłl"),
            ("Ĺódka", "Ĺódka"),
            ("a spoĹ?eczne", "spoĹ?eczne"),
            ("Ä\u{fffd}ma", "Ä\u{fffd}ma"),
            ("Nowa S\u{f3}l; ¯ary", "¯ary"),
            ("Łąka, us³ugi", "us³ugi"),
        ] {
            let found = broken(text);
            assert!(matches!(&found, Some((_, Kind::BrokenLetters { text })) if text == word), "{text}: {found:?}");
        }
        for text in [
            TEXT,
            "Ämter, Åland, Ćwikła",
            "BĂSESCU, Ã, â la carte",
            "Зустріч, Łódź",
            "sala 20 m³, Ratusz¹, ¹ w remoncie",
            "Señor Peña, fête, ±5, £5, ½",
            "§ 5 ¶ 2",
        ] {
            assert!(broken(text).is_none(), "{text}");
        }
    }
}
