//! Everything that is written as JSON, against `examples/schema.json`: every object is one of those described there, and
//! has nothing else in it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
#[cfg(feature = "announcement")]
use std::fs;
#[cfg(feature = "announcement")]
use std::path::Path;

use common::{Folder, NOW, Run};
use jsonschema::Validator;
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../examples/schema.json");
const NEXT: &str = "2026-11-24T09:00:00Z";
const ORGANIZER: &str = "biuro@example.org";
const HEAD: &str = "id;county;date;start;end;title;venue;town;url;status\n";
const A: &str = "a;żarski;11.05.2027;10:00;12:00;Usługi;Ratusz;Żary;https://example.pl/a;";
const B: &str = "b;żarski, m. Zielona Góra;12.05.2027;10:00;;Dotacje;;Żary;;wstępne";
const C: &str = "c;wschowski;13.05.2027;;;Granty;Ratusz;Wschowa;;odwołane";

/// The whole schema, and each form that it allows by its name.
struct Schema {
    whole: Validator,
    forms: BTreeMap<String, Validator>,
}

impl Schema {
    fn new() -> Self {
        let schema: Value = serde_json::from_str(SCHEMA).unwrap();
        let form = |form: &Value| {
            let name = form["$ref"].as_str().unwrap().strip_prefix("#/$defs/").unwrap();
            let schema = json!({ "$ref": form["$ref"], "$defs": schema["$defs"] });
            (name.to_owned(), jsonschema::draft202012::new(&schema).unwrap())
        };
        let forms = schema["oneOf"].as_array().unwrap().iter().map(form).collect();
        Self { whole: jsonschema::draft202012::new(&schema).unwrap(), forms }
    }

    /// Asserts that a text is of this form, and of no other.
    #[track_caller]
    fn check(&self, form: &str, text: &str) -> Value {
        let value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        let wrong: Vec<_> = self.forms[form].iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "not of the form {form}: {wrong:#?}\n{value:#}");
        assert!(self.whole.is_valid(&value), "of several forms: {value:#}");
        value
    }

    /// Asserts that all that a run said is described; gives severity and kind of each.
    #[track_caller]
    fn said(&self, run: &Run) -> Vec<(String, String)> {
        let kind = |line| {
            let form = if line_is_diagnostic(line) { "diagnostic" } else { "notice" };
            let value = self.check(form, line);
            let text = |name: &str| value[name].as_str().unwrap().to_owned();
            (text("severity"), text("kind"))
        };
        run.stderr.lines().map(kind).collect()
    }
}

fn line_is_diagnostic(line: &str) -> bool {
    serde_json::from_str::<Value>(line).is_ok_and(|line| line.get("file").is_some())
}

fn run(folder: &Folder, args: &str, more: &[&str]) -> Run {
    let args: Vec<_> = args.split(' ').chain(["--format", "json"]).chain(more.iter().copied()).collect();
    folder.run_with(&args, b"")
}

fn list(folder: &Folder, rows: &[&str]) {
    folder.write("list.csv", format!("{HEAD}{}\n", rows.join("\n")));
}

/// Values of a name in the objects of an array.
fn values(array: &Value, name: &str) -> BTreeSet<String> {
    array.as_array().unwrap().iter().map(|object| object[name].as_str().unwrap().to_owned()).collect()
}

/// Each object has all of its names described, and no others.
#[test]
fn the_schema_is_strict() {
    fn walk(schema: &Value, path: &str) {
        if let Some(properties) = schema.get("properties") {
            assert_eq!(schema["additionalProperties"], false, "{path}");
            for (name, property) in properties.as_object().unwrap() {
                assert!(property.get("description").or(property.get("$ref")).is_some(), "{path}/{name}");
            }
        } else if schema["type"] == "object" {
            assert_eq!(path, "/$defs/args", "the arguments of messages are each kind's own");
        }
        match schema {
            Value::Object(entries) => entries.iter().for_each(|(name, value)| walk(value, &format!("{path}/{name}"))),
            Value::Array(entries) => entries.iter().for_each(|value| walk(value, path)),
            _ => {}
        }
    }
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    walk(&schema, "");
    for definition in schema["$defs"].as_object().unwrap().keys() {
        assert!(SCHEMA.contains(&format!("\"#/$defs/{definition}\"")), "{definition} is not used");
    }
}

