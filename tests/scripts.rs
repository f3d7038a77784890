//! The scripts of `examples/` where something goes wrong: signals, odd names, programs that are not there. With POSIX tools
//! only, so that they show the same on macOS.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use common::Folder;

const LIST: &str = "powiat;data;godzina;miejsce\nżarski;11.05.2027;10:00;Ratusz\n";

/// A program of the folder's own, found before others.
fn program(folder: &Folder, name: &str, script: &str) {
    folder.write(&format!("bin/{name}"), format!("#!/bin/sh\n{script}\n"));
    fs::set_permissions(folder.path().join("bin").join(name), fs::Permissions::from_mode(0o755)).unwrap();
}

/// A script of the examples, in the folder, whose temporary files go to `tmp`.
fn script(folder: &Folder, name: &str, args: &[&str]) -> Command {
    let bin = folder.path().join("bin");
    let ours = Path::new(env!("CARGO_BIN_EXE_lubuskie-ics")).parent().unwrap();
    let path = std::env::join_paths([&bin, ours, "/usr/bin".as_ref(), "/bin".as_ref()]).unwrap();
    fs::create_dir_all(folder.path().join("tmp")).unwrap();
    let mut command = Command::new("sh");
    command.arg(format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"))).args(args).current_dir(folder.path());
    command.env("PATH", path).env("TMPDIR", folder.path().join("tmp")).env("SOURCE_DATE_EPOCH", "1795424400");
    command
}

fn wait_for(folder: &Folder, file: &str) {
    let start = Instant::now();
    while !folder.path().join(file).exists() {
        assert!(start.elapsed() < Duration::from_mins(1), "{file} never comes");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn terminate(child: &Child) {
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
}

/// Runs it, asks it to end once a file is there, and gives its exit code.
fn end_at(folder: &Folder, mut command: Command, file: &str) -> i32 {
    let mut child = command.stdin(Stdio::null()).spawn().unwrap();
    wait_for(folder, file);
    terminate(&child);
    child.wait().unwrap().code().expect("ended by a signal")
}

/// What stands for rclone: `copy` and `sync` of folders, and what it was called with.
const RCLONE: &str = "echo \"$*\" >> calls
while [ \"$1\" != -- ]; do shift; done
cp -R -- \"./$2/.\" \"./$3\" 2> /dev/null || cp -R \"$2/.\" \"./$3\" 2> /dev/null || cp -R \"./$2/.\" \"$3\"";

#[test]
fn publishing_takes_any_names_and_cleans_up() {
    let folder = Folder::new();
    folder.write("-lista.csv", LIST);
    fs::create_dir(folder.path().join("-www")).unwrap();
    program(&folder, "rclone", RCLONE);
    let publish = |list| script(&folder, "publish.sh", &[list, "-www", "https://powiat.example.pl/"]);
    assert!(publish("-lista.csv").status().unwrap().success());
    assert!(folder.names("-www").contains(&"zarski.ics".to_owned()), "{:?}", folder.names("-www"));
    assert_eq!(folder.names("tmp"), [""; 0]);
    // a list with problems ends it before anything is sent
    folder.write("calls", "");
    folder.write("bad.csv", "powiat;data\nżarski;x\n");
    assert_eq!(publish("bad.csv").stderr(Stdio::null()).status().unwrap().code(), Some(1));
    assert_eq!((folder.read("calls").lines().count(), folder.names("tmp")), (1, Vec::new()));
    // standard input
    let output = publish("-").stdin(fs::File::open(folder.path().join("-lista.csv")).unwrap()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    // a long transfer
    program(&folder, "rclone", "echo > begun\nexec sleep 60");
    let start = Instant::now();
    assert_eq!(end_at(&folder, publish("-lista.csv"), "begun"), 143);
    assert_eq!(folder.names("tmp"), [""; 0]);
    assert!(start.elapsed() < Duration::from_secs(50), "what was running is ended, too");
}

#[test]
fn sending_sees_a_message_to_its_end_and_runs_once() {
    let folder = Folder::new();
    for name in ["1.eml", "2.eml"] {
        folder.write(&format!("-mail/new/{name}"), "To: a@example.com\r\n\r\n");
    }
    program(&folder, "sendmail", "cat >> taken\necho > begun\nwhile ! [ -e go ]; do sleep 0.05; done");
    let send = || script(&folder, "send.sh", &["-mail", "sendmail", "-t"]);
    let mut first = send().spawn().unwrap();
    wait_for(&folder, "begun");
    // another must not send the same
    let second = send().output().unwrap();
    assert_eq!(second.status.code(), Some(75), "{second:?}");
    terminate(&first);
    folder.write("go", "");
    assert_eq!(first.wait().unwrap().code(), Some(143));
    assert_eq!((folder.names("-mail/new"), folder.names("-mail/sent")), (vec!["2.eml".into()], vec!["1.eml".into()]));
    assert!(send().status().unwrap().success());
    assert_eq!(folder.names("-mail/sent"), ["1.eml", "2.eml"]);
    assert_eq!(folder.read("taken").matches("To:").count(), 2);
}

/// macOS has no flock: a folder is the lock, and goes whatever happens.
#[test]
fn sending_without_flock() {
    let folder = Folder::new();
    folder.write("mail/new/1.eml", "To: a@example.com\r\n\r\n");
    for name in ["sh", "mkdir", "rmdir", "mv", "cat", "sleep"] {
        let found = ["/bin", "/usr/bin"].map(|folder| Path::new(folder).join(name));
        let found = found.iter().find(|path| path.exists()).unwrap();
        fs::create_dir_all(folder.path().join("bin")).unwrap();
        std::os::unix::fs::symlink(found, folder.path().join("bin").join(name)).unwrap();
    }
    program(&folder, "sendmail", "cat > taken; exit 75");
    let send = || {
        let mut command = script(&folder, "send.sh", &["mail", "sendmail"]);
        command.env("PATH", folder.path().join("bin"));
        command
    };
    assert_eq!(send().output().unwrap().status.code(), Some(75));
    assert!(!folder.path().join("mail/.sending.lock").exists());
    program(&folder, "sendmail", "cat > taken; echo > begun; sleep 0.3");
    assert_eq!(end_at(&folder, send(), "begun"), 143);
    assert_eq!(folder.names("mail"), ["new", "sent"]);
    assert_eq!(folder.names("mail/sent"), ["1.eml"]);
    fs::create_dir(folder.path().join("mail/.sending.lock")).unwrap();
    let output = send().output().unwrap();
    assert_eq!(output.status.code(), Some(75));
    assert!(String::from_utf8_lossy(&output.stderr).contains("if none is, remove mail/.sending.lock"));
}

/// No option that only GNU's tools have, and nothing that bash 3.2 or dash do not know.
#[test]
fn shells_read_them() {
    for name in ["publish.sh", "send.sh", "all-counties.sh"] {
        let path = format!("{}/examples/{name}", env!("CARGO_MANIFEST_DIR"));
        for shell in ["sh", "bash", "dash"] {
            let Ok(output) = Command::new(shell).args(["-n", &path]).output() else { continue };
            assert!(output.status.success(), "{shell} {name}: {output:?}");
        }
    }
}
