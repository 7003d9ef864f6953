/** The map of the overview: presses, where they led, where it came back, and nothing else; the twin of output/still/overview/map.py. */

import { isAround } from '../map/places.js';
import { controlPoint } from '../data/moment.js';
import { captionsOfCountries, captionsOfZones } from '../map/captions.js';
import { placeLabels } from '../map/labels.js';
import { drawLabel, drawnPoints, nameOf } from '../map/lettering.js';
import { recordsDrawn } from '../map/seen.js';
import { isInside } from '../map/picture.js';
import { stationAt } from '../marks/curve.js';
import { drawTrail, layTrail, trailStyle } from '../marks/trails.js';
import { barePlace, landsTold, movesOf, placesTold, recordsTold, standing } from './presses.js';
import { RADIUS, RING, drawBack, drawPressed, drawReached, pillWidth } from './signs.js';
import { backAt, gathered, numbersOf } from './spots.js';

/**
 * @typedef {import('../contract').Speaker} Speaker
 * @typedef {import('../contract').State} State
 * @typedef {import('../data/timeline.js').Timeline} Timeline
 * @typedef {import('../marks/surface.js').Box} Box
 * @typedef {import('../marks/surface.js').View} View
 * @typedef {import('../marks/palette.js').Palette} Palette
 * @typedef {import('../marks/trails.js').Trail} Trail
 * @typedef {import('../map/captions.js').Typesetter} Typesetter
 * @typedef {import('./spots.js').Spot} Spot
 * @typedef {{view: View, palette: Palette, set: Typesetter, words: Speaker, blocked: Box[], basemap: any, story: Set<string>, wide: [number, number, number][]}} Setting
 *   `wide` has countries of the data set's own with their points
 * @typedef {{ctx: CanvasRenderingContext2D, clear(): void}} Sheet
 */

const THICK = 1.55;
const THINNEST = 2.6;
/** What is left of the rest while one press is lit. */
const PALE = 0.18;
const OLD = /** @type {const} */ ({ state: 'past', fraction: 1, age: 0 });
const UNDATED = /** @type {const} */ ({ state: 'undated', fraction: 1, age: 0 });
/** On a narrower map letters are smaller, and only what was pressed is named at any cost; on one that is narrower still names of one sign stand below one another. */
const [NARROW, STACKED] = [500, 380];
/** Reach of the sign of a return. */
const BACK = 9;
/** Countries that it tells nothing of are named where they are large. */
const OTHERS = -0.5;
/** Names stay where they are while the map is moved a little. */
const KEEP = 20;

