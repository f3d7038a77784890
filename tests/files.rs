//! Files appear whole or not at all: runs that are killed, full and read-only disks, two runs at once, links.
//! `KILLS=500 cargo test --test files` kills more often.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::Folder;

/// A list of all 14 counties, each with so many meetings, which in a second edition have moved and found another room.
fn list(edition: usize, meetings: usize) -> String {
    let mut list = "id;county;date;start;end;title;venue;town\n".to_owned();
    for county in (1..=12).chain([61, 62]) {
        for n in 0..meetings {
            let (day, month) = ((n + edition) % 28 + 1, n / 28 % 12 + 1);
            list +=
                &format!("{county}-{n};08{county:02};{day}.{month:02}.2027;10:00;11:00;T {n};Sala {edition};Żary\n");
        }
    }
    list
}

type Files = BTreeMap<String, Vec<u8>>;

fn files(folder: &Path) -> Files {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let read = |path: &Path| if path.exists() { fs::read(path).unwrap() } else { Vec::new() };
    entries.map(|entry| (entry.file_name().into_string().unwrap(), read(&entry.path()))).collect()
}

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    fs::create_dir(to).unwrap();
    for (name, bytes) in files(from) {
        fs::write(to.join(name), bytes).unwrap();
    }
}

const NEW: &str = ".lubuskie-ics-new-";
const MARK: &str = ".lubuskie-ics.ready";

#[test]
fn a_killed_run_leaves_old_or_new_calendars_and_the_next_is_right() {
    let kills = std::env::var("KILLS").map_or(50, |n| n.parse().unwrap());
    let folder = Folder::new();
    for edition in 0..2 {
        folder.write(&format!("{edition}.csv"), list(edition, 40));
    }
    folder.run("export 0.csv --now 2026-11-23T00:00:00Z --quiet").code(0);
    let (calendars, aside) = (folder.path().join("calendars"), folder.path().join("aside"));
    // moments are spread over the time that a whole run takes, by a generator that needs no luck
    let (mut seed, mut undone, mut half, mut done) = (2_463_534_242_u32, 0, 0, 0);
    let mut took = Duration::from_millis(20);
    for kill in 1..=kills {
        let args = format!("{}.csv --quiet --now 2026-11-23T{:02}:{:02}:00Z", kill % 2, kill / 60, kill % 60);
        let before = files(&calendars);
        copy(&calendars, &aside);
        let began = Instant::now();
        folder.run(&format!("export {args} -o aside")).code(0);
        took = (took + began.elapsed()) / 2;
        let after = files(&aside);
        let mut child = folder.command().arg("export").args(args.split(' ')).stderr(Stdio::null()).spawn().unwrap();
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        std::thread::sleep(took * (seed % 1000) / 900);
        child.kill().unwrap();
        child.wait().unwrap();
        let found = files(&calendars);
        let (mut old, mut new) = (0, 0);
        for (name, bytes) in found.iter().filter(|(name, _)| !name.starts_with('.')) {
            old += usize::from(bytes == &before[name]);
            new += usize::from(bytes == &after[name]);
        }
        assert_eq!(old + new, 14, "a calendar is neither old nor new");
        match (old, new) {
            (14, _) => undone += 1,
            (_, 14) => done += 1,
            _ => half += 1,
        }
        folder.run(&format!("export {args}")).code(0);
        assert_eq!(files(&calendars), after, "kill {kill}");
    }
    println!("{kills} kills: {undone} before the first calendar was replaced, {half} amid, {done} behind the last");
    assert!(undone > 0, "no run was killed in time");
}

