/** Which sign stands where: places of a moment through the filters, ends of curves, other roles; and what crowded signs do. */

import { ancestors } from '../data/lookup.js';
import { shownOn } from '../numbers/series.js';
import { PILE, SHARED, signRadius } from '../marks/signs.js';

/**
 * @typedef {import("../data/timeline.js").Timeline} Timeline
 * @typedef {import("../data/moment.js").Moment} Moment
 * @typedef {import("../marks/surface.js").View} View
 * @typedef {import("../marks/signs.js").Sign} Sign
 *
 * @typedef {object} Mark a sign on the map
 * @property {number} place the place it stands for; of a crowd the most telling one
 * @property {number} x @property {number} y of the sign, in pixels of the view it was laid for
 * @property {number} trueX @property {number} trueY of the place itself: a spread sign stands beside it
 * @property {Sign} sign
 * @property {number} r
 * @property {number} span row of the span it shows, -1 for none
 * @property {boolean} strong it says something about this day; the others are faint
 * @property {number[]} members places under it
 * @property {number} crowd what the places of a pile share: a zone, a country, a region; -1 for nothing, and for a sign of its own
 * @property {number[]} lands the few countries of a pile whose places share nothing; else empty
 * @property {Mark[]} beside others at the same point, each with a line of its own in the label
 *
 * @typedef {object} Wanted
 * @property {Set<number>} ends places at which a drawn movement ends
 * @property {Set<number>} struck places with an event now
 * @property {(record: number) => boolean} shows the filters
 * @property {Set<number>|null} [told] places that the scene tells of: beside them stands who is on record as there on the day; null for every sign there is
 * @property {Int32Array|null} [groups] the place that stands for each place where movements are bundled
 * @property {import('../contract').Filters} filters
 */

const TELLING = ['crackdown', 'return', 'displacement', 'arrival', 'presence', 'attested', 'ended', 'number'];
/** Who is on record as there on the day is drawn in every scene. */
export const CURRENT = ['presence', 'attested'];
/** What never stands for a place of operations. */
const PASSING = ['end', 'other', 'unknown', 'number'];
/** So many places at one point have a line of label each; more are a pile with a number. */
const STACKED = 3;
/** From so many on nobody stands for the others: the sign is a ring of shares. */
const GROUPED = 12;
/** Among more signs than these, those of two countries never share one. */
const MANY = 60;
/** A pile whose places share nothing is named by so many countries at most. */
const MOST_LANDS = 3;
/** Share of the width of a view from which a region lies around it. */
const AROUND = 0.5;
const MERGE_UNDER = 14;
const SPREAD_FROM = 60;
const MARGIN = 40;

/** @param {Timeline} timeline @param {Moment} moment @param {Wanted} wanted @param {View} view @returns {Mark[]} faint ones first */
export function layPlaces(timeline, moment, wanted, view) {
    const counted = countedOn(timeline, moment, wanted);
    /** @type {Mark[]} */
    const marks = [];
    const { told = null } = wanted;
    for (const [place, found] of signsOf(timeline, moment, wanted, counted)) {
        const { phase } = found.sign;
        const silent = told && !told.has(place) && !CURRENT.includes(phase);
        if (silent && !counted.has(place)) continue;
        if (phase === 'region' && isAround(timeline, place, view)) continue;
        // what is over is not told, but the number is drawn, and has a name
        marks.push(...copiesOf(timeline, place, silent ? numbered(timeline, place) : found, view));
    }
    const gathered = wanted.groups ? grouped(timeline, marks, wanted.groups, view) : gather(timeline, marks, wanted.struck, view);
    return gathered.sort((a, b) => Number(a.strong) - Number(b.strong));
}

/** Places with a number on the day. @param {Timeline} timeline @param {Moment} moment @param {Wanted} wanted */
function countedOn({ json }, { day }, { shows, filters }) {
    return new Set(shownOn(json, filters, (_, record) => shows(record), day).keys());
}

/** @param {Timeline} timeline @param {number} place */
function numbered({ places }, place) {
    return { sign: plain('number', places.level[place] === 'country'), span: -1 };
}

