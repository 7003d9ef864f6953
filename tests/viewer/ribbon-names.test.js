// Names beside the ribbon: a country once, then what lies in it; nothing is cut that has room.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesOf } from '../../output/viewer/src/ribbon-names.js';

const LABELS = ['Myanmar', 'Myawaddy', 'Philippines'];
const rows = [
    { place: 0, country: 0, depth: 0, y: 0, head: true },
    { place: 1, country: 0, depth: 1, y: 15, head: false },
    { place: 2, country: 2, depth: 0, y: 30, head: true },
];
const layout = (more) => /** @type {any} */ ({ rows, left: 264, width: 1280, labels: 'two', rowHeight: 15, ...more });
const names = (more) => namesOf(layout(more), (place) => LABELS[place], 'no town given');

test('a country with rows of its own has a name and a row for what has no town', () => {
    assert.deepEqual(names().map(({ text, top }) => [text, top]), [
        ['Myanmar', 0], ['no town given', 0], ['Myawaddy', 15], ['Philippines', 30],
    ]);
});

test('a country that stands alone may use the whole width', () => {
    const [myanmar, , , philippines] = names();
    assert.ok(myanmar.right < 110);
    assert.equal(philippines.right, 260);
});

test('on a phone each row has one name', () => {
    assert.deepEqual(names({ labels: 'one', left: 132, width: 390 }).map(({ text, kind }) => [text, kind]), [
        ['Myanmar', 'head'], ['Myawaddy', 'town'], ['Philippines', 'head'],
    ]);
});
