// What the map shows of the world, and how far the ground is drawn beyond it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMoves, contains, keyOf, widened, deepestZoom } from '../../../output/viewer/src/map/view.js';

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

test('on a phone too a scene is fitted clear of the clock over it', () => {
    const box = (/** @type {number} */ left, /** @type {number} */ top, /** @type {number} */ right, /** @type {number} */ bottom) =>
        ({ left, top, right, bottom, width: right - left, height: bottom - top });
    const over = (/** @type {any} */ rect) => ({ matches: () => false, getBoundingClientRect: () => rect });
    /** @type {any} */
    let fitted = null;
    const map = {
        getContainer: () => ({ getBoundingClientRect: () => box(0, 48, 390, 410), querySelectorAll: () => [] }),
        getSize: () => ({ x: 390, y: 362 }),
        fitBounds: (/** @type {any} */ _, /** @type {any} */ options) => (fitted = options),
    };
    const root = { querySelectorAll: () => [over(box(8, 56, 280, 154))], querySelector: () => null, matches: () => false };
    createMoves(/** @type {any} */ ({}), /** @type {any} */ (map), /** @type {any} */ (root), /** @type {any} */ ({}), () => true).fit([94, 11, 106, 25]);
    assert.ok(fitted.paddingTopLeft[1] >= 154 - 48);
});