/// The same at each point of the renaming, which a kill may not happen to hit.
#[test]
fn what_a_killed_run_had_ready_is_done_by_the_next() {
    let folder = Folder::new();
    for edition in 0..2 {
        folder.write(&format!("{edition}.csv"), list(edition, 3));
        let now = format!("2026-11-2{edition}T00:00:00Z");
        folder.run(&format!("export {edition}.csv --now {now} --quiet -o old")).code(0);
        if edition == 0 {
            copy(&folder.path().join("old"), &folder.path().join("before"));
        }
    }
    let (before, after) = (folder.path().join("before"), files(&folder.path().join("old")));
    let names: Vec<_> = after.keys().filter(|name| !name.starts_with('.')).collect();
    for renamed in 0..=names.len() {
        let calendars = folder.path().join("calendars");
        copy(&before, &calendars);
        fs::write(calendars.join(MARK), names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join("\n")).unwrap();
        for (n, name) in names.iter().enumerate() {
            let new = if n < renamed { (*name).clone() } else { format!("{NEW}{name}") };
            fs::write(calendars.join(new), &after[*name]).unwrap();
        }
        // for one that only looks it counts as done
        let dry = folder.run("export 1.csv --now 2026-11-23T00:00:00Z --exit-code --dry-run").code(0);
        assert!(
            dry.files().len() == 14 && dry.files().iter().all(|line| line.ends_with("unchanged")),
            "{}",
            dry.stdout
        );
        assert!(!dry.stderr.contains("note: "), "{}", dry.stderr);
        assert!(calendars.join(MARK).exists());
        // even a run that is refused finishes what was begun, and does not say that it wrote nothing
        folder.write("other.csv", "county;date\nżarski;1.05.2027\n");
        let run = folder.run("export other.csv --now 2026-11-23T00:00:00Z").code(3);
        assert!(
            run.stderr.contains(
                "note: calendars: what an earlier run had ready when it was stopped was put in place first\n"
            )
        );
        assert!(
            run.stderr.contains("nothing else was written") && !run.stderr.contains("nothing was"),
            "{}",
            run.stderr
        );
        assert_eq!(files(&calendars), after);
        let run = folder.run("export 1.csv --now 2026-11-23T00:00:00Z --exit-code").code(0);
        assert_eq!(run.files().len(), 14);
    }
    // without the mark not all were complete
    let calendars = folder.path().join("calendars");
    copy(&before, &calendars);
    fs::write(calendars.join(format!("{NEW}zarski.ics")), &after["zarski.ics"]).unwrap();
    let run = folder.run("export other.csv --now 2026-11-23T00:00:00Z").code(3);
    assert!(run.stderr.contains("nothing was written"), "{}", run.stderr);
    assert_eq!(files(&calendars), files(&before));
    // calendars that were not there yet
    let fresh = folder.path().join("fresh");
    fs::create_dir(&fresh).unwrap();
    fs::write(fresh.join(MARK), "zarski.ics\nwschowski.ics").unwrap();
    for name in ["zarski.ics", "wschowski.ics"] {
        fs::write(fresh.join(format!("{NEW}{name}")), &after[name]).unwrap();
    }
    let run = folder.run("export 1.csv --now 2026-11-23T00:00:00Z --dry-run -o fresh").code(0);
    assert_eq!(run.files().iter().filter(|line| line.ends_with("unchanged")).count(), 2, "{}", run.stdout);
}

#[test]
fn two_runs_at_once_take_turns() {
    let folder = Folder::new();
    for edition in 0..2 {
        folder.write(&format!("{edition}.csv"), list(edition, 40));
    }
    for _ in 0..8 {
        let spawn = |edition| {
            let mut command = folder.command();
            command.args(["export", edition, "--quiet"]).stderr(Stdio::null()).spawn().unwrap()
        };
        let runs = [spawn("0.csv"), spawn("1.csv")];
        for mut run in runs {
            assert_eq!(run.wait().unwrap().code(), Some(0));
        }
        // the last one's list is what all calendars show
        let found = files(&folder.path().join("calendars"));
        let rooms = |room: &str| found.values().map(|bytes| String::from_utf8_lossy(bytes).matches(room).count()).sum();
        let rooms: [usize; 2] = [rooms("LOCATION:Sala 0\\"), rooms("LOCATION:Sala 1\\")];
        assert!(matches!(rooms, [560, 0] | [0, 560]), "{rooms:?}");
        assert_eq!(found.len(), 16, "{:?}", found.keys());
    }
}

