// Look-ups over the timeline: what lies in a view.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inView } from '../../../output/viewer/src/data/lookup.js';

const places = { lon: [102, -175, null, 13], lat: [12, 10, null, -9] };

test('a place lies in a view on whichever copy of the world, and one without a point in none', () => {
    const region = [92, -10, 128, 33];
    assert.deepEqual([0, 1, 2, 3, -1].map((place) => inView(places, place, region)), [true, false, false, false, false]);
    assert.equal(inView(places, 1, [170, 0, 195, 20]), true);
    assert.deepEqual([2, -1].map((place) => inView(places, place, null)), [true, true]);
});
