import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createShows } from '../../../output/viewer/src/state/filters.js';
import { createLookup, stopsOf } from '../../../output/viewer/src/data/lookup.js';
import { ALL_SHOWN, initialState, nextStop, onOverview, reduce } from '../../../output/viewer/src/state/reduce.js';
import { sampleTimeline } from '../sample-timeline.js';

/** @type {import('../../../output/viewer/src/state/conductor.js').Leg[]} */
const legs = [
    { scene: 0, kind: 'move', first: 5, last: 5, seconds: 1.5 },
    { scene: 0, kind: 'run', first: 5, last: 20, seconds: 3 },
    { scene: 0, kind: 'hold', first: 20, last: 20, seconds: 0 },
    { scene: 1, kind: 'leap', first: 20, last: 50, seconds: 1.5 },
    { scene: 1, kind: 'run', first: 50, last: 80, seconds: 4 },
    { scene: 1, kind: 'hold', first: 80, last: 80, seconds: 0 },
];

// a clock of 100 days with two scenes and three events
const facts = {
    legs, reading: () => 5,
    first: 0, last: 100, opening: 10, stops: [10, 40, 90], speeds: [7, 15, 30, 60, 120],
    scenes: { start: [5, 50], end: [20, 80], hold: [20, 80] },
    sceneAt: (/** @type {number} */ day) => (day >= 50 ? 1 : day >= 5 ? 0 : -1),
};
const still = { lang: 'en', theme: /** @type {const} */ ('light'), reduced: false };
const first = initialState(facts, still);

test('the first view is the end of scene one, at rest', () => {
    assert.deepEqual([first.day, first.scene, first.sceneChosen, first.playing], [20, 0, true, false]);
});

test('a scene at rest, its address and the first view stand on the day on which it rests', () => {
    const resting = { ...facts, scenes: { ...facts.scenes, hold: [18, 70] } };
    assert.equal(initialState(resting, still).day, 18);
    assert.equal(reduce(first, { type: 'scene', scene: 1, hold: true }, resting).day, 70);
    assert.equal(reduce(first, { type: 'restore', patch: { scene: 1 } }, resting).day, 70);
});

test('without scenes the first view is the first day on which anything happens, not the last of the clock', () => {
    const untold = { ...facts, legs: [], scenes: { start: [], end: [], hold: [] }, sceneAt: () => -1 };
    const { day, scene, playing } = initialState(untold, still);
    assert.deepEqual([day, scene, playing], [10, -1, false]);
});

const calendar = reduce(first, { type: 'speed', speed: 30 }, facts);

test('the calendar is played freely from a held scene, so many days a second', () => {
    const state = reduce(calendar, { type: 'play' }, facts);
    assert.deepEqual([state.playing, state.sceneChosen, state.day], [true, false, 20]);
    assert.equal(reduce(state, { type: 'tick', seconds: 0.5 }, facts).day, 35);
});

test('a scene that is asked for plays from its start and rests where it is read, however Play goes', () => {
    for (const state of [first, calendar]) {
        const chosen = reduce(state, { type: 'sceneStep', by: 1 }, facts);
        assert.deepEqual([chosen.scene, chosen.day, chosen.playing], [1, 50, true]);
        assert.equal(reduce(chosen, { type: 'tick', seconds: 2 }, facts).day, 65);
        const held = reduce(chosen, { type: 'tick', seconds: 5 }, facts);
        assert.deepEqual([held.day, held.playing, held.scene], [80, false, 1]);
    }
});

test('with motion reduced a chosen scene is shown where it rests, and the calendar goes from event to event', () => {
    const reduced = reduce(calendar, { type: 'reduced', reduced: true }, facts);
    const chosen = reduce(reduced, { type: 'scene', scene: 1 }, facts);
    assert.deepEqual([chosen.day, chosen.playing], [80, false]);
    let state = reduce(reduced, { type: 'play' }, facts);
    state = reduce(state, { type: 'tick', seconds: 1 }, facts);
    assert.equal(state.day, 20);
    state = reduce(state, { type: 'tick', seconds: 1 }, facts);
    assert.equal(state.day, 40);
});

test('steps go to the next and the previous event, and stop the clock', () => {
    const state = reduce({ ...first, playing: true }, { type: 'step', by: 1 }, facts);
    assert.deepEqual([state.day, state.playing, state.sceneChosen], [40, false, false]);
    assert.equal(reduce(state, { type: 'step', by: -1 }, facts).day, 10);
    assert.equal(nextStop(facts, 90, 1), 100);
    assert.equal(nextStop(facts, 10, -1), 0);
});

