// Room for labels: the cheapest free place, leaders when it is tight, and no label rather than a bad one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxOf, placeLabels } from '../../../output/viewer/src/map/labels.js';
import { testGolden } from '../golden.js';

const NAME = { width: 60, height: 14 };
const label = (id, x, y, more = {}) => ({
    id,
    kind: 'place',
    x,
    y,
    r: 7,
    priority: 50,
    must: false,
    lines: [NAME],
    ...more,
});
const field = (more = {}) => ({
    frame: { left: 0, top: 0, right: 400, bottom: 300 },
    blocked: [],
    signs: [],
    curves: [],
    ...more,
});
const sign = ({ x, y, r }, soft = false) => ({ x, y, r, soft });
const spots = (placed) => Object.fromEntries(placed.map(({ item, spot }) => [item.id, spot]));
const place = (items, more, before = new Map(), limit) => placeLabels(items, field(more), before, limit);

test('a label with room stands to the right', () => {
    assert.deepEqual(spots(place([label('a', 100, 100)])), { a: 'E' });
});

test('at the right edge it stands to the left', () => {
    assert.deepEqual(spots(place([label('a', 370, 100)])), { a: 'W' });
});

test('the more urgent label takes the better place', () => {
    const items = [label('low', 100, 100), label('high', 100, 106, { priority: 90 })];
    const placed = spots(place(items, { signs: items.map((item) => sign(item)) }));
    assert.equal(placed.high, 'E');
    assert.notEqual(placed.low, 'E');
});

test('no label covers another, a sign or what lies over the map', () => {
    const items = Array.from({ length: 9 }, (_, i) => label(`p${i}`, 180 + 16 * (i % 3), 120 + 16 * Math.floor(i / 3)));
    const clock = { left: 0, top: 0, right: 150, bottom: 60 };
    const boxes = place(items, { signs: items.map((item) => sign(item)), blocked: [clock] }).map(boxOf);
    const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
    assert.ok(boxes.length >= 6);
    boxes.forEach((box, i) => {
        assert.ok(apart(box, clock));
        for (const other of boxes.slice(i + 1)) assert.ok(apart(box, other));
        for (const { x, y } of items) assert.ok(apart(box, { left: x - 4, top: y - 4, right: x + 4, bottom: y + 4 }));
    });
});

test('leaders do not cross', () => {
    const items = Array.from({ length: 6 }, (_, i) => label(`p${i}`, 200 + 3 * i, 150));
    const leaders = place(items, { signs: items.map((item) => sign(item)) })
        .filter(({ leader }) => leader)
        .map(({ item, leader }) => [item.x + leader[0], item.y + leader[1], item.x + leader[2], item.y + leader[3]]);
    const side = ([x0, y0, x1, y1], x, y) => (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0);
    const cross = (a, b) =>
        side(a, b[0], b[1]) * side(a, b[2], b[3]) < 0 && side(b, a[0], a[1]) * side(b, a[2], a[3]) < 0;
    assert.ok(leaders.length > 0);
    leaders.forEach((leader, i) => leaders.slice(i + 1).forEach((other) => assert.ok(!cross(leader, other))));
});

test('a curve is written over only when there is nothing better', () => {
    const curve = Float64Array.from({ length: 80 }, (_, i) => (i % 2 ? 100 : 110 + i));
    assert.notEqual(spots(place([label('a', 100, 100)], { curves: [curve] })).a, 'E');
});

test('what happened is dropped before the name, and the name before it is unreadable', () => {
    const lines = [NAME, { width: 300, height: 14 }];
    const tight = { frame: { left: 60, top: 80, right: 180, bottom: 130 } };
    assert.equal(place([label('a', 100, 100, { lines })], tight)[0].lines, 1);
    assert.deepEqual(place([label('a', 100, 100)], { frame: { left: 90, top: 90, right: 110, bottom: 110 } }), []);
});

test('an event now is named over a sign or a curve, but never cut and never over another name', () => {
    const wall = Array.from({ length: 40 }, (_, i) => sign({ x: 60 + 20 * (i % 8), y: 60 + 20 * Math.floor(i / 8), r: 16 }));
    assert.equal(place([label('a', 100, 100)], { signs: wall }).length, 0);
    assert.equal(place([label('a', 100, 100, { must: true })], { signs: wall }).length, 1);
    const nowhere = { frame: { left: 90, top: 90, right: 110, bottom: 110 } };
    assert.equal(place([label('a', 100, 100, { must: true })], nowhere).length, 0);
    const many = Array.from({ length: 30 }, (_, i) => label(`p${i}`, 100 + i, 100, { must: true, priority: i }));
    const boxes = place(many, {}).map(boxOf);
    const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    assert.ok(boxes.length > 3 && boxes.length < 30);
    assert.ok(boxes.every((a, i) => boxes.slice(i + 1).every((b) => !meet(a, b))));
});

test('a label stays where it was while that is nearly as good', () => {
    assert.deepEqual(spots(place([label('a', 100, 100)], {}, new Map([['a', 'W']]))), { a: 'W' });
    const blocked = [{ left: 20, top: 80, right: 90, bottom: 120 }];
    assert.deepEqual(spots(place([label('a', 100, 100)], { blocked }, new Map([['a', 'W']]))), { a: 'E' });
});

test('on a small map there are only so many names of places', () => {
    const items = Array.from({ length: 5 }, (_, i) => label(`p${i}`, 50, 30 + 50 * i, { priority: i }));
    assert.deepEqual(Object.keys(spots(place(items, {}, new Map(), 2))), ['p4', 'p3']);
});

test('only what the picture is about may have a long leader', () => {
    const wall = Array.from({ length: 15 }, (_, i) => sign({ x: 300 + 40 * Math.cos(i), y: 200 + 40 * Math.sin(i), r: 22 }));
    const leaders = (more) => place([label('a', 300, 200, more)], { signs: wall, frame: { left: 0, top: 0, right: 600, bottom: 400 } }).filter(({ leader }) => leader).length;
    assert.equal(leaders({}), 0);
    assert.equal(leaders({ priority: 130, must: true }), 1);
});

test('a label rather stands elsewhere than over the open dot of a neighbour', () => {
    assert.deepEqual(spots(place([label('a', 100, 100)], { signs: [sign({ x: 140, y: 100, r: 3 }, true)] })), { a: 'W' });
});

test('while the clock runs a label keeps a place that is a little dearer', () => {
    const before = new Map([['a', 'W']]);
    const curve = Float64Array.from({ length: 12 }, (_, i) => (i % 2 ? 100 : 40 + 4 * i));
    const signs = [sign({ x: 100, y: 100, r: 7 })];
    assert.notDeepEqual(spots(place([label('a', 100, 100)], { signs, curves: [curve] }, before)), { a: 'W' });
    assert.deepEqual(spots(place([label('a', 100, 100)], { signs, curves: [curve], keep: 20 }, before)), { a: 'W' });
});

test('a leader does not run under the clock or the legend', () => {
    const wall = { left: 220, top: 0, right: 223, bottom: 300 };
    const frame = { left: 190, top: 0, right: 400, bottom: 300 };
    const gap = [{ ...wall, bottom: 148 }, { ...wall, top: 152 }];
    assert.deepEqual(spots(place([label('a', 200, 150)], { frame, blocked: [wall] })), {});
    assert.deepEqual(spots(place([label('a', 200, 150)], { frame, blocked: gap })), { a: 'L16/0' });
});

testGolden('labels');
