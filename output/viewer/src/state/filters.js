/** Which records the filters let through. The map, the ribbon, the steps and the lists all ask here. */
import { knownFrom } from '../data/known.js';
import { ancestors } from '../data/lookup.js';

/** @typedef {import('../contract').TimelineJson} TimelineJson */
/** @typedef {import('../contract').Filters} Filters */

/** The layers of the records, coarse to fine: what a reader can switch off. */
export const LAYERS = ['countries', 'zones', 'hubs'];

/**
 * @param {TimelineJson} data
 * @param {import('../contract').Lookup} lookup
 * @returns {(filters: Filters, record: number) => boolean}
 */
export function createShows(data, lookup) {
    const { records } = data;
    return (filters, record) => {
        if (record < 0) return true;
        if (!filters.after && records.after[record]) return false;
        // what nobody graded is not hidden by a question about grades
        if (filters.certainty && records.certainty[record] >= 0 && records.certainty[record] < filters.certainty) return false;
        if (filters.known !== null && knownFrom(data)[record] > filters.known) return false;
        if (!filters.kinds && !filters.layers && filters.place < 0) return true;
        const owner = lookup.owner(record);
        if (owner?.table === 'movements' && filters.kinds && !filters.kinds.includes(data.movements.kind[owner.row])) return false;
        const ends = endsOf(data, record, owner);
        if (filters.layers && hidden(data, filters.layers, record, ends)) return false;
        return filters.place < 0 || touches(data, ends, owner, filters.place);
    };
}

/** Whether a record, or a place it lies at or moves between, is on a layer that is off.
 * @param {TimelineJson} data @param {string[]} layers @param {number} record @param {number[]} ends */
function hidden({ records, places }, layers, record, ends) {
    const tables = LAYERS.includes(records.table[record]) ? [records.table[record]]
        : ends.map((place) => records.table[places.record[place]]);
    return tables.some((table) => LAYERS.includes(table) && !layers.includes(table));
}

/** The place of a record, or the two ends of a movement; unknown ones left out.
 * @param {TimelineJson} data @param {number} record @param {{table: string, row: number} | null} owner */
function endsOf({ movements, records }, record, owner) {
    const ends = owner?.table === 'movements' ? [movements.origin[owner.row], movements.destination[owner.row]]
        : owner?.table === 'places' ? [owner.row] : [records.place[record]];
    return ends.filter((end) => end >= 0);
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

/** What of the filters hides records; the rest says what is drawn beside them. @type {Partial<Filters>} */
export const NOTHING_HIDDEN = { kinds: null, layers: null, certainty: 0, place: -1, after: true };

/**
 * How many records of the scene in hand the filters hide, and whether it is for their certainty alone.
 * @param {TimelineJson} data @param {{scene: number, filters: Filters}} state @param {(filters: Filters, record: number) => boolean} shows
 */
export function hiddenOf({ scenes }, { scene, filters }, shows) {
    // what was not known on a past day is said beside the day
    const today = { ...filters, known: null };
    const hidden = (scenes.own[scene] ?? []).filter((record) => !shows(today, record));
    return { n: hidden.length, uncertain: hidden.every((record) => shows({ ...today, certainty: 0 }, record)) };
}

/** The same for the same filters, so that who keeps it knows when they changed. @param {{filters: Filters}} state */
export function filterKey({ filters }) {
    return JSON.stringify(filters);
}

/** Whether a record lies at a place, in it, or has an end there.
 * @param {TimelineJson} data @param {number[]} ends @param {{table: string, row: number} | null} owner @param {number} place */
function touches(data, ends, owner, place) {
    if (!ends.length) return owner === null || owner.table === 'scenes';
    return ends.some((end) => ancestors(data, end).includes(place));
}
