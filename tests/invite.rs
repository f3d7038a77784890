//! Invitations: who is written to, what the messages say, and what is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use common::{Folder, Mail, NOW, Run, base64, events, sent};

const HEAD: &str = "id;county;date;start;end;title;venue;town;description;status\n";
const PEOPLE: &str = "powiat;imię i nazwisko;e-mail\n";
const ORGANIZER: &str = "Spotkania – biuro <biuro@example.org>";
const LATER: &str = "2026-11-24T09:00:00Z";

const A: &str = "a;żarski;11.05.2027;10:00;12:00;Usługi;Ratusz;Żary;;";
const B: &str = "b;żarski;12.05.2027;10:00;;Dotacje;Ratusz;Żary;;";
const C: &str = "c;wschowski;13.05.2027;10:00;12:00;Granty;Ratusz;Wschowa;;";
const ANNA: &str = "żarski;Anna Żak;anna@example.com";
const JAN: &str = "wschowski;;jan@example.com";
const EWA: &str = "wszystkie;Ewa;ewa@example.com";

fn export(folder: &Folder, rows: &[&str], now: &str) {
    folder.write("list.csv", format!("{HEAD}{}\n", rows.join("\n")));
    folder.run(&format!("export list.csv --now {now} --quiet --allow-cancel")).code(0);
}

fn invite(folder: &Folder, people: &[&str], now: &str, more: &[&str]) -> Run {
    folder.write("people.csv", format!("{PEOPLE}{}\n", people.join("\n")));
    let args = ["invite", "--feeds", "calendars", "--people", "people.csv", "-o", "mail", "--organizer", ORGANIZER];
    folder.run_with(&[&args[..], &["--now", now], more].concat(), b"")
}

/// Who gets what: "change anna@example.com Usługi", sorted.
fn posts(run: &Run) -> Vec<String> {
    let mut title = "";
    let mut posts = Vec::new();
    for line in run.stdout.lines() {
        match line.strip_prefix("  ").and_then(|line| line.split_once(": ")) {
            Some((occasion, address)) => posts.push(format!("{occasion} {address} {title}")),
            None => title = line.split(", ").nth(1).unwrap_or_default(),
        }
    }
    posts.sort();
    posts
}

/// List v1, export, invite; v2, export, invite: exactly the messages expected.
#[test]
fn a_round_over_time() {
    let folder = Folder::new();
    export(&folder, &[A, B, C], NOW);
    let run = invite(&folder, &[ANNA, JAN, EWA], NOW, &["--first"]).code(0);
    let first = [
        "invitation anna@example.com Dotacje",
        "invitation anna@example.com Usługi",
        "invitation ewa@example.com Dotacje",
        "invitation ewa@example.com Granty",
        "invitation ewa@example.com Usługi",
        "invitation jan@example.com Granty",
    ];
    assert_eq!(posts(&run), first);
    assert_eq!(folder.names("mail/new").len(), 6);
    // once more: nobody, and nothing is touched
    let ledger = folder.read("mail/.lubuskie-ics.sent");
    let run = invite(&folder, &[ANNA, JAN, EWA], LATER, &[]).code(0);
    assert_eq!(run.stdout, "no messages to write\n");
    assert_eq!(run.stderr.lines().last(), Some("note: not sent yet, of earlier runs: 6 messages"));
    assert_eq!(folder.read("mail/.lubuskie-ics.sent"), ledger);

    // one moved, one cancelled, one added, one reworded; one person added, one removed
    fs::rename(folder.path().join("mail/new"), folder.path().join("mail/sent")).unwrap();
    let moved = A.replace("11.05", "18.05");
    let cancelled = C.replace(";;", ";;cancelled");
    let reworded = B.replace(";Żary;;", ";Żary;Nowy opis;");
    let added = "d;żarski;20.05.2027;9:00;11:00;Nowe;Ratusz;Żary;;";
    export(&folder, &[&moved, &reworded, &cancelled, added], LATER);
    let run = invite(&folder, &[JAN, EWA, "żarski;Zbigniew;zbigniew@example.com"], LATER, &[]).code(0);
    let second = [
        "cancellation ewa@example.com Granty",
        "cancellation jan@example.com Granty",
        "change ewa@example.com Usługi",
        "invitation ewa@example.com Nowe",
        "invitation zbigniew@example.com Dotacje",
        "invitation zbigniew@example.com Nowe",
        "invitation zbigniew@example.com Usługi",
    ];
    assert_eq!(posts(&run), second);
    assert!(run.stderr.contains("no longer in the list of people"), "{}", run.stderr);
    assert!(run.stderr.ends_with("\n  anna@example.com\n"), "{}", run.stderr);
    assert_eq!(folder.names("mail/new").len(), 7);
    // what is in a message is what the calendars have
    for name in folder.names("mail/new") {
        let mail = Mail::read(&folder, &format!("new/{name}"));
        let event = events(&mail.calendar).remove(0);
        let same = ["zarski", "wschowski"].map(|county| folder.events(&format!("calendars/{county}.ics")));
        let same = same.into_iter().flatten().find(|other| other.value("UID") == event.value("UID")).unwrap();
        for name in ["SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS", "LAST-MODIFIED"] {
            assert_eq!(event.value(name), same.value(name), "{name}");
        }
        assert_eq!(event.value("DTSTAMP"), "20261124T090000Z");
    }
    // the letter says what it was
    let name = folder.names("mail/new").into_iter().find(|name| {
        name.contains("request-ewa") && { Mail::read(&folder, &format!("new/{name}")).text.contains("Zmiana") }
    });
    let text = Mail::read(&folder, &format!("new/{}", name.unwrap())).text.replace("=\r\n", "");
    assert!(text.contains("18 maja 2027 r. (wtorek), godz. 10:00=E2=80=9312:00"), "{text}");
    assert!(text.contains("termin: 11 maja 2027 r. (wtorek), godz. 10:00"), "{text}");

    // it takes place after all; the one who was told so, and the one who comes back, hear of it
    let restored = C.replace("13.05", "14.05");
    export(&folder, &[&moved, &reworded, &restored, added], "2026-11-25T09:00:00Z");
    let run = invite(&folder, &[ANNA, JAN], "2026-11-25T09:00:00Z", &[]).code(0);
    let third = [
        "change anna@example.com Usługi",
        "invitation anna@example.com Nowe",
        "takes place after all jan@example.com Granty",
    ];
    assert_eq!(posts(&run), third);
    // she was told that it is cancelled
    assert!(
        run.stderr.contains("they get nothing more:\n  ewa@example.com\n  zbigniew@example.com\n"),
        "{}",
        run.stderr
    );
}

