/**
 * The one state of a player and the one function that changes it. Pure: time comes in as seconds, so pause,
 * scrub and speed are arithmetic.
 */

/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').Action} Action */
import { usualSpeed } from './speeds.js';

/** @typedef {{first: number, last: number, opening: number, scenes: {start: number[], end: number[], hold: number[]}, stops: number[], speeds: number[],
 *             overview?: boolean, told?: boolean, sceneAt(day: number): number}} Facts what the clock may do: its extent, the day it opens on, its scenes,
 *             the days it stops at, its speeds, whether an overview stands before the first scene, and whether it has a picture of its own */

/** In a story of days the clock runs to the end of the last one, so that what happens on it is seen. As in output/film/timetable.py. */
const [SHORT_DAYS, WHOLE_DAY] = [32, 0.999];

/** Seconds a day stays when motion is reduced. */
const STEP_SECONDS = 1.6;

/** @type {import('../contract').Filters} */
export const ALL_SHOWN = {
    kinds: null, layers: null, certainty: 0, place: -1, after: true, undated: false, unknown: true, otherRoles: true, all: false,
};

/** Where the clock begins and ends. @param {{first_day: number, last_day: number}} meta @returns {{first: number, last: number}} */
export function extentOf({ first_day: first, last_day: last }) {
    return { first, last: last - first < SHORT_DAYS ? last + WHOLE_DAY : last };
}

/**
 * The first view, at rest: the overview, else scene one where it rests; without scenes the first day on which anything happens.
 * @param {Facts} facts
 * @param {{lang: string, theme: 'light' | 'dark', reduced: boolean}} options
 * @returns {State}
 */
export function initialState(facts, { lang, theme, reduced }) {
    /** @type {State} */
    const blank = {
        day: facts.opening, playing: false, speed: usualSpeed(facts.speeds, facts), lang, theme, scene: -1, sceneChosen: false, selected: -1,
        hovered: -1, lit: -1, reduced, loop: false, control: false, measured: false, filters: ALL_SHOWN, panelTab: 'story', waited: 0,
    };
    const held = reduce(blank, { type: 'scene', scene: 0, hold: true }, facts);
    return reduce(held, { type: 'scene', scene: -1 }, facts);
}

/** Whether the overview is open: the step before the first scene, asked for as a scene is. @param {Pick<State, 'scene' | 'sceneChosen'>} state */
export function onOverview({ scene, sceneChosen }) {
    return sceneChosen && scene < 0;
}

/**
 * The state after an action; the same object when nothing changed.
 * @param {State} state
 * @param {Action} action
 * @param {Facts} facts
 * @returns {State}
 */
export function reduce(state, action, facts) {
    switch (action.type) {
        case 'play': return state.playing ? state : started(state, facts);
        case 'pause': return patched(state, { playing: false });
        case 'toggle': return state.playing ? patched(state, { playing: false }) : started(state, facts);
        case 'tick': return ticked(state, action.seconds, facts);
        case 'seek': return at(state, action.day, facts);
        case 'step': return stepped(state, action.by, facts);
        case 'scene': return shown(state, action.scene, facts, action.hold);
        case 'sceneStep': return shown(state, Math.max(-1, state.scene + action.by), facts);
        case 'speed': return facts.speeds.includes(action.speed) ? patched(state, { speed: action.speed }) : state;
        case 'loop': return patched(state, { loop: !state.loop });
        case 'control': return patched(state, { control: !state.control });
        case 'measured': return patched(state, { measured: action.open });
        case 'lang': return patched(state, { lang: action.lang });
        case 'theme': return patched(state, { theme: action.theme });
        case 'select': return patched(action.record >= 0 ? besideOverview(state, facts) : state, { selected: action.record });
        case 'light': return patched(state, { lit: onOverview(state) ? action.row : -1 });
        case 'hover': return patched(state, { hovered: action.record });
        case 'filter': return { ...state, filters: { ...state.filters, ...action.patch } };
        case 'tab': return patched(state, { panelTab: action.tab, selected: -1 });
        case 'reduced': return patched(state, { reduced: action.reduced });
        case 'restore': return restored(state, action.patch, facts);
    }
}

/** The stop before or after a day; the extent of the clock when there is none.
 * @param {Facts} facts @param {number} day @param {1 | -1} by */
export function nextStop({ stops, first, last }, day, by) {
    const whole = Math.floor(day);
    if (by > 0) return stops.find((stop) => stop > whole) ?? last;
    for (let i = stops.length - 1; i >= 0; i--) if (stops[i] < whole) return stops[i];
    return first;
}

/** @param {State} state @param {Partial<State>} patch @returns {State} */
function patched(state, patch) {
    const keys = /** @type {(keyof State)[]} */ (Object.keys(patch));
    return keys.every((key) => Object.is(state[key], patch[key])) ? state : { ...state, ...patch };
}

