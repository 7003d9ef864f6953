// One picture of the story: what stands where for a moment, a state and a view, and the strokes of one frame. Knows no Leaflet.

import { captionsOfCountries, captionsOfCuts, captionsOfMarks } from './captions.js';
import { stationAt, tracePart } from '../marks/curve.js';
import { placeLabels } from './labels.js';
import { controlPoint } from '../data/moment.js';
import { layPlaces } from './places.js';
import { drawBadge, drawRings, drawSign } from '../marks/signs.js';
import { drawArrival, drawLoop, drawTrail, layTrail, restOf, trailStyle } from '../marks/trails.js';

/**
 * @typedef {import("../data/timeline.js").Timeline} Timeline
 * @typedef {import("../data/moment.js").Moment} Moment
 * @typedef {import("../marks/surface.js").View} View
 * @typedef {import("./places.js").Mark} Mark
 * @typedef {import("../marks/trails.js").Trail} Trail
 * @typedef {import("../marks/trails.js").Progress} Progress
 * @typedef {import("../marks/palette.js").Palette} Palette
 * @typedef {import("./lettering.js").Lettered} Lettered
 * @typedef {import("../contract").State} State
 *
 * @typedef {object} Course a movement that is drawn
 * @property {number} row
 * @property {number} slot where the moment has it, -1 when it is undated
 * @property {boolean} focused
 * @property {Trail|null} trail
 * @property {Mark|null} at the sign it goes round, for loops and arrivals
 *
 * @typedef {object} Layout
 * @property {View} view
 * @property {Mark[]} marks
 * @property {Map<number, Mark>} markOf by place
 * @property {Course[]} courses old ones first
 * @property {{event: number, what: "crackdown"|"disruption", mark: Mark, fresh: boolean}[]} strikes events and disruptions with a place
 * @property {Map<number, number[]>} events rows of events now by place
 */

const RING_DAYS = 12;
/** Names beside bundles: more of them would hide the bundles. */
const MOST_NAMES = 24;
/** Share of the world in view from which a chosen scene alone is named. */
const WORLDWIDE = 0.34;
const ORDER = /** @type {Record<string, number>} */ ({ past: 0, since: 1, by: 1, undated: 2, under_way: 3 });
const AT_REST = /** @type {Progress} */ ({ state: 'undated', fraction: 1, age: 0 });

/** @param {State} state @param {Timeline} timeline */
export function focusOf(state, { scenes }) {
    const scene = state.sceneChosen && state.scene >= 0 ? scenes.records[state.scene] : undefined;
    return (/** @type {number} */ record) =>
        record >= 0 && (record === state.selected || record === state.hovered || scene?.has(record) === true);
}

/** Places the chosen scene tells of: where its records are and where its movements begin and end. @param {State} state @param {Timeline} timeline @returns {Set<number>|null} */
export function toldPlaces(state, { scenes, records, places, hubs, movements }) {
    const scene = state.sceneChosen && state.scene >= 0 ? scenes.records[state.scene] : undefined;
    if (!scene) return null;
    const told = new Set([...scene].map((record) => records.place[record]));
    for (const { record, place } of [hubs, { record: places.record, place: places.record.map((_, row) => row) }])
        record.forEach((row, i) => scene.has(row) && told.add(place[i]));
    movements.record.forEach((record, row) => {
        if (scene.has(record)) told.add(movements.origin[row]).add(movements.destination[row]);
    });
    told.delete(-1);
    return told;
}

/**
 * Everything of a frame that stays the same while the clock only moves on.
 * @param {Timeline} timeline @param {Moment} moment @param {State} state @param {View} view @param {(record: number) => boolean} shows
 * @param {Int32Array|null} groups of places between which movements are bundled
 * @returns {Layout}
 */
