//! Bytes to text: UTF-8 with or without BOM, UTF-16 by its BOM, else one of the two old Polish code pages.

use std::collections::HashSet;

use encoding_rs::{Encoding, ISO_8859_2, ISO_8859_15, UTF_8, WINDOWS_1250, WINDOWS_1252};

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
    let at = text.find(char::REPLACEMENT_CHARACTER).unwrap_or_default();
    if has_damage { Err((text, at)) } else { Ok((text, encoding.name())) }
}

/// Which of the two old code pages a text is in; they differ in six Polish letters, ĄŚŹąśź, and each has signs that hardly stand
/// in a text where the other has these. (chardetng takes one in ten of the shortest lists for the other.)
fn code_page(bytes: &[u8]) -> &'static Encoding {
    let count = |letters: &[u8]| bytes.iter().filter(|byte| letters.contains(byte)).count();
    let (windows, iso) = (count(b"\xa5\x8c\x8f\xb9\x9c\x9f"), count(b"\xa1\xa6\xac\xb1\xb6\xbc"));
    if iso > windows { ISO_8859_2 } else { WINDOWS_1250 }
}

/// As what a text is read by mistake, beside Latin-1.
const MISTAKEN: [&Encoding; 4] = [WINDOWS_1250, WINDOWS_1252, ISO_8859_2, ISO_8859_15];
/// What the first octets of Polish letters and quotation marks in UTF-8 become.
const FIRST: [char; 7] = ['Ĺ', 'Ä', 'Ă', 'Å', 'Ã', 'Â', 'â'];
/// What other letters than ê, ñ and ó become where a code page is read as another; the first two are footnotes, too.
const SIGNS: &str = "³¹±¶¼¿¯£¥¡¦\u{8c}\u{8f}\u{9c}\u{9f}";

/// A text with letters put right where it was read in a wrong encoding and saved again ("UsĹ‚ugi", "Us³ugi", "Urz±d"), all of it
/// or some of its lines; and what to say of it, with the octet of the place.
pub(super) fn mend(text: String) -> (String, Vec<(usize, Kind)>) {
    // nearly every text
    if !text.contains(|c: char| !c.is_ascii() && (FIRST.contains(&c) || SIGNS.contains(c))) {
        return (text, Vec::new());
    }
    let parts = if undone(&text).is_some() { vec![text.as_str()] } else { text.split_inclusive('\n').collect() };
    let (mut mended, mut findings) = (String::with_capacity(text.len()), Vec::new());
    for part in parts {
        let Some(number) = words(part).position(is_broken) else {
            mended += part;
            continue;
        };
        let right = undone(part);
        // the one that lost letters, rather than one that could be mended
        let is_lost = |word: &str| right.is_none() && is_broken(word) && undone(word).is_none();
        let number = words(part).position(is_lost).unwrap_or(number);
        let word = |text: &str| words(text).nth(number).unwrap_or_default().to_owned();
        let now = right.as_deref().unwrap_or(part);
        let at = mended.len() + words(now).take(number).map(|word| word.len() + 1).sum::<usize>();
        let text = word(part);
        let kind = if right.is_some() {
            Kind::MendedLetters { was: text, now: word(now) }
        } else {
            Kind::BrokenLetters { text }
        };
        mended += now;
        findings.push((at, kind));
    }
    let mut said = HashSet::new();
    findings.retain(|(_, kind)| said.insert(std::mem::discriminant(kind)));
    (mended, findings)
}

/// What stands between signs that no encoding changes.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && c != '?')
}

