import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countKnown, hasPast, isCycleKnown, knownFrom, knownOn, speakerOn } from '../../../output/viewer/src/data/known.js';
import { moment } from '../../../output/viewer/src/data/moment.js';
import { createTimeline } from '../../../output/viewer/src/data/timeline.js';
import { createSpeakers } from '../../../output/viewer/src/language/speaker.js';
import { stringsOf } from '../golden.js';
import { sampleTimeline } from '../sample-timeline.js';

const sample = () => {
    const data = /** @type {any} */ (structuredClone(sampleTimeline()));
    data.texts.en.ui = stringsOf('en');
    return data;
};

/** The sample, whose sources were published a hundred days apart. */
function dated() {
    const data = sample();
    data.sources.published = data.sources.id.map((/** @type {string} */ _, /** @type {number} */ row) => 100 * (row + 1));
    data.records.sources = data.records.sources.map((/** @type {number[]} */ _, /** @type {number} */ record) => [record % data.sources.id.length]);
    return data;
}

test('a record is known from its first source on, from its own day where it says one, and not at all without a date', () => {
    const data = dated();
    const [event, other] = data.events.record;
    data.records.sources[event] = [1, 0];
    data.sources.published[0] = 50;
    assert.equal(knownFrom(data)[event], 50);
    const said = dated();
    said.records.recorded = said.records.id.map((/** @type {string} */ _, /** @type {number} */ record) => (record === event ? 777 : null));
    said.sources.published = said.sources.published.map(() => null);
    assert.deepEqual([knownFrom(said)[event], knownFrom(said)[other]], [777, Infinity]);
    assert.equal(hasPast(said), true);
    assert.equal(hasPast(sample()), false);
});

test('a scene is known once all is known that it tells of, and is not told before', () => {
    const data = dated();
    const [record] = (data.scenes.record = [data.records.id.length]);
    data.records.table.push('scenes');
    data.records.sources.push([]);
    const told = Math.max(...data.scenes.records[0].map((/** @type {number} */ one) => knownFrom(data)[one]));
    assert.ok(Number.isFinite(told));
    assert.ok(knownFrom(data)[record] >= told);
    const words = createSpeakers(data)('en');
    assert.deepEqual(speakerOn(data, words, knownFrom(data)[record]).scene(0), words.scene(0));
    const { title, text } = speakerOn(data, words, told - 1).scene(0);
    assert.match(title, /^Scene 1 of /);
    assert.match(text[0][0], /had not been published/);
});

test('a phase whose record was not known is not shown, and what was known before is', () => {
    const data = dated();
    const timeline = createTimeline(data);
    const span = data.spans.basis.findIndex((/** @type {number[]} */ basis, /** @type {number} */ row) => basis.length && data.spans.start_min[row] !== null);
    const { [span]: start } = data.spans.start_min;
    const here = (/** @type {number | null} */ day) => moment(knownOn(timeline, day), start).places.filter((place) => place.span === span).length;
    const from = Math.max(...data.spans.basis[span].map((/** @type {number} */ one) => knownFrom(data)[one]));
    const shown = here(null);
    assert.equal(here(from), shown);
    assert.equal(here(from - 1), 0);
    assert.equal(knownOn(timeline, null), timeline);
});

test('what is counted as known grows with the days, and a row of the cycle table waits for all that it names', () => {
    const data = dated();
    const days = [0, 150, 250, 1e6].map((day) => countKnown(data, day).n);
    assert.deepEqual(days, [...days].sort((a, b) => a - b));
    assert.deepEqual([days[0], days[3]], [0, countKnown(data, 0).of]);
    assert.ok(days[1] > 0 && days[1] < days[3]);
    assert.equal(isCycleKnown(data, 0, null), true);
    assert.equal(isCycleKnown(data, 0, 0), !data.cycles?.place.length);
});