export function layOut(timeline, moment, state, view, shows, groups) {
    const { movements } = timeline;
    const focus = focusOf(state, timeline);
    const chosen = drawnMovements(timeline, moment, state, shows);
    const events = eventsByPlace(timeline, moment, shows);
    const ends = new Set(chosen.flatMap(({ row }) => [movements.origin[row], movements.destination[row]]));
    const marks = layPlaces(
        timeline,
        moment,
        { ends, struck: new Set(events.keys()), shows, filters: state.filters, groups },
        view,
    );
    const markOf = marksByPlace(marks, view.width / 2);
    const radiusOf = (/** @type {number} */ place) => {
        const mark = markOf.get(place);
        return !mark || mark.x !== mark.trueX ? 2 : mark.r;
    };
    const courses = chosen
        .map(({ row, slot }) => {
            const focused = focus(movements.record[row]);
            if (movements.shape[row] !== 'curve')
                return { row, slot, focused, trail: null, at: markOf.get(movements.destination[row]) ?? null };
            const [cx, cy] = controlPoint(timeline, row);
            return { row, slot, focused, trail: layTrail(timeline, row, cx, cy, view, radiusOf), at: null };
        })
        .filter(({ trail, at }) => trail || at);
    const rank = (/** @type {Course} */ { slot, focused }) =>
        (focused ? 10 : 0) + ORDER[slot < 0 ? 'undated' : moment.movements[slot].state];
    courses.sort((a, b) => rank(a) - rank(b));
    return { view, marks, markOf, courses, events, strikes: strikesOf(timeline, moment, events, markOf) };
}

/** @param {Timeline} timeline @param {Moment} moment @param {State} state @param {(record: number) => boolean} shows */
function drawnMovements({ movements, scenes, undated }, moment, state, shows) {
    /** @type {{row: number, slot: number}[]} */
    const list = [];
    moment.movements.forEach(({ index }, slot) => {
        if (shows(movements.record[index])) list.push({ row: index, slot });
    });
    const scene = state.sceneChosen && state.scene >= 0 ? scenes.records[state.scene] : undefined;
    for (const row of undated) {
        const record = movements.record[row];
        if (record === state.selected || ((state.filters.undated || scene?.has(record)) && shows(record)))
            list.push({ row, slot: -1 });
    }
    return list;
}

/** @param {Timeline} timeline @param {Moment} moment @param {(record: number) => boolean} shows */
function eventsByPlace({ events }, moment, shows) {
    /** @type {Map<number, number[]>} */
    const byPlace = new Map();
    for (const { index } of moment.events) {
        const place = events.place[index];
        if (place < 0 || !shows(events.record[index])) continue;
        byPlace.set(place, [...(byPlace.get(place) ?? []), index]);
    }
    return byPlace;
}

/** The mark of each place, the copy nearest to the middle of the view. @param {Mark[]} marks @param {number} middle */
function marksByPlace(marks, middle) {
    /** @type {Map<number, Mark>} */
    const markOf = new Map();
    for (const mark of marks) {
        for (const place of mark.members) {
            const other = markOf.get(place);
            if (!other || Math.abs(mark.x - middle) < Math.abs(other.x - middle)) markOf.set(place, mark);
        }
    }
    return markOf;
}

/** @param {Timeline} timeline @param {Moment} moment @param {Map<number, number[]>} events @param {Map<number, Mark>} markOf */
function strikesOf(timeline, moment, events, markOf) {
    /** @type {Layout["strikes"]} */
    const strikes = [];
    for (const [place, rows] of events) {
        const mark = markOf.get(place);
        for (const event of rows) {
            const what = timeline.events.sign[event];
            if (what && mark) strikes.push({ event, what, mark, fresh: true });
        }
    }
    for (const span of moment.disruptions) {
        const mark = markOf.get(timeline.spans.place[span]);
        if (mark && !strikes.some((other) => other.mark === mark && other.what === 'disruption')) {
            strikes.push({ event: -1, what: 'disruption', mark, fresh: false });
        }
    }
    return strikes;
}

/**
 * Draws one frame.
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Timeline} timeline @param {Layout} layout @param {Moment} moment
 * @param {State} state @param {ReturnType<typeof import("../marks/rings.js").createRingClock>} rings @param {number} now
 */
