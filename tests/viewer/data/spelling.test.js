import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFinder } from '../../../output/viewer/src/data/spelling.js';

const names = ['Myawaddy', 'Koh Kong', 'Hong Kong', 'KK Park', 'Laos', 'Préfecture d’Écône', 'แม่สอด สำนักงาน'];
const find = createFinder(names);
const said = (/** @type {string} */ typed) => find(typed).map((row) => names[row]);

test('what is spelt as it is written is found alone, whatever part of a word it is', () => {
    assert.deepEqual(said('kong'), ['Koh Kong', 'Hong Kong']);
    assert.deepEqual(said('KK'), ['KK Park']);
    assert.deepEqual(said('waddy'), ['Myawaddy']);
    assert.deepEqual(said('econe PREF'), ['Préfecture d’Écône']);
    assert.deepEqual(said('สอด'), ['แม่สอด สำนักงาน']);
});

test('two slips are forgiven in a long word and one in a short one, while it is typed', () => {
    for (const typed of ['mywad', 'mywady', 'mywaddy', 'myawdd', 'Miawadi']) assert.deepEqual(said(typed), ['Myawaddy'], typed);
    for (const typed of ['koh kng', 'kong koh', 'koh kung']) assert.deepEqual(said(typed), ['Koh Kong'], typed);
    for (const typed of ['mwdy', 'kx', 'paris', 'koh x', 'bangkok']) assert.deepEqual(said(typed), [], typed);
});
