/** The decoded timeline (docs/timeline.md) as typed arrays with look-ups. Everything here is made once, nothing per frame. */

import { once } from './unpack.js';

/**
 * @typedef {{start_min: Float64Array, start_max: Float64Array, end_min: Float64Array, end_max: Float64Array}} Days
 *   Days since 1970-01-01; NaN stands for unknown or open.
 * @typedef {ReturnType<typeof createTimeline>} Timeline
 * @typedef {{records: Record<string, string[]>, scenes: {title: string, text: [string, number[]][]}[],
 *   sources: Record<string, string[]>, words: Record<string, string>, ui: Record<string, string>}} Texts
 */

/** @param {any} json The timeline as decoded from the page. */
export function createTimeline(json) {
    const table = (/** @type {string} */ name) => json[name] ?? {};
    const records = recordTable(table('records'));
    const places = placeTable(table('places'));
    const hubs = hubTable(table('hubs'));
    const movements = movementTable(table('movements'));
    const events = eventTable(table('events'));
    const incidents = incidentTable(table('incidents'));
    const spans = spanTable(table('spans'));
    const scenes = sceneTable(table('scenes'));
    const spansOf = groupBy(spans.place, places.count);
    const hubsOf = groupBy(hubs.place, places.count);
    /** @type {string[]} */
    const languages = json.meta.languages;
    const texts = (/** @type {string} */ lang) => /** @type {Texts} */ (json.texts[lang] ?? json.texts[languages[0]]);
    const rowOfRecord = once(() => recordRows(records.count, { places, hubs, movements, events }));
    const pointed = once(() => new Set(incidents.event));
    const largest = once(() => largestByUnit(movements));
    return {
        json,
        meta: json.meta,
        languages,
        /** The last day the data knows of; open ends reach up to it. */
        asOf: /** @type {number} */ (json.meta.as_of),
        records,
        places,
        hubs,
        movements,
        events,
        incidents,
        spans,
        scenes,
        /** Events that are drawn at a point of their own. */
        get pointed() { return pointed(); },
        /** Spans and hubs of a place, in table order. */
        spansOf,
        hubsOf,
        /** Rows of movements that only a scene or a switch draws. */
        undated: movements.mode.flatMap((mode, row) => (mode === 'undated' && movements.shape[row] !== 'none' ? [row] : [])),
        /** Table and row behind a record. */
        get rowOfRecord() { return rowOfRecord(); },
        /** Largest quantity of each unit: flows of one unit share one scale of widths. */
        get largest() { return largest(); },
        texts,
        /** @param {number} record @param {string} lang */
        label: (record, lang) => texts(lang).records.label?.[record] ?? '',
        /** Is `place` the same as `other` or inside it? @param {number} place @param {number} other */
        within: (place, other) => isWithin(places, place, other),
    };
}

/** @param {any} json */
function recordTable(json) {
    const [id, table, place] = [once(() => words(json.id)), once(() => words(json.table)), once(() => rows(json.place))];
    const [certainty, after] = [once(() => small(json.certainty)), once(() => small(json.after))];
    return {
        count: sizeOf(json),
        // there are as many as there are records: unpacked for those who ask
        get id() { return id(); },
        get table() { return table(); },
        get place() { return place(); },
        get certainty() { return certainty(); },
        get after() { return after(); },
    };
}

/** @param {any} json */
function placeTable(json) {
    return {
        count: sizeOf(json),
        id: words(json.id),
        record: rows(json.record),
        level: words(json.level),
        kind: words(json.kind),
        parent: rows(json.parent),
        country: rows(json.country),
        iso2: words(json.iso2),
        iso_3166_2: words(json.iso_3166_2),
        lat: numbers(json.lat),
        x: numbers(json.x),
        y: numbers(json.y),
        precision_km: numbers(json.precision_km),
        at_sea: small(json.at_sea),
    };
}

/** @param {any} json */
function hubTable(json) {
    return {
        count: sizeOf(json),
        record: rows(json.record),
        place: rows(json.place),
        role: words(json.role),
        drawn: small(json.drawn),
        certainty: small(json.certainty),
        ...days(json),
        attested: /** @type {[number, number][][]} */ (json.attested ?? []),
    };
}

/** @param {any} json */
function movementTable(json) {
    return {
        count: sizeOf(json),
        record: rows(json.record),
        kind: words(json.kind),
        origin: rows(json.origin),
        destination: rows(json.destination),
        shape: words(json.shape),
        mode: words(json.mode),
        ...days(json),
        start_margin: numbers(json.start_margin),
        end_margin: numbers(json.end_margin),
        bend: numbers(json.bend),
        shift: numbers(json.shift),
        quantity: quantitiesOf(json),
        unit: words(json.unit),
        not_before: numbers(json.not_before),
        certainty: small(json.certainty),
    };
}

