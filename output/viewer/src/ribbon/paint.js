/** Paints the still part of the ribbon: ticks, links and the column of the undated, around what bars.js paints. */

import { alpha, fade, line, paintBars } from './bars.js';
import { kindToken } from '../marks/palette.js';
import { paintSteps } from '../numbers/steps.js';
import { linksOf, placesIn, undatedOf } from './layout.js';

/** @typedef {import('../contract').TimelineJson} TimelineJson */
/** @typedef {import('./layout').Layout} Layout */
/** @typedef {import('./layout').Row} Row */
/** @typedef {CanvasRenderingContext2D} Canvas */
/** @typedef {import('./bars').Brush} Brush */
/** @typedef {import('./bars').Ink} Ink */

const DASH = { 2: [], 1: [4, 2], 0: [2, 3] };
const FEW_LINKS = 12;

/** @param {Canvas} c @param {TimelineJson} data @param {Layout} layout @param {Brush} brush */
export function paintRibbon(c, data, layout, brush) {
    c.clearRect(0, 0, layout.width, layout.height + 2);
    paintGrid(c, layout, brush.ink);
    paintSteps(c, data, layout, brush.number, brush.ink);
    paintBars(c, data, layout, brush);
    for (const row of layout.rows) paintAttested(c, data, layout, row, brush);
    paintEvents(c, data, layout, brush);
    paintLinks(c, layout, linksOf(data, layout, brush.shows), brush);
    for (const mark of undatedOf(data, layout, brush.shows)) paintUndated(c, layout, mark, brush);
}

/** @param {Canvas} c @param {Layout} layout @param {Ink} ink */
function paintGrid(c, { rows, rowHeight, width, left }, ink) {
    for (const { y, head } of rows) {
        c.strokeStyle = ink(head ? 'border-story' : 'line');
        c.globalAlpha = head ? 0.9 : 0.6;
        c.lineWidth = 1;
        line(c, [[head ? 8 : left, y + 0.5], [width - 8, y + 0.5]]);
    }
    c.globalAlpha = 1;
    c.strokeStyle = ink('border-story');
    line(c, [[8, rows.length * rowHeight + 0.5], [width - 8, rows.length * rowHeight + 0.5]]);
}

/** @param {Canvas} c @param {TimelineJson} data @param {Layout} layout @param {Row} row @param {Brush} brush */
function paintAttested(c, { hubs }, layout, row, { shows, ink }) {
    const middle = row.y + layout.rowHeight / 2 + 0.5;
    const places = placesIn(row);
    hubs.place.forEach((place, i) => {
        if (!places.includes(place) || !hubs.drawn[i] || !shows(hubs.record[i])) return;
        for (const [first, last] of hubs.attested[i]) {
            const x = layout.x((first + last + 1) / 2);
            if (x < layout.left) continue;
            c.beginPath();
            for (const [dx, dy] of [[0, -4.2], [4.2, 0], [0, 4.2], [-4.2, 0]]) c.lineTo(x + dx, middle + dy);
            c.closePath();
            c.fillStyle = ink('panel');
            c.fill();
            c.strokeStyle = ink('presence');
            c.lineWidth = 1.4;
            c.stroke();
        }
    });
}

/** @param {Canvas} c @param {TimelineJson} data @param {Layout} layout @param {Brush} brush */
function paintEvents(c, { events }, layout, { shows, ink }) {
    const rows = new Map(layout.rows.flatMap((row) => placesIn(row).map((place) => [place, row])));
    events.record.forEach((record, i) => {
        const row = rows.get(events.place[i]);
        const first = events.start_min[i];
        if (!row || first === null || !shows(record)) return;
        const last = events.end_max[i] ?? first;
        const x = layout.x((first + last + 1) / 2);
        if (x < layout.left) return;
        const middle = row.y + layout.rowHeight / 2 + 0.5;
        const crackdown = events.sign[i] === 'crackdown';
        const colour = ink(crackdown ? 'crackdown' : 'ink');
        const width = layout.x(last + 1) - layout.x(first);
        if (width > 8) softBlock(c, layout.x(first), width, middle, colour);
        if (crackdown) crackdownTick(c, x, middle, colour, ink('panel'));
        else if (events.sign[i] === 'disruption') disruptionTick(c, x, middle, colour, ink('panel'));
        else plainTick(c, x, middle, ink('ink2'), ink('panel'));
    });
}

/** @param {Canvas} c @param {number} x @param {number} width @param {number} middle @param {string} colour */
function softBlock(c, x, width, middle, colour) {
    fade(c, x, x + width / 2, middle, 4, alpha(c, colour, 0.45), true);
    fade(c, x + width / 2, x + width, middle, 4, alpha(c, colour, 0.45), false);
}

/** A narrow bar with a mark above that points at it. @param {Canvas} c @param {number} x @param {number} middle
 *  @param {string} colour @param {string} ground */
