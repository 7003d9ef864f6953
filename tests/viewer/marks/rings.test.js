// Rings: one pass each, three starts a second at most, none for those who want no motion.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHold, createRingClock } from '../../../output/viewer/src/marks/rings.js';

/** A clock that has already seen its first frame. */
function running() {
    const rings = createRingClock();
    rings.update([], 0, false);
    return rings;
}

test('a ring runs once and rests', () => {
    const rings = running();
    rings.update([7], 1000, false);
    assert.equal(rings.pass(7, 1600), 0.5);
    assert.equal(rings.pass(7, 3000), 1);
    assert.deepEqual(rings.passing(3000), []);
});

test('nothing starts by itself: what the first frame shows is at rest', () => {
    const rings = createRingClock();
    rings.update([7], 1000, false);
    assert.deepEqual(rings.passing(1001), []);
});

test('the fourth in a second goes straight to rest, however fast the clock runs', () => {
    const rings = running();
    for (const event of [1, 2, 3, 4]) rings.update([event], 1000 + 100 * event, false);
    assert.deepEqual(rings.passing(1450), [1, 2, 3]);
    rings.update([5], 2150, false);
    assert.ok(rings.passing(2200).includes(5));
});

test('a pass that has begun ends, even when its event is over', () => {
    const rings = running();
    rings.update([7], 1000, false);
    rings.update([], 1100, false);
    assert.deepEqual(rings.passing(1500), [7]);
});

test('reduced motion has no passes', () => {
    const rings = running();
    rings.update([7], 1000, true);
    assert.equal(rings.pass(7, 1001), 1);
});

test('what a fast clock passes stays long enough to be read', () => {
    const hold = createHold();
    const startOf = () => 100;
    assert.deepEqual(hold.with([{ index: 7, age: 0, chance: 1 }], 100, true, 0, startOf), [{ index: 7, age: 0, chance: 1 }]);
    assert.deepEqual(hold.with([], 150, true, 500, startOf), [{ index: 7, age: 50, chance: 1 }]);
    assert.deepEqual(hold.with([], 260, true, 1700, startOf), []);
});

test('a clock at rest shows its own day and nothing else', () => {
    const hold = createHold();
    hold.with([{ index: 7, age: 0, chance: 1 }], 100, true, 0, () => 100);
    assert.deepEqual(hold.with([], 150, false, 500, () => 100), []);
});
