/**
 * Movements that would only make a blot, gathered: places near one another on the screen count as one, and all movements from
 * one such group to another are one bundle. Pure; laid anew for each zoom level, counted anew for each day.
 */

import { ancestors } from '../data/lookup.js';
import { controlPoint } from '../data/moment.js';

/**
 * @typedef {import("../data/timeline.js").Timeline} Timeline
 * @typedef {{from: number, to: number, shift: number, kind: string, size: number}} Bundle `from` and `to` are the places that
 *   stand for their groups, the busiest of each; `kind` is the most frequent one, `size` counts all movements of the story
 * @typedef {{groups: Int32Array, bundles: Bundle[], of: Int32Array}} Bundling `groups` gives the place that stands for a place,
 *   `of` the bundle of a movement; -1 for none
 */

/** More single curves than this in one view are bundled. */
export const MOST_SINGLE = 250;
/** More bundles than this are a blot again: the groups grow until there are fewer, within their countries; beyond their borders only for fewer than the others. */
const [MOST_BUNDLES, MOST_OF_LANDS] = [40, 250];
/** Pixels between two places that stand for groups, at first and from step to step; a zone or country that is not much wider is one group. */
const [REACH, GROWTH, WHOLE] = [44, 1.25, 60 / 44];

/** @param {Timeline} timeline @param {number} scale pixels of the world @returns {Bundling} */
export function bundle(timeline, scale) {
    const busy = busiestFirst(timeline);
    const areas = areasOf(timeline, busy);
    for (let reach = REACH; reach < scale; reach *= GROWTH) {
        const found = gather(timeline, groupsOf(timeline, busy, areas, reach / scale, true), MOST_BUNDLES);
        if (found) return found;
    }
    const lands = gather(timeline, groupsOf(timeline, busy, areas, 1, true), MOST_OF_LANDS);
    for (let reach = lands ? Infinity : REACH; reach < scale; reach *= GROWTH) {
        const found = gather(timeline, groupsOf(timeline, busy, areas, reach / scale, false), MOST_BUNDLES);
        if (found) return found;
    }
    return lands ?? /** @type {Bundling} */ (gather(timeline, groupsOf(timeline, busy, areas, 1, false), Infinity));
}

/** @typedef {{of: Map<number, number[]>, wide: Map<number, number>}} Areas what each place lies in, the widest first, and how wide its places are on the unit plane */

/** @param {Timeline} timeline @param {Int32Array} busy @returns {Areas} */
function areasOf({ places, json }, busy) {
    const of = new Map([...busy].map((place) => [place, [place, ...ancestors(json, place)].filter((at) => places.level[at] !== 'region').reverse()]));
    /** @type {Map<number, [number, number, number, number]>} */
    const boxes = new Map();
    for (const [place, chain] of of) {
        for (const at of chain) {
            const [left, top, right, bottom] = boxes.get(at) ?? [Infinity, Infinity, -Infinity, -Infinity];
            const [x, y] = [places.x[place], places.y[place]];
            boxes.set(at, [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)]);
        }
    }
    return { of, wide: new Map([...boxes].map(([at, [left, top, right, bottom]]) => [at, Math.max(right - left, bottom - top)])) };
}

/** Places at which curves end, by the number of these. @param {Timeline} timeline */
function busiestFirst({ movements, places }) {
    const weight = new Uint32Array(places.count);
    for (let row = 0; row < movements.count; row++) {
        if (movements.shape[row] !== 'curve') continue;
        weight[movements.origin[row]] += 1;
        weight[movements.destination[row]] += 1;
    }
    return Int32Array.from(weight.keys()).filter((place) => weight[place] > 0).sort((a, b) => weight[b] - weight[a] || a - b);
}

/**
 * The place that stands for each place: the zone or country around it where that is small, else itself, or a busier one within reach.
 * @param {Timeline} timeline @param {Int32Array} busy @param {Areas} areas @param {number} reach on the unit plane @param {boolean} bounded no group reaches over a border
 */