export function drawStory(ctx, palette, timeline, layout, moment, state, rings, now) {
    drawCourses(ctx, palette, timeline, layout, moment, state);
    drawPasses(ctx, palette, timeline, layout, rings, now);
    for (const { event, what, mark } of layout.strikes) {
        const age = event < 0 ? Infinity : moment.day - timeline.events.start_min[event];
        const chance = chanceOf(moment, event);
        const strength = Math.min(1, (RING_DAYS - age) / 2.5) * chance;
        // what may not have happened yet has no stroke of its own
        if (strength > 0) drawRings(ctx, palette, mark.x, mark.y, mark.r, what, chance < 1 ? 1 : rings.pass(event, now), strength);
    }
}

/**
 * Draws the signs, which stand over the story.
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Timeline} timeline @param {Layout} layout @param {Moment} moment @param {State} state
 */
export function drawSigns(ctx, palette, timeline, layout, moment, state) {
    for (const mark of layout.marks) drawMark(ctx, palette, mark, timeline, state);
    drawBadges(ctx, palette, layout, moment);
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Timeline} timeline @param {Layout} layout @param {Moment} moment @param {State} state */
export function drawCourses(ctx, palette, timeline, { courses, view }, moment, state) {
    const size = sizeOf(view);
    for (const course of courses) drawCourse(ctx, palette, timeline, course, moment, state, size);
}

/**
 * Trails that look the same until something happens: nobody needs to draw them in every frame. What is told of stays above them.
 * @param {Layout} layout @param {Moment} moment @returns {{still: Course[], alive: Course[], key: string}} `key` changes with their looks
 */
export function partCourses({ courses }, moment) {
    const [still, alive] = [/** @type {Course[]} */ ([]), /** @type {Course[]} */ ([])];
    let key = '';
    for (const course of courses) {
        const rest = course.trail && !course.focused ? restOf(course.slot < 0 ? AT_REST : moment.movements[course.slot]) : -1;
        if (rest < 0) alive.push(course);
        else {
            still.push(course);
            key += `${course.row} ${rest},`;
        }
    }
    return { still, alive, key };
}

/** The chance that an event has begun. @param {Moment} moment @param {number} event */
function chanceOf(moment, event) {
    return moment.events.find(({ index }) => index === event)?.chance ?? 1;
}

/**
 * The passes of events that the clock has already left behind.
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Timeline} timeline @param {Layout} layout
 * @param {ReturnType<typeof import("../marks/rings.js").createRingClock>} rings @param {number} now
 */
function drawPasses(ctx, palette, { events }, { strikes, markOf }, rings, now) {
    for (const event of rings.passing(now)) {
        const [what, mark] = [events.sign[event], markOf.get(events.place[event])];
        if (!what || !mark || strikes.some((strike) => strike.event === event)) continue;
        drawRings(ctx, palette, mark.x, mark.y, mark.r, what, rings.pass(event, now), 0);
    }
}

/** Lines are a little thinner on small maps. @param {View} view */
function sizeOf({ width }) {
    return Math.min(1, Math.max(0.85, 0.75 + width / 3200));
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Timeline} timeline @param {Course} course @param {Moment} moment
 * @param {State} state @param {number} size
 */
function drawCourse(ctx, palette, timeline, { row, slot, focused, trail, at }, moment, state, size) {
    const progress = slot < 0 ? AT_REST : moment.movements[slot];
    const aside = state.sceneChosen && state.scene >= 0 && !focused;
    const style = { ...trailStyle(timeline, palette, row, progress, size, focused, aside), headless: state.reduced };
    const { movements } = timeline;
    const record = movements.record[row];
    if (record >= 0 && (record === state.selected || record === state.hovered))
        drawChosen(ctx, palette, trail, style.width);
    if (trail) drawTrail(ctx, palette, trail, progress, style, doubtOf(timeline, row));
    else if (at && movements.shape[row] === 'ring') drawLoop(ctx, palette, at.x, at.y, at.r, progress, style);
    // An arrival is news for a while and then a phase of the place; its rings would otherwise stay for ever.
    else if (at && (progress.age < 365 || focused)) drawArrival(ctx, palette, at.x, at.y, at.r, progress, style);
}

