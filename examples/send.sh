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

mkdir -p -- "$maildir/sent"
# two runs at once would send everything twice
if command -v flock > /dev/null; then
  exec 9> "$maildir/.sending"
  flock -n 9 || { echo "$maildir: another run is sending" >&2; exit 75; }
else
  # macOS has none
  lock=$maildir/.sending.lock
  mkdir -- "$lock" 2> /dev/null || { echo "$maildir: another run is sending; if none is, remove $lock" >&2; exit 75; }
  trap 'rmdir -- "$lock"' EXIT
fi
# the message that is being sent is seen to its end, since the server may have taken it
stop=
trap 'stop=129' HUP
trap 'stop=130' INT
trap 'stop=143' TERM
# by name, and so in the order in which they were written
for message in "$maildir"/new/*.eml; do
  # with nothing to send, the pattern itself
  [ -e "$message" ] || continue
  [ -z "$stop" ] || exit "$stop"
  "$@" < "$message" || { code=$?; echo "$message: not sent" >&2; exit "$code"; }
  mv -- "$message" "$maildir/sent/"
done
[ -z "$stop" ] || exit "$stop"