/// RFC 5546 §3.2.2 and §3.2.5: what a REQUEST and a CANCEL must and must not have.
#[test]
fn requests_and_cancellations() {
    let folder = Folder::new();
    let tentative = A.replace(";;", ";;tentative");
    export(&folder, &[&tentative, B], NOW);
    invite(&folder, &[ANNA], NOW, &["--first"]).code(0);
    export(&folder, &[&A.replace(";;", ";;cancelled"), &B.replace("Ratusz", "Zamek")], LATER);
    invite(&folder, &[ANNA], LATER, &[]).code(0);
    let names = folder.names("mail/new");
    assert_eq!(names.len(), 4);
    let kinds = ["20261123T090000Z-request", "20261124T090000Z-cancel", "20261124T090000Z-request"];
    let table = [
        // method, status, sequence, transparency, alarms, what its attendee is asked
        ("REQUEST", ["TENTATIVE", "CONFIRMED"].as_slice(), "0", "OPAQUE", 1, ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE"),
        ("CANCEL", &["CANCELLED"], "1", "TRANSPARENT", 0, ""),
        ("REQUEST", &["CONFIRMED"], "1", "OPAQUE", 1, ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE"),
    ];
    for (kind, (method, statuses, sequence, transparency, alarms, asked)) in kinds.into_iter().zip(table) {
        let mut seen = 0;
        for name in names.iter().filter(|name| name.starts_with(kind)) {
            seen += 1;
            let mail = Mail::read(&folder, &format!("new/{name}"));
            let lines = mail.calendar.replace("\r\n ", "");
            let zoned = lines.split("BEGIN:VTIMEZONE").count();
            let lines = lines.replace(lubuskie_ics::poland::warsaw::VTIMEZONE, "");
            assert_eq!((zoned, lines.contains("VTIMEZONE")), (2, false));
            let count = |start: &str| lines.lines().filter(|line| line.starts_with(start)).count();
            assert!(mail.text.contains(&format!("text/calendar; charset=UTF-8; method={method}\r\n")));
            assert_eq!(count("METHOD:"), count(&format!("METHOD:{method}")));
            for once in ["METHOD:", "BEGIN:VEVENT", "UID:", "DTSTAMP:", "SEQUENCE:", "DTSTART", "DTEND", "SUMMARY:"] {
                assert_eq!(count(once), 1, "{once} in {lines}");
            }
            for once in ["LOCATION:", "STATUS:", "TRANSP:"] {
                assert_eq!(count(once), 1, "{once} in {lines}");
            }
            assert_eq!(count("X-WR-") + count("NAME:") + count("REQUEST-STATUS"), 0);
            assert_eq!(count("BEGIN:VALARM"), alarms);
            assert_eq!(lines.contains("TRIGGER:-P1D\r\n"), alarms == 1);
            let property = |name: &str| lines.lines().filter(|line| line.starts_with(name)).collect::<Vec<_>>();
            assert_eq!(property("ORGANIZER"), ["ORGANIZER;CN=\"Spotkania – biuro\":mailto:biuro@example.org"]);
            let attendee = format!(
                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT{asked};CN=\"Anna Żak\":mailto:anna@example.com"
            );
            assert_eq!(property("ATTENDEE"), [attendee]);
            let event = events(&mail.calendar).remove(0);
            assert!(statuses.contains(&event.value("STATUS")));
            assert_eq!((event.value("SEQUENCE"), event.value("TRANSP")), (sequence, transparency));
            assert_eq!(event.value("SUMMARY").starts_with("ODWOŁANE: "), method == "CANCEL");
            // that person alone, and answers go to the organiser
            assert!(mail.header("To").ends_with("<anna@example.com>"), "{}", mail.header("To"));
            assert_eq!(mail.text.matches("@example.com>").count(), 1);
            assert!(mail.text.contains("<biuro@example.org>") && !mail.text.contains("\r\nReply-To"));
            assert!(mail.text.is_ascii() && mail.text.lines().all(|line| line.len() <= 78));
            assert_eq!(mail.text.matches('\n').count(), mail.text.matches("\r\n").count());
        }
        assert_eq!(seen, if kind.ends_with("cancel") || kind.contains("24T") { 1 } else { 2 }, "{names:?}");
    }
}

/// The same people, calendars and time: the same files; another revision or person: another Message-ID.
#[test]
fn messages_are_stable() {
    let run = |people: &[&str]| {
        let folder = Folder::new();
        export(&folder, &[A, C], NOW);
        invite(&folder, people, NOW, &["--first"]).code(0);
        let names = folder.names("mail/new");
        let mails: Vec<_> = names.iter().map(|name| Mail::read(&folder, &format!("new/{name}"))).collect();
        let ids: Vec<_> = mails.iter().map(|mail| mail.header("Message-ID").to_owned()).collect();
        (names, ids, mails.into_iter().map(|mail| mail.text).collect::<Vec<_>>())
    };
    let (names, ids, texts) = run(&[ANNA, EWA]);
    assert_eq!(run(&[ANNA, EWA]), (names, ids.clone(), texts));
    assert!(ids.iter().all(|id| id.ends_with("@example.org>") && id.len() == 1 + 36 + 13), "{ids:?}");
    let mut unique = ids.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), 3);
}

#[test]
fn an_address_gets_one() {
    let folder = Folder::new();
    export(&folder, &[A, C], NOW);
    let run = invite(&folder, &[ANNA, "wschowski;Anna Ż.;Anna@Example.com", ANNA], NOW, &["--first"]).code(0);
    assert_eq!(posts(&run), ["invitation anna@example.com Granty", "invitation anna@example.com Usługi"]);
    assert!(run.stderr.contains("the same address as in people.csv:2: one message goes there, to \"Anna Żak\""));
    // who was invited hears of changes, whatever his county is by now; but nothing more
    export(&folder, &[&A.replace("10:00", "9:00"), C, B], LATER);
    let run = invite(&folder, &["słubicki;Anna;anna@example.com"], LATER, &[]).code(0);
    assert_eq!(posts(&run), ["change anna@example.com Usługi"]);
}

