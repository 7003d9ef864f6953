// The line under the clock tells what the map shows, and nothing that a filter hides.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockLine } from '../../../output/viewer/src/frame/clock.js';
import { moment } from '../../../output/viewer/src/data/moment.js';
import { ALL_SHOWN } from '../../../output/viewer/src/state/reduce.js';
import { createTimeline } from '../../../output/viewer/src/data/timeline.js';
import { testGolden } from '../golden.js';
import { day, sampleTimeline } from '../sample-timeline.js';

const data = /** @type {any} */ (sampleTimeline());
const timeline = createTimeline(data);
const words = /** @type {any} */ ({
    lang: 'en', t: (key, values = {}) => [key, ...Object.values(values)].join(' '),
    shortPlace: (row) => data.places.id[row], span: () => 'then', event: () => 'then', record: (_, row) => data.records.id[row], word: (code) => code,
});
const line = (on, shows) => clockLine(data, /** @type {any} */ ({ day: day(on), scene: -1, sceneChosen: false, filters: ALL_SHOWN }), /** @type {any} */ (moment(timeline, day(on))), words, shows);

test('a phase that the filters hide is not told', () => {
    const told = line('2025-06-01', () => true);
    assert.match(told, /kk-park/);
    const others = (_, record) => data.records.place[record] !== data.places.id.indexOf('kk-park')
        && data.movements.destination[data.movements.record.indexOf(record)] !== data.places.id.indexOf('kk-park');
    assert.doesNotMatch(line('2025-06-01', others), /kk-park/);
    assert.equal(line('2025-06-01', () => false), 'clock.none');
});

testGolden('clock');
