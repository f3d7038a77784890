#!/bin/sh
# All counties' calendars from one list, as a timer or cron would make them: all-counties.sh LIST DIR
# Says nothing when all is well. The exit code is the program's own: 1 the list has problems, 3 refused, 4 files.
set -eu
list=$1
folder=$2

# everything is looked at first: a list with problems changes no calendar
lubuskie-ics check --quiet -- "$list"
lubuskie-ics export --quiet --output="$folder" -- "$list"
# and all in one, for those who want every county
lubuskie-ics export --quiet --output="$folder" --combined -- "$list"