#[test]
fn of_one_county_and_of_what_is_ahead() {
    let folder = Folder::new();
    export(&folder, &[A, C], NOW);
    let run = invite(&folder, &[EWA], NOW, &["--first", "--county", "wschowski"]).code(0);
    assert_eq!(posts(&run), ["invitation ewa@example.com Granty"]);
    assert_eq!(posts(&invite(&folder, &[EWA], "2027-05-11T10:00:00Z", &[]).code(0)), [""; 0]);
    assert_eq!(
        posts(&invite(&folder, &[EWA], "2027-05-11T09:59:00Z", &[]).code(0)),
        ["invitation ewa@example.com Usługi"]
    );
    // one that is another county's from now on
    export(&folder, &[&A.replace("żarski", "słubicki"), C], LATER);
    assert_eq!(posts(&invite(&folder, &[EWA], LATER, &["--county", "wschowski"]).code(0)), [""; 0]);
    for told in [&["change ewa@example.com Usługi"][..], &[]] {
        assert_eq!(posts(&invite(&folder, &[EWA], LATER, &["--county", "żarski"]).code(0)), told);
    }
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = Folder::new();
    export(&folder, &[A], NOW);
    let run = invite(&folder, &[ANNA], NOW, &["--first", "--dry-run", "--format", "json"]).code(0);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(json["messages"][0]["occasion"], "invitation");
    assert_eq!(json["messages"][0]["start"], "2027-05-11T10:00:00+02:00");
    assert_eq!(folder.names("."), ["calendars", "list.csv", "people.csv"]);
    let polish = invite(&folder, &[ANNA], NOW, &["--first", "--dry-run", "--lang", "pl"]).code(0);
    assert!(
        polish.stdout.ends_with("\n1 wiadomość do zapisania w folderze mail/new (zaproszenie: 1)\n"),
        "{}",
        polish.stdout
    );
}

/// Refused, and nothing is written.
#[test]
fn dangers() {
    let folder = Folder::new();
    export(&folder, &[A, C], NOW);
    let refused = |run: Run, code, words: &str| {
        let run = run.code(code);
        assert!(run.stderr.contains(words) && run.stdout.is_empty(), "{}", run.stderr);
    };
    // a mistyped folder, or a lost ledger
    refused(invite(&folder, &[ANNA], NOW, &[]), 3, "add --first");
    assert!(!folder.path().join("mail").exists());
    // where calendars are published, by whatever path
    for place in ["calendars", "calendars/mail", "./calendars/../calendars/a/b"] {
        let args =
            ["invite", "--feeds", "calendars", "--people", "people.csv", "--organizer", ORGANIZER, "--first", "-o"];
        refused(folder.run_with(&[&args[..], &[place]].concat(), b""), 3, "must not be");
    }
    fs::create_dir_all(folder.path().join("linked")).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path().join("calendars"), folder.path().join("linked/new")).unwrap();
        let args = "invite --feeds calendars --people people.csv --organizer o@example.org --first -o linked";
        refused(folder.run(args), 3, "must not be");
    }
    // below any other published folder, too
    folder.run(&format!("export --now {NOW} -o www")).code(0);
    let args = "invite --feeds calendars --people people.csv --organizer o@example.org --first -o www/a/mail";
    refused(folder.run(args), 3, "must not be");
    assert_eq!(folder.names("calendars"), [".lubuskie-ics.count", ".lubuskie-ics.lock", "wschowski.ics", "zarski.ics"]);
    // no calendars
    let args = "invite --people people.csv --organizer o@example.org --first -o mail --feeds";
    refused(folder.run(&format!("{args} linked")), 3, "no calendar of lubuskie-ics");
    refused(folder.run(&format!("{args} nowhere")), 4, "there is no such file or folder");
    // nobody who invites
    refused(folder.run("invite --people people.csv --first -o mail --feeds calendars"), 2, "missing: --organizer");
    refused(
        folder.run("invite --people people.csv --first -o mail --feeds calendars --organizer Biuro"),
        2,
        "write a name",
    );
    // everyone again
    invite(&folder, &[ANNA], NOW, &["--first"]).code(0);
    refused(invite(&folder, &[ANNA], NOW, &["--first"]), 3, "leave out --first");
    // calendars older than what was told
    let copy = folder.read("calendars/zarski.ics");
    export(&folder, &[&A.replace("11.05", "18.05"), C], LATER);
    invite(&folder, &[ANNA], LATER, &[]).code(0);
    let new = folder.read("calendars/zarski.ics");
    folder.write("calendars/zarski.ics", copy);
    let run = invite(&folder, &[ANNA], LATER, &[]).code(3);
    assert!(run.stderr.contains("older than what people were last told"), "{}", run.stderr);
    folder.write("calendars/zarski.ics", new);
    // a damaged ledger
    let ledger = folder.read("mail/.lubuskie-ics.sent");
    folder.write("mail/.lubuskie-ics.sent", format!("{ledger}{{\"address\":"));
    refused(invite(&folder, &[ANNA], LATER, &[]), 4, ".lubuskie-ics.sent, line 2: not as lubuskie-ics wrote it");
    // a lost one
    fs::remove_file(folder.path().join("mail/.lubuskie-ics.sent")).unwrap();
    refused(invite(&folder, &[ANNA], LATER, &[]), 3, "there are messages here");
    // or an emptied one
    folder.write("mail/.lubuskie-ics.sent", "");
    refused(invite(&folder, &[ANNA], LATER, &[]), 4, "--assume-told");
    refused(invite(&folder, &[ANNA], LATER, &["--first"]), 4, "--assume-told");
    folder.write("mail/.lubuskie-ics.sent", ledger);
    // other calendars, another organiser: said
    export(&folder, &[&A.replace("11.05", "19.05"), C], LATER);
    let args = "invite --people people.csv --feeds calendars --organizer inny@example.org -o mail";
    let run = folder.run(&format!("{args} --now {LATER}")).code(0);
    assert!(run.stderr.contains("invited by another organiser before"), "{}", run.stderr);
    folder.run(&format!("export --now {LATER} -o other --quiet"));
    let run = folder.run(&format!("invite --people people.csv --feeds other --organizer o@b.pl -o mail --now {LATER}"));
    assert!(run.code(0).stderr.contains("is it the right folder?\n  Usługi\n"));
}

