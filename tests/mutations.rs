//! Damage of every kind to a published folder: the next run stops and writes nothing, or writes the very bytes that it would
//! have written over a whole one. So no SEQUENCE falls, no UID changes, and nothing that the list has is cancelled.
//!
//! Each case is made from its number. `LUBUSKIE_ICS_MUTATIONS=1000 cargo test --test mutations` tries that many in each layout.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "our own names")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use common::{Folder, events};

const CASES: u64 = 60;

/// Published on one day, changed on the next; the third run is the one that meets the damage.
const DAYS: [&str; 3] = ["2026-11-23T09:00:00Z", "2026-11-24T09:00:00Z", "2026-11-25T09:00:00Z"];

/// How many meetings the folder's calendars know.
const COUNT: &str = ".lubuskie-ics.count";

const LIST: &str = "id;county;date;start;end;title;venue;town;description;url;status
;żarski;11.05.2027;10:00;12:00;Usługi;Ratusz;Żary;Rozmowa o usługach, cenach i o tym, co z nich mają mieszkańcy całego powiatu;;
;żarski, żagański;12.05.2027;10:00;;Dotacje;Ratusz;Żary;;https://example.pl/dotacje;
g-1;żagański;13.05.2027;;;Granty;MDK;Żagań;;;wstępne
;wschowski;14.05.2027;9:00;11:00;Rolnictwo;Sala 7;Wschowa;;;
w-2;wschowski;21.05.2027;9:00;11:00;Rolnictwo;Sala 7;Wschowa;;;odwołane
;wschowski;28.05.2027;9:00;11:00;Drogi;Sala 7;Wschowa;;;
;gorzowski/żarski/wschowski;31.05.2027;9:00;11:00;Podsumowanie;Filharmonia;Zielona Góra;;;
";

/// What was first published: two had other days, one another room.
fn first_list() -> String {
    LIST.replace("14.05.2027", "15.05.2027").replace("11.05.2027", "4.05.2027").replace("MDK", "Dom Kultury")
}

/// The same list again, and one with a meeting that has moved.
fn next_lists() -> [String; 2] {
    [LIST.to_owned(), LIST.replace("28.05.2027", "27.05.2027")]
}

/// Every file of the folder but its lock.
type Files = BTreeMap<String, Vec<u8>>;

fn files(folder: &Path) -> Files {
    let mut files = Files::new();
    for below in ["", "events/"] {
        for entry in fs::read_dir(folder.join(below)).into_iter().flatten().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            if entry.path().is_file() && name != ".lubuskie-ics.lock" {
                files.insert(format!("{below}{name}"), fs::read(entry.path()).unwrap());
            }
        }
    }
    files
}

/// Makes the folder hold these files and no others.
fn put(folder: &Path, files: &Files) {
    let before = self::files(folder);
    for name in before.keys().filter(|name| !files.contains_key(*name)) {
        fs::remove_file(folder.join(name)).unwrap();
    }
    for (name, bytes) in files.iter().filter(|(name, bytes)| before.get(*name) != Some(bytes)) {
        fs::write(folder.join(name), bytes).unwrap();
    }
}

/// Numbers that look random (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((bits ^ (bits >> 31)) % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn of<'t, T>(&mut self, all: &'t [T]) -> Option<&'t T> {
        all.get(self.below(all.len()))
    }
}

/// Where lines or events stand in a file.
fn ranges(bytes: &[u8], begin: &str, end: &str) -> Vec<Range<usize>> {
    let (mut ranges, mut at, mut from) = (Vec::new(), 0, None);
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if line.starts_with(begin.as_bytes()) && from.is_none() {
            from = Some(at);
        }
        at += line.len();
        if line.starts_with(end.as_bytes()) {
            ranges.extend(from.take().map(|from| from..at));
        }
    }
    ranges
}

/// Damages one file; says how.
fn damage(files: &mut Files, random: &mut Random) -> String {
    let names: Vec<_> = files.keys().cloned().collect();
    let (name, other) = (random.of(&names).unwrap().clone(), random.of(&names).unwrap().clone());
    let mut bytes = files[&name].clone();
    let others = files[&other].clone();
    let at = random.below(bytes.len());
    let (lines, meetings) = (ranges(&bytes, "", ""), ranges(&bytes, "BEGIN:VEVENT", "END:VEVENT"));
    let line = random.of(&lines).cloned().unwrap_or_default();
    let meeting = random.of(&meetings).cloned().unwrap_or_default();
    let text = |range: &Range<usize>| bytes[range.clone()].to_vec();
    let kind = random.below(20);
    match kind {
        0..=2 if !bytes.is_empty() => bytes[at] ^= 1 << random.below(8),
        // a wrong digit, anywhere or where it tells which revision of what it is
        3..=6 => {
            let names = ["UID:", "SEQUENCE:", "DTSTART", "LAST-MODIFIED:", "X-LUBUSKIE-ICS-", "STATUS:"];
            let telling: Vec<_> = lines
                .iter()
                .filter(|line| names.iter().any(|name| bytes[(*line).clone()].starts_with(name.as_bytes())))
                .collect();
            let within = if kind > 4 { random.of(&telling).map(|line| (*line).clone()) } else { None };
            let within = within.unwrap_or(0..bytes.len());
            let digits: Vec<_> = within.filter(|&at| bytes[at].is_ascii_digit()).collect();
            if let Some(&at) = random.of(&digits) {
                bytes[at] = b'0' + (bytes[at] - b'0' + 1 + u8::try_from(random.below(9)).unwrap()) % 10;
            }
        }
        7 => bytes.truncate(at),
        8 => drop(bytes.drain(..at)),
        9 => drop(bytes.drain(line)),
        10 => {
            let doubled = text(&line);
            bytes.splice(line.end..line.end, doubled);
        }
        11 => drop(bytes.drain(meeting)),
        12 => {
            let doubled = text(&meeting);
            bytes.splice(meeting.end..meeting.end, doubled);
        }
        // one meeting twice, with two UIDs
        13 => {
            let mut doubled = text(&meeting);
            if let Some(uid) = doubled.windows(5).position(|part| part == b"\nUID:") {
                doubled[uid + 5] = if doubled[uid + 5] == b'0' { b'1' } else { b'0' };
            }
            bytes.splice(meeting.end..meeting.end, doubled);
        }
        // two change places
        14 => {
            let second = random.of(&meetings).cloned().unwrap_or_default();
            if meeting.end <= second.start {
                let (first, moved) = (text(&meeting), text(&second));
                bytes.splice(second, first);
                bytes.splice(meeting, moved);
            }
        }
        15 => bytes.clear(),
        16 => bytes.extend(&others),
        17 => bytes = others,
        // another's meeting at the end
        18 => {
            let meetings = ranges(&others, "BEGIN:VEVENT", "END:VEVENT");
            let meeting = random.of(&meetings).cloned().unwrap_or_default();
            let end = ranges(&bytes, "END:VCALENDAR", "END:VCALENDAR").last().map_or(bytes.len(), |line| line.start);
            bytes.splice(end..end, others[meeting].to_vec());
        }
        _ => {
            files.remove(&name);
            return format!("{name} removed");
        }
    }
    files.insert(name.clone(), bytes);
    format!("{name}: kind {kind} at {at}, with {other}")
}

