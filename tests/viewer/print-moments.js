// Prints the viewer's moments for a timeline and days, as JSON: the other half of tests/output/test_moment.py.
import { readFileSync } from "node:fs";
import { moment, onRecord } from "../../output/viewer/src/data/moment.js";
import { createTimeline } from "../../output/viewer/src/data/timeline.js";

const [timelineFile, daysFile] = process.argv.slice(2);
const timeline = createTimeline(JSON.parse(readFileSync(timelineFile, "utf8")));
const days = /** @type {number[]} */ (JSON.parse(readFileSync(daysFile, "utf8")));
process.stdout.write(JSON.stringify(days.map(everything)));

/** The moment with every movement on record, as Python's has them. @param {number} day */
function everything(day) {
  const { begun, ...now } = moment(timeline, day);
  return { ...now, movements: onRecord(timeline, { day, begun }) };
}
