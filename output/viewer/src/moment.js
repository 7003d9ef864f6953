// What is on record on a day. Pure, and the twin of output/moment.py: tests/golden/moments.json holds the two together.
//
// A place changes only on whole days, so its states are worked out once for each timeline; a moment then looks them up.
// The list of places is the same object for as long as nothing changes: a caller may compare it to see a change of phase.

/**
 * @typedef {import("./timeline.js").Timeline} Timeline
 * @typedef {import("./timeline.js").Days} Days
 * @typedef {"under_way"|"past"|"since"|"by"} MovementState
 * @typedef {{index: number, state: MovementState, fraction: number, age: number, cx: number|null, cy: number|null}} MovementMoment
 * @typedef {{index: number, phase: string, sure: number, candidate: number, derived: number, span: number}} PlaceMoment
 * @typedef {{index: number, age: number, chance: number}} EventMoment
 * @typedef {{day: number, movements: MovementMoment[], places: PlaceMoment[], disruptions: number[], events: EventMoment[]}} Moment
 */

/** An event stays in the moment for at least as many days. */
const EVENT_DAYS = 12;

/** Which phase shows when two began on the same day: the first in this list. */
const TELLING = ['return', 'displacement', 'crackdown', 'arrival', 'presence'];

/** @param {Timeline} timeline @param {number} day Days since 1970-01-01, may have a fraction. @returns {Moment} */
export function moment(timeline, day) {
    const index = indexOf(timeline);
    return {
        day,
        movements: movementsOn(timeline, index.controls, day),
        places: placesOn(index, day),
        disruptions: index.disruptions(day),
        events: index.events(day).map((row) => eventOn(timeline.events, row, day)),
    };
}

/**
 * An event known only to begin in a span enters by its probability.
 * @param {Days} events @param {number} row @param {number} day @returns {EventMoment}
 */
function eventOn(events, row, day) {
    const start = spanStart(events, row);
    const span = events.start_max[row] + 1 - start;
    const age = day - start;
    return { index: row, age, chance: span <= 1 || age >= span ? 1 : age / span };
}

/** Control point of a movement's curve on the unit plane, for those a moment does not list. @param {Timeline} timeline @param {number} row @returns {[number, number]} */
export function controlPoint(timeline, row) {
    const { controls } = indexOf(timeline);
    return [controls[2 * row], controls[2 * row + 1]];
}

/** @param {Timeline} timeline @param {Float64Array} controls @param {number} day */
function movementsOn({ movements }, controls, day) {
    /** @type {MovementMoment[]} */
    const list = [];
    for (let row = 0; row < movements.count; row++) {
        if (movements.shape[row] === 'none') continue;
        const found = movementOn(movements.mode[row], movements.start_min[row], movements.end_max[row], day);
        if (!found) continue;
        const curved = movements.shape[row] === 'curve';
        list.push({
            index: row,
            ...found,
            cx: curved ? controls[2 * row] : null,
            cy: curved ? controls[2 * row + 1] : null,
        });
    }
    return list;
}

/**
 * @param {string} mode @param {number} start @param {number} end @param {number} day
 * @returns {{state: MovementState, fraction: number, age: number}|null}
 */
function movementOn(mode, start, end, day) {
    if (mode === 'bounded' && day >= start) {
        const over = end + 1;
        if (day < over) return { state: 'under_way', fraction: (day - start) / (over - start), age: 0 };
        return { state: 'past', fraction: 1, age: day - over };
    }
    if (mode === 'lower' && day >= start) return { state: 'since', fraction: 1, age: day - start };
    if (mode === 'upper' && day >= end) return { state: 'by', fraction: 1, age: day - end };
    return null;
}

/**
 * @typedef {{from: Float64Array, states: PlaceMoment[]}} PlaceStates
 * @typedef {{controls: Float64Array, places: PlaceStates[], changes: Float64Array, lists: Map<number, PlaceMoment[]>,
 *   events: (day: number) => number[], disruptions: (day: number) => number[]}} Index
 */

