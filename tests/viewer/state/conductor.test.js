import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHeld, legFrom, legsOf } from '../../../output/viewer/src/state/conductor.js';
import { STORY, initialState, onOverview, reduce } from '../../../output/viewer/src/state/reduce.js';
import { story, testGolden } from '../golden.js';

testGolden('conductor');

const data = story();
const legs = legsOf(data);
// the words of the first scene are read for five seconds, those of the second for eight
const facts = /** @type {any} */ ({
    first: 0, last: 100, opening: 10, stops: [10, 40, 90], speeds: [7, 30], scenes: data.scenes, legs, overview: true, told: true,
    sceneAt: (/** @type {number} */ day) => (day >= 60 ? 1 : 0), reading: (/** @type {number} */ scene) => 5 + 3 * scene,
});
const still = { lang: 'en', theme: /** @type {const} */ ('light'), reduced: false };
const opening = initialState(facts, still);
const told = reduce(opening, { type: 'play' }, facts);
/** @param {any} state @param {number} seconds */
const after = (state, seconds) => reduce(state, { type: 'tick', seconds }, facts);
/** @param {any} state */
const where = ({ scene, day, playing }) => [scene, day, playing];

test('the story begins at the overview, visits every scene in its order, waits for the reader, and ends there', () => {
    const seen = [];
    let state = told;
    for (let i = 0; i < 600 && state.playing; i++) {
        const at = `${state.scene} ${legs[state.leg].kind}`;
        if (seen.at(-1) !== at) seen.push(at);
        assert.equal(state.sceneChosen, true, 'in its own view');
        state = after(state, 0.1);
    }
    assert.deepEqual(seen, ['0 move', '0 run', '0 hold', '0 skip', '0 run', '1 leap', '1 run', '1 hold']);
    assert.deepEqual([onOverview(state), state.playing, state.day], [true, false, 100]);
});

test('a scene is told as long as its words are read, and a key goes on before', () => {
    const held = after(told, 5);
    assert.deepEqual([...where(held), isHeld(held, legs)], [0, 15, true, true]);
    assert.equal(isHeld(after(held, 4), legs), true);
    assert.equal(isHeld(after(held, 4.6), legs), false);
    for (const action of /** @type {any[]} */ ([{ type: 'skip' }, { type: 'step', by: 1 }])) {
        const on = reduce(held, action, facts);
        assert.deepEqual([isHeld(on, legs), legs[on.leg].kind, on.playing], [false, 'skip', true], action.type);
    }
    const next = reduce(held, { type: 'sceneStep', by: 1 }, facts);
    assert.deepEqual([...where(next), legs[next.leg].kind], [1, 60, true, 'leap']);
    assert.equal(onOverview(reduce(next, { type: 'sceneStep', by: 1 }, facts)), true);
    // where nothing waits there is nothing to skip
    assert.equal(reduce(after(told, 2), { type: 'skip' }, facts).leg, 1);
});

test('what is paused goes on where it was, and a scene at rest with what follows', () => {
    for (const seconds of [0.5, 3, 6]) {
        const paused = reduce(after(told, seconds), { type: 'pause' }, facts);
        const again = reduce(paused, { type: 'play' }, facts);
        assert.deepEqual([again.leg, again.waited, again.day, again.playing], [paused.leg, paused.waited, paused.day, true]);
    }
    const resting = reduce(opening, { type: 'restore', patch: { scene: 0 } }, facts);
    assert.deepEqual(where(reduce(resting, { type: 'play' }, facts)), [0, 15, true]);
    assert.equal(legs[reduce(resting, { type: 'play' }, facts).leg].kind, 'skip');
});

test('from a day that was sought the story goes on in the scene of that day', () => {
    const sought = reduce(opening, { type: 'seek', day: 75 }, facts);
    const on = reduce(sought, { type: 'play' }, facts);
    assert.deepEqual([...where(on), on.sceneChosen], [1, 75, true, true]);
    assert.deepEqual(legFrom(legs, 0, 45), { leg: 5, share: 0 });
    // and while it plays
    const moved = after(reduce(told, { type: 'seek', day: 75 }, facts), 0.5);
    assert.deepEqual([moved.scene, moved.day, moved.playing], [1, 75, true]);
});

test('a scene alone stops where it rests, and runs again when it loops', () => {
    const alone = reduce(opening, { type: 'scene', scene: 0 }, facts);
    assert.deepEqual(where(after(alone, 3.5)), [0, 15, false]);
    assert.deepEqual(where(after({ ...alone, loop: true }, 3.5)), [0, 0, true]);
    assert.deepEqual(where(after({ ...told, loop: true }, 60)), [0, 0, true]);
});

test('with motion reduced the story is cut from rest to rest', () => {
    const cut = reduce(reduce(opening, { type: 'reduced', reduced: true }, facts), { type: 'play' }, facts);
    assert.deepEqual([...where(cut), isHeld(cut, legs)], [0, 15, true, true]);
    const next = after(cut, 5);
    assert.deepEqual([...where(next), isHeld(next, legs)], [1, 90, true, true]);
    assert.equal(onOverview(after(next, 8)), true);
});

test('the calendar is another speed, and the way back tells on from its day', () => {
    const free = reduce(after(told, 3), { type: 'speed', speed: 30 }, facts);
    assert.deepEqual([free.playing, free.sceneChosen, free.leg], [true, false, -1]);
    const later = after(free, 1);
    assert.equal(later.day, free.day + 30);
    const back = after(reduce({ ...later, day: 70, scene: 1 }, { type: 'speed', speed: STORY }, facts), 0.1);
    assert.deepEqual([back.scene, back.sceneChosen, back.day], [1, true, 70]);
});

test('who opens a record while the story is told stops it to read', () => {
    assert.equal(reduce(after(told, 3), { type: 'select', record: 2 }, facts).playing, false);
    assert.equal(reduce(after(told, 3), { type: 'select', record: -1 }, facts).playing, true);
});

test('a story without scenes is the calendar, between two overviews', () => {
    const untold = { ...facts, legs: [], scenes: { start: [], end: [], hold: [] }, sceneAt: () => -1 };
    const state = initialState(untold, still);
    assert.notEqual(state.speed, STORY);
    assert.equal(reduce(state, { type: 'speed', speed: STORY }, untold), state);
    const run = reduce(state, { type: 'play' }, untold);
    assert.deepEqual([run.day, run.playing], [0, true]);
    assert.equal(onOverview(reduce(run, { type: 'tick', seconds: 60 }, untold)), true);
});
