//! What was published is the memory: an old list, a new one, and what the calendars and the report say of the change.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::time::SystemTime;

use common::{Event, Folder, Run};

const HEAD: &str = "id;county;date;start;end;title;venue;town;description;status\n";
/// A Monday. The lists below are of the spring after it.
const NOW: &str = "2026-11-23T09:00:00Z";
const NEXT: &str = "2026-11-24T09:00:00Z";

impl Folder {
    /// Exports a list of rows, a line each, at a time; the folder is then as it must be whatever was done.
    fn export(&self, rows: &str, now: &str, args: &str) -> Run {
        self.write("list.csv", format!("{HEAD}{}", rows.trim().replace("\n        ", "\n")));
        let run = self.run(&format!("export list.csv --now {now} {args}"));
        if run.code == 0 && !args.contains("--dry-run") {
            self.check();
            // the same again changes nothing, and touches nothing
            let before = self.state();
            let later = now.max("2026-12-24T09:00:00Z");
            let again = self.run(&format!("export list.csv --now {later} {args}")).code(0);
            assert_eq!(again.changes(), Vec::<&str>::new());
            assert_eq!(self.state(), before);
        }
        run
    }

    /// All calendars agree on every meeting that they share.
    fn check(&self) {
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        for name in self.calendars() {
            let text = self.read(&format!("calendars/{name}"));
            for event in text.split("BEGIN:VEVENT\r\n").skip(1) {
                let uid = event.lines().next().unwrap().to_owned();
                let event = event.split("END:VEVENT").next().unwrap();
                let same = known.entry(uid).or_insert_with(|| event.to_owned());
                assert_eq!(same, event, "{name}");
            }
        }
    }

    fn calendars(&self) -> Vec<String> {
        let names = self.names("calendars").into_iter();
        names.filter(|name| name.strip_suffix(".ics").is_some_and(|name| name != "kopia")).collect()
    }

    /// Every file, with what is in it and when it was last written.
    fn state(&self) -> Vec<(String, Vec<u8>, SystemTime)> {
        let of = |name: &String| {
            let path = self.path().join("calendars").join(name);
            (name.clone(), fs::read(&path).unwrap(), fs::metadata(&path).unwrap().modified().unwrap())
        };
        let is_file = |name: &&String| self.path().join("calendars").join(name).is_file();
        self.names("calendars").iter().filter(is_file).map(of).collect()
    }

    /// The one event of a calendar whose title ends so.
    fn event(&self, calendar: &str, title: &str) -> Event {
        let mut events = self.events(&format!("calendars/{calendar}.ics"));
        events.retain(|event| event.summary().ends_with(title));
        assert_eq!(events.len(), 1, "{title}");
        events.remove(0)
    }
}

struct Case {
    name: &'static str,
    old: &'static str,
    new: &'static str,
    args: &'static str,
    /// The report's lines.
    changes: &'static [&'static str],
    /// SEQUENCE and SUMMARY of all events afterwards, in the combined calendar's order.
    events: &'static [&'static str],
}

