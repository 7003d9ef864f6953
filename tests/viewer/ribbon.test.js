import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseRows, layoutRibbon, yearsOf } from '../../output/viewer/src/ribbon-layout.js';
import { day, sampleTimeline } from './sample-timeline.js';

const data = /** @type {any} */ (sampleTimeline());
const all = () => true;
const name = (/** @type {number} */ place) => data.places.id[place];
const frame = {
    width: 1000, rowHeight: 15, maxRows: 99, labels: /** @type {const} */ ('two'), first: day('2019-01-01'), last: day('2026-03-31'),
};

test('the extent of the clock fills the room between the labels and the column of the undated', () => {
    const { x, left, right } = layoutRibbon(data, frame, all);
    assert.equal(x(frame.first), left);
    assert.ok(Math.abs(x(frame.last + 1) - right) < 1e-9);
});

test('rows keep their order, and the first of a country carries its name', () => {
    const { rows } = layoutRibbon(data, frame, all);
    assert.equal(rows.length, data.rows.place.length);
    assert.deepEqual(rows.slice(0, 3).map(({ y }) => y), [0, 15, 30]);
    const heads = rows.filter(({ head }) => head).map(({ country }) => name(country));
    assert.deepEqual(heads, ['myanmar', 'cambodia', 'laos', 'philippines', 'peru']);
});

test('when room is short the most eventful rows stay, in their order', () => {
    const few = chooseRows(data, 4, all);
    assert.equal(few.length, 4);
    assert.deepEqual(few, [...few].sort((a, b) => a - b));
    assert.ok(few.map((i) => name(data.rows.place[i])).includes('kk-park'));
    assert.ok(!few.map((i) => name(data.rows.place[i])).includes('philippines'));
    assert.equal(layoutRibbon(data, { ...frame, maxRows: 4 }, all).hidden, data.rows.place.length - 4);
});

test('a movement links the rows of its two ends, an undated one has a place in the column', () => {
    const { links, undated } = layoutRibbon(data, frame, all);
    const found = links.map(({ movement }) => data.movements.id[movement]);
    assert.ok(found.includes('mov-myawaddy-kohkong'));
    assert.ok(!found.includes('mov-expand-africa') && !found.includes('mov-kk-return'));
    const link = links[found.indexOf('mov-myawaddy-kohkong')];
    assert.deepEqual([name(link.from.place), name(link.to.place)], ['myawaddy', 'koh-kong']);
    assert.ok(link.x0 < link.x1);
    assert.deepEqual(undated.map(({ movement, away }) => [data.movements.id[movement], away]), [['mov-arrival-philippines', false]]);
});

test('a place without a row of its own goes to the one it lies in', () => {
    const few = layoutRibbon(data, { ...frame, maxRows: 99 }, all);
    assert.equal(few.rowOf(data.places.id.indexOf('africa')), null);
    const row = few.rowOf(data.places.id.indexOf('kk-park'));
    assert.equal(row && name(row.place), 'kk-park');
});

test('what the filter hides links nothing', () => {
    assert.equal(layoutRibbon(data, frame, () => false).links.length, 0);
});

test('years are the first days of years inside the extent', () => {
    assert.deepEqual(yearsOf(day('2019-01-01'), day('2020-06-30')), [{ year: 2019, day: day('2019-01-01') }, { year: 2020, day: day('2020-01-01') }]);
    assert.deepEqual(yearsOf(day('2019-01-02'), day('2019-12-31')), []);
});
