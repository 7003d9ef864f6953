/** What nobody could tell apart on a picture: movements, of which it has one arrow and a number, and reports. The twin of output/crowds.py. */

/**
 * @typedef {import("./timeline.js").Timeline} Timeline
 * @typedef {{row: number, slot: number, state: string, age: number}} Drawn a movement of a picture; `slot` is where the moment has it, -1 when it is undated
 * @typedef {Record<'shape'|'kind', ArrayLike<string>> & Record<'origin'|'destination'|'shift'|'bend', ArrayLike<number>>
 *   & Record<'start_min'|'start_max'|'end_min'|'end_max', ArrayLike<number|null>>} Columns of movements, packed or as they came
 * @typedef {object} Arrow what is drawn once: one movement, or several
 * @property {number[]} rows of the movements; the first one says kind and ends
 * @property {Drawn} latest of theirs
 * @property {number|null} bend the height of its curve as a share of the chord; null for the movement's own
 *
 * @typedef {object} Pair movements that lead the same way between the same two places
 * @property {string} key
 * @property {number} step between the bends of neighbours; 0 where there are no curves
 * @property {number} middle
 * @property {string[]} kinds
 * @property {boolean} together all on the same days
 */

/** Curves between the same two places that lie nearer than this, in pixels, are one. */
const APART = 6;
/** Pixels between the arrows of what differs in kind or state, where the bends leave room. */
const LANE = 8;
/** So many on a short way tell themselves apart by their dates, unless they have the same. */
const FEW = 3;
const [LOWEST, HIGHEST] = [0.04, 0.36];

/**
 * Gathers the movements that a picture draws, in the order of their first ones. Kinds stay apart, and so do those under way from those
 * at rest and what the scene tells of from the rest: each has a lane of its own, the same at every moment.
 * @param {Timeline} timeline @param {Drawn[]} drawn @param {number} scale pixels of the world
 * @param {((row: number) => boolean)|null} told does the scene tell of it? null where nothing else is drawn
 * @returns {Arrow[]}
 */
export function arrows(timeline, drawn, scale, told) {
    const pairs = pairsOf(timeline);
    const { kind, start_min, end_max } = timeline.movements;
    /** @type {Map<string|number, Arrow>} */
    const found = new Map();
    for (const one of drawn) {
        const { row, state } = one;
        const pair = pairs.get(row);
        const way = pair?.step ? chordOf(timeline, row) * scale : 0;
        if (!pair || pair.step * way >= APART) {
            found.set(row, { rows: [row], latest: one, bend: null });
            continue;
        }
        const [moves, aside] = [state === 'under_way', told !== null && !told(row)];
        const days = moves ? `${start_min[row]} ${end_max[row]}` : '';
        const key = [pair.key, kind[row], state, days, aside].join('|');
        const known = found.get(key);
        if (known) {
            known.rows.push(row);
            if (one.age < known.latest.age) known.latest = one;
            continue;
        }
        let [lane, lanes] = [pair.kinds.indexOf(kind[row]), pair.kinds.length];
        if (!pair.together) [lane, lanes] = [2 * lane + Number(moves), 2 * lanes];
        if (told) [lane, lanes] = [2 * lane + Number(aside), 2 * lanes];
        found.set(key, { rows: [row], latest: one, bend: way ? bendOf(pair, lane, lanes, way) : null });
    }
    return [...found.values()];
}

/** @param {Pair} pair @param {number} lane @param {number} lanes @param {number} way */
function bendOf({ middle }, lane, lanes, way) {
    const step = Math.min(LANE / way, (HIGHEST - LOWEST) / Math.max(1, lanes - 1));
    return Math.min(HIGHEST, Math.max(LOWEST, middle + (lane - (lanes - 1) / 2) * step));
}

/** On the unit plane. @param {Timeline} timeline @param {number} row */
function chordOf({ movements, places }, row) {
    const [from, to] = [movements.origin[row], movements.destination[row]];
    return Math.hypot(places.x[to] + movements.shift[row] - places.x[from], places.y[to] - places.y[from]);
}

/** @type {WeakMap<Timeline, Map<number, Pair>>} */
const known = new WeakMap();

/** The pair of each movement that shares its way with so many others that they may have to be gathered. @param {Timeline} timeline */
function pairsOf(timeline) {
    let pairs = known.get(timeline);
    if (!pairs) known.set(timeline, (pairs = findPairs(timeline.movements)));
    return pairs;
}

/** Are there movements that may have to be gathered? @param {Columns} movements */
export function mayGather(movements) {
    return findPairs(movements).size > 0;
}

/** More events of one place that are neither crackdowns nor disruptions than these are no news, each by itself. */
export const MOST_MARKED = 24;

/** @type {WeakMap<object, Set<number>>} */
const routine = new WeakMap();

/** Places with so many of them. @param {{events: Record<'place'|'start_min', ArrayLike<number|null>> & {sign: string[]}}} timeline @returns {Set<number>} */
export function routineAt({ events }) {
    let found = routine.get(events);
    if (!found) routine.set(events, (found = findRoutine(events)));
    return found;
}

/** @param {Parameters<typeof routineAt>[0]["events"]} events */
function findRoutine(events) {
    /** @type {Map<number, number>} */
    const counts = new Map();
    events.sign.forEach((sign, i) => {
        const [place, start] = [events.place[i] ?? -1, events.start_min[i]];
        // a packed column has NaN for what is not known
        if (place >= 0 && !sign && start !== null && !Number.isNaN(start)) counts.set(place, (counts.get(place) ?? 0) + 1);
    });
    return new Set([...counts].flatMap(([place, n]) => (n > MOST_MARKED ? place : [])));
}

/** @param {Columns} movements */
function findPairs(movements) {
    const { shape, origin, destination, shift, kind, bend } = movements;
    /** @type {Map<string, number[]>} */
    const groups = new Map();
    for (let row = 0; row < shape.length; row++) {
        if (shape[row] === 'none') continue;
        const key = `${shape[row]} ${origin[row]} ${destination[row]} ${shift[row]}`;
        const rows = groups.get(key);
        if (rows) rows.push(row);
        else groups.set(key, [row]);
    }
    const daysOf = (/** @type {number} */ row) => `${movements.start_min[row]} ${movements.start_max[row]} ${movements.end_min[row]} ${movements.end_max[row]}`;
    /** @type {Map<number, Pair>} */
    const pairs = new Map();
    for (const [key, rows] of groups) {
        if (rows.length < 2) continue;
        const together = rows.every((row) => daysOf(row) === daysOf(rows[0]));
        if (!together && rows.length <= FEW) continue;
        const bends = rows.map((row) => bend[row]);
        const [low, high] = [bends.reduce((a, b) => Math.min(a, b)), bends.reduce((a, b) => Math.max(a, b))];
        const pair = { key, step: (high - low) / (rows.length - 1), middle: (low + high) / 2, kinds: [...new Set(rows.map((row) => kind[row]))], together };
        for (const row of rows) pairs.set(row, pair);
    }
    return pairs;
}
