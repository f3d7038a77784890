#!/usr/bin/env python3
"""matrix.py PROGRAM WORK: what five parsers make of the calendars, against what the list says.

The list has meetings around every change of the clock of twenty years, with instants that Python's zoneinfo gives, and
texts with all that must be escaped or folded; a second edition moves, cancels and leaves out some. Each feed and event file
goes through icalendar and vobject (PyPI), ical.js (npm), libical and sabre/vobject (Debian). WORK holds ical.js in
node_modules."""

import csv
import datetime
import json
import os
import random
import shutil
import subprocess
import sys
import zoneinfo

import icalendar
import vobject

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM, WORK = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
WARSAW = zoneinfo.ZoneInfo("Europe/Warsaw")
YEARS = range(2016, 2037)
FIELDS = ["id", "county", "date", "start", "end", "title", "venue", "description", "status"]
COUNTIES = ["nowosolski", "żarski", "Zielona Góra"]
FOR = {"nowosolski": "powiat nowosolski", "żarski": "powiat żarski", "Zielona Góra": "miasto Zielona Góra"}
CANCELLED = "ODWOŁANE: "
TEXTS = [
    "Rada; powiatu, część \\ druga",
    "C:\\nowy\\;folder\\,",
    "„Łódź” – zażółć gęślą jaźń 😀 " * 6,
    "a\nb\n\nc, d; e",
    "http://x.example/?a=1;b=2,3 \"w cudzysłowie\" : ^n",
    "=SUMA(A1)",
    "BEGIN:VEVENT",
    "m" * 74 + "ą" * 40,
]


def last_sunday(year, month):
    day = datetime.date(year, month, 31)
    return day - datetime.timedelta((day.weekday() + 1) % 7)


def meetings():
    """Rows; an end "" is two hours after the start."""
    rows = []

    def add(date, start, end, status=""):
        n = len(rows)
        text = TEXTS[n % len(TEXTS)]
        title = " ".join(text.split())
        rows.append(dict(zip(FIELDS, [
            f"m-{n}", COUNTIES[n % len(COUNTIES)], date.isoformat(), start, end, f"{title} {n}",
            f"Sala {n}, {title}", text if n % 3 else "", status,
        ])))

    for year in YEARS:
        march, october = last_sunday(year, 3), last_sunday(year, 10)
        day = datetime.timedelta(1)
        for date, start, end in [
            (march - day, "22:30", "24:00"), (march, "00:00", "01:30"), (march, "01:59", "03:00"), (march, "01:00", ""),
            (march, "03:00", "04:15"), (march + day, "02:30", "03:30"), (october - day, "23:00", ""),
            (october, "00:30", "01:59"), (october, "01:30", "02:30"), (october, "01:30", "03:30"), (october, "01:00", ""),
            (october, "02:00", "02:59"), (october, "02:30", ""), (october, "03:00", "04:00"), (october + day, "02:30", ""),
        ]:
            add(date, start, end)
        for date in (march, october):
            add(date, "", "")
        add(datetime.date(year, 7, 1), "10:00", "11:00", "wstępne")
        add(datetime.date(year, 1, 4), "10:00", "11:00", "odwołane")
    return rows


def instant(date, hour):
    """Of an hour shown twice the first."""
    hours, minutes = map(int, hour.split(":"))
    local = datetime.datetime.combine(date, datetime.time()) + datetime.timedelta(hours=hours, minutes=minutes)
    return local.replace(tzinfo=WARSAW, fold=0).astimezone(datetime.timezone.utc)


def expected(row, sequence):
    date = datetime.date.fromisoformat(row["date"])
    if row["start"]:
        start = instant(date, row["start"])
        end = instant(date, row["end"]) if row["end"] else start + datetime.timedelta(hours=2)
        start, end = (time.strftime("%Y-%m-%dT%H:%M:%SZ") for time in (start, end))
    else:
        start, end = date.isoformat(), (date + datetime.timedelta(1)).isoformat()
    status = {"": "CONFIRMED", "wstępne": "TENTATIVE", "odwołane": "CANCELLED"}[row["status"]]
    description = [row["description"].strip()] if row["description"] else []
    if row["start"] and not row["end"]:
        description.append("Godzina zakończenia jest orientacyjna.")
    tentative = ["Termin wstępny."] if status == "TENTATIVE" else []
    own = ["\n\n".join(description)] if description else []
    return {
        "sequence": sequence,
        "status": status,
        "start": start,
        "end": end,
        "summary": (CANCELLED if status == "CANCELLED" else "") + row["title"],
        "location": f"{row['venue']}, Polska",
        "description": "\n".join([*tentative, *own, f"Dla: {FOR[row['county']]}"]),
    }


