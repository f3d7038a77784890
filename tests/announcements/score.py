#!/usr/bin/env python3
"""What `import` finds of the meetings that a person found: score.py PROGRAM FOLDER… [--only NAME,…] [--verbose] [--least R,P,V,T]

A meeting is found if a row has its day and hour; of several such rows the one counts whose town and place agree most.
Recall: labels found. Precision: rows that are a label's. Venue and town: of the found ones with such a label, those that have it.
Exit code 1 if a figure over all texts is below --least.
"""
import argparse, json, pathlib, re, subprocess, unicodedata

PREPOSITIONS = {"w", "we", "na", "przy", "u"}


def words(text):
    text = unicodedata.normalize("NFD", (text or "").lower().replace("ł", "l"))
    return re.findall(r"\w+", "".join(c for c in text if not unicodedata.combining(c)))


def place_agrees(row, label):
    if not label.get("location"):
        return None
    have = set(words(" ".join(row.get(key, "") for key in ("venue", "address", "town"))))
    return all(word in have or word in PREPOSITIONS for word in words(label["location"]))


def town_agrees(row, label):
    if label.get("place") is None:
        return None
    return words(row.get("town")) in [words(place) for place in label["place"].split("|")]


def hours_agree(row, label):
    return (row.get("start") or None, row.get("end") or None) == (label.get("start"), label.get("end"))


def year_of(path):
    known = {"06": 2013, "25": 2013, "29": 2024, "31": 2016, "07-akapity": 2026}
    beside = path.with_suffix(".year")
    return beside.read_text().strip() if beside.exists() else known.get(path.stem)


def labels_of(path):
    for name in (path.with_suffix(".expected.json"), path.with_suffix(".json")):
        if name.exists():
            found = json.loads(name.read_text())
            return (found, None) if isinstance(found, list) else (found["meetings"], found.get("year"))
    return None, None


def score(program, path, verbose):
    labels, year = labels_of(path)
    year = year_of(path) or year
    command = [program, "import", str(path), "--to", "json", "--format", "json"]
    run = subprocess.run(command + (["--year", str(year)] if year else []), capture_output=True, text=True)
    rows = json.loads(run.stdout) if run.stdout.strip() else []
    left = list(rows)
    counts = dict(labels=0, rows=len(rows), found=0, venue=0, venues=0, town=0, towns=0, county=0, counties=0)
    said = []
    required = [label for label in labels if not label.get("optional")]
    for label in required + [label for label in labels if label.get("optional")]:
        same = [row for row in left if row.get("date") == label["date"] and hours_agree(row, label)]
        best = max(same, key=lambda row: (town_agrees(row, label) is True, place_agrees(row, label) is True), default=None)
        counts["labels"] += not label.get("optional")
        if best is None:
            if not label.get("optional"):
                said.append(f"missed: {label['date']} {label.get('start')} {label.get('place')} {label.get('location')}")
            continue
        left.remove(best)
        counts["found"] += 1
        if label.get("optional"):
            counts["labels"] += 1
        for of, agrees in (("venue", place_agrees), ("town", town_agrees)):
            its = agrees(best, label)
            counts[of + "s"] += its is not None
            counts[of] += its is True
            if its is False:
                said.append(f"{of}: {label['date']} {label.get('start')} {label.get('place')} | {label.get('location')} -- {best.get('town')} | {best.get('venue')} | {best.get('address')}")
        if label.get("county"):
            counts["counties"] += 1
            has = label["county"] in best.get("county", "")
            counts["county"] += has
            if not has:
                said.append(f"county: {label['county']} -- {best.get('county')}")
        if label.get("status") == "cancelled" and best.get("status") != "cancelled":
            said.append(f"not cancelled: {label['date']} {label.get('place')}")
    for row in left:
        said.append("false: " + " | ".join(row.get(key, "") for key in ("date", "start", "end", "town", "venue", "address", "status")))
    notes = [json.loads(line) for line in run.stderr.split("\n") if line.startswith("{")]
    counts["messages"] = len(notes)
    if verbose:
        said += [f"said: {note.get('line', '')} {note.get('kind')} {note.get('message')}" for note in notes]
    if run.returncode not in (0, 1):
        said.append(f"exit code {run.returncode}: {run.stderr[-300:]}")
    return counts, said


def rate(part, whole):
    return part / whole if whole else 1.0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--quiet", action="store_true")
    parser.add_argument("--least", default="0,0,0,0")
    given = parser.parse_args()
    total = {}
    for folder in given.folders:
        for path in sorted(folder.iterdir()):
            if path.suffix not in (".txt", ".html", ".docx") or labels_of(path)[0] is None:
                continue
            if given.only and path.stem not in given.only.split(","):
                continue
            counts, said = score(given.program, path, given.verbose)
            for key, value in counts.items():
                total[key] = total.get(key, 0) + value
            print(path.name, *(f"{key} {value}" for key, value in counts.items()))
            if not given.quiet:
                for line in said:
                    print("   ", line)
    figures = (rate(total["found"], total["labels"]), rate(total["found"], total["rows"]), rate(total["venue"], total["venues"]), rate(total["town"], total["towns"]))
    print(total)
    print("recall {:.3f} precision {:.3f} venue {:.3f} town {:.3f}".format(*figures))
    return int(any(figure < float(least) for figure, least in zip(figures, given.least.split(","))))


raise SystemExit(main())
