/**
 * What is on record on a day. Pure, and the twin of output/moment.py: tests/golden/moments.json holds the two together.
 * 
 * The cost of a moment follows what is active on the day: of movements it lists those under way, and how many have begun. A
 * place changes only on whole days, and keeps its state until then. The list of places is the same object for as long as
 * nothing changes: a caller may compare it to see a change of phase.
 */

/**
 * @typedef {import("./timeline.js").Timeline} Timeline
 * @typedef {import("./timeline.js").Days} Days
 * @typedef {"under_way"|"past"|"since"|"by"} MovementState
 * @typedef {{index: number, state: MovementState, fraction: number, age: number, cx: number|null, cy: number|null}} MovementMoment
 * @typedef {{index: number, phase: string, sure: number, candidate: number, derived: number, span: number}} PlaceMoment
 * @typedef {{index: number, age: number, chance: number}} EventMoment
 * @typedef {{day: number, begun: number, movements: MovementMoment[], places: PlaceMoment[], disruptions: number[], events: EventMoment[]}} Moment
 */

/** An event stays in the moment for at least as many days. */
const EVENT_DAYS = 12;

/** How long a phase without an end on record is shown after its last evidence: what nobody has said for a year is not known to last. */
export const LASTS_DAYS = 365;

/** Which phase shows when two began on the same day: the first in this list. */
const TELLING = ['return', 'displacement', 'crackdown', 'arrival', 'presence'];

/** @param {Timeline} timeline @param {number} day Days since 1970-01-01, may have a fraction. @returns {Moment} */
export function moment(timeline, day) {
    const index = indexOf(timeline);
    return {
        day,
        begun: lastUpTo(index.beginnings, day) + 1,
        movements: index.underWay(day).map((row) => markOf(timeline, row, day)),
        places: placesOn(timeline, index, day),
        disruptions: index.disruptions(day),
        events: index.events(day).map((row) => eventOn(timeline.events, row, day)),
    };
}

/** Rows of movements in the order in which they come on record; those of a moment are the first `begun`. @param {Timeline} timeline */
export function beginning(timeline) {
    return indexOf(timeline).beginning;
}

/**
 * The movements on record in a moment, in table order; its cost follows what is stored.
 * @param {Timeline} timeline @param {{day: number, begun: number}} moment @param {(row: number) => boolean} [wanted] @returns {MovementMoment[]}
 */
