/** Finds what belongs together in a timeline: who owns a record, what touches a place, which scene a day is in. */

/** @typedef {import('../contract').TimelineJson} TimelineJson */

const OWNERS = /** @type {const} */ (['figures', 'scenes', 'events', 'movements', 'hubs', 'places']);

/** @param {TimelineJson} data @returns {import('../contract').Lookup} */
export function createLookup(data) {
    /** @type {ReturnType<typeof ownersOf>|undefined} */
    let known;
    const owners = () => (known ??= ownersOf(data));
    /** @param {() => number[]} column */
    const rows = (column) => {
        /** @type {Map<number, number[]>|undefined} */
        let groups;
        return (/** @type {number} */ place) => (groups ??= groupBy(column())).get(place) ?? [];
    };
    return {
        owner: (record) => owners().get(record) ?? null,
        placesOf: (record) => placesOf(data, record, owners().get(record)),
        placeLabelRecord: (place) => (place >= 0 ? data.places.record[place] : -1),
        within: (place, ancestor) => ancestors(data, place).includes(ancestor),
        hubsAt: rows(() => data.hubs.place),
        movementsFrom: rows(() => data.movements.origin),
        movementsTo: rows(() => data.movements.destination),
        eventsAt: rows(() => data.events.place),
        spansAt: rows(() => data.spans.place),
        sceneAt: (day) => sceneAt(data.scenes, day),
    };
}

/** A place and what it lies in, nearest first. Parents win over the country, which comes last.
 * @param {TimelineJson} data @param {number} place @returns {number[]} */
export function ancestors({ places }, place) {
    /** @type {number[]} */
    const line = [];
    for (let at = place; at >= 0 && !line.includes(at); at = places.parent[at] ?? -1) line.push(at);
    const country = place >= 0 ? places.country[place] : -1;
    if (country < 0 || line.includes(country)) return line;
    // a country comes after the zones in it, and before the regions around it
    const inside = line.filter((at) => at === place || places.country[at] === country);
    return [...inside, country, ...line.filter((at) => !inside.includes(at))];
}

/**
 * The scene a day belongs to: of those that contain it the shortest, which says most about it, else the one that ended last.
 * @param {{start: number[], end: number[]}} scenes @param {number} day @returns {number} -1 before the first
 */
export function sceneAt({ start, end }, day) {
    const whole = Math.floor(day);
    let inside = -1;
    let before = -1;
    for (let i = 0; i < start.length; i++) {
        if (start[i] > whole) continue;
        if (end[i] >= whole) { if (inside < 0 || end[i] - start[i] < end[inside] - start[inside]) inside = i; }
        else if (before < 0 || end[i] >= end[before]) before = i;
    }
    return inside >= 0 ? inside : before;
}

/**
 * The days something is recorded to begin, ascending: where the step buttons stop.
 * @param {TimelineJson} data @param {(record: number) => boolean} shows @returns {number[]}
 */
export function stopsOf(data, shows) {
    const days = new Set();
    const { events, movements, meta } = data;
    for (let i = 0; i < events.record.length; i++) {
        if (events.start_min[i] !== null && shows(events.record[i])) days.add(events.start_min[i]);
    }
    for (let i = 0; i < movements.record.length; i++) {
        if (movements.shape[i] === 'none' || !shows(movements.record[i])) continue;
        const day = movements.mode[i] === 'upper' ? movements.end_max[i] : movements.start_min[i];
        if (day !== null && movements.mode[i] !== 'undated') days.add(day);
    }
    // where nothing happens, the numbers of a series change
    if (!days.size) data.series?.start.forEach((day, i) => { if (shows(data.places.record[data.series?.place[i] ?? -1] ?? -1)) days.add(day); });
    return [...days].filter((day) => day >= meta.first_day && day <= meta.last_day).sort((a, b) => a - b);
}

/** The day to begin with where no scene does: the first on which something happens or moves, not the last of the clock. @param {TimelineJson} data */
export function openingOf(data) {
    return stopsOf(data, () => true)[0] ?? data.meta.first_day;
}

/** Has anything a date? @param {TimelineJson} data */
export function isDated({ events, movements, spans }) {
    return [events, movements, spans].some(({ start_min: least, start_max: most, end_max: end }) => (
        [least, most, end].some((days) => days.some((day) => day !== null))));
}

/** Distinct source rows behind some records, in the order of first use. @param {TimelineJson} data @param {number[]} rows */
export function sourcesOf({ records }, rows) {
    return [...new Set(rows.flatMap((record) => records.sources[record] ?? []))].sort((a, b) => a - b);
}

/** Where a record is on the map: both ends of a movement, else its place. @param {TimelineJson} data @param {number} record
 *  @param {{table: string, row: number} | undefined} owner @returns {number[]} rows of places */
function placesOf({ records, movements, hubs }, record, owner) {
    const rows = owner?.table === 'movements' ? [movements.origin[owner.row], movements.destination[owner.row]]
        : owner?.table === 'places' ? [owner.row] : owner?.table === 'hubs' ? [hubs.place[owner.row]] : [records.place[record] ?? -1];
    return rows.filter((row) => row >= 0);
}

/** @param {TimelineJson} data @returns {Map<number, {table: string, row: number}>} */
function ownersOf(data) {
    const owners = new Map();
    for (const table of OWNERS) {
        data[table].record.forEach((record, row) => { if (record >= 0) owners.set(record, { table, row }); });
    }
    return owners;
}

/** @param {number[]} keys @returns {Map<number, number[]>} rows by key, rows without one left out */
function groupBy(keys) {
    /** @type {Map<number, number[]>} */
    const groups = new Map();
    keys.forEach((key, row) => {
        if (key < 0) return;
        const group = groups.get(key);
        if (group) group.push(row);
        else groups.set(key, [row]);
    });
    return groups;
}

/** @typedef {ArrayLike<number>} Column */

/**
 * Where the records of a scene are, and where its movements begin and end.
 * @param {Iterable<number>} scene records @param {{records: {place: Column}, places: {record: Column}, hubs: {record: Column, place: Column},
 * movements: {record: Column, origin: Column, destination: Column}}} timeline @returns {Set<number>} places
 */
export function placesTold(scene, { records, places, hubs, movements }) {
    const named = new Set(scene);
    const told = new Set([...named].map((record) => records.place[record]));
    for (let i = 0; i < hubs.record.length; i++) if (named.has(hubs.record[i])) told.add(hubs.place[i]);
    for (let i = 0; i < places.record.length; i++) if (named.has(places.record[i])) told.add(i);
    for (let i = 0; i < movements.record.length; i++) {
        if (named.has(movements.record[i])) told.add(movements.origin[i]).add(movements.destination[i]);
    }
    told.delete(-1);
    return told;
}

/** Whether a place has a point that lies in a view, on whichever copy of the world. @param {{lon: ArrayLike<number|null>, lat: ArrayLike<number|null>}} places
 * @param {number} place @param {readonly number[] | null | undefined} view @returns {boolean} */
export function inView({ lon, lat }, place, view) {
    if (!view) return true;
    const [x, y] = place < 0 ? [null, null] : [lon[place], lat[place]];
    if (x === null || y === null || !Number.isFinite(x) || !Number.isFinite(y)) return false;
    const [west, south, east, north] = view;
    return y >= south && y <= north && (((x - west) % 360) + 360) % 360 <= east - west;
}
