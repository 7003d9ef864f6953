/** Which records the filters let through. The map, the ribbon, the steps and the lists all ask here. */
import { ancestors } from './lookup.js';

/** @typedef {import('./contract').TimelineJson} TimelineJson */
/** @typedef {import('./contract').Filters} Filters */

/**
 * @param {TimelineJson} data
 * @param {import('./contract').Lookup} lookup
 * @returns {(filters: Filters, record: number) => boolean}
 */
export function createShows(data, lookup) {
    const { records } = data;
    return (filters, record) => {
        if (record < 0) return true;
        if (!filters.after && records.after[record]) return false;
        // what nobody graded is not hidden by a question about grades
        if (filters.certainty && records.certainty[record] >= 0 && records.certainty[record] < filters.certainty) return false;
        if (!filters.kinds && filters.place < 0) return true;
        const owner = lookup.owner(record);
        if (owner?.table === 'movements' && filters.kinds && !filters.kinds.includes(data.movements.kind[owner.row])) return false;
        return filters.place < 0 || touches(data, record, owner, filters.place);
    };
}

/** Kinds of movement in a data set, most frequent first. @param {TimelineJson} data @returns {string[]} */
export function kindsOf({ movements }) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const kind of movements.kind) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a.localeCompare(b));
}

/** How many filters differ from showing all. @param {Filters} filters @param {Filters} defaults */
export function filterCount(filters, defaults) {
    const keys = /** @type {(keyof Filters)[]} */ (Object.keys(defaults));
    return keys.filter((key) => filters[key] !== defaults[key]).length;
}

/** Whether a record lies at a place, in it, or has an end there.
 * @param {TimelineJson} data @param {number} record @param {{table: string, row: number} | null} owner @param {number} place */
function touches(data, record, owner, place) {
    const ends = owner?.table === 'movements'
        ? [data.movements.origin[owner.row], data.movements.destination[owner.row]]
        : owner?.table === 'places' ? [owner.row] : [data.records.place[record]];
    if (ends.every((end) => end < 0 || end === undefined)) return owner === null || owner.table === 'scenes';
    return ends.some((end) => end >= 0 && ancestors(data, end).includes(place));
}