def of_python(path, read, value):
    def moment(time):
        if isinstance(time, datetime.datetime):
            return time.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        return time.isoformat()

    with open(path, encoding="utf-8", newline="") as file:
        events = read(file.read())
    for event in events:
        get = lambda name: value(event, name)  # noqa: E731
        yield {
            "uid": str(get("uid")),
            "sequence": int(get("sequence")),
            "status": str(get("status")),
            "start": moment(get("dtstart")),
            "end": moment(get("dtend")),
            "summary": str(get("summary")),
            "location": str(get("location") or ""),
            "description": str(get("description") or ""),
        }


def icalendar_value(event, name):
    value = event.get(name)
    return value.dt if hasattr(value, "dt") else value


def vobject_value(event, name):
    line = event.contents.get(name)
    return line[0].value if line else None


def program(*command):
    return lambda path: json.loads(subprocess.run([*command, path], check=True, capture_output=True, text=True).stdout)


PARSERS = {
    "icalendar": lambda path: list(of_python(
        path, lambda text: icalendar.Calendar.from_ical(text).walk("VEVENT"), icalendar_value)),
    "vobject": lambda path: list(of_python(path, lambda text: vobject.readOne(text).vevent_list, vobject_value)),
    "ical.js": program("node", f"{WORK}/icaljs.mjs"),
    "libical": program("/usr/bin/python3", f"{HERE}/libical.py"),
    "sabre/vobject": program("php", f"{HERE}/sabre.php"),
}


def export(rows, now, *more):
    with open(f"{WORK}/list.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    out = f"{WORK}/calendars"
    command = [PROGRAM, "publish", f"{WORK}/list.csv", "--quiet", "--allow-cancel", "-o", out, "--now", now]
    subprocess.run([*command, "--base-url", "https://powiat.example.pl/", *more], check=True)
    return out


def compare(path, wanted):
    """Each parser against what the list says; the UIDs, which it does not say, against the first parser's."""
    by_title, uids = {one["summary"].removeprefix(CANCELLED): one for one in wanted}, {}
    assert len(by_title) == len(wanted)
    for name, parse in PARSERS.items():
        found = parse(path)
        assert len(found) == len(wanted), f"{name}: {path} has {len(found)} events, not {len(wanted)}"
        for event in found:
            uid, title = event.pop("uid"), event["summary"].removeprefix(CANCELLED)
            assert event == by_title[title], f"{name}: {path}:\n{event}\n{by_title[title]}"
            assert uids.setdefault(title, uid) == uid, f"{name}: {path}: {title}: {uid}"
        assert len(set(uids.values())) == len(wanted)
    return uids


def main():
    shutil.copy(f"{HERE}/icaljs.mjs", WORK)
    rows = meetings()
    # before the first of them: none is over
    out = export(rows, "2015-11-23T09:00:00Z")
    combined = f"{out}/lubuskie.ics"
    uids = compare(combined, [expected(row, 0) for row in rows])
    for county, slug in zip(COUNTIES, ["nowosolski", "zarski", "zielona-gora"]):
        part = [expected(row, 0) for row in rows if row["county"] == county]
        assert compare(f"{out}/{slug}.ics", part).items() <= uids.items()
    # event files, one of each twenty
    files = sorted(os.listdir(f"{out}/events"))
    assert len(files) == len(rows)
    titles = {uid: title for title, uid in uids.items()}
    for name in files[::20]:
        path = f"{out}/events/{name}"
        [event] = PARSERS["icalendar"](path)
        row = next(row for row in rows if row["title"] == titles[event["uid"]])
        compare(path, [expected(row, 0)])
    # the second edition: some change, some are cancelled, some are no longer listed
    kept, wanted = [], []
    for row in rows:
        row, fate = dict(row), random.Random(row["id"]).randrange(6)
        if fate == 0 and row["status"] != "odwołane":
            row["status"] = "odwołane"
        elif fate == 1:
            row["venue"] += " (II piętro)"
        elif fate == 2 and row["status"] != "odwołane":
            wanted.append(expected(row | {"status": "odwołane"}, 1))
            continue
        else:
            fate = None
        kept.append(row)
        wanted.append(expected(row, 0 if fate is None else 1))
    export(kept, "2015-11-24T09:00:00Z")
    assert compare(combined, wanted) == uids
    changed = sum(one["sequence"] for one in wanted)
    print(f"{len(rows)} meetings, {changed} of them changed: {', '.join(PARSERS)} agree")


main()
