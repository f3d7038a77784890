//! Long texts, looked through quickly.

/// Where the first octet stands for which a test holds; the length if there is none. Sixteen are told at a time and without
/// branches, which the compiler turns into a few instructions: most texts hold nothing of what is looked for.
pub(crate) fn first(octets: &[u8], holds: impl Fn(u8) -> bool) -> usize {
    let (chunks, _) = octets.as_chunks::<16>();
    let plain = |chunk: &&[u8; 16]| !chunk.iter().fold(false, |any, &octet| any | holds(octet));
    let at = 16 * chunks.iter().take_while(plain).count();
    octets[at..].iter().position(|&octet| holds(octet)).map_or(octets.len(), |n| at + n)
}

#[cfg(test)]
mod tests {
    use super::first;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn as_the_plain_search_finds_it(octets in prop::collection::vec(0_u8..40, 0..70)) {
            let plain = octets.iter().position(|&octet| octet == 7).unwrap_or(octets.len());
            prop_assert_eq!(first(&octets, |octet| octet == 7), plain);
        }
    }
}
