#!/usr/bin/env bash
# Installs a .deb into a clean Debian, uses it there, and removes it without a trace: dist/try-deb.sh FILE.deb
# As root; needs mmdebstrap and Debian's packages.
set -euo pipefail
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mmdebstrap --quiet --variant=minbase --include=man-db,bash-completion trixie "$root"
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 "$@"; }
# what dpkg and man keep for all packages is not this one's
files() { (cd "$root" && find . -xdev ! -path './var/log/*' ! -path './var/cache/man/*' ! -path './var/lib/dpkg/*-old' | sort); }
files > "$root.before"
trap 'rm -rf "$root" "$root.before"' EXIT
cp "$1" "$root/it.deb"
inside dpkg --install /it.deb
rm "$root/it.deb"

inside sh -ec 'cd /tmp; lubuskie-ics export --county nowosolski; grep -q BEGIN:VEVENT calendars/nowosolski.ics; rm -r calendars'
inside man lubuskie-ics | grep -q -- --county
inside man -L pl lubuskie-ics | grep -q -- --county
# as the shell does when Tab is pressed
inside bash -ec '. /usr/share/bash-completion/bash_completion; _completion_loader lubuskie-ics || [ $? = 124 ]
  COMP_WORDS=(lubuskie-ics ex); COMP_CWORD=1; COMP_LINE="lubuskie-ics ex"; COMP_POINT=15
  "$(complete -p lubuskie-ics | sed "s/.*-F \([^ ]*\).*/\1/")" lubuskie-ics ex lubuskie-ics; [ "${COMPREPLY[*]}" = export ]'

inside dpkg --purge lubuskie-ics
files | diff "$root.before" -
echo "installed, used and removed: ${1##*/}"
