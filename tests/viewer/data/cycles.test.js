import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cycleOnScreen, cycleRows, findingOf, measuredZones, monthsLayout, tellingRows } from '../../../output/viewer/src/data/cycles.js';
import { createShows } from '../../../output/viewer/src/state/filters.js';
import { createLookup } from '../../../output/viewer/src/data/lookup.js';
import { ALL_SHOWN } from '../../../output/viewer/src/state/reduce.js';
import { figureGroups } from '../../../output/viewer/src/panel/tables.js';
import { day, sampleTimeline } from '../sample-timeline.js';

const data = /** @type {any} */ (sampleTimeline());
const shows = createShows(data, createLookup(data));
const event = (/** @type {string} */ id) => data.events.id.indexOf(id);
const record = (/** @type {string} */ id) => data.records.id.indexOf(id);
const place = (/** @type {number} */ row) => data.places.id[row];
const placed = (/** @type {number} */ row) => place(data.cycles.place[row]);

/** @param {Record<string, any>} [patch] @returns {any} */
const at = (patch) => ({ day: day('2025-02-26'), scene: -1, selected: -1, control: false, measured: true, panelTab: 'story', filters: ALL_SHOWN, ...patch });
const seen = (/** @type {string[]} */ ...ids) => ({ events: ids.map((id) => ({ index: event(id) })) });
const shown = (/** @type {any} */ state, /** @type {any} */ moment) => {
    const row = cycleOnScreen(data, state, moment, shows);
    return row < 0 ? null : placed(row);
};

test('the card tells of the selected trigger, whatever the day', () => {
    assert.equal(shown(at({ selected: record('evt-ban') }), seen('evt-kk-park-raid')), 'cambodia');
});

test('without a selection it tells of the newest trigger of the moment', () => {
    assert.equal(shown(at(), seen('evt-power-cut', 'evt-kk-park-raid', 'evt-shwe-kokko-raid')), 'kk-park');
    assert.equal(shown(at(), seen('evt-report')), null);
});

test('the triggers of the scene come first, and stay after their day', () => {
    const later = at({ scene: 1, day: day('2025-05-14') });
    assert.equal(shown(later, seen('evt-shutdown')), 'kk-park');
    assert.equal(shown(at({ scene: 1, day: day('2025-02-16') }), seen('evt-shwe-kokko-raid')), 'shwe-kokko');
    assert.equal(shown(at({ scene: 1, day: day('2025-02-16') }), seen()), 'myawaddy', 'something is recorded after this one');
    assert.equal(shown(at({ scene: 1, day: day('2025-01-01') }), seen()), null);
});

test('a scene of what followed has the card of its trigger, long after it', () => {
    const told = { ...data, scenes: { ...data.scenes, records: [[data.movements.record[data.cycles.departure[2]]]] } };
    const row = cycleOnScreen(told, at({ scene: 0, day: day('2025-05-14') }), seen(), shows);
    assert.equal(placed(row), 'myawaddy');
    assert.equal(cycleOnScreen(told, at({ scene: 0, day: day('2025-01-01') }), seen(), shows), -1);
});

test('without a scene it tells of who is under way, and of a selected movement', () => {
    const departure = data.cycles.departure[2];
    const moving = (/** @type {string} */ state) => ({ events: [], movements: [{ index: departure, state }] });
    assert.equal(shown(at(), moving('under_way')), 'myawaddy');
    assert.equal(shown(at(), moving('past')), null);
    assert.equal(shown(at({ selected: data.movements.record[departure] }), seen()), 'myawaddy');
});

test('a certainty filter does not take the card away, a place filter does', () => {
    const filters = { ...ALL_SHOWN, certainty: 2 };
    assert.equal(shown(at({ filters }), seen('evt-kk-park-raid')), 'kk-park');
    assert.equal(shown(at({ filters: { ...ALL_SHOWN, place: data.places.id.indexOf('laos') } }), seen('evt-kk-park-raid')), null);
});

