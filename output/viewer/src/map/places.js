/** Which sign stands where: places of a moment through the filters, ends of curves, other roles; and what crowded signs do. */

import { shownOn } from '../numbers/series.js';
import { signRadius } from '../marks/signs.js';

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
 * @property {number} crowd place that gives a crowd its name, -1 when it is none
 * @property {number} more how many others a crowd holds that no zone gives a name to
 *
 * @typedef {object} Wanted
 * @property {Set<number>} ends places at which a drawn movement ends
 * @property {Set<number>} struck places with an event now
 * @property {(record: number) => boolean} shows the filters
 * @property {Int32Array|null} [groups] the place that stands for each place where movements are bundled
 * @property {import('../contract').Filters} filters
 */

const TELLING = ['crackdown', 'return', 'displacement', 'arrival', 'presence', 'attested', 'ended', 'number'];
const MERGE_UNDER = 14;
const SPREAD_FROM = 60;
const MARGIN = 40;

/** @param {Timeline} timeline @param {Moment} moment @param {Wanted} wanted @param {View} view @returns {Mark[]} faint ones first */
export function layPlaces(timeline, moment, wanted, view) {
    const signs = signsOf(timeline, moment, wanted);
    /** @type {Mark[]} */
    const marks = [];
    for (const [place, found] of signs) marks.push(...copiesOf(timeline, place, found, view));
    const gathered = wanted.groups ? grouped(marks, wanted.groups) : gather(timeline, marks, wanted.struck, view);
    return gathered.sort((a, b) => Number(a.strong) - Number(b.strong));
}

/** @param {Timeline} timeline @param {Moment} moment @param {Wanted} wanted @returns {Map<number, {sign: Sign, span: number}>} */
function signsOf(timeline, moment, wanted) {
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
    for (const place of shownOn(timeline.json, filters, (_, record) => shows(record), moment.day).keys()) {
        if (!found.has(place)) found.set(place, { sign: plain('number', places.level[place] === 'country'), span: -1 });
    }
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
        const r = signRadius(sign.phase);
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
            more: 0,
        });
    }
    return list;
}

/** One sign for each group of places between which movements are bundled. @param {Mark[]} marks @param {Int32Array} groups @returns {Mark[]} */
function grouped(marks, groups) {
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
        const { x, y } = crowd.find(({ place }) => place === groups[place]) ?? crowd[0];
        const strong = crowd.filter((mark) => mark.strong).length;
        const members = crowd.map(({ place }) => place);
        const sign = { ...crowd[0].sign, count: Math.max(1, strong) };
        return { ...crowd[0], x, y, trueX: x, trueY: y, members, sign, crowd: strong > 1 ? crowd[0].place : -1, more: Math.max(0, strong - 1) };
    });
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

/** @param {Timeline} timeline @param {Mark[]} marks @param {Set<number>} struck @returns {Mark[][]} marks that stand on one another, each list with the most telling first */
function crowdsOf(timeline, marks, struck) {
    const order = [...marks].sort((a, b) => rankOf(a) - rankOf(b) || a.place - b.place);
    /** @type {Mark[][]} */
    const crowds = [];
    for (const mark of order) {
        const reach = mark.strong ? MERGE_UNDER : MERGE_UNDER * 0.7;
        const joins = (/** @type {Mark} */ other) => {
            if (!near(other, mark, reach)) return false;
            // What hits one place must not seem to hit its neighbour: only places of one zone stand for one another then.
            if (!struck.has(mark.place) && !struck.has(other.place)) return true;
            return commonParent(timeline, [mark.place, other.place]) >= 0;
        };
        const crowd = crowds.find((members) =>
            members.some((other) => (other.strong || other === members[0]) && joins(other)),
        );
        if (crowd) crowd.push(mark);
        else crowds.push([mark]);
    }
    return crowds;
}

/** @param {Mark} a @param {Mark} b @param {number} reach */
function near(a, b, reach) {
    const [dx, dy] = [a.x - b.x, a.y - b.y];
    return dx * dx + dy * dy < reach * reach;
}

/** @param {Mark} mark */
function rankOf({ sign }) {
    const rank = TELLING.indexOf(sign.phase);
    return rank < 0 ? TELLING.length + Number(sign.phase !== 'end') : rank;
}

/** @param {Timeline} timeline @param {Mark[]} crowd @param {View} view @returns {Mark[]} */
function settle(timeline, crowd, view) {
    const strong = crowd.filter((mark) => mark.strong);
    const members = crowd.map(({ place }) => place);
    if (strong.length < 2) return [{ ...crowd[0], members }];
    const parent = commonParent(
        timeline,
        strong.map(({ place }) => place),
    );
    if (sizeOf(timeline, parent, strong, view) >= SPREAD_FROM) return spread(crowd, strong);
    const [top] = strong;
    return [
        {
            ...top,
            members,
            crowd: parent >= 0 ? parent : top.place,
            more: parent >= 0 ? 0 : strong.length - 1,
            sign: { ...top.sign, count: strong.length },
        },
    ];
}

/** The nearest place that holds them all and is no country, -1 if there is none. @param {Timeline} timeline @param {number[]} members */
function commonParent({ places, within }, members) {
    for (let at = members[0], steps = 0; at >= 0 && steps < 8; at = places.parent[at], steps++) {
        if (places.level[at] === 'country' || places.level[at] === 'region') return -1;
        if (members.every((place) => within(place, at))) return at;
    }
    return -1;
}

/** Width on the screen of the zone that holds a crowd, else of the crowd. @param {Timeline} timeline @param {number} parent @param {Mark[]} marks @param {View} view */
function sizeOf({ places }, parent, marks, view) {
    const xs = marks.map(({ x }) => x);
    const ys = marks.map(({ y }) => y);
    const own = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
    const zone = parent >= 0 ? 2 * kmToPixels(places.precision_km[parent], places.lat[parent], view.scale) : 0;
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

/** The most telling one stays; the others stand around it and keep a hairline to their true point. @param {Mark[]} crowd @param {Mark[]} strong @returns {Mark[]} */
function spread(crowd, strong) {
    const [stays, ...move] = strong;
    const reach = Math.min(56, 34 + 4 * Math.max(0, move.length - 3));
    const faint = crowd.filter((mark) => !mark.strong).map(({ place }) => place);
    const angle = (/** @type {Mark} */ mark) => Math.atan2(mark.trueY - stays.trueY, mark.trueX - stays.trueX);
    const first = move.length ? angle(move[0]) : 0;
    const moved = [...move]
        .sort((a, b) => angle(a) - angle(b))
        .map((mark, i) => {
            const turn = first + (2 * Math.PI * i) / move.length + 0.45;
            return { ...mark, x: stays.x + reach * Math.cos(turn), y: stays.y + reach * Math.sin(turn) };
        });
    return [{ ...stays, members: [stays.place, ...faint] }, ...moved];
}