/// A folder put back from a copy of an earlier day: nobody is written to about what is older there than people were told, until
/// it is started anew; then they hear only of what is otherwise.
#[test]
fn a_folder_put_back_from_a_copy() {
    let folder = Folder::new();
    export(&folder, &[A, B], NOW);
    let copy = folder.read("calendars/zarski.ics");
    let moved = A.replace("11.05", "18.05");
    export(&folder, &[&moved, B], LATER);
    invite(&folder, &[ANNA, EWA], LATER, &["--first"]).code(0);
    folder.write("calendars/zarski.ics", copy);
    let rebuild = |day: u32| {
        folder.run(&format!("export list.csv --rebuild --quiet --now 2026-11-{day}T09:00:00Z")).code(0);
    };
    let run = invite(&folder, &[ANNA, EWA], LATER, &[]).code(3);
    assert_eq!(run.stdout, "no messages to write\n");
    let want = "error: calendars: some calendars are older than what people were last told, so nobody was written to about these meetings:
  powiat żarski: Tue 11.05.2027 10:00–12:00, Usługi, Ratusz, Żary
  = help: if the folder was put back from a copy, export once with --rebuild, which raises every SEQUENCE, then invite again; \
else name the right folder\n";
    assert!(run.stderr.ends_with(want), "{}", run.stderr);
    // who is new hears of the other meeting, and of this one when it is right again
    let jan = "żarski;Jan;jan@example.com";
    let run = invite(&folder, &[jan, ANNA, EWA], LATER, &["--exit-code"]).code(3);
    assert_eq!(posts(&run), ["invitation jan@example.com Dotacje"]);
    rebuild(25);
    let run = invite(&folder, &[jan, ANNA, EWA], "2026-11-25T09:00:00Z", &["--exit-code"]).code(10);
    assert_eq!(posts(&run), ["invitation jan@example.com Usługi"]);
    folder.write("list.csv", folder.read("list.csv").replace("18.05", "19.05"));
    rebuild(26);
    let run = invite(&folder, &[ANNA], "2026-11-26T09:00:00Z", &[]).code(0);
    assert_eq!(posts(&run), ["change anna@example.com Usługi"]);
}

/// What a killed run had ready counts as written, for a run that only looks too.
#[test]
fn a_killed_run_that_had_all_ready() {
    let folder = Folder::new();
    export(&folder, &[A, B], NOW);
    invite(&folder, &[ANNA], NOW, &["--first"]).code(0);
    let names: Vec<_> = folder.names("mail/new").iter().map(|name| format!("new/{name}")).collect();
    let names = [&names[..], &[".lubuskie-ics.sent".to_owned()]].concat();
    for name in &names {
        let (parent, file) =
            name.rsplit_once('/').map_or(("mail".to_owned(), &**name), |(_, file)| ("mail/new".to_owned(), file));
        let at = |name: &str| folder.path().join(&parent).join(name);
        fs::rename(at(file), at(&format!(".lubuskie-ics-new-{file}"))).unwrap();
    }
    folder.write("mail/.lubuskie-ics.ready", names.join("\n"));
    for more in ["--dry-run", "--verbose"] {
        let run = invite(&folder, &[ANNA], NOW, &[more, "--exit-code"]).code(0);
        assert_eq!(run.stdout, "no messages to write\n");
        assert!(run.stderr.contains("not sent yet, of earlier runs: 2 messages"), "{}", run.stderr);
        assert_eq!(run.stderr.contains("was put in place first"), more == "--verbose");
    }
    assert_eq!(folder.names("mail/new").len(), 2);
}

/// Where the ledger is lost or damaged, what is published counts as told, and people hear of what is new from then on.
#[test]
fn a_ledger_that_begins_again() {
    let folder = Folder::new();
    let sent = "mail/.lubuskie-ics.sent";
    let cancelled = C.replace(";;", ";;cancelled");
    export(&folder, &[A, B, &cancelled], NOW);
    invite(&folder, &[ANNA, EWA], NOW, &["--first"]).code(0);
    let whole = folder.read(sent);
    let end = whole.lines().last().unwrap();
    assert!(whole.lines().count() == 4 + 1 && end.starts_with("{\"lines\":4,\"check\":\""), "{whole}");
    // nobody needs it while the ledger is whole
    let run = invite(&folder, &[ANNA, EWA], LATER, &["--assume-told"]).code(3);
    assert!(run.stderr.contains("leave out --first or --assume-told"), "{}", run.stderr);
    let moved = A.replace("11.05", "18.05");
    export(&folder, &[&moved, B, &cancelled], LATER);
    let messages = folder.names("mail/new");
    for damaged in [Some(""), Some(&whole[..whole.len() - 2]), None] {
        match damaged {
            Some(text) => folder.write(sent, text).path().to_owned(),
            None => fs::remove_file(folder.path().join(sent)).map(|()| folder.path().to_owned()).unwrap(),
        };
        let code = if damaged.is_some() { 4 } else { 3 };
        let run = invite(&folder, &[ANNA, EWA], LATER, &[]).code(code);
        assert!(run.stderr.contains("add --assume-told"), "{}", run.stderr);
        let run = invite(&folder, &[ANNA, EWA], LATER, &["--assume-told", "--dry-run"]).code(0);
        assert!(run.stderr.contains("no message was written: from now on 4 invitations"), "{}", run.stderr);
        assert_eq!(folder.path().join(sent).exists(), damaged.is_some());
        let run = invite(&folder, &[ANNA, EWA], LATER, &["--assume-told"]).code(0);
        assert_eq!((run.stdout.as_str(), folder.names("mail/new")), ("no messages to write\n", messages.clone()));
        assert_eq!(posts(&invite(&folder, &[ANNA, EWA], LATER, &[]).code(0)), [""; 0]);
    }
    export(&folder, &[&moved, &format!("{B}cancelled"), &cancelled], "2026-11-25T09:00:00Z");
    let run = invite(&folder, &[ANNA, JAN], "2026-11-25T09:00:00Z", &[]).code(0);
    assert_eq!(posts(&run), ["cancellation anna@example.com Dotacje"]);
    for beside in ["--first", "--exit-code", "--county=zarski"] {
        invite(&folder, &[ANNA], NOW, &["--assume-told", beside]).code(2);
    }
}