const CASES: &[Case] = &[
    Case {
        name: "unchanged, in another order",
        old: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;12.05.2027;10:00;12:00;B;V;Żary;;",
        new: ";żarski;12.05.2027;10:00;12:00;B;V;Żary;;
        ;pow. żarski;2027-05-11;10.00;12.00;A;V;Żary;;",
        args: "",
        changes: &[],
        events: &["0 A", "0 B"],
    },
    Case {
        name: "moved, without id: county and title",
        old: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;",
        new: ";żarski;18.05.2027;11:00;12:00;A;V;Żary;;",
        args: "",
        changes: &["moved: Tue 11.05.2027 10:00–12:00 → Tue 18.05.2027 11:00–12:00, A, V, Żary"],
        events: &["1 A"],
    },
    Case {
        name: "moved and renamed, with id",
        old: "1;żarski;11.05.2027;10:00;12:00;A;V;Żary;;",
        new: "1;żarski;18.05.2027;10:00;12:00;B;V;Żary;;",
        args: "",
        changes: &["moved: Tue 11.05.2027 10:00–12:00 → Tue 18.05.2027 10:00–12:00, B, V, Żary (title was \"A\")"],
        events: &["1 B"],
    },
    Case {
        name: "renamed, without id: county and start",
        old: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;",
        new: ";żarski;11.05.2027;10:00;12:00;B;W;Żary;o;",
        args: "",
        changes: &[
            "changed: Tue 11.05.2027 10:00–12:00, B, W, Żary (title was \"A\"; place was V, Żary; new description)",
        ],
        events: &["1 B"],
    },
    Case {
        name: "moved and renamed, without id: another meeting",
        old: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;",
        new: ";żarski;18.05.2027;10:00;12:00;B;V;Żary;;",
        args: "--allow-cancel",
        changes: &["cancelled: Tue 11.05.2027 10:00–12:00, A, V, Żary", "new: Tue 18.05.2027 10:00–12:00, B, V, Żary"],
        events: &["1 ODWOŁANE: A", "0 B"],
    },
    Case {
        name: "all of one title moved: no telling which is which",
        old: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;12.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;13.05.2027;10:00;12:00;C;V;Żary;;
        ;żarski;14.05.2027;10:00;12:00;D;V;Żary;;",
        new: ";żarski;18.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;19.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;13.05.2027;10:00;12:00;C;V;Żary;;
        ;żarski;14.05.2027;10:00;12:00;D;V;Żary;;",
        args: "",
        changes: &[
            "cancelled: Tue 11.05.2027 10:00–12:00, A, V, Żary",
            "cancelled: Wed 12.05.2027 10:00–12:00, A, V, Żary",
            "new: Tue 18.05.2027 10:00–12:00, A, V, Żary",
            "new: Wed 19.05.2027 10:00–12:00, A, V, Żary",
        ],
        events: &["1 ODWOŁANE: A", "1 ODWOŁANE: A", "0 C", "0 D", "0 A", "0 A"],
    },
    Case {
        name: "one of a title moved, the other stays",
        old: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;12.05.2027;10:00;12:00;A;V;Żary;;",
        new: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;19.05.2027;10:00;12:00;A;V;Żary;;",
        args: "",
        changes: &["moved: Wed 12.05.2027 10:00–12:00 → Wed 19.05.2027 10:00–12:00, A, V, Żary"],
        events: &["0 A", "1 A"],
    },
    Case {
        name: "a series moved by one slot",
        old: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;18.05.2027;10:00;12:00;B;V;Żary;;",
        new: ";żarski;18.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;25.05.2027;10:00;12:00;B;V;Żary;;",
        args: "",
        changes: &[
            "moved: Tue 11.05.2027 10:00–12:00 → Tue 18.05.2027 10:00–12:00, A, V, Żary",
            "moved: Tue 18.05.2027 10:00–12:00 → Tue 25.05.2027 10:00–12:00, B, V, Żary",
        ],
        events: &["1 A", "1 B"],
    },
    Case {
        name: "two meetings of a county exchange their days, without ids",
        old: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;18.05.2027;10:00;12:00;B;V;Żary;;",
        new: ";żarski;18.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;11.05.2027;10:00;12:00;B;V;Żary;;",
        args: "",
        changes: &[
            "moved: Tue 18.05.2027 10:00–12:00 → Tue 11.05.2027 10:00–12:00, B, V, Żary",
            "moved: Tue 11.05.2027 10:00–12:00 → Tue 18.05.2027 10:00–12:00, A, V, Żary",
        ],
        events: &["1 B", "1 A"],
    },
    Case {
        name: "parallel meetings of a county at one hour, one renamed",
        old: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;11.05.2027;10:00;12:00;B;W;Żary;;",
        new: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;11.05.2027;10:00;12:00;C;W;Żary;;",
        args: "",
        changes: &["changed: Tue 11.05.2027 10:00–12:00, C, W, Żary (title was \"B\")"],
        events: &["0 A", "1 C"],
    },
    Case {
        name: "parallel meetings of a county at one hour, both renamed: no telling which is which",
        old: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;11.05.2027;10:00;12:00;B;W;Żary;;",
        new: ";żarski;11.05.2027;10:00;12:00;C;V;Żary;;
        ;żarski;11.05.2027;10:00;12:00;D;W;Żary;;",
        args: "--allow-cancel",
        changes: &[
            "cancelled: Tue 11.05.2027 10:00–12:00, A, V, Żary",
            "cancelled: Tue 11.05.2027 10:00–12:00, B, W, Żary",
            "new: Tue 11.05.2027 10:00–12:00, C, V, Żary",
            "new: Tue 11.05.2027 10:00–12:00, D, W, Żary",
        ],
        events: &["0 C", "0 D", "1 ODWOŁANE: A", "1 ODWOŁANE: B"],
    },
    Case {
        name: "two ids are two meetings, even at one hour under one title",
        old: "1;żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        2;żarski;12.05.2027;10:00;12:00;B;V;Żary;;",
        new: "3;żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        2;żarski;12.05.2027;10:00;12:00;B;V;Żary;;",
        args: "",
        changes: &["cancelled: Tue 11.05.2027 10:00–12:00, A, V, Żary", "new: Tue 11.05.2027 10:00–12:00, A, V, Żary"],
        events: &["0 A", "1 ODWOŁANE: A", "0 B"],
    },
    Case {
        name: "ids given to a list that had none, one meeting moved as well",
        old: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;12.05.2027;10:00;12:00;B;V;Żary;;",
        new: "1;żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        2;żarski;13.05.2027;10:00;12:00;B;V;Żary;;",
        args: "",
        changes: &["moved: Wed 12.05.2027 10:00–12:00 → Thu 13.05.2027 10:00–12:00, B, V, Żary"],
        events: &["0 A", "1 B"],
    },
    Case {
        name: "ids taken away",
        old: "1;żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        2;żarski;12.05.2027;10:00;12:00;B;V;Żary;;",
        new: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;12.05.2027;10:00;12:00;B;W;Żary;;",
        args: "",
        changes: &["changed: Wed 12.05.2027 10:00–12:00, B, W, Żary (place was V, Żary)"],
        events: &["0 A", "1 B"],
    },
    Case {
        name: "ids exchanged: each follows its id",
        old: "1;żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        2;żarski;12.05.2027;10:00;12:00;B;V;Żary;;",
        new: "2;żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        1;żarski;12.05.2027;10:00;12:00;B;V;Żary;;",
        args: "",
        changes: &[
            "moved: Wed 12.05.2027 10:00–12:00 → Tue 11.05.2027 10:00–12:00, A, V, Żary (title was \"B\")",
            "moved: Tue 11.05.2027 10:00–12:00 → Wed 12.05.2027 10:00–12:00, B, V, Żary (title was \"A\")",
        ],
        events: &["1 A", "1 B"],
    },
    Case {
        name: "cancelled in the list needs no permission",
        old: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;",
        new: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;odwołane",
        args: "",
        changes: &["cancelled: Tue 11.05.2027 10:00–12:00, A, V, Żary"],
        events: &["1 ODWOŁANE: A"],
    },
    Case {
        name: "one of three gone",
        old: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;12.05.2027;10:00;12:00;B;V;Żary;;
        ;żarski;13.05.2027;10:00;12:00;C;V;Żary;;",
        new: ";żarski;12.05.2027;10:00;12:00;B;V;Żary;;
        ;żarski;13.05.2027;10:00;12:00;C;V;Żary;;",
        args: "",
        changes: &["cancelled: Tue 11.05.2027 10:00–12:00, A, V, Żary"],
        events: &["1 ODWOŁANE: A", "0 B", "0 C"],
    },
    Case {
        name: "a county more, and one less",
        old: ";żarski, żagański;11.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;11.05.2027;10:00;12:00;B;V;Żary;;",
        new: ";żarski, wschowski;11.05.2027;10:00;12:00;A;V;Żary;;
        ;żarski;11.05.2027;10:00;12:00;B;V;Żary;;",
        args: "",
        changes: &[
            "no longer of this county: Tue 11.05.2027 10:00–12:00, A, V, Żary (now for powiat żarski, powiat wschowski)",
            "changed: Tue 11.05.2027 10:00–12:00, A, V, Żary (now for powiat żarski, powiat wschowski)",
            "new: Tue 11.05.2027 10:00–12:00, A, V, Żary",
        ],
        events: &["1 A", "0 B"],
    },
    Case {
        name: "another county, with id",
        old: "1;żarski;11.05.2027;10:00;12:00;A;V;Żary;;",
        new: "1;wschowski;11.05.2027;10:00;12:00;A;V;Wschowa;;",
        args: "",
        changes: &[
            "no longer of this county: Tue 11.05.2027 10:00–12:00, A, V, Wschowa (place was V, Żary; now for powiat wschowski)",
            "new: Tue 11.05.2027 10:00–12:00, A, V, Wschowa",
        ],
        events: &["1 A"],
    },
    Case {
        name: "the hour is not known any more, and only tentative",
        old: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;",
        new: ";żarski;11.05.2027;;;A;V;Żary;;wstępne",
        args: "",
        changes: &["moved: Tue 11.05.2027 10:00–12:00 → Tue 11.05.2027 all day, A, V, Żary (tentative)"],
        events: &["1 A"],
    },
    Case {
        name: "only what cannot be seen: an end that was assumed is given",
        old: ";żarski;11.05.2027;10:00;;A;V;Żary;;",
        new: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;",
        args: "",
        changes: &["changed: Tue 11.05.2027 10:00–12:00, A, V, Żary (new description)"],
        events: &["1 A"],
    },
    Case {
        name: "a county that was not asked for stays as it was",
        old: ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;
        ;wschowski;11.05.2027;10:00;12:00;B;V;Wschowa;;",
        new: ";żarski;12.05.2027;10:00;12:00;A;V;Żary;;
        ;wschowski;12.05.2027;10:00;12:00;B;V;Wschowa;;
        ;gorzowski;12.05.2027;10:00;12:00;C;V;Witnica;;",
        args: "--county żarski",
        changes: &["moved: Tue 11.05.2027 10:00–12:00 → Wed 12.05.2027 10:00–12:00, A, V, Żary"],
        events: &["0 B", "1 A"],
    },
    Case {
        name: "of a county that was not asked for, only the common meeting changes",
        old: ";żarski, wschowski;11.05.2027;10:00;12:00;A;V;Żary;;
        ;wschowski;11.05.2027;10:00;12:00;B;V;Wschowa;;",
        new: ";żarski, wschowski;12.05.2027;10:00;12:00;A;V;Żary;;
        ;wschowski;12.05.2027;10:00;12:00;B;V;Wschowa;;",
        args: "--county żarski",
        changes: &[
            "moved: Tue 11.05.2027 10:00–12:00 → Wed 12.05.2027 10:00–12:00, A, V, Żary",
            "moved: Tue 11.05.2027 10:00–12:00 → Wed 12.05.2027 10:00–12:00, A, V, Żary",
        ],
        events: &["0 B", "1 A"],
    },
    Case {
        name: "a meeting that leaves the county asked for is not lost",
        old: "1;żarski;11.05.2027;10:00;12:00;A;V;Żary;;",
        new: "1;wschowski;11.05.2027;10:00;12:00;A;V;Żary;;
        2;wschowski;12.05.2027;10:00;12:00;B;V;Żary;;",
        args: "--county żarski",
        changes: &[
            "no longer of this county: Tue 11.05.2027 10:00–12:00, A, V, Żary (now for powiat wschowski)",
            "new: Tue 11.05.2027 10:00–12:00, A, V, Żary",
        ],
        events: &["1 A"],
    },
];