export function onRecord(timeline, { day, begun }, wanted = () => true) {
    const index = indexOf(timeline);
    const rows = index.beginning.slice(0, begun).filter(wanted).sort();
    return Array.from(rows, (row) => markOf(timeline, row, day));
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

/** Control point of a movement's curve on the unit plane. @param {Timeline} timeline @param {number} row @param {number} [height] its bend @returns {[number, number]} */
export function controlPoint({ movements, places }, row, height = movements.bend[row]) {
    const [from, to] = [movements.origin[row], movements.destination[row]];
    const [x0, y0, x1, y1] = [places.x[from], places.y[from], places.x[to] + movements.shift[row], places.y[to]];
    const bend = 2 * height;
    return [(x0 + x1) / 2 - bend * (y1 - y0), (y0 + y1) / 2 + bend * (x1 - x0)];
}

/** A movement on record. @param {Timeline} timeline @param {number} row @param {number} day @returns {MovementMoment} */
function markOf(timeline, row, day) {
    const { movements } = timeline;
    const found = /** @type {NonNullable<ReturnType<typeof movementOn>>} */ (
        movementOn(movements.mode[row], movements.start_min[row], movements.end_max[row], day)
    );
    const [cx, cy] = movements.shape[row] === 'curve' ? controlPoint(timeline, row) : [null, null];
    return { index: row, ...found, cx, cy };
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
 * @typedef {{place: number, hubs: number[], windows: [number, number][], first: number}} PlaceRecord `first` is its first day on record
 * @typedef {{beginning: Int32Array, beginnings: Float64Array, places: PlaceRecord[], changes: Float64Array,
 *   shown: {at: number, list: PlaceMoment[]}, underWay: (day: number) => number[], phases: (day: number) => number[],
 *   events: (day: number) => number[], disruptions: (day: number) => number[]}} Index `changes` are the days on which any place changes
 */

/** @type {WeakMap<Timeline, Index>} */
const indexes = new WeakMap();

/** @param {Timeline} timeline @returns {Index} */
function indexOf(timeline) {
    const known = indexes.get(timeline);
    if (known) return known;
    const { movements, events, spans, asOf } = timeline;
    const spansThat = (/** @type {(row: number) => boolean} */ wanted) =>
        dayIndex(
            spans.count,
            (row) => (wanted(row) ? spanStart(spans, row) : NaN),
            (row) => spanEnd(spans, row, asOf),
        );
    const isDisruption = (/** @type {number} */ row) => spans.phase[row] === 'disruption';
    const travels = (/** @type {number} */ row) => movements.mode[row] === 'bounded' && movements.shape[row] !== 'none';
    const beginning = beginningOrder(movements);
    const places = placeRecords(timeline);
    const index = {
        beginning,
        beginnings: Float64Array.from(beginning).map((row) => beginningOf(movements, row)),
        underWay: dayIndex(
            movements.count,
            (row) => (travels(row) ? movements.start_min[row] : NaN),
            (row) => movements.end_max[row] + 1,
        ),
        places,
        changes: changesOf(timeline, places),
        shown: { at: NaN, list: [] },
        phases: spansThat((row) => !isDisruption(row)),
        events: dayIndex(
            events.count,
            (row) => spanStart(events, row),
            (row) => eventEnd(events, row),
        ),
        disruptions: spansThat(isDisruption),
    };
    indexes.set(timeline, index);
    return index;
}

/** First day on which a movement is drawn, NaN for those that the clock never draws. @param {Timeline["movements"]} movements @param {number} row */
function beginningOf({ mode, shape, start_min, end_max }, row) {
    if (shape[row] === 'none' || mode[row] === 'undated') return NaN;
    return mode[row] === 'upper' ? end_max[row] : start_min[row];
}

/** @param {Timeline["movements"]} movements */
function beginningOrder(movements) {
    // day and row in one number: numbers are sorted many times faster than by a function
    const keys = [];
    for (let row = 0; row < movements.count; row++) {
        const day = beginningOf(movements, row);
        if (!Number.isNaN(day)) keys.push(day * movements.count + row);
    }
    return Int32Array.from(Float64Array.from(keys).sort().map((key) => key - Math.floor(key / movements.count) * movements.count));
}

/** First day an active span counts; NaN when it has no date. @param {Days} days @param {number} row */
function spanStart({ start_min, start_max }, row) {
    return Number.isNaN(start_min[row]) ? start_max[row] : start_min[row];
}

/** First day after it. @param {Days} days @param {number} row @param {number} asOf */
function spanEnd({ start_min, start_max, end_min, end_max }, row, asOf) {
    if (!Number.isNaN(end_max[row])) return end_max[row] + 1;
    const evidence = [start_min[row], start_max[row], end_min[row]].filter((day) => !Number.isNaN(day));
    return Math.min(asOf, Math.max(...evidence) + LASTS_DAYS) + 1;
}

/** @param {Days} days @param {number} row */
function eventEnd(days, row) {
    const start = spanStart(days, row);
    return Math.max(Number.isNaN(days.end_max[row]) ? start : days.end_max[row] + 1, start + EVENT_DAYS);
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

/** @param {Timeline} timeline @param {Index} index @param {number} day */
function placesOn(timeline, index, day) {
    const at = lastUpTo(index.changes, day);
    if (index.shown.at !== at) {
        const today = Math.floor(day);
        const winners = winningSpans(timeline, index.phases(today));
        index.shown = { at, list: index.places.map((record) => stateOn(timeline, record, winners.get(record.place) ?? -1, today)) };
    }
    return index.shown.list;
}

/** Every place that is ever shown, in table order. @param {Timeline} timeline */
function placeRecords({ places, spans, hubs, spansOf, hubsOf }) {
    /** @type {PlaceRecord[]} */
    const list = [];
    for (let place = 0; place < places.count; place++) {
        const drawn = hubsOf[place].filter((row) => hubs.drawn[row]);
        const windows = drawn.flatMap((row) => hubs.attested[row] ?? []);
        let first = Math.min(Infinity, ...windows.map(([start]) => start));
        for (const row of spansOf[place]) {
            const start = spanStart(spans, row);
            if (start < first) first = start;
        }
        const dated = spansOf[place].some((row) => !Number.isNaN(spanStart(spans, row)));
        if (drawn.length || dated) list.push({ place, hubs: drawn, windows, first });
    }
    return list;
}

/** @param {Timeline} timeline @param {PlaceRecord[]} places */
function changesOf({ spans, hubs, asOf }, places) {
    /** @type {Set<number>} */
    const days = new Set();
    for (let row = 0; row < spans.count; row++) {
        days.add(spanStart(spans, row)).add(spanEnd(spans, row, asOf)).add(spans.start_max[row]).add(spans.end_min[row] + 1);
    }
    for (const { windows, hubs: rows } of places) {
        for (const [start, last] of windows) days.add(start).add(last + 1);
        for (const row of rows) days.add(hubs.end_max[row] + 1);
    }
    days.delete(NaN);
    return Float64Array.from(days).sort();
}

/** @param {Timeline} timeline @param {PlaceRecord} record @param {number} span that it shows, -1 for none @param {number} day @returns {PlaceMoment} */
function stateOn(timeline, record, span, day) {
    const { spans } = timeline;
    if (span < 0) return { index: record.place, phase: quietPhase(timeline, record, day), sure: 0, candidate: 0, derived: 0, span };
    return {
        index: record.place,
        phase: spans.phase[span],
        sure: Number(spans.start_max[span] <= day && day <= spans.end_min[span]),
        candidate: spans.candidate[span],
        derived: spans.derived[span],
        span,
    };
}

/** The phase that each place shows: of its active spans the one that started last. @param {Timeline} timeline @param {number[]} active */
function winningSpans({ spans }, active) {
    /** @type {Map<number, number>} */
    const best = new Map();
    for (const row of active) {
        const rank = TELLING.indexOf(spans.phase[row]);
        if (rank < 0) continue;
        const other = best.get(spans.place[row]);
        const later = other === undefined ? 1 : spanStart(spans, row) - spanStart(spans, other);
        if (later > 0 || (later === 0 && rank < TELLING.indexOf(spans.phase[other ?? row]))) best.set(spans.place[row], row);
    }
    return best;
}

/** The word for a place without an active phase. @param {Timeline} timeline @param {PlaceRecord} record @param {number} day */
function quietPhase({ hubs }, { hubs: hubRows, windows, first }, day) {
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