/// Whatever happens to the ledger, a run ends as if nothing had, or says that it is damaged and writes nothing: nobody is invited
/// twice, and nobody's cancellation is forgotten. `MUTATIONS=5000 cargo test --test invite mutated` tries more.
#[test]
fn mutated_ledgers() {
    let mutations: usize = std::env::var("MUTATIONS").map_or(300, |count| count.parse().unwrap());
    let folder = Folder::new();
    let sent = "mail/.lubuskie-ics.sent";
    export(&folder, &[A, B, C], NOW);
    invite(&folder, &[ANNA, JAN, EWA], NOW, &["--first"]).code(0);
    let ledger = folder.read(sent);
    fs::rename(folder.path().join("mail/new"), folder.path().join("mail/sent")).unwrap();
    let added = "d;żarski;20.05.2027;9:00;11:00;Nowe;Ratusz;Żary;;";
    export(&folder, &[&A.replace("11.05", "18.05"), B, &C.replace(";;", ";;cancelled"), added], LATER);
    let outcome = |text: &[u8]| {
        folder.write(sent, text);
        let run = invite(&folder, &[ANNA, JAN, EWA], LATER, &[]);
        let new = folder.path().join("mail/new");
        let names = if new.exists() { folder.names("mail/new") } else { Vec::new() };
        let files = names.into_iter().map(|name| (folder.read(&format!("mail/new/{name}")), name)).collect::<Vec<_>>();
        let _ = fs::remove_dir_all(new);
        (run.code, files, fs::read(folder.path().join(sent)).unwrap(), run.stderr)
    };
    let whole = outcome(ledger.as_bytes());
    assert_eq!((whole.0, whole.1.len()), (0, 2 + 2 + 2), "{}", whole.3);
    let mut seed = 88_172_645_463_325_252_u64;
    let mut below = |limit: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % limit as u64).unwrap()
    };
    let mut damaged = 0;
    for mutation in 0..mutations {
        let mut lines: Vec<_> = ledger.split_inclusive('\n').collect();
        let (line, other) = (below(lines.len()), below(lines.len()));
        let mut bytes = ledger.clone().into_bytes();
        let (octet, later) = (below(bytes.len()), below(bytes.len()));
        match mutation % 10 {
            0..4 => bytes[octet] ^= 1 << below(8),
            4 => bytes.truncate(octet),
            5 => drop(bytes.drain(octet.min(later)..octet.max(later))),
            6 => bytes.insert(octet, bytes[later]),
            kind => {
                match kind {
                    7 => drop(lines.remove(line)),
                    8 => lines.insert(other, lines[line]),
                    _ => lines.swap(line, other),
                }
                bytes = lines.concat().into_bytes();
            }
        }
        if mutation == 0 {
            bytes.clear();
        }
        let found = outcome(&bytes);
        if bytes == ledger.as_bytes() {
            assert_eq!(found, whole);
            continue;
        }
        damaged += 1;
        let said = found.3.contains(".lubuskie-ics.sent") && found.3.contains("not as lubuskie-ics wrote it");
        assert!(said && found.3.contains("nothing was written"), "mutation {mutation}: {}", found.3);
        assert_eq!((found.0, found.1, found.2), (4, Vec::new(), bytes), "mutation {mutation}");
    }
    assert!(damaged > mutations * 9 / 10, "{damaged}");
    assert_eq!(outcome(ledger.as_bytes()), whole);
}

/// Addresses and published calendars are kept apart, whichever comes first.
#[test]
fn messages_and_calendars_lie_apart() {
    let folder = Folder::new();
    let at = |name: &str| folder.path().join(name);
    let refused = |run: Run, beside: &str| {
        let run = run.code(3);
        assert!(run.stderr.contains(beside) && run.stderr.contains("name a folder elsewhere"), "{}", run.stderr);
    };
    let publish = |output: &str| folder.run(&format!("publish list.csv --base-url https://example.pl/ -o {output}"));
    let draft = "draft --feeds calendars --to a@b.pl --organizer a@b.pl -o";
    export(&folder, &[A, C], NOW);
    invite(&folder, &[ANNA], NOW, &["--first"]).code(0);
    folder.run(&format!("{draft} drafts --now {NOW}")).code(0);
    // that are, hold or lie below a folder of messages
    fs::create_dir_all(at("www/a/b")).unwrap();
    fs::rename(at("mail"), at("www/a/b/mail")).unwrap();
    for output in ["www", "www/a", "www/a/b/mail", "www/a/b/mail/new/calendars", "drafts", "drafts/x", "."] {
        for more in ["", " --dry-run"] {
            refused(folder.run(&format!("export list.csv -o {output}{more}")), "is for messages");
            refused(publish(&format!("{output}{more}")), "is for messages");
        }
    }
    refused(folder.run("export list.csv -o www --county gorzowski"), "www/a/b/mail is for messages");
    assert_eq!(folder.names("www"), ["a"]);
    // messages alone, without what the program knows a folder by
    fs::remove_file(at("www/a/b/mail/.lubuskie-ics.sent")).unwrap();
    refused(publish("www"), "mail/new is for messages");
    // beside them, and with a link to them, all is well
    fs::rename(at("www/a/b/mail"), at("mail")).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(at("mail"), at("www/a/link")).unwrap();
        std::os::unix::fs::symlink(at("mail/new"), at("linked")).unwrap();
        refused(publish("linked"), "is for messages");
    }
    publish("www").code(0);
    // below a copy that has no lock, known by the page or by a calendar
    fs::remove_dir_all(at("calendars")).unwrap();
    export(&folder, &[A, C], NOW);
    for (copied, name) in
        [("www/index.html", "index.html"), ("www/zarski.ics", "zarski.ics"), ("www/lubuskie.ics", "lubuskie.ics")]
    {
        folder.write(&format!("copy/{name}"), folder.read(copied));
        fs::create_dir_all(at("copy/deep")).unwrap();
        let invite = "invite --feeds calendars --people people.csv --organizer o@example.org --first -o copy/deep/mail";
        refused(folder.run(invite), "copy has calendars");
        refused(folder.run(&format!("{draft} copy/deep/drafts")), "copy has calendars");
        fs::remove_dir_all(at("copy")).unwrap();
    }
    // another's page is none of ours
    folder.write("copy/index.html", "<html>").write("copy/zarski.ics", "BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\n");
    folder.run(&format!("{draft} copy/deep/drafts --now {NOW}")).code(0);
}

/// Addresses are for nobody else to read.
#[cfg(unix)]
#[test]
fn files_are_private() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    export(&folder, &[A], NOW);
    invite(&folder, &[ANNA], NOW, &["--first"]).code(0);
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
    let message = format!("mail/new/{}", folder.names("mail/new")[0]);
    assert_eq!([mode("mail"), mode("mail/new"), mode(&message)], [0o700, 0o700, 0o600]);
    assert_eq!(mode("mail/.lubuskie-ics.sent"), 0o600);
    export(&folder, &[&A.replace("10:00", "9:00")], LATER);
    fs::set_permissions(folder.path().join("mail/.lubuskie-ics.sent"), fs::Permissions::from_mode(0o644)).unwrap();
    invite(&folder, &[ANNA], LATER, &[]).code(0);
    assert_eq!(mode("mail/.lubuskie-ics.sent"), 0o600);
}

