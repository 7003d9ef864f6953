/** What the overview tells: which presses stand at a certainty, what each row of the strip says, and where a row leads. Pure. */

import { recordOf } from '../data/cycles.js';

/**
 * @typedef {import('../contract').TimelineJson} TimelineJson
 * @typedef {import('../contract').Speaker} Speaker
 * @typedef {object} Bar a press as it stands in the strip: months from its day
 * @property {number} row of presses
 * @property {string} title the place
 * @property {string[]} triggers what hit it and when
 * @property {string} text what followed
 * @property {'displacement' | 'return'} ink
 * @property {number | null} months to the last day on record
 * @property {boolean} open a last day is not on record
 * @property {boolean} linked a record names the press as its cause
 */

const MONTH = 365.2425 / 12;
/** Days of a bar that is hidden by the disc at its start. */
const SHORT_DAYS = 20;
const STEPS = [1, 3, 6, 12, 24, 60, 120, 240];
/** Months from which on the axis counts years. */
const YEAR = 12;
/** Names stand behind the bars: these take that share of the width at most, and a step of the axis this share at least. */
const [LONGEST, LEAST_STEP] = [0.38, 0.13];
const LEAST_MONTHS = 6;

/** Presses that stand when only records of a certainty and surer ones count. @param {TimelineJson} data @param {number} stop @returns {number[]} */
export function standing({ presses, cycles }, stop) {
    if (!presses || !cycles) return [];
    return presses.place.flatMap((_, row) => (presses.cycles[row].some((cycle) => cycles.stops[cycle][stop]) ? [row] : []));
}

/** Moves of a press that are as certain as that; with all records also those of which nobody says how certain they are. @param {TimelineJson} data @param {number} row @param {number} stop */
export function movesOf({ presses, movements }, row, stop) {
    return presses?.moves[row].filter((move) => !stop || movements.certainty[move] >= stop) ?? [];
}

/** Places of some presses that have a point, regions left out. @param {TimelineJson} data @param {number[]} rows @param {number} [stop] */
export function placesTold(data, rows, stop = 0) {
    const { presses, movements, places } = data;
    if (!presses) return [];
    const told = rows.map((row) => presses.place[row]);
    for (const row of rows) {
        const moves = movesOf(data, row, stop);
        const back = presses.returned[row];
        told.push(...[...moves, ...(back < 0 ? [] : [back])].map((move) => movements.destination[move]));
        told.push(...moves.map((move) => movements.origin[move]));
    }
    return [...new Set(told)].filter((place) => hasPoint(places, place));
}

/** Codes of the countries of these places; of a zone without a code of its own that of the country it lies in.
 * @param {TimelineJson} data @param {number[]} rows @param {number} [stop] */
export function landsTold(data, rows, stop = 0) {
    const { iso2, country } = data.places;
    return [...new Set(placesTold(data, rows, stop).map((place) => iso2[place] || iso2[country[place]]).filter(Boolean))];
}

/** @param {TimelineJson['places']} places @param {number} place */
export function hasPoint(places, place) {
    return place >= 0 && places.x[place] !== null && places.level[place] !== 'region';
}

/** A name without the comma or the last bracket that only tells places of one name apart. @param {Speaker} words @param {number} place */
export function barePlace(words, place) {
    return words.shortPlace(place).replace(/(?:, [^,]*| \([^()]*\))$/, '');
}

