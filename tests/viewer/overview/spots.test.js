// The signs and rows of the overview are those of the stills.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axisOf } from '../../../output/viewer/src/overview/presses.js';
import { testGolden } from '../golden.js';

testGolden('overview');

test('what took years is drawn in years', () => {
    const counted = (/** @type {number} */ months) => {
        const { ticks, unit } = axisOf([/** @type {any} */ ({ months })]);
        return ticks.map((tick) => tick / unit);
    };
    assert.deepEqual([counted(10), counted(100)], [[0, 6, 12, 18, 24], [0, 5, 10, 15, 20]]);
});