/** @param {Timeline} timeline @param {Moment} moment @param {Wanted} wanted @param {Set<number>} counted @returns {Map<number, {sign: Sign, span: number}>} */
function signsOf(timeline, moment, wanted, counted) {
    const { places, hubs } = timeline;
    const { ends, struck, shows, filters } = wanted;
    /** @type {Map<number, {sign: Sign, span: number}>} */
    const found = new Map();
    for (const entry of moment.places) {
        const place = entry.index;
        const near = shows(places.record[place]) && places.level[place] !== 'region';
        if (!near || !isGraded(timeline, entry.span, place, shows)) continue;
        if (entry.phase === 'unknown' && !filters.unknown) continue;
        found.set(place, { sign: signFor(timeline, entry), span: entry.span });
    }
    if (filters.otherRoles) {
        hubs.place.forEach((place, hub) => {
            if (place < 0 || hubs.drawn[hub] || found.has(place) || !shows(hubs.record[hub])) return;
            if (places.level[place] !== 'region') found.set(place, { sign: plain('other', false), span: -1 });
        });
    }
    for (const place of [...ends, ...struck]) {
        if (place < 0 || found.has(place)) continue;
        const region = places.level[place] === 'region';
        found.set(place, { sign: plain(region ? 'region' : 'end', places.level[place] === 'country'), span: -1 });
    }
    for (const place of counted) if (!found.has(place)) found.set(place, numbered(timeline, place));
    return found;
}

/** Do the filters let the records behind a phase through? @param {Timeline} timeline @param {number} span @param {number} place @param {(record: number) => boolean} shows */
function isGraded({ spans, hubs, hubsOf }, span, place, shows) {
    if (span >= 0) return !spans.basis[span]?.length || spans.basis[span].some(shows);
    const drawn = hubsOf[place].filter((hub) => hubs.drawn[hub]);
    return !drawn.length || drawn.some((hub) => shows(hubs.record[hub]));
}

/** @param {Timeline} timeline @param {import("../data/moment.js").PlaceMoment} entry @returns {Sign} */
function signFor({ places }, { index, phase, sure, span }) {
    return {
        phase,
        square: places.level[index] === 'country',
        soft: span >= 0 && !sure,
        faint: !TELLING.includes(phase),
        count: 1,
    };
}

/** @param {string} phase @param {boolean} square @returns {Sign} */
function plain(phase, square) {
    return { phase, square, soft: false, faint: phase === 'other', count: 1 };
}

/** The world repeats to both sides, and so do its places. @param {Timeline} timeline @param {number} place @param {{sign: Sign, span: number}} found @param {View} view @returns {Mark[]} */
function copiesOf({ places }, place, { sign, span }, { scale, ox, oy, width, height }) {
    const y = places.y[place] * scale - oy;
    if (!(y > -MARGIN && y < height + MARGIN)) return [];
    const list = [];
    const last = Math.floor((ox + width + MARGIN) / scale - places.x[place]);
    for (let copy = Math.ceil((ox - MARGIN) / scale - places.x[place]); copy <= last; copy++) {
        const x = (places.x[place] + copy) * scale - ox;
        const r = signRadius(sign);
        list.push({
            place,
            x,
            y,
            trueX: x,
            trueY: y,
            sign,
            r,
            span,
            strong: TELLING.includes(sign.phase),
            members: [place],
            crowd: -1,
            lands: [],
            beside: [],
        });
    }
    return list;
}

/** Does a view lie within a region? It has no point there, not even for a word. @param {Timeline} timeline @param {number} place @param {View} view */
export function isAround({ places }, place, { scale, width }) {
    const km = places.precision_km[place];
    return places.level[place] === 'region' && km > 0 && 2 * kmToPixels(km, places.lat[place], scale) >= AROUND * width;
}

/** One sign for each group of places between which movements are bundled, at the place that stands for it. @param {Timeline} timeline @param {Mark[]} marks @param {Int32Array} groups @param {View} view @returns {Mark[]} */
function grouped(timeline, marks, groups, { scale }) {
    const { places } = timeline;
    /** @type {Map<string, Mark[]>} */
    const crowds = new Map();
    for (const mark of [...marks].sort((a, b) => rankOf(a) - rankOf(b) || a.place - b.place)) {
        // the world repeats: a group has a sign in each copy
        const key = groups[mark.place] < 0 ? `${mark.place} ${mark.x}` : `${groups[mark.place]} ${Math.sign(mark.x)}`;
        const crowd = crowds.get(key);
        if (crowd) crowd.push(mark);
        else crowds.set(key, [mark]);
    }
    return [...crowds.values()].map((crowd) => {
        const [first] = crowd;
        const head = groups[first.place];
        const [dx, dy] = head < 0 ? [0, 0] : [places.x[head] - places.x[first.place], places.y[head] - places.y[first.place]];
        const [x, y] = [first.x + (dx - Math.round(dx)) * scale, first.y + dy * scale];
        const strong = crowd.filter((mark) => mark.strong).length;
        return { ...first, x, y, trueX: x, trueY: y, members: crowd.map(({ place }) => place), ...(strong > 1 ? pileOf(timeline, crowd, strong) : {}) };
    });
}