/** @param {TimelineJson} data @param {Speaker} words @param {number} row @param {number} [stop] @returns {Bar} */
export function barOf(data, words, row, stop = 0) {
    const { movements } = data;
    const presses = /** @type {NonNullable<TimelineJson['presses']>} */ (data.presses);
    const cycles = /** @type {NonNullable<TimelineJson['cycles']>} */ (data.cycles);
    const [place, back, day, moves] = [presses.place[row], presses.returned[row], presses.day[row], movesOf(data, row, stop)];
    const [first] = presses.cycles[row];
    const last = presses.moves[row].length ? presses.last[row] : presses.back[row];
    /** @type {Map<string, string>} a place is said once, with a star if a move there has no last day on record */
    const ends = new Map();
    for (const move of moves) {
        const to = movements.destination[move];
        const name = barePlace(words, to);
        const within = data.places.level[to] === 'country' ? 'overview.within.country' : 'overview.within';
        const said = to === place ? words.t(within, { place: name }) : name;
        ends.set(said, movements.end_max[move] === null ? '*' : ends.get(said) ?? '');
    }
    const texts = Array.from(ends, ([said, star]) => said + star);
    if (texts.length && day !== null && last !== null && last - day < SHORT_DAYS) {
        // a bar too short to be read against the axis says its length
        const at = texts.length - 1;
        texts[at] = [texts[at], words.said('cycles', 'lag_departure', first)].filter(Boolean).join(', ');
    }
    // a form that nobody stated is no news in a row
    const form = cycles.form[first] === 'not_stated' ? words.t('overview.returned') : words.word(cycles.form[first]);
    if (back >= 0) texts.push([form, words.said('cycles', 'lag_return', first)].filter(Boolean).join(', '));
    return {
        row,
        title: barePlace(words, place),
        triggers: presses.cycles[row].map((cycle) => triggerOf(data, words, cycle)),
        text: words.listed(texts, '; '),
        ink: presses.moves[row].length ? 'displacement' : 'return',
        months: day === null || last === null ? null : Math.max(0, (last - day) / MONTH),
        open: presses.open[row] === 1,
        linked: presses.linked[row] === 1,
    };
}

/** @param {TimelineJson} data @param {Speaker} words @param {number} cycle */
function triggerOf({ cycles, events }, words, cycle) {
    const { trigger, record } = /** @type {NonNullable<typeof cycles>} */ (cycles);
    const kind = trigger[cycle] >= 0 ? words.word(events.kind[trigger[cycle]]) : words.record('label', record[cycle]);
    return [kind, words.record('when', record[cycle])].filter(Boolean).join(', ');
}

/** The axis of some bars: ticks in months, how many of them are one of what is counted, and a share of the width for so many months. @param {Bar[]} bars */
export function axisOf(bars) {
    const share = LONGEST / Math.max(LEAST_MONTHS, ...bars.map(({ months }) => months ?? 0));
    const step = STEPS.find((size) => size * share >= LEAST_STEP) ?? STEPS[STEPS.length - 1];
    const ticks = [];
    for (let n = 0; n * share < 0.94; n += step) ticks.push(n);
    return { ticks, unit: step < YEAR ? 1 : YEAR, at: (/** @type {number} */ months) => Math.round(1e4 * months * share) / 100 };
}

/** How many crackdowns and disruptions are in no row, and how many of all had nothing after them. @param {TimelineJson} data @returns {{n: number, quiet: number}} */
export function restOf({ presses, cycles }) {
    if (!presses || !cycles) return { n: 0, quiet: 0 };
    const all = new Set(cycles.record);
    const told = new Set(presses.cycles.flat().map((row) => cycles.record[row]));
    const followed = new Set(cycles.record.filter((_, row) => cycles.departure[row] >= 0 || cycles.returned[row] >= 0));
    return { n: all.size - told.size, quiet: all.size - followed.size };
}

/** The scene that tells of a press: one that names what hit, else one that names what followed. @param {TimelineJson} data @param {number} row @returns {number} -1 for none */
export function sceneOf(data, row) {
    const { presses, movements, scenes } = data;
    if (!presses) return -1;
    const triggers = presses.cycles[row].map((cycle) => recordOf(data, cycle));
    const followed = [...presses.moves[row], presses.returned[row]].flatMap((move) => (move < 0 ? [] : [movements.record[move]]));
    for (const told of [triggers, followed]) {
        const scene = scenes.records.findIndex((records) => records.some((record) => told.includes(record)));
        if (scene >= 0) return scene;
    }
    return -1;
}

/** Records that the overview rests on, what hit first. @param {TimelineJson} data @param {number} stop */
export function recordsTold(data, stop) {
    const { presses, movements } = data;
    const records = standing(data, stop).flatMap((row) => [
        ...(presses?.cycles[row].map((cycle) => recordOf(data, cycle)) ?? []),
        ...[...movesOf(data, row, stop), presses?.returned[row] ?? -1].map((move) => movements.record[move] ?? -1),
    ]);
    return [...new Set(records)].filter((record) => record >= 0);
}
