/** One picture of the story: what stands where for a moment, a state and a view. ink.js draws it, lettering.js names it. Knows no Leaflet. */

import { placesTold } from '../data/lookup.js';
import { arrows, routineAt } from '../data/crowds.js';
import { controlPoint } from '../data/moment.js';
import { numbersOn } from '../numbers/series.js';
import { stationAt } from '../marks/curve.js';
import { signRadius } from '../marks/signs.js';
import { layTrail } from '../marks/trails.js';
import { isNews } from './captions.js';
import { isAround, layPlaces } from './places.js';

/**
 * @typedef {import("../data/timeline.js").Timeline} Timeline
 * @typedef {import("../data/moment.js").Moment} Moment
 * @typedef {import("../marks/surface.js").View} View
 * @typedef {import("./places.js").Mark} Mark
 * @typedef {import("../marks/trails.js").Trail} Trail
 * @typedef {import("../contract").State} State
 *
 * @typedef {object} Course a movement that is drawn, or several that could not be told apart
 * @property {number} row of the movement that gives kind and ends
 * @property {number[]} rows of all
 * @property {number} slot where the moment has the latest of them, -1 when it is undated
 * @property {boolean} focused
 * @property {Trail|null} trail
 * @property {Mark|null} at the sign it goes round, for loops and arrivals
 *
 * @typedef {object} Layout
 * @property {View} view
 * @property {Mark[]} marks
 * @property {Map<number, Mark>} markOf by place
 * @property {Course[]} courses old ones first
 * @property {{event: number, what: "crackdown"|"disruption", mark: Mark, fresh: boolean}[]} strikes events and disruptions with a place
 * @property {Map<number, number[]>} events rows of events now by place
 */

const ORDER = /** @type {Record<string, number>} */ ({ past: 0, since: 1, by: 1, undated: 2, under_way: 3 });

/** @param {State} state @param {Timeline} timeline */
export function focusOf(state, { scenes }) {
    const scene = state.sceneChosen && state.scene >= 0 ? scenes.own[state.scene] : undefined;
    return (/** @type {number} */ record) =>
        record >= 0 && (record === state.selected || record === state.hovered || scene?.has(record) === true);
}

/** Places the chosen scene tells of. @param {State} state @param {Timeline} timeline @returns {Set<number>|null} */
export function toldPlaces(state, timeline) {
    return state.sceneChosen && state.scene >= 0 ? placesTold(timeline.scenes.own[state.scene], timeline) : null;
}

/**
 * Everything of a frame that stays the same while the clock only moves on.
 * @param {Timeline} timeline @param {Moment} moment @param {State} state @param {View} view @param {(record: number) => boolean} shows
 * @param {Int32Array|null} groups of places between which movements are bundled
 * @returns {Layout}
 */
export function layPicture(timeline, moment, state, view, shows, groups) {
    const { movements } = timeline;
    const focus = focusOf(state, timeline);
    const [told, all] = [toldPlaces(state, timeline), !state.sceneChosen || state.filters.all];
    const chosen = drawnMovements(timeline, moment, state, shows);
    const wanted = wantedBy(state, timeline);
    const events = eventsByPlace(timeline, moment, (record) => wanted(record) && shows(record));
    const over = keptByPlace(timeline, moment, state, shows);
    const ends = new Set(chosen.flatMap(({ row }) => [movements.origin[row], movements.destination[row]]));
    const marks = layPlaces(
        timeline,
        moment,
        { ends, struck: new Set([...events.keys(), ...over.keys()]), shows, filters: state.filters, groups, told: placesDrawn(state, timeline) },
        view,
    );
    const markOf = marksByPlace(marks, view.width / 2);
    const radiusOf = (/** @type {number} */ place) => {
        const mark = markOf.get(place);
        return !mark || mark.x !== mark.trueX ? 2 : mark.r;
    };
    const scene = all && state.sceneChosen && state.scene >= 0 ? timeline.scenes.own[state.scene] : undefined;
    const courses = arrows(timeline, chosen, view.scale, scene && state.filters.all ? (row) => scene.has(movements.record[row]) : null)
        .map(({ rows, latest: { slot }, bend }) => {
            const [row] = rows;
            const focused = rows.some((one) => focus(movements.record[one]));
            if (movements.shape[row] !== 'curve')
                return { row, rows, slot, focused, trail: null, at: markOf.get(movements.destination[row]) ?? null };
            const [cx, cy] = controlPoint(timeline, row, bend ?? undefined);
            return { row, rows, slot, focused, trail: layTrail(timeline, rows, cx, cy, view, radiusOf, (place) => isAround(timeline, place, view)), at: null };
        })
        .filter(({ trail, at }) => trail || at);
    const rank = (/** @type {Course} */ { slot, focused }) =>
        (focused ? 10 : 0) + ORDER[slot < 0 ? 'undated' : moment.movements[slot].state];
    courses.sort((a, b) => rank(a) - rank(b));
    const strikes = strikesOf(timeline, moment, events, over, markOf);
    disrupt(strikes, moment);
    return { view, marks, markOf, courses, events, strikes };
}

