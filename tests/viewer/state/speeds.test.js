import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extentOf, initialState, reduce } from '../../../output/viewer/src/state/reduce.js';
import { speedText, speedsFor, usualSpeed } from '../../../output/viewer/src/state/speeds.js';

const words = { t: (/** @type {string} */ key, /** @type {any} */ { n }) => `${n} ${key}` };
const said = (/** @type {number} */ days) => speedsFor({ first: 0, last: days }).map((speed) => speedText(speed, /** @type {any} */ (words)));

test('the whole takes about twenty seconds at the fastest, and a minute or two by default', () => {
    for (let days = 14; days < 3.7e6; days *= 1.3) {
        const speeds = speedsFor({ first: 0, last: days });
        assert.equal(speeds.length, 5);
        assert.ok(speeds.every((speed, i) => i === 0 || speed > speeds[i - 1]));
        const told = { first: 0, last: days, scenes: { start: [3] } };
        const [fastest, usual] = [days / speeds[4], days / usualSpeed(speeds, told)];
        assert.ok(fastest > 12 && fastest < 34, `${days} days: ${fastest} s at the fastest`);
        assert.ok(usual > 45 && usual < 210, `${days} days: ${usual} s by default`);
        const untold = days / usualSpeed(speeds, { ...told, scenes: { start: [] } });
        assert.ok(untold > 26 && untold < 76, `${days} days: ${untold} s where no scene stops the clock`);
    }
});

test('speeds are round numbers of hours, days and years', () => {
    assert.deepEqual(said(3011), [7, 15, 30, 60, 120].map((n) => `${n} speed.days`));
    assert.deepEqual(said(73413), ['240 speed.days', '1 speed.years', '2 speed.years', '5 speed.years', '10 speed.years']);
    assert.deepEqual(said(0.999), ['0.5 speed.hours', '1 speed.hours', '2 speed.hours', '6 speed.hours', '12 speed.hours']);
});

test('a story of one day plays through it, and ends on it', () => {
    const extent = extentOf({ first_day: 20, last_day: 20 });
    const facts = { legs: [], reading: () => 5, ...extent, opening: 20, speeds: speedsFor(extent), stops: [20], scenes: { start: [20], end: [20], hold: [20] }, sceneAt: () => 0 };
    let state = initialState(facts, { lang: 'en', theme: 'light', reduced: false });
    assert.deepEqual([state.day, state.playing], [20, false]);
    state = reduce(state, { type: 'play' }, facts);
    const days = new Set();
    for (let frame = 0; frame < 1200 && state.playing; frame++) {
        state = reduce(state, { type: 'tick', seconds: 1 / 30 }, facts);
        days.add(state.day);
    }
    assert.ok(days.size > 100);
    assert.deepEqual([state.playing, Math.floor(state.day)], [false, 20]);
    assert.equal(extentOf({ first_day: 0, last_day: 400 }).last, 400);
});