#[test]
fn results_of_export() {
    let (schema, folder) = (Schema::new(), Folder::new());
    list(&folder, &[A, B, C]);
    let export = format!("export list.csv --allow-cancel --now {NOW} --for both");
    let result = schema.check("export", &run(&folder, &export, &["--dry-run"]).code(0).stdout);
    assert_eq!(result["dry_run"], true);
    let result = schema.check("export", &run(&folder, &export, &[]).code(0).stdout);
    assert_eq!(values(&result["files"], "outcome"), ["created".to_owned()].into());
    // changes and outcomes of each kind
    let mut changes = BTreeSet::new();
    let mut outcomes = BTreeSet::new();
    for rows in [
        vec![A.replace("11.05", "18.05"), B.replace(", m. Zielona Góra", ""), C.replace("odwołane", "")],
        vec![A.replace("11.05", "18.05"), B.replace(";Żary;;", ";Lubsko;https://example.pl/b;"), String::new()],
        vec![format!("{A}odwołane"), "d;słubicki;14.05.2027;10:00;;Nowe;;Słubice;;".to_owned()],
        vec![format!("{A}odwołane")],
    ] {
        list(&folder, &rows.iter().map(String::as_str).collect::<Vec<_>>());
        let done = run(&folder, &export.replace(NOW, NEXT), &["--exit-code"]);
        schema.said(&done);
        let result = schema.check("export", &done.stdout);
        changes.extend(values(&result["changes"], "change"));
        outcomes.extend(values(&result["files"], "outcome"));
    }
    let all = ["cancelled", "changed", "left", "moved", "new", "restored"];
    assert_eq!(changes, all.map(str::to_owned).into());
    assert_eq!(outcomes, ["created", "replaced", "unchanged"].map(str::to_owned).into());
    // no meetings for a county
    let none = run(&folder, "export list.csv --county gorzowski -o none", &[]).code(0);
    assert_eq!(schema.check("export", &none.stdout)["files"], json!([]));
}

#[test]
fn results_of_publish() {
    let (schema, folder) = (Schema::new(), Folder::new());
    list(&folder, &[A, B, C]);
    let publish = format!("publish list.csv -o site --base-url https://example.pl/ --now {NOW}");
    schema.check("export", &run(&folder, &publish, &["--organizer", ORGANIZER]).code(0).stdout);
    let data = schema.check("published", &folder.read("site/meetings.json"));
    assert_eq!(data["meetings"].as_array().unwrap().len(), 3);
}

#[test]
fn results_of_invite_and_drafts() {
    let (schema, folder) = (Schema::new(), Folder::new());
    folder.write("people.csv", "powiat;imię i nazwisko;e-mail\nwszystkie;Ewa;ewa@example.com\n");
    let invite = format!("invite --feeds calendars --people people.csv -o mail --organizer {ORGANIZER} --now {NOW}");
    let mut occasions = BTreeSet::new();
    for (rows, more) in [
        ([A.to_owned(), B.to_owned(), C.replace("odwołane", "")], &["--first"][..]),
        ([A.replace("11.05", "18.05"), B.to_owned(), C.to_owned()], &["--dry-run"]),
        ([A.replace("11.05", "18.05"), B.to_owned(), C.to_owned()], &[]),
        ([A.to_owned(), B.to_owned(), C.replace("odwołane", "")], &[]),
        ([A.to_owned(), B.to_owned(), C.replace("odwołane", "")], &[]),
    ] {
        list(&folder, &rows.each_ref().map(String::as_str));
        folder.run(&format!("export list.csv --quiet --allow-cancel --now {NOW}")).code(0);
        let run = run(&folder, &invite, more).code(0);
        schema.said(&run);
        occasions.extend(values(&schema.check("invite", &run.stdout)["messages"], "occasion"));
    }
    assert_eq!(occasions, ["cancellation", "change", "invitation", "restored"].map(str::to_owned).into());
    let draft = format!("draft --feeds calendars --to ewa@example.com -o drafts --organizer {ORGANIZER} --now");
    let result = schema.check("draft", &run(&folder, &format!("{draft} {NOW}"), &["--dry-run"]).code(0).stdout);
    assert_eq!(result["files"].as_array().unwrap().len(), 3);
    schema.check("draft", &run(&folder, &format!("{draft} {NOW}"), &[]).code(0).stdout);
    // over: taken away
    let result = schema.check("draft", &run(&folder, &format!("{draft} 2030-01-01T00:00:00Z"), &[]).code(0).stdout);
    assert_eq!(result["files"][0]["outcome"], "removed");
}