/// Whether a word has what letters become; as footnotes and units some signs stand behind words.
fn is_broken(word: &str) -> bool {
    word.char_indices().any(|(at, c)| {
        let before = word[..at].chars().next_back().is_some_and(char::is_alphabetic);
        let after = word[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let is_letter = before && after.is_alphabetic() || after.is_lowercase() && SIGNS[4..].contains(c);
        c == 'Ĺ'
            || FIRST.contains(&c) && (!after.is_ascii() || after == '?')
            || !c.is_ascii() && SIGNS.contains(c) && is_letter
    })
}

/// A text as it was before it was read as another encoding; `None`: it was not, or is still broken so.
fn undone(text: &str) -> Option<String> {
    let latin: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
    let others = MISTAKEN.iter().map(|encoding| encoding.encode(text)).filter(|(.., is_lossy)| !is_lossy);
    latin.into_iter().chain(others.map(|(bytes, ..)| bytes.into_owned())).find_map(|bytes| {
        let right = String::from_utf8(bytes)
            .unwrap_or_else(|error| whole(code_page(error.as_bytes()), error.as_bytes()).unwrap_or_default().0);
        let is_right = right != text && right.chars().all(|c| c.is_ascii() || is_polish_text(c));
        (is_right && !words(&right).any(is_broken)).then_some(right)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
        const TEXT: &str = "Usługi społeczne, Żary – „ŁĄKA” w Nowej Soli; źdźbło, ćma, koń, ĘŃŚŹĆ, 20°C";
        for encoding in MISTAKEN {
            let (wrong, ..) = encoding.decode_without_bom_handling(TEXT.as_bytes());
            assert_ne!(wrong, TEXT);
            let (text, findings) = mend(wrong.into_owned());
            assert_eq!(text, TEXT, "{}", encoding.name());
            assert!(matches!(&findings[..], [(0, Kind::MendedLetters { now, .. })] if now == "Usługi"), "{findings:?}");
        }
        // some lines of a text
        assert_eq!(mend("Łąka\nNowa SĂłl\nŻary".to_owned()).0, "Łąka\nNowa Sól\nŻary");
        for text in [TEXT, "Ämter, Åland, Ćwikła", "BĂSESCU, Ã, â la carte", "Зустріч, Łódź"] {
            let (same, findings) = mend(text.to_owned());
            assert!(same == text && findings.is_empty(), "{text}: {findings:?}");
        }
        for (text, word) in
            [("Ĺódka", "Ĺódka"), ("a spoĹ?eczne", "spoĹ?eczne"), ("Łąka; SĂłl", "SĂłl"), ("Ä\u{fffd}ma", "Ä\u{fffd}ma")]
        {
            let (_, findings) = mend(text.to_owned());
            let broken = findings.iter().any(|(_, kind)| matches!(kind, Kind::BrokenLetters { text } if text == word));
            assert!(broken, "{text}: {findings:?}");
        }
    }

    #[test]
    fn a_code_page_read_as_another() {
        const TEXT: &str = "temat; Usługi dla mieszkańców, Urząd, Śrem, Żary; źdźbło, ćma, ŁĄKA, 20°C";
        let latin = |bytes: &[u8]| bytes.iter().map(|&byte| char::from(byte)).collect::<String>();
        for encoding in [WINDOWS_1250, ISO_8859_2] {
            let (bytes, ..) = encoding.encode(TEXT);
            let read =
                [WINDOWS_1252, WINDOWS_1250, ISO_8859_2].map(|other| other.decode_without_bom_handling(&bytes).0);
            for wrong in read.iter().map(ToString::to_string).chain([latin(&bytes)]).filter(|wrong| wrong != TEXT) {
                let (text, findings) = mend(wrong.clone());
                assert_eq!(text, TEXT, "{wrong}");
                assert!(matches!(&findings[..], [(_, Kind::MendedLetters { .. })]), "{findings:?}");
            }
        }
        // one letter is enough; but not a footnote, a unit or a name
        assert_eq!(mend("Nowa S\u{f3}l; ¯ary".to_owned()).0, "Nowa Sól; Żary");
        for text in [TEXT, "sala 20 m³, Ratusz¹, ¹ w remoncie", "Señor Peña, fête, ±5, £5, ½", "§ 5 ¶ 2"] {
            let (same, findings) = mend(text.to_owned());
            assert!(same == text && findings.is_empty(), "{text}: {findings:?}");
        }
        // where other letters are right, it is not sure
        let (_, findings) = mend("Łąka, us³ugi".to_owned());
        assert!(matches!(&findings[..], [(_, Kind::BrokenLetters { text })] if text == "us³ugi"), "{findings:?}");
    }
}