/// UID, SEQUENCE and whether it is cancelled, of all calendars that can be read.
fn told(files: &Files) -> BTreeMap<String, (u32, bool)> {
    let mut told = BTreeMap::new();
    for (_, bytes) in files.iter().filter(|(name, _)| name.ends_with(".ics")) {
        for event in events(std::str::from_utf8(bytes).unwrap()) {
            let is_cancelled = event.value("STATUS") == "CANCELLED";
            let sequence = event.value("SEQUENCE").parse().unwrap();
            assert_eq!(
                *told.entry(event.uid().to_owned()).or_insert((sequence, is_cancelled)),
                (sequence, is_cancelled)
            );
        }
    }
    told
}

fn damaged_folders(args: &str) {
    let cases = std::env::var("LUBUSKIE_ICS_MUTATIONS").map_or(CASES, |cases| cases.parse().unwrap());
    let folder = Folder::new();
    let out = folder.path().join("out");
    let run = |list: &str, day: &str, more: &str| {
        folder.write("list.csv", list);
        folder.run(&format!("{args} --now {day} {more}"))
    };
    run(&first_list(), DAYS[0], "").code(0);
    run(LIST, DAYS[1], "").code(0);
    let whole = files(&out);
    let lists = next_lists();
    let wanted = lists.each_ref().map(|list| {
        put(&out, &whole);
        run(list, DAYS[2], "").code(0);
        files(&out)
    });
    assert_eq!(wanted[0], whole);
    let [mut stopped, mut healed, mut renewed] = [0; 3];
    for case in 0..cases {
        let random = &mut Random(case);
        let mut damaged = whole.clone();
        let mut how = vec![damage(&mut damaged, random)];
        // two at once, but not a file and what would tell that it is gone
        if case % 4 == 0 && damaged.get(COUNT) == whole.get(COUNT) {
            how.push(damage(&mut damaged, random));
            damaged.insert(COUNT.to_owned(), whole[COUNT].clone());
        }
        let which = random.below(2);
        put(&out, &damaged);
        let done = run(&lists[which], DAYS[2], "");
        let after = files(&out);
        let said = || format!("case {case}, list {which}, {how:?}:\n{}{}", done.stdout, done.stderr);
        if done.code == 0 {
            healed += 1;
            assert!(after == wanted[which], "{}", said());
            continue;
        }
        stopped += 1;
        assert!([3, 4].contains(&done.code) && after == damaged, "{}", said());
        // what the way out comes to: all that is still known, and nothing cancelled that stands
        let done = run(&lists[which], DAYS[2], "--rebuild");
        if done.code == 0 {
            renewed += 1;
            let (told, wanted) = (told(&files(&out)), told(&wanted[which]));
            for (uid, (sequence, is_cancelled)) in &told {
                let was = wanted.get(uid).unwrap_or(&(0, false));
                assert!(*sequence > was.0 && *is_cancelled == was.1, "{uid}: {}", said());
            }
            assert!(told.len() >= wanted.len(), "{}", said());
            let after = files(&out);
            run(&lists[which], DAYS[2], "").code(0);
            assert!(files(&out) == after, "{}", said());
        } else {
            assert_eq!(done.code, 3, "{}{}", said(), done.stderr);
        }
    }
    println!("{cases} cases: {stopped} stopped, of which {renewed} were started anew; {healed} healed");
}

#[test]
fn a_published_site() {
    damaged_folders("publish list.csv -o out --base-url https://a.example.pl/ --organizer Biuro<biuro@example.pl>");
}

#[test]
fn counties() {
    damaged_folders("export list.csv -o out");
}

#[test]
fn one_for_all() {
    damaged_folders("export list.csv -o out --combined");
}

#[test]
fn counties_and_event_files() {
    damaged_folders("export list.csv -o out --for both");
}

#[test]
fn event_files() {
    damaged_folders("export list.csv -o out --for email");
}
