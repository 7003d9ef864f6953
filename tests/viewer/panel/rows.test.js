// Numbers of sources as a reader meets them in a sentence.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rangesOf } from '../../../output/viewer/src/panel/rows.js';

test('a run of sources is said by its ends, and too many runs are no list of numbers', () => {
    assert.equal(rangesOf([0, 43, 44, 45]), '1, 44–46');
    assert.equal(rangesOf([41, 42]), '42, 43');
    assert.equal(rangesOf([54, 47, 48, 49, 50, 51, 52, 53]), '48–55');
    assert.equal(rangesOf([0, 2, 22, 43, 48]), null);
});
