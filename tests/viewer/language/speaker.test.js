import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSpeakers, fill, shortened, unbroken, unitOf } from '../../../output/viewer/src/language/speaker.js';
import { stringsOf, testGolden } from '../golden.js';
import { day, sampleTimeline } from '../sample-timeline.js';

const ui = { en: stringsOf('en'), fr: stringsOf('fr') };
const data = /** @type {any} */ (sampleTimeline());
data.texts.en.ui = ui.en;
data.texts.fr.ui = { ...ui.fr, play: undefined };
const speak = createSpeakers(data);
const [nbsp, thin] = ['\u00a0', '\u202f'];

test('two days are as coarse as they allow', () => {
    assert.equal(unitOf(day('2024-02-01'), day('2024-02-29')), 'month');
    assert.equal(unitOf(day('2023-01-01'), day('2023-12-31')), 'year');
    assert.equal(unitOf(day('2023-02-02'), day('2023-03-01')), null);
});

test('a phase is dated in the words of the record it rests on', () => {
    const row = data.spans.basis.findIndex((/** @type {number[]} */ [first]) => data.texts.en.records.when[first]);
    const [record] = data.spans.basis[row];
    assert.equal(speak('en').span(row), data.texts.en.records.when[record]);
    assert.equal(speak('fr').span(row), data.texts.fr.records.when[record]);
});

test('numbers choose the plural and are written as the language writes them', () => {
    assert.equal(speak('en').t('ribbon.more', { n: 1 }), '+ 1 row');
    assert.equal(speak('en').t('ribbon.more', { n: 2000 }), '+ 2,000 rows');
    assert.equal(speak('fr').t('ribbon.more', { n: 0 }), '+ 0 ligne');
    assert.equal(speak('fr').t('ribbon.more', { n: 1000000 }), `+ 1${thin}000${thin}000 de lignes`);
});

test('what a language lacks is said in English, and a missing key shows itself', () => {
    assert.equal(speak('fr').t('play'), 'Play');
    assert.equal(speak('fr').t('no.such.key'), 'no.such.key');
    assert.equal(speak('tlh').record('label', 0), 'Myanmar');
});

test('an unknown word code is readable, also one that every object has', () => {
    assert.equal(speak('en').word('joint_operation'), 'joint operation');
    for (const code of ['constructor', 'toString', 'hasOwnProperty', 'isPrototypeOf']) assert.equal(speak('fr').word(code), code);
    assert.equal(speak('en').t('constructor'), 'constructor');
    assert.equal(fill('{toString}', {}, () => new Intl.NumberFormat('en'), 'ltr'), '{toString}');
});

test('values are put in as text', () => {
    assert.equal(fill('{a} and {b}', { a: '{b}', b: '<b>' }, () => new Intl.NumberFormat('en'), 'ltr'), '{b} and <b>');
});

test('French punctuation keeps to its word', () => {
    for (const [key, text] of Object.entries(ui.fr)) assert.doesNotMatch(text, / [:;!?»]|« /, key);
    assert.ok(ui.fr['clock.phase'].includes(`${nbsp}:`) && ui.fr['legend.width'].includes(`${thin};`));
});

test('a date is not broken before its year', () => {
    assert.equal(unbroken('about September 2023 – 4 April 2024'), `about September${nbsp}2023 – 4 April${nbsp}2024`);
    assert.equal(unbroken('at least 190 sites'), 'at least 190 sites');
});

test('names that are too long end with an ellipsis, as in Python', () => {
    assert.equal(shortened('Phnom Penh', 20), 'Phnom Penh');
    assert.equal(shortened('Phnom Penh and all of its outer districts', 20), 'Phnom Penh and all…');
    assert.equal(shortened('Phnom Penh (outer districts)', 20), 'Phnom Penh (outer…');
    assert.equal(shortened('PhnomPenhPhnomPenhPhnomPenh', 20), 'PhnomPenhPhnomPenhP…');
    assert.equal(shortened('a\u0301'.repeat(20), 20), `${'a\u0301'.repeat(9)}…`);
});

testGolden('words');
