/** Where everything of the ribbon sits: pure arithmetic from days and rows to pixels. */
import { ancestors } from '../data/lookup.js';
import { measuresOf } from '../numbers/series.js';

/** @typedef {import('../contract').TimelineJson} TimelineJson */
/** @typedef {{place: number, country: number, depth: number, y: number, head: boolean, told: boolean, held: number[], open: boolean | null}} Row
 *   place: -1 for the last row of a ribbon without room for all, which holds the rest; told: the scene tells of it; held: places that stand together
 *   in the row; open: on the first row of a country, whether its places have rows, null when there is nothing to fold */
/** @typedef {{movement: number, kind: string, from: Row, to: Row, x0: number, x1: number, certainty: number}} Link */
/** @typedef {{movement: number, kind: string, away: boolean, count: number, slot: number, row: Row}} Undated */
/** @typedef {Map<number, boolean>} Folds countries that the reader unfolded (true) or folded */
/** @typedef {{width: number, rowHeight: number, maxRows: number, labels: 'two' | 'one', first: number, last: number, folds: Folds, told: Set<number> | null}} Frame told: places of the scene */
/** @typedef {ReturnType<typeof layRibbon>} Layout */

/** Height of the line with the years. */
export const AXIS = 19;

/**
 * @param {TimelineJson} data
 * @param {Frame} frame
 * @param {(record: number) => boolean} shows
 */
export function layRibbon(data, frame, shows) {
    const left = frame.labels === 'two' ? Math.min(264, Math.round(frame.width * 0.24)) : Math.min(136, Math.round(frame.width * 0.34));
    const right = frame.width - (frame.labels === 'two' ? 82 : 34);
    const rows = chooseRows(data, frame, shows);
    const scale = (right - left) / Math.max(1, frame.last + 1 - frame.first);
    const x = (/** @type {number} */ day) => left + (day - frame.first) * scale;
    const rowOf = rowFinder(data, rows);
    return {
        ...frame, left, right, rows, x, rowOf,
        height: rows.length * frame.rowHeight,
        hidden: rows.reduce((sum, { held }) => sum + held.length, 0),
    };
}

/**
 * The places that the scene tells of come first, then the most eventful others; both in the order of the data, those of a country together. What has no
 * room stands together in one last row, so that nothing is left out.
 * @param {TimelineJson} data @param {Frame} frame @param {(record: number) => boolean} shows @returns {Row[]}
 */
function chooseRows(data, { maxRows, rowHeight, folds, first, last, told }, shows) {
    const { place, country } = data.rows;
    const { weight, shown } = weigh(data, first, last, shows);
    const every = place.flatMap((_, i) => (shown[i] ? [i] : []));
    const isTold = (/** @type {number} */ i) => Boolean(told?.has(place[i]));
    const fitting = new Set(every.length <= maxRows ? every
        : [...every].sort((a, b) => Number(isTold(b)) - Number(isTold(a)) || weight[b] - weight[a] || a - b).slice(0, Math.max(0, maxRows - 1)));
    /** @type {Omit<Row, 'y'>[]} */
    const rows = [];
    for (const part of [true, false]) {
        const own = every.filter((i) => fitting.has(i) && isTold(i) === part);
        for (let from = 0, to = 0; from < own.length; from = to) {
            const of = country[own[from]];
            do to++; while (to < own.length && of >= 0 && country[own[to]] === of);
            rows.push(...rowsOf(data, own.slice(from, to), part, maxRows === Infinity ? folds.get(of) ?? true : null));
        }
    }
    const held = every.filter((i) => !fitting.has(i)).map((i) => place[i]);
    if (held.length) rows.push({ place: -1, country: -1, depth: 0, head: true, told: false, held, open: null });
    return rows.map((row, i) => ({ ...row, y: i * rowHeight }));
}

/** The rows of one country, or the one that it is folded into. @param {TimelineJson} data @param {number[]} own rows of the data
 *  @param {boolean} told @param {boolean | null} unfolded null where nothing folds @returns {Omit<Row, 'y'>[]} */
function rowsOf({ rows: { place, country, depth } }, own, told, unfolded) {
    const of = country[own[0]];
    const folds = own.length > 1 && unfolded !== null;
    if (folds && !unfolded) {
        return [{ place: of, country: of, depth: 0, head: true, told, held: own.map((i) => place[i]).filter((at) => at !== of), open: false }];
    }
    return own.map((i, n) => ({ place: place[i], country: of, depth: depth[i], head: n === 0, told, held: [], open: n || !folds ? null : true }));
}

/**
 * What the ribbon shows at a point: the event within a few pixels, else the phase.
 * @param {TimelineJson} data @param {Layout} layout @param {number} x @param {number} y from the top of the rows
 * @param {(record: number) => boolean} shows @returns {{event: number, span: number, day: number, place: number} | null}
 */
