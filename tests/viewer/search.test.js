// The search of a site: the index is the one that MiniSearch would make, and finds what a reader types.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import MiniSearch from 'minisearch';
import { OPTIONS, find } from '../../output/viewer/src/search.js';
import { read, testGolden } from './golden.js';

/** What the index that Python wrote finds. @param {string} name @param {string} query */
function found(name, query) {
    const { expected } = read('search').find((/** @type {{name: string}} */ one) => one.name === name);
    return MiniSearch.loadJS(expected, OPTIONS).search(query).map(({ label }) => label);
}

test('a word is found in a label and beside it, by its first letters, and every word has to be there', () => {
    assert.deepEqual(found('several entries', 'port').length, 3);
    assert.deepEqual(found('several entries', 'islan'), ['Port']);
    assert.deepEqual(found('several entries', 'por rai'), ['Raid in the port']);
    assert.deepEqual(found('several entries', 'raid bay'), []);
});

test('a word is found with and without its accents, in any script', () => {
    assert.equal(found('accents', 'da nang prefecture').length, 0, 'đ is a letter of its own');
    assert.equal(found('accents', 'econe PREFECTURE').length, 1);
    for (const [name, word] of [['Burmese vowels are marks', 'မြဝတီ'], ['Khmer vowels are marks', 'ក្រុងព្រះសីហនុ'], ['Thai vowels are marks', 'แม่สอด'], ['Hindi', 'सीमा']]) {
        assert.equal(found(name, word).length, 1, name);
    }
});

test('two slips are forgiven in a long word, one in a short one, and none where something is spelt like that', () => {
    const index = new MiniSearch(OPTIONS);
    index.addAll(['Myawaddy', 'Koh Kong', 'KK Park', 'Laos'].map((label, id) => ({ id, type: 'place', label, href: '', detail: '' })));
    const said = (/** @type {string} */ typed) => find(index, typed).map(({ label }) => label);
    for (const typed of ['mywady', 'mywaddy', 'Myawady']) assert.deepEqual(said(typed), ['Myawaddy'], typed);
    assert.deepEqual(said('koh kng'), ['Koh Kong']);
    assert.deepEqual(said('kong'), ['Koh Kong']);
    for (const typed of ['mwdy', 'ko x', 'paris']) assert.deepEqual(said(typed), [], typed);
});

testGolden('search');
