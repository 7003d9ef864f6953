// Which records a picture stands for: under the pointer, and for readers without one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moment, onRecord } from '../../../output/viewer/src/data/moment.js';
import { createTimeline } from '../../../output/viewer/src/data/timeline.js';
import { keyOfStory, layPicture } from '../../../output/viewer/src/map/picture.js';
import { ALL_SHOWN } from '../../../output/viewer/src/state/reduce.js';
import { testGolden } from '../golden.js';
import { day, sampleTimeline } from '../sample-timeline.js';

const sample = createTimeline(sampleTimeline());
const row = (id) => sample.places.id.indexOf(id);
const state = /** @type {any} */ ({ scene: -1, sceneChosen: false, selected: -1, hovered: -1, lang: 'en', filters: ALL_SHOWN });
const on = (at) => {
    const now = moment(sample, at);
    return { ...now, movements: onRecord(sample, now) };
};

/** A map of 800 by 600 around a place. */
function around(id, iso) {
    const scale = 256 * 2 ** 6;
    const view = { scale, ox: sample.places.x[row(id)] * scale - 400, oy: sample.places.y[row(id)] * scale - 300, width: 800, height: 600 };
    return layPicture(sample, on(day(iso)), state, view, () => true, null);
}

test('the picture keeps its key while the clock moves on, and loses it when something changes in kind', () => {
    const key = (at, patch = {}) => keyOfStory(sample, { ...state, ...patch }, on(at));
    assert.equal(key(day('2025-03-20')), key(day('2025-03-20') + 0.4));
    assert.notEqual(key(day('2025-03-20')), key(day('2019-01-01')));
    assert.notEqual(key(day('2025-03-20')), key(day('2025-03-20'), { lang: 'fr' }));
    assert.notEqual(key(day('2025-03-20')), key(day('2025-03-20'), { filters: { ...ALL_SHOWN } }));
});

test('the picture loses its key on the day from which an undated movement may have begun', () => {
    const json = sampleTimeline();
    json.movements.not_before[json.movements.mode.indexOf('undated')] = day('2025-03-20');
    const timeline = createTimeline(json);
    const key = (at) => keyOfStory(timeline, state, { ...on(day('2025-03-20')), day: at });
    assert.notEqual(key(day('2025-03-19')), key(day('2025-03-20')));
});

testGolden('trails');
