// The inset of a view of the world: what it enlarges, where it stands, and what the map then leaves to it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptiest, frameOf, thinned } from '../../../output/viewer/src/map/inset.js';

const view = { scale: 1000, ox: 0, oy: 0, width: 900, height: 500 };
const frame = { left: 400, top: 200, right: 500, bottom: 300 };

test('the frame is the region on the map, in the copy of the world that is in the middle', () => {
    const near = frameOf([90, 0, 126, 20], view);
    assert.deepEqual([near.left, near.right, near.bottom].map(Math.round), [750, 850, 500]);
    const next = frameOf([90, 0, 126, 20], { ...view, ox: 1000 });
    assert.equal(Math.round(next.left), 750);
});

test('the inset stands beside the frame, clear of what lies over the map, where there is least', () => {
    const size = { width: 200, height: 200 };
    const clock = { left: 0, top: 0, right: 380, bottom: 500 };
    const free = emptiest(view, frame, size, [], [clock]);
    assert.ok(free && free.left >= frame.right + 20 && free.left + size.width < view.width);
    const crowd = Array.from({ length: 20 }, (_, i) => ({ x: 560 + 8 * i, y: 60 + 8 * i, cost: 3 }));
    const moved = emptiest(view, frame, size, crowd, [clock]);
    assert.ok(moved && crowd.every(({ x, y }) => x < moved.left || y < moved.top || y > moved.top + size.height));
    assert.equal(emptiest(view, frame, size, [], [{ left: 0, top: 0, right: 900, bottom: 500 }]), null);
});

test('a story on one line of latitude is not enlarged to a strip without height', () => {
    const flat = frameOf([90, 10, 126, 10], view);
    assert.equal(emptiest(view, flat, { width: 200, height: 20 }, [], []), null);
    assert.ok(emptiest(view, frame, { width: 200, height: 60 }, [], []));
});

test('the map leaves the places in the frame to the inset, and keeps regions and the ways that lead out', () => {
    const mark = (place, x, y, phase) => ({ place, x, y, sign: { phase } });
    const marks = [mark(0, 450, 250, 'presence'), mark(1, 460, 260, 'region'), mark(2, 100, 100, 'presence')];
    const way = (...points) => ({ trail: { curve: { points: Float64Array.from(points) } }, at: null });
    const courses = [way(450, 250, 420, 220), way(450, 250, 100, 100), { trail: null, at: marks[0] }, { trail: null, at: marks[2] }];
    const layout = /** @type {any} */ ({
        marks, courses, markOf: new Map(marks.map((one) => [one.place, one])), strikes: [{ mark: marks[0] }, { mark: marks[2] }],
    });
    const left = thinned(layout, frame);
    assert.deepEqual(left.marks.map(({ place }) => place), [1, 2]);
    assert.deepEqual(left.courses, [courses[1], courses[3]]);
    assert.deepEqual(left.strikes.map(({ mark: { place } }) => place), [2]);
    assert.deepEqual([...left.markOf.keys()], [1, 2]);
});
