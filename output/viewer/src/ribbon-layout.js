/** Where everything of the ribbon sits: pure arithmetic from days and rows to pixels. */
import { ancestors } from './lookup.js';

/** @typedef {import('./contract').TimelineJson} TimelineJson */
/** @typedef {{place: number, country: number, depth: number, y: number, head: boolean}} Row */
/** @typedef {{movement: number, kind: string, from: Row, to: Row, x0: number, x1: number, certainty: number}} Link */
/** @typedef {{movement: number, kind: string, away: boolean, count: number, slot: number, row: Row}} Undated */
/** @typedef {{width: number, rowHeight: number, maxRows: number, labels: 'two' | 'one', first: number, last: number}} Frame */
/** @typedef {ReturnType<typeof layoutRibbon>} Layout */

/** Height of the line with the years. */
export const AXIS = 19;

/**
 * @param {TimelineJson} data
 * @param {Frame} frame
 * @param {(record: number) => boolean} shows
 */
export function layoutRibbon(data, frame, shows) {
    const left = frame.labels === 'two' ? Math.min(264, Math.round(frame.width * 0.24)) : Math.min(136, Math.round(frame.width * 0.34));
    const right = frame.width - (frame.labels === 'two' ? 72 : 22);
    const chosen = chooseRows(data, frame.maxRows, shows);
    const rows = placeRows(data, chosen, frame.rowHeight);
    const scale = (right - left) / Math.max(1, frame.last + 1 - frame.first);
    const x = (/** @type {number} */ day) => left + (day - frame.first) * scale;
    const rowOf = rowFinder(data, rows);
    return {
        ...frame, left, right, rows, x, rowOf,
        height: rows.length * frame.rowHeight,
        hidden: data.rows.place.length - rows.length,
        links: linksOf(data, rowOf, x, shows),
        undated: undatedOf(data, rowOf, shows),
    };
}

/**
 * Rows of `rows` that fit: the most eventful, in their own order.
 * @param {TimelineJson} data @param {number} max @param {(record: number) => boolean} shows @returns {number[]}
 */
export function chooseRows(data, max, shows) {
    const all = data.rows.place.map((_, i) => i);
    if (all.length <= max) return all;
    const weight = weights(data, shows);
    return all.sort((a, b) => weight[b] - weight[a] || a - b).slice(0, max).sort((a, b) => a - b);
}

/**
 * What the ribbon shows at a point: the event within a few pixels, else the phase.
 * @param {TimelineJson} data @param {Layout} layout @param {number} x @param {number} y from the top of the rows
 * @param {(record: number) => boolean} shows @returns {{event: number, span: number, place: number} | null}
 */
export function atPoint({ events, spans }, layout, x, y, shows) {
    const row = layout.rows[Math.floor(y / layout.rowHeight)];
    if (!row) return null;
    let [event, best] = [-1, 5];
    events.place.forEach((place, i) => {
        const first = events.start_min[i];
        if (place !== row.place || first === null || !shows(events.record[i])) return;
        const away = Math.abs(layout.x((first + (events.end_max[i] ?? first) + 1) / 2) - x);
        if (away < best) [event, best] = [i, away];
    });
    const day = layout.first + ((x - layout.left) / (layout.right - layout.left)) * (layout.last + 1 - layout.first);
    let span = -1;
    spans.place.forEach((place, i) => {
        if (place !== row.place || !spans.basis[i].some(shows)) return;
        if ((spans.start_min[i] ?? spans.start_max[i] ?? Infinity) <= day && (spans.end_max[i] ?? layout.last) + 1 >= day) span = i;
    });
    return { event, span, place: row.place };
}

/** First days of the years in an extent. @param {number} first @param {number} last */
export function yearsOf(first, last) {
    const years = [];
    for (let year = new Date(first * 864e5).getUTCFullYear(); ; year++) {
        const day = Math.round(Date.UTC(year, 0, 1) / 864e5);
        if (day > last) return years;
        if (day >= first) years.push({ year, day });
    }
}