test('seeking stays inside the clock and takes the scene of the day', () => {
    assert.equal(reduce(first, { type: 'seek', day: 900 }, facts).day, 100);
    assert.equal(reduce(first, { type: 'seek', day: -900 }, facts).scene, -1);
    assert.equal(reduce(first, { type: 'seek', day: NaN }, facts), first);
});

test('at the end of time the clock stops, or starts over when it loops', () => {
    const running = { ...calendar, playing: true, sceneChosen: false, day: 99 };
    assert.deepEqual([reduce(running, { type: 'tick', seconds: 1 }, facts).day], [100]);
    const looped = reduce({ ...running, loop: true }, { type: 'tick', seconds: 1 }, facts);
    assert.deepEqual([looped.day, looped.playing], [0, true]);
});

test('play at the end of time starts over', () => {
    const ended = { ...first, sceneChosen: false, scene: 1, day: 100 };
    assert.equal(reduce({ ...ended, speed: 30 }, { type: 'play' }, facts).day, 0);
    assert.equal(reduce(ended, { type: 'play' }, facts).day, 5);
});

test('an action that changes nothing gives the same object', () => {
    for (const action of [{ type: 'pause' }, { type: 'lang', lang: 'en' }, { type: 'scene', scene: 7 }, { type: 'speed', speed: 999 }]) {
        assert.equal(reduce(first, /** @type {any} */ (action), facts), first);
    }
});

test('an address with a scene and a day inside it is that scene, stopped half way', () => {
    const state = reduce(first, { type: 'restore', patch: { scene: 1, day: 60 } }, facts);
    assert.deepEqual([state.scene, state.sceneChosen, state.day, state.playing], [1, true, 60, false]);
    const elsewhere = reduce(first, { type: 'restore', patch: { scene: 1, day: 12 } }, facts);
    assert.deepEqual([elsewhere.scene, elsewhere.sceneChosen, elsewhere.day], [0, false, 12]);
});

test('filters decide where the steps stop', () => {
    const data = /** @type {any} */ (sampleTimeline());
    const shows = createShows(data, createLookup(data));
    const all = stopsOf(data, (record) => shows(ALL_SHOWN, record));
    const sure = stopsOf(data, (record) => shows({ ...ALL_SHOWN, certainty: 2 }, record));
    assert.deepEqual(all, [...all].sort((a, b) => a - b));
    assert.equal(new Set(all).size, all.length);
    assert.ok(sure.length < all.length && sure.every((stop) => all.includes(stop)));
});

test('a place lets through what lies in it and what moves to or from it', () => {
    const data = /** @type {any} */ (sampleTimeline());
    const shows = createShows(data, createLookup(data));
    const filters = { ...ALL_SHOWN, place: data.places.id.indexOf('cambodia') };
    const shown = (/** @type {string} */ id) => shows(filters, data.records.id.indexOf(id));
    assert.deepEqual(['mov-kokang-cambodia', 'evt-ban', 'koh-kong', 'evt-gt-raid', 'mov-kokang-kayin'].map(shown), [true, true, true, false, false]);
});

test('a layer that is off takes its places with it, and what happens or moves there', () => {
    const data = /** @type {any} */ (sampleTimeline());
    const shows = createShows(data, createLookup(data));
    const filters = { ...ALL_SHOWN, layers: ['zones', 'hubs'] };
    const onCountry = (/** @type {number} */ place) => place >= 0 && data.records.table[data.places.record[place]] === 'countries';
    const moves = data.movements.record.filter((/** @type {number} */ record) => !shows(filters, record));
    const expected = data.movements.record.filter((/** @type {number} */ _, /** @type {number} */ row) => (
        onCountry(data.movements.origin[row]) || onCountry(data.movements.destination[row])));
    assert.ok(moves.length > 0 && moves.length < data.movements.record.length);
    assert.deepEqual(moves, expected);
    const hub = data.hubs.record[0];
    assert.equal(shows(filters, hub), true);
    assert.equal(shows({ ...ALL_SHOWN, layers: ['zones'] }, hub), false);
});

test('an address with a record opens it, one without closes it', () => {
    const opened = reduce(first, { type: 'restore', patch: { scene: 1, selected: 4 } }, facts);
    assert.deepEqual([opened.scene, opened.selected], [1, 4]);
    assert.equal(reduce(opened, { type: 'restore', patch: { scene: 0 } }, facts).selected, -1);
});

