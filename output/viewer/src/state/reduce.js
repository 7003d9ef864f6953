/**
 * The one state of a player and the one function that changes it. Pure: time comes in as seconds, so pause,
 * scrub and speed are arithmetic.
 */

/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').Action} Action */
import { dayIn, isHeld, legFrom, secondsOf } from './conductor.js';
import { usualSpeed } from './speeds.js';

/** @typedef {{first: number, last: number, opening: number, scenes: {start: number[], end: number[], hold: number[]}, stops: number[], speeds: number[],
 *             overview?: boolean, told?: boolean, legs: import('./conductor.js').Leg[], sceneAt(day: number): number, reading(scene: number, lang: string): number}} Facts what the
 *             clock may do: its extent, the day it opens on, its scenes, the days it stops at, its speeds, whether an overview stands before the
 *             first scene, whether it has a picture of its own, in which legs the scenes are played and how many seconds they are read */

/** In a story of days the clock runs to the end of the last one, so that what happens on it is seen. As in output/conductor.py. */
const [SHORT_DAYS, WHOLE_DAY] = [32, 0.999];

/** Seconds a day stays when motion is reduced. */
const STEP_SECONDS = 1.6;

/** The speed at which Play tells the story, scene by scene; any other one is days of the calendar a second. */
export const STORY = 0;

/** @type {import('../contract').Filters} */
export const ALL_SHOWN = {
    kinds: null, layers: null, certainty: 0, place: -1, after: true, undated: false, unknown: true, otherRoles: true, all: false, known: null,
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
        day: facts.opening, playing: false, speed: facts.legs.length ? STORY : usualSpeed(facts.speeds, facts), lang, theme, scene: -1, sceneChosen: false, selected: -1, drawn: null,
        hovered: -1, lit: -1, reduced, loop: false, control: false, measured: false, filters: ALL_SHOWN, panelTab: 'story', waited: 0, leg: -1, tour: false,
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
        case 'step': return action.by > 0 && isHeld(state, facts.legs) ? conducted(state, state.leg + 1, 0, facts) : stepped(state, action.by, facts);
        case 'skip': return isHeld(state, facts.legs) ? conducted(state, state.leg + 1, 0, facts) : state;
        case 'scene': return shown(state, action.scene, facts, action.hold);
        case 'sceneStep': return toScene(state, Math.max(-1, state.scene + action.by), facts);
        case 'speed': return paced(state, action.speed, facts);
        case 'loop': return patched(state, { loop: !state.loop });
        case 'control': return patched(state, { control: !state.control });
        case 'measured': return patched(state, { measured: action.open });
        case 'lang': return patched(state, { lang: action.lang });
        case 'theme': return patched(state, { theme: action.theme });
        // who opens a record reads it: the story waits
        case 'select': return patched(action.record >= 0 ? besideOverview(state, facts) : state, {
            selected: action.record, drawn: action.drawn ?? null, playing: state.playing && !(state.tour && action.record >= 0),
        });
        case 'light': return patched(state, { lit: onOverview(state) ? action.row : -1 });
        case 'hover': return patched(state, { hovered: action.record });
        case 'filter': return besideToday({ ...state, filters: { ...state.filters, ...action.patch } }, facts);
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
    return patched(state, { day: inside, scene: facts.sceneAt(inside), sceneChosen: false, lit: -1, waited: 0, leg: -1 });
}

/** Play goes on from where it is, and starts over from the end. @param {State} state @param {Facts} facts */
function started(state, facts) {
    if (state.speed === STORY && facts.legs.length) return touring(state, facts);
    if (onOverview(state)) return patched(at(state, facts.scenes.start[0] ?? facts.first, facts), { playing: true, tour: false });
    if (state.leg >= 0 && facts.legs[state.leg].kind !== 'hold') return patched(state, { playing: true });
    const free = patched(state, { sceneChosen: false, leg: -1, tour: false });
    const from = free.day >= facts.last ? at(free, facts.first, facts) : free;
    return patched(from, { playing: true, waited: 0 });
}

