/** The packed columns of a timeline (docs/timeline.md) as the plain ones that every table has: what Python packed, undone. */

const BASE = 91;
const [FIRST, BACKSLASH] = [35, 92];
/** A place that reads as the label does, and one that reads as the ends of its movement do. */
const [SAME, ENDS] = ['\0', '\x01'];

/**
 * @typedef {{n: number, least: number, digits: string, from?: number, after?: 1, scale?: number, null?: 1}} Digits
 * @typedef {any[]} Column
 * @typedef {Record<string, any>} Table
 */

/** @param {Table} packed as it stands in the page @returns {any} the timeline; a column is unpacked when it is first asked for. What is plain stays as it is. */
export function unpack(packed) {
    if (!packed.said) return packed;
    const { meta, texts, said, ...tables } = packed;
    /** @type {Table} */
    const data = { meta };
    for (const [name, table] of Object.entries(tables)) data[name] = unpackTable(table, data);
    data.texts = texts;
    for (const [lang, spokenHere] of Object.entries(texts)) {
        for (const [name, columns] of Object.entries(said)) {
            const table = (spokenHere[name] = {});
            for (const [column, form] of Object.entries(columns)) lazily(table, column, () => spoken(form, lang));
            if (name === 'records' && columns.place) lazily(table, 'place', () => places(spoken(columns.place, lang), spokenHere.records.label, columns.place.ends[lang], data));
        }
    }
    return data;
}

/** @param {string[]} cells @param {string[]} labels @param {[string, string]} forms @param {Table} data */
function places(cells, labels, [together, unplaced], { places: { record, country }, movements }) {
    const named = (/** @type {number} */ place) => labels[record[place]] ?? '';
    const words = (/** @type {number} */ place) => (place < 0 ? unplaced
        : country[place] < 0 || country[place] === place ? named(place)
            : together.replace(/\{([01])\}/g, (_, part) => named(part === '0' ? place : country[place])));
    const rows = new Map(cells.includes(ENDS) ? movements.record.map((/** @type {number} */ row, /** @type {number} */ at) => [row, at]) : []);
    const ends = (/** @type {number} */ at) => `${words(movements.origin[at])} → ${words(movements.destination[at])}`;
    return cells.map((place, row) => (place === SAME ? labels[row] : place === ENDS ? ends(rows.get(row)) : place));
}

/** @param {Table} packed @param {Table} data */
function unpackTable(packed, data) {
    const table = {};
    for (const [name, form] of Object.entries(packed)) {
        if (form === 'record') lazily(table, name, () => idsOf(/** @type {any} */ (table).record, data.records.id));
        else if (form?.after) lazily(table, name, () => after(column(form), /** @type {any} */ (table)[AFTER[name]]));
        else lazily(table, name, () => column(form));
    }
    return table;
}

/** Days that are said as days after another column's. */
const AFTER = /** @type {Record<string, string>} */ ({ start_max: 'start_min', end_min: 'start_max', end_max: 'end_min' });

/** @param {(number|null)[]} days @param {number[]} base */
function after(days, base) {
    return days.map((day, row) => (day === null ? null : day + base[row]));
}

/** @param {number[]} rows @param {string[]} ids */
function idsOf(rows, ids) {
    return rows.map((row) => ids[row] ?? '');
}

/** @param {object} table @param {string} name @param {() => unknown} make */
function lazily(table, name, make) {
    Object.defineProperty(table, name, {
        configurable: true,
        enumerable: true,
        get() {
            const value = make();
            Object.defineProperty(table, name, { value, enumerable: true });
            return value;
        },
    });
}

/** @param {any} form @returns {Column} */
function column(form) {
    if (Array.isArray(form) || form === null || typeof form !== 'object') return form;
    if ('digits' in form) return numbers(form);
    if ('words' in form) return column(form.at).map((at) => form.words[at]);
    if ('lists' in form) return lists(column(form.lists), column(form.of));
    if ('stem' in form) return counted(column(form.stem), form.wide, column(form.number));
    return form;
}

/** @param {Digits} form @returns {(number|null)[]} */
function numbers({ n, least, digits, from, scale = 1, null: hasGaps }) {
    /** @type {(number|null)[]} */
    const values = new Array(n);
    const gaps = Number(hasGaps ?? 0);
    const planes = digits.length / n;
    let [sum, started] = [from ?? 0, false];
    for (let row = 0; row < n; row++) {
        let code = 0;
        for (let plane = planes - 1; plane >= 0; plane--) {
            const symbol = digits.charCodeAt(plane * n + row);
            code = code * BASE + symbol - FIRST - (symbol > BACKSLASH ? 1 : 0);
        }
        if (gaps && code === 0) {
            values[row] = null;
            continue;
        }
        const value = code - gaps + least;
        if (from === undefined) values[row] = value / scale;
        else {
            // the first step leads to `from` itself
            if (started) sum += value;
            started = true;
            values[row] = sum / scale;
        }
    }
    return values;
}

/** @param {Column} lengths @param {Column} flat @returns {Column[]} */
function lists(lengths, flat) {
    let at = 0;
    return lengths.map((length) => flat.slice(at, (at += length)));
}

/** @param {Column} stems @param {number} wide @param {Column} numbers @returns {string[]} */
function counted(stems, wide, numbers) {
    return stems.map((stem, row) => (numbers[row] === null ? stem : stem + String(numbers[row]).padStart(wide, '0')));
}

/** The cells of a column in one language. @param {any} form @param {string} lang @returns {Column} */
function spoken(form, lang) {
    if ('joint' in form) {
        const [heads, tails, joint] = [spoken(form.head, lang), spoken(form.tail, lang), form.joint[lang]];
        return heads.map((head, row) => (tails[row] === null ? head : head + joint + tails[row]));
    }
    const words = form.texts[lang];
    return form.at ? column(form.at).map((at) => words[at]) : words;
}

/** A value that is made when it is first asked for. @template T @param {() => T} make @returns {() => T} */
export function once(make) {
    /** @type {{value: T}|undefined} */
    let made;
    return () => (made ??= { value: make() }).value;
}
