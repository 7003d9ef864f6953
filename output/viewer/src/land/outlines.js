/** The outlines that a data set gives its zones and countries: thin lines, on the ground and under the signs, that phases fill. */

import { once } from '../data/unpack.js';
import { addShape, newShape } from './paths.js';

/**
 * @typedef {import("../marks/palette.js").Palette} Palette
 * @typedef {import("../marks/surface.js").View} View
 * @typedef {{rings: Float64Array[], open: Float64Array[], bbox: [number, number, number, number]}} Outline on the unit plane; a ring ends where it began
 * @typedef {ReturnType<typeof createOutlines>} Outlines
 */

/** Steps of a ring in the width of the world, as in geo/rings.py. */
const GRID = 1e8;
/** Pixels of a zone on the screen below which its edge is no more than its sign. */
const LEAST_PX = 12;
/** From which it has room for a name. */
const NAMED_PX = 44;

/** @param {import("../contract").TimelineJson} json */
export function createOutlines({ outlines, places }) {
    const of = once(() => decode(outlines));
    const empty = !outlines?.place.length;
    const isLand = (/** @type {number} */ place) => places.level[place] === 'country';

    return {
        /** Has a place an outline of its own? @param {number} place */
        has: (place) => !empty && of().has(place),

        /**
         * Places whose outlines are drawn; countries are part of the ground where there is one.
         * @param {(record: number) => boolean} shows @param {boolean} [grounded] @returns {number[]}
         */
        shown: (shows, grounded = false) => (empty ? [] : [...of().keys()].filter((place) => !(grounded && isLand(place)) && shows(places.record[place]))),

        /** Countries that no base map has. @returns {Outline[]} */
        lands: () => (empty ? [] : [...of()].flatMap(([place, outline]) => (isLand(place) ? outline : []))),

        /** Places whose outlines have room for a name, with their points in pixels. @param {View} view @returns {[number, number, number][]} */
        wide({ scale, ox, oy, width, height }) {
            if (empty) return [];
            return [...of()].flatMap(/** @returns {[number, number, number][]} */ ([place, { bbox }]) => {
                const [px, py] = [places.x[place] ?? NaN, places.y[place] ?? NaN];
                const [x, y] = [(px + Math.round((ox + width / 2) / scale - px)) * scale - ox, py * scale - oy];
                return (bbox[2] - bbox[0]) * scale >= NAMED_PX && x > 0 && y > 0 && x < width && y < height ? [[place, x, y]] : [];
            });
        },

        /** What is filled, null for a place without an outline. @param {number} place @param {View} view */
        pathOf(place, view) {
            const outline = empty ? undefined : of().get(place);
            if (!outline) return null;
            const shape = newShape();
            addShape(shape, outline, view);
            return shape.area;
        },

        /** @param {CanvasRenderingContext2D} ctx @param {number[]} shown places @param {View} view @param {Palette} palette */
        draw(ctx, shown, view, palette) {
            const shape = newShape();
            for (const place of shown) {
                const outline = /** @type {Outline} */ (of().get(place));
                const [left, top, right, bottom] = outline.bbox;
                if (Math.max(right - left, bottom - top) * view.scale >= LEAST_PX) addShape(shape, outline, view);
            }
            ctx.lineJoin = 'round';
            for (const [token, width, alpha] of /** @type {[string, number, number][]} */ ([['casing', 3, 0.55], ['none', 1.1, 0.9]])) {
                ctx.strokeStyle = palette.colour(token);
                ctx.lineWidth = width;
                ctx.globalAlpha = alpha;
                ctx.stroke(shape.edge);
            }
            ctx.globalAlpha = 1;
        },
    };
}

/** @param {import("../contract").TimelineJson["outlines"]} table @returns {Map<number, Outline>} by place */
function decode({ place, closed, x, y }) {
    /** @type {Map<number, Outline>} */
    const found = new Map();
    place.forEach((row, i) => {
        const points = pointsOf(x[i], y[i], closed[i] === 1);
        const outline = found.get(row) ?? { rings: [], open: [], bbox: [Infinity, Infinity, -Infinity, -Infinity] };
        (closed[i] ? outline.rings : outline.open).push(points);
        for (let at = 0; at < points.length; at += 2) {
            const [left, top, right, bottom] = outline.bbox;
            outline.bbox = [Math.min(left, points[at]), Math.min(top, points[at + 1]), Math.max(right, points[at]), Math.max(bottom, points[at + 1])];
        }
        found.set(row, outline);
    });
    return found;
}

/** @param {number[]} dx @param {number[]} dy @param {boolean} closed */
function pointsOf(dx, dy, closed) {
    const points = new Float64Array(2 * (dx.length + Number(closed)));
    let [x, y] = [0, 0];
    dx.forEach((step, i) => {
        x += step;
        y += dy[i];
        points[2 * i] = x / GRID;
        points[2 * i + 1] = y / GRID;
    });
    if (closed) points.set(points.subarray(0, 2), 2 * dx.length);
    return points;
}
