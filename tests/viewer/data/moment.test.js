// What is on record on a day: the rules of docs/timeline.md on the sample, and the vectors shared with the Python half.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moment, onRecord } from '../../../output/viewer/src/data/moment.js';
import { createTimeline } from '../../../output/viewer/src/data/timeline.js';
import { testGolden } from '../golden.js';
import { day, sampleTimeline } from '../sample-timeline.js';

const sample = createTimeline(sampleTimeline());

// with every movement on record, as Python's moment has them
const all = (timeline, at) => {
    const { begun, ...now } = moment(timeline, at);
    return { ...now, movements: onRecord(timeline, { day: at, begun }) };
};
const on = (iso, part = 0) => all(sample, day(iso) + part);
const movement = (now, id) => now.movements.find(({ index }) => sample.json.movements.id[index] === id);
const place = (now, id) => now.places.find(({ index }) => sample.places.id[index] === id);
const ids = (table, rows) => rows.map((row) => sample.json[table].id[row]);

test('a bounded movement travels from its earliest start to the day after its latest end', () => {
    assert.equal(movement(on('2023-08-31'), 'mov-kokang-kayin'), undefined);
    const days = day('2024-05-01') - day('2023-09-01');
    const { state, fraction, age } = movement(on('2023-09-01', days / 2), 'mov-kokang-kayin');
    assert.deepEqual({ state, fraction, age }, { state: 'under_way', fraction: 0.5, age: 0 });
    const later = movement(on('2024-05-11'), 'mov-kokang-kayin');
    assert.deepEqual([later.state, later.fraction, later.age], ['past', 1, 10]);
});

test('one bound shows the whole curve at once, and it never travels', () => {
    const since = movement(on('2019-08-28'), 'mov-cambodia-gt');
    assert.deepEqual([since.state, since.fraction, since.age], ['since', 1, 10]);
    assert.equal(movement(on('2023-09-29'), 'mov-philippines-myanmar'), undefined);
    assert.equal(movement(on('2023-09-30'), 'mov-philippines-myanmar').state, 'by');
});

test('undated movements and those without a shape are never in a moment', () => {
    const listed = ids(
        'movements',
        on('2026-03-31').movements.map(({ index }) => index),
    );
    assert.ok(!listed.includes('mov-expand-africa') && !listed.includes('mov-arrival-philippines'));
    assert.ok(!listed.includes('mov-return-trend'));
});

test('the control point lies to the right of travel, and the short way round the world', () => {
    const now = on('2023-10-01');
    const { cx, cy } = movement(now, 'mov-kokang-cambodia');
    const row = (id) => sample.places.id.indexOf(id);
    const [from, to] = [row('kokang'), row('cambodia')];
    const { x, y } = sample.places;
    const [dx, dy] = [x[to] - x[from], y[to] - y[from]];
    assert.ok(dx * (cy - y[from]) - dy * (cx - x[from]) > 0);
    assert.ok(movement(now, 'mov-peru').cx > x[row('southeast-asia')]);
    assert.equal(movement(on('2025-03-20'), 'mov-kk-return').cx, null);
});

test('a place shows the phase that started last', () => {
    assert.equal(place(on('2024-12-01'), 'kk-park').phase, 'presence');
    assert.equal(place(on('2025-02-24', 0.5), 'kk-park').phase, 'crackdown');
    assert.equal(place(on('2025-02-25'), 'kk-park').phase, 'presence');
    assert.equal(place(on('2025-06-01'), 'kk-park').phase, 'return');
});

test('a phase is sure between its latest start and its earliest end', () => {
    assert.equal(place(on('2023-09-15'), 'kokang').sure, 0);
    assert.equal(place(on('2023-09-30'), 'kokang').sure, 1);
    assert.equal(place(on('2024-04-01', 0.9), 'kokang').sure, 1);
    assert.equal(place(on('2024-04-02'), 'kokang').sure, 0);
});

test('without a phase a place is attested, not yet on record, earlier, ended or of unknown date', () => {
    assert.equal(place(on('2022-08-31'), 'sihanoukville').phase, 'not_yet');
    assert.equal(place(on('2022-09-30', 0.9), 'sihanoukville').phase, 'attested');
    assert.equal(place(on('2022-10-01'), 'sihanoukville').phase, 'earlier');
    assert.equal(place(on('2024-02-01'), 'laukkai').phase, 'ended');
    assert.equal(place(on('2024-05-01'), 'kayin-state').phase, 'earlier');
    assert.equal(place(on('2024-05-01'), 'india'), undefined);
});

test('an arrival compatible with a return says so and stays an arrival', () => {
    const { phase, candidate } = place(on('2024-01-01'), 'cambodia');
    assert.deepEqual([phase, candidate], ['arrival', 1]);
});

test('a disruption is listed apart and is no phase', () => {
    const now = on('2025-02-05');
    assert.deepEqual(
        now.disruptions.map((row) => sample.places.id[sample.spans.place[row]]),
        ['myawaddy'],
    );
    assert.equal(place(now, 'myawaddy').phase, 'displacement');
});

test('an event stays for twelve days', () => {
    const shown = (iso) =>
        ids(
            'events',
            on(iso).events.map(({ index }) => index),
        );
    assert.deepEqual(shown('2024-08-11'), []);
    assert.deepEqual(shown('2024-08-12'), ['evt-gt-raid']);
    assert.equal(on('2024-08-14', 0.5).events[0].age, 2.5);
    assert.deepEqual(shown('2024-08-24'), []);
});

test('the list of places is the same object until something changes', () => {
    assert.equal(on('2024-06-01').places, on('2024-06-02', 0.4).places);
    assert.notEqual(on('2025-02-23').places, on('2025-02-24').places);
});

testGolden('moments', 1e-9);
