// Which layout a size gets, and how many times larger than written it is drawn.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growthOf, modeOf } from '../../../output/viewer/src/frame/layout.js';

test('a phone on its side has the player, a small frame the embed', () => {
    const sizes = { '390x844': 'sheet', '360x640': 'sheet', '844x390': 'low', '667x375': 'low', '480x360': 'embed', '400x500': 'embed', '1280x800': 'wide', '1280x280': 'embed' };
    for (const [size, mode] of Object.entries(sizes)) {
        const [width, height] = size.split('x').map(Number);
        assert.equal(modeOf(width, height), mode, size);
    }
});

test('a large page is drawn larger, and before a room all of it is', () => {
    assert.equal(growthOf(1280, 800, false), 1);
    assert.equal(growthOf(1920, 1080, false), 1.33);
    assert.equal(growthOf(2560, 1440, false), 1.6);
    assert.equal(growthOf(2560, 900, false), 1.13, 'a wide and low page has no room for more');
    assert.equal(growthOf(390, 844, true), 1);
    assert.equal(growthOf(1920, 1080, true), 1.75);
    assert.equal(growthOf(3840, 2160, true), 3.5);
});
