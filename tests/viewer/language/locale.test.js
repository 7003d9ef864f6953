import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDates, isolated, knownTag, numbersOf } from '../../../output/viewer/src/language/locale.js';
import { day, sampleTimeline } from '../sample-timeline.js';

const { texts } = sampleTimeline();

test('dates are written by the patterns of the timeline, whatever the browser knows', () => {
    const french = createDates(/** @type {any} */ (texts.fr.locale));
    assert.equal(french.day(day('2025-05-01')), '1er mai 2025');
    assert.equal(french.day(day('2025-05-11')), '11 mai 2025');
    assert.equal(french.month(day('2025-05-11')), 'mai 2025');
    const thai = createDates({ tag: 'th', dir: 'ltr', day: Array(12).fill('{dd}-มกราคม ค.ศ. {y}'), month: [], year: '{y}', first_day: '' });
    assert.equal(thai.day(day('2024-01-04')), '04-มกราคม ค.ศ. 2024');
});

test('a language that the browser does not take is written as English is, never as the browser likes', () => {
    for (const lang of ['en', 'ksw', 'pt-x', '', 'not a language']) assert.equal(knownTag(lang), 'en-GB');
    assert.equal(knownTag('pt_BR'), 'pt-BR');
});

test('numbers have the digits that dates have', () => {
    for (const lang of ['ar-EG', 'fa', 'my', 'th', 'mr']) assert.match(numbersOf(lang)().format(2024), /^2.?024$/);
});

test('a name is set apart only where it, or the sentence, runs from right to left', () => {
    assert.equal(isolated('KK Park', 'ltr'), 'KK Park');
    assert.equal(isolated('KK Park', 'rtl'), '\u2068KK Park\u2069');
    assert.equal(isolated('بنوم بنه', 'ltr'), '\u2068بنوم بنه\u2069');
    assert.equal(isolated(isolated('בת ים', 'ltr'), 'ltr'), '\u2068בת ים\u2069');
    assert.equal(isolated('', 'rtl'), '');
});
