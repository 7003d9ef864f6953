// Signs at places: what a moment, the filters and the size of the map make of them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moment } from '../../../output/viewer/src/data/moment.js';
import { kmToPixels, layPlaces } from '../../../output/viewer/src/map/places.js';
import { createTimeline } from '../../../output/viewer/src/data/timeline.js';
import { day, sampleTimeline } from '../sample-timeline.js';

const sample = createTimeline(sampleTimeline());
const row = (id) => sample.places.id.indexOf(id);
const all = {
    ends: new Set(),
    struck: new Set(),
    shows: () => true,
    filters: { unknown: true, otherRoles: true, place: -1 },
};

/** Marks of a day on a map of 800 by 600 around a place. */
function around(id, iso, zoom, wanted = all) {
    const scale = 256 * 2 ** zoom;
    const view = {
        scale,
        ox: sample.places.x[row(id)] * scale - 400,
        oy: sample.places.y[row(id)] * scale - 300,
        width: 800,
        height: 600,
    };
    const marks = layPlaces(sample, moment(sample, typeof iso === 'number' ? iso : day(iso)), wanted, view);
    return (place) => marks.find(({ members }) => members.includes(row(place)));
}

test('places on one another become one sign with a count and the most telling phase', () => {
    const mark = around('myawaddy', '2025-03-20', 6)('shwe-kokko');
    assert.deepEqual([mark.sign.phase, mark.sign.count, mark.crowd], ['return', 3, row('myawaddy')]);
});

test('a pile whose places share nothing is named by its countries while they are few', () => {
    const names = (zoom) => around('myawaddy', '2025-03-20', zoom)('shwe-kokko').lands.map((land) => sample.places.id[land]);
    assert.deepEqual([names(6), names(1)], [[], ['myanmar', 'cambodia', 'laos']]);
});

test('places at one point are one sign at any scale, each with a line of its own', () => {
    const at = around('myawaddy', '2025-03-20', 9.5);
    const mark = at('kk-park');
    assert.equal(mark, at('myawaddy'));
    assert.deepEqual([mark.sign.count, mark.beside.map(({ place }) => place)], [1, [row('myawaddy')]]);
    assert.notEqual(mark, at('shwe-kokko'));
});

test('what a pile is called does not change from day to day', () => {
    const names = new Set();
    for (let at = day('2024-06-01'); at < day('2025-12-31'); at += 9) {
        const mark = around('myawaddy', at, 6)('shwe-kokko');
        if (mark.sign.count > 1) names.add(mark.crowd);
    }
    assert.deepEqual([...names], [row('myawaddy')]);
});

test('a scene has its own places and who is there on the day, and everything when that is asked for', () => {
    const telling = (...ids) => ({ ...all, told: new Set(ids.map(row)) });
    const cambodia = (wanted) => around('cambodia', '2024-01-01', 7, wanted)('cambodia')?.sign.phase;
    assert.deepEqual([cambodia(telling('cambodia')), cambodia(telling('china')), cambodia(all)], ['arrival', undefined, 'arrival']);
    assert.equal(around('kk-park', '2022-06-01', 6, telling('china'))('kk-park').sign.phase, 'presence');
});

test('the end of a curve that is no place of operations is an open dot', () => {
    const wanted = { ...all, ends: new Set([row('china')]) };
    assert.equal(around('china', '2024-01-01', 5, wanted)('china').sign.phase, 'end');
    assert.equal(around('china', '2024-01-01', 5)('china'), undefined);
});

test('a region is a word where a curve ends in it, and nothing where the map lies within it', () => {
    const wanted = { ...all, ends: new Set([row('southeast-asia')]) };
    assert.equal(around('southeast-asia', '2024-01-01', 2, wanted)('southeast-asia').r, 0);
    assert.equal(around('southeast-asia', '2024-01-01', 5, wanted)('southeast-asia'), undefined);
});

test('other roles take no phase, and can be switched off', () => {
    const off = { ...all, filters: { ...all.filters, otherRoles: false } };
    assert.equal(around('india', '2024-01-01', 5)('india').sign.phase, 'other');
    assert.equal(around('india', '2024-01-01', 5, off)('india'), undefined);
});

test('a vague start or end makes a soft sign', () => {
    assert.equal(around('laos', '2023-09-15', 6)('kokang').sign.soft, true);
    assert.equal(around('laos', '2023-12-15', 6)('kokang').sign.soft, false);
});

test('a kilometre takes more pixels away from the equator', () => {
    assert.ok(Math.abs(kmToPixels(40075.017, 0, 1000) - 1000) < 1e-6);
    assert.ok(Math.abs(kmToPixels(40075.017, 60, 1000) - 2000) < 1e-6);
});

test('what hits one place does not seem to hit a neighbour in another zone', () => {
    const near = sampleTimeline();
    const [gt, laukkai] = [row('golden-triangle'), row('laukkai')];
    for (const axis of ['x', 'y']) near.places[axis][gt] = near.places[axis][laukkai] + 1e-5;
    const timeline = createTimeline(near);
    const scale = 256 * 2 ** 6;
    const [x, y] = [near.places.x[laukkai] * scale - 400, near.places.y[laukkai] * scale - 300];
    const marks = layPlaces(
        timeline,
        moment(timeline, day('2024-08-12')),
        { ...all, struck: new Set([gt]) },
        { scale, ox: x, oy: y, width: 800, height: 600 },
    );
    assert.deepEqual(marks.find(({ place }) => place === gt)?.members, [gt]);
});

test('a kilometre has a length on the map as far as to the poles', () => {
    assert.equal(kmToPixels(40075.017, 0, 256), 256);
    for (const lat of [86, 90, -90]) assert.equal(Math.round(kmToPixels(1, lat, 256 * 2 ** 10)), Math.round(kmToPixels(1, 85.0511, 256 * 2 ** 10)));
});
