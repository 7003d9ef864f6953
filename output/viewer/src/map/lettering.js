/** The labels of a picture: what wants to be named, what names must keep clear of, and how they are painted where they found room. */

import { stationAt } from '../marks/curve.js';
import { captionsOfCountries, captionsOfCuts, captionsOfMarks, captionsOfZones } from './captions.js';
import { boxOf, placeLabels } from './labels.js';
import { countriesFor } from '../land/ground.js';
import { statesOf } from '../land/states.js';
import { focusOf, isInside, numberAt, toldPlaces } from './picture.js';

/**
 * @typedef {import("../data/timeline.js").Timeline} Timeline
 * @typedef {import("../data/moment.js").Moment} Moment
 * @typedef {import("../marks/surface.js").View} View
 * @typedef {import("./places.js").Mark} Mark
 * @typedef {import("../marks/trails.js").Trail} Trail
 * @typedef {import("../marks/palette.js").Palette} Palette
 * @typedef {import("./picture.js").Course} Course
 * @typedef {import("./picture.js").Layout} Layout
 * @typedef {Omit<import("./labels.js").Placed, "item"> & {item: import("./captions.js").Caption}} Lettered
 * @typedef {import("../contract").State} State
 */

/** So many labels of a small map say what happened. */
const LOUDEST = 2;
/** Names beside bundles: more of them would hide the bundles. */
const MOST_NAMES = 24;
/** Of so many places a chosen scene names its own alone. */
const HUNDREDS = 120;
/** Share of the world in view from which it does. */
const WORLDWIDE = 0.34;

/**
 * Finds room for the labels of a layout.
 * @param {Timeline} timeline @param {Layout} layout @param {Moment} moment @param {State} state
 * @param {{basemap: ReturnType<typeof import("../data/basemap.js").decodeBasemap>|null, story: Set<string>, set: import("./captions.js").Typesetter, words: import('../contract').Speaker,
 *   outlines: import("../land/outlines.js").Outlines, blocked: import("../marks/surface.js").Box[], before: Map<string, string>, bundled: boolean,
 *   numbers?: Map<number, string>, discs?: {x: number, y: number, r: number}[]}} setting
 * @returns {Lettered[]}
 */
export function layLabels(timeline, layout, moment, state, setting) {
    const { view, marks, courses } = layout;
    const small = view.width < 480 || view.height < 300;
    const focus = focusOf({ ...state, hovered: -1 }, timeline);
    const telling = {
        timeline,
        words: setting.words,
        events: layout.events,
        inScene: focus,
        told: toldPlaces(state, timeline),
        world: view.width / view.scale > WORLDWIDE || marks.reduce((n, { members }) => n + members.length, 0) > HUNDREDS,
        day: moment.day,
        selected: state.selected,
        brief: small,
        numbers: setting.numbers,
    };
    const captions = captionsOfMarks(
        marks.filter((mark) => isInside(mark, view) && !setting.blocked.some((box) => isUnder(mark, box))),
        telling,
        setting.set,
        view.width / 2,
    );
    if (small) hush(captions);
    const tags = captionsOfCuts(cutsOf(timeline, courses, moment, telling.told !== null), telling, setting.set);
    captions.push(...tags);
    const taken = new Set(captions.map(({ id }) => id));
    captions.push(...captionsOfZones(setting.outlines.wide(view), taken, marks, telling, setting.set));
    if (setting.basemap) {
        const ours = new Set(
            marks.filter((mark) => captions.some(({ id }) => id === `place ${mark.place}`)).flatMap((mark) => countriesNamed(timeline, mark)),
        );
        captions.push(...captionsOfCountries(setting.basemap, view, ours, setting.story, telling, setting.set));
    }
    const field = {
        frame: { left: 3, top: 3, right: view.width - 3, bottom: view.height - 3 },
        blocked: setting.blocked,
        // a tag beside another curve's end would name the wrong one
        signs: obstaclesOf(layout, timeline).concat((setting.discs ?? []).map(({ x, y, r }) => ({ x, y, r, soft: false })),
            tags.map(({ x, y }) => ({ x, y, r: 5, soft: false }))),
        curves: courses.flatMap(({ trail, slot }) =>
            trail && (slot < 0 || moment.movements[slot].age < 365) ? [drawnPoints(trail)] : [],
        ),
        keep: state.playing ? 20 : undefined,
        land: setting.basemap && statesIn(setting.basemap, view),
    };
    const limit = view.height < 300 ? 6 : small ? 8 : setting.bundled ? MOST_NAMES : Infinity;
    return /** @type {Lettered[]} */ (placeLabels(captions, field, setting.before, limit));
}

