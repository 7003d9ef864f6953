// Prints what the viewer says was known on some days: ids of records, and phases with their places. node print-known.js TIMELINE DAY...

import { readFileSync } from 'node:fs';
import { isSpanKnown, knownFrom } from '../../output/viewer/src/data/known.js';

const data = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const first = knownFrom(data);
const found = process.argv.slice(3).map(Number).map((day) => ({
    records: data.records.id.filter((/** @type {string} */ _, /** @type {number} */ record) => first[record] <= day),
    spans: data.spans.place.flatMap((/** @type {number} */ place, /** @type {number} */ span) => (
        isSpanKnown(data, span, day) ? [[data.places.id[place], data.spans.phase[span], data.spans.start_min[span]]] : [])),
}));
process.stdout.write(JSON.stringify(found));
