/** Where the signs of the overview stand, and what they stand for; the twin of output/still/overview/spots.py. Pure. */

import { hasPoint } from './presses.js';
import { RADIUS } from './signs.js';

/**
 * @typedef {import('../contract').TimelineJson} TimelineJson
 * @typedef {object} Spot a place on the map of the overview
 * @property {number} x @property {number} y in pixels
 * @property {number[]} places
 * @property {number[]} rows of the presses there
 * @property {number[]} returned movements that came back here
 */

/** Presses nearer to one another than that, in pixels, share a sign. */
const ONE_SIGN = 2.2 * RADIUS;
/** As far from other signs a return stands well. */
const FREE = 12;

/**
 * The signs of some presses; presses whose signs would lie on one another share one.
 * @param {TimelineJson} data @param {number[]} rows @param {{place: number, x: number, y: number}[]} told where their places are @returns {Spot[]}
 */
export function gathered({ presses, movements, places }, rows, told) {
    /** @type {Map<number, number[]>} by place */
    const pressed = new Map();
    /** @type {Map<number, number[]>} by place */
    const returned = new Map();
    const put = (/** @type {Map<number, number[]>} */ groups, /** @type {number} */ place, /** @type {number} */ what) => (
        groups.set(place, [...(groups.get(place) ?? []), what]));
    for (const row of presses ? rows : []) {
        const [place, back] = [presses?.place[row] ?? -1, presses?.returned[row] ?? -1];
        put(pressed, place, row);
        if (back < 0) continue;
        const to = movements.destination[back];
        put(returned, hasPoint(places, to) ? to : place, back);
    }
    /** @type {Spot[]} */
    const spots = [];
    const count = (/** @type {number} */ place) => pressed.get(place)?.length ?? 0;
    for (const { place, x, y } of [...told].sort((a, b) => count(b.place) - count(a.place))) {
        const [mine, back] = [pressed.get(place) ?? [], returned.get(place) ?? []];
        const near = mine.length ? spots.find((spot) => spot.rows.length && Math.hypot(spot.x - x, spot.y - y) < ONE_SIGN) : undefined;
        if (!near) spots.push({ x, y, places: [place], rows: [...mine], returned: [...back] });
        else {
            near.places.push(place);
            near.rows = [...near.rows, ...mine].sort((a, b) => a - b);
            near.returned.push(...back);
        }
    }
    return spots;
}

/** The numbers as they stand in a sign. @param {Spot} spot */
export function numbersOf({ rows }) {
    return rows.map((row) => row + 1).join(',\u2009');
}

/** Where the sign of a return stands: beside that of the press, where other signs are farthest.
 * @param {Spot} spot @param {Spot[]} spots @param {(spot: Spot) => number} reach @returns {{x: number, y: number}} */
export function backAt(spot, spots, reach) {
    const away = reach(spot) + 11;
    const sides = [[-away, 8], [away, 8], [-away, -8], [away, -8], [0, away], [0, -away]].map(([dx, dy]) => ({ x: spot.x + dx, y: spot.y + dy }));
    const others = spots.filter((one) => one !== spot);
    const free = sides.map(({ x, y }) => Math.min(Infinity, ...others.map((one) => Math.hypot(one.x - x, one.y - y) - reach(one))));
    const roomy = free.findIndex((room) => room > FREE);
    return sides[roomy >= 0 ? roomy : free.indexOf(Math.max(...free))];
}