/** A number in the most telling sign, and what the places share. By those that may show a phase on some day: the name of a pile is the same on every day.
 * @param {Timeline} timeline @param {Mark[]} crowd @param {number} count */
function pileOf(timeline, crowd, count) {
    const places = placesOf(crowd);
    const shared = sharedPlace(timeline, places);
    if (places.length >= GROUPED) {
        const shares = SHARED.map((phase) => crowd.filter(({ sign }) => (sign.phase === 'attested' ? 'presence' : sign.phase) === phase).length);
        const sign = { phase: 'group', square: false, soft: false, faint: false, count: places.length, shares };
        return { place: Math.min(...places), span: -1, sign, r: signRadius(sign), crowd: shared, lands: shared < 0 ? landsOf(timeline, places) : [] };
    }
    const sign = { ...crowd[0].sign, count };
    return { sign, r: signRadius(sign), crowd: shared, lands: shared < 0 ? landsOf(timeline, places) : [] };
}

/** Those of the story, else all. @param {Mark[]} crowd */
function placesOf(crowd) {
    const ofStory = crowd.filter(({ sign }) => !PASSING.includes(sign.phase));
    return (ofStory.length ? ofStory : crowd).map(({ place }) => place);
}

/** The countries of places, where each has one and they are few; else none. @param {Timeline} timeline @param {number[]} members */
function landsOf({ json }, members) {
    const lands = [...new Set(members.map((place) => json.places.country[place] ?? -1))].sort((a, b) => a - b);
    return lands[0] < 0 || lands.length > MOST_LANDS ? [] : lands;
}

/**
 * Signs nearer than two radii become one, or step aside.
 * @param {Timeline} timeline @param {Mark[]} marks @param {Set<number>} struck @param {View} view
 * @returns {Mark[]}
 */
function gather(timeline, marks, struck, view) {
    const crowdable = marks.filter(({ sign }) => sign.phase !== 'region');
    const rest = marks.filter(({ sign }) => sign.phase === 'region');
    const crowds = crowdsOf(timeline, crowdable, struck);
    return rest.concat(crowds.flatMap((crowd) => (crowd.length > 1 ? settle(timeline, crowd, view) : crowd)));
}

/** @param {Timeline} timeline @param {Mark[]} marks @param {Set<number>} struck @returns {Mark[][]} marks that stand on one another, in an order that no day changes: what is one pile today is one tomorrow */
function crowdsOf(timeline, marks, struck) {
    const passes = (/** @type {Mark} */ { sign }) => Number(PASSING.includes(sign.phase));
    const { country } = timeline.json.places;
    const parted = (/** @type {Mark} */ mark, /** @type {Mark} */ other) => marks.length > MANY && country[mark.place] !== country[other.place];
    const joins = (/** @type {Mark} */ mark, /** @type {Mark} */ other) => {
        if (parted(mark, other) || !near(other, mark, MERGE_UNDER)) return false;
        // What hits one place must not seem to hit its neighbour: only places of one zone stand for one another then.
        if (!struck.has(mark.place) && !struck.has(other.place)) return true;
        return isInOneZone(timeline, [mark.place, other.place]);
    };
    /** @type {Mark[][]} */
    const crowds = [];
    for (const mark of [...marks].sort((a, b) => passes(a) - passes(b) || a.place - b.place)) {
        const crowd = crowds.find((members) => members.some((other) => joins(mark, other)));
        if (crowd) crowd.push(mark);
        else crowds.push([mark]);
    }
    // a sign with a number in it is wider than a sign alone; its label says whom an event hit
    /** @type {Mark[][]} */
    const apart = [];
    for (const crowd of crowds) {
        const met = apart.find((found) => {
            if (parted(found[0], crowd[0])) return false;
            const piles = Math.min(found.length, crowd.length) > 1;
            if (!piles && (found.length + crowd.length < 3 || [...found, ...crowd].some(({ place }) => struck.has(place)))) return false;
            return near(crowd[0], found[0], PILE + (piles ? PILE : 7));
        });
        if (met) met.push(...crowd);
        else apart.push(crowd);
    }
    return apart;
}

/** @param {Mark} a @param {Mark} b @param {number} reach */
function near(a, b, reach) {
    const [dx, dy] = [a.x - b.x, a.y - b.y];
    return dx * dx + dy * dy < reach * reach;
}

