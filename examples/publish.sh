#!/bin/sh
# For a job without a disk of its own, in a container or a CI runner: publish.sh LIST REMOTE BASE_URL
# The published folder is the memory, so it is pulled, published over and pushed. REMOTE is whatever rclone takes: s3:bucket,
# sftp:folder, a folder; it must be there (rclone mkdir REMOTE). One job at a time: the lock does not reach so far.
set -eu
list=$1
remote=$2
base=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# a failure here ends the run: with half of the memory meetings would seem new
rclone copy "$remote" "$folder"
lubuskie-ics publish --quiet "$list" --output "$folder" --base-url "$base"
# calendars before the page that leads to them, what is no longer wanted last; what has not changed is not sent
rclone copy --checksum --exclude /index.html --exclude .lubuskie-ics.lock "$folder" "$remote"
rclone sync --checksum --exclude .lubuskie-ics.lock "$folder" "$remote"
