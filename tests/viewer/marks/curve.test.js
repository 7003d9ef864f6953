// Bent lines: evenly travelled, cut at the frame, near or far from the pointer.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arc, distanceTo, partInside, quadratic, stationAt, tracePart } from '../../../output/viewer/src/marks/curve.js';

const straight = quadratic(0, 0, 50, 0, 100, 0);
const bent = quadratic(0, 0, 50, 80, 100, 0);
const near = (found, expected, within = 0.5) =>
    assert.ok(Math.abs(found - expected) <= within, `${found} is not ${expected}`);

test('a straight curve is as long as its chord', () => {
    near(straight.total, 100, 1e-9);
    assert.deepEqual(stationAt(straight, 25), { x: 25, y: 0, angle: 0 });
});

test('a station half way along a symmetric curve is its summit', () => {
    const { x, y, angle } = stationAt(bent, bent.total / 2);
    near(x, 50);
    near(y, 40);
    near(angle, 0, 0.1);
});

test('stations beyond the ends are the ends', () => {
    near(stationAt(bent, -5).x, 0, 1e-9);
    near(stationAt(bent, bent.total + 5).x, 100, 1e-9);
});

test('long curves have more pieces than short ones', () => {
    assert.ok(quadratic(0, 0, 900, 900, 2000, 0).lengths.length > bent.lengths.length);
});

test('the part inside a frame runs from the first way in to the last way out', () => {
    const frame = { left: 20, top: -10, right: 70, bottom: 10 };
    const [from, to] = partInside(straight, frame);
    near(from, 20, 0.1);
    near(to, 70, 0.1);
    assert.deepEqual(partInside(straight, { left: -1, top: -1, right: 101, bottom: 1 }), [0, straight.total]);
    assert.equal(partInside(straight, { left: 0, top: 20, right: 100, bottom: 40 }), null);
});

test('distance is taken to the line, not to its points', () => {
    near(distanceTo(straight, 51, 7), 7, 1e-9);
    near(distanceTo(straight, 110, 0), 10, 1e-9);
});

test('an arc with a positive sweep turns clockwise on the screen', () => {
    const loop = arc(0, 0, 10, 0, Math.PI);
    near(stationAt(loop, loop.total / 2).y, 10, 0.1);
});

test('a part of a curve is drawn as a curve that lies on the whole', () => {
    /** @type {number[][]} */
    const calls = [];
    const pen = { moveTo: (...at) => calls.push(at), quadraticCurveTo: (...at) => calls.push(at) };
    tracePart(/** @type {any} */ (pen), bent, bent.total * 0.2, bent.total * 0.7);
    const [[x0, y0], [cx, cy, x1, y1]] = calls;
    const part = quadratic(x0, y0, cx, cy, x1, y1);
    near(part.total, bent.total * 0.5, 0.05);
    for (const share of [0.1, 0.5, 0.9]) {
        const { x, y } = stationAt(part, part.total * share);
        near(distanceTo(bent, x, y), 0, 0.05);
    }
});
