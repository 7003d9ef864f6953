/** The packed columns of a timeline (docs/timeline.md) as the plain ones that every table has; the twin of output/packing.py. */

const BASE = 91;
const [FIRST, BACKSLASH] = [35, 92];
const SAME = '\0';

/**
 * @typedef {{n: number, least: number, digits: string, from?: number, after?: 1, scale?: number, null?: 1}} Digits
 * @typedef {any[]} Column
 * @typedef {Record<string, any>} Table
 */

/** @param {Table} packed as it stands in the page @returns {any} the timeline */
export function unpack(packed) {
    const { meta, texts, said, ...tables } = packed;
    /** @type {Table} */
    const data = { meta };
    for (const [name, table] of Object.entries(tables)) data[name] = unpackTable(table);
    for (const table of Object.values(data)) {
        if (table.id === 'record') table.id = table.record.map((/** @type {number} */ row) => data.records.id[row] ?? '');
    }
    data.texts = texts;
    for (const [name, columns] of Object.entries(said)) {
        for (const [column, form] of Object.entries(columns)) {
            for (const [lang, cells] of Object.entries(spoken(form))) (texts[lang][name] ??= {})[column] = cells;
        }
    }
    for (const { records } of Object.values(texts)) {
        records.place = records.place?.map((/** @type {string} */ place, /** @type {number} */ row) => (place === SAME ? records.label[row] : place));
    }
    return data;
}

/** @param {Table} packed */
function unpackTable(packed) {
    /** @type {Table} */
    const table = {};
    for (const [name, form] of Object.entries(packed)) table[name] = column(form);
    // said as days after another column's, which is complete only now
    for (const [day, base] of [['start_max', 'start_min'], ['end_min', 'start_max'], ['end_max', 'end_min']]) {
        if (packed[day]?.after) table[day] = table[day].map((/** @type {number|null} */ days, /** @type {number} */ row) => (days === null ? null : days + table[base][row]));
    }
    return table;
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
function numbers({ n, least, digits, from, scale = 1, null: gaps = 0 }) {
    /** @type {(number|null)[]} */
    const values = new Array(n);
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

/** @param {any} form @returns {Record<string, Column>} by language */
function spoken(form) {
    /** @type {Record<string, Column>} */
    const cells = {};
    if ('joint' in form) {
        const [heads, tails] = [spoken(form.head), spoken(form.tail)];
        for (const [lang, joint] of Object.entries(/** @type {Record<string, string>} */ (form.joint))) {
            cells[lang] = heads[lang].map((head, row) => (tails[lang][row] === null ? head : head + joint + tails[lang][row]));
        }
        return cells;
    }
    const at = form.at && column(form.at);
    for (const [lang, words] of Object.entries(/** @type {Record<string, Column>} */ (form.texts))) {
        cells[lang] = at ? at.map((/** @type {number} */ row) => words[row]) : words;
    }
    return cells;
}
