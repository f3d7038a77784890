#!/usr/bin/env python3
"""mail.py PROGRAM WORK: invitations to ten people of the announcement's five meetings, moved into the future: requests,
changes and cancellations, sent by examples/send.sh with msmtp to a server on loopback that at first refuses halfway.

Python's email reads each under its strict policy; what arrives has the same calendar bytes as what was written, once each.
Both texts hold the agenda and the office's footer, and notmuch finds a thread for each person's meeting.
Leaves the messages under WORK/requests, WORK/changes and WORK/drafts, and under WORK/earlier what each change follows, for
check_eml.py."""

import asyncio
import csv
import email
import email.policy
import html.parser
import os
import re
import shutil
import subprocess
import sys
import threading

from aiosmtpd.smtp import SMTP

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PROGRAM, WORK = sys.argv[1], sys.argv[2]
ORGANIZER = "Spotkania powiatowe – organizator <spotkania@example.org>"
FOOTER = "Biuro organizatora, ul. Długa 1\n\nO danych osobowych: https://example.org/rodo"
with open(f"{ROOT}/examples/meetings.csv", encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter=";"))


class Server:
    """Keeps messages by Message-ID; refuses once it has taken as many as it may."""

    def __init__(self):
        self.arrived, self.limit = [], None
        started = threading.Event()

        async def serve():
            server = await asyncio.get_running_loop().create_server(
                lambda: SMTP(self, hostname="localhost", enable_SMTPUTF8=False), "127.0.0.1", 0)
            self.port = server.sockets[0].getsockname()[1]
            started.set()
            await server.serve_forever()

        threading.Thread(target=lambda: asyncio.run(serve()), daemon=True).start()
        started.wait()

    async def handle_DATA(self, server, session, envelope):
        if self.limit is not None and len(self.arrived) >= self.limit:
            return "452 try again later"
        self.arrived.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        return "250 taken"


def run(*args, now, **more):
    return subprocess.run([PROGRAM, *args, "--now", now], cwd=WORK, check=True, capture_output=True, text=True, **more)


def invite(now, *more):
    run("invite", "--feeds", "calendars", "--people", f"{HERE}/people.csv", "--organizer", ORGANIZER, "-o", "mail",
        "--signature", "footer.txt", *more, now=now)


def send(server, expected_code):
    command = [f"{ROOT}/examples/send.sh", "mail", "msmtp", "-t", "--host=127.0.0.1", f"--port={server.port}",
               "--from=spotkania@example.org", "--auth=off", "--tls=off"]
    code = subprocess.run(command, cwd=WORK, stderr=subprocess.DEVNULL).returncode
    assert (code != 0) == expected_code, code


class Words(html.parser.HTMLParser):
    """What a document says, line by line."""

    def __init__(self, text):
        super().__init__()
        self.lines = [""]
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag != "a":
            self.lines.append("")

    def handle_data(self, data):
        self.lines[-1] += data


def calendars(data):
    """The strict reading: any defect raises. Both calendars of a message, which must be the same."""
    message = email.message_from_bytes(data, policy=email.policy.SMTP.clone(raise_on_defect=True))
    for part in message.walk():
        assert not part.defects, part.defects
        for name, value in part.items():
            assert not value.defects, (name, value.defects)
        if not part.is_multipart():
            part.get_content()
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "application/ics"], kinds
    texts = [message.get_body([kind]).get_content() for kind in ("plain", "html")]
    for lines in (texts[0].splitlines(), [line.strip() for line in Words(texts[1]).lines]):
        missing = [line for line in f"{ROWS[0]['description']}\n{FOOTER}".splitlines() if line not in lines]
        assert not missing, (missing, lines)
    body, file = [part.get_payload(decode=True) for part in message.walk() if part.get_content_type() in kinds[4:]]
    assert body == file
    return str(message["Message-ID"]), str(message["To"]), body


def meetings(name, changes):
    """The announcement's list ten years later; `changes` by id."""
    with open(f"{WORK}/{name}", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*ROWS[0], "status"], delimiter=";")
        writer.writeheader()
        for row in ROWS:
            writer.writerow({**row, "date": row["date"].replace("2017", "2027"), **changes.get(row["id"], {})})