/** The story is told on from a day: from the overview, and past the last scene, from its beginning. @param {State} state @param {Facts} facts */
function touring(state, facts) {
    const told = patched(state, { playing: true, tour: true });
    if (onOverview(state) || state.scene < 0) return conducted(told, 0, 0, facts);
    // what was stopped on its way goes on; a scene at rest has been read
    if (state.leg >= 0 && facts.legs[state.leg].kind !== 'hold') return told;
    if (state.leg >= 0 && state.waited > 0) return told;
    const { leg, share } = legFrom(facts.legs, state.scene, state.day);
    if (leg >= facts.legs.length && !(facts.overview && state.sceneChosen)) return conducted(told, 0, 0, facts);
    return conducted(told, leg, leg < facts.legs.length ? share * secondsOf(facts.legs[leg], state, facts.reading) : 0, facts);
}

/** @param {State} state @param {number} speed @param {Facts} facts @returns {State} */
function paced(state, speed, facts) {
    if (speed === STORY ? !facts.legs.length : !facts.speeds.includes(speed)) return state;
    const next = patched(state, { speed });
    return speed !== STORY && state.playing && state.tour ? patched(next, { sceneChosen: false, leg: -1, tour: false }) : next;
}

/** @param {State} state @param {number} seconds @param {Facts} facts @returns {State} */
function ticked(state, seconds, facts) {
    if (!state.playing) return state;
    if (state.leg >= 0) return conducted(state, state.leg, state.waited + seconds, facts);
    if (state.speed === STORY && facts.legs.length) return touring(state, facts);
    if (!state.reduced) return moved(state, state.day + seconds * state.speed, facts);
    const waited = state.waited + seconds;
    if (waited < STEP_SECONDS) return patched(state, { waited });
    return patched(moved(state, nextStop(facts, state.day, 1), facts), { waited: 0 });
}

/**
 * Some seconds into a leg, or past it into the next ones: a scene that is played by itself rests where it is read, the story goes on to
 * the overview.
 * @param {State} state @param {number} leg @param {number} waited @param {Facts} facts @returns {State}
 */
function conducted(state, leg, waited, facts) {
    const { legs } = facts;
    for (; leg < legs.length; leg++) {
        const lasts = secondsOf(legs[leg], state, facts.reading);
        if (!state.tour && legs[leg].kind === 'hold') {
            const first = legs.findIndex(({ scene }) => scene === legs[leg].scene) + 1;
            if (!state.loop || first === leg) return patched(inLeg(state, leg, 0, facts), { playing: false, leg: -1 });
            [leg, waited] = [first, 0];
            break;
        }
        if (waited < lasts) break;
        waited -= lasts;
    }
    if (leg < legs.length) return inLeg(state, leg, waited, facts);
    if (state.loop) return inLeg(state, 0, 0, facts);
    return facts.overview && state.filters.known === null ? opened(state, facts) : patched(state, { playing: false, tour: false, leg: -1 });
}

/** @param {State} state @param {number} leg @param {number} waited @param {Facts} facts @returns {State} */
function inLeg(state, leg, waited, facts) {
    const one = facts.legs[leg];
    const lasts = secondsOf(one, state, facts.reading);
    const fresh = one.scene === state.scene && state.sceneChosen ? {} : /** @type {Partial<State>} */ ({ selected: -1, panelTab: 'story' });
    return patched(state, {
        ...fresh, scene: one.scene, sceneChosen: true, day: Math.min(facts.last, dayIn(one, lasts > 0 ? Math.min(1, waited / lasts) : 1)), leg, waited, lit: -1,
    });
}

/** The clock of the calendar ran to a day: it stops or starts over at the end of time.
 * @param {State} state @param {number} day @param {Facts} facts @returns {State} */
