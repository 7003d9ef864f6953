/** What is seen in a picture: thing by thing (a sign with the places under it, what happened there, a way), for pointer, list and keys; and
 * which signs there are, for its legend. */

import { stationAt } from '../marks/curve.js';
import { isInside, numberAt, toldPlaces } from './picture.js';
import { CURRENT } from './places.js';

/**
 * @typedef {import("../data/timeline.js").Timeline} Timeline
 * @typedef {import("../data/moment.js").Moment} Moment
 * @typedef {import("./picture.js").Layout} Layout
 * @typedef {import("./places.js").Mark} Mark
 * @typedef {import("../contract").Drawn} Drawn
 * @typedef {import("../contract").State} State
 */

const GROUPS = ['places', 'events', 'movements'];
/** Pixels around a way and around what has no sign of its own. */
const REACH = 8;
const RING_DAYS = 12;

/** The sign of a mark. @param {Timeline} timeline @param {Moment} moment @param {Mark} mark @returns {Drawn} */
export function signDrawn({ places, spans }, moment, { place, members, sign, span, crowd, lands, x, y, r }) {
    const shown = members.map((one) => {
        // the sign may say otherwise than the phase: a disruption that is news, a place that is no more than an end
        const { phase, span: row } = one === place && sign.phase !== 'group' ? { phase: sign.phase, span } : moment.places.find(({ index }) => index === one) ?? { phase: '', span: -1 };
        return { place: one, phase, span: row, square: places.level[one] === 'country', candidate: Boolean(spans.candidate[row]) };
    });
    return {
        key: `place ${place}`, group: 'places', records: distinct(members.map((one) => places.record[one])), x, y, r,
        shown, pile: sign.count > 1 ? { crowd, lands, count: sign.count } : null,
    };
}

/** Records that lie at one spot as one thing. @param {Drawn['group']} group @param {string} key @param {number[]} records @param {{x: number, y: number, r?: number}} at @returns {Drawn} */
export function recordsDrawn(group, key, records, { x, y, r = REACH }) {
    return { key: `${group} ${key}`, group, records: distinct(records), x, y, r, shown: [], pile: null };
}

/**
 * All that is drawn in the view, in no order.
 * @param {Timeline} timeline @param {Moment} moment @param {Layout} layout @returns {Drawn[]}
 */
export function allDrawn(timeline, moment, { view, marks, courses, events, strikes }) {
    const { movements, events: { record } } = timeline;
    const middle = view.width / 2;
    /** @type {Map<number, Mark>} a place that shows in two copies of the world is told once */
    const nearest = new Map();
    for (const mark of marks.filter((one) => isInside(one, view))) {
        const other = nearest.get(mark.place);
        if (!other || Math.abs(mark.x - middle) < Math.abs(other.x - middle)) nearest.set(mark.place, mark);
    }
    const signs = [...nearest.values()];
    const told = signs.flatMap((mark) => {
        const struck = strikes.flatMap((strike) => (strike.mark.place === mark.place && strike.event >= 0 ? [strike.event] : []));
        const rows = new Set([...mark.members.flatMap((place) => events.get(place) ?? []), ...struck]);
        return [...rows].map((row) => recordsDrawn('events', String(row), [record[row]], mark));
    });
    const ways = courses.map(({ row, rows, trail, at }) => recordsDrawn('movements', String(row), rows.map((one) => movements.record[one]),
        trail ? stationAt(trail.curve, (trail.from + trail.to) / 2) : /** @type {Mark} */ (at)));
    return [...signs.map((mark) => signDrawn(timeline, moment, mark)), ...told, ...ways];
}

/**
 * In the order in which a map is read: places, what happened, what moved; of each the top of the map first.
 * @param {Drawn[]} things @param {{width: number, height: number}} view @param {'ltr' | 'rtl'} dir of the language
 * @returns {(Drawn & {where: number})[]} where: the ninth of the map, from its top left to its bottom right
 */
export function inReadingOrder(things, { width, height }, dir) {
    const third = (/** @type {number} */ at, /** @type {number} */ size) => Math.min(2, Math.max(0, Math.floor((3 * at) / size)));
    const across = (/** @type {number} */ where) => (dir === 'rtl' ? 2 - (where % 3) : where % 3);
    return things
        .map((thing) => ({ ...thing, where: 3 * third(thing.y, height) + third(thing.x, width) }))
        .sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || Math.floor(a.where / 3) - Math.floor(b.where / 3)
            || across(a.where) - across(b.where) || a.y - b.y || a.x - b.x || (a.key < b.key ? -1 : 1));
}

/** @param {number[]} records */
function distinct(records) {
    return [...new Set(records)].filter((record) => record >= 0);
}

/** Which signs are in a picture of what it tells of.
 * @param {Timeline} timeline @param {Layout} layout @param {import("../data/moment.js").Moment} moment @param {State} state
 * @param {{spots(): {rows: number[]}[]}} incidents
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
    for (const { rows } of incidents.spots()) {
        for (const row of rows) places.add(timeline.events.family[timeline.incidents.event[row]] === 'enforcement' ? 'incident.enforcement' : 'incident');
        if (rows.length > 1) places.add('incidents');
    }
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