def delivered(kind, count):
    """Sends what is new, refused halfway the first time; keeps a copy of each message under its kind."""
    new = f"{WORK}/mail/new"
    names = sorted(name for name in os.listdir(new) if not name.startswith("."))
    assert len(names) == count, (kind, names)
    shutil.copytree(new, f"{WORK}/{kind}")
    server = Server()
    server.limit = count // 2
    send(server, True)
    assert len(os.listdir(new)) == count - count // 2
    server.limit = None
    send(server, False)
    assert not os.listdir(new)
    written = {}
    for name in names:
        with open(f"{WORK}/{kind}/{name}", "rb") as file:
            identifier, to, calendar = calendars(file.read())
            written[identifier] = (to, calendar)
    assert len(written) == len(server.arrived) == count
    for sender, recipients, data in server.arrived:
        identifier, to, calendar = calendars(data)
        assert written.pop(identifier) == (to, calendar)
        assert sender == "spotkania@example.org" and [email.utils.parseaddr(to)[1]] == recipients, (to, recipients)
    print(f"ok {kind}: {count} messages, each arrived once, with the bytes that were written")


def about(kind, name):
    with open(f"{WORK}/{kind}/{name}", "rb") as file:
        _, to, calendar = calendars(file.read())
    return to, re.search(rb"UID:(\S+)", calendar)[1]


os.makedirs(WORK)
with open(f"{WORK}/footer.txt", "w", encoding="utf-8") as file:
    file.write(FOOTER)
meetings("list-1.csv", {})
run("export", "list-1.csv", "--quiet", now="2026-11-23T09:00:00Z")
invite("2026-11-23T10:00:00Z", "--first", "--quiet")
delivered("requests", 13)
meetings("list-2.csv", {"2017-nowosolski": {"date": "24.05.2027", "start": "9:30"}, "2017-wschowski": {"status": "odwołane"}})
run("export", "list-2.csv", "--quiet", now="2026-11-24T09:00:00Z")
invite("2026-11-24T10:00:00Z", "--quiet")
delivered("changes", 7)
def threads():
    """How many notmuch makes of all messages."""
    environment = {**os.environ, "NOTMUCH_CONFIG": f"{WORK}/notmuch"}
    with open(environment["NOTMUCH_CONFIG"], "w") as file:
        file.write(f"[database]\npath={WORK}/mail/sent\n[user]\nprimary_email=spotkania@example.org\n")
    subprocess.run(["notmuch", "new", "--quiet"], env=environment, check=True)
    count = lambda what: int(subprocess.run(["notmuch", "count", f"--output={what}", "*"], env=environment, check=True, capture_output=True).stdout)
    return count("messages"), count("threads")


assert threads() == (13 + 7, 13), threads()
print("ok threads: each change is in that of its invitation")
# what each of them follows: the request to the same person, of the same meeting
os.makedirs(f"{WORK}/earlier")
for name in os.listdir(f"{WORK}/changes"):
    (earlier,) = [old for old in os.listdir(f"{WORK}/requests") if about("requests", old) == about("changes", name)]
    shutil.copy(f"{WORK}/requests/{earlier}", f"{WORK}/earlier/{name}")
run("draft", "--feeds", "calendars", "--to", "rada@example.com", "biuro@example.com", "--organizer", ORGANIZER,
    "-o", "drafts", "--quiet", now="2026-11-24T10:00:00Z")
# the files in a draft are the event files that an export writes
run("export", "list-2.csv", "--quiet", "--for", "email", "--organizer", ORGANIZER, "-o", "calendars", now="2026-11-25T09:00:00Z")
events = f"{WORK}/calendars/events"
files = [open(f"{events}/{name}", "rb").read() for name in os.listdir(events)]
for name in (name for name in os.listdir(f"{WORK}/drafts") if name.endswith(".eml")):
    with open(f"{WORK}/drafts/{name}", "rb") as file:
        message = email.message_from_bytes(file.read(), policy=email.policy.SMTP.clone(raise_on_defect=True))
    assert message["X-Unsent"] == "1" and message.get_content_type() == "multipart/mixed"
    for part in message.iter_attachments():
        assert part.get_payload(decode=True) in files, part.get_filename()
print("ok drafts: their files are the event files")
