#!/bin/sh
# Sends what "lubuskie-ics invite" wrote: send.sh MAILDIR [PROGRAM…], by default with "msmtp -t"; "sendmail -t" does as well.
# Each message goes from new to sent once the mail server has taken it. At the first failure the script stops with the
# program's exit code; run again, it goes on from there.
set -eu
umask 077
if ! [ -d "${1:-}/new" ]; then
  echo "usage: send.sh MAILDIR [PROGRAM…]; MAILDIR is the folder that \"lubuskie-ics invite\" wrote into" >&2
  exit 64
fi
maildir=$1
shift
[ $# -gt 0 ] || set -- msmtp -t

mkdir -p "$maildir/sent"
# two runs at once would send everything twice
if command -v flock > /dev/null; then
  exec 9> "$maildir/.sending"
  flock -n 9 || { echo "$maildir: another run is sending" >&2; exit 75; }
fi
# by name, and so in the order in which they were written
for message in "$maildir"/new/*.eml; do
  # with nothing to send, the pattern itself
  [ -e "$message" ] || continue
  "$@" < "$message" || { code=$?; echo "$message: not sent" >&2; exit $code; }
  mv "$message" "$maildir/sent/"
done
