/** Which row of the cycle table is on screen, what was measured of it, and where its bars stand on the axis of months. Pure. */

import { isCycleKnown } from './known.js';

/** @typedef {import('../contract').TimelineJson} TimelineJson */
/** @typedef {import('../contract').State} State */
/** @typedef {{days: [number, number], open: boolean, early: boolean, hollow: boolean}} Bar open, early: no latest, no earliest day */

const MONTH = 365.25 / 12;
const STEPS = [1, 2, 3, 6, 12, 24, 60, 120];
const MOST_TICKS = 7;
const OUTCOMES = ['return', 'candidate', 'none_recorded'];

/** @type {WeakMap<TimelineJson, {of: Map<number, number>, on: Map<number, number[]>}>} rows of the cycle table by the record of their trigger, and by any record they rest on */
const known = new WeakMap();

/** @param {TimelineJson} data */
function rowsByRecord(data) {
    let rows = known.get(data);
    if (rows) return rows;
    known.set(data, (rows = { of: new Map(), on: new Map() }));
    for (const row of cycleRows(data).reverse()) rows.of.set(recordOf(data, row), row);
    for (const row of cycleRows(data)) for (const record of data.cycles?.basis[row] ?? []) rows.on.set(record, [...(rows.on.get(record) ?? []), row]);
    return rows;
}

/** @param {TimelineJson} data @returns {number[]} */
export function cycleRows({ cycles }) {
    return cycles?.place?.map((_, row) => row) ?? [];
}

/** The record of what set a cycle off. @param {TimelineJson} data @param {number} row */
export function recordOf({ cycles, events }, row) {
    const { trigger, record } = /** @type {NonNullable<typeof cycles>} */ (cycles);
    return trigger[row] >= 0 ? events.record[trigger[row]] : record[row];
}

/**
 * The row that the card tells of: of the selected record, else of the newest trigger of the scene that is on screen, else of
 * the newest of the scene after which something is recorded, else of the newest of the scene, of the moment, of who is under way.
 * The certainty is not asked: the card says itself what stands at each stop.
 * @param {TimelineJson} data @param {State} state @param {{events: {index: number}[], movements?: {index: number, state: string}[]}} moment
 * @param {import('../contract').Context['shows']} shows @returns {number} -1 for none
 */
export function cycleOnScreen(data, state, moment, shows) {
    const { of, on } = rowsByRecord(data);
    if (!of.size) return -1;
    const filters = { ...state.filters, certainty: /** @type {const} */ (0) };
    const chosen = of.get(state.selected) ?? on.get(state.selected)?.[0];
    if (chosen !== undefined) return isCycleKnown(data, chosen, filters.known) ? chosen : -1;
    const { events, movements } = data;
    /** @param {number[]} records @param {(record: number) => number[]} rowsOf */
    const newest = (records, rowsOf) => {
        let [best, latest] = [-1, -Infinity];
        for (const record of records) {
            for (const row of shows(filters, record) ? rowsOf(record) : []) {
                const start = startOf(events, /** @type {any} */ (data.cycles).trigger[row]);
                if (!isCycleKnown(data, row, filters.known)) continue;
                if (start !== null && start <= state.day && start > latest) [best, latest] = [row, start];
            }
        }
        return best;
    };
    const triggers = (/** @type {number} */ record) => { const row = of.get(record); return row === undefined ? [] : [row]; };
    const followed = (/** @type {number} */ record) => (on.get(record) ?? []).filter((row) => isFollowed(data, row));
    const scene = data.scenes.records[state.scene] ?? [];
    const now = moment.events.map(({ index }) => events.record[index]);
    const under = (moment.movements ?? []).filter((move) => move.state === 'under_way').map(({ index }) => movements.record[index]);
    /** @type {[number[], typeof followed][]} */
    const asked = [[scene.filter((record) => now.includes(record)), triggers], [scene, followed], [scene, triggers], [now, triggers], [under, followed]];
    return asked.reduce((row, [records, rowsOf]) => (row < 0 ? newest(records, rowsOf) : row), -1);
}

/** Whether a departure, a return or a candidate is recorded. @param {TimelineJson} data @param {number} row */
function isFollowed({ cycles }, row) {
    return !!cycles?.linked_by[row] || cycles?.outcome[row] !== 'none_recorded';
}

/** @param {import('../contract').SpanColumns} days @param {number} row */
function startOf({ start_min, start_max }, row) {
    return start_min[row] ?? start_max[row] ?? null;
}

/** The row of what was measured of a cycle at a certainty stop. @param {TimelineJson} data @param {number} cycle @param {number} stop @returns {number} -1 for none */
export function findingOf({ findings }, cycle, stop) {
    return findings?.cycle?.findIndex((of, row) => of === cycle && findings.stop[row] === stop) ?? -1;
}