#[test]
fn old_list_and_new_list_give_these_changes() {
    for case in CASES {
        for combined in [false, true] {
            let folder = Folder::new();
            // with and without a combined calendar beside the counties'
            folder.export(case.old, NOW, "").code(0);
            if combined {
                folder.export(case.old, NOW, "--combined").code(0);
            }
            let dry = folder.export(case.new, NEXT, &format!("{} --dry-run --exit-code", case.args));
            let run = folder.export(case.new, NEXT, case.args).code(0);
            assert_eq!(run.changes(), case.changes, "{}", case.name);
            assert_eq!(dry.changes(), run.changes(), "{}", case.name);
            let is_touched = run.files().iter().any(|line| !line.ends_with(", unchanged"));
            assert_eq!(dry.code, if is_touched { 10 } else { 0 }, "{}", case.name);
            assert_eq!(dry.stdout.replace("would be ", ""), run.stdout);
            if combined {
                let events = folder.events("calendars/lubuskie.ics");
                let shown: Vec<_> =
                    events.iter().map(|event| format!("{} {}", event.value("SEQUENCE"), event.summary())).collect();
                assert_eq!(shown, case.events, "{}", case.name);
                for event in &events {
                    let is_changed = event.value("SEQUENCE") != "0";
                    let is_new = event.value("CREATED").starts_with("20261124");
                    assert_eq!(event.value("DTSTAMP"), event.value("LAST-MODIFIED"));
                    assert_eq!(event.value("DTSTAMP").starts_with("20261124"), is_changed || is_new, "{}", case.name);
                }
            }
        }
    }
}

/// Titles of meetings, and their SEQUENCE, STATUS and LAST-MODIFIED.
fn told(folder: &Folder, calendar: &str, title: &str) -> (String, u32, String, String) {
    let event = folder.event(calendar, title);
    let sequence = event.value("SEQUENCE").parse().unwrap();
    let [status, modified] = ["STATUS", "LAST-MODIFIED"].map(|name| event.value(name).to_owned());
    (event.uid().to_owned(), sequence, status, modified)
}

const A: &str = ";żarski;11.05.2027;10:00;12:00;A;V;Żary;;confirmed";
const B: &str = ";żarski;12.05.2027;10:00;12:00;B;V;Żary;;";
const C: &str = ";żarski;13.05.2027;10:00;12:00;C;V;Żary;;";

fn rows(rows: &[&str]) -> String {
    rows.join("\n")
}

#[test]
fn vanished_cancelled_past_restored_and_forgotten() {
    let folder = Folder::new();
    folder.export(&rows(&[A, B, C]), NOW, "").code(0);
    let (uid, ..) = told(&folder, "zarski", "A");
    folder.export(&rows(&[B, C]), NEXT, "").code(0);
    assert_eq!(told(&folder, "zarski", "A"), (uid.clone(), 1, "CANCELLED".to_owned(), "20261124T090000Z".to_owned()));
    let event = folder.event("zarski", "A");
    assert_eq!(event.summary(), "ODWOŁANE: A");
    assert_eq!((event.value("TRANSP"), event.value("CREATED")), ("TRANSPARENT", "20261123T090000Z"));
    // back again; gone again; then marked as cancelled, which changes nothing
    let run = folder.export(&rows(&[A, B, C]), "2026-11-25T09:00:00Z", "").code(0);
    assert_eq!(run.changes(), ["takes place after all: Tue 11.05.2027 10:00–12:00, A, V, Żary"]);
    assert_eq!(told(&folder, "zarski", "A"), (uid.clone(), 2, "CONFIRMED".to_owned(), "20261125T090000Z".to_owned()));
    folder.export(&rows(&[B, C]), "2026-11-26T09:00:00Z", "").code(0);
    let run = folder.export(&rows(&[&A.replace("confirmed", "odwołane"), B, C]), "2026-11-27T09:00:00Z", "").code(0);
    assert_eq!(run.changes(), Vec::<&str>::new());
    assert_eq!(told(&folder, "zarski", "A").1, 3);
    let later = |now: &str| {
        let run = folder.run(&format!("export list.csv --now {now}")).code(0);
        folder.check();
        (
            folder.events("calendars/zarski.ics").len(),
            run.stderr.contains("so left out of the calendars:\n  powiat żarski: "),
        )
    };
    // over and gone from the list, cancelled or not: as it was, for 400 days
    folder.write("list.csv", format!("{HEAD};wschowski;13.05.2030;10:00;12:00;D;V;Wschowa;;\n"));
    let before = folder.read("calendars/zarski.ics");
    assert_eq!(later("2028-06-14T09:59:59Z"), (3, false));
    assert_eq!(folder.read("calendars/zarski.ics"), before);
    assert_eq!(later("2028-06-14T10:00:00Z"), (2, true));
    assert_eq!(later("2028-06-14T10:00:00Z"), (2, false));
    assert_eq!(later("2028-06-15T10:00:00Z"), (1, true));
    assert_eq!(later("2028-06-17T10:00:00Z"), (0, true));
    // what comes back then is forgotten
    folder.write("list.csv", format!("{HEAD}{A}\n;wschowski;13.05.2030;10:00;12:00;D;V;Wschowa;;\n"));
    assert_eq!(later("2028-06-18T10:00:00Z").0, 1);
    assert_eq!(told(&folder, "zarski", "A"), (uid, 0, "CONFIRMED".to_owned(), "20280618T100000Z".to_owned()));
}