/** Sizes of movements: best estimate, middle of a range, or its one bound; NaN when not stated. @param {Record<'low' | 'best' | 'high', (number | null)[]>} json */
export function quantitiesOf(json) {
    const [low, best, high] = [numbers(json.low), numbers(json.best), numbers(json.high)];
    return best.map((value, i) => firstNumber(value, (low[i] + high[i]) / 2, low[i], high[i]));
}

/** @param {any} json */
function eventTable(json) {
    return {
        count: sizeOf(json),
        record: rows(json.record),
        kind: words(json.kind),
        family: words(json.family),
        /** What it is shown as. */
        sign: /** @type {("crackdown" | "disruption" | "")[]} */ (words(json.sign)),
        place: rows(json.place),
        stage: words(json.stage),
        ...days(json),
        certainty: small(json.certainty),
    };
}

/** @param {any} json */
function incidentTable(json) {
    return { count: json.event?.length ?? 0, event: rows(json.event), x: numbers(json.x), y: numbers(json.y), precision_km: numbers(json.precision_km) };
}

/** @param {any} json */
function spanTable(json) {
    return {
        count: sizeOf(json),
        place: rows(json.place),
        phase: words(json.phase),
        form: words(json.form),
        candidate: small(json.candidate),
        derived: small(json.derived),
        ...days(json),
        certainty: small(json.certainty),
        basis: /** @type {number[][]} */ (json.basis ?? []),
    };
}

/** @param {any} json */
function sceneTable(json) {
    return {
        count: sizeOf(json),
        start: numbers(json.start),
        end: numbers(json.end),
        view: /** @type {[number, number, number, number][]} */ (json.view ?? []),
        /** Records that are a scene's own: those that it names, and the movements that one of these set off. */
        own: /** @type {Set<number>[]} */ ((json.own ?? []).map((/** @type {number[]} */ rows) => new Set(rows))),
    };
}

/** @param {any} json @returns {Days} */
function days(json) {
    return {
        start_min: numbers(json.start_min),
        start_max: numbers(json.start_max),
        end_min: numbers(json.end_min),
        end_max: numbers(json.end_max),
    };
}

/** Asked of columns that are needed anyway: others are unpacked when somebody reads them. @param {Record<string, unknown[]>} json */
function sizeOf(json) {
    return (json.record ?? json.place ?? json.id ?? []).length;
}

/** @param {(string|null)[]|undefined} column @returns {string[]} */
function words(column) {
    return column?.includes(null) ? column.map((word) => word ?? '') : /** @type {string[]} */ (column ?? []);
}

/** @param {number[]|undefined} column */
const rows = (column) => filled(new Int32Array(column?.length ?? 0), column);

/** Certainties and yes or no. @param {number[]|undefined} column */
const small = (column) => filled(new Int8Array(column?.length ?? 0), column);

/** By hand: a typed array made from a list asks the list's iterator for every value. @template {Int8Array|Int32Array} T @param {T} values @param {number[]} [column] */
function filled(values, column = []) {
    for (let row = 0; row < column.length; row++) values[row] = column[row];
    return values;
}

/** @param {(number|null)[]|undefined} column */
function numbers(column = []) {
    const values = new Float64Array(column.length);
    for (let row = 0; row < column.length; row++) values[row] = column[row] ?? NaN;
    return values;
}

/** @param {...number} values */
function firstNumber(...values) {
    return values.find((value) => !Number.isNaN(value)) ?? NaN;
}

/** Rows by group, each list in table order. @param {Int32Array} groupOf @param {number} groups @returns {number[][]} */
function groupBy(groupOf, groups) {
    /** @type {number[][]} */
    const lists = Array.from({ length: groups }, () => []);
    groupOf.forEach((group, row) => lists[group]?.push(row));
    return lists;
}

/** @param {number} count @param {Record<string, {count: number, record: Int32Array}>} tables */
function recordRows(count, tables) {
    /** @type {({table: string, row: number}|undefined)[]} */
    const rows = new Array(count);
    for (const [table, { count: size, record }] of Object.entries(tables)) {
        for (let row = 0; row < size; row++) if (record[row] >= 0) rows[record[row]] ??= { table, row };
    }
    return rows;
}

/** @param {ReturnType<typeof movementTable>} movements */
function largestByUnit({ unit, quantity }) {
    /** @type {Map<string, number>} */
    const largest = new Map();
    quantity.forEach((value, row) => {
        if (value > (largest.get(unit[row]) ?? 0)) largest.set(unit[row], value);
    });
    return largest;
}

/** @param {ReturnType<typeof placeTable>} places @param {number} place @param {number} other */
function isWithin(places, place, other) {
    // Bounded by the number of places: a parent loop in hostile data must not hang the page.
    for (let at = place, steps = 0; at >= 0 && steps <= places.count; at = places.parent[at], steps++) {
        if (at === other || places.country[at] === other) return true;
    }
    return false;
}
