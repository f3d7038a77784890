//! Long texts, looked through quickly.

/// Some of the 256 octets.
pub(crate) type Set = [bool; 256];

/// Where the first octet of a set stands; the length if there is none. Eight are told without a branch between them: most
/// texts hold nothing of what is looked for.
pub(crate) fn first(octets: &[u8], set: &Set) -> usize {
    let among = |octet: u8| set[usize::from(octet)];
    let (chunks, _) = octets.as_chunks::<8>();
    let plain = |chunk: &&[u8; 8]| !chunk.iter().fold(false, |any, &octet| any | among(octet));
    let at = 8 * chunks.iter().take_while(plain).count();
    octets[at..].iter().position(|&octet| among(octet)).map_or(octets.len(), |n| at + n)
}

/// Whether any octet is among some. `among` must be comparisons without a branch: then compilers tell many octets at once, and it
/// costs a third of [`first`] where the octets are as many as a row's.
pub(crate) fn any(octets: &[u8], among: impl Fn(u8) -> bool) -> bool {
    octets.iter().fold(0, |any, &octet| any | u8::from(among(octet))) != 0
}

/// Hands on things, and reads their texts ahead, which lie all over memory as those of sorted meetings do: the processor waits
/// for thirty of them together hardly longer than for one.
pub(crate) fn fetched<'t, T>(things: &'t [T], text: impl Fn(&'t T) -> &'t [u8]) -> impl Iterator<Item = &'t T> {
    things.chunks(32).flat_map(move |few| {
        // memory comes in lines of 64 octets
        let lines = few.iter().flat_map(|thing| text(thing).iter().step_by(64));
        std::hint::black_box(lines.fold(0, |all, octet| all ^ octet));
        few
    })
}

#[cfg(test)]
mod tests {
    use super::first;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_plain_search_finds_it(octets in prop::collection::vec(0_u8..40, 0..70)) {
            let mut set = [false; 256];
            set[7] = true;
            let plain = octets.iter().position(|&octet| octet == 7).unwrap_or(octets.len());
            prop_assert_eq!(first(&octets, &set), plain);
        }
    }
}
