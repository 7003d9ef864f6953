/**
 * Phases on areas: hatched provinces, circles at the true size of what is known, whole countries. A phase is hatched at the finest level on
 * record, and fainter where less is certain.
 */

import { kmToPixels } from './places.js';

/**
 * @typedef {import("../data/timeline.js").Timeline} Timeline
 * @typedef {import("../data/moment.js").Moment} Moment
 * @typedef {import("../land/ground.js").Hatch} Hatch
 * @typedef {import("../marks/surface.js").View} View
 * @typedef {ReturnType<typeof import("../land/ground.js").createGround>} Ground
 * @typedef {import("../land/outlines.js").Outlines} Outlines
 */

/** A point known less well than this is drawn as an area too. */
const WIDE_FROM_KM = 25;
const WIDE_FROM_PX = 10;

/**
 * Hatch only at the finest level on record: a country has none when a zone of it has one.
 * @param {Timeline} timeline @param {Moment} moment @param {Ground|null} ground @param {Outlines} outlines @param {View} view
 * @param {(record: number) => boolean} shows @param {Set<number>|null} [told] places that the scene tells of; null hatches every place @returns {Hatch[]}
 */
export function areasOf(timeline, moment, ground, outlines, view, shows, told = null) {
    const { places, spans } = timeline;
    /** @type {Hatch[]} */
    const zones = [];
    /** @type {Hatch[]} */
    const countries = [];
    for (const { index: place, phase, span } of moment.places) {
        if (span < 0 || (told && !told.has(place)) || !shows(places.record[place])) continue;
        if (spans.basis[span]?.length && !spans.basis[span].some(shows)) continue;
        const low = spans.certainty[span] === 0;
        const [iso2, code] = [places.iso2[place] || places.iso2[places.country[place]] || '', places.iso_3166_2[place]];
        const hatch = { place, phase, iso2, province: '', circle: null, sea: places.at_sea[place] === 1 };
        if (places.level[place] === 'country') countries.push({ ...hatch, own: outlines.has(place), strength: low ? 0.25 : 0.5 });
        else if (outlines.has(place)) zones.push({ ...hatch, own: true, strength: low ? 0.5 : 1 });
        else if (ground?.hasProvince(code)) zones.push({ ...hatch, province: code, strength: low ? 0.5 : 1 });
        else if (isWide(timeline, place, view))
            zones.push({ ...hatch, circle: circleOf(timeline, place), strength: low ? 0.5 : 1 });
    }
    const finer = new Set(zones.map(({ place }) => places.country[place]));
    return [...countries.filter(({ place }) => !finer.has(place)), ...zones];
}

/** @param {Timeline} timeline @param {number} place @param {View} view */
function isWide({ places }, place, { scale }) {
    const km = places.precision_km[place];
    return (
        places.level[place] !== 'region' &&
        km >= WIDE_FROM_KM &&
        kmToPixels(km, places.lat[place], scale) > WIDE_FROM_PX
    );
}

/** @param {Timeline} timeline @param {number} place */
function circleOf({ places }, place) {
    return { x: places.x[place], y: places.y[place], r: kmToPixels(places.precision_km[place], places.lat[place], 1) };
}

/** How the zones of a measure are outlined: in ink, no phase has that. */
export const ZONE_DASH = { receiving: [7, 3], control: [1.5, 3] };
export const ZONE_WIDTH = 1.6;
const LEAST_ZONE_PX = 17;

/**
 * The zones a measure was taken in, shaded: a statistic has no direction, so there is never an arrow.
 * @param {Timeline} timeline @param {[number, 'receiving' | 'control'][]} zones @param {Ground|null} ground @param {Outlines} outlines @param {View} view
 * @returns {Hatch[]}
 */