/** How far the head may be off, as shares of the way, at the start and at the end. @param {Timeline} timeline @param {number} row */
function doubtOf({ movements }, row) {
    const { start_min, start_max, end_min, end_max, start_margin, end_margin } = movements;
    if (!(start_margin[row] > 0 || end_margin[row] > 0)) return [0, 0];
    const days = end_max[row] + 1 - start_min[row];
    const start = start_margin[row] + (start_max[row] - start_min[row]) / 2;
    const end = end_margin[row] + (end_max[row] - end_min[row]) / 2;
    return [(start || 0) / days, (end || 0) / days];
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Trail|null} trail @param {number} width */
function drawChosen(ctx, palette, trail, width) {
    if (!trail) return;
    ctx.save();
    ctx.beginPath();
    tracePart(ctx, trail.curve, trail.from, trail.to);
    ctx.setLineDash([]);
    ctx.lineCap = 'round';
    ctx.globalAlpha = 0.3;
    ctx.strokeStyle = palette.colour('focus');
    ctx.lineWidth = width + 8;
    ctx.stroke();
    ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Mark} mark @param {Timeline} timeline @param {State} state */
function drawMark(ctx, palette, mark, { places, records }, state) {
    if (mark.x !== mark.trueX || mark.y !== mark.trueY) drawHairline(ctx, palette, mark);
    const marked = mark.members.some((place) => [state.selected, state.hovered].some(
        (record) => record >= 0 && (places.record[place] === record || records.place[record] === place)));
    if (marked) {
        ctx.beginPath();
        ctx.arc(mark.x, mark.y, mark.r + 5, 0, 2 * Math.PI);
        ctx.setLineDash([]);
        ctx.strokeStyle = palette.colour('focus');
        ctx.lineWidth = 2;
        ctx.stroke();
    }
    drawSign(ctx, palette, mark.x, mark.y, mark.sign);
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Mark} mark */
function drawHairline(ctx, palette, { x, y, trueX, trueY }) {
    ctx.save();
    ctx.setLineDash([]);
    ctx.strokeStyle = ctx.fillStyle = palette.colour('ink2');
    ctx.lineWidth = 0.9;
    ctx.beginPath();
    ctx.moveTo(trueX, trueY);
    ctx.lineTo(x, y);
    ctx.stroke();
    ctx.beginPath();
    ctx.arc(trueX, trueY, 1.6, 0, 2 * Math.PI);
    ctx.fill();
    ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Layout} layout @param {Moment} moment */
function drawBadges(ctx, palette, { strikes }, moment) {
    /** @type {Set<string>} */
    const done = new Set();
    for (const { event, what, mark } of strikes) {
        const chance = chanceOf(moment, event);
        const key = `${what} ${mark.place}`;
        if (done.has(key) || (what === 'crackdown' && mark.sign.phase === 'crackdown' && chance === 1)) continue;
        done.add(key);
        // The left shoulder belongs to the count of a crowd; a second badge goes under the first.
        const side = what === 'crackdown' && done.has(`disruption ${mark.place}`) ? 1 : -1;
        // An open dot has no room at its shoulder: the badge stands in its place.
        const away = mark.r < 6 ? 0 : 0.78 * mark.r + 1.5;
        drawBadge(ctx, palette, mark.x + away, mark.y + side * away, what, chance);
    }
}

/**
 * Finds room for the labels of a layout.
 * @param {Timeline} timeline @param {Layout} layout @param {Moment} moment @param {State} state
 * @param {{basemap: ReturnType<typeof import("../data/basemap.js").decodeBasemap>|null, story: Set<string>, set: import("./captions.js").Typesetter, words: import('../contract').Speaker,
 *   blocked: import("../marks/surface.js").Box[], before: Map<string, string>, bundled: boolean}} setting
 * @returns {Lettered[]}
 */
