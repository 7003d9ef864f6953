// Names beside the ribbon: a country once, then what lies in it; nothing is cut that has room.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesOf } from '../../../output/viewer/src/ribbon/names.js';

const LABELS = ['Myanmar', 'Myawaddy', 'Philippines', 'Bamban', 'Singapore', 'Singapore'];
const rows = [
    { place: 0, country: 0, depth: 0, y: 0, head: true, held: [] },
    { place: 1, country: 0, depth: 1, y: 15, head: false, held: [] },
    { place: 2, country: 2, depth: 0, y: 30, head: true, held: [] },
];
const layout = (more) => /** @type {any} */ ({ rows, left: 264, width: 1280, labels: 'two', rowHeight: 15, ...more });
const names = (more) => namesOf(layout(more), {
    label: (place) => LABELS[place],
    quiet: ({ held }) => (held.length ? `${held.length} folded` : 'no town given'),
});

test('a country with rows of its own has a name and a row for what has no town', () => {
    assert.deepEqual(names().map(({ text, top }) => [text, top]), [
        ['Myanmar', 0], ['no town given', 0], ['Myawaddy', 15], ['Philippines', 30],
    ]);
});

test('a country that stands alone may use the whole width', () => {
    const [myanmar, , , philippines] = names();
    assert.ok(myanmar.right < 116);
    assert.equal(philippines.right, 260);
});

test('on a phone each row has one name', () => {
    assert.deepEqual(names({ labels: 'one', left: 132, width: 390 }).map(({ text, kind }) => [text, kind]), [
        ['Myanmar', 'head'], ['Myawaddy', 'town'], ['Philippines', 'head'],
    ]);
});

test('a row that holds folded places says so beside its country', () => {
    const folded = [{ ...rows[2], y: 0, held: [3] }];
    assert.deepEqual(names({ rows: folded }).map(({ text, kind }) => [text, kind]), [['Philippines', 'head'], ['1 folded', 'quiet']]);
});

test('a city that is its own country is named once', () => {
    const city = [{ place: 5, country: 4, depth: 1, y: 0, head: true, held: [] }];
    assert.deepEqual(names({ rows: city }).map(({ text }) => text), ['Singapore']);
});

test('the row of the rest says how many it holds, across the whole width', () => {
    for (const labels of ['two', 'one']) {
        const [name] = names({ labels, rows: [{ place: -1, country: -1, depth: 0, y: 0, head: true, held: [1, 3] }] });
        assert.deepEqual([name.place, name.text, name.kind, name.right], [-1, '2 folded', 'quiet', 260]);
    }
});