#[test]
fn a_clock_that_goes_back() {
    let folder = Folder::new();
    folder.export(A, NOW, "").code(0);
    let moved = A.replace("11.05", "18.05");
    folder.export(&moved, "2026-11-20T09:00:00Z", "").code(0);
    let (uid, sequence, _, modified) = told(&folder, "zarski", "A");
    assert_eq!((sequence, modified.as_str()), (1, "20261123T090001Z"));
    // two changes in one second
    folder.export(&A.replace("11.05", "19.05"), "2026-11-23T09:00:01Z", "").code(0);
    assert_eq!(told(&folder, "zarski", "A"), (uid, 2, "CONFIRMED".to_owned(), "20261123T090002Z".to_owned()));
}

/// An older version of the program had other words; what the list says is the same.
#[test]
fn an_upgrade_that_only_rewords_moves_no_sequence() {
    let folder = Folder::new();
    let rows = ";żarski;11.05.2027;10:00;;;V;Żary;;";
    folder.export(rows, NOW, "").code(0);
    let path = folder.path().join("calendars/zarski.ics");
    let written = folder.read("calendars/zarski.ics");
    let worded = written
        .replace("SUMMARY:Spotkanie informacyjne", "SUMMARY:Zebranie")
        .replace("DESCRIPTION:Godzina", "DESCRIPTION:Przypuszczalna godzina")
        .replace("NAME:Spotkania", "NAME:Zebrania");
    assert_ne!(written, worded);
    assert_eq!(common::proven(&written).unwrap(), written);
    fs::write(&path, common::proven(&worded).unwrap()).unwrap();
    let run = folder.export(rows, NEXT, "--exit-code").code(10);
    assert_eq!(run.changes(), Vec::<&str>::new());
    assert_eq!(folder.read("calendars/zarski.ics"), written);
}

#[test]
fn an_id_is_not_used_again_next_year() {
    let folder = Folder::new();
    let list = |date: &str| format!("r-1;żarski;{date};10:00;12:00;A;V;Żary;;confirmed");
    folder.export(&list("11.05.2027"), NOW, "").code(0);
    let before = folder.state();
    let run = folder.export(&list("9.05.2028"), "2027-06-11T09:00:00Z", "").code(1);
    assert_eq!(
        run.stderr,
        "error: the id \"r-1\" is that of a meeting published for 11.05.2027\n --> list.csv:2, column \"id\"\n  |\n\
         2 | r-1;żarski;9.05.2028;10:00;12:00;A;V;Żary;;confirmed\n  | ^^^\n  = help: give the new meeting an id of its own, or \
         calendars take it for the old one\n\n1 error; nothing was written\n"
    );
    assert_eq!(folder.state(), before);
    let run = folder.run("export list.csv --now 2027-06-11T09:00:00Z --format json --quiet").code(1);
    assert!(run.stderr.contains("\"kind\":\"reused-id\""), "{}", run.stderr);
    let run = folder.run("export list.csv --now 2027-06-11T09:00:00Z --lang pl").code(1);
    assert!(
        run.stderr.contains("identyfikator „r-1” należy już do spotkania opublikowanego na 11.05.2027"),
        "{}",
        run.stderr
    );
    // a few days late it may still be put off; and what is over may be mended
    folder.export(&list("9.05.2028"), "2027-06-10T09:00:00Z", "").code(0);
    folder.export(&list("8.05.2028"), "2028-09-10T09:00:00Z", "").code(0);
}

#[test]
fn last_weeks_row_deleted_and_next_months_added_under_one_title() {
    let folder = Folder::new();
    folder.export(A, NOW, "").code(0);
    let (old, ..) = told(&folder, "zarski", "A");
    let run = folder.export(&A.replace("11.05", "8.06"), "2027-05-18T09:00:00Z", "").code(0);
    assert_eq!(run.changes(), ["new: Tue 08.06.2027 10:00–12:00, A, V, Żary"]);
    let events = folder.events("calendars/zarski.ics");
    assert_eq!(events.len(), 2);
    assert_eq!((events[0].property("UID"), events[0].value("STATUS")), (Some(old.as_str()), "CONFIRMED"));
    assert_ne!(events[1].property("UID"), Some(old.as_str()));
}

/// The place of a meeting that has moved is free again: what comes there is another.
#[test]
fn a_new_meeting_where_another_was_has_a_uid_of_its_own() {
    let folder = Folder::new();
    folder.export(A, NOW, "").code(0);
    let (old, ..) = told(&folder, "zarski", "A");
    let moved = A.replace("11.05", "18.05");
    folder.export(&moved, NEXT, "").code(0);
    folder.export(&rows(&[A, &moved]), "2026-11-25T09:00:00Z", "").code(0);
    let events = folder.events("calendars/zarski.ics");
    assert_eq!(events.len(), 2);
    assert_eq!(events[1].property("UID"), Some(old.as_str()));
    assert_ne!(events[0].property("UID"), Some(old.as_str()));
    assert_eq!([events[0].value("SEQUENCE"), events[1].value("SEQUENCE")], ["0", "1"]);
}

