// Bundles of movements: groups of places keep within their countries, and stand where the map names them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundle } from '../../../output/viewer/src/marks/bundles.js';

/** Two countries side by side with forty places each, and a movement from each place to each of five of the other; the first has a point of its own. */
function timeline() {
    const places = [{ x: 0.505, y: 0.505, country: 0, level: 'country' }, { x: NaN, y: NaN, country: 1, level: 'country' }];
    for (let n = 0; n < 80; n++) {
        const country = n % 2;
        places.push({ x: 0.5 + 0.01 * country + 0.001 * (Math.floor(n / 2) % 7), y: 0.5 + 0.001 * Math.floor(n / 14), country, level: 'zone' });
    }
    const ends = places.flatMap((place, origin) => (place.level === 'zone' ? [1, 3, 5, 7, 9].map((step) => [origin, 2 + ((origin - 2 + step) % 80)]) : []));
    const column = (/** @type {string} */ name) => places.map((place) => place[name]);
    return /** @type {any} */ ({
        places: { count: places.length, x: Float64Array.from(column('x')), y: Float64Array.from(column('y')), level: column('level') },
        json: { places: { country: column('country'), parent: places.map(() => -1), level: column('level') } },
        movements: {
            count: ends.length, shape: ends.map(() => 'curve'), kind: ends.map(() => 'displacement'), shift: ends.map(() => 0),
            origin: ends.map(([origin]) => origin), destination: ends.map(([, destination]) => destination),
        },
    });
}

const PLACES = timeline();

test('a country that is small on the screen is one group, at its own point where it has one', () => {
    const { groups, bundles } = bundle(PLACES, 4000);
    assert.deepEqual([...new Set(groups.slice(2))].sort((a, b) => a - b).length, 2);
    assert.equal(groups[2], 0);
    assert.ok(groups[3] >= 2 && PLACES.json.places.country[groups[3]] === 1);
    assert.equal(bundles.length, 2);
});

test('at no scale does a group reach over a border', () => {
    for (let scale = 256; scale < 2 ** 22; scale *= 2) {
        const { groups } = bundle(PLACES, scale);
        groups.forEach((head, place) => {
            if (head >= 0) assert.equal(PLACES.json.places.country[head], PLACES.json.places.country[place], `${place} at ${scale}`);
        });
    }
});

test('on a large scale places stand for themselves and their neighbours', () => {
    const heads = (/** @type {number} */ scale) => new Set(bundle(PLACES, scale).groups.slice(2)).size;
    assert.ok(heads(60_000) > 2 && heads(60_000) < 40, String(heads(60_000)));
});