#[cfg(feature = "announcement")]
#[test]
fn results_of_check_counties_and_import() {
    let (schema, folder) = (Schema::new(), Folder::new());
    let all =
        "id;county;date;start;end;title;venue;address;town;description;host;contact;capacity;notes;url;status;lat;lon";
    folder.write("a.csv", format!("{all}\n1;żarski;1.06.2027;10;;t;v;a;Żary;d;h;c;9;n;https://a.pl;;51,6;15,1\n"));
    let result = schema.check("check", &run(&folder, "check a.csv --with-notes", &[]).code(0).stdout);
    // county, date, start and end in another form, and all_day, end_assumed
    assert_eq!(result["meetings"][0].as_object().unwrap().len(), all.split(';').count() - 4 + 5);
    list(&folder, &[A, B, C]);
    schema.check("check", &run(&folder, "check list.csv", &[]).code(0).stdout);
    schema.check("check", &run(&folder, "check", &["--quiet"]).code(0).stdout);

    let counties = schema.check("counties", &run(&folder, "counties", &[]).code(0).stdout);
    let described: Value = serde_json::from_str(SCHEMA).unwrap();
    let described = described["$defs"]["county"]["enum"].as_array().unwrap();
    let slugs: Vec<_> = counties["counties"].as_array().unwrap().iter().map(|county| &county["slug"]).collect();
    assert_eq!(described.iter().collect::<Vec<_>>(), slugs);

    let announcements = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/announcements")).unwrap();
    let announcements = announcements.map(|entry| entry.unwrap().path());
    let mut names = BTreeSet::new();
    for path in announcements.filter(|path| path.extension().is_some_and(|kind| kind == "txt")) {
        let done = run(&folder, "import --to json --year 2027", &[path.to_str().unwrap()]);
        schema.said(&done);
        if done.code == 0 {
            let rows = schema.check("list", &done.stdout);
            names.extend(rows.as_array().unwrap().iter().flat_map(|row| row.as_object().unwrap().keys().cloned()));
        }
    }
    assert!(names.len() >= 9, "{names:?}");
}

/// Every kind of problem and warning there is a list of.
#[cfg(all(feature = "announcement", feature = "spreadsheet"))]
#[test]
fn problems_and_warnings() {
    let schema = Schema::new();
    let lists = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems")).unwrap();
    let lists = lists.map(|entry| entry.unwrap().path());
    let feeds = Folder::new();
    feeds.run(&format!("export --quiet --now {NOW}")).code(0);
    let mut kinds = BTreeSet::new();
    for list in lists.filter(|path| path.extension().is_some_and(|kind| kind != "txt" && kind != "args")) {
        let options = fs::read_to_string(list.with_extension("args")).unwrap_or_default();
        let people = list.file_name().unwrap().to_str().unwrap().starts_with("people");
        let command = if people {
            format!("invite --dry-run --first -o mail --organizer {ORGANIZER} --feeds calendars --people")
        } else {
            "check".to_owned()
        };
        for lang in ["en", "pl"] {
            let more = options.split_whitespace().chain(["--now", NOW, "--lang", lang]).collect::<Vec<_>>();
            let done = run(&feeds, &format!("{command} {}", list.display()), &more);
            kinds.extend(schema.said(&done));
            if done.code == 0 {
                schema.check(if people { "invite" } else { "check" }, &done.stdout);
            }
        }
    }
    assert!(kinds.len() > 50, "{kinds:?}");
    // more of a kind than are kept
    let row = |minute: usize| format!("żarski;7.06.2027;10:{minute:02};Ratusz");
    let rows: Vec<_> = (0..50).map(row).collect();
    feeds.write("many.csv", format!("county;date;start;venue\n{}\n", rows.join("\n")));
    schema.said(&run(&feeds, "check many.csv", &[]));
}

