"""FILE.ics → its events as JSON, as libical (Evolution, GNOME Calendar, KOrganizer's older versions) reads them."""

import datetime
import json
import sys

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib as ical  # noqa: E402


def moment(time):
    if time.is_date():
        return f"{time.get_year():04}-{time.get_month():02}-{time.get_day():02}"
    seconds = time.as_timet_with_zone(time.get_timezone())
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


calendar = ical.Component.new_from_string(open(sys.argv[1], encoding="utf-8", newline="").read())
events = []
event = calendar.get_first_component(ical.ComponentKind.VEVENT_COMPONENT)
while event:
    events.append({
        "uid": event.get_uid(),
        "sequence": event.get_sequence(),
        "status": event.get_status().value_nick.upper(),
        "start": moment(event.get_dtstart()),
        "end": moment(event.get_dtend()),
        "summary": event.get_summary(),
        "location": event.get_location() or "",
        "description": event.get_description() or "",
    })
    event = calendar.get_next_component(ical.ComponentKind.VEVENT_COMPONENT)
print(json.dumps(events))