/** What happens in each row, phases counting double. @param {TimelineJson} data @param {(record: number) => boolean} shows */
function weights({ rows, spans, events, movements, hubs }, shows) {
    /** @type {Map<number, number>} */
    const byPlace = new Map();
    const add = (/** @type {number} */ place, /** @type {number} */ n) => byPlace.set(place, (byPlace.get(place) ?? 0) + n);
    spans.place.forEach((place, i) => { if (spans.basis[i].some(shows)) add(place, spans.phase[i] === 'crackdown' ? 1 : 2); });
    events.place.forEach((place, i) => { if (shows(events.record[i])) add(place, 1); });
    hubs.place.forEach((place, i) => { if (hubs.drawn[i] && shows(hubs.record[i])) add(place, hubs.attested[i].length * 0.5); });
    movements.record.forEach((record, i) => {
        if (!shows(record)) return;
        add(movements.origin[i], 1);
        add(movements.destination[i], 1);
    });
    return rows.place.map((place) => byPlace.get(place) ?? 0);
}

/** @param {TimelineJson} data @param {number[]} chosen @param {number} rowHeight @returns {Row[]} */
function placeRows({ rows }, chosen, rowHeight) {
    return chosen.map((i, n) => ({
        place: rows.place[i], country: rows.country[i], depth: rows.depth[i], y: n * rowHeight,
        head: n === 0 || rows.country[chosen[n - 1]] !== rows.country[i],
    }));
}

/** The row of a place, else of the nearest place it lies in. @param {TimelineJson} data @param {Row[]} rows */
function rowFinder(data, rows) {
    const byPlace = new Map(rows.map((row) => [row.place, row]));
    return (/** @type {number} */ place) => {
        for (const at of ancestors(data, place)) {
            const row = byPlace.get(at);
            if (row) return row;
        }
        return null;
    };
}

/** @param {TimelineJson} data @param {(place: number) => Row | null} rowOf @param {(day: number) => number} x
 *  @param {(record: number) => boolean} shows @returns {Link[]} */
function linksOf({ movements }, rowOf, x, shows) {
    /** @type {Link[]} */
    const links = [];
    for (let i = 0; i < movements.record.length; i++) {
        if (movements.mode[i] === 'undated' || !shows(movements.record[i])) continue;
        const from = rowOf(movements.origin[i]);
        const to = rowOf(movements.destination[i]);
        if (!from || !to || from === to) continue;
        const start = movements.start_min[i] ?? movements.end_max[i];
        const end = movements.end_max[i] ?? movements.start_max[i];
        if (start === null || end === null) continue;
        links.push({ movement: i, kind: movements.kind[i], from, to, x0: x(start), x1: x(end + 1), certainty: movements.certainty[i] });
    }
    return links;
}

/** Undated movements by row: the same kind and way counted together. @param {TimelineJson} data
 *  @param {(place: number) => Row | null} rowOf @param {(record: number) => boolean} shows @returns {Undated[]} */
function undatedOf({ movements }, rowOf, shows) {
    /** @type {Map<string, Undated>} */
    const groups = new Map();
    /** @type {Map<Row, number>} */
    const slots = new Map();
    const add = (/** @type {number} */ i, /** @type {Row | null} */ row, /** @type {boolean} */ away) => {
        if (!row) return;
        const key = `${row.y}|${movements.kind[i]}|${away}`;
        const known = groups.get(key);
        if (known) { known.count++; return; }
        const slot = slots.get(row) ?? 0;
        slots.set(row, slot + 1);
        groups.set(key, { movement: i, kind: movements.kind[i], away, count: 1, slot, row });
    };
    movements.mode.forEach((mode, i) => {
        if (mode !== 'undated' || !shows(movements.record[i])) return;
        const [from, to] = [rowOf(movements.origin[i]), rowOf(movements.destination[i])];
        if (from !== to) add(i, from, true);
        add(i, to, false);
    });
    return [...groups.values()];
}