/** On a small map the strongest alone say what happened, the others are named. @param {import("./captions.js").Caption[]} captions */
function hush(captions) {
    const loud = captions.filter(({ lines, said }) => said && lines.length > 1).sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
    for (const caption of loud.slice(LOUDEST)) caption.lines = caption.lines.slice(0, 1);
}

/** Of the last view of a basemap: labels are laid more often than it changes. @type {WeakMap<object, {key: string, land: import("./labels.js").Land}>} */
const known = new WeakMap();

/** @param {ReturnType<typeof import("../data/basemap.js").decodeBasemap>} basemap @param {View} view */
function statesIn(basemap, view) {
    const key = [view.scale, view.ox, view.oy, view.width, view.height].join();
    const last = known.get(basemap);
    if (last?.key === key) return last.land;
    const land = statesOf(countriesFor(basemap, view), view);
    known.set(basemap, { key, land });
    return land;
}

/** Codes of the countries that the label of a sign names. @param {Timeline} timeline @param {Mark} mark */
function countriesNamed({ places }, { sign, crowd, lands, place, beside }) {
    const subjects = sign.count > 1 ? [crowd, ...lands] : [place, ...beside.map((one) => one.place)];
    return subjects.filter((at) => at >= 0 && places.level[at] === 'country').map((at) => places.iso2[at]);
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
    for (const course of courses) {
        const { at, row } = course;
        // The loop of a movement inside one place hangs under its sign.
        if (at && movements.shape[row] === 'ring') signs.push({ x: at.x, y: at.y + at.r + 9.5, r: 11, soft: false });
        const number = numberAt(course);
        if (number) signs.push({ x: number.x, y: number.y, r: 7.5, soft: false });
    }
    return signs;
}

/** A sign under the legend has no name beside the legend. @param {Mark} mark @param {import("../marks/surface.js").Box} box */
function isUnder({ x, y }, { left, top, right, bottom }) {
    return x > left && x < right && y > top && y < bottom;
}

/** @param {Trail} trail */
export function drawnPoints({ curve, from, to }) {
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

/** What a label says and where. @param {Lettered} label */
export function nameOf(label) {
    return { text: label.item.lines.slice(0, label.lines).map(({ text }) => text).join(' / '), ...boxOf(label) };
}

/** Paints a label: its leader first, then text with its halo. @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Lettered} label @param {number} x @param {number} y its point, in pixels @param {number} alpha */
export function drawLabel(ctx, palette, label, x, y, alpha) {
    ctx.save();
    ctx.translate(x, y);
    ctx.globalAlpha = alpha;
    ctx.lineJoin = 'round';
    ctx.textBaseline = 'alphabetic';
    ctx.textAlign = 'left';
    if (label.leader) drawLeader(ctx, palette, label.leader);
    let top = label.dy;
    for (const line of label.item.lines.slice(0, label.lines)) {
        const slack = label.width - line.width;
        const left = label.dx + (label.align === 'start' ? 0 : label.align === 'end' ? slack : slack / 2);
        drawLine(ctx, palette, line, left, top + 0.79 * line.height);
        top += line.height;
    }
    ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {import("./captions.js").Line} line @param {number} left @param {number} base */
function drawLine(ctx, palette, line, left, base) {
    ctx.font = line.font;
    const spacing = `${line.spacing}px`;
    if (ctx.letterSpacing !== spacing) ctx.letterSpacing = spacing;
    ctx.strokeStyle = palette.colour('halo');
    ctx.lineWidth = 3.2;
    ctx.strokeText(line.text, left, base);
    ctx.fillStyle = palette.colour(line.token);
    ctx.fillText(line.text, left, base);
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {[number, number, number, number]} leader */
function drawLeader(ctx, palette, [x0, y0, x1, y1]) {
    ctx.beginPath();
    ctx.moveTo(x0, y0);
    ctx.lineTo(x1, y1);
    ctx.strokeStyle = palette.colour('halo');
    ctx.lineWidth = 2.8;
    ctx.stroke();
    ctx.strokeStyle = palette.colour('ink2');
    ctx.lineWidth = 0.9;
    ctx.stroke();
}