/// A small disk of its own for a script: as root, or in a name space where we are. `None`: neither is allowed.
#[cfg(target_os = "linux")]
fn with_small_disk(folder: &Folder, script: &str) -> Option<String> {
    for unshare in ["-m", "-rm"] {
        let run = |script: &str| {
            let mut command = Command::new("unshare");
            command.args([unshare, "sh", "-ec", script]).current_dir(folder.path()).env("LC_ALL", "C.UTF-8");
            command.env("PROGRAM", env!("CARGO_BIN_EXE_lubuskie-ics")).output()
        };
        let mount = "mkdir -p disk; mount -t tmpfs -o size=200k tmpfs disk";
        if run(mount).is_ok_and(|output| output.status.success()) {
            let output = run(&format!("{mount}\n{script}")).unwrap();
            assert!(output.status.success(), "{output:?}");
            return Some(String::from_utf8(output.stdout).unwrap());
        }
    }
    println!("not shown: no small disk may be made here");
    None
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_one_that_is_read_only() {
    let folder = Folder::new();
    folder.write("0.csv", list(0, 3)).write("1.csv", list(1, 3)).write("more.csv", list(1, 40));
    let script = r#"
        state() { (cd disk/out; ls -A; cat *.ics) | sha256sum; }
        try() { if "$PROGRAM" export --quiet --now 2026-11-23T09:00:00Z -o disk/out "$@" 2>&1; then echo 0; else echo $?; fi; }
        try 0.csv; before=$(state)
        try more.csv
        test "$(state)" = "$before" && echo as before
        head -c 999999 /dev/zero > disk/fill 2>/dev/null || true
        try 1.csv
        test "$(state)" = "$before" && echo as before
        try 0.csv
        rm disk/fill
        mount -o remount,ro disk
        try 1.csv
        test "$(state)" = "$before" && echo as before
        try 0.csv
        try 1.csv --dry-run --exit-code
        mount -o remount,rw disk
        try 1.csv --exit-code
    "#;
    let Some(said) = with_small_disk(&folder, script) else { return };
    // the name of the calendar that did not fit depends on the disk
    let said: Vec<_> = said.lines().map(|line| line.split_once(".ics: ").map_or(line, |(_, reason)| reason)).collect();
    let [full, read_only] = ["cannot be written: the disk is full", "cannot be written: the disk is read-only"];
    let want = ["0", full, "4", "as before", full, "4", "as before", "0", read_only, "4", "as before", "0", "10", "10"];
    assert_eq!(said, want);
}

/// What can be shown of a full disk without one: no file may grow beyond a size.
#[test]
fn a_file_that_may_not_grow() {
    let folder = Folder::new();
    folder.write("0.csv", list(0, 1)).write("1.csv", list(1, 40));
    folder.run("export 0.csv --quiet").code(0);
    let before = files(&folder.path().join("calendars"));
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" export 1.csv";
    let program = env!("CARGO_BIN_EXE_lubuskie-ics");
    let output = Command::new("sh").args(["-c", script, program]).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(said.contains(".ics: cannot be written: "), "{said}");
    assert_eq!(files(&folder.path().join("calendars")), before);
    folder.run("export 1.csv --quiet").code(0);
}

/// The first rows of a list would look like all of it.
#[test]
fn a_list_that_may_not_grow() {
    let folder = Folder::new();
    let meeting = |day| format!("Żary – {day} maja 2027 r., godz. 10:00, Ratusz, Rynek 1\n");
    folder.write("text.txt", (1..=28).map(meeting).collect::<String>());
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" import text.txt -o list.csv";
    let program = env!("CARGO_BIN_EXE_lubuskie-ics");
    let output = Command::new("sh").args(["-c", script, program]).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(said.contains("list.csv: cannot be written: "), "{said}");
    assert_eq!(folder.names("."), ["text.txt"]);
    folder.run("import text.txt -o list.csv --quiet").code(0);
    assert_eq!(folder.names("."), ["list.csv", "text.txt"]);
    assert_eq!(folder.read("list.csv").lines().count(), 29);
}

#[test]
fn folders_that_are_not_there_and_links() {
    let folder = Folder::new();
    folder.write("0.csv", list(0, 1)).write("1.csv", list(1, 1));
    let at = |name: &str| folder.path().join(name);
    // a folder is made with those above it; a dry run makes none
    folder.run("export 0.csv --quiet --dry-run -o a/b/c").code(0);
    assert!(!at("a").exists());
    folder.run("export 0.csv --quiet -o a/b/c").code(0);
    // a link to a folder
    symlink(at("a/b/c"), at("link")).unwrap();
    folder.run("export 1.csv --quiet -o link").code(0);
    assert!(at("link").is_symlink());
    assert_eq!(folder.read("a/b/c/zarski.ics").matches("SEQUENCE:1").count(), 1);
    // a calendar that is a link into another folder, and a run that was killed while replacing it
    fs::create_dir(at("elsewhere")).unwrap();
    fs::rename(at("link/zarski.ics"), at("elsewhere/z.ics")).unwrap();
    symlink(at("elsewhere/z.ics"), at("link/zarski.ics")).unwrap();
    folder.write(&format!("elsewhere/{NEW}z.ics"), "half");
    folder.run("export 0.csv --quiet -o link").code(0);
    assert!(at("link/zarski.ics").is_symlink());
    assert_eq!(folder.names("elsewhere"), ["z.ics"]);
    assert!(folder.read("elsewhere/z.ics").contains("SEQUENCE:2"));
    // a link to nothing, and one to itself
    symlink(at("nothing.ics"), at("link/lubuskie.ics")).unwrap();
    let run = folder.run("export 0.csv --combined -o link").code(4);
    assert!(run.stderr.contains("link/lubuskie.ics: cannot be read: there is no such file"), "{}", run.stderr);
    folder.run("export 1.csv --quiet -o link").code(0);
    fs::remove_file(at("link/lubuskie.ics")).unwrap();
    // two names for one file
    symlink(at("elsewhere/z.ics"), at("link/lubuskie.ics")).unwrap();
    let run = folder.run("export 0.csv -o link").code(4);
    assert!(run.stderr.contains("z.ics: cannot be written: two calendars are links to this file"), "{}", run.stderr);
    let run = folder.run("export 0.csv -o link --lang pl").code(4);
    assert!(run.stderr.contains("z.ics: nie można zapisać: dwa kalendarze są dowiązaniami"), "{}", run.stderr);
    fs::remove_file(at("link/lubuskie.ics")).unwrap();
    // nothing is cleared away beside other links
    folder.write("elsewhere/note", "").write(&format!("elsewhere/{NEW}note"), "somebody's");
    symlink(at("elsewhere/note"), at("link/note.txt")).unwrap();
    // pipes instead of files are not waited for, and a folder is no mark
    for args in ["", "--dry-run"] {
        let path = at("link/.lubuskie-ics.lock");
        let _ = fs::remove_file(&path);
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        let run = folder.run(&format!("export 1.csv -o link {args}")).code(4);
        assert!(
            run.stderr.contains(".lock: cannot be written: it is a pipe or a device, not a file"),
            "{}",
            run.stderr
        );
        fs::remove_file(&path).unwrap();
    }
    fs::create_dir(at("link").join(MARK)).unwrap();
    folder.write(&format!("link/{NEW}zaganski.ics"), "half");
    let before = folder.read("link/zaganski.ics");
    folder.run("export 0.csv -o link").code(4);
    assert_eq!(folder.read("link/zaganski.ics"), before);
    assert_eq!(folder.names("elsewhere"), [".lubuskie-ics-new-note", "note", "z.ics"]);
}