export function atPoint({ events, spans }, layout, x, y, shows) {
    const row = layout.rows[Math.floor(y / layout.rowHeight)];
    if (!row) return null;
    const here = placesIn(row);
    let [event, best] = [-1, 9];
    events.place.forEach((place, i) => {
        const first = events.start_min[i];
        if (!here.includes(place) || first === null || !shows(events.record[i])) return;
        const away = Math.abs(layout.x((first + (events.end_max[i] ?? first) + 1) / 2) - x);
        if (away < best) [event, best] = [i, away];
    });
    const day = layout.first + ((x - layout.left) / (layout.right - layout.left)) * (layout.last + 1 - layout.first);
    let span = -1;
    spans.place.forEach((place, i) => {
        if (!here.includes(place) || !spans.basis[i].some(shows)) return;
        if ((spans.start_min[i] ?? spans.start_max[i] ?? Infinity) <= day && (spans.end_max[i] ?? layout.last) + 1 >= day) span = i;
    });
    return { event, span, day, place: spans.place[span] ?? row.place };
}

/** Crackdowns are counted with their events. */
const WEIGHT = /** @type {Record<string, number>} */ ({ crackdown: 1, return: 4 });

/** What a series weighs, however long it is. */
const NUMBERS = 2;

/** What happens in each row between two days, phases counting double and a return, the rarest, double again; a filter takes away the rows it leaves
 *  nothing in. @param {TimelineJson} data @param {number} first @param {number} last @param {(record: number) => boolean} shows @returns {{weight: number[], shown: boolean[]}} */
function weigh(data, first, last, shows) {
    const { rows, places, spans, events, movements, hubs } = data;
    const [passing, all, weight] = [0, 0, 0].map(() => new Float64Array(places.record.length));
    const add = (/** @type {number} */ place, /** @type {number} */ n, /** @type {boolean} */ passes, /** @type {boolean} */ within) => {
        all[place] += n;
        if (passes) passing[place] += n;
        if (passes && within) weight[place] += n;
    };
    const within = (/** @type {import('../contract').SpanColumns} */ { start_min: least, start_max: most, end_max: end }, /** @type {number} */ i) => {
        const begun = least[i] ?? most[i] ?? end[i];
        return begun !== null && begun <= last && (end[i] ?? Infinity) >= first;
    };
    spans.place.forEach((place, i) => add(place, WEIGHT[spans.phase[i]] ?? 2, spans.basis[i].some(shows), within(spans, i)));
    events.place.forEach((place, i) => add(place, 1, shows(events.record[i]), within(events, i)));
    hubs.place.forEach((place, i) => {
        for (const [start, end] of hubs.drawn[i] ? hubs.attested[i] : []) add(place, 0.5, shows(hubs.record[i]), start <= last && end >= first);
    });
    movements.record.forEach((record, i) => {
        for (const place of [movements.origin[i], movements.destination[i]]) add(place, 1, shows(record), within(movements, i));
    });
    for (const { lines } of measuresOf(data)) {
        for (const { place, from, to } of lines) {
            const { start, end } = /** @type {NonNullable<TimelineJson['series']>} */ (data.series);
            add(place, NUMBERS, shows(places.record[place]), start[from] <= last && end[to - 1] >= first);
        }
    }
    return { weight: rows.place.map((place) => weight[place]), shown: rows.place.map((place) => all[place] === 0 || passing[place] > 0) };
}

/** The places whose phases and events a row shows. @param {Row} row */
export function placesIn({ place, held }) {
    return place < 0 ? held : [place, ...held];
}

/** The row of a place, else of the nearest place it lies in. @param {TimelineJson} data @param {Row[]} rows */
function rowFinder(data, rows) {
    /** @type {Map<number, Row | null>} */
    const known = new Map(rows.flatMap((row) => placesIn(row).map((place) => [place, row])));
    return (/** @type {number} */ place) => {
        let row = known.get(place);
        if (row === undefined) {
            row = ancestors(data, place).map((at) => known.get(at)).find(Boolean) ?? null;
            known.set(place, row);
        }
        return row;
    };
}

/** @param {TimelineJson} data @param {Layout} layout @param {(record: number) => boolean} shows @returns {Link[]} */
export function linksOf({ movements }, { rowOf, x }, shows) {
    /** @type {Link[]} */
    const links = [];
    for (let i = 0; i < movements.record.length; i++) {
        if (movements.mode[i] === 'undated' || !shows(movements.record[i])) continue;
        const from = rowOf(movements.origin[i]);
        const to = rowOf(movements.destination[i]);
        if (!from || !to || from === to || from.place < 0 || to.place < 0) continue;
        const start = movements.start_min[i] ?? movements.end_max[i];
        const end = movements.end_max[i] ?? movements.start_max[i];
        if (start === null || end === null) continue;
        links.push({ movement: i, kind: movements.kind[i], from, to, x0: x(start), x1: x(end + 1), certainty: movements.certainty[i] });
    }
    return links;
}

/** Undated movements by row: the same kind and way counted together. @param {TimelineJson} data
 *  @param {Layout} layout @param {(record: number) => boolean} shows @returns {Undated[]} */
export function undatedOf({ movements }, { rowOf }, shows) {
    /** @type {Map<string, Undated>} */
    const groups = new Map();
    /** @type {Map<Row, number>} */
    const slots = new Map();
    const add = (/** @type {number} */ i, /** @type {Row | null} */ row, /** @type {boolean} */ away) => {
        if (!row || row.place < 0) return;
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
