/** Which signs are in a picture of what it tells of: what its legend chooses from. */

import { isInside, numberAt, toldPlaces } from './picture.js';
import { CURRENT } from './places.js';

/**
 * @typedef {import("../data/timeline.js").Timeline} Timeline
 * @typedef {import("./picture.js").Layout} Layout
 * @typedef {import("../contract").State} State
 */

const RING_DAYS = 12;

/**
 * @param {Timeline} timeline @param {Layout} layout @param {import("../data/moment.js").Moment} moment @param {State} state
 * @param {{lit(): number[], discs(): unknown[]}} incidents
 * @returns {[Set<string>, string[], Set<string>]} signs at places, kinds of movements, what their lines say
 */
export function signsSeen(timeline, { view, marks, courses, strikes }, moment, state, incidents) {
    const told = toldPlaces(state, timeline);
    /** @type {Set<string>} */
    const places = new Set();
    for (const mark of marks) {
        const { phase, soft, square, count } = mark.sign;
        if (!isInside(mark, view) || !(!told || CURRENT.includes(phase) || mark.members.some((place) => told.has(place)))) continue;
        places.add(phase === 'attested' ? 'earlier' : phase);
        if (soft) places.add('soft');
        if (square) places.add('square');
        if (count > 1 && phase !== 'group') places.add('count');
    }
    for (const { event, what } of strikes) {
        if (what === 'disruption') places.add('disruption');
        const age = moment.day - timeline.events.start_min[event];
        if (event >= 0 && age >= 0 && age < RING_DAYS) places.add('ring');
    }
    for (const row of incidents.lit()) places.add(timeline.events.family[timeline.incidents.event[row]] === 'enforcement' ? 'incident.enforcement' : 'incident');
    if (incidents.discs().length) places.add('incidents');
    return [places, ...waysSeen(timeline, courses, moment, told !== null)];
}

/** @param {Timeline} timeline @param {Layout["courses"]} courses @param {import("../data/moment.js").Moment} moment @param {boolean} scene @returns {[string[], Set<string>]} */
function waysSeen({ movements }, courses, moment, scene) {
    const shown = courses.filter(({ focused }) => !scene || focused);
    /** @type {Set<string>} */
    const ways = new Set();
    for (const course of shown) {
        const { row, rows, slot, trail, at } = course;
        if (trail) {
            ways.add(slot < 0 ? 'undated' : 'certainty');
            if (rows.some((one) => movements.quantity[one] >= 0)) ways.add('width');
            if (slot >= 0 && moment.movements[slot].state === 'under_way' && rows.some((one) => movements.start_margin[one] > 0 || movements.end_margin[one] > 0)) ways.add('band');
        } else if (at) ways.add(movements.shape[row] === 'ring' ? 'loop' : 'unplaced');
        if (numberAt(course)) ways.add('gathered');
    }
    if (scene && courses.some(({ trail, focused }) => trail && !focused)) ways.add('aside');
    const count = (/** @type {string} */ kind) => [...movements.kind].filter((other) => other === kind).length;
    const kinds = [...new Set(shown.map(({ row }) => movements.kind[row]))].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
    return [kinds, ways];
}
