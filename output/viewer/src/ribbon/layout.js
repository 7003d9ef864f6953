/** Where everything of the ribbon sits: pure arithmetic from days and rows to pixels. */
import { ancestors } from '../data/lookup.js';
import { measuresOf } from '../numbers/series.js';

/** @typedef {import('../contract').TimelineJson} TimelineJson */
/** @typedef {{place: number, country: number, depth: number, y: number, head: boolean, held: number[], open: boolean | null}} Row
 *   held: places folded into the row, which shows theirs beside its own; open: on the first row of a country, whether all its places have rows, null
 *   when there is nothing to fold */
/** @typedef {{movement: number, kind: string, from: Row, to: Row, x0: number, x1: number, certainty: number}} Link */
/** @typedef {{movement: number, kind: string, away: boolean, count: number, slot: number, row: Row}} Undated */
/** @typedef {Map<number, boolean>} Folds countries that the reader unfolded (true) or folded */
/** @typedef {{width: number, rowHeight: number, maxRows: number, labels: 'two' | 'one', first: number, last: number, folds: Folds}} Frame */
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
    const right = frame.width - (frame.labels === 'two' ? 72 : 22);
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
 * Every country has a row, in the order of the data. Near half of the room goes to countries, the rest to their most eventful places; the
 * places that have no row of their own stand together in the row of their country, so that nothing is left out.
 * @param {TimelineJson} data @param {Frame} frame @param {(record: number) => boolean} shows @returns {Row[]}
 */
function chooseRows(data, { maxRows, rowHeight, folds, first, last }, shows) {
    const { place, country, depth } = data.rows;
    const { weight, told } = weigh(data, first, last, shows);
    const groups = [...new Set(country.filter((_, i) => told[i]))]
        .map((of) => ({ country: of, rows: place.flatMap((_, i) => (country[i] === of && told[i] ? [i] : [])) }));
    const heads = Math.max(1, Math.min(groups.length, Math.round(0.45 * maxRows)));
    const fitting = new Set(groups.slice(0, heads).flatMap(({ rows }) => rows.filter((i) => depth[i] > 0))
        .sort((a, b) => weight[b] - weight[a] || a - b).slice(0, maxRows - heads));
    return groups.flatMap(({ country: of, rows }) => {
        const wish = folds.get(of);
        const towns = rows.filter((i) => depth[i] > 0);
        const held = rows.length < 2 ? [] : towns.filter((i) => !(wish ?? fitting.has(i)));
        const shown = rows.filter((i) => !held.includes(i));
        const own = shown.map((i) => place[i]);
        // a country on whose own level nothing is recorded gets a row when it holds its places
        if (held.length && depth[shown[0]] !== 0) own.unshift(of);
        return own.map((at, i) => ({
            place: at, country: of, depth: at === of ? 0 : 1, y: 0, head: i === 0,
            held: i ? [] : held.map((row) => place[row]), open: i || rows.length < 2 ? null : !held.length,
        }));
    }).map((row, i) => ({ ...row, y: i * rowHeight }));
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
    let [event, best] = [-1, 5];
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
 *  nothing in. @param {TimelineJson} data @param {number} first @param {number} last @param {(record: number) => boolean} shows @returns {{weight: number[], told: boolean[]}} */
function weigh(data, first, last, shows) {
    const { rows, places, spans, events, movements, hubs } = data;
    const [shown, all, weight] = [0, 0, 0].map(() => new Float64Array(places.record.length));
    const add = (/** @type {number} */ place, /** @type {number} */ n, /** @type {boolean} */ passes, /** @type {boolean} */ within) => {
        all[place] += n;
        if (passes) shown[place] += n;
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
    return { weight: rows.place.map((place) => weight[place]), told: rows.place.map((place) => all[place] === 0 || shown[place] > 0) };
}

/** The places whose phases and events a row shows. @param {Row} row */
export function placesIn({ place, held }) {
    return [place, ...held];
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
        if (!from || !to || from === to) continue;
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
