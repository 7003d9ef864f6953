/** The ground of the map: sea, graticule, land, hatches, borders. It changes with the view and the phases, never per frame. */

import { addFeature, addLine, addShape, forEachCopy, meets, newShape } from './paths.js';

/**
 * @typedef {import("../marks/palette.js").Palette} Palette
 * @typedef {ReturnType<typeof import("../data/basemap.js").decodeBasemap>} Basemap
 * @typedef {Basemap["world"][number]} Feature
 * @typedef {import("../marks/surface.js").View} View
 *
 * @typedef {{place: number, phase: string, strength: number, iso2: string, province: string, circle: {x: number, y: number, r: number}|null, own?: boolean, sea?: boolean}} Hatch
 *   a phase on an area: a province, a circle (on the unit plane) cut to its country, or a whole country; `own` is a zone with an outline of its own, `sea` one that ends at the coast
 */

/** From this width of the world on, in pixels, the finer countries and the provinces are drawn. */
const FINE_FROM = 256 * 2 ** 3.6;
const PROVINCES_FROM = 256 * 2 ** 5.9;
/** From here on a bar says how far it is, and a grid how the ground lies: on a smaller scale the bar would not hold for the whole map. */
export const NEAR_FROM = 256 * 2 ** 9;
/** Degrees between the lines of that grid, and the least pixels. */
const [GRID_DEG, GRID_PX] = [[1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001], 90];
/** From here on the borders of provinces, 1 to 2 km off by themselves, would look like streets. */
export const CITY_FROM = 256 * 2 ** 12.5;

/** The code of land that has none. */
const OWN = '-';

/** As fine as a view needs them. @param {Basemap} basemap @param {View} view */
export function countriesFor(basemap, view) {
    return view.scale >= FINE_FROM ? basemap.region : basemap.world;
}

/**
 * @param {Basemap} basemap @param {Set<string>} story ISO codes of the countries in the story
 * @param {import("./outlines.js").Outline[]} lands countries that only the data set outlines, always of the story
 */
export function createGround(basemap, story, lands) {
    const own = lands.map((land) => ({ ...land, iso2: OWN, code: '' }));
    const countries = (/** @type {View} */ view) => [...countriesFor(basemap, view), ...own];
    const provincesOf = groupByCode(basemap.provinces);

    return {
        /** @param {CanvasRenderingContext2D} base @param {CanvasRenderingContext2D} lines @param {View} view @param {Palette} palette
         *  @param {Set<string>} [told] countries that the picture is about */
        draw(base, lines, view, palette, told = story) {
            drawSea(base, view, palette);
            const [land, ours] = [newShape(), newShape()];
            for (const feature of countries(view)) addShape(told.has(feature.iso2) || feature.iso2 === OWN ? ours : land, feature, view);
            paint(base, land.area, palette.colour('land'));
            paint(base, ours.area, palette.colour('story'));
            drawDisputedAreas(base, basemap, view, palette);
            drawLines(lines, basemap, view, palette, land.edge, ours.edge);
            if (view.scale >= NEAR_FROM) drawGrid(lines, view, palette);
        },

        /** Is there not one coast, border or province in the view? Only near views are. @param {View} view */
        isBlank(view) {
            if (view.scale < NEAR_FROM) return false;
            const drawn = [...countries(view), ...basemap.provinces];
            return !drawn.some(({ rings, bbox }) => meets(bbox, view, 0) && rings.some((ring) => passes(ring, view)));
        },

        /** The outline of a province or, without one, of a country; null when there is neither. @param {Hatch} hatch @param {View} view */
        outlineOf(hatch, view) {
            const own = provincesOf.get(hatch.province) ?? countries(view).filter(({ iso2 }) => iso2 === hatch.iso2);
            if (!own.length) return null;
            const path = new Path2D();
            for (const feature of own) addFeature(path, feature, view);
            return path;
        },

        /** All that is no land, to clip to by the even-odd rule. @param {View} view */
        seaIn(view) {
            const path = new Path2D();
            path.rect(0, 0, view.width, view.height);
            for (const feature of countries(view)) addFeature(path, feature, view);
            return path;
        },

        /** Does a province have a polygon of its own? @param {string} code */
        hasProvince: (code) => code !== '' && provincesOf.has(code),
    };
}

/** @param {Feature[]} features @returns {Map<string, Feature[]>} */
function groupByCode(features) {
    const groups = new Map();
    for (const feature of features) {
        groups.set(feature.code, [...(groups.get(feature.code) ?? []), feature]);
    }
    return groups;
}

/** @param {CanvasRenderingContext2D} ctx @param {View} view @param {Palette} palette */
function drawSea(ctx, view, palette) {
    ctx.fillStyle = palette.colour('sea');
    ctx.fillRect(0, 0, view.width, view.height);
    ctx.beginPath();
    const step = view.scale > 256 * 2 ** 5.5 ? 5 : view.scale > 256 * 2 ** 3 ? 10 : 30;
    for (let lon = Math.floor(((view.ox / view.scale) * 360) / step) * step; ; lon += step) {
        const x = (lon / 360) * view.scale - view.ox;
        if (x > view.width) break;
        ctx.moveTo(x, 0);
        ctx.lineTo(x, view.height);
    }
    for (let lat = -80; lat <= 80; lat += step) {
        const y = mercatorY(lat) * view.scale - view.oy;
        if (y < 0 || y > view.height) continue;
        ctx.moveTo(0, y);
        ctx.lineTo(view.width, y);
    }
    ctx.strokeStyle = palette.colour('grat');
    ctx.lineWidth = 0.8;
    ctx.stroke();
}

