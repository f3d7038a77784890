//! The seeds of the fuzz targets, and whatever they once found, run through them again; whole, and cut short.
#![cfg(feature = "announcement")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::Path;

#[test]
fn seeds() {
    for (name, target) in targets::TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
        let mut count = 0;
        for entry in fs::read_dir(folder).unwrap() {
            let bytes = fs::read(entry.unwrap().path()).unwrap();
            target(&bytes);
            for part in 1..16 {
                target(&bytes[..bytes.len() * part / 16]);
            }
            count += 1;
        }
        assert!(count > 1, "{name}");
    }
}
