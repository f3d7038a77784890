#!/usr/bin/env python3
"""serve.py PROGRAM CLIENTS WORK: what is published is served by nginx and by Caddy as the examples configure them, and read by
vdirsyncer and khal (in the folder CLIENTS); then by way of rclone, as examples/publish.sh does, and of rsync. All on loopback."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM, CLIENTS, WORK = sys.argv[1:]
SITE = f"{WORK}/srv/spotkania"
HEAD = "id;powiat;data;godzina;do;temat;miejsce;miejscowość;status\n"
FIRST = ["a;żarski;11.05.2027;10:00;12:00;Usługi;Ratusz;Żary;", "b;żarski;25.10.2027;9:30;11:00;Dotacje;Ratusz;Żary;",
         "c;wschowski;13.05.2027;10:00;12:00;Granty;Ratusz;Wschowa;"]
SECOND = [FIRST[0].replace("11.05", "18.05"), FIRST[1] + "odwołane", FIRST[2]]


def publish(rows, now, *more):
    with open(f"{WORK}/list.csv", "w", encoding="utf-8") as file:
        file.write(HEAD + "\n".join(rows) + "\n")
    # an mtime is the only thing that a server sees, and it counts seconds
    time.sleep(1.1)
    subprocess.run([PROGRAM, "publish", f"{WORK}/list.csv", "-o", SITE, "--base-url", "https://powiat.example.pl/spotkania/",
                    "--now", now, "--quiet", *more], check=True)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def get(port, name, **headers):
    request = urllib.request.Request(f"http://127.0.0.1:{port}/spotkania/{name}", headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, b""


def nginx(port):
    with open(f"{ROOT}/examples/nginx.conf", encoding="utf-8") as file:
        location = file.read().replace("root /srv;", f"root {WORK}/srv;")
    temporary = " ".join(f"{kind}_temp_path {WORK}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    with open(f"{WORK}/nginx.conf", "w", encoding="utf-8") as file:
        file.write(f"daemon off; master_process off; pid {WORK}/nginx.pid; error_log stderr warn; events {{ }} "
                   f"http {{ access_log off; {temporary} server {{ listen 127.0.0.1:{port};\n{location}\n}} }}")
    return ["nginx", "-c", f"{WORK}/nginx.conf"]


def caddy(port):
    with open(f"{ROOT}/examples/Caddyfile", encoding="utf-8") as file:
        text = file.read().replace("root * /srv", f"root * {WORK}/srv")
    with open(f"{WORK}/Caddyfile", "w", encoding="utf-8") as file:
        file.write("{\n\tadmin off\n\tauto_https off\n}\n" + text.replace("powiat.example.pl {", f"http://127.0.0.1:{port} {{\n\tbind 127.0.0.1"))
    return ["caddy", "run", "--adapter", "caddyfile", "--config", f"{WORK}/Caddyfile"]


class Server:
    def __init__(self, command):
        self.port = free_port()
        self.log = open(f"{WORK}/{command.__name__}.log", "w")
        self.process = subprocess.Popen(command(self.port), stdout=self.log, stderr=self.log, env={**os.environ, "HOME": WORK})
        for _ in range(100):
            try:
                get(self.port, "")
                return
            except urllib.error.URLError:
                time.sleep(0.1)
        sys.exit(open(self.log.name).read())

    def __enter__(self):
        return self.port

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def checked(port):
    """Each file is whole, has its type, and is not sent twice; its ETag."""
    tags = {}
    names = [*os.listdir(SITE), *(f"events/{name}" for name in os.listdir(f"{SITE}/events"))]
    for name in (name for name in names if os.path.isfile(f"{SITE}/{name}")):
        status, headers, body = get(port, name)
        if name.startswith("."):
            assert status == 404, name
            continue
        kind = {"ics": "text/calendar; charset=utf-8", "html": "text/html; charset=utf-8", "xml": ("application/atom+xml", "text/xml")}.get(name.rpartition(".")[2], "application/json")
        assert status == 200 and headers["Content-Type"].lower().startswith(kind), (name, status, headers["Content-Type"])
        assert headers["Cache-Control"] == "public, max-age=900" and headers["Content-Encoding"] is None, name
        with open(f"{SITE}/{name}", "rb") as file:
            assert file.read() == body, name
        assert get(port, name, **{"If-None-Match": headers["ETag"]})[0] == 304, name
        assert get(port, name, **{"If-Modified-Since": headers["Last-Modified"]})[0] == 304, name
        packed = get(port, name, **{"Accept-Encoding": "gzip"})[1]["Content-Encoding"]
        assert packed == ("gzip" if name == "index.html" else packed) and not (packed and name.endswith(".ics")), (name, packed)
        tags[name] = headers["ETag"]
    assert get(port, "")[0] == 200
    return tags


def same_but_for(before, after, *changed):
    assert {name for name in after if before.get(name) != after[name]} == set(changed), (before, after)


def khal(port):
    """What a subscriber sees: start, end and title."""
    home = f"{WORK}/subscriber"
    if not os.path.exists(home):
        os.makedirs(f"{home}/calendar")
        with open(f"{home}/vdirsyncer", "w") as file:
            file.write(f'[general]\nstatus_path = "{home}/status"\n[pair feed]\na = "here"\nb = "there"\ncollections = null\n'
                       f'conflict_resolution = "b wins"\n[storage here]\ntype = "filesystem"\npath = "{home}/calendar"\nfileext = ".ics"\n'
                       f'[storage there]\ntype = "http"\nurl = "http://127.0.0.1:{port}/spotkania/zarski.ics"\n')
        with open(f"{home}/khal", "w") as file:
            file.write(f"[calendars]\n[[feed]]\npath = {home}/calendar\n[sqlite]\npath = {home}/khal.db\n[locale]\n"
                       "local_timezone = Europe/Warsaw\ndefault_timezone = Europe/Warsaw\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
                       "timeformat = %H:%M\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n")
        run(f"{CLIENTS}/vdirsyncer", "-c", f"{home}/vdirsyncer", "discover", "feed", input="y\n" * 9)
    run(f"{CLIENTS}/vdirsyncer", "-c", f"{home}/vdirsyncer", "sync", "--force-delete")
    out = run(f"{CLIENTS}/khal", "-c", f"{home}/khal", "list", "--day-format", "", "--format", "{start} {end} {title}", "2027-01-01", "2027-12-31")
    return sorted(line for line in out.splitlines() if line)


def run(*args, **more):
    env = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "Europe/Warsaw", "HOME": WORK}
    done = subprocess.run(args, capture_output=True, text=True, env=env, **more)
    assert done.returncode == 0, (args, done.stderr)
    return done.stdout


os.makedirs(SITE)
publish(FIRST, "2026-11-23T09:00:00Z")
with Server(nginx) as port:
    before = checked(port)
    assert khal(port) == ["2027-05-11 10:00 2027-05-11 12:00 Usługi", "2027-10-25 09:30 2027-10-25 11:00 Dotacje"], khal(port)
    publish(FIRST, "2026-11-23T10:00:00Z")
    same_but_for(before, checked(port))
    print(f"ok nginx: {len(before)} files, 304 after an unchanged publish")
    publish(SECOND, "2026-11-24T09:00:00Z")
    # all but the files of the meeting that stays as it is
    changed = ["zarski.ics", "lubuskie.ics", "index.html", "fragment.html", "changes.xml", "meetings.json"]
    changed += [name for name in before if name.startswith("events/") and "Granty" not in open(f"{SITE}/{name}", encoding="utf-8").read()]
    same_but_for(before, checked(port), *changed)
    seen = khal(port)
    assert len(seen) == 2 and seen[0] == "2027-05-18 10:00 2027-05-18 12:00 Usługi", seen
    assert re.fullmatch("2027-10-25 09:30 2027-10-25 11:00 (CANCELLED )?ODWOŁANE: Dotacje", seen[1]), seen
    print("ok vdirsyncer, khal: one moved, one cancelled;", f"a new ETag for {len(changed)} of {len(before)} files")
with Server(caddy) as port:
    before = checked(port)
    publish(FIRST, "2026-11-25T09:00:00Z")
    same_but_for(before, checked(port), *changed)
    print(f"ok caddy: {len(before)} files")

# by way of rclone, into a second folder
remote = f"{WORK}/remote"
os.makedirs(f"{WORK}/bin")
os.symlink(PROGRAM, f"{WORK}/bin/lubuskie-ics")
os.environ.update(PATH=f"{WORK}/bin:{os.environ['PATH']}", RCLONE_CONFIG="/dev/null")


def job(rows, now):
    with open(f"{WORK}/list.csv", "w", encoding="utf-8") as file:
        file.write(HEAD + "\n".join(rows) + "\n")
    os.environ["SOURCE_DATE_EPOCH"] = str(now)
    run(f"{ROOT}/examples/publish.sh", f"{WORK}/list.csv", remote, "https://powiat.example.pl/")
    files = [os.path.join(folder, name) for folder, _, names in os.walk(remote) for name in names]
    return {os.path.relpath(file, remote): (os.stat(file).st_mtime_ns, os.stat(file).st_ino) for file in files}


os.makedirs(remote)
first = job(FIRST, 1795424400)
assert first == job(FIRST, 1795424400 + 3600), "nothing has changed"
second = job(SECOND, 1795424400 + 86400)
same_but_for(first, second, *changed)
assert first.keys() == second.keys() and ".lubuskie-ics.lock" not in second
with open(f"{remote}/zarski.ics", encoding="utf-8") as file:
    text = file.read()
assert text.count("SEQUENCE:1") == 2, text
print("ok rclone: the remote folder is the memory")

# and rsync, as the page on publishing has it
with open(f"{ROOT}/docs/publishing.md", encoding="utf-8") as file:
    (command,) = re.findall("^(rsync .*)$", file.read(), re.MULTILINE)
command = command.replace(" www/ ", f" {SITE}/ ").replace("powiat.example.pl:/srv/spotkania/", f"{WORK}/copy/")
for rows, now in (FIRST, "2026-11-26T09:00:00Z"), (SECOND, "2026-11-27T09:00:00Z"):
    publish(rows, now)
    run("sh", "-c", command)
    assert sorted(os.listdir(f"{WORK}/copy/events")) == sorted(os.listdir(f"{SITE}/events"))
    assert sorted(os.listdir(f"{WORK}/copy")) == sorted(name for name in os.listdir(SITE) if not name.startswith("."))
    assert os.stat(f"{WORK}/copy/zarski.ics").st_mtime == os.stat(f"{SITE}/zarski.ics").st_mtime
print("ok rsync")