/** Meridians and parallels over the land of a near view, which may have nothing else to show. @param {CanvasRenderingContext2D} ctx @param {View} view @param {Palette} palette */
function drawGrid(ctx, view, palette) {
    const step = GRID_DEG.filter((degrees) => (degrees / 360) * view.scale >= GRID_PX).pop() ?? 1;
    const lonAt = (/** @type {number} */ x) => ((view.ox + x) / view.scale) * 360 - 180;
    ctx.beginPath();
    for (let n = Math.ceil(lonAt(0) / step); n * step <= lonAt(view.width); n++) {
        const x = ((n * step) / 360 + 0.5) * view.scale - view.ox;
        ctx.moveTo(x, 0);
        ctx.lineTo(x, view.height);
    }
    const [north, south] = [0, view.height].map((y) => latitude((view.oy + y) / view.scale));
    for (let n = Math.ceil(south / step); n * step <= north; n++) {
        const y = mercatorY(n * step) * view.scale - view.oy;
        ctx.moveTo(0, y);
        ctx.lineTo(view.width, y);
    }
    ctx.globalAlpha = 0.6;
    ctx.strokeStyle = palette.colour('admin');
    ctx.lineWidth = 0.7;
    ctx.stroke();
    ctx.globalAlpha = 1;
}

/** @param {number} y of the plane */
function latitude(y) {
    return (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;
}

/** May a line lead through the view? @param {Float64Array} points @param {View} view */
function passes(points, { scale, ox, oy, width, height }) {
    const [left, right, top, bottom] = [ox / scale, (ox + width) / scale, oy / scale, (oy + height) / scale];
    for (let i = 2; i < points.length; i += 2) {
        const [x0, y0, x1, y1] = [points[i - 2], points[i - 1], points[i], points[i + 1]];
        if (Math.max(x0, x1) >= left && Math.min(x0, x1) <= right && Math.max(y0, y1) >= top && Math.min(y0, y1) <= bottom) return true;
    }
    return false;
}

/** @param {number} lat */
function mercatorY(lat) {
    return 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
}

/** @param {CanvasRenderingContext2D} ctx @param {Basemap} basemap @param {View} view @param {Palette} palette */
function drawDisputedAreas(ctx, basemap, view, palette) {
    const path = new Path2D();
    for (const feature of basemap.disputedAreas) addFeature(path, feature, view);
    ctx.save();
    ctx.clip(path, 'evenodd');
    ctx.beginPath();
    // Fixed to the ground: the first line is a whole number of steps away from the corner of the world.
    const first = -((view.ox + view.oy) % 5) - view.height;
    for (let x = first; x < view.width; x += 5) {
        ctx.moveTo(x, view.height);
        ctx.lineTo(x + view.height, 0);
    }
    ctx.strokeStyle = palette.colour('dispute');
    ctx.globalAlpha = 0.28;
    ctx.lineWidth = 0.8;
    ctx.stroke();
    ctx.restore();
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {Basemap} basemap @param {View} view @param {Palette} palette
 * @param {Path2D} land @param {Path2D} ours
 */
function drawLines(ctx, basemap, view, palette, land, ours) {
    ctx.clearRect(0, 0, view.width, view.height);
    ctx.lineJoin = 'round';
    // with few colours to draw in, provinces would be as loud as countries
    if (view.scale >= PROVINCES_FROM && view.scale < CITY_FROM && !palette.forced) {
        const provinces = new Path2D();
        for (const feature of basemap.provinces) addFeature(provinces, feature, view);
        strokePath(ctx, provinces, palette.colour('admin'), 0.8);
    }
    strokePath(ctx, land, palette.colour('border'), view.scale < FINE_FROM ? 0.55 : 0.75);
    strokePath(ctx, ours, palette.colour('border-story'), view.scale < FINE_FROM ? 0.75 : 1.05);
    const disputed = new Path2D();
    for (const { points, bbox } of basemap.disputedLines) {
        forEachCopy(view, (shift) => meets(bbox, view, shift) && addLine(disputed, points, view, shift));
    }
    // The solid border under a disputed line is covered first, so that only the dashes remain.
    strokePath(ctx, disputed, palette.colour('land'), 2.4);
    ctx.setLineDash([4, 3]);
    strokePath(ctx, disputed, palette.colour('dispute'), 1.05);
    ctx.setLineDash([]);
}

/** @param {CanvasRenderingContext2D} ctx @param {Path2D} path @param {string} colour */
function paint(ctx, path, colour) {
    ctx.fillStyle = colour;
    ctx.fill(path, 'evenodd');
}

/** @param {CanvasRenderingContext2D} ctx @param {Path2D} path @param {string} colour @param {number} width */
function strokePath(ctx, path, colour, width) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke(path);
}
