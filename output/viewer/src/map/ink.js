/** The strokes of one frame: ways, rings, signs and badges, as picture.js has laid them out. */

import { tracePart } from '../marks/curve.js';
import { drawBadge, drawCount, drawRings, drawSign } from '../marks/signs.js';
import { drawArrival, drawLoop, drawTrail, restOf, trailStyle, trailWidth } from '../marks/trails.js';
import { numberAt } from './picture.js';

/**
 * @typedef {import("../data/timeline.js").Timeline} Timeline
 * @typedef {import("../data/moment.js").Moment} Moment
 * @typedef {import("../marks/surface.js").View} View
 * @typedef {import("./places.js").Mark} Mark
 * @typedef {import("../marks/trails.js").Trail} Trail
 * @typedef {import("../marks/trails.js").Progress} Progress
 * @typedef {import("../marks/palette.js").Palette} Palette
 * @typedef {import("./picture.js").Course} Course
 * @typedef {import("./picture.js").Layout} Layout
 * @typedef {import("../contract").State} State
 */

const RING_DAYS = 12;
const AT_REST = /** @type {Progress} */ ({ state: 'undated', fraction: 1, age: 0 });

/**
 * Draws one frame.
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Timeline} timeline @param {Layout} layout @param {Moment} moment
 * @param {State} state @param {ReturnType<typeof import("../marks/rings.js").createRingClock>} rings @param {number} now
 */
export function drawStory(ctx, palette, timeline, layout, moment, state, rings, now) {
    drawCourses(ctx, palette, timeline, layout, moment, state);
    drawPasses(ctx, palette, timeline, layout, rings, now);
    for (const { event, what, mark, fresh } of layout.strikes) {
        const age = !fresh ? Infinity : moment.day - timeline.events.start_min[event];
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
    for (const course of layout.courses) {
        const at = numberAt(course);
        if (at) drawCount(ctx, palette, at.x, at.y, course.rows.length);
    }
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
function drawCourse(ctx, palette, timeline, { rows, slot, focused, trail, at }, moment, state, size) {
    const progress = slot < 0 ? AT_REST : moment.movements[slot];
    const aside = state.sceneChosen && state.scene >= 0 && !focused;
    const { movements } = timeline;
    // the widest and the least certain of several
    const row = rows.reduce((most, next) => (trailWidth(timeline, next) > trailWidth(timeline, most) ? next : most));
    const certainty = rows.reduce((least, next) => Math.min(least, movements.certainty[next]), Infinity);
    const style = { ...trailStyle(timeline, palette, row, progress, size, focused, aside), certainty, headless: state.reduced };
    if (rows.some((one) => movements.record[one] >= 0 && [state.selected, state.hovered].includes(movements.record[one])))
        drawChosen(ctx, palette, trail, style.width);
    const doubt = rows.map((one) => doubtOf(timeline, one)).reduce((most, next) => (next[0] + next[1] > most[0] + most[1] ? next : most));
    if (trail) drawTrail(ctx, palette, trail, progress, style, doubt);
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
        // what hits one of many is a share of their ring
        if (mark.sign.phase === 'group') continue;
        if (done.has(key) || (what === mark.sign.phase && chance === 1)) continue;
        done.add(key);
        // A second badge goes under the first.
        const side = what === 'crackdown' && done.has(`disruption ${mark.place}`) ? 1 : -1;
        // An open dot has no room at its shoulder: the badge stands in its place.
        const away = mark.r < 6 ? 0 : 0.78 * mark.r + 1.5;
        drawBadge(ctx, palette, mark.x + away, mark.y + side * away, what, chance);
    }
}
