// Sizes of movements: what the legend says is what the lines are drawn with.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quantitiesOf } from '../../../output/viewer/src/data/timeline.js';

test('the size of a movement is its best estimate, else the middle of its range, else its one bound', () => {
    const rows = [[100, 150, 200], [100, null, 200], [100, null, null], [null, null, 200], [null, null, null]];
    const [low, best, high] = [0, 1, 2].map((column) => rows.map((row) => row[column]));
    assert.deepEqual([...quantitiesOf({ low, best, high })], [150, 150, 100, 200, NaN]);
});