/// What is said apart from lists.
#[cfg(feature = "announcement")]
#[test]
#[allow(clippy::too_many_lines, reason = "one folder after another")]
fn errors_and_notes() {
    let (schema, folder) = (Schema::new(), Folder::new());
    let mut seen = BTreeSet::new();
    let mut said = |args: &str, more: &[&str]| {
        let done = run(&folder, args, more);
        let is_failed = done.code != 0;
        let kinds = schema.said(&done);
        assert_eq!(kinds.iter().any(|(severity, _)| severity == "error"), is_failed, "{args}: {kinds:?}");
        seen.extend(kinds.into_iter().map(|(severity, kind)| format!("{severity} {kind}")));
    };
    // what is read
    said("export", &["-v"]);
    said("export --county nowosolski --county gorzowski -o two", &[]);
    said("export --county nowosolsky", &["--lang", "pl"]);
    said("export nowhere.csv", &[]);
    folder.write("file", "");
    said("export -o file", &[]);
    // what is there
    list(&folder, &[A, B, C]);
    let export = format!("export list.csv --now {NOW} -o");
    said(&format!("{export} a"), &[]);
    said("export -o a", &[]);
    list(&folder, &[B]);
    said(&format!("{export} a"), &[]);
    let feed = folder.read("a/zarski.ics");
    folder.write("a/kopia.ics", &feed[..feed.len() - 9]);
    list(&folder, &[A, B, C]);
    said(&format!("{export} a"), &[]);
    folder.write("a/zarski.ics", &feed[..feed.len() - 9]);
    said(&format!("{export} a"), &[]);
    said(&format!("{export} a"), &["--rebuild"]);
    said(&format!("{export} a"), &["--combined"]);
    let feed = folder.read("a/zarski.ics");
    list(&folder, &[&A.replace("11.05", "18.05"), B, C]);
    said(&format!("{export} a"), &[]);
    folder.write("a/zarski.ics", feed);
    said(&format!("{export} a"), &[]);
    list(&folder, &["d;słubicki;14.05.2030;10:00;;Nowe;;Słubice;;"]);
    said(&format!("{export} a"), &[]);
    said(&format!("{export} d"), &[]);
    fs::remove_file(folder.path().join("d/slubicki.ics")).unwrap();
    said(&format!("{export} d"), &[]);
    said(&format!("{export} d"), &["--rebuild"]);
    said("export list.csv --now 2029-01-01T00:00:00Z -o a", &[]);
    // one meeting under two UIDs
    for (id, file) in [("", "lubuskie.ics"), ("h", "slubicki.ics")] {
        list(&folder, &[&format!("{id};słubicki;14.05.2030;10:00;;Nowe;;Słubice;;")]);
        said(&format!("{export} g{id}"), &[]);
        folder.write(&format!("f/{file}"), folder.read(&format!("g{id}/slubicki.ics")));
    }
    said(&format!("{export} f"), &[]);
    folder.write("b/lubuskie.ics", "BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\nEND:VCALENDAR\r\n");
    said(&format!("{export} b"), &[]);
    said(&format!("{export} b"), &["--combined"]);
    let lock = fs::File::open(folder.path().join("a/.lubuskie-ics.lock")).unwrap();
    lock.lock().unwrap();
    said(&format!("{export} a"), &[]);
    lock.unlock().unwrap();
    list(&folder, &[A, B]);
    said(&format!("{export} e"), &[]);
    list(&folder, &[&A.replace("10:00;12:00", ";"), &B.replace("10:00", "")]);
    said(&format!("{export} e"), &[]);
    // a page
    list(&folder, &[A, B, C]);
    said(&format!("publish list.csv --now {NOW} -o site --base-url http://example.pl/"), &[]);
    list(&folder, &[&A.replace("10:00", "9:00"), B, C]);
    said(&format!("{export} site"), &[]);
    // people
    folder.write("people.csv", "powiat;imię i nazwisko;e-mail\nwszystkie;Ewa;ewa@example.com\n");
    let invite = format!("invite --people people.csv --organizer {ORGANIZER} --now {NOW} --feeds");
    let old = folder.read("site/zarski.ics");
    fs::create_dir(folder.path().join("empty")).unwrap();
    for (args, more) in
        [("empty -o mail", &["--first"][..]), ("site -o site/mail", &["--first"]), ("site -o mail", &[])]
    {
        said(&format!("{invite} {args}"), more);
    }
    fs::create_dir(folder.path().join("c")).unwrap();
    folder.write("c/zarski.ics", old);
    said(&format!("{invite} site -o mail"), &["--first"]);
    said(&format!("{invite} site -o mail"), &["--first"]);
    list(&folder, &[&A.replace("10:00", "8:00")]);
    said(&format!("export list.csv --now {NEXT} -o c --quiet --allow-cancel"), &[]);
    folder.write("people.csv", "powiat;imię i nazwisko;e-mail\nwszystkie;Jan;jan@example.com\n");
    said(&format!("{invite} c -o mail"), &[]);
    said(&format!("{invite} d -o mail"), &[]);
    folder.write("people.csv", "powiat;imię i nazwisko;e-mail\nwszystkie;Ewa;ewa@example.com\n");
    said(&format!("{invite} c -o mail").replace(ORGANIZER, "inny@example.org"), &[]);
    said(&format!("{invite} site -o mail"), &[]);
    folder.write("empty.txt", "");
    said(&format!("{invite} site -o mail --signature empty.txt"), &[]);
    folder.write("mail/.lubuskie-ics.sent", "{\"address\":");
    said(&format!("{invite} c -o mail"), &[]);
    said(&format!("{invite} c -o mail"), &["--assume-told"]);
    said(&format!("{export} mail/new"), &[]);
    folder.write("e/.lubuskie-ics.ready", "zarski.ics");
    said(&format!("{export} e"), &[]);
    // what does not go together
    fs::remove_file(folder.path().join("mail/.lubuskie-ics.sent")).unwrap();
    said(&format!("{invite} site -o mail"), &[]);
    folder.write("text.txt", "Spotkanie w Żarach, powiat żarski, 22 maja 2027 r., godz. 10:00, Ratusz");
    said("import text.txt -o list.csv", &[]);
    folder.write("calendars/zarski.ics", folder.read("list.csv"));
    said("export calendars/zarski.ics --overwrite", &[]);
    said("import text.txt -o text.csv --to json", &[]);
    said("export --nonsense", &["--lang", "pl"]);
    said("export list.csv --combined --county zarski", &[]);
    said("export list.csv -o - --dry-run", &[]);
    said("publish list.csv --base-url https://example.pl/", &[]);
    said("publish list.csv -o site", &[]);
    said("publish list.csv -o - --base-url https://example.pl/", &[]);
    said("draft --feeds site --to ewa@example.com -o drafts", &[]);
    for slug in lubuskie_ics::poland::county::County::all().map(lubuskie_ics::poland::county::County::slug) {
        folder.write(&format!("drafts/{slug}.eml"), "To: somebody");
    }
    said("draft --feeds site --to ewa@example.com -o drafts --organizer a@example.com", &[]);
    folder.write("meetings.csv", "").write("meetings.json", "[]");
    said("check", &[]);
    // every kind for which there are words; some cannot be provoked here
    let words = include_str!("../src/message/en.ftl").split("## Usage\n").nth(1).unwrap();
    let names = words.lines().filter_map(|line| line.split_once(" =")).map(|(name, _)| name);
    let is_kind = |name: &str| name.starts_with(char::is_alphabetic) && !name.starts_with("why-");
    let elsewhere = ["nothing-written", "source-date-epoch", "output", "refused", "built-in-list", "standard-input"];
    let want: BTreeSet<_> = names.filter(|name| is_kind(name) && !elsewhere.contains(name)).collect();
    let seen: BTreeSet<_> =
        seen.iter().filter_map(|kind| kind.strip_prefix("error ").or(kind.strip_prefix("note "))).collect();
    let missing: Vec<_> = want.difference(&seen).collect();
    assert!(missing.is_empty(), "{missing:?}");
    // how a list was read has its words among those of lists
    assert_eq!(seen.difference(&want).collect::<Vec<_>>(), [&"csv-list"]);
}
