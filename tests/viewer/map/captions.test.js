// What labels say, and which are called for: a scene names its places on the map too, and every curve that leaves the frame says where.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captionsOfCuts, captionsOfMarks } from '../../../output/viewer/src/map/captions.js';
import { moment } from '../../../output/viewer/src/data/moment.js';
import { createSpeakers } from '../../../output/viewer/src/language/speaker.js';
import { layPlaces } from '../../../output/viewer/src/map/places.js';
import { createTimeline } from '../../../output/viewer/src/data/timeline.js';
import { stringsOf, testGolden } from '../golden.js';
import { day, sampleTimeline } from '../sample-timeline.js';

const data = /** @type {any} */ (sampleTimeline());
data.texts.en.ui = stringsOf('en');
const sample = createTimeline(data);
const row = (id) => sample.places.id.indexOf(id);
const set = (text, style, token) => ({ text, font: style, token, spacing: 0, width: 6 * text.length, height: 14 });
const words = createSpeakers(data)('en');

const telling = (iso, told, more = {}) => ({
    timeline: sample, words, events: new Map(), inScene: () => false, told: told && new Set(told.map(row)),
    world: false, day: day(iso), selected: -1, brief: false, ...more,
});

/** What the label of the sign of a place says, around it on a map of 800 by 600. */
function said(id, iso, told, zoom = 6) {
    const scale = 256 * 2 ** zoom;
    const view = { scale, ox: sample.places.x[row(id)] * scale - 400, oy: sample.places.y[row(id)] * scale - 300, width: 800, height: 600 };
    const filters = { unknown: true, otherRoles: true, place: -1 };
    const marks = layPlaces(sample, moment(sample, day(iso)), { ends: new Set(), struck: new Set(), shows: () => true, filters, groups: null }, view);
    const mark = marks.filter(({ members }) => members.includes(row(id)));
    return captionsOfMarks(mark, telling(iso, told), set, 400)[0]?.lines.map(({ text }) => text);
}

test('a place that is not yet on record is named where the scene tells of it', () => {
    assert.equal(said('sihanoukville', '2019-06-01', null), undefined);
    assert.equal(said('sihanoukville', '2019-06-01', ['laos']), undefined);
    assert.deepEqual(said('sihanoukville', '2019-06-01', ['sihanoukville']), ['Sihanoukville']);
});

test('of a crowd the place that the scene tells of is named, be it under the name of another', () => {
    const lines = said('kk-park', '2022-06-01', ['myawaddy', 'kk-park']);
    assert.match(lines[0], /Myawaddy/);
    assert.equal(lines[1], 'KK Park');
});

test('a curve aside of the scene has a tag, quieter than those the scene tells of', () => {
    const cut = { x: 400, y: 5, place: row('china'), outward: true, record: 3 };
    const tags = [true, false].map((aside) => captionsOfCuts([{ ...cut, aside }], telling('2024-01-04', ['laos']), set)[0]);
    assert.deepEqual(tags.map(({ lines }) => lines[0].text), ['to China', 'to China']);
    assert.ok(tags[0].priority < tags[1].priority);
    assert.notEqual(tags[0].lines[0].token, tags[1].lines[0].token);
});

testGolden('captions');