// the same clock with an overview before its first scene
const led = { ...facts, overview: true, told: true };
const opening = initialState(led, still);

test('the overview is the step before the first scene, and the first view where there is one', () => {
    assert.deepEqual([opening.scene, opening.day, opening.playing, onOverview(opening)], [-1, 100, false, true]);
    assert.equal(onOverview(first), false);
    const scene = reduce(opening, { type: 'sceneStep', by: 1 }, led);
    assert.deepEqual([scene.scene, onOverview(scene)], [0, false]);
    assert.equal(onOverview(reduce(scene, { type: 'sceneStep', by: -1 }, led)), true);
    assert.equal(reduce(opening, { type: 'sceneStep', by: -1 }, led), opening);
    assert.equal(reduce(first, { type: 'sceneStep', by: -1 }, facts), first);
});

test('the calendar leads from the overview into the first scene, and at the end of time back to it', () => {
    const started = reduce(reduce(opening, { type: 'speed', speed: 30 }, led), { type: 'play' }, led);
    assert.deepEqual([started.day, started.scene, started.playing, onOverview(started)], [5, 0, true, false]);
    const over = reduce(started, { type: 'tick', seconds: 60 }, led);
    assert.deepEqual([onOverview(over), over.playing], [true, false]);
    const looped = reduce({ ...started, loop: true }, { type: 'tick', seconds: 60 }, led);
    assert.deepEqual([looped.day, looped.playing], [0, true]);
});

test('a day, a step and a record leave the overview, a filter and a tab do not', () => {
    for (const action of /** @type {any[]} */ ([{ type: 'seek', day: 100 }, { type: 'step', by: 1 }, { type: 'select', record: 2 }])) {
        assert.equal(onOverview(reduce(opening, action, led)), false, action.type);
    }
    assert.equal(reduce(opening, { type: 'step', by: 1 }, led).day, 10);
    for (const action of /** @type {any[]} */ ([{ type: 'filter', patch: { certainty: 2 } }, { type: 'tab', tab: 'sources' }])) {
        assert.equal(onOverview(reduce(opening, action, led)), true, action.type);
    }
});

test('a press is lit in the overview alone', () => {
    const lit = reduce(opening, { type: 'light', row: 2 }, led);
    assert.equal(lit.lit, 2);
    assert.equal(reduce(lit, { type: 'scene', scene: 1 }, led).lit, -1);
    assert.equal(reduce(first, { type: 'light', row: 2 }, led), first);
});

test('an address that names a scene, a day or a record opens there, another one opens the overview', () => {
    const restored = (/** @type {any} */ patch) => reduce(opening, { type: 'restore', patch }, led);
    assert.deepEqual([restored({ scene: 1 }).scene, restored({ day: 100 }).sceneChosen], [1, false]);
    assert.deepEqual([restored({ selected: 3 }).scene, restored({ selected: 3 }).selected], [0, 3]);
    assert.equal(onOverview(restored({ lang: 'fr' })), true);
    assert.equal(onOverview(reduce(restored({ scene: 1 }), { type: 'restore', patch: { scene: -1 } }, led)), true);
});

test('where nothing followed the overview stands over the end of the first scene', () => {
    assert.deepEqual([initialState({ ...led, told: false }, still).day, initialState({ ...led, told: false }, still).scene], [20, -1]);
});

test('who looks back to a past day sees the map, since the overview tells what is found today', () => {
    const opening = { ...facts, overview: true, told: true };
    const overview = reduce(first, { type: 'scene', scene: -1 }, opening);
    assert.equal(onOverview(overview), true);
    const back = reduce(overview, { type: 'filter', patch: { known: 40 } }, opening);
    // the overview stands over the last day, which had not come then
    assert.deepEqual([onOverview(back), back.filters.known, back.day], [false, 40, 40]);
    assert.equal(onOverview(reduce(overview, { type: 'restore', patch: { filters: { known: 40 } } }, opening)), false);
    // the calendar runs to its end and stays in the past; the way to the overview leads back to today
    const over = reduce({ ...back, day: 99.9, playing: true, speed: 30 }, { type: 'tick', seconds: 1 }, opening);
    assert.deepEqual([onOverview(over), over.playing, over.filters.known], [false, false, 40]);
    const today = reduce(back, { type: 'scene', scene: -1 }, opening);
    assert.deepEqual([onOverview(today), today.filters.known], [true, null]);
});
