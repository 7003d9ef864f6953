/** Events with a point of their own on the map: lit for a while, then faint; where many lie together, a disc with their number. */

import { VAGUE_KM, gathered, litFrom, stepAside } from '../data/incidents.js';
import { createSurface } from './surface.js';

/**
 * @typedef {import("../data/timeline.js").Timeline} Timeline
 * @typedef {import("../data/incidents.js").Spot} Spot
 * @typedef {import("./palette.js").Palette} Palette
 * @typedef {import("./surface.js").View} View
 * @typedef {{view: View, key: string, laid: string, palette: Palette, day: number, dpr: number, playing: boolean, now: number, focus: number[],
 *            signs: {x: number, y: number, r: number}[], shows: (record: number) => boolean}} Scene `key` changes with view, look and choice, `laid` with the signs; `focus` are records
 */

/** While the clock runs the points are drawn anew this seldom. */
const DRAWN_MS = 70;
/** Pixels within which what is over is one dot. */
const GRAIN = 4;
const [DUST, REACH, MARGIN] = [1.8, 5, 20];

/** @param {typeof import("leaflet")} L @param {import("leaflet").Map} map @param {HTMLElement} pane @param {Timeline} timeline */
export function createIncidents(L, map, pane, timeline) {
    const { incidents, events } = timeline;
    if (!incidents.count) return { sheets: [], draw() {}, rowsAt: () => [], spots: () => [] };
    const sheet = createSurface(L, map, pane);
    const { start, end } = litFrom(timeline);
    const [starts, ends] = [start, end].map((days) => days.filter((day) => !Number.isNaN(day)).sort());
    let [drawn, at] = ['', -Infinity];
    /** @type {Spot[]} */
    let spots = [];
    /** @type {{x: number, y: number, row: number}[]} */
    let dust = [];
    return { sheets: [sheet], draw, rowsAt, spots: () => spots };

    /** @param {Scene} scene */
    function draw(scene) {
        const { view, key, laid, palette, day, dpr, playing, now } = scene;
        const next = `${key}|${upTo(starts, day)}|${upTo(ends, day)}|${laid}`;
        if (next === drawn || (playing && now - at < DRAWN_MS && drawn.startsWith(`${key}|`))) return;
        if (!drawn.startsWith(`${key}|`)) sheet.place(view.ox, view.oy, view.width, view.height, dpr, view.scale);
        [drawn, at] = [next, now];
        lay(scene);
        sheet.clear();
        sheet.show(spots.length + dust.length > 0);
        if (dust.length) drawDust(sheet.ctx, palette);
        for (const spot of spots) drawSpot(sheet.ctx, palette, spot, toneOf(spot), isVague(spot), focused(spot, scene.focus));
    }

    /** @param {Scene} scene */
    function lay({ view: { scale, ox, oy, width, height }, day, signs, shows }) {
        [spots, dust] = [[], []];
        const [x, y] = [new Float64Array(incidents.count), new Float64Array(incidents.count)];
        const grains = new Set();
        const last = Math.floor((ox + width) / scale);
        for (let copy = Math.floor(ox / scale); copy <= last; copy++) {
            /** @type {Record<string, number[]>} */
            const lit = { none: [], crackdown: [] };
            for (let row = 0; row < incidents.count; row++) {
                if (!(start[row] <= day)) continue;
                x[row] = (incidents.x[row] + copy) * scale;
                y[row] = incidents.y[row] * scale;
                const [left, top] = [x[row] - ox, y[row] - oy];
                if (left < -MARGIN || left > width + MARGIN || top < -MARGIN || top > height + MARGIN) continue;
                if (!shows(events.record[incidents.event[row]])) continue;
                if (day < end[row]) {
                    lit[toneOf({ rows: [row] })].push(row);
                    continue;
                }
                const grain = `${Math.floor(x[row] / GRAIN)} ${Math.floor(y[row] / GRAIN)}`;
                if (grains.has(grain)) continue;
                grains.add(grain);
                dust.push({ x: left, y: top, row });
            }
            for (const rows of Object.values(lit)) spots.push(...gathered(x, y, rows).map((spot) => ({ ...spot, x: spot.x - ox, y: spot.y - oy })));
        }
        stepAside(spots, signs);
    }

    /** @param {CanvasRenderingContext2D} ctx @param {Palette} palette */
    function drawDust(ctx, palette) {
        ctx.beginPath();
        for (const { x, y } of dust) {
            ctx.moveTo(x + DUST, y);
            ctx.arc(x, y, DUST, 0, 2 * Math.PI);
        }
        ctx.globalAlpha = 0.38;
        ctx.fillStyle = palette.colour('ink2');
        ctx.fill();
        ctx.globalAlpha = 1;
    }

    /** Enforcement has the ink of a crackdown; it is never gathered with what it is directed at. @param {{rows: number[]}} spot @returns {"crackdown"|"none"} */
    function toneOf({ rows }) {
        return events.family[incidents.event[rows[0]]] === 'enforcement' ? 'crackdown' : 'none';
    }

    /** @param {Spot} spot */
    function isVague({ rows }) {
        return rows.length === 1 && incidents.precision_km[rows[0]] >= VAGUE_KM;
    }

    /** @param {Spot} spot @param {number[]} focus */
    function focused({ rows }, focus) {
        return rows.some((row) => focus.includes(events.record[incidents.event[row]]));
    }

    /** Rows of events under a point, the newest first. @param {number} px @param {number} py @returns {number[]} */
    function rowsAt(px, py) {
        const lit = spots.filter(({ x, y, r }) => Math.hypot(x - px, y - py) <= r + 3).flatMap(({ rows }) => rows);
        const over = lit.length ? [] : dust.filter(({ x, y }) => Math.hypot(x - px, y - py) <= REACH).map(({ row }) => row);
        return [...lit, ...over].sort((a, b) => start[b] - start[a]).map((row) => incidents.event[row]);
    }
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Pick<Spot, "x" | "y" | "r" | "rows">} spot
 * @param {"crackdown" | "none"} tone @param {boolean} [vague] known to be near here @param {boolean} [focused]
 */
export function drawSpot(ctx, palette, { x, y, r, rows }, tone, vague = false, focused = false) {
    const ink = palette.colour(tone === 'none' ? 'ink2' : tone);
    disc(ctx, x, y, r + 1.2);
    ctx.fillStyle = palette.colour('casing');
    ctx.fill();
    disc(ctx, x, y, vague ? r - 0.7 : r);
    if (vague) {
        ctx.strokeStyle = ink;
        ctx.lineWidth = 1.4;
        ctx.stroke();
    } else {
        ctx.fillStyle = ink;
        ctx.fill();
    }
    if (focused) {
        disc(ctx, x, y, r + 4);
        ctx.strokeStyle = palette.colour('focus');
        ctx.lineWidth = 2;
        ctx.stroke();
    }
    if (rows.length < 2) return;
    ctx.font = `700 ${rows.length < 100 ? 10 : 9}px ${palette.font}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillStyle = palette.colour('casing');
    ctx.fillText(String(rows.length), x, y + 0.5);
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} y @param {number} r */
function disc(ctx, x, y, r) {
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
}

/** How many of some ascending days are not after a day. @param {Float64Array} days @param {number} day */
function upTo(days, day) {
    let [low, high] = [0, days.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if (days[middle] <= day) low = middle + 1;
        else high = middle;
    }
    return low;
}