/// A run that is killed neither loses a message nor writes one twice, though some were sent in between.
#[test]
fn killed_runs() {
    let kills: u32 = std::env::var("KILLS").map_or(20, |kills| kills.parse().unwrap());
    let people: Vec<_> = (0..40).map(|n| format!("żarski;Nr {n};nr{n}@example.com")).collect();
    let people: Vec<_> = people.iter().map(String::as_str).collect();
    let mut whole = Duration::ZERO;
    for kill in 0..=kills {
        let folder = Folder::new();
        export(&folder, &[A], NOW);
        folder.write("people.csv", format!("{PEOPLE}{}\n", people.join("\n")));
        let args = "invite --feeds calendars --people people.csv --organizer o@example.org --quiet -o mail";
        let words: Vec<_> = args.split(' ').chain(["--now", NOW]).collect();
        let spawn = |more: &[&str]| folder.command().args(&words).args(more).stderr(Stdio::null()).spawn().unwrap();
        let began = Instant::now();
        let mut child = spawn(&["--first"]);
        // the first is not killed: the others are, spread over the time that it took
        if kill > 0 {
            std::thread::sleep(whole * kill / kills);
            let _ = child.kill();
        }
        child.wait().unwrap();
        if kill == 0 {
            whole = began.elapsed();
        }
        let sent = folder.path().join("mail/sent");
        fs::create_dir_all(&sent).unwrap();
        let send = || {
            let Ok(new) = fs::read_dir(folder.path().join("mail/new")) else { return };
            for entry in new.map(Result::unwrap) {
                let name = entry.file_name();
                if !name.to_str().unwrap().starts_with('.') {
                    assert!(!sent.join(&name).exists(), "twice: {name:?}");
                    fs::rename(entry.path(), sent.join(name)).unwrap();
                }
            }
        };
        send();
        // killed before it began, or behind the last message
        if spawn(&[]).wait().unwrap().code() == Some(3) {
            assert!(spawn(&["--first"]).wait().unwrap().success());
        }
        send();
        assert_eq!(folder.names("mail/sent").len(), 40, "kill {kill}");
        assert!(folder.names("mail/new").is_empty());
        assert_eq!(folder.read("mail/.lubuskie-ics.sent").lines().count(), 40 + 1);
    }
}

/// A message for each county, with its event files, for a person to send.
#[test]
fn drafts() {
    let folder = Folder::new();
    export(&folder, &[A, B, C], NOW);
    let draft = |more: &str, now: &str| {
        let args = "draft --feeds calendars --to a@example.com b@example.com -o mail --now";
        folder.run_with(
            &[
                &args.split(' ').collect::<Vec<_>>()[..],
                &[now, "--organizer", ORGANIZER],
                &more.split_whitespace().collect::<Vec<_>>(),
            ]
            .concat(),
            b"",
        )
    };
    let run = draft("", NOW).code(0);
    assert_eq!(run.files(), ["mail/zarski.eml: 2 meetings, created", "mail/wschowski.eml: 1 meeting, created"]);
    let text = folder.read("mail/zarski.eml");
    for want in [
        "X-Unsent: 1\r\n",
        "To: <a@example.com>, <b@example.com>\r\n",
        "Content-Type: application/ics; name=\"zarski-2027-05-11.ics\"\r\n",
        "Content-Disposition: attachment; filename=\"zarski-2027-05-12.ics\"\r\n",
        "zapraszamy na spotkania dla powiatu =C5=BCarskiego:\r\n",
    ] {
        assert!(text.contains(want), "{want}: {text}");
    }
    assert!(!text.contains("text/calendar"));
    for part in text.split("Content-Type: application/ics").skip(1) {
        let file = String::from_utf8(base64(part.split("\r\n\r\n").nth(1).unwrap())).unwrap();
        assert!(file.contains("METHOD:PUBLISH\r\n") && file.contains("ORGANIZER;CN=") && !file.contains("ATTENDEE"));
        assert_eq!(events(&file).len(), 1);
    }
    assert_eq!(folder.names("mail"), [".lubuskie-ics.lock", "wschowski.eml", "zarski.eml"]);
    assert_eq!(draft("", NOW).code(0).files()[1], "mail/wschowski.eml: 1 meeting, unchanged");
    // what is cancelled is not offered for a calendar
    folder.write("list.csv", folder.read("list.csv").replace("Wschowa;;", "Wschowa;;cancelled"));
    let copy = folder.read("mail/wschowski.eml");
    folder.run(&format!("export list.csv --now {NOW} --quiet")).code(0);
    draft("", NOW).code(0);
    let text = folder.read("mail/wschowski.eml").replace("=\r\n", "");
    assert!(text.contains("odwo=C5=82ano spotkanie") && text.contains("prosimy je z niego usun"), "{text}");
    assert!(!text.contains("application/ics") && !text.contains("pozwala doda"), "{text}");
    folder.write("mail/wschowski.eml", copy);
    export(&folder, &[A, B, C], LATER);
    draft("", NOW).code(0);
    // over: its draft goes
    let run = draft("", "2027-05-12T20:00:00Z").code(0);
    assert_eq!(run.files(), ["mail/zarski.eml: removed", "mail/wschowski.eml: 1 meeting, unchanged"]);
    // what somebody has changed stays, also when its meetings are over
    let written = folder.read("mail/wschowski.eml");
    let edited = written.replace("zapraszamy", "serdecznie zapraszamy");
    for text in [edited.as_str(), &written.replace("\r\n", "\n"), "", &written[..written.len() / 2]] {
        folder.write("mail/wschowski.eml", text);
        for now in [NOW, "2027-06-12T20:00:00Z"] {
            let run = draft("--quiet", now).code(0);
            assert!(run.stderr.contains("mail/wschowski.eml: somebody has changed this draft"), "{}", run.stderr);
            assert_eq!(folder.read("mail/wschowski.eml"), text);
        }
    }
    assert!(draft("--lang pl", NOW).stderr.contains("ktoś zmienił ten szkic"));
    folder.write("mail/wschowski.eml", written);
    assert_eq!(draft("", NOW).code(0).files()[1], "mail/wschowski.eml: 1 meeting, unchanged");
    draft("--people people.csv", NOW).code(2);
    assert_eq!(folder.run("draft --feeds calendars --organizer a@b.pl -o mail").code, 2);
    let run = folder.run("draft --feeds calendars --to a@b.pl --organizer a@b.pl -o calendars/mail").code(3);
    assert!(run.stderr.contains("must not be"), "{}", run.stderr);
}