/** @type {WeakMap<Timeline, Index>} */
const indexes = new WeakMap();

/** @param {Timeline} timeline @returns {Index} */
function indexOf(timeline) {
    const known = indexes.get(timeline);
    if (known) return known;
    const { events, spans, asOf } = timeline;
    const places = placeStates(timeline);
    const isDisruption = (/** @type {number} */ row) => spans.phase[row] === 'disruption';
    const index = {
        controls: controlPoints(timeline),
        places,
        changes: sortedDays(places.flatMap(({ from }) => [...from])),
        lists: new Map(),
        events: dayIndex(
            events.count,
            (row) => spanStart(events, row),
            (row) => eventEnd(events, row),
        ),
        disruptions: dayIndex(
            spans.count,
            (row) => (isDisruption(row) ? spanStart(spans, row) : NaN),
            (row) => spanEnd(spans, row, asOf),
        ),
    };
    indexes.set(timeline, index);
    return index;
}

/** Control points (x, y a row) of every curve on the unit plane. @param {Timeline} timeline */
function controlPoints({ movements, places }) {
    const controls = new Float64Array(2 * movements.count).fill(NaN);
    for (let row = 0; row < movements.count; row++) {
        if (movements.shape[row] !== 'curve') continue;
        const [from, to] = [movements.origin[row], movements.destination[row]];
        const [x0, y0, x1, y1] = [places.x[from], places.y[from], places.x[to] + movements.shift[row], places.y[to]];
        const bend = 2 * movements.bend[row];
        controls[2 * row] = (x0 + x1) / 2 - bend * (y1 - y0);
        controls[2 * row + 1] = (y0 + y1) / 2 + bend * (x1 - x0);
    }
    return controls;
}

/** First day an active span counts; NaN when it has no date. @param {Days} days @param {number} row */
function spanStart({ start_min, start_max }, row) {
    return Number.isNaN(start_min[row]) ? start_max[row] : start_min[row];
}

/** First day after it. @param {Days} days @param {number} row @param {number} asOf */
function spanEnd({ end_max }, row, asOf) {
    return (Number.isNaN(end_max[row]) ? asOf : end_max[row]) + 1;
}

/** @param {Days} days @param {number} row */
function eventEnd(days, row) {
    const start = spanStart(days, row);
    return Math.max(spanEnd(days, row, start), start + EVENT_DAYS);
}

/**
 * Rows that are active on a day, in table order; the cost follows what is active near that day. Rows without a start are left out.
 * @param {number} count @param {(row: number) => number} startOf @param {(row: number) => number} endOf exclusive
 * @returns {(day: number) => number[]}
 */
function dayIndex(count, startOf, endOf) {
    const bucketDays = 64;
    /** @type {Map<number, number[]>} */
    const buckets = new Map();
    for (let row = 0; row < count; row++) {
        const last = Math.floor((endOf(row) - 1) / bucketDays);
        for (let at = Math.floor(startOf(row) / bucketDays); at <= last; at++) {
            const rows = buckets.get(at);
            if (rows) rows.push(row);
            else buckets.set(at, [row]);
        }
    }
    return (day) =>
        (buckets.get(Math.floor(day / bucketDays)) ?? []).filter((row) => startOf(row) <= day && day < endOf(row));
}

/** @param {Index} index @param {number} day */
function placesOn({ places, changes, lists }, day) {
    const at = lastUpTo(changes, day);
    let list = lists.get(at);
    if (!list) {
        list = places.map(({ from, states }) => states[Math.max(0, lastUpTo(from, day))]);
        lists.set(at, list);
    }
    return list;
}

