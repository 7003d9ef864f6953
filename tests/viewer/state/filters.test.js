import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLookup } from '../../../output/viewer/src/data/lookup.js';
import { createShows, hiddenOf } from '../../../output/viewer/src/state/filters.js';
import { ALL_SHOWN } from '../../../output/viewer/src/state/reduce.js';
import { sampleTimeline } from '../sample-timeline.js';

const data = /** @type {any} */ (sampleTimeline());
const shows = createShows(data, createLookup(data));
/** @param {Partial<import('../../../output/viewer/src/contract').Filters>} filters @param {number} [scene] */
const hidden = (filters, scene = 0) => hiddenOf(data, { scene, filters: { ...ALL_SHOWN, ...filters } }, shows);

test('what the filters hide of a scene is counted, and told from what is hidden for its certainty', () => {
    const own = data.scenes.own[0];
    const vague = own.filter((/** @type {number} */ record) => data.records.certainty[record] === 0).length;
    const unsure = own.filter((/** @type {number} */ record) => [0, 1].includes(data.records.certainty[record])).length;
    assert.ok(unsure > vague);
    assert.deepEqual(hidden({}), { n: 0, uncertain: true });
    assert.deepEqual(hidden({ certainty: 1 }), { n: vague, uncertain: true });
    assert.deepEqual(hidden({ certainty: 2 }), { n: unsure, uncertain: true });
    assert.equal(hidden({ certainty: 2, kinds: [] }).uncertain, false);
    assert.deepEqual(hidden({ certainty: 2 }, -1), { n: 0, uncertain: true });
});