#[test]
fn what_looks_like_a_broken_list_cancels_nothing() {
    let folder = Folder::new();
    let other = ";wschowski;13.05.2027;10:00;12:00;D;V;Wschowa;;";
    folder.export(&rows(&[A, B, C, other]), NOW, "").code(0);
    let before = folder.state();
    // all that a county has ahead
    let run = folder.export(&rows(&[A, B, C]), NEXT, "").code(3);
    assert_eq!(
        run.stderr,
        "error: gone from the list, and so to be cancelled: all that is still ahead for powiat wschowski; nothing was \
         written:\n  powiat wschowski: Thu 13.05.2027 10:00–12:00, D, V, Wschowa\n  = help: put back rows deleted by mistake; \
         if a meeting is cancelled, put its row back with \"cancelled\" in the column status; if its day and title changed at \
         once, give the rows an id first; if all is as you want it, add --allow-cancel\n"
    );
    assert_eq!(run.stdout, "");
    assert_eq!(folder.state(), before);
    // half of all is not yet too much; what is not asked for does not count
    folder.export(&rows(&[A, B, C]), NEXT, "--county żarski").code(0);
    folder.export(&rows(&[C, other]), NEXT, "").code(0);
    let folder = Folder::new();
    folder.export(&rows(&[A, B, C, other]), NOW, "").code(0);
    folder.export(&rows(&[C, other]), NEXT, "--county żarski").code(3);
    // more than half
    let folder = Folder::new();
    folder.export(&rows(&[A, B, C]), NOW, "").code(0);
    let run = folder.export(C, NEXT, "--lang pl").code(3);
    assert!(
        run.stderr.contains("trzeba by odwołać 2 z 3 spotkań, które jeszcze przed nami, bo nie ma"),
        "{}",
        run.stderr
    );
    folder.export(C, NEXT, "--dry-run").code(3);
    folder.export(C, NEXT, "--allow-cancel").code(0);
    assert_eq!(told(&folder, "zarski", "B").2, "CANCELLED");
}

/// A county's list after another's: each would cancel the other's.
#[test]
fn two_lists_in_turn_into_one_folder() {
    let folder = Folder::new();
    let (mine, yours) = (rows(&[A, B]), ";wschowski;13.05.2027;10:00;12:00;D;V;Wschowa;;");
    folder.export(&mine, NOW, "").code(0);
    let before = folder.state();
    let run = folder.export(yours, NEXT, "").code(3);
    assert!(run.stderr.contains("to be cancelled: 2 of the 2 meetings still ahead"), "{}", run.stderr);
    assert_eq!(folder.state(), before);
    // each with its county, or both together
    folder.export(yours, NEXT, "--county wschowski").code(0);
    folder.export(&mine, NEXT, "--county żarski").code(0);
    assert_eq!(told(&folder, "wschowski", "D").1, 0);
    folder.write("yours.csv", format!("{HEAD}{yours}\n"));
    let run = folder.run("export list.csv yours.csv --exit-code").code(0);
    assert_eq!(run.changes(), Vec::<&str>::new());
}

/// What each client compares, from its source or from reports (Thunderbird calItipUtils.sys.mjs: SEQUENCE, then DTSTAMP;
/// ICSx5 ProcessEventsTask.kt: LAST-MODIFIED of a known UID, and UIDs that are gone; Google: a known UID's SEQUENCE).
#[test]
fn clients_see_each_step_of_a_meeting() {
    let folder = Folder::new();
    let steps: [(&str, &str, &[&str]); 6] = [
        ("create", NOW, &[A, B, C]),
        ("move", "2026-11-24T09:00:00Z", &[";żarski;11.05.2027;15:00;17:00;A;V;Żary;;", B, C]),
        // the clock of another machine
        ("cancel", "2026-11-23T08:00:00Z", &[B, C]),
        ("restore", "2026-11-26T09:00:00Z", &[";żarski;11.05.2027;15:00;17:00;A;V;Żary;;", B, C]),
        ("place", "2026-11-26T09:00:00Z", &[";żarski;11.05.2027;15:00;17:00;A;W;Żary;;", B, C]),
        ("cancel in the list", "2026-11-27T09:00:00Z", &[";żarski;11.05.2027;15:00;17:00;A;W;Żary;;odwołane", B, C]),
    ];
    let (mut thunderbird, mut icsx5, mut google) = (None, None, None);
    let mut uids = None;
    for (step, now, list) in steps {
        folder.export(&rows(list), now, "").code(0);
        let (uid, sequence, status, modified) = told(&folder, "zarski", "A");
        let stamp = folder.event("zarski", "A").value("DTSTAMP").to_owned();
        assert_eq!(*uids.get_or_insert(uid.clone()), uid, "{step}");
        // newer if SEQUENCE is higher, or the same and DTSTAMP later
        let newer = thunderbird.as_ref().is_none_or(|known| (sequence, stamp.clone()) > *known);
        assert!(newer, "Thunderbird: {step}");
        thunderbird = Some((sequence, stamp));
        // taken if LAST-MODIFIED is later than that of the known event
        assert!(icsx5.as_ref().is_none_or(|known| modified > *known), "ICSx5: {step}");
        icsx5 = Some(modified);
        // taken if SEQUENCE has risen
        assert!(google.is_none_or(|known| sequence > known), "Google: {step}");
        google = Some(sequence);
        assert_eq!(status == "CANCELLED", step.starts_with("cancel"), "{step}");
        // the others disturb nobody
        for title in ["B", "C"] {
            assert_eq!(told(&folder, "zarski", title).1, 0);
            assert_eq!(told(&folder, "zarski", title).3, "20261123T090000Z");
        }
    }
}

#[test]
fn damaged_calendars_stop_the_run_until_they_are_given_up() {
    let folder = Folder::new();
    let other = ";wschowski;13.05.2027;10:00;12:00;D;V;Wschowa;;";
    let both = ";żarski, wschowski;14.05.2027;10:00;12:00;E;V;Żary;;";
    let list = rows(&[A, B, both, other]);
    folder.export(&list, NOW, "").code(0);
    folder.export(&list.replace(";V;", ";W;"), NEXT, "").code(0);
    let whole = folder.read("calendars/zarski.ics");
    let begin = whole.find("BEGIN:VEVENT").unwrap();
    for (damage, line) in [
        (whole[..whole.len() - 2].to_owned(), 12),
        (whole[..whole.len() - 17].to_owned(), 12),
        (whole[..begin + 100].to_owned(), 30),
        (whole[..40].to_owned(), 1),
        (String::new(), 1),
        (whole.replace("SEQUENCE:1", "SEQUENCE:x"), 30),
        (whole.replace("SEQUENCE:1", "SEQUENCE:4294967295"), 30),
        (whole.replace("END:VEVENT\r\nEND:VC", "END:VEVENT\r\nX\r\nEND:VC"), 12),
        (whole.replace("DTSTART;TZID=Europe/Warsaw:2027", "DTSTART;TZID=Europe/Berlin:2027"), 12),
        (whole.replace("DTEND;TZID=Europe/Warsaw:2027", "DTEND;TZID=Europe/Warsaw:2026"), 12),
        (whole.replace("STATUS:CONFIRMED\r\n", ""), 30),
        (whole.replace("SUMMARY:A\r\n", ""), 30),
        (whole.replace("SUMMARY:A\r\n", "SUMMARY:A\r\nSUMMARY:A\r\n"), 30),
        (whole.replace("SUMMARY:A\r\n", "SUMMARY:A\u{7}\r\n"), 30),
        (whole.replacen("LAST-MODIFIED:2026", "LAST-MODIFIED:9999", 1), 12),
        (whole.replace("COUNTY:0811", "COUNTY:0899"), 30),
    ] {
        folder.write("calendars/zarski.ics", &damage);
        let before = folder.state();
        let run = folder.run("export list.csv").code(4);
        let want = format!("error: calendars/zarski.ics, line {line}: not as lubuskie-ics wrote it, ");
        assert!(run.stderr.starts_with(&want), "{line}: {}", run.stderr);
        assert_eq!(folder.state(), before);
    }
    // every event is above any that subscribers can have had; what another calendar knows is no other meeting
    let created = |title| folder.event("zarski", title).value("CREATED").to_owned();
    let run = folder.run("export list.csv --now 2026-11-25T09:00:00Z --rebuild").code(0);
    assert!(run.stderr.starts_with("note: damaged calendars were started anew"), "{}", run.stderr);
    assert_eq!(run.changes().len(), 2, "{}", run.stdout);
    folder.check();
    assert_eq!((told(&folder, "zarski", "E").1, created("E").as_str()), (20_782, "20261123T090000Z"));
    assert_eq!(told(&folder, "wschowski", "D").1, 20_782);
    let (_, sequence, _, modified) = told(&folder, "zarski", "A");
    assert_eq!((sequence, modified.as_str()), (20_782, "20261125T090000Z"));
    assert_eq!(created("A"), "20261125T090000Z");
    // once more, though nothing is damaged, as after a folder was put back from a copy: new numbers, and no news
    let run = folder.run("export list.csv --now 2026-11-26T09:00:00Z --rebuild --exit-code").code(10);
    assert_eq!((run.changes(), run.stderr.as_str()), (vec![], ""));
    assert!(run.stdout.ends_with("\nnothing changes for subscribers\n"), "{}", run.stdout);
    for (calendar, title) in [("zarski", "A"), ("zarski", "E"), ("wschowski", "D")] {
        let (_, sequence, _, modified) = told(&folder, calendar, title);
        assert_eq!((sequence, modified.as_str()), (20_783, "20261126T090000Z"));
    }
}

