import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatFragment, parseFragment } from '../../../output/viewer/src/state/fragment.js';
import { ALL_SHOWN } from '../../../output/viewer/src/state/reduce.js';
import { dayOfIso, isoOf } from '../../../output/viewer/src/language/speaker.js';
import { day, sampleTimeline } from '../sample-timeline.js';

const data = /** @type {any} */ (sampleTimeline());
/** @type {import('../../../output/viewer/src/contract').State} */
const state = {
    day: day('2024-01-04') + 0.4, playing: false, speed: 30, lang: 'fr', theme: 'dark', scene: 0, sceneChosen: true, selected: -1,
    hovered: -1, lit: -1, reduced: false, loop: false, control: false, measured: false, filters: ALL_SHOWN, panelTab: 'story', waited: 0,
};

test('the address holds the day, the scene, the view, the language and the theme', () => {
    assert.equal(formatFragment(state, { lat: 16.5, lon: 101.25, zoom: 5.5 }, data, ALL_SHOWN),
        'day=2024-01-04&scene=scene-kokang&view=16.500,101.250,5.5&lang=fr&theme=dark');
});

test('filters are written only where they differ', () => {
    const filters = { ...ALL_SHOWN, kinds: ['return', 'displacement'], certainty: /** @type {2} */ (2), undated: true, after: false };
    const text = formatFragment({ ...state, sceneChosen: false, filters }, null, data, ALL_SHOWN);
    assert.equal(text, 'day=2024-01-04&lang=fr&theme=dark&kinds=return,displacement&certainty=2&after=0&undated=1');
});

test('what was written is read back', () => {
    const filters = { ...ALL_SHOWN, place: data.places.id.indexOf('koh-kong'), unknown: false };
    const { patch, view } = parseFragment(`#${formatFragment({ ...state, filters }, { lat: -12, lon: 283, zoom: 3 }, data, ALL_SHOWN)}`, data);
    assert.deepEqual(patch, {
        day: day('2024-01-04'), scene: 0, lang: 'fr', theme: 'dark', filters: { place: filters.place, unknown: false },
    });
    assert.deepEqual(view, { lat: -12, lon: 283, zoom: 3 });
});

test('the record that is open and the layers that are on come back too', () => {
    const filters = { ...ALL_SHOWN, layers: ['zones', 'hubs'] };
    const text = formatFragment({ ...state, sceneChosen: false, selected: 3, filters }, null, data, ALL_SHOWN);
    assert.equal(text, `day=2024-01-04&lang=fr&theme=dark&layers=zones,hubs&record=${data.records.id[3]}`);
    const { patch } = parseFragment(text.replace('hubs', 'oceans'), data);
    assert.deepEqual([patch.selected, patch.filters], [3, { layers: ['zones'] }]);
});

test('a scene may be named by its number', () => {
    assert.deepEqual(parseFragment('#scene=2', data).patch, { scene: 1 });
});

test('nonsense is left out', () => {
    const text = '#day=yesterday&scene=99&lang=tlh&theme=pink&view=1,2&certainty=7&place=atlantis&after=maybe&kinds=%3Cscript%3E';
    assert.deepEqual(parseFragment(text, data), { patch: { filters: { kinds: [] } }, view: null });
    assert.equal(parseFragment('#view=99,0,3', data).view, null);
});

test('days and ISO dates are the same thing', () => {
    assert.equal(isoOf(0), '1970-01-01');
    assert.equal(dayOfIso('1969-12-31'), -1);
    assert.equal(dayOfIso('2024-13-01'), null);
});

test('the overview has an address without a day', () => {
    const text = formatFragment({ ...state, scene: -1 }, null, data, ALL_SHOWN);
    assert.equal(text, 'overview&lang=fr&theme=dark');
    assert.deepEqual(parseFragment(text, data).patch, { scene: -1, lang: 'fr', theme: 'dark' });
});

test('the day that is looked back to is in the address, where the data have one', () => {
    const past = { ...data, sources: { ...data.sources, published: data.sources.id.map(() => day('2024-01-01')) } };
    const text = formatFragment({ ...state, filters: { ...ALL_SHOWN, known: day('2024-06-30') } }, null, past, ALL_SHOWN);
    assert.match(text, /&known=2024-06-30/);
    assert.deepEqual(parseFragment(text, past).patch.filters, { known: day('2024-06-30') });
    assert.equal(parseFragment('known=2999-01-01', past).patch.filters?.known, data.meta.as_of);
    assert.equal(parseFragment('known=2024-06-30', data).patch.filters, undefined);
});
