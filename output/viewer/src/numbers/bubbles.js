/** The numbers of a series on the map: a circle at each place, its area in proportion to the number of the day. They lie under the story, in ink that is no phase's. */

import { legendValues, measuresOf, mostRadius, numbersOn, radiusOf, shownOn } from './series.js';
import { createSurface } from '../marks/surface.js';

/**
 * @typedef {import("../data/timeline.js").Timeline} Timeline
 * @typedef {import("../marks/palette.js").Palette} Palette
 * @typedef {import("../marks/surface.js").View} View
 * @typedef {import("../contract").State} State
 * @typedef {import("../contract").Context} Context
 * @typedef {(c: CanvasRenderingContext2D, palette: Palette, width: number, height: number) => void} Draw for a small canvas
 * @typedef {{swatch(draw: Draw, width?: number, height?: number): HTMLElement}} Swatches
 * @typedef {{place: number, row: number, value: number, x: number, y: number, r: number}} Bubble in pixels of the view
 */

/** Radius of the mark of a recorded 0. */
export const ZERO = 6.5;

/**
 * @param {typeof import("leaflet")} L @param {import("leaflet").Map} map @param {HTMLElement} pane @param {Timeline} timeline @param {Context['shows']} shows
 */
export function createNumbers(L, map, pane, timeline, shows) {
    const sheet = createSurface(L, map, pane);
    /** @type {Bubble[]} */
    let bubbles = [];
    let drawn = '';
    return { sheet, draw, at, said };

    /** @param {View} view @param {string} look what decides how it looks, but the day @param {Palette} palette @param {number} dpr @param {State} state */
    function draw(view, look, palette, dpr, state) {
        const rows = shownOn(timeline.json, state.filters, shows, state.day);
        const key = `${look}|${[...rows.values()].join()}`;
        if (key === drawn) return;
        drawn = key;
        sheet.place(view.ox, view.oy, view.width, view.height, dpr, view.scale);
        sheet.clear();
        bubbles = layNumbers(timeline, rows, view);
        sheet.show(bubbles.length > 0);
        for (const bubble of bubbles) drawBubble(sheet.ctx, palette, bubble);
    }

    /** Places whose circle holds a point, the smallest first. @param {number} x @param {number} y */
    function at(x, y) {
        const under = bubbles.filter((one) => (one.x - x) ** 2 + (one.y - y) ** 2 <= Math.max(one.r, ZERO) ** 2);
        return under.reverse().map(({ place }) => timeline.places.record[place]);
    }

    /** What stands beside the names. @param {State} state @param {import('../contract').Speaker} words @returns {Map<number, string>} */
    function said({ day, filters }, words) {
        const { value } = /** @type {NonNullable<import('../contract').TimelineJson['series']>} */ (timeline.json.series);
        return new Map([...shownOn(timeline.json, filters, shows, day)].map(([place, row]) => [place, words.number(value[row])]));
    }
}

/**
 * Where the circles are, large ones first, in every copy of the world that is seen.
 * @param {Timeline} timeline @param {ReturnType<typeof numbersOn>} rows @param {View} view @returns {Bubble[]}
 */
export function layNumbers({ json, places }, rows, { scale, ox, oy, width, height }) {
    const [measure] = measuresOf(json);
    const most = mostRadius(width, height, measure?.lines.length ?? 0);
    /** @type {Bubble[]} */
    const found = [];
    for (const [place, row] of rows) {
        const value = json.series.value[row];
        const r = radiusOf(value, measure.largest, most);
        const [px, y] = [places.x[place], places.y[place] * scale - oy];
        if (!(y > -most && y < height + most)) continue;
        const last = Math.floor((ox + width + most) / scale - px);
        for (let copy = Math.ceil((ox - most) / scale - px); copy <= last; copy++) {
            found.push({ place, row, value, x: (px + copy) * scale - ox, y, r });
        }
    }
    return found.sort((a, b) => b.r - a.r || a.row - b.row);
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Pick<Bubble, 'x' | 'y' | 'r' | 'value'>} bubble */
export function drawBubble(ctx, palette, { x, y, r, value }) {
    ctx.setLineDash([]);
    if (value === 0) return drawZero(ctx, palette, x, y);
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.globalAlpha = palette.dark ? 0.26 : 0.17;
    ctx.fillStyle = palette.colour('ink2');
    ctx.fill();
    ctx.globalAlpha = 0.85;
    ctx.strokeStyle = palette.colour('ink2');
    ctx.lineWidth = 1.1;
    ctx.stroke();
    ctx.globalAlpha = 1;
}

/** A recorded 0 is written: a small ring alone could be any open sign. @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} x @param {number} y */
function drawZero(ctx, palette, x, y) {
    ctx.beginPath();
    ctx.arc(x, y, ZERO, 0, 2 * Math.PI);
    ctx.fillStyle = palette.colour('casing');
    ctx.fill();
    ctx.strokeStyle = palette.colour('ink2');
    ctx.lineWidth = 1.1;
    ctx.stroke();
    ctx.font = `500 9px ${palette.font}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillStyle = palette.colour('ink');
    ctx.fillText('0', x, y + 0.5);
}

/** The circles of a legend, within one another, and the values beside them. @param {number} largest @param {number} most radius of the largest @param {(value: number) => string} say
 *  @returns {Draw} */
export function nested(largest, most, say) {
    return (ctx, palette, width, height) => {
        const foot = height - 2;
        legendValues(largest).forEach((value) => {
            const r = radiusOf(value, largest, most);
            drawBubble(ctx, palette, { x: most + 2, y: foot - r, r, value });
        });
        ctx.textAlign = 'left';
        ctx.textBaseline = 'middle';
        ctx.font = `400 11.5px ${palette.font}`;
        const tops = spreadOut(legendValues(largest).map((value) => foot - 2 * radiusOf(value, largest, most)), 13);
        legendValues(largest).forEach((value, i) => {
            const top = foot - 2 * radiusOf(value, largest, most);
            ctx.strokeStyle = palette.colour('ink3');
            ctx.lineWidth = 0.8;
            ctx.beginPath();
            ctx.moveTo(most + 2, top);
            ctx.lineTo(2 * most + 8, top);
            ctx.lineTo(2 * most + 14, tops[i]);
            ctx.stroke();
            ctx.fillStyle = palette.colour('ink');
            ctx.fillText(say(value), 2 * most + 18, tops[i]);
        });
    };
}

/** Heights of lines of text that would lie on one another, pushed up from the last. @param {number[]} tops ascending @param {number} least distance */
function spreadOut(tops, least) {
    const out = [...tops];
    for (let i = out.length - 2; i >= 0; i--) out[i] = Math.min(out[i], out[i + 1] - least);
    return out;
}