/// People in other forms, from two files.
#[test]
fn people_from_json_and_from_two_columns() {
    let folder = Folder::new();
    export(&folder, &[A, C], NOW);
    folder.write("a.json", r#"{"osoby": [{"powiat": "żarski", "osoba": "Anna", "e-mail": "anna@example.com"}]}"#);
    folder.write(
        "b.csv",
        "Lp.;Imię;Nazwisko;Powiat;Adres e-mail;Telefon\r\n1;Jan;Łoś;Wschowski;jan@example.com;1\r\n2;;;;;\r\n",
    );
    let args = "invite --feeds calendars --people a.json --people b.csv --organizer o@example.org --first -o mail";
    let run = folder.run(&format!("{args} --now {NOW}")).code(0);
    assert_eq!(posts(&run), ["invitation anna@example.com Usługi", "invitation jan@example.com Granty"]);
    assert!(run.stderr.contains("unknown column \"Telefon\": left out"), "{}", run.stderr);
    let name = folder.names("mail/new").into_iter().find(|name| name.contains("jan")).unwrap();
    let mail = Mail::read(&folder, &format!("new/{name}"));
    assert!(mail.calendar.replace("\r\n ", "").contains("CN=\"Jan Łoś\":mailto:jan@example.com"));
}

/// What one person reads of a meeting from the first message to the last; each follows those before it.
#[test]
fn the_life_of_a_meeting() {
    const BASE: &str =
        "id;powiat;data;godz;do;tytuł;miejsce;miejscowość;opis;prowadzący;kontakt;liczba miejsc;link;status\n";
    let folder = Folder::new();
    let about = "\"Program:\n9:00 – <otwarcie>\";Anna Żak;68 123 45 67;30;https://a.pl/b?c&d";
    let facts = "Program:\n9:00 – <otwarcie>\n\nProwadzący: Anna Żak\nKontakt: 68 123 45 67\nLiczba miejsc: 30\nhttps://a.pl/b?c&d";
    let by = "odpowiedzią na tę wiadomość albo przyciskiem w kalendarzu.";
    let mut ids: Vec<String> = Vec::new();
    for (day, row, subject, texts, absent) in [
        (
            23,
            "żarski;11.05.2027;10:00;12:00;;Ratusz;Żary;A;",
            "Zaproszenie: Spotkanie informacyjne – powiat…, 11.05.2027, godz. 10:00",
            vec![
                "zapraszamy na spotkanie:\n\nSpotkanie informacyjne – powiat żarski\nTermin: 11 maja 2027 r. (wtorek), godz. 10:00–12:00\nMiejsce: Ratusz, Żary\nDla: powiat żarski\nN\n\nF\n\nProsimy o potwierdzenie udziału ".to_owned() + by,
            ],
            "Poprzednio",
        ),
        (
            24,
            "żarski;12.05.2027;;;;;;A;",
            "Zmiana: Spotkanie informacyjne – powiat żarski, 12.05.2027",
            vec![
                "Miejsce: nie podano\n".to_owned(),
                "\n\nPoprzednio:\n– termin: 11 maja 2027 r. (wtorek), godz. 10:00–12:00\n– miejsce: Ratusz, Żary (już nieaktualne)\n\nF\n\nProsimy o ponowne potwierdzenie udziału ".to_owned() + by,
            ],
            "temat",
        ),
        (
            25,
            "wschowski, żarski;12.05.2027;;;;;;A;",
            "Zmiana: Spotkanie informacyjne – powiat żarski, powiat…, 12.05.2027",
            vec![
                "zmieniły się powiaty, dla których organizujemy spotkanie, na które".to_owned(),
                "Dla: powiat żarski, powiat wschowski\n".to_owned(),
                "\n– dla: powiat żarski\n\nF\n\nPonowne potwierdzenie udziału nie jest potrzebne.\n".to_owned(),
            ],
            "Prosimy",
        ),
        (
            26,
            "wschowski;13.05.2027;;;;;;A;",
            "Zmiana: Spotkanie informacyjne – powiat wschowski, 13.05.2027",
            vec![
                "\n– termin: 12 maja 2027 r. (środa), cały dzień\n– dla: powiat żarski, powiat wschowski\n\nF\n\nProsimy o ponowne potwierdzenie udziału ".to_owned() + by,
            ],
            "nie jest potrzebne",
        ),
        (
            27,
            "wschowski;13.05.2027;;;;;;A;odwołane",
            "Odwołane: Spotkanie informacyjne – powiat wschowski, 13.05.2027",
            vec!["odwołano spotkanie:\n\nSpotkanie informacyjne – powiat wschowski\n".to_owned(), "\nF\n\nZ poważaniem\n".to_owned()],
            "Prosimy",
        ),
        (
            28,
            "wschowski;13.05.2027;9:00;;;;;A;",
            "Jednak się odbędzie: Spotkanie informacyjne…, 13.05.2027, godz. 9:00",
            vec![
                "jednak się odbędzie:\n".to_owned(),
                "Poprzednio:\n– termin: 13 maja 2027 r. (czwartek), cały dzień\n\nF\n".to_owned(),
                "\nF\n\nGodzina zakończenia podana w kalendarzu jest orientacyjna.\n\nProsimy o ponowne potwierdzenie udziału ".to_owned() + by,
            ],
            "nie jest potrzebne",
        ),
    ] {
        let now = format!("2026-11-{day}T09:00:00Z");
        folder.write("list.csv", format!("{BASE}a;{}\n", row.replace('A', about)));
        let publish = "publish list.csv -o calendars --base-url https://example.pl/s --quiet --allow-cancel --allow-change";
        folder.run(&format!("{publish} --now {now}")).code(0);
        let first = if ids.is_empty() { &["--first"][..] } else { &[] };
        invite(&folder, &[ANNA], &now, first).code(0);
        let [mail] = sent(&folder).try_into().ok().unwrap();
        // as any mail program has it
        let html = mail.words("text/html");
        assert!(html.contains(&format!("<title>{subject}</title>")), "{subject}: {html}");
        assert!(html.contains("<a href=\"https://a.pl/b?c&amp;d\">https://a.pl/b?c&amp;d</a>"), "{html}");
        assert!(html.contains("<p>Program:<br>9:00 – &lt;otwarcie&gt;</p>"), "{html}");
        assert!(html.contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"), "{html}");
        let plain = mail.words("text/plain");
        let page = format!("Na stronie: https://example.pl/s/#{}", events(&mail.calendar)[0].value("UID"));
        for text in texts {
            let text = text.replace("\nF\n", &format!("\n{facts}\n")).replace("\nN\n", &format!("\n{page}\n"));
            assert!(plain.contains(&text), "day {day}: {text}\nis not in\n{plain}");
        }
        assert!(!plain.contains(absent), "{plain}");
        // the first of all and the last before it
        let mut before: Vec<_> = [ids.first(), ids.last()].into_iter().flatten().cloned().collect();
        before.dedup();
        assert_eq!((mail.ids("References"), mail.ids("In-Reply-To")), (before, ids.last().cloned().into_iter().collect()));
        ids.extend(mail.ids("Message-ID"));
        // nobody is told twice, nor of a description that is worded anew
        folder.write("list.csv", folder.read("list.csv").replace("otwarcie", "powitanie"));
        folder.run(&format!("{publish} --now {now}")).code(0);
        assert_eq!(posts(&invite(&folder, &[ANNA], &now, &[]).code(0)), [""; 0]);
    }
}

/// The footer of an office stands below its name, or has it; what is no text is refused with the file's name.
#[test]
fn signatures() {
    let folder = Folder::new();
    export(&folder, &[A, C], NOW);
    let note = "Administratorem danych jest Starostwo w Żarach.\r\nWięcej: http://example.pl/rodo.  \r\n";
    let shown = "Administratorem danych jest Starostwo w Żarach.\nWięcej: http://example.pl/rodo.\n";
    let windows = b"Administratorem danych jest Starostwo w \xafarach.\r\nWi\xeacej: http://example.pl/rodo.\r\n\r\n";
    for bytes in [note.as_bytes(), windows, format!("\u{feff}{note}").as_bytes()] {
        folder.write("podpis.txt", bytes);
        invite(&folder, &[ANNA], NOW, &["--first", "--signature", "podpis.txt"]).code(0);
        let [mail] = sent(&folder).try_into().ok().unwrap();
        let plain = mail.words("text/plain");
        assert!(plain.ends_with(&format!("\n\nZ poważaniem\nSpotkania – biuro\n\n{shown}")), "{plain}");
        assert!(
            mail.words("text/html")
                .contains("Więcej: <a href=\"http://example.pl/rodo\">http://example.pl/rodo</a>.</p>")
        );
        assert!(invite(&folder, &[ANNA], NOW, &[]).code(0).stdout.starts_with("no messages"));
        fs::remove_dir_all(folder.path().join("mail")).unwrap();
    }
    folder.write("podpis.txt", format!("Spotkania – biuro\nul. Długa 1\n\n{note}"));
    let draft = "draft --feeds calendars --to a@b.pl -o drafts --signature podpis.txt --organizer";
    let draft: Vec<_> = draft.split(' ').chain([ORGANIZER, "--now", NOW]).collect();
    folder.run_with(&draft, b"").code(0);
    let text = folder.read("drafts/zarski.eml").replace("=\r\n", "");
    assert!(
        text.contains("\r\nZ powa=C5=BCaniem\r\n\r\nSpotkania =E2=80=93 biuro\r\nul. D=C5=82uga 1\r\n\r\nAdm"),
        "{text}"
    );
    for (bytes, code, words) in [
        (&b" \r\n"[..], 4, "podpis.txt: the signature is empty"),
        (&b"Biuro ".repeat(2000)[..], 4, "podpis.txt: the signature is longer than 10 000 bytes"),
        ("Biuro \u{202e}".as_bytes(), 4, "podpis.txt: the signature must be a plain text, and this is none"),
        (b"<p>Biuro</p>", 4, "podpis.txt: the signature must be a plain text, and this is a web page"),
        (b"{\\rtf1 Biuro}", 4, "podpis.txt: the signature must be a plain text, and this is none"),
        (b"PK\x03\x04\x00\x00", 4, "podpis.txt: the signature must be a plain text, and this is none"),
        (
            "Łódź, żółć\nŻ\u{fffd}".as_bytes().split_last().unwrap().1,
            4,
            "podpis.txt, line 2: characters are damaged here",
        ),
    ] {
        folder.write("podpis.txt", bytes);
        let run = invite(&folder, &[ANNA], NOW, &["--first", "--signature", "podpis.txt"]).code(code);
        assert!(run.stderr.contains(words) && run.stderr.contains("nothing was written"), "{}", run.stderr);
    }
    let run = invite(&folder, &[ANNA], NOW, &["--first", "--signature", "nie-ma.txt"]).code(4);
    assert!(run.stderr.contains("nie-ma.txt: cannot be read"), "{}", run.stderr);
    assert!(!folder.path().join("mail").exists());
}

/// The script of the examples, with a program that stands for sendmail.
#[cfg(unix)]
#[test]
fn sending() {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;
    let folder = Folder::new();
    export(&folder, &[A], NOW);
    invite(&folder, &[ANNA, EWA, "żarski;;trzeci@example.com"], NOW, &["--first"]).code(0);
    let names = folder.names("mail/new");
    // takes one message, then fails; afterwards takes all
    let sendmail =
        "#!/bin/sh\ntest \"$1\" = -t || exit 64\nif [ -e taken ] && ! [ -e again ]; then exit 75; fi\ncat >> taken\n";
    folder.write("sendmail", sendmail);
    fs::set_permissions(folder.path().join("sendmail"), fs::Permissions::from_mode(0o755)).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/send.sh");
    let send = || Command::new(script).args(["mail", "./sendmail", "-t"]).current_dir(folder.path()).output().unwrap();
    let output = send();
    assert_eq!(output.status.code(), Some(75), "{output:?}");
    assert_eq!(folder.names("mail/sent"), names[..1]);
    assert_eq!(folder.names("mail/new"), names[1..]);
    folder.write("again", "");
    assert!(send().status.success());
    assert_eq!(folder.names("mail/sent"), names);
    assert_eq!(folder.read("taken").matches("Message-ID:").count(), 3);
    assert!(send().status.success(), "nothing to send is no failure");
    let elsewhere = Command::new(script).arg("nowhere").current_dir(folder.path()).output().unwrap();
    assert_eq!(elsewhere.status.code(), Some(64));
    assert!(!folder.path().join("nowhere").exists());
}
