// What a picture draws, thing by thing: for the pointer, the list and the keys.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moment, onRecord } from '../../../output/viewer/src/data/moment.js';
import { createTimeline } from '../../../output/viewer/src/data/timeline.js';
import { allDrawn, inReadingOrder } from '../../../output/viewer/src/map/seen.js';
import { layPicture } from '../../../output/viewer/src/map/picture.js';
import { ALL_SHOWN } from '../../../output/viewer/src/state/reduce.js';
import { day, sampleTimeline } from '../sample-timeline.js';

const sample = createTimeline(sampleTimeline());
const row = (/** @type {string} */ id) => sample.places.id.indexOf(id);
const state = /** @type {any} */ ({ scene: -1, sceneChosen: false, selected: -1, hovered: -1, lang: 'en', filters: ALL_SHOWN });

/** What a map of 800 by 600 around a place draws on a day. @param {string} id @param {string} iso */
function around(id, iso) {
    const scale = 256 * 2 ** 6;
    const view = { scale, ox: sample.places.x[row(id)] * scale - 400, oy: sample.places.y[row(id)] * scale - 300, width: 800, height: 600 };
    const now = moment(sample, day(iso));
    const seen = { ...now, movements: onRecord(sample, now) };
    return allDrawn(sample, seen, layPicture(sample, seen, state, view, () => true, null));
}

test('a sign of several places is one thing with what is recorded of each; what happened there is another', () => {
    const things = around('myawaddy', '2025-02-16');
    const [pile, ...others] = things.filter(({ shown }) => shown.some(({ place }) => place === row('shwe-kokko')));
    assert.equal(others.length, 0);
    assert.equal(pile.pile?.count, 3);
    assert.deepEqual(new Set(pile.records), new Set(['myawaddy', 'kk-park', 'shwe-kokko'].map((id) => sample.places.record[row(id)])));
    assert.ok(pile.shown.every(({ phase }) => phase));
    const events = things.filter(({ group }) => group === 'events');
    assert.ok(events.length && events.every(({ records }) => records.length === 1));
    assert.ok(events.some(({ x, y }) => x === pile.x && y === pile.y));
});

test('what lies outside the view is not drawn, and everything has a key of its own', () => {
    const things = around('myawaddy', '2025-03-20');
    assert.ok(things.some(({ records }) => records.includes(sample.places.record[row('kk-park')])));
    assert.ok(!things.some(({ group, records }) => group === 'places' && records.includes(sample.places.record[row('lima')])));
    assert.equal(new Set(things.map(({ key }) => key)).size, things.length);
});

test('a map is read from its top left, places before events before ways, from the right where the language is', () => {
    const at = (/** @type {any} */ group, /** @type {number} */ x, /** @type {number} */ y) => ({ key: `${group} ${x} ${y}`, group, records: [0], x, y, r: 7, shown: [], pile: null });
    const things = [at('movements', 10, 10), at('places', 290, 290), at('places', 250, 50), at('places', 10, 90), at('places', 150, 20), at('events', 10, 10), at('places', -20, 150)];
    const said = (/** @type {'ltr' | 'rtl'} */ dir) => inReadingOrder(things, { width: 300, height: 300 }, dir).map(({ group, where }) => `${group[0]}${where}`);
    assert.deepEqual(said('ltr'), ['p0', 'p1', 'p2', 'p3', 'p8', 'e0', 'm0']);
    assert.deepEqual(said('rtl'), ['p2', 'p1', 'p0', 'p3', 'p8', 'e0', 'm0']);
});
