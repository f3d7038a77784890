"""Makes the pictures of a terminal from what the program really says: terminal.py PROGRAM FOLDER

Each command is run in an empty folder; its output becomes an SVG by rich (requirements.txt). With one version of both, the same bytes."""

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

LIST = """powiat;data;godzina;temat;miejsce;miejscowość
nowosolski;31.06.2027;10:00;Usługi społeczne;PCPR;Nowa Sól
żarski;12.05.2027;10:00–12:30;Usługi społeczne;Starostwo;Żary
"""
COMMANDS = [
    "cat spotkania.csv",
    "lubuskie-ics check spotkania.csv",
    "sed -i s/31.06.2027/11.05.2027/ spotkania.csv",
    "lubuskie-ics export spotkania.csv",
    "sed -i s/11.05.2027/18.05.2027/ spotkania.csv",
    "lubuskie-ics export spotkania.csv",
]
# as rich's own, without the fonts that it would fetch from elsewhere
FORMAT = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">
<style>
.{unique_id}-matrix {{ font: {char_height}px "DejaVu Sans Mono", Menlo, Consolas, monospace; line-height: {line_height}px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def said(command, program, folder, language):
    """What a command prints, with its colours."""
    env = os.environ | {"LC_ALL": "C.UTF-8", "LUBUSKIE_ICS_LANG": language, "COLUMNS": "100",
                        "PATH": f"{program.parent}:{os.environ['PATH']}", "SOURCE_DATE_EPOCH": "1795424400"}
    # the program does not see that its output will be coloured
    shell = command + (" --color always" if command.startswith("lubuskie-ics") else "")
    return subprocess.run(["sh", "-c", f"exec 2>&1; {shell}"], cwd=folder, env=env, stdout=subprocess.PIPE, text=True).stdout


def picture(program, language):
    console = Console(record=True, width=100, height=50, file=io.StringIO(), force_terminal=True, color_system="truecolor", no_color=False,
                      legacy_windows=False)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "spotkania.csv").write_text(LIST)
        for command in COMMANDS:
            console.print(Text.assemble(("$ ", "bold green"), (command, "bold")))
            console.print(Text.from_ansi(said(command, program, folder, language)), overflow="fold")
    return console.export_svg(title="lubuskie-ics", code_format=FORMAT, unique_id="t")


program, out = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
for language, name in (("en", "terminal.svg"), ("pl", "terminal.pl.svg")):
    # rich leaves blanks at the ends of lines
    text = "\n".join(line.rstrip() for line in picture(program, language).splitlines())
    (out / name).write_text(text + "\n")
