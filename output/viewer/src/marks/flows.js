/** The bundles on the map: on two canvases of their own, of which one is seen while the other is painted in slices. */

import { bundle, countBundles } from './bundles.js';
import { distanceTo, quadratic, stationAt, tracePart } from './curve.js';
import { drawHead, headLength } from './heads.js';
import { beginning } from '../data/moment.js';
import { kindToken, oldKindToken } from './palette.js';
import { createSurface } from './surface.js';
import { loopUnder } from './trails.js';

/**
 * @typedef {import("../data/timeline.js").Timeline} Timeline
 * @typedef {import("./surface.js").View} View
 * @typedef {import("./palette.js").Palette} Palette
 * @typedef {import("./curve.js").Curve} Curve
 * @typedef {{view: View, key: string, dpr: number, palette: Palette, moment: import("../data/moment.js").Moment, shown: Uint8Array,
 *   playing: boolean, whole: boolean, now: number, say: (count: number) => string, written: import("./surface.js").Box[]}} Scene
 *   `whole` paints all at once, for paper; so is the first picture. `written` is where names stand
 * @typedef {{order: number[], at: number, most: number, whole: boolean, scene: Scene}} Work a picture that is being painted
 */

/** Bundles painted in one frame. */
const SLICE = 24;
/** While playing the bundles grow in steps of so many milliseconds: they change slowly, and the dots on them do not wait. */
const STEP_MS = 300;
const BEND = 0.17;
const [THINNEST, THICKEST] = [0.8, 9];
const MOST_NUMBERS = 60;
/** Where on its curve a number may stand, as shares of the length, the best place first. */
const NUMBER_AT = [0.5, 0.42, 0.58, 0.34, 0.66];
const REACH = 8;
/** Records listed for one bundle, the newest ones. */
const MOST_LISTED = 20;

/** @param {typeof import("leaflet")} L @param {import("leaflet").Map} map @param {HTMLElement} pane @param {Timeline} timeline */
export function createFlows(L, map, pane, timeline) {
    const order = beginning(timeline);
    const surfaces = [createSurface(L, map, pane), createSurface(L, map, pane)];
    for (const surface of surfaces) surface.show(false);
    let seen = 0;
    /** @type {import("./bundles.js").Bundling} */
    let bundling = { groups: new Int32Array(0), bundles: [], of: new Int32Array(0) };
    let [bundledFor, laidFor, paintedFor, painted] = [NaN, '', '', -Infinity];
    /** @type {Curve[]} */
    let curves = [];
    let [counts, begun] = [new Int32Array(0), -1];
    /** @type {Work|null} */
    let work = null;

    return { sheets: surfaces, groups, draw, drawDots, hide, rowsAt, painting: () => work !== null };

    /** The place that stands for each place at this scale. @param {View} view */
    function groups({ scale }) {
        if (scale !== bundledFor) [bundling, bundledFor] = [bundle(timeline, scale), scale];
        return bundling.groups;
    }

    /** Keeps the picture of the bundles up to date: a slice of it each frame. @param {Scene} scene */
    function draw(scene) {
        groups(scene.view);
        if (scene.key !== laidFor) [curves, laidFor] = [bundling.bundles.map((one) => layBundle(timeline, one, scene.view)), scene.key];
        const stale = scene.key !== paintedFor || (begun !== scene.moment.begun && (!scene.playing || scene.now - painted > STEP_MS));
        if (stale && !(work && work.scene.key === scene.key && scene.playing)) begin(scene);
        if (work) slice(work);
    }

    /** @param {Scene} scene */
    function begin(scene) {
        const whole = scene.whole || painted < 0;
        [begun, paintedFor, painted] = [scene.moment.begun, scene.key, scene.now];
        counts = countBundles(bundling, order, begun, scene.shown);
        const rows = [...counts.keys()].filter((number) => counts[number] > 0).sort((a, b) => counts[a] - counts[b]);
        const { view, dpr } = scene;
        const hidden = surfaces[1 - seen];
        hidden.place(view.ox, view.oy, view.width, view.height, dpr, view.scale);
        hidden.clear();
        work = { order: rows, at: 0, most: counts[rows[rows.length - 1]] ?? 1, whole, scene };
    }

    /** @param {Work} job */
    function slice(job) {
        const { ctx } = surfaces[1 - seen];
        const { palette, say, written } = job.scene;
        const end = job.whole ? job.order.length : Math.min(job.order.length, job.at + SLICE);
        for (; job.at < end; job.at++) {
            const number = job.order[job.at];
            drawBundle(ctx, palette, curves[number], bundling.bundles[number].kind, counts[number] / job.most);
        }
        if (job.at < job.order.length) return;
        drawNumbers(ctx, palette, job.order, curves, counts, say, written);
        surfaces[1 - seen].show(true);
        surfaces[seen].show(false);
        seen = 1 - seen;
        work = null;
    }

    /** The movements under way, a dot each on the curve of its bundle. @param {CanvasRenderingContext2D} ctx @param {Scene} scene */
    function drawDots(ctx, { palette, moment, shown }) {
        /** @type {Map<string, Path2D>} */
        const paths = new Map();
        for (const { index, fraction } of moment.movements) {
            const curve = curves[bundling.of[index]];
            if (!curve || !shown[index]) continue;
            const kind = timeline.movements.kind[index];
            let path = paths.get(kind);
            if (!path) paths.set(kind, (path = new Path2D()));
            const { x, y } = stationAt(curve, fraction * curve.total);
            path.rect(x - 1.6, y - 1.6, 3.2, 3.2);
        }
        for (const [kind, path] of paths) {
            ctx.fillStyle = palette.colour(kindToken(kind));
            ctx.fill(path);
        }
    }

    function hide() {
        work = null;
        paintedFor = laidFor = '';
        for (const surface of surfaces) surface.show(false);
    }

    /** Movements of the bundle under a point, newest first. @param {number} x @param {number} y */
    function rowsAt(x, y) {
        let [best, nearest] = [-1, REACH];
        curves.forEach((curve, number) => {
            const away = counts[number] > 0 ? distanceTo(curve, x, y) : Infinity;
            if (away < nearest) [best, nearest] = [number, away];
        });
        const rows = [];
        for (let i = begun - 1; best >= 0 && i >= 0 && rows.length < MOST_LISTED; i--) if (bundling.of[order[i]] === best) rows.push(order[i]);
        return rows;
    }
}

