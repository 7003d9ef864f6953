/** What of the timeline had been published by a past day; the twin of layers/known.py for what a page can tell. */

/** @typedef {import('../contract').TimelineJson} TimelineJson */
/** @typedef {import('./timeline.js').Timeline} Timeline */

/** Places and names are no news: they stand wherever something else does. */
const GROUND = ['countries', 'zones', 'organisations'];

/** @type {WeakMap<TimelineJson, Float64Array>} */
const days = new WeakMap();
/** @type {WeakMap<Timeline, {day: number, masked: Timeline}>} the day last asked for */
const masks = new WeakMap();

/**
 * The first day on which each record could be known: the one it says itself, else that of the first of its sources; a scene's once all
 * is known that it tells of. Infinity for what nobody dated.
 * @param {TimelineJson} data
 */
export function knownFrom(data) {
    const found = days.get(data);
    if (found) return found;
    const { table, sources, recorded } = data.records;
    const first = Float64Array.from(sources, (rows, record) => (
        GROUND.includes(table[record]) ? -Infinity : recorded?.[record] ?? Math.min(...rows.map((row) => data.sources?.published?.[row] ?? Infinity))));
    const cited = data.texts[data.meta.languages[0]]?.scenes ?? [];
    data.scenes.record.forEach((record, scene) => {
        const told = [...data.scenes.records[scene], ...(cited[scene]?.text ?? []).flatMap(([, records]) => records)];
        first[record] = Math.max(recorded?.[record] ?? -Infinity, ...told.map((one) => first[one] ?? -Infinity));
    });
    days.set(data, first);
    return first;
}

/** Whether any day can be looked back to; asked of every page, so that it reads no column of the records. @param {TimelineJson} data */
export function hasPast({ records, sources }) {
    return Boolean(records.recorded) || (sources?.published?.some((day) => day !== null) ?? false);
}

/** How many records were known on a day, and of how many: places and scenes are not counted. @param {TimelineJson} data @param {number} day */
export function countKnown(data, day) {
    const first = knownFrom(data);
    const counted = data.records.table.flatMap((table, record) => (table === 'scenes' || GROUND.includes(table) ? [] : [first[record]]));
    return { n: counted.filter((from) => from <= day).length, of: counted.length };
}

/** Whether all that a phase rests on was known. @param {TimelineJson} data @param {number} span @param {number | null} day */
export function isSpanKnown(data, span, day) {
    return day === null || data.spans.basis[span].every((record) => knownFrom(data)[record] <= day);
}

/** Whether all that a row of the cycle table names was known: only then does it say what could be said. @param {TimelineJson} data @param {number} row @param {number | null} day */
export function isCycleKnown(data, row, day) {
    const { cycles, events, movements } = data;
    if (day === null || !cycles) return true;
    const moves = [...cycles.departures[row], ...cycles.candidates[row], cycles.departure[row], cycles.returned[row]].filter((move) => move >= 0);
    const records = [...cycles.basis[row], cycles.trigger[row] < 0 ? cycles.record[row] : events.record[cycles.trigger[row]], ...moves.map((move) => movements.record[move])];
    return records.every((record) => !(knownFrom(data)[record] > day));
}

/**
 * The timeline with the phases and presences that were known on a day; its rows keep their numbers. Movements and events stay: who
 * draws them asks for each record.
 * @param {Timeline} timeline @param {number | null} day @returns {Timeline}
 */
export function knownOn(timeline, day) {
    if (day === null) return timeline;
    const kept = masks.get(timeline);
    if (kept?.day === day) return kept.masked;
    const { json, spans, hubs } = timeline;
    const first = knownFrom(json);
    /** @param {Float64Array} column @param {(row: number) => boolean} known */
    const only = (column, known) => column.map((value, row) => (known(row) ? value : NaN));
    const [span, hub] = [(/** @type {number} */ row) => isSpanKnown(json, row, day), (/** @type {number} */ row) => first[hubs.record[row]] <= day];
    const dates = /** @type {const} */ (['start_min', 'start_max', 'end_min', 'end_max']);
    const masked = Object.assign(Object.create(timeline), {
        spans: { ...spans, ...Object.fromEntries(dates.map((name) => [name, only(spans[name], span)])) },
        hubs: {
            ...hubs, drawn: hubs.drawn.map((drawn, row) => (hub(row) ? drawn : 0)),
            // a record that was known then may tell of days that came later
            attested: hubs.attested.map((windows) => windows.filter(([start]) => start <= day)),
        },
    });
    masks.set(timeline, { day, masked });
    return masked;
}

/** A speaker that tells no scene of which anything was not known. @param {TimelineJson} data @param {import('../contract').Speaker} words @param {number} day @returns {import('../contract').Speaker} */
export function speakerOn(data, words, day) {
    const { id, record } = data.scenes;
    return Object.assign(Object.create(words), {
        /** @param {number} row */
        scene(row) {
            const told = words.scene(row);
            if (!(knownFrom(data)[record[row]] > day)) return told;
            return { ...told, title: words.t('scene.of.long', { i: row + 1, total: id.length }), text: [[words.t('known.scene', { date: words.day(day) }), []]] };
        },
    });
}
