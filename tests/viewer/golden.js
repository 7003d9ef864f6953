// Golden files: what one half of the house said to given inputs, read by Python and by JavaScript. The twin of tests/golden/files.py.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { answers } from './twins.js';

/** Of a pixel: nobody sees it. */
const NEAR = 0.01;

/** A golden file. */
export const read = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8'));

/** The timeline that the cases are about, with the interface strings that a page carries. */
export function story() {
    const found = read('story');
    for (const lang of found.meta.languages) found.texts[lang].ui = stringsOf(lang);
    return found;
}

/** @param {string} lang */
export function stringsOf(lang) {
    const { player } = JSON.parse(readFileSync(new URL(`../../layers/locale/${lang}.json`, import.meta.url), 'utf8'));
    const flat = Object.entries(player).map(([key, said]) => (typeof said === 'string' ? { [key]: said }
        : Object.fromEntries(Object.entries(said).map(([form, text]) => [`${key}.${form}`, text]))));
    return Object.assign({}, ...flat);
}

/** A test for each case of a subject; a file that is missing or empty is a failure. @param {keyof typeof answers} subject @param {number} [within] */
export function testGolden(subject, within = NEAR) {
    const cases = read(subject);
    assert.ok(cases.length, `${subject}.json holds no case`);
    const answer = answers[subject](story());
    for (const { name, given, expected } of cases) {
        test(`as in Python: ${name}`, () => assert.deepEqual(parted(answer(given), expected, within), []));
    }
}

/**
 * Where two answers differ, a line each: `[3] "place 7", dx: 12 where 11 was expected`.
 * @param {any} found @param {any} expected @param {number} within @param {string} [where] @returns {string[]}
 */
export function parted(found, expected, within, where = '') {
    if (typeof found === 'number' && typeof expected === 'number' && Math.abs(found - expected) < within) return [];
    const both = [found, expected].every((value) => value !== null && typeof value === 'object');
    const keys = both && Array.isArray(found) === Array.isArray(expected) ? Object.keys(expected) : null;
    if (!keys || Object.keys(found).sort().join() !== [...keys].sort().join()) {
        return Object.is(found, expected) ? [] : [`${where}: ${said(found)} where ${said(expected)} was expected`];
    }
    const at = (/** @type {string} */ key) => (
        Array.isArray(expected) ? `${where}[${key}]${named(expected[Number(key)])}` : [where, key].filter(Boolean).join(', '));
    return keys.flatMap((key) => parted(found[key], expected[key], within, at(key)));
}

/** @param {any} value */
function named(value) {
    return value?.id === undefined ? '' : ` "${value.id}"`;
}

/** Of a list of things with names the names. @param {any} value */
function said(value) {
    return JSON.stringify(Array.isArray(value) && value.length && value.every(named) ? value.map(({ id }) => id) : value);
}