export function zonesOf({ places }, zones, ground, outlines, { scale }) {
    return zones.flatMap(/** @returns {Hatch[]} */ ([place, phase]) => {
        const [iso2, province, km] = [places.iso2[place] || places.iso2[places.country[place]] || '', places.iso_3166_2[place], places.precision_km[place]];
        const zone = { place, phase, iso2, province: '', circle: null, sea: places.at_sea[place] === 1, strength: phase === 'control' ? 0.12 : 0.24 };
        if (outlines.has(place)) return [{ ...zone, own: true }];
        if (ground?.hasProvince(province)) return [{ ...zone, province }];
        if (ground && places.level[place] === 'country') return [zone];
        if (Number.isNaN(places.x[place])) return [];
        const r = Math.max(kmToPixels(km || 0, places.lat[place], 1), LEAST_ZONE_PX / scale);
        return [{ ...zone, iso2: '', circle: { x: places.x[place], y: places.y[place], r } }];
    });
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {Hatch[]} areas @param {Ground|null} ground @param {Outlines} outlines @param {View} view
 * @param {import("../marks/palette.js").Palette} palette @param {ReturnType<typeof import("../marks/hatch.js").createHatches>} fillHatch
 */
export function drawAreas(ctx, areas, ground, outlines, view, palette, fillHatch) {
    for (const area of areas) {
        if (area.sea && ground) inSea(ctx, ground, view, () => drawArea({ ...area, iso2: '' }));
        else drawArea(area);
    }

    /** @param {Hatch} area */
    function drawArea(area) {
        const outline = area.own ? outlines.pathOf(area.place, view) : ground?.outlineOf(area, view);
        const dash = ZONE_DASH[/** @type {'receiving'} */ (area.phase)];
        if (area.circle) drawCircle(ctx, area, area.circle, outline, view, palette, fillHatch);
        else if (outline) fillHatch(ctx, outline, area.phase, area.strength, view);
        if (outline && !area.circle && (area.province || area.own || dash)) strokeThin(ctx, outline, palette.colour(dash ? 'ink2' : area.phase), dash ?? []);
    }
}

/**
 * The edges of zones at rest; of those at sea what is no land.
 * @param {CanvasRenderingContext2D} ctx @param {number[]} shown places @param {Timeline} timeline @param {Ground|null} ground @param {Outlines} outlines @param {View} view
 * @param {import("../marks/palette.js").Palette} palette
 */
export function drawEdges(ctx, shown, { places }, ground, outlines, view, palette) {
    const [dry, wet] = [0, 1].map((sea) => shown.filter((place) => places.at_sea[place] === sea));
    if (dry.length) outlines.draw(ctx, dry, view, palette);
    const draw = () => outlines.draw(ctx, wet, view, palette);
    if (wet.length && ground) inSea(ctx, ground, view, draw);
    else if (wet.length) draw();
}

/** @param {CanvasRenderingContext2D} ctx @param {Ground} ground @param {View} view @param {() => void} draw */
function inSea(ctx, ground, view, draw) {
    ctx.save();
    ctx.clip(ground.seaIn(view), 'evenodd');
    draw();
    ctx.restore();
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {Hatch} area @param {{x: number, y: number, r: number}} circle @param {Path2D|null|undefined} country
 * @param {View} view @param {import("../marks/palette.js").Palette} palette @param {ReturnType<typeof import("../marks/hatch.js").createHatches>} fillHatch
 */
function drawCircle(ctx, area, { x, y, r }, country, view, palette, fillHatch) {
    const { scale, ox, oy, width } = view;
    const last = Math.floor((ox + width) / scale - x + r);
    for (let copy = Math.ceil(ox / scale - x - r); copy <= last; copy++) {
        const disc = new Path2D();
        disc.arc((x + copy) * scale - ox, y * scale - oy, r * scale, 0, 2 * Math.PI);
        ctx.save();
        if (country) ctx.clip(country, 'evenodd');
        fillHatch(ctx, disc, area.phase, area.strength, view);
        ctx.restore();
        const dash = ZONE_DASH[/** @type {'receiving'} */ (area.phase)];
        strokeThin(ctx, disc, palette.colour(dash ? 'ink2' : area.phase), dash ?? [3.5, 3]);
    }
}

/** @param {CanvasRenderingContext2D} ctx @param {Path2D} path @param {string} colour @param {number[]} dash */
function strokeThin(ctx, path, colour, dash) {
    ctx.globalAlpha = dash.length ? 0.85 : 0.5;
    ctx.setLineDash(dash);
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1.1;
    ctx.stroke(path);
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
}