/** Places that a scene draws, whatever day it is: those that it tells of, and what a reader has open; null for all. @param {State} state @param {Timeline} timeline */
export function placesDrawn(state, timeline) {
    const told = state.filters.all ? null : toldPlaces(state, timeline);
    const { records, places, movements, rowOfRecord } = timeline;
    const owner = rowOfRecord[state.selected];
    if (!told || !owner) return told;
    const ends = owner.table === 'movements' ? [movements.origin[owner.row], movements.destination[owner.row]] : [records.place[state.selected], places.record.indexOf(state.selected)];
    return new Set([...told, ...ends]);
}

/** While a disruption is news its sign stands in place of the phase, unless a crackdown is news too. @param {Layout["strikes"]} strikes @param {Moment} moment */
function disrupt(strikes, { events }) {
    const vague = new Set(events.filter(({ chance }) => chance < 1).map(({ index }) => index));
    const struck = strikes.filter(({ event, fresh }) => fresh && !vague.has(event));
    const pressed = struck.filter(({ what }) => what === 'crackdown').map(({ mark }) => mark);
    for (const { what, mark } of struck) {
        if (what !== 'disruption' || pressed.includes(mark) || mark.sign.phase === 'group') continue;
        mark.sign = { ...mark.sign, phase: 'disruption', soft: false, faint: false };
        mark.r = signRadius(mark.sign);
    }
}

/** Records that a scene draws: its own, until a reader asks for everything, and what a reader has open. @param {State} state @param {Timeline} timeline */
function wantedBy(state, { scenes }) {
    const scene = state.sceneChosen && state.scene >= 0 && !state.filters.all ? scenes.own[state.scene] : undefined;
    return (/** @type {number} */ record) => !scene || scene.has(record) || record === state.selected || record === state.hovered;
}

/** Movements that a picture draws: in a scene its own, until a reader asks for everything; none before its cause.
 * @param {Timeline} timeline @param {Moment} moment @param {State} state @param {(record: number) => boolean} shows */
export function drawnMovements(timeline, moment, state, shows) {
    const { movements, scenes, undated } = timeline;
    /** @type {import("../data/crowds.js").Drawn[]} */
    const list = [];
    const scene = state.sceneChosen && state.scene >= 0 ? scenes.own[state.scene] : undefined;
    const told = wantedBy(state, timeline);
    moment.movements.forEach(({ index, state: is, age }, slot) => {
        const record = movements.record[index];
        if (told(record) && shows(record)) list.push({ row: index, slot, state: is, age });
    });
    for (const row of undated) {
        const record = movements.record[row];
        // what is not dated did not begin before its cause either
        if (moment.day < movements.not_before[row] && record !== state.selected) continue;
        if (record === state.selected || ((state.filters.undated || scene?.has(record)) && told(record) && shows(record)))
            list.push({ row, slot: -1, state: 'undated', age: 0 });
    }
    return list;
}

/** @param {Timeline} timeline @param {Moment} moment @param {(record: number) => boolean} shows */
function eventsByPlace(timeline, moment, shows) {
    const { events, pointed } = timeline;
    const routine = routineAt(timeline);
    /** @type {Map<number, number[]>} */
    const byPlace = new Map();
    for (const { index } of moment.events) {
        const place = events.place[index];
        if (place < 0 || !shows(events.record[index])) continue;
        // what has a point of its own is drawn there, and hits its place only where that takes a phase of it
        if (!events.sign[index] && (pointed.has(index) || routine.has(place))) continue;
        byPlace.set(place, [...(byPlace.get(place) ?? []), index]);
    }
    return byPlace;
}

