// What the map shows of the world, and how far the ground is drawn beyond it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contains, keyOf, widened } from '../../../output/viewer/src/map/view.js';

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