/** @param {State} state @param {number} day @param {Facts} facts @returns {State} */
function at(state, day, facts) {
    if (!Number.isFinite(day)) return state;
    const inside = Math.min(facts.last, Math.max(facts.first, day));
    return patched(state, { day: inside, scene: facts.sceneAt(inside), sceneChosen: false, lit: -1, waited: 0 });
}

/** Play goes on from a held scene, and starts over from the end of the clock. @param {State} state @param {Facts} facts */
function started(state, facts) {
    if (onOverview(state)) return patched(at(state, facts.scenes.start[0] ?? facts.first, facts), { playing: true });
    const held = state.sceneChosen && state.scene >= 0 && state.day >= facts.scenes.end[state.scene];
    if (held && state.loop) return patched(state, { playing: true, day: facts.scenes.start[state.scene], waited: 0 });
    const free = held ? patched(state, { sceneChosen: false }) : state;
    const from = free.day >= facts.last ? at(free, facts.first, facts) : free;
    return patched(from, { playing: true, waited: 0 });
}

/** @param {State} state @param {number} seconds @param {Facts} facts @returns {State} */
function ticked(state, seconds, facts) {
    if (!state.playing) return state;
    if (!state.reduced) return moved(state, state.day + seconds * state.speed, facts);
    const waited = state.waited + seconds;
    if (waited < STEP_SECONDS) return patched(state, { waited });
    return patched(moved(state, nextStop(facts, state.day, 1), facts), { waited: 0 });
}

/** The clock ran to a day: hold at the end of a chosen scene, stop or start over at the end of time.
 * @param {State} state @param {number} day @param {Facts} facts @returns {State} */
function moved(state, day, facts) {
    const chosen = state.sceneChosen && state.scene >= 0;
    const first = chosen ? facts.scenes.start[state.scene] : facts.first;
    const last = chosen ? Math.min(facts.last, facts.scenes.end[state.scene]) : facts.last;
    const over = day >= last;
    if (over && !chosen && !state.loop && facts.overview) return opened(state, facts);
    const next = over ? (state.loop && last > first ? first : last) : day;
    const playing = !over || (state.loop && last > first);
    return patched(state, { day: next, playing, scene: chosen ? state.scene : facts.sceneAt(next) });
}

/** @param {State} state @param {1 | -1} by @param {Facts} facts @returns {State} */
function stepped(state, by, facts) {
    if (onOverview(state)) return by < 0 ? state : patched(at(state, nextStop(facts, facts.first - 1, by), facts), { playing: false });
    return patched(at(state, nextStop(facts, state.day, by), facts), { playing: false });
}

/** @param {State} state @param {number} scene @param {Facts} facts @param {boolean} [hold] @returns {State} */
function shown(state, scene, facts, hold = false) {
    if (scene === -1 && facts.overview) return opened(state, facts);
    if (!Number.isInteger(scene) || scene < 0 || scene >= facts.scenes.start.length) return state;
    const start = facts.scenes.start[scene];
    const end = facts.scenes.end[scene];
    const still = hold || state.reduced || end <= start;
    return patched(state, {
        scene, sceneChosen: true, day: still ? facts.scenes.hold[scene] : start, playing: !still, selected: -1, lit: -1, waited: 0, panelTab: 'story',
    });
}

/** The overview has every day behind it; where nothing followed it shows what the story begins with. @param {State} state @param {Facts} facts */
function opened(state, facts) {
    const day = facts.told ? facts.last : facts.scenes.hold[0] ?? facts.opening;
    return patched(state, { scene: -1, sceneChosen: true, day, playing: false, selected: -1, lit: -1, waited: 0, panelTab: 'story' });
}

/** A record is shown on the map of its day, which the picture of the overview is not. @param {State} state @param {Facts} facts */
function besideOverview(state, facts) {
    return onOverview(state) && facts.told ? at(state, state.day, facts) : state;
}

/** A state from an address: a scene alone means the day on which it rests, a day beside it wins.
 * @param {State} state @param {Extract<Action, {type: 'restore'}>['patch']} patch @param {Facts} facts @returns {State} */
function restored(state, { filters, day, scene, selected = -1, ...rest }, facts) {
    let next = patched(state, { ...rest, playing: false });
    if (filters) next = { ...next, filters: { ...next.filters, ...filters } };
    if (scene !== undefined) next = shown(next, scene, facts, true);
    if (selected >= 0 && scene === undefined && day === undefined && onOverview(next)) {
        next = facts.scenes.start.length ? shown(next, 0, facts, true) : at(next, facts.opening, facts);
    }
    next = patched(next, { selected });
    if (day === undefined || (Math.floor(day) === Math.floor(next.day) && !onOverview(next))) return next;
    const held = scene !== undefined && next.scene === scene;
    const there = at(next, day, facts);
    // a scene that was stopped half way is still that scene
    return held && day >= facts.scenes.start[scene] && day <= facts.scenes.end[scene]
        ? patched(there, { scene, sceneChosen: true }) : there;
}