/** Events that the scene tells of and that are no news any more: they keep their sign until it ends.
 * @param {Timeline} timeline @param {Moment} moment @param {State} state @param {(record: number) => boolean} shows */
function keptByPlace({ events, scenes }, moment, state, shows) {
    /** @type {Map<number, number[]>} */
    const byPlace = new Map();
    const told = state.sceneChosen && state.scene >= 0 ? scenes.own[state.scene] : undefined;
    if (!told) return byPlace;
    const news = new Set(moment.events.map(({ index }) => index));
    events.record.forEach((record, index) => {
        const place = events.place[index];
        if (!told.has(record) || !events.sign[index] || place < 0 || news.has(index) || !(events.start_max[index] <= moment.day)) return;
        if (shows(record)) byPlace.set(place, [...(byPlace.get(place) ?? []), index]);
    });
    return byPlace;
}

/** The mark of each place, the copy nearest to the middle of the view. @param {Mark[]} marks @param {number} middle */
function marksByPlace(marks, middle) {
    /** @type {Map<number, Mark>} */
    const markOf = new Map();
    for (const mark of marks) {
        for (const place of mark.members) {
            const other = markOf.get(place);
            if (!other || Math.abs(mark.x - middle) < Math.abs(other.x - middle)) markOf.set(place, mark);
        }
    }
    return markOf;
}

/** @param {Timeline} timeline @param {Moment} moment @param {Map<number, number[]>} events @param {Map<number, number[]>} over @param {Map<number, Mark>} markOf */
function strikesOf(timeline, moment, events, over, markOf) {
    /** @type {Layout["strikes"]} */
    const strikes = [];
    for (const [fresh, byPlace] of /** @type {const} */ ([[true, events], [false, over]])) for (const [place, rows] of byPlace) {
        const mark = markOf.get(place);
        for (const event of rows) {
            const what = timeline.events.sign[event];
            if (what && mark) strikes.push({ event, what, mark, fresh });
        }
    }
    for (const span of moment.disruptions) {
        const mark = markOf.get(timeline.spans.place[span]);
        if (mark && !strikes.some((other) => other.mark === mark && other.what === 'disruption')) {
            strikes.push({ event: -1, what: 'disruption', mark, fresh: false });
        }
    }
    return strikes;
}

/** Where the number of the movements of a course stands; null for a single one. @param {Course} course @returns {{x: number, y: number}|null} */
export function numberAt({ rows, trail, at }) {
    if (rows.length < 2) return null;
    if (trail) return stationAt(trail.curve, (trail.from + trail.to) / 2);
    return at && { x: at.x + 13, y: at.y + at.r + 9.5 };
}

/** @param {Mark} mark @param {View} view */
export function isInside({ x, y }, { width, height }) {
    return x > 0 && y > 0 && x < width && y < height;
}

/** All that decides the layout but the view: changes of kind, not the steps of the clock. @param {Timeline} timeline @param {State} state @param {Moment} moment */
export function keyOfStory(timeline, state, moment) {
    let hash = 0;
    for (const { index, state: is, age } of moment.movements) {
        // Past a year a movement makes no more room for itself among the labels.
        hash = (Math.imul(hash, 31) + index * 8 + is.length + (age > 365 ? 1 : 0)) | 0;
    }
    const events = moment.events.map(({ index, chance }) => `${index}${chance < 1}`).join();
    const scene = state.sceneChosen ? state.scene : -1;
    for (const { span } of moment.places) hash = (Math.imul(hash, 31) + Number(isNews(timeline, span, moment.day))) | 0;
    return [
        serialOf(moment.places),
        hash,
        timeline.undated.filter((row) => moment.day < timeline.movements.not_before[row]).length,
        events,
        moment.disruptions.join(),
        scene,
        state.selected,
        state.lang,
        serialOf(state.filters),
        [...numbersOn(timeline.json, moment.day).values()].join(),
    ].join('|');
}

/** @type {WeakMap<object, number>} */
const serials = new WeakMap();
let nextSerial = 1;

/** A number for an object that is replaced when it changes. @param {object} value */
export function serialOf(value) {
    let serial = serials.get(value);
    if (!serial) serials.set(value, (serial = nextSerial++));
    return serial;
}
