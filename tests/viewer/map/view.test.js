// What the map shows of the world, and how far the ground is drawn beyond it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blockedBoxes, contains, deepestZoom, freePart, keyOf, widened } from '../../../output/viewer/src/map/view.js';

const view = { scale: 1000, ox: 100, oy: 200, width: 800, height: 600 };

test('the ground reaches beyond every edge, so that a drag still lies on it', () => {
    const wide = widened(view, 1);
    assert.ok(contains(wide, view));
    assert.ok(contains(wide, { ...view, ox: view.ox - 200, oy: view.oy + 100 }));
    assert.ok(!contains(wide, { ...view, ox: view.ox + 2 * view.width }));
    assert.ok(!contains(wide, { ...view, scale: 1001 }), 'another zoom is another ground');
    assert.notEqual(keyOf(wide), keyOf(view));
});

test('a large and fine screen has no pixels to spare beyond its edges', () => {
    assert.deepEqual(widened({ ...view, width: 3000, height: 2000 }, 2), { ...view, width: 3000, height: 2000 });
});

/** A story of places at longitudes near 105°, on one latitude. */
const story = (/** @type {number[]} */ lons, /** @type {any} */ more = {}) => ({
    meta: { views: { all: more.view ?? [100, 8, 110, 20] } }, scenes: { view: [] },
    places: {
        x: lons.map((lon) => lon / 360 + 0.5), y: lons.map(() => 0.47), lat: lons.map(() => 11),
        level: lons.map(() => more.level ?? 'zone'), precision_km: lons.map(() => more.precision ?? null),
    },
});

test('a map goes as deep as its places and views ask for, and no deeper than they are known', () => {
    const deepest = (/** @type {any[]} */ ...given) => deepestZoom(/** @type {any} */ (story(...given)));
    assert.equal(deepest([100, 105]), 11);
    assert.ok(deepest([105, 105.0035]) >= 14.5, 'corners 400 m apart');
    assert.equal(deepest([105, 105.0035], { precision: 15 }), 11, 'known to 15 km');
    assert.equal(deepest([105, 105.0035], { level: 'country' }), 11);
    assert.ok(deepest([100, 105], { view: [104.89, 11.55, 104.95, 11.59] }) >= 15, 'a view of 0.06 degrees');
    assert.equal(deepest([105, 105.00001]), 17);
    assert.equal(deepest([105, 105]), 11, 'one point');
    assert.equal(deepest([]), 11);
});

test('a scene is fitted to the part of the map that nothing lies over', () => {
    const clock = { left: -4, top: -4, right: 396, bottom: 100 };
    const size = { x: 880, y: 500 };
    const at = (/** @type {number} */ left, /** @type {number} */ top, right = 880, bottom = 500) => ({ left, top, right, bottom });
    assert.deepEqual(freePart([], size, 1), at(0, 0));
    assert.deepEqual(freePart([clock], size, 3), at(0, 100), 'what is wide goes below the clock');
    assert.deepEqual(freePart([clock], size, 0.8), at(396, 0), 'what is high goes beside it');
    const foot = { left: 0, top: 460, right: 700, bottom: 510 };
    assert.deepEqual(freePart([clock, foot], size, 3), at(0, 100, 880, 460));
    const legend = { left: 0, top: 250, right: 540, bottom: 500 };
    assert.deepEqual(freePart([clock, legend], size, 0.6), at(540, 0), 'beside an open legend too');
    const all = { left: 0, top: 0, right: 880, bottom: 480 };
    assert.deepEqual(freePart([all], size, 1), at(0, 0), 'and over all of it where the rest is too small');
});

test('above what stands beside the map nothing has to make room', () => {
    const inside = { left: 10, top: 60, right: 110, bottom: 90, width: 100, height: 30 };
    const over = (/** @type {any} */ rect) => ({ matches: () => false, getBoundingClientRect: () => rect });
    const map = {
        getContainer: () => ({ offsetWidth: 390, getBoundingClientRect: () => ({ left: 0, top: 50, width: 390, height: 300 }), querySelectorAll: () => [] }),
        getSize: () => ({ x: 390, y: 300 }),
    };
    const root = { querySelectorAll: () => [over(inside), over({ ...inside, top: 10, bottom: 40 })] };
    assert.deepEqual(blockedBoxes(/** @type {any} */ (map), /** @type {any} */ (root)), [{ left: 6, top: 6, right: 114, bottom: 44 }]);
});