/** @param {Mark} mark */
function rankOf({ sign }) {
    const rank = TELLING.indexOf(sign.phase);
    return rank < 0 ? TELLING.length + Number(PASSING.includes(sign.phase)) : rank;
}

/** @param {Timeline} timeline @param {Mark[]} marks @param {View} view @returns {Mark[]} */
function settle(timeline, marks, view) {
    const crowd = [...marks].sort((a, b) => rankOf(a) - rankOf(b) || a.place - b.place);
    const strong = crowd.filter((mark) => mark.strong);
    const members = crowd.map(({ place }) => place);
    if (strong.length < 2) return [{ ...crowd[0], members }];
    const stacks = stacked(strong);
    if (stacks.length === 1 && strong.length <= STACKED) return [{ ...stacks[0], members }];
    if (stacks.length > 1 && strong.length < GROUPED && sizeOf(timeline, sharedPlace(timeline, placesOf(crowd)), strong, view) >= SPREAD_FROM) return spread(crowd, stacks);
    // at the same place on every day, whose phase ever it shows
    const [{ x, y }] = marks;
    return [{ ...strong[0], x, y, trueX: x, trueY: y, members, ...pileOf(timeline, crowd, strong.length) }];
}

/** One mark a point, the most telling with the others beside it. @param {Mark[]} strong @returns {Mark[]} */
function stacked(strong) {
    /** @type {Map<string, Mark[]>} */
    const stacks = new Map();
    for (const mark of strong) {
        const key = `${mark.trueX} ${mark.trueY}`;
        stacks.set(key, [...(stacks.get(key) ?? []), mark]);
    }
    return [...stacks.values()].map(([top, ...beside]) => ({ ...top, members: [top, ...beside].map(({ place }) => place), beside }));
}

/** The nearest place that holds them all: a zone, a country, a region; -1 if there is none. @param {Timeline} timeline @param {number[]} members */
function sharedPlace({ json, within }, members) {
    return ancestors(json, members[0]).find((at) => members.every((place) => within(place, at))) ?? -1;
}

/** Does a zone hold them all, or one of them the others? @param {Timeline} timeline @param {number[]} members */
function isInOneZone(timeline, members) {
    const shared = sharedPlace(timeline, members);
    return members.includes(shared) || shared >= 0 && !['country', 'region'].includes(timeline.places.level[shared]);
}

/** Width on the screen of the zone that holds a crowd, else of the crowd. @param {Timeline} timeline @param {number} parent @param {Mark[]} marks @param {View} view */
function sizeOf({ places }, parent, marks, view) {
    const xs = marks.map(({ x }) => x);
    const ys = marks.map(({ y }) => y);
    const own = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
    // A country is wide, but that says nothing of the places in it that lie on one another.
    const zone = parent >= 0 && !['country', 'region'].includes(places.level[parent]) ? 2 * kmToPixels(places.precision_km[parent], places.lat[parent], view.scale) : 0;
    return Math.max(own, zone || 0);
}

const EQUATOR_KM = 40075.017;
/** Where the plane of web maps ends. */
const MOST_LAT = 85.0511;

/** True ground size: the Mercator plane grows with latitude. @param {number} km @param {number} lat @param {number} scale */
export function kmToPixels(km, lat, scale) {
    // beyond the edges of the map a kilometre would have no end
    const shown = Math.min(Math.abs(lat), MOST_LAT);
    return (km * scale) / (EQUATOR_KM * Math.cos((shown * Math.PI) / 180));
}

/** The most telling one stays; the others stand around it and keep a hairline to their true point. @param {Mark[]} crowd @param {Mark[]} stacks @returns {Mark[]} */
function spread(crowd, stacks) {
    const [stays, ...move] = stacks;
    const reach = Math.min(56, 34 + 4 * Math.max(0, move.length - 3));
    const faint = crowd.filter((mark) => !mark.strong).map(({ place }) => place);
    const angle = (/** @type {Mark} */ mark) => Math.atan2(mark.trueY - stays.trueY, mark.trueX - stays.trueX);
    const first = angle(move[0]);
    const moved = [...move]
        .sort((a, b) => angle(a) - angle(b))
        .map((mark, i) => {
            const turn = first + (2 * Math.PI * i) / move.length + 0.45;
            return { ...mark, x: stays.x + reach * Math.cos(turn), y: stays.y + reach * Math.sin(turn) };
        });
    return [{ ...stays, members: [...stays.members, ...faint] }, ...moved];
}
