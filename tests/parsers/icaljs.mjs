// FILE.ics → its events as JSON, as ical.js (Thunderbird, Nextcloud's calendar) reads them.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);

const time = (event, name) => {
  const value = event.getFirstPropertyValue(name);
  if (value.isDate) return value.toString();
  return new Date(value.toUnixTime() * 1000).toISOString().replace(".000Z", "Z");
};
const events = calendar.getAllSubcomponents("vevent").map((event) => ({
  uid: event.getFirstPropertyValue("uid"),
  sequence: event.getFirstPropertyValue("sequence"),
  status: event.getFirstPropertyValue("status"),
  start: time(event, "dtstart"),
  end: time(event, "dtend"),
  summary: event.getFirstPropertyValue("summary"),
  location: event.getFirstPropertyValue("location") ?? "",
  description: event.getFirstPropertyValue("description") ?? "",
}));
console.log(JSON.stringify(events));