/** @param {Timeline} timeline @param {(numbers: {row: number, x: number, y: number, width: number}[]) => void} laid told where the numbers stand */
export function createSheet(timeline, laid) {
    const data = /** @type {import('../contract').TimelineJson} */ (timeline.json);
    /** @type {Map<string, string>} where names stood */
    let before = new Map();
    /** @type {Map<number, Set<string>>} by least certainty: the same set for as long as nothing changes */
    const about = new Map();
    /** @type {import('../contract').Laid} */
    let told = { signs: [], names: [] };
    /** @type {import('../contract').Drawn[]} */
    let seen = [];
    return { key, draw, lands, laid: () => told, drawn: () => seen, records: (/** @type {State} */ state) => recordsTold(data, state.filters.certainty) };

    /** What decides the picture but the view and the look. @param {State} state */
    function key(state) {
        return [state.lang, state.filters.certainty, state.lit, state.theme].join('|');
    }

    /** Countries that it is about. @param {State} state */
    function lands({ filters: { certainty: stop } }) {
        let found = about.get(stop);
        if (!found) {
            found = new Set(landsTold(data, standing(data, stop), stop));
            about.set(stop, found);
        }
        return found;
    }

    /** @param {Record<'trails' | 'signs' | 'names', Sheet>} sheets @param {Setting} setting @param {State} state */
    function draw(sheets, setting, state) {
        const { view, palette, set } = setting;
        const stop = state.filters.certainty;
        const rows = standing(data, stop);
        const measure = (/** @type {string} */ text, /** @type {string} */ style) => set(text, style, 'ink').width;
        const spots = gathered(data, rows, placesTold(data, rows, stop).map((place) => ({ place, ...pointOf(timeline, place, view) })));
        const reach = (/** @type {Spot} */ spot) => (spot.rows.length ? pillWidth(numbersOf(spot), measure) / 2 : RING);
        const trails = trailsOf(timeline, rows, stop, view, spots);
        const lit = litBy(timeline, state.lit, stop);
        seen = drawnIn(timeline, view, spots, trails, reach);
        const strength = (/** @type {boolean} */ mine) => (!lit || mine ? 1 : PALE);

        for (const sheet of Object.values(sheets)) sheet.clear();
        for (const { move, trail } of trails) drawMove(sheets.trails.ctx, palette, timeline, move, trail, strength(lit?.moves.has(move) ?? true));
        const signs = sheets.signs.ctx;
        const mine = (/** @type {Spot} */ spot) => lit === null || spot.places.some((place) => lit.places.has(place));
        const backs = spots.flatMap((spot) => (spot.returned.length ? [{ spot, ...backAt(spot, spots, reach) }] : []));
        for (const { spot, x, y } of backs) {
            signs.globalAlpha = strength(lit === null || spot.returned.some((move) => lit.moves.has(move)));
            drawBack(signs, palette, x, y);
        }
        for (const spot of spots.filter(({ rows: pressed }) => !pressed.length)) {
            signs.globalAlpha = strength(mine(spot));
            drawReached(signs, palette, spot.x, spot.y);
        }
        signs.globalAlpha = 1;
        laid(spots.flatMap((spot) => {
            const width = (2 * reach(spot)) / spot.rows.length;
            return spot.rows.map((row, i) => ({ row, x: spot.x + (i - (spot.rows.length - 1) / 2) * width, y: spot.y, width }));
        }));

        const labels = labelsOf(timeline, setting, spots, backs, trails, reach, before);
        before = new Map(labels.map(({ item, spot }) => [item.id, spot]));
        const at = (/** @type {{x: number, y: number}} */ { x, y }, /** @type {number} */ r) => ({ x, y, r, told: true });
        told = { signs: [...spots.map((spot) => at(spot, reach(spot))), ...backs.map((back) => at(back, BACK))], names: labels.map(nameOf) };
        for (const label of [...labels].reverse()) {
            const spot = spots.find(({ places }) => label.item.id === `place ${places[0]}`);
            drawLabel(sheets.names.ctx, palette, label, label.item.x, label.item.y, spot ? Math.max(0.35, strength(mine(spot))) : 1);
        }
        // no line to a name lies on a number
        const top = sheets.names.ctx;
        for (const spot of spots.filter(({ rows: pressed }) => pressed.length)) {
            top.globalAlpha = strength(mine(spot));
            drawPressed(top, palette, spot.x, spot.y, numbersOf(spot), 2 * reach(spot));
        }
        top.globalAlpha = 1;
    }
}

/** @param {Timeline} timeline @param {View} view @param {Spot[]} spots @param {{move: number, trail: Trail}[]} trails @param {(spot: Spot) => number} reach @returns {import('../contract').Drawn[]} */
function drawnIn({ places, movements }, view, spots, trails, reach) {
    return [
        ...spots.filter((spot) => isInside(/** @type {any} */ (spot), view)).map((spot) => ({
            key: `place ${spot.places[0]}`, group: /** @type {const} */ ('places'), records: spot.places.map((place) => places.record[place]),
            x: spot.x, y: spot.y, r: reach(spot), shown: [], pile: null, told: { numbers: spot.rows.map((row) => row + 1), back: spot.returned.length > 0 },
        })),
        ...trails.map(({ move, trail }) => recordsDrawn('movements', String(move), [movements.record[move]], stationAt(trail.curve, (trail.from + trail.to) / 2))),
    ];
}

/** A place on the screen, in the copy of the world that is nearest to the middle of the view. @param {Timeline} timeline @param {number} place @param {View} view */
function pointOf({ places }, place, { scale, ox, oy, width }) {
    const copy = Math.round((ox + width / 2) / scale - places.x[place]);
    return { x: (places.x[place] + copy) * scale - ox, y: places.y[place] * scale - oy };
}