export function layLabels(timeline, layout, moment, state, setting) {
    const { view, marks, courses } = layout;
    const small = view.width < 480 || view.height < 300;
    const focus = focusOf({ ...state, hovered: -1 }, timeline);
    const telling = {
        timeline,
        words: setting.words,
        lang: state.lang,
        events: layout.events,
        inScene: focus,
        told: toldPlaces(state, timeline),
        world: view.width / view.scale > WORLDWIDE,
        day: moment.day,
        selected: state.selected,
        brief: small,
    };
    const captions = captionsOfMarks(
        marks.filter((mark) => isInside(mark, view) && !setting.blocked.some((box) => isUnder(mark, box))),
        telling,
        setting.set,
        view.width / 2,
    );
    const tags = captionsOfCuts(cutsOf(timeline, courses, moment, telling.told !== null), telling, setting.set);
    captions.push(...tags);
    if (setting.basemap) {
        const taken = new Set(
            marks
                .filter((mark) => mark.sign.square && captions.some(({ id }) => id === `place ${mark.place}`))
                .map(({ place }) => timeline.places.iso2[place]),
        );
        captions.push(...captionsOfCountries(setting.basemap, view, taken, setting.story, telling, setting.set));
    }
    const field = {
        frame: { left: 3, top: 3, right: view.width - 3, bottom: view.height - 3 },
        blocked: setting.blocked,
        // a tag beside another curve's end would name the wrong one
        signs: obstaclesOf(layout, timeline).concat(tags.map(({ x, y }) => ({ x, y, r: 5, soft: false }))),
        curves: courses.flatMap(({ trail, slot }) =>
            trail && (slot < 0 || moment.movements[slot].age < 365) ? [drawnPoints(trail)] : [],
        ),
        keep: state.playing ? 20 : undefined,
    };
    const limit = view.height < 300 ? 6 : small ? 8 : setting.bundled ? MOST_NAMES : Infinity;
    return /** @type {Lettered[]} */ (placeLabels(captions, field, setting.before, limit));
}

/** @param {Layout} layout @param {Timeline} timeline */
function obstaclesOf({ marks, strikes, courses }, { movements }) {
    const struck = new Set(strikes.filter(({ fresh }) => fresh).map(({ mark }) => mark));
    const signs = marks.map((mark) => ({
        x: mark.x,
        y: mark.y,
        r: struck.has(mark) ? mark.r + 16 : mark.r,
        soft: mark.r < 6 && !struck.has(mark),
    }));
    // The count at the shoulder of a crowd is no place for its own name either.
    for (const { x, y, r, sign } of marks) if (sign.count > 1) signs.push({ x: x - r - 1, y: y - r + 0.5, r: 6.5, soft: false });
    for (const { at, row } of courses) {
        // The loop of a movement inside one place hangs under its sign.
        if (at && movements.shape[row] === 'ring') signs.push({ x: at.x, y: at.y + at.r + 9.5, r: 11, soft: false });
    }
    return signs;
}

/** @param {Mark} mark @param {View} view */
function isInside({ x, y }, { width, height }) {
    return x > 0 && y > 0 && x < width && y < height;
}

/** A sign under the legend has no name beside the legend. @param {Mark} mark @param {import("../marks/surface.js").Box} box */
function isUnder({ x, y }, { left, top, right, bottom }) {
    return x > left && x < right && y > top && y < bottom;
}

/** @param {Trail} trail */
function drawnPoints({ curve, from, to }) {
    let [first, last] = [0, curve.lengths.length - 1];
    while (curve.lengths[first] < from) first += 1;
    while (curve.lengths[last] > to) last -= 1;
    return curve.points.subarray(2 * first, 2 * last + 2);
}

/** Where drawn curves leave the frame; old ones get no tag, those aside of the scene a quiet one. @param {Timeline} timeline @param {Course[]} courses @param {Moment} moment @param {boolean} scene one is chosen */
function cutsOf({ movements }, courses, moment, scene) {
    const cuts = [];
    for (const { row, slot, focused, trail } of courses) {
        if (!trail || (!focused && slot >= 0 && moment.movements[slot].age > 365)) continue;
        const [record, aside] = [movements.record[row], scene && !focused];
        if (trail.cutStart)
            cuts.push({ ...stationAt(trail.curve, trail.from), place: movements.origin[row], outward: false, record, aside });
        if (trail.cutEnd)
            cuts.push({
                ...stationAt(trail.curve, trail.to),
                place: movements.destination[row],
                outward: true,
                record,
                aside,
            });
    }
    return cuts;
}