/// Version control and editors change line ends; that is no damage.
#[test]
fn line_ends_are_mended() {
    let folder = Folder::new();
    folder.export(&rows(&[A, B]), NOW, "").code(0);
    let whole = folder.read("calendars/zarski.ics");
    for changed in [whole.replace("\r\n", "\n"), format!("\u{feff}{whole}")] {
        folder.write("calendars/zarski.ics", changed);
        let run = folder.export(&rows(&[A, B]), NEXT, "").code(0);
        assert_eq!((run.files(), run.changes().len()), (vec!["calendars/zarski.ics: 2 meetings, replaced"], 0));
        assert_eq!(folder.read("calendars/zarski.ics"), whole);
    }
}

/// A calendar of an earlier day, put back from a copy: the latest revision counts.
#[test]
fn calendars_that_do_not_agree() {
    let folder = Folder::new();
    folder.export(&rows(&[A, B]), NOW, "").code(0);
    folder.export(&rows(&[A, B]), NOW, "--combined").code(0);
    let old = folder.read("calendars/zarski.ics");
    let list = rows(&[A, &B.replace("12.05", "19.05")]);
    folder.export(&list, NEXT, "").code(0);
    folder.write("calendars/zarski.ics", &old);
    folder.export(&list, NEXT, "").code(0);
    assert_eq!(told(&folder, "zarski", "B").1, 1);
    assert_eq!(folder.read("calendars/zarski.ics").matches("BEGIN:VEVENT").count(), 2);
    // a calendar that is gone is written from what the other knows
    fs::remove_file(folder.path().join("calendars/zarski.ics")).unwrap();
    folder.export(&list, NEXT, "").code(0);
    assert_eq!(told(&folder, "zarski", "B").1, 1);
}

/// Event files are part of the memory; a folder may hold only them.
#[test]
fn event_files_are_remembered() {
    let folder = Folder::new();
    folder.export(&rows(&[A, B]), NOW, "--for both").code(0);
    let (uid, ..) = told(&folder, "zarski", "B");
    fs::remove_file(folder.path().join("calendars/zarski.ics")).unwrap();
    let run = folder.export(&rows(&[A, &B.replace("12.05", "19.05")]), NEXT, "").code(0);
    assert_eq!(run.changes(), ["moved: Wed 12.05.2027 10:00–12:00 → Wed 19.05.2027 10:00–12:00, B, V, Żary"]);
    let (same, sequence, ..) = told(&folder, "zarski", "B");
    assert_eq!((same, sequence), (uid, 1));
}

/// A copy lying in the folder is nobody's memory, whatever is in it.
#[test]
fn copies_are_not_read() {
    let folder = Folder::new();
    folder.export(&rows(&[A, B]), NOW, "").code(0);
    let old = folder.read("calendars/zarski.ics");
    for copy in [old.clone(), old[..old.len() - 9].to_owned()] {
        folder.write("calendars/kopia.ics", &copy);
        let run = folder.export(&rows(&[A, &B.replace(";V;", ";W;")]), NEXT, "").code(0);
        assert_eq!(run.stderr, "");
        assert_eq!(folder.read("calendars/kopia.ics"), copy);
    }
    // what was published is gone, and nothing else tells of it: as if it were damaged
    fs::remove_file(folder.path().join("calendars/zarski.ics")).unwrap();
    let list = rows(&[A, &B.replace("12.05", "19.05")]);
    let before = folder.state();
    let run = folder.export(&list, NEXT, "").code(4);
    let want = "error: calendars: 0 of the 2 meetings that were published here are found, so calendars are missing; put them \
        back from a copy, or start anew with --rebuild; nothing was written\n";
    assert_eq!((run.stderr.as_str(), folder.state()), (want, before));
    let run = folder.run(&format!("export list.csv --now {NEXT} --rebuild")).code(0);
    assert!(run.changes().iter().all(|change| change.starts_with("new: ")), "{}", run.stdout);
    assert_eq!([told(&folder, "zarski", "A").1, told(&folder, "zarski", "B").1], [20_781; 2]);
    // nobody asks for what was left behind on purpose
    fs::remove_file(folder.path().join("calendars/.lubuskie-ics.count")).unwrap();
    fs::remove_file(folder.path().join("calendars/zarski.ics")).unwrap();
    folder.export(&list, NEXT, "").code(0);
    assert_eq!(told(&folder, "zarski", "A").1, 0);
}