/** @param {Timeline} timeline @param {import("./bundles.js").Bundle} bundle @param {View} view @returns {Curve} */
function layBundle({ places }, { from, to, shift }, { scale, ox, oy, width }) {
    const [x0, y0, x1, y1] = [places.x[from], places.y[from], places.x[to] + shift, places.y[to]];
    const copy = Math.round((ox + width / 2) / scale - (x0 + x1) / 2) * scale - ox;
    if (from === to) return loopUnder(x0 * scale + copy, y0 * scale - oy, 6);
    const [cx, cy] = [(x0 + x1) / 2 - 2 * BEND * (y1 - y0), (y0 + y1) / 2 + 2 * BEND * (x1 - x0)];
    return quadratic(x0 * scale + copy, y0 * scale - oy, cx * scale + copy, cy * scale - oy, x1 * scale + copy, y1 * scale - oy);
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Curve} curve @param {string} kind @param {number} share of the largest count */
function drawBundle(ctx, palette, curve, kind, share) {
    const width = THINNEST + (THICKEST - THINNEST) * Math.sqrt(share);
    const colour = palette.colour(oldKindToken(kind));
    const [from, to] = [Math.min(8, curve.total / 4), curve.total - Math.min(8, curve.total / 4)];
    const head = Math.max(1, width * 0.55);
    const end = Math.max(from, to - headLength(kind, head) * 0.8);
    ctx.beginPath();
    tracePart(ctx, curve, from, end);
    ctx.lineCap = 'butt';
    ctx.setLineDash([]);
    ctx.globalAlpha = 0.55;
    ctx.strokeStyle = palette.colour('casing');
    ctx.lineWidth = width + 2;
    ctx.stroke();
    ctx.globalAlpha = 0.35 + 0.5 * Math.sqrt(share);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
    drawHead(ctx, palette, kind, stationAt(curve, to), head, colour);
    ctx.globalAlpha = 1;
}

/**
 * How many movements each of the largest bundles stands for, where its curve has room for it.
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number[]} order smallest first @param {Curve[]} curves
 * @param {Int32Array} counts @param {(count: number) => string} say @param {import("./surface.js").Box[]} written
 */
function drawNumbers(ctx, palette, order, curves, counts, say, written) {
    ctx.font = `600 11px ${palette.font}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.lineJoin = 'round';
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = palette.colour('casing');
    ctx.fillStyle = palette.colour('ink');
    const taken = [...written];
    let left = MOST_NUMBERS;
    for (let i = order.length - 1; i >= 0 && left > 0; i--) {
        const count = counts[order[i]];
        if (count < 2) return;
        const curve = curves[order[i]];
        const text = say(count);
        const half = ctx.measureText(text).width / 2 + 3;
        const spot = NUMBER_AT.map((share) => stationAt(curve, curve.total * share))
            .find(({ x, y }) => !taken.some((box) => x + half > box.left && x - half < box.right && y + 7 > box.top && y - 7 < box.bottom));
        if (!spot) continue;
        const { x, y } = spot;
        left -= 1;
        taken.push({ left: x - half, top: y - 7, right: x + half, bottom: y + 7 });
        ctx.strokeText(text, x, y);
        ctx.fillText(text, x, y);
    }
}
