"""Reads a line `LICENCE: PACKAGE` for each package, and names those that this program's own licence does not allow.

Of what an OR joins, one allowed side is enough; AND needs both. Python's own operators bind as SPDX's do."""

import re
import sys

ALLOWED = {"MIT", "MIT-0", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "Unicode-3.0",
           "Unlicense", "Zlib"}
OPERATORS = {"AND": "and", "OR": "or"}


def allows(licence):
    # crates of old write "MIT/Apache-2.0"
    terms = re.sub(r"[\w.+-]+( WITH [\w.+-]+)?", lambda term: OPERATORS.get(term[0], str(term[0] in ALLOWED)),
                   licence.replace("/", " OR "))
    # no name but True, False, and, or is left; what is no expression stops here
    return licence != "" and eval(terms) is True


refused = [line for line in sys.stdin.read().splitlines() if line and not allows(line.partition(": ")[0])]
sys.exit("\n".join(refused) or None)
