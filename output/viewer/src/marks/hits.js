/** What lies under the pointer: marks and curves by cell of the screen, made when it is first asked for. */

import { distanceTo } from './curve.js';

/**
 * @typedef {import("./trails.js").Trail} Trail
 */

const CELL = 32;
const SIGN_REACH = 12;
const CURVE_REACH = 8;

/** @template {{x: number, y: number, r: number}} Mark a sign and its reach @param {{marks: Mark[], trails: Trail[]}} targets */
export function createHits({ marks, trails }) {
    /** @type {Map<number, {marks: Set<Mark>, trails: Set<Trail>}>} */
    const cells = new Map();
    const cell = (/** @type {number} */ x, /** @type {number} */ y) => {
        const key = Math.floor(x / CELL) * 65536 + Math.floor(y / CELL);
        let found = cells.get(key);
        if (!found) cells.set(key, (found = { marks: new Set(), trails: new Set() }));
        return found;
    };
    for (const mark of marks) cell(mark.x, mark.y).marks.add(mark);
    for (const trail of trails) {
        const { points, lengths } = trail.curve;
        for (let i = 0; i < lengths.length; i++) {
            if (lengths[i] >= trail.from - CELL && lengths[i] <= trail.to + CELL)
                cell(points[2 * i], points[2 * i + 1]).trails.add(trail);
        }
    }

    /** @param {number} x @param {number} y @returns {{marks: Mark[], trails: Trail[]}} nearest first */
    return function at(x, y) {
        /** @type {Set<Mark>} */
        const near = new Set();
        /** @type {Set<Trail>} */
        const lines = new Set();
        for (const dx of [-CELL, 0, CELL]) {
            for (const dy of [-CELL, 0, CELL]) {
                const found = cells.get(Math.floor((x + dx) / CELL) * 65536 + Math.floor((y + dy) / CELL));
                found?.marks.forEach((mark) => near.add(mark));
                found?.trails.forEach((trail) => lines.add(trail));
            }
        }
        return {
            marks: nearest(
                [...near],
                (mark) => Math.hypot(mark.x - x, mark.y - y),
                (mark) => Math.max(SIGN_REACH, mark.r + 3),
            ),
            trails: nearest(
                [...lines],
                (trail) => distanceTo(trail.curve, x, y),
                () => CURVE_REACH,
            ),
        };
    };
}

/** @template T @param {T[]} items @param {(item: T) => number} distance @param {(item: T) => number} reach @returns {T[]} */
function nearest(items, distance, reach) {
    return items
        .map((item) => ({ item, away: distance(item) }))
        .filter(({ item, away }) => away <= reach(item))
        .sort((a, b) => a.away - b.away)
        .map(({ item }) => item);
}