test('what was measured is looked up by certainty stop', () => {
    assert.deepEqual([0, 1, 2].map((stop) => findingOf(data, 4, stop)), [0, 1, -1]);
});

test('the zones of the card are shaded, those of the control only when asked for', () => {
    const named = (/** @type {any} */ state) => measuredZones(data, state, seen('evt-kk-park-raid'), shows).map(([row, kind]) => `${place(row)} ${kind}`);
    assert.deepEqual(named(at()), ['shwe-kokko receiving', 'kayin-state receiving', 'cambodia receiving']);
    assert.deepEqual(named(at({ control: true })).slice(0, 2), ['golden-triangle control', 'laos control']);
    assert.deepEqual(named(at({ panelTab: 'tables' })), []);
    assert.deepEqual(named(at({ measured: false })), [], 'and none before the reader opens the measures');
    assert.deepEqual(named(at({ filters: { ...ALL_SHOWN, certainty: 2 } })), []);
});

test('the most telling rows come first: a return, a candidate, a departure, then none', () => {
    assert.deepEqual(tellingRows(data, ALL_SHOWN, shows).map(placed), ['kk-park', 'cambodia', 'myawaddy', 'golden-triangle', 'phnom-penh', 'shwe-kokko']);
    assert.deepEqual(tellingRows(data, { ...ALL_SHOWN, certainty: 2 }, shows).map(placed), ['golden-triangle', 'phnom-penh']);
});

test('every row starts at zero on one axis of whole months', () => {
    const { bars, ticks, at: share, x } = monthsLayout(data, [4, 0, 2]);
    assert.deepEqual(ticks, [0, 12, 24, 36, 48, 60]);
    assert.deepEqual([share(0), share(60), x(0)], ['0%', '100%', '0%']);
    assert.deepEqual(bars[0], { row: 4, undated: [false, true], departure: null, back: { days: [5, 219], open: false, early: false, hollow: false } });
    assert.deepEqual(bars[1].departure, { days: [0, 0], open: true, early: false, hollow: false });
    assert.equal(bars[1].back?.hollow, true);
    assert.deepEqual(bars[2].back, null);
});

test('a lag without an earliest day reaches back beyond what the axis shows', () => {
    const vague = { ...data, cycles: { ...data.cycles, lag_departure: data.cycles.lag_departure.map(() => [null, 40]) } };
    assert.deepEqual(monthsLayout(vague, [2]).bars[0].departure, { days: [40, 40], open: false, early: true, hollow: false });
});

test('a departure that may have come before the trigger stands left of zero', () => {
    const early = { ...data, cycles: { ...data.cycles, lag_departure: data.cycles.lag_departure.map(() => [-20, 40]) } };
    const { ticks, x } = monthsLayout(early, [2]);
    assert.deepEqual(ticks, [-1, 0, 1, 2]);
    assert.ok(parseFloat(x(-20)) > 0 && parseFloat(x(-20)) < parseFloat(x(0)));
});

test('an older timeline without the tables has no card, no rows, no zones', () => {
    for (const old of [{ ...data, cycles: undefined, findings: undefined }, { ...data, cycles: {}, findings: {} }]) {
        assert.deepEqual(cycleRows(old), []);
        assert.equal(cycleOnScreen(old, at(), seen('evt-ban'), shows), -1);
        assert.deepEqual(measuredZones(old, at(), seen('evt-ban'), shows), []);
        assert.deepEqual(tellingRows(old, ALL_SHOWN, shows), []);
    }
});

test('figures are rivals when they measure the same thing of one event or place', () => {
    const groups = figureGroups(data, () => true).map((rows) => rows.map((row) => data.figures.id[row]));
    assert.deepEqual(groups, [['fig-handed-over'], ['fig-india-claimed', 'fig-india-verified', 'fig-india']]);
});