function moved(state, day, facts) {
    const { first, last, loop } = { ...facts, loop: state.loop };
    const over = day >= last;
    if (over && !loop && facts.overview && state.filters.known === null) return opened(state, facts);
    const next = over ? (loop && last > first ? first : last) : day;
    return patched(state, { day: next, playing: !over || (loop && last > first), scene: facts.sceneAt(next), sceneChosen: false });
}

/** @param {State} state @param {1 | -1} by @param {Facts} facts @returns {State} */
function stepped(state, by, facts) {
    if (onOverview(state)) return by < 0 ? state : patched(at(state, nextStop(facts, facts.first - 1, by), facts), { playing: false });
    return patched(at(state, nextStop(facts, state.day, by), facts), { playing: false });
}

/** The buttons beside Play: while the story is told it goes on from there, past the last scene to its end. @param {State} state @param {number} scene @param {Facts} facts */
function toScene(state, scene, facts) {
    if (!state.playing || !state.tour || scene < 0) return shown(state, scene, facts);
    const leg = facts.legs.findIndex((one) => one.scene === scene);
    return conducted(state, leg < 0 ? facts.legs.length : leg, 0, facts);
}

/** @param {State} state @param {number} scene @param {Facts} facts @param {boolean} [hold] @returns {State} */
function shown(state, scene, facts, hold = false) {
    if (scene === -1 && facts.overview) return opened(state, facts);
    if (!Number.isInteger(scene) || scene < 0 || scene >= facts.scenes.start.length) return state;
    const { start: { [scene]: start }, hold: { [scene]: rest } } = facts.scenes;
    const first = facts.legs.findIndex((leg) => leg.scene === scene) + 1;
    const still = hold || state.reduced || facts.legs[first]?.kind === 'hold';
    return patched(state, {
        scene, sceneChosen: true, day: still ? rest : start, playing: !still, selected: -1, lit: -1, waited: 0, panelTab: 'story',
        tour: false, leg: still ? -1 : first,
    });
}

/** The overview has every day behind it; where nothing followed it shows what the story begins with. @param {State} state @param {Facts} facts */
function opened(state, facts) {
    const day = facts.told ? facts.last : facts.scenes.hold[0] ?? facts.opening;
    return patched(state.filters.known === null ? state : { ...state, filters: { ...state.filters, known: null } }, { scene: -1, sceneChosen: true, day, playing: false, selected: -1, lit: -1, waited: 0, panelTab: 'story', leg: -1, tour: false });
}

/** A record is shown on the map of its day, which the picture of the overview is not. @param {State} state @param {Facts} facts */
function besideOverview(state, facts) {
    return onOverview(state) && facts.told ? at(state, state.day, facts) : state;
}

/** The overview tells what is found today: who looks back sees the map, of a day that had come by then. @param {State} state @param {Facts} facts */
function besideToday(state, facts) {
    const { known } = state.filters;
    return known !== null && onOverview(state) ? at(state, Math.min(state.day, known), facts) : state;
}

/** A state from an address: a scene alone means the day on which it rests, a day beside it wins.
 * @param {State} state @param {Extract<Action, {type: 'restore'}>['patch']} patch @param {Facts} facts @returns {State} */
function restored(state, { filters, day, scene, selected = -1, ...rest }, facts) {
    let next = patched(state, { ...rest, playing: false });
    if (filters) next = besideToday({ ...next, filters: { ...next.filters, ...filters } }, facts);
    if (scene !== undefined) next = shown(next, scene, facts, true);
    if (selected >= 0 && scene === undefined && day === undefined && onOverview(next)) {
        next = facts.scenes.start.length ? shown(next, 0, facts, true) : at(next, facts.opening, facts);
    }
    next = patched(next, { selected, drawn: null });
    if (day === undefined || (Math.floor(day) === Math.floor(next.day) && !onOverview(next))) return next;
    const held = scene !== undefined && next.scene === scene;
    const there = at(next, day, facts);
    // a scene that was stopped half way is still that scene
    return held && day >= facts.scenes.start[scene] && day <= facts.scenes.end[scene]
        ? patched(there, { scene, sceneChosen: true }) : there;
}
