#!/bin/sh
# For a job without a disk of its own, in a container or a CI runner: publish.sh LIST REMOTE BASE_URL
# The published folder is the memory, so it is pulled, published over and pushed. REMOTE is whatever rclone takes: s3:bucket,
# sftp:folder, a folder; it must be there (rclone mkdir REMOTE). One job at a time: the lock does not reach so far.
set -eu
list=$1
remote=$2
base=$3
folder=
child=
# a signal ends what is running, and the folder goes in any case
trap '[ -z "$folder" ] || rm -rf "$folder"' EXIT
trap 'stop 129' HUP
trap 'stop 130' INT
trap 'stop 143' TERM
stop() {
  [ -z "$child" ] || kill "$child" 2> /dev/null || true
  wait
  exit "$1"
}
# beside the shell, which would not hear a signal otherwise; what runs so has its input from descriptor 3
exec 3<&0
run() {
  "$@" <&3 3<&- &
  child=$!
  wait "$child"
  child=
}
# with a template, as macOS has it
folder=$(mktemp -d "${TMPDIR:-/tmp}/lubuskie-ics.XXXXXX")

# a failure here ends the run: with half of the memory meetings would seem new
run rclone copy -- "$remote" "$folder"
run lubuskie-ics publish --quiet --output="$folder" --base-url="$base" -- "$list"
# calendars before the page that leads to them, what is no longer wanted last; what has not changed is not sent
run rclone copy --checksum --exclude /index.html --exclude .lubuskie-ics.lock -- "$folder" "$remote"
run rclone sync --checksum --exclude .lubuskie-ics.lock -- "$folder" "$remote"
