// The numbers of a day, and what stands for them: as in Python, and what filters leave.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layNumbers } from '../../../output/viewer/src/numbers/bubbles.js';
import { isShown, numbersOn, shownOn } from '../../../output/viewer/src/numbers/series.js';
import { createTimeline } from '../../../output/viewer/src/data/timeline.js';
import { ALL_SHOWN } from '../../../output/viewer/src/state/reduce.js';
import { story, testGolden } from '../golden.js';

testGolden('numbers');

const data = story();
const all = () => true;

test('a number that is less certain than asked for is not drawn, one that nobody graded is', () => {
    const sure = { ...ALL_SHOWN, certainty: /** @type {2} */ (2) };
    assert.deepEqual([...shownOn(data, sure, all, 10).keys()], [0, 2, 3]);
    assert.deepEqual([...shownOn(data, sure, all, 40).keys()], [0, 3]);
    assert.equal(isShown(data, sure, all, 2), false);
});

test('a place that the filters hide has no circle', () => {
    const hidden = (/** @type {unknown} */ _, /** @type {number} */ record) => record !== data.places.record[0];
    assert.deepEqual([...shownOn(data, ALL_SHOWN, hidden, 10).keys()], [2, 3]);
});

test('circles lie the large under the small, in every copy of the world, none without a point', () => {
    const view = { scale: 400, ox: 0, oy: 0, width: 900, height: 400 };
    const laid = layNumbers(createTimeline(data), numbersOn(data, 10), view);
    assert.deepEqual(laid.map(({ place, x }) => [place, Math.round(x)]), [[0, 312], [0, 712], [2, 116], [2, 516], [2, 916]]);
    assert.ok(laid.every(({ r }, i) => i === 0 || r <= laid[i - 1].r));
    const [home, far] = [laid[0], laid[2]];
    assert.ok(Math.abs((home.r / far.r) ** 2 - 12 / 4) < 1e-9, 'areas are in proportion');
});

test('a recorded 0 is there, without a circle; an unknown number is not', () => {
    const view = { scale: 400, ox: 0, oy: 0, width: 400, height: 400 };
    const timeline = createTimeline(data);
    const zero = layNumbers(timeline, numbersOn(data, 40), view).find(({ place }) => place === 0);
    assert.deepEqual([zero?.value, zero?.r], [0, 0]);
    assert.equal(layNumbers(timeline, numbersOn(data, 70), view).some(({ place }) => place === 0), false);
});
