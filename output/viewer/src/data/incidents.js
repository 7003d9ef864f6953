/**
 * Events with a point of their own: which of them are lit on a day, which have been, and which lie so close on a picture that one disc with
 * a number stands for them. Pure, and the twin of output/incidents.py: tests/golden/incidents.json holds the two together.
 */

/**
 * @typedef {import("./timeline.js").Timeline} Timeline
 * @typedef {object} Spot an incident on a picture, or several
 * @property {number} x @property {number} y pixels, the middle of its incidents
 * @property {number} r
 * @property {number[]} rows of incidents
 */

/** So many windows follow one another in a whole story: played in three quarters of a minute, each incident is lit for a second. */
const WINDOWS = 45;
const [SHORTEST, LONGEST] = [12, 366];
/** Pixels within which incidents are one. */
const CELL = 14;
/** Pixels between a disc and a sign that it gives way to, and the least of such signs. */
const [GAP, LEAST_SIGN] = [1.5, 6];
const [ALONE, LEAST, GROWS, MOST] = [3.6, 6.5, 1.15, 17];
/** A point known less well than this is drawn as an open ring. */
export const VAGUE_KM = 25;

/** Days that an incident is lit for. @param {{first_day: number, last_day: number}} meta */
export function litDays({ first_day: first, last_day: last }) {
    return Math.min(LONGEST, Math.max(SHORTEST, Math.round((last - first) / WINDOWS)));
}

/** Pixels from the middle of a disc that stands for some incidents to its edge. @param {number} count */
export function discRadius(count) {
    return count < 2 ? ALONE : Math.min(MOST, LEAST + GROWS * Math.sqrt(count));
}

/**
 * From when to when each incident is lit; NaN for one without a date.
 * @param {Timeline} timeline @returns {{start: Float64Array, end: Float64Array}} days, the end exclusive
 */
export function litFrom({ incidents, events, meta }) {
    const days = litDays(meta);
    const start = Float64Array.from(incidents.event, (row) => (Number.isNaN(events.start_min[row]) ? events.start_max[row] : events.start_min[row]));
    const end = Float64Array.from(incidents.event, (row, i) => Math.max(start[i] + days, (events.end_max[row] || start[i]) + 1));
    return { start, end };
}

/**
 * Gathers incidents that would lie on one another, the most numerous first; what is gathered does not depend on their order.
 * @param {ArrayLike<number>} x @param {ArrayLike<number>} y pixels from a corner that stays where it is while the map moves @param {number[]} rows @returns {Spot[]}
 */
export function gathered(x, y, rows) {
    /** @type {Map<string, Spot>} */
    const cells = new Map();
    for (const row of rows) {
        const key = `${Math.floor(x[row] / CELL)} ${Math.floor(y[row] / CELL)}`;
        const cell = cells.get(key);
        if (cell) add(cell, x[row], y[row], [row]);
        else cells.set(key, { x: x[row], y: y[row], r: ALONE, rows: [row] });
    }
    const order = [...cells.values()].sort((a, b) => b.rows.length - a.rows.length || a.rows[0] - b.rows[0]);
    /** @type {Spot[]} */
    const spots = [];
    for (const cell of order) {
        const near = spots.find((spot) => Math.hypot(spot.x - cell.x, spot.y - cell.y) < spot.r + cell.r);
        if (near) add(near, cell.x, cell.y, cell.rows);
        else spots.push(cell);
    }
    return spots;
}

/** Discs with a number give way to the signs of places, which would hide it. @param {Spot[]} spots @param {{x: number, y: number, r: number}[]} signs */
export function stepAside(spots, signs) {
    for (const spot of spots) {
        if (spot.rows.length < 2) continue;
        for (const { x, y, r } of signs) {
            const [dx, dy, need] = [spot.x - x, spot.y - y, spot.r + r + GAP];
            const away = Math.hypot(dx, dy);
            if (r < LEAST_SIGN || away >= need) continue;
            const [across, down] = away < 0.5 ? [Math.SQRT1_2, -Math.SQRT1_2] : [dx / away, dy / away];
            [spot.x, spot.y] = [x + across * need, y + down * need];
        }
    }
}

/** @param {Spot} spot @param {number} x @param {number} y @param {number[]} rows */
function add(spot, x, y, rows) {
    const [has, more] = [spot.rows.length, rows.length];
    spot.x = (spot.x * has + x * more) / (has + more);
    spot.y = (spot.y * has + y * more) / (has + more);
    spot.rows.push(...rows);
    spot.r = discRadius(spot.rows.length);
}
