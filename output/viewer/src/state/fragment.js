/** The state in the address: what is written after #, and what is taken back from it. Only a page's own player uses it. */
import { LAYERS } from './filters.js';
import { hasPast } from '../data/known.js';
import { onOverview } from './reduce.js';
import { dayOfIso, isoOf } from '../language/speaker.js';

/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').TimelineJson} TimelineJson */
/** @typedef {{lat: number, lon: number, zoom: number}} View */

const LISTS = /** @type {const} */ (['kinds', 'layers']);
const SWITCHES = /** @type {const} */ (['after', 'undated', 'unknown', 'otherRoles', 'all']);

/**
 * @param {State} state
 * @param {View | null} view
 * @param {TimelineJson} data
 * @param {import('../contract').Filters} defaults left out of the address when unchanged
 * @returns {string} without the #
 */
export function formatFragment(state, view, data, defaults) {
    /** @type {[string, string][]} */
    const parts = onOverview(state) ? [] : [['day', isoOf(state.day)]];
    if (state.sceneChosen && state.scene >= 0) parts.push(['scene', data.scenes.id[state.scene]]);
    if (view) parts.push(['view', [view.lat.toFixed(3), view.lon.toFixed(3), view.zoom].join(',')]);
    parts.push(['lang', state.lang]);
    if (state.theme !== 'print') parts.push(['theme', state.theme]);
    const { filters } = state;
    for (const name of LISTS) if (filters[name]) parts.push([name, /** @type {string[]} */ (filters[name]).join(',')]);
    if (filters.certainty) parts.push(['certainty', String(filters.certainty)]);
    if (filters.place >= 0) parts.push(['place', data.places.id[filters.place]]);
    if (filters.known !== null) parts.push(['known', isoOf(filters.known)]);
    for (const name of SWITCHES) if (filters[name] !== defaults[name]) parts.push([name, filters[name] ? '1' : '0']);
    if (state.selected >= 0) parts.push(['record', data.records.id[state.selected]]);
    const pairs = parts.map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll('%2C', ',')}`);
    return [...(onOverview(state) ? ['overview'] : []), ...pairs].join('&');
}

/**
 * Takes what it understands and leaves the rest: an address is typed by hand and survives new versions.
 * @param {string} fragment with or without the #
 * @param {TimelineJson} data
 * @returns {{patch: Extract<import('../contract').Action, {type: 'restore'}>['patch'], view: View | null}}
 */
export function parseFragment(fragment, data) {
    const params = new URLSearchParams(fragment.replace(/^#/, ''));
    /** @type {ReturnType<typeof parseFragment>['patch']} */
    const patch = {};
    const day = dayOfIso(params.get('day') ?? '');
    if (day !== null) patch.day = day;
    if (params.has('overview')) patch.scene = -1;
    const scene = sceneRow(params.get('scene'), data);
    if (scene >= 0) patch.scene = scene;
    const lang = params.get('lang');
    if (lang && data.meta.languages.includes(lang)) patch.lang = lang;
    const theme = params.get('theme');
    if (theme === 'light' || theme === 'dark') patch.theme = theme;
    const record = data.records.id.indexOf(params.get('record') ?? '');
    if (record >= 0) patch.selected = record;
    const filters = parseFilters(params, data);
    if (Object.keys(filters).length) patch.filters = filters;
    return { patch, view: parseView(params.get('view')) };
}

/** A scene by its id, or by its number counted from 1. @param {string | null} text @param {TimelineJson} data */
function sceneRow(text, data) {
    if (!text) return -1;
    const row = data.scenes.id.indexOf(text);
    if (row >= 0) return row;
    const number = /^\d{1,4}$/.test(text) ? Number(text) - 1 : -1;
    return number < data.scenes.id.length ? number : -1;
}

/** @param {URLSearchParams} params @param {TimelineJson} data */
function parseFilters(params, data) {
    /** @type {Partial<import('../contract').Filters>} */
    const filters = {};
    const known = { kinds: data.movements.kind, layers: LAYERS };
    for (const name of LISTS) {
        const words = params.get(name);
        if (words !== null) filters[name] = words.split(',').filter((word) => known[name].includes(word));
    }
    const certainty = params.get('certainty');
    if (certainty && /^[012]$/.test(certainty)) filters.certainty = /** @type {0 | 1 | 2} */ (Number(certainty));
    const place = data.places.id.indexOf(params.get('place') ?? '');
    if (place >= 0) filters.place = place;
    const day = dayOfIso(params.get('known') ?? '');
    if (day !== null && hasPast(data)) filters.known = Math.min(day, data.meta.as_of);
    for (const name of SWITCHES) {
        const value = params.get(name);
        if (value === '1' || value === '0') filters[name] = value === '1';
    }
    return filters;
}

/** @param {string | null} text @returns {View | null} */
function parseView(text) {
    const parts = (text ?? '').split(',').map(Number);
    if (!text || parts.length !== 3 || !parts.every(Number.isFinite)) return null;
    const [lat, lon, zoom] = parts;
    return Math.abs(lat) <= 85.06 && Math.abs(lon) <= 540 && zoom >= 0 && zoom <= 24 ? { lat, lon, zoom } : null;
}