/** The states of every place that is ever shown, in table order. @param {Timeline} timeline */
function placeStates(timeline) {
    /** @type {PlaceStates[]} */
    const list = [];
    for (let place = 0; place < timeline.places.count; place++) {
        const hubs = timeline.hubsOf[place].filter((row) => timeline.hubs.drawn[row]);
        const spans = timeline.spansOf[place].filter((row) => !Number.isNaN(spanStart(timeline.spans, row)));
        if (hubs.length || spans.length) list.push(statesOf(timeline, place, hubs, spans));
    }
    return list;
}

/** @param {Timeline} timeline @param {number} place @param {number[]} hubs @param {number[]} spans @returns {PlaceStates} */
function statesOf(timeline, place, hubs, spans) {
    const windows = hubs.flatMap((row) => timeline.hubs.attested[row] ?? []);
    const days = [-Infinity];
    for (const row of spans) {
        days.push(spanStart(timeline.spans, row), spanEnd(timeline.spans, row, timeline.asOf));
        days.push(timeline.spans.start_max[row], timeline.spans.end_min[row] + 1);
    }
    for (const [first, last] of windows) days.push(first, last + 1);
    for (const row of hubs) days.push(timeline.hubs.end_max[row] + 1);
    const from = sortedDays(days);
    return { from, states: Array.from(from, (day) => stateOn(timeline, place, hubs, spans, windows, day)) };
}

/**
 * @param {Timeline} timeline @param {number} place @param {number[]} hubs @param {number[]} rows @param {[number, number][]} windows
 * @param {number} day @returns {PlaceMoment}
 */
function stateOn(timeline, place, hubs, rows, windows, day) {
    const { spans } = timeline;
    const span = winningSpan(timeline, rows, day);
    if (span >= 0) {
        const sure = Number(spans.start_max[span] <= day && day <= spans.end_min[span]);
        return {
            index: place,
            phase: spans.phase[span],
            sure,
            candidate: spans.candidate[span],
            derived: spans.derived[span],
            span,
        };
    }
    const first = Math.min(...rows.map((row) => spanStart(spans, row)), ...windows.map(([start]) => start));
    return {
        index: place,
        phase: quietPhase(timeline, hubs, windows, first, day),
        sure: 0,
        candidate: 0,
        derived: 0,
        span: -1,
    };
}

/** The phase that started last, or -1. @param {Timeline} timeline @param {number[]} rows @param {number} day */
function winningSpan({ spans, asOf }, rows, day) {
    let best = -1;
    for (const row of rows) {
        const rank = TELLING.indexOf(spans.phase[row]);
        if (rank < 0 || day < spanStart(spans, row) || day >= spanEnd(spans, row, asOf)) continue;
        const later = best < 0 ? 1 : spanStart(spans, row) - spanStart(spans, best);
        if (later > 0 || (later === 0 && rank < TELLING.indexOf(spans.phase[best]))) best = row;
    }
    return best;
}

/**
 * The word for a place without an active phase.
 * @param {Timeline} timeline @param {number[]} hubRows @param {[number, number][]} windows @param {number} first @param {number} day
 */
function quietPhase({ hubs }, hubRows, windows, first, day) {
    if (windows.some(([start, end]) => start <= day && day < end + 1)) return 'attested';
    if (first === Infinity) return 'unknown';
    if (day < first) return 'not_yet';
    const present = hubRows.filter((row) => hasDate(hubs, row));
    const over = (/** @type {number} */ row) => day >= hubs.end_max[row] + 1;
    return present.length > 0 && present.every(over) ? 'ended' : 'earlier';
}

/** @param {Days} days @param {number} row */
function hasDate({ start_min, end_max }, row) {
    return !Number.isNaN(start_min[row]) || !Number.isNaN(end_max[row]);
}

/** @param {number[]} days */
function sortedDays(days) {
    return Float64Array.from(new Set(days.filter((day) => !Number.isNaN(day)))).sort();
}

/** Index of the last entry that is not after `day`, -1 when all are. @param {Float64Array} days @param {number} day */
function lastUpTo(days, day) {
    let [low, high] = [0, days.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if (days[middle] <= day) low = middle + 1;
        else high = middle;
    }
    return low - 1;
}