/// A folder put together from copies of several days: one meeting under two UIDs.
#[test]
fn a_double_is_not_cancelled() {
    let other = Folder::new();
    other.export(&A.replace("11.05", "4.05"), NOW, "").code(0);
    other.export(A, NEXT, "").code(0);
    for rebuild in ["", " --rebuild"] {
        let folder = Folder::new();
        folder.export(&rows(&[A, B]), NOW, "").code(0);
        folder.write("calendars/lubuskie.ics", other.read("calendars/zarski.ics"));
        let run = folder.run(&format!("export list.csv --now {NEXT}{rebuild}")).code(0);
        let want = "note: the calendars had these meetings twice, under two UIDs; one of each is left out of them:\n  \
            powiat żarski: Tue 11.05.2027 10:00–12:00, A, V, Żary\n";
        assert_eq!((run.stderr.as_str(), run.changes()), (want, vec![]));
        assert_eq!(told(&folder, "zarski", "A").2, "CONFIRMED");
        assert_eq!(folder.events("calendars/lubuskie.ics").len(), 2);
        let run = folder.run(&format!("export list.csv --now {NEXT} --exit-code")).code(0);
        assert_eq!(run.stderr, "");
    }
}

/// A folder put back from a copy of an earlier day cannot be told from the newest; who was invited since knows more than it.
#[test]
fn a_folder_put_back_from_a_copy() {
    let folder = Folder::new();
    folder.write("people.csv", "county;name;email\nżarski;Ewa;ewa@example.com\n");
    let invite = |now: &str, first: &str| {
        folder.run(&format!(
            "invite --feeds calendars --people people.csv --organizer biuro@example.com -o mail --now {now} {first}"
        ))
    };
    folder.export(&rows(&[A, B]), NOW, "").code(0);
    let copy = folder.read("calendars/zarski.ics");
    let list = rows(&[&A.replace("10:00", "9:00"), B]);
    folder.export(&list, NEXT, "").code(0);
    invite(NEXT, "--first").code(0);
    folder.write("calendars/zarski.ics", copy);
    let run = invite(NEXT, "").code(3);
    assert!(run.stderr.contains("older than what people were last told"), "{}", run.stderr);
    folder.run(&format!("export list.csv --now {NEXT} --rebuild")).code(0);
    assert_eq!([told(&folder, "zarski", "A").1, told(&folder, "zarski", "B").1], [20_781; 2]);
    // nothing is new to anybody; what changes later is told
    let messages = folder.names("mail/new").len();
    invite(NEXT, "").code(0);
    assert_eq!(folder.names("mail/new").len(), messages);
    let later = "2026-11-25T09:00:00Z";
    folder.export(&list.replace("9:00", "8:00"), later, "").code(0);
    assert_eq!(told(&folder, "zarski", "A").1, 20_782);
    invite(later, "").code(0);
    assert_eq!(folder.names("mail/new").len(), messages + 1);
}

/// What another program wrote is not ours, whatever it says of itself, and however its name is written.
#[test]
fn others_with_our_name() {
    let product = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//lubuskie-ics//lubuskie-ics//PL\r\n";
    let task = "BEGIN:VTODO\r\nUID:a\r\nEND:VTODO\r\n";
    let event = "BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\n";
    for content in ["", task, event, "X-WR-CALNAME:Moje\r\n"] {
        let folder = Folder::new();
        folder.write("calendars/zarski.ics", format!("{product}{content}END:VCALENDAR\r\n"));
        let before = folder.read("calendars/zarski.ics");
        folder.export(A, NOW, "").code(4);
        assert_eq!(folder.read("calendars/zarski.ics"), before);
    }
    let folder = Folder::new();
    folder.write("calendars/ZARSKI.ICS", "BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\nEND:VCALENDAR\r\n");
    let run = folder.write("list.csv", format!("{HEAD}{A}\n")).run("export list.csv").code(3);
    assert!(run.stderr.contains("zarski.ics"), "{}", run.stderr);
    // ours is ours, and remembered; a copy beside it is none
    let folder = Folder::new();
    folder.export(&A.replace("11.05", "4.05"), NOW, "").code(0);
    let at = |name: &str| folder.path().join("calendars").join(name);
    fs::rename(at("zarski.ics"), at("ZARSKI.ICS")).unwrap();
    folder.write("list.csv", format!("{HEAD}{A}\n")).run(&format!("export list.csv --now {NEXT}")).code(0);
    assert_eq!(told(&folder, "zarski", "A").1, 1);
    folder.run(&format!("export list.csv --now {NEXT}")).code(0);
    assert_eq!(told(&folder, "zarski", "A").1, 1);
}

/// Rebuilt a second time on one day, it is still above what was.
#[test]
fn a_calendar_started_anew_twice() {
    let folder = Folder::new();
    folder.export(&rows(&[A, B]), NOW, "").code(0);
    for sequence in [20_781, 20_782, 20_783] {
        let whole = folder.read("calendars/zarski.ics");
        folder.write("calendars/zarski.ics", &whole[..whole.len() - 9]);
        folder.run(&format!("export list.csv --now {NEXT} --rebuild")).code(0);
        assert_eq!([told(&folder, "zarski", "A").1, told(&folder, "zarski", "B").1], [sequence; 2]);
    }
    folder.run("export list.csv --rebuild --county żarski").code(2);
}

#[test]
fn the_report_as_json() {
    let folder = Folder::new();
    folder.export(&rows(&[A, B]), NOW, "").code(0);
    folder.write("list.csv", format!("{HEAD}{A}\n{}\n", B.replace("12.05.2027;10:00", "19.05.2027;11:00")));
    let run = folder.run(&format!("export list.csv --now {NEXT} --format json --dry-run")).code(0);
    let result: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let (uid, ..) = told(&folder, "zarski", "B");
    assert_eq!(
        result,
        serde_json::json!({
            "schema_version": 1,
            "dry_run": true,
            "files": [{ "path": "calendars/zarski.ics", "meetings": 2, "outcome": "replaced" }],
            "changes": [{
                "county": "zarski", "change": "moved", "uid": uid, "sequence": 1, "title": "B", "status": "CONFIRMED",
                "start": "2027-05-19T11:00:00+02:00", "end": "2027-05-19T12:00:00+02:00", "counties": ["zarski"],
                "location": "V, Żary, Polska", "description": "", "url": "",
                "was": { "start": "2027-05-12T10:00:00+02:00", "end": "2027-05-12T12:00:00+02:00" }
            }]
        })
    );
}

#[test]
fn a_long_report_is_cut() {
    let folder = Folder::new();
    let row = |day: usize| format!(";żarski;{day}.05.2027;10:00;12:00;A{day};V;Żary;;");
    let list: Vec<_> = (1..=25).map(row).collect();
    let run = folder.export(&list.join("\n"), NOW, "").code(0);
    assert_eq!(run.changes().len(), 21);
    assert_eq!(run.changes()[20], "new: 5 more");
}