export function crackdownTick(c, x, middle, colour, ground) {
    c.fillStyle = ground;
    c.fillRect(x - 2.8, middle - 4.8, 5.6, 10.1);
    c.fillStyle = colour;
    c.fillRect(x - 1.8, middle - 4, 3.6, 8.5);
    c.strokeStyle = ground;
    c.lineWidth = 0.8;
    line(c, [[x - 1.8, middle + 1.6], [x + 1.8, middle - 1.2]]);
    c.beginPath();
    c.moveTo(x - 3.8, middle - 8);
    c.lineTo(x + 3.8, middle - 8);
    c.lineTo(x, middle - 3.4);
    c.closePath();
    c.fill();
}

/** A bolt: war or a power cut is no crackdown, and is told apart by its shape too. @param {Canvas} c @param {number} x
 *  @param {number} middle @param {string} colour @param {string} ground */
export function disruptionTick(c, x, middle, colour, ground) {
    const bolt = [[x + 1.8, middle - 7], [x - 2.2, middle + 0.4], [x + 2.2, middle - 0.8], [x - 1.8, middle + 6]];
    c.lineJoin = 'miter';
    c.strokeStyle = ground;
    c.lineWidth = 4.2;
    line(c, bolt);
    c.strokeStyle = colour;
    c.lineWidth = 1.7;
    line(c, bolt);
}

/** @param {Canvas} c @param {number} x @param {number} middle @param {string} colour @param {string} ground */
export function plainTick(c, x, middle, colour, ground) {
    c.fillStyle = ground;
    c.fillRect(x - 1.8, middle - 5.5, 3.6, 11);
    c.fillStyle = colour;
    c.fillRect(x - 0.8, middle - 5, 1.6, 10);
}

/** @param {Canvas} c @param {Layout} layout @param {import('./layout').Link[]} links @param {Brush} brush */
function paintLinks(c, layout, links, { ink, focus }) {
    const few = links.length <= FEW_LINKS || !focus;
    for (const link of links) if (few || focus?.has(link.movement)) paintLink(c, layout, link, ink);
}

/** @param {Canvas} c @param {Layout} layout @param {import('./layout').Link} link @param {Ink} ink */
function paintLink(c, layout, { from, to, x0, x1, kind, certainty }, ink) {
    const half = layout.rowHeight / 2;
    const down = to.y > from.y;
    const [y0, y1] = [from.y + half + (down ? 4 : -3), to.y + half + (down ? -5 : 6)];
    // an S from start to end would run along the bars: it leaves in the middle of the time it took
    const [a, b] = [Math.max(layout.left + 2, x0 + Math.min(8, (x1 - x0) * 0.15)), Math.max(layout.left + 2, Math.min(x1, x0 + 26))];
    const bend = (y1 - y0) * 0.5;
    const path = () => { c.beginPath(); c.moveTo(a, y0); c.bezierCurveTo(a, y0 + bend, b, y1 - bend, b, y1); c.stroke(); };
    c.lineCap = 'round';
    c.setLineDash([]);
    c.strokeStyle = ink('panel');
    c.lineWidth = 3.4;
    path();
    c.strokeStyle = c.fillStyle = ink(kindToken(kind));
    c.lineWidth = 1.4;
    c.setLineDash(DASH[/** @type {0 | 1 | 2} */ (certainty)] ?? []);
    path();
    c.setLineDash([]);
    c.lineCap = 'butt';
    head(c, b, y1, down ? 1 : -1);
}

/** @param {Canvas} c @param {number} x @param {number} y @param {1 | -1} way */
function head(c, x, y, way) {
    c.beginPath();
    c.moveTo(x, y + 4 * way);
    c.lineTo(x - 3, y - 1.5 * way);
    c.lineTo(x + 3, y - 1.5 * way);
    c.closePath();
    c.fill();
}

/** In the column of what has no date: a head toward the bars comes in, away from them goes out. @param {Canvas} c
 *  @param {Layout} layout @param {import('./layout').Undated} mark @param {Brush} brush */
function paintUndated(c, layout, { row, slot, away, count, kind }, { ink, font }) {
    const narrow = layout.labels === 'one';
    if (slot > (narrow ? 0 : 1)) return;
    const x = layout.right + (narrow ? 4 : 9) + slot * 31;
    const y = row.y + layout.rowHeight / 2 + 0.5;
    const [tail, tip] = away ? [x, x + 12] : [x + 12, x];
    const way = away ? 1 : -1;
    c.strokeStyle = c.fillStyle = ink(kindToken(kind));
    c.lineWidth = 1.8;
    c.lineCap = 'round';
    c.setLineDash([0, 3.4]);
    line(c, [[tail, y], [tip - 3 * way, y]]);
    c.setLineDash([]);
    c.lineCap = 'butt';
    c.beginPath();
    c.moveTo(tip, y);
    c.lineTo(tip - 6 * way, y - 3.4);
    c.lineTo(tip - 6 * way, y + 3.4);
    c.closePath();
    c.fill();
    if (count < 2 || narrow) return;
    c.font = `400 10px ${font}`;
    c.fillStyle = ink('ink2');
    c.textBaseline = 'middle';
    c.fillText(`×${count}`, x + 14, y + 0.5);
}
