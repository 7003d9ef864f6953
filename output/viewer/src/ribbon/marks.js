/** The marks of the ribbon: events and attestations; where some would lie on one another, the darkest of them with their number. As in `marks.py`. */
import { placesIn } from './layout.js';

/** @typedef {import('../contract').TimelineJson} TimelineJson */
/** @typedef {import('./layout').Layout} Layout */
/** @typedef {import('./layout').Link} Link */
/** @typedef {'attested' | 'event' | 'disruption' | 'crackdown'} Sign */
/** @typedef {{row: import('./layout').Row, x: number, sign: Sign, count: number}} Mark count: of the events, else of the attestations, that it stands for */

/** From the lightest to the darkest. @type {Sign[]} */
const SIGNS = ['attested', 'event', 'disruption', 'crackdown'];
/** Half of the width of a mark, of the head of a link, and the width of a figure of its number. */
const [HALF, HEAD, FIGURE] = [4.5, 3.5, 6];

/** How far a mark and its number reach to the right of its middle. @param {number} count */
export const reach = (count) => HALF + (count > 1 ? 1 + FIGURE * String(count).length : 0);

/**
 * @param {TimelineJson} data @param {Layout} layout @param {(record: number) => boolean} shows
 * @param {Map<import('./layout').Row, number[]>} [many] rows whose other events are columns
 * @returns {Mark[]} row by row, from left to right
 */
export function marksOf({ events, hubs }, layout, shows, many = new Map()) {
    /** @type {Map<import('./layout').Row, {x: number, rank: number}[]>} */
    const found = new Map(layout.rows.map((row) => [row, []]));
    const rows = new Map(layout.rows.flatMap((row) => placesIn(row).map((place) => [place, row])));
    const add = (/** @type {number} */ place, /** @type {number} */ first, /** @type {number} */ last, /** @type {Sign} */ sign) => {
        const [row, x] = [rows.get(place), layout.x((first + last + 1) / 2)];
        if (!row || x < layout.left || x > layout.right || (sign === 'attested' && row.held.length) || (sign === 'event' && many.has(row))) return;
        found.get(row)?.push({ x, rank: SIGNS.indexOf(sign) });
    };
    events.record.forEach((record, i) => {
        const first = events.start_min[i];
        if (first !== null && shows(record)) add(events.place[i], first, events.end_max[i] ?? first, /** @type {Sign} */ (events.sign[i] || 'event'));
    });
    hubs.record.forEach((record, i) => {
        for (const [first, last] of hubs.drawn[i] && shows(record) ? hubs.attested[i] : []) add(hubs.place[i], first, last, 'attested');
    });
    return [...found].flatMap(([row, all]) => apart(all).map((mark) => ({ row, ...mark })));
}

/** Marks with room between them: one that would touch the one before joins it. @param {{x: number, rank: number}[]} all */
function apart(all) {
    /** @type {{x: number, first: number, rank: number, events: number, seen: number}[]} */
    const out = [];
    for (const { x, rank } of all.sort((a, b) => a.x - b.x)) {
        const last = out[out.length - 1];
        const isEvent = Number(rank > 0);
        if (last && x - last.x < reach(last.events || last.seen) + HALF + 1) {
            last.x = (last.first + x) / 2;
            last.rank = Math.max(last.rank, rank);
            last.events += isEvent;
            last.seen += 1;
        } else out.push({ x, first: x, rank, events: isEvent, seen: 1 });
    }
    return out.map(({ x, rank, events, seen }) => ({ x, sign: SIGNS[rank], count: events || seen }));
}

/**
 * Where a link leaves its row and where its head stands: in the middle of the time it took, since along the bars it would not be seen, and clear of the
 * marks of the row it leads to.
 * @param {Layout} layout @param {Link} link @param {Mark[]} marks @returns {[number, number]}
 */
export function endsOf({ left, right }, { x0, x1, to }, marks) {
    let at = Math.max(left + 2, Math.min(x1, x0 + 26));
    for (const { row, x, count } of marks) {
        if (row === to && at + HEAD > x - HALF && at - HEAD < x + reach(count)) at = x + reach(count) + HEAD;
    }
    return [Math.max(left + 2, x0 + Math.min(8, (x1 - x0) * 0.15)), Math.min(at, right)];
}
