import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createDates, createWords, fill, unitOf } from '../../output/viewer/src/words.js';
import { day, sampleTimeline } from './sample-timeline.js';

const ui = Object.fromEntries(['en', 'fr'].map((lang) => (
    [lang, JSON.parse(readFileSync(new URL(`../../output/locale/${lang}.json`, import.meta.url), 'utf8')).ui])));
const data = /** @type {any} */ (sampleTimeline());
data.texts.en.ui = ui.en;
data.texts.fr.ui = { ...ui.fr, play: undefined };
const speak = createWords(data);
const [nbsp, thin] = ['\u00a0', '\u202f'];

test('a date is as coarse as its two ends allow', () => {
    const { between } = createDates('en');
    assert.equal(between(day('2024-01-04'), day('2024-01-04')), '4 January 2024');
    assert.equal(between(day('2024-02-01'), day('2024-02-29')), 'February 2024');
    assert.equal(between(day('2023-01-01'), day('2023-12-31')), '2023');
    assert.match(between(day('2023-09-01'), day('2023-11-30')), /^Sept?.*Nov 2023$/);
    assert.equal(unitOf(day('2023-02-02'), day('2023-03-01')), null);
});

test('French dates have their own first of the month', () => {
    const { day: write } = createDates('fr');
    assert.equal(write(day('2025-05-01')), '1er mai 2025');
    assert.equal(write(day('2025-05-11')), '11 mai 2025');
});

test('an open span says which end is not stated', () => {
    const { span } = speak('en');
    const [a, b] = [day('2019-08-18'), day('2020-03-01')];
    assert.equal(span({ start_min: a, start_max: a, end_min: null, end_max: null }), 'from 18 Aug 2019, end not stated');
    assert.equal(span({ start_min: null, start_max: null, end_min: b, end_max: b }), 'until 1 Mar 2020, start not stated');
    assert.equal(span({ start_min: a, start_max: a, end_min: a, end_max: a }), '18 Aug 2019');
    assert.equal(span({ start_min: null, start_max: null, end_min: null, end_max: null }), 'date not stated');
});

test('French open spans take the article a day needs', () => {
    const { span } = speak('fr');
    const [a, b] = [day('2019-08-18'), day('2020-03-01')];
    assert.equal(span({ start_min: a, start_max: a, end_min: null, end_max: null }), 'depuis le 18 août 2019, fin non précisée');
    assert.equal(span({ start_min: null, start_max: null, end_min: b, end_max: day('2020-03-31') }), 'jusqu’en mars 2020, début non précisé');
});

test('numbers choose the plural and are written as the language writes them', () => {
    assert.equal(speak('en').t('ribbon.more', { n: 1 }), '+ 1 row');
    assert.equal(speak('en').t('ribbon.more', { n: 2000 }), '+ 2,000 rows');
    assert.equal(speak('fr').t('ribbon.more', { n: 0 }), '+ 0 ligne');
});

test('what a language lacks is said in English, and a missing key shows itself', () => {
    assert.equal(speak('fr').t('play'), 'Play');
    assert.equal(speak('fr').t('no.such.key'), 'no.such.key');
    assert.equal(speak('tlh').record('label', 0), 'Myanmar');
});

test('an unknown word code is readable', () => {
    assert.equal(speak('en').word('joint_operation'), 'joint operation');
});

test('values are put in as text', () => {
    assert.equal(fill('{a} and {b}', { a: '{b}', b: '<b>' }, new Intl.NumberFormat('en')), '{b} and <b>');
});

test('both languages have the same keys and the same blanks', () => {
    assert.deepEqual(Object.keys(ui.fr), Object.keys(ui.en));
    for (const [key, text] of Object.entries(ui.en)) {
        const blanks = (/** @type {string} */ said) => [...said.matchAll(/\{\w+\}/g)].map(String).sort();
        assert.deepEqual(blanks(ui.fr[key]), blanks(text), key);
    }
});

test('French punctuation keeps to its word', () => {
    for (const [key, text] of Object.entries(ui.fr)) assert.doesNotMatch(text, / [:;!?»]|« /, key);
    assert.ok(ui.fr['clock.phase'].includes(`${nbsp}:`) && ui.fr['legend.width'].includes(`${thin};`));
});