/** What is lit with a press; null where none is. @param {Timeline} timeline @param {number} row @param {number} stop */
function litBy({ json, movements }, row, stop) {
    if (row < 0) return null;
    const back = json.presses.returned[row];
    const moves = new Set([...movesOf(json, row, stop), ...(back < 0 ? [] : [back])]);
    const places = new Set([json.presses.place[row], ...[...moves].flatMap((move) => [movements.origin[move], movements.destination[move]])]);
    return { moves, places };
}

/** @param {Timeline} timeline @param {number[]} rows @param {number} stop @param {View} view @param {Spot[]} spots */
function trailsOf(timeline, rows, stop, view, spots) {
    const { json, movements } = timeline;
    const radiusOf = (/** @type {number} */ place) => {
        const spot = spots.find(({ places }) => places.includes(place));
        return !spot ? 2 : spot.rows.length ? RADIUS + 1 : RING + 1;
    };
    const moves = [...new Set(rows.flatMap((row) => movesOf(json, row, stop)))];
    return moves.flatMap((move) => {
        if (movements.origin[move] === movements.destination[move] || movements.shape[move] !== 'curve') return [];
        const trail = layTrail(timeline, [move], ...controlPoint(timeline, move), view, radiusOf, (place) => isAround(timeline, place, view));
        return trail ? [{ move, trail }] : [];
    });
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Timeline} timeline @param {number} move @param {Trail} trail @param {number} alpha */
function drawMove(ctx, palette, timeline, move, trail, alpha) {
    const style = trailStyle(timeline, palette, move, OLD, 1, true);
    const bold = { ...style, token: 'displacement', width: Math.max(THINNEST, style.width * THICK), alpha };
    drawTrail(ctx, palette, trail, timeline.movements.mode[move] === 'undated' ? UNDATED : OLD, bold, [0, 0]);
}

/**
 * @param {Timeline} timeline @param {Setting} setting @param {Spot[]} spots @param {{x: number, y: number}[]} backs
 * @param {{trail: Trail}[]} trails @param {(spot: Spot) => number} reach @param {Map<string, string>} before
 */
function labelsOf(timeline, { view, set, words, blocked, basemap, story, wide }, spots, backs, trails, reach, before) {
    const captions = spots.filter((spot) => isInside(/** @type {any} */ (spot), view)).map((spot) => captionOf(timeline, spot, view, set, words, reach));
    const named = new Set(spots.flatMap(({ places }) => places.map((place) => timeline.places.iso2[place])));
    const telling = /** @type {any} */ ({ timeline, words });
    captions.push(...captionsOfZones(wide, new Set(captions.map(({ id }) => id)), [], telling, set));
    if (basemap) captions.push(...captionsOfCountries(basemap, view, named, story, telling, set, OTHERS));
    const field = {
        frame: { left: 3, top: 3, right: view.width - 3, bottom: view.height - 3 },
        blocked,
        signs: [...spots.map((spot) => ({ x: spot.x, y: spot.y, r: reach(spot), soft: false })), ...backs.map(({ x, y }) => ({ x, y, r: BACK, soft: false }))],
        curves: trails.map(({ trail }) => drawnPoints(trail)),
        keep: KEEP,
        land: null,
    };
    return /** @type {import('../map/lettering.js').Lettered[]} */ (placeLabels(captions, field, before));
}

/** @param {Timeline} timeline @param {Spot} spot @param {View} view @param {Typesetter} set @param {Speaker} words @param {(spot: Spot) => number} reach @returns {import('../map/captions.js').Caption} */
function captionOf({ movements }, spot, view, set, words, reach) {
    const pressed = spot.rows.length > 0;
    const wide = view.width >= NARROW;
    const names = [...new Set(spot.places.map((place) => barePlace(words, place)))];
    const named = view.width >= STACKED ? [names.join(', ')] : names;
    const lines = named.map((name) => set(name, `700 ${pressed ? (wide ? 14 : 12.5) : wide ? 12 : 11}px`, pressed ? 'ink' : 'displacement-t'));
    for (const move of spot.returned) {
        const when = words.record('when', movements.record[move]);
        lines.push(set(when ? words.t('overview.back.when', { when }) : words.t('overview.back'), '400 11.5px', 'return-t'));
    }
    return {
        id: `place ${spot.places[0]}`, kind: 'place', x: spot.x, y: spot.y, r: reach(spot), priority: pressed ? 120 : 90,
        must: pressed || wide, lines, record: -1, home: '',
    };
}
