import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atPoint, layRibbon, linksOf, undatedOf } from '../../../output/viewer/src/ribbon/layout.js';
import { testGolden } from '../golden.js';
import { day, sampleTimeline } from '../sample-timeline.js';

const data = /** @type {any} */ (sampleTimeline());
const all = () => true;
const name = (/** @type {number} */ place) => data.places.id[place];
const frame = {
    width: 1000, rowHeight: 15, maxRows: Infinity, labels: /** @type {const} */ ('two'), first: day('2019-01-01'), last: day('2026-03-31'), folds: new Map(), told: null,
};

test('the extent of the clock fills the room between the labels and the column of the undated', () => {
    const { x, left, right } = layRibbon(data, frame, all);
    assert.equal(x(frame.first), left);
    assert.ok(Math.abs(x(frame.last + 1) - right) < 1e-9);
});

test('rows keep their order, and the first of a country carries its name', () => {
    const { rows } = layRibbon(data, frame, all);
    assert.equal(rows.length, data.rows.place.length);
    assert.deepEqual(rows.slice(0, 3).map(({ y }) => y), [0, 15, 30]);
    const heads = rows.filter(({ head }) => head).map(({ country }) => name(country));
    assert.deepEqual(heads, ['myanmar', 'cambodia', 'laos', 'philippines', 'peru']);
});

const rowsWith = (/** @type {any} */ more) => layRibbon(data, { ...frame, ...more }, all).rows.map(({ place, held, open }) => ({ name: name(place), held: held.map(name), open }));

test('when room is short the places that have no row stand together in the last one', () => {
    const rows = rowsWith({ maxRows: 5 });
    assert.equal(rows.length, 5);
    assert.ok(rows.some((row) => row.name === 'kk-park'), 'a return is what a reader looks for');
    assert.ok(rows.slice(0, 4).every(({ held, open }) => !held.length && open === null));
    const told = rows.flatMap((row) => (row.held.length ? row.held : [row.name]));
    assert.deepEqual(told.sort(), data.rows.place.map(name).sort());
});

test('the places of the scene stand first, whether all have a row or not', () => {
    const told = new Set([data.places.id.indexOf('kk-park'), data.places.id.indexOf('philippines')]);
    for (const maxRows of [4, Infinity]) assert.deepEqual(rowsWith({ maxRows, told }).slice(0, 2).map((row) => row.name), ['kk-park', 'philippines']);
});

test('a country folds and unfolds at the wish of the reader', () => {
    const country = data.places.id.indexOf('myanmar');
    const shut = rowsWith({ folds: new Map([[country, false]]) });
    assert.equal(shut.filter((row) => row.held.length).length, 1);
    assert.equal(shut[0].open, false);
    assert.ok(shut[0].held.includes('kk-park'));
    const open = rowsWith({ folds: new Map([[country, true]]) });
    assert.deepEqual(open[0].open, true);
    assert.ok(open.some((row) => row.name === 'kk-park'));
});

test('what happened at a folded place is found, and linked, in the row of its country', () => {
    const country = data.places.id.indexOf('myanmar');
    const folded = layRibbon(data, { ...frame, folds: new Map([[country, false]]) }, all);
    const spans = data.spans.place.flatMap((/** @type {number} */ place, /** @type {number} */ i) => (name(place) === 'kk-park' && data.spans.start_max[i] !== null ? [i] : []));
    const row = folded.rows[0];
    const found = atPoint(data, folded, folded.x(data.spans.start_max[spans[0]]) + 1, row.y + 5, all);
    assert.equal(found && name(found.place), 'kk-park');
    assert.equal(folded.rowOf(data.places.id.indexOf('kk-park')), row);
});

test('a movement links the rows of its two ends, an undated one has a place in the column', () => {
    const layout = layRibbon(data, frame, all);
    const [links, undated] = [linksOf(data, layout, all), undatedOf(data, layout, all)];
    const found = links.map(({ movement }) => data.movements.id[movement]);
    assert.ok(found.includes('mov-myawaddy-kohkong'));
    assert.ok(!found.includes('mov-expand-africa') && !found.includes('mov-kk-return'));
    const link = links[found.indexOf('mov-myawaddy-kohkong')];
    assert.deepEqual([name(link.from.place), name(link.to.place)], ['myawaddy', 'koh-kong']);
    assert.ok(link.x0 < link.x1);
    assert.deepEqual(undated.map(({ movement, away }) => [data.movements.id[movement], away]), [['mov-arrival-philippines', false]]);
});

test('a place without a row of its own goes to the one it lies in', () => {
    const few = layRibbon(data, frame, all);
    assert.equal(few.rowOf(data.places.id.indexOf('africa')), null);
    const row = few.rowOf(data.places.id.indexOf('kk-park'));
    assert.equal(row && name(row.place), 'kk-park');
});

test('what the filter hides links nothing, and a row with nothing left is gone', () => {
    const none = () => false;
    assert.equal(linksOf(data, layRibbon(data, frame, none), none).length, 0);
    const atKkPark = (/** @type {number} */ record) => data.records.place[record] === data.places.id.indexOf('kk-park');
    const left = layRibbon(data, frame, atKkPark).rows.map(({ place }) => name(place));
    assert.ok(left.includes('kk-park') && !left.includes('cambodia') && !left.includes('shwe-kokko'));
});

testGolden('ribbon');