/** The zones of the measure on screen, shaded while it is open: receiving ones, and those of the control when asked for.
 * @param {TimelineJson} data @param {State} state @param {{events: {index: number}[]}} moment @param {import('../contract').Context['shows']} shows
 * @returns {[number, 'receiving' | 'control'][]} */
export function measuredZones(data, state, moment, shows) {
    if (!state.measured || state.filters.known !== null || state.panelTab !== 'story' || !data.findings?.cycle?.length) return [];
    const { receiving, control } = data.findings;
    const row = findingOf(data, cycleOnScreen(data, state, moment, shows), state.filters.certainty);
    // where nothing is measured there is no comparison of zones to show
    if (row < 0 || !data.findings.measures[row].length) return [];
    return [
        ...(state.control ? control[row] ?? [] : []).map((place) => /** @type {[number, 'control']} */ ([place, 'control'])),
        ...receiving[row].map((place) => /** @type {[number, 'receiving']} */ ([place, 'receiving'])),
    ];
}

/** Rows that stand at a certainty stop, the most telling first: returns, candidates, departures, by certainty, then as they happened.
 * @param {TimelineJson} data @param {State['filters']} filters @param {import('../contract').Context['shows']} shows */
export function tellingRows(data, filters, shows) {
    const { cycles, events } = data;
    if (!cycles) return [];
    const rank = (/** @type {number} */ row) => [
        OUTCOMES.indexOf(cycles.outcome[row]), cycles.linked_by[row] ? 0 : 1, -cycles.certainty[row], startOf(events, cycles.trigger[row]) ?? Infinity, row,
    ];
    return cycleRows(data)
        .filter((row) => cycles.stops[row][filters.certainty] && shows({ ...filters, certainty: 0 }, recordOf(data, row)) && isCycleKnown(data, row, filters.known))
        .map((row) => ({ row, key: rank(row) }))
        .sort((a, b) => { const at = a.key.findIndex((value, i) => value !== b.key[i]); return at < 0 ? 0 : a.key[at] - b.key[at]; })
        .map(({ row }) => row);
}

/**
 * Lags of rows on one axis of months, 0 being the trigger.
 * @param {TimelineJson} data @param {number[]} rows
 */
export function monthsLayout(data, rows) {
    const { cycles } = data;
    const bars = rows.map((row) => ({
        row,
        /** There is one, but nobody says when. */
        undated: [!!cycles?.linked_by[row], cycles?.outcome[row] !== 'none_recorded'],
        departure: barOf(cycles?.lag_departure[row]),
        back: cycles?.outcome[row] === 'candidate' ? candidateBar(data, row) : barOf(cycles?.lag_return[row]),
    }));
    const days = bars.flatMap(({ departure, back }) => [...(departure?.days ?? []), ...(back?.days ?? [])]);
    const [least, most] = [Math.min(0, ...days) / MONTH, Math.max(1, ...days.map((day) => day / MONTH))];
    const step = STEPS.find((size) => (most - least) / size < MOST_TICKS) ?? Math.ceil((most - least) / MOST_TICKS);
    const first = Math.floor(least / step + 1e-9) * step;
    const last = Math.ceil(most / step - 1e-9) * step;
    const ticks = Array.from({ length: Math.round((last - first) / step) + 1 }, (_, i) => first + i * step);
    /** Share of the width, in per cent. @param {number} months */
    const at = (months) => `${Math.round((1e4 * (months - first)) / (last - first)) / 100}%`;
    return { bars, ticks, at, x: (/** @type {number} */ day) => at(day / MONTH), start: first * MONTH, end: last * MONTH };
}

/** @param {import('../contract').Lag | undefined} lag @param {boolean} [hollow] @returns {Bar | null} */
function barOf(lag, hollow = false) {
    const least = lag?.[0] ?? lag?.[1] ?? null;
    return least === null ? null : { days: [least, lag?.[1] ?? least], open: lag?.[1] === null, early: lag?.[0] === null, hollow };
}

/** A candidate's lag counts from the trigger to the first day of the earliest of them. @param {TimelineJson} data @param {number} row */
function candidateBar(data, row) {
    const { cycles, events, movements } = data;
    if (!cycles) return null;
    const own = barOf(cycles.lag_return[row], true);
    if (own) return own;
    const [from, to] = [events.start_min[cycles.trigger[row]] ?? null, events.start_max[cycles.trigger[row]] ?? null];
    /** @type {Bar[]} */
    const found = [];
    for (const movement of cycles.candidates[row]) {
        const [least, most] = [movements.start_min[movement] ?? movements.start_max[movement], movements.start_max[movement]];
        if (from === null || to === null || least === null) continue;
        const bar = barOf([Math.max(0, least - to), most === null ? null : most - from], true);
        if (bar) found.push(bar);
    }
    return found.sort((a, b) => a.days[0] - b.days[0])[0] ?? null;
}