/// A calendar whose beginning is damaged is still ours: SEQUENCE does not start anew.
#[test]
fn a_damaged_beginning() {
    let folder = Folder::new();
    folder.export(A, NOW, "").code(0);
    folder.export(&A.replace("10:00", "9:00"), NEXT, "").code(0);
    let whole = folder.read("calendars/zarski.ics");
    assert!(whole.contains("\r\nSEQUENCE:1\r\n"));
    let product = whole.lines().find(|line| line.starts_with("PRODID")).unwrap();
    for damaged in [whole.replace(&format!("{product}\r\n"), ""), whole[40..].to_owned(), "\0".repeat(4096) + &whole] {
        folder.write("calendars/zarski.ics", damaged);
        let run = folder.export(&A.replace("10:00", "9:00"), NEXT, "");
        assert!(run.code == 4 || run.code == 0, "{}", run.stderr);
        folder.run(&format!("export list.csv --now {NEXT} --rebuild")).code(0);
        let text = folder.read("calendars/zarski.ics");
        let sequence: u32 = text.lines().find_map(|line| line.strip_prefix("SEQUENCE:")).unwrap().parse().unwrap();
        assert!(sequence >= 1, "{text}");
        folder.write("calendars/zarski.ics", &whole);
    }
}

/// What happened to a meeting lies with it, in whichever file, and is told in its description.
#[test]
fn a_meetings_history() {
    let folder = Folder::new();
    let row = "a;żarski, wschowski;3.12.2026;10:00;12:00;A;V;Żary;;";
    let days = (24..=29).map(|day| format!("2026-11-{day}T09:00:00Z"));
    let steps = [
        row.to_owned(),
        row.replace("3.12", "10.12"),
        row.replace("3.12", "10.12").replace(", wschowski", ""),
        row.replace("3.12", "10.12").replace(", wschowski", "") + "odwołane",
        row.replace("3.12", "10.12").replace(", wschowski", ""),
        // without an hour from now on
        row.replace("3.12", "10.12").replace(", wschowski", "").replace("10:00;12:00", ";"),
    ];
    let mut seen = Vec::new();
    for (now, row) in days.zip(&steps) {
        folder.export(&rows(&[row]), &now, "--for both --allow-cancel --allow-change").code(0);
        let event = folder.events("calendars/zarski.ics").remove(0);
        let file = folder.events(&folder.event_file("calendars", "")).remove(0);
        let turns = |event: &common::Event| event.all("X-LUBUSKIE-ICS-CHANGE").join(", ");
        assert_eq!(turns(&event), turns(&file));
        seen.push((turns(&event), event.value("DESCRIPTION").to_owned()));
    }
    let moved = "20261125T090000Z MOVED 20261203T100000";
    let left = format!("{moved}, 20261126T090000Z LEFT 0812");
    let cancelled = format!("{left}, 20261127T090000Z CANCELLED");
    let restored = format!("{cancelled}, 20261128T090000Z RESTORED");
    let all_day = format!("{restored}, 20261129T090000Z MOVED 20261210T100000");
    let was = |day: &str| {
        format!("Zmiana terminu (wcześniej: {day} grudnia 2026 r. (czwartek), godz. 10:00).\nDla: powiat żarski")
    };
    let want = [
        (String::new(), "Dla: powiat żarski, powiat wschowski".to_owned()),
        (moved.to_owned(), was("3") + ", powiat wschowski"),
        (left, was("3")),
        (cancelled, "Dla: powiat żarski".to_owned()),
        (restored, was("3")),
        (all_day, was("10")),
    ];
    assert_eq!(seen, want);
}

/// Google hides what is cancelled: then the title alone says it, and the choice is remembered.
#[test]
fn cancelled_meetings_by_their_title() {
    let folder = Folder::new();
    let cancelled = format!("{B}odwołane");
    let list = rows(&[A, &cancelled]);
    let shown = |folder: &Folder| {
        let event = folder.events("calendars/zarski.ics").remove(1);
        let values = ["SUMMARY", "STATUS", "X-LUBUSKIE-ICS-STATUS", "TRANSP", "SEQUENCE", "LAST-MODIFIED"];
        values.map(|name| event.value(name).to_owned()).join(" ")
    };
    folder.export(&list, NOW, "").code(0);
    assert_eq!(shown(&folder), "ODWOŁANE: B CANCELLED  TRANSPARENT 0 20261123T090000Z");
    let first = folder.events("calendars/zarski.ics").remove(0).value("LAST-MODIFIED").to_owned();
    // no change of the meeting: subscribers' programs see another revision, and nobody is told of one
    let run = folder.export(&list, NEXT, "--cancelled title").code(0);
    assert_eq!(run.changes().len(), 0);
    let title = "ODWOŁANE: B CONFIRMED CANCELLED TRANSPARENT 0 20261124T090000Z";
    assert_eq!(shown(&folder), title);
    assert_eq!(folder.events("calendars/zarski.ics").remove(0).value("LAST-MODIFIED"), first);
    let state = folder.state();
    folder.export(&list, "2026-11-25T09:00:00Z", "").code(0);
    assert_eq!(folder.state(), state);
    // it is still known to be cancelled
    let run = folder.export(&rows(&[A, B]), "2026-11-26T09:00:00Z", "").code(0);
    assert_eq!(run.changes(), ["takes place after all: Wed 12.05.2027 10:00–12:00, B, V, Żary"]);
    folder.export(&list, "2026-11-27T09:00:00Z", "--cancelled status").code(0);
    assert_eq!(shown(&folder), "ODWOŁANE: B CANCELLED  TRANSPARENT 2 20261127T090000Z");
}

/// Calendars lead to the page, and know it from then on; another page is no change of a meeting.
#[test]
fn the_page_is_remembered() {
    let folder = Folder::new();
    let others = "id;county;date;start;title;url\na;żarski;11.05.2027;10:00;A;\nb;żarski;12.05.2027;10:00;B;\n";
    folder.write("list.csv", format!("{others}c;żarski;13.05.2027;10:00;C;https://example.pl/c\n"));
    let publish = |base: &str, now: &str| {
        folder.run(&format!("publish list.csv -o calendars --base-url {base} --now {now} --quiet")).code(0);
        folder.events("calendars/zarski.ics")
    };
    let first = publish("https://a.pl/x/", NOW);
    assert_eq!(first[0].value("URL"), format!("https://a.pl/x/#{}", first[0].uid()));
    let again = folder.state();
    folder.run(&format!("export list.csv --now {NEXT}")).code(0);
    assert_eq!(folder.state(), again);
    let second = publish("https://b.pl/", NEXT);
    assert_eq!(second[0].value("URL"), format!("https://b.pl/#{}", first[0].uid()));
    for (first, second) in first.iter().zip(&second) {
        assert_eq!(first.value("SEQUENCE"), second.value("SEQUENCE"));
        let is_own = first.value("URL") == "https://example.pl/c";
        assert_eq!(first.value("LAST-MODIFIED") == second.value("LAST-MODIFIED"), is_own);
    }
}
