// Reads calendars with ical.js (Thunderbird's reader) and node-ical.
// In: a JSON list of calendar texts on standard input. Out: a JSON list, per text
// {"ical.js": [entry...], "node-ical": [entry...]}, entry = {uid, sequence, start, end, summary, status}, instants in UTC.
import ICAL from "ical.js";
import ical from "node-ical";

const instant = (date) => date.toISOString().replace(".000Z", "Z");

function withIcalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      start: instant(event.startDate.toJSDate()),
      end: instant(event.endDate.toJSDate()),
      summary: event.summary,
      status: component.getFirstPropertyValue("status"),
    };
  });
}

function withNodeIcal(text) {
  return Object.values(ical.sync.parseICS(text))
    .filter((entry) => entry.type === "VEVENT")
    .map((event) => ({
      uid: event.uid,
      sequence: Number(event.sequence),
      start: instant(event.start),
      end: instant(event.end),
      summary: event.summary,
      status: event.status,
    }));
}

let input = "";
process.stdin.setEncoding("utf8");
for await (const chunk of process.stdin) input += chunk;
const answers = JSON.parse(input).map((text) => ({ "ical.js": withIcalJs(text), "node-ical": withNodeIcal(text) }));
process.stdout.write(JSON.stringify(answers));