function groupsOf({ places: { x, y, count }, json }, busy, { of, wide }, reach, bounded) {
    const standsFor = new Int32Array(count).fill(-1);
    const { country } = json.places;
    /** @type {Map<number, number>} what has no point of its own is where its busiest place is */
    const stand = new Map();
    /** @type {number[]} */
    const heads = [];
    for (const place of busy) {
        const whole = bounded ? of.get(place)?.find((at) => at !== place && (wide.get(at) ?? Infinity) <= reach * WHOLE) : undefined;
        if (whole !== undefined) {
            if (!stand.has(whole)) stand.set(whole, Number.isFinite(x[whole]) ? whole : place);
            standsFor[place] = stand.get(whole) ?? place;
            continue;
        }
        let [best, nearest] = [place, reach * reach];
        for (const head of heads) {
            if (bounded && country[head] !== country[place]) continue;
            const [dx, dy] = [x[head] - x[place], y[head] - y[place]];
            const away = dx * dx + dy * dy;
            if (away < nearest) [best, nearest] = [head, away];
        }
        if (best === place) heads.push(place);
        standsFor[place] = best;
    }
    return standsFor;
}

/** @param {Timeline} timeline @param {Int32Array} standsFor @param {number} most @returns {Bundling|null} null when there are more bundles than that */
function gather({ movements, places }, standsFor, most) {
    const of = new Int32Array(movements.count).fill(-1);
    /** @type {Map<number, number>} */
    const numbers = new Map();
    /** @type {Bundle[]} */
    const bundles = [];
    /** @type {Map<string, number>[]} */
    const kinds = [];
    for (let row = 0; row < movements.count; row++) {
        if (movements.shape[row] !== 'curve') continue;
        const [from, to, shift] = [standsFor[movements.origin[row]], standsFor[movements.destination[row]], movements.shift[row]];
        const key = (from * places.count + to) * 3 + shift;
        let number = numbers.get(key);
        if (number === undefined) {
            number = bundles.length;
            if (number === most) return null;
            numbers.set(key, number);
            bundles.push({ from, to, shift, kind: '', size: 0 });
            kinds.push(new Map());
        }
        of[row] = number;
        bundles[number].size += 1;
        kinds[number].set(movements.kind[row], (kinds[number].get(movements.kind[row]) ?? 0) + 1);
    }
    bundles.forEach((one, number) => {
        one.kind = [...kinds[number]].reduce((most, next) => (next[1] > most[1] ? next : most))[0];
    });
    return { groups: standsFor, bundles, of };
}

/**
 * How many movements of each bundle have begun.
 * @param {Bundling} bundling @param {Int32Array} beginning rows in the order of their beginnings @param {number} begun how many of them
 * @param {Uint8Array} shown 1 for the rows that the filters let through
 */
export function countBundles({ bundles, of }, beginning, begun, shown) {
    const counts = new Int32Array(bundles.length);
    for (let i = 0; i < begun; i++) {
        const row = beginning[i];
        if (of[row] >= 0) counts[of[row]] += shown[row];
    }
    return counts;
}

/**
 * Rows of movements that may be seen in a view; null when they are so many that they are bundled.
 * @param {Timeline} timeline @param {import("./surface.js").View} view @returns {Set<number>|null}
 */
export function rowsInView(timeline, { scale, ox, oy, width, height }) {
    const { movements, places } = timeline;
    const [left, right, top, bottom] = [ox / scale, (ox + width) / scale, oy / scale, (oy + height) / scale];
    const rows = new Set();
    for (let row = 0; row < movements.count; row++) {
        if (movements.shape[row] === 'none') continue;
        const [from, to] = [movements.origin[row], movements.destination[row]];
        if (movements.shape[row] === 'curve') {
            const [cx, cy] = controlPoint(timeline, row);
            const [x0, y0, x1, y1] = [places.x[from], places.y[from], places.x[to] + movements.shift[row], places.y[to]];
            if (Math.max(y0, y1, cy) < top || Math.min(y0, y1, cy) > bottom) continue;
            // the copy of the world that is nearest to the middle of the view, as in trails.js
            const copy = Math.round((left + right) / 2 - cx);
            if (Math.max(x0, x1, cx) + copy < left || Math.min(x0, x1, cx) + copy > right) continue;
        }
        rows.add(row);
        if (rows.size > MOST_SINGLE) return null;
    }
    return rows;
}
