/** Paints the still part of the ribbon: ticks, links and the column of the undated, around what bars.js paints. */

import { alpha, fade, line, paintBars } from './bars.js';
import { kindToken } from '../marks/palette.js';
import { paintSteps } from '../numbers/steps.js';
import { columnsOf, manyOf, paintColumns } from './columns.js';
import { linksOf, undatedOf } from './layout.js';
import { endsOf, marksOf } from './marks.js';

/** @typedef {import('../contract').TimelineJson} TimelineJson */
/** @typedef {import('./layout').Layout} Layout */
/** @typedef {import('./layout').Row} Row */
/** @typedef {CanvasRenderingContext2D} Canvas */
/** @typedef {import('./bars').Brush} Brush */
/** @typedef {import('./bars').Ink} Ink */

const DASH = { 2: [], 1: [4, 2], 0: [2, 3] };
/** More links than these cross too much: then only those that are told of are drawn. */
const FEW_LINKS = 12;

/** @param {Canvas} c @param {TimelineJson} data @param {Layout} layout @param {Brush} brush */
export function paintRibbon(c, data, layout, brush) {
    c.clearRect(0, 0, layout.width, layout.height + 2);
    paintGrid(c, layout, brush.ink);
    paintSteps(c, data, layout, brush.number, brush.ink);
    const many = manyOf(data, layout, brush.shows);
    paintColumns(c, columnsOf(layout, many), brush.ink);
    paintBars(c, data, layout, brush);
    paintDoubts(c, data, layout, brush, many);
    const marks = marksOf(data, layout, brush.shows, many);
    for (const mark of marks) paintSign(c, mark.x, middleOf(layout, mark.row), mark, brush);
    paintLinks(c, layout, linksOf(data, layout, brush.shows), marks, brush);
    for (const mark of undatedOf(data, layout, brush.shows)) paintUndated(c, layout, mark, brush);
}

/** @param {Canvas} c @param {Layout} layout @param {Ink} ink */
function paintGrid(c, { rows, rowHeight, width, left }, ink) {
    for (const [i, { y, head, told }] of rows.entries()) {
        // below the rows of the scene the others begin
        const parts = i > 0 && rows[i - 1].told !== told;
        c.strokeStyle = ink(parts ? 'ink3' : head ? 'border-story' : 'line');
        c.globalAlpha = parts ? 1 : head ? 0.9 : 0.6;
        c.lineWidth = 1;
        line(c, [[head ? 8 : left, y + 0.5], [width - 8, y + 0.5]]);
    }
    c.globalAlpha = 1;
    c.strokeStyle = ink('border-story');
    line(c, [[8, rows.length * rowHeight + 0.5], [width - 8, rows.length * rowHeight + 0.5]]);
}

/** How vague the date of an event is, under its mark. @param {Canvas} c @param {TimelineJson} data @param {Layout} layout @param {Brush} brush @param {Map<Row, number[]>} many */
function paintDoubts(c, { events }, layout, { shows, ink }, many) {
    const rows = new Map(layout.rows.filter(({ held }) => !held.length).map((row) => [row.place, row]));
    events.record.forEach((record, i) => {
        const row = rows.get(events.place[i]);
        const first = events.start_min[i];
        if (!row || first === null || !shows(record) || (!events.sign[i] && many.has(row))) return;
        const x = layout.x(first);
        const width = layout.x((events.end_max[i] ?? first) + 1) - x;
        if (width > 8) softBlock(c, x, width, middleOf(layout, row), ink(events.sign[i] === 'crackdown' ? 'crackdown' : 'ink'));
    });
}

/** @param {Layout} layout @param {Row} row */
const middleOf = ({ rowHeight }, { y }) => y + rowHeight / 2 + 0.5;

/** @param {Canvas} c @param {number} x @param {number} middle @param {Pick<import('./marks').Mark, 'sign' | 'count'>} mark @param {Brush} brush */
export function paintSign(c, x, middle, { sign, count }, { ink, font }) {
    SIGNS[sign](c, x, middle, ink);
    if (count < 2) return;
    c.font = `700 10px ${font}`;
    c.textBaseline = 'middle';
    c.lineJoin = 'round';
    c.lineWidth = 2.5;
    c.strokeStyle = ink('panel');
    c.strokeText(String(count), x + 5, middle + 0.5);
    c.fillStyle = ink('ink');
    c.fillText(String(count), x + 5, middle + 0.5);
}

/** @type {Record<import('./marks').Sign, (c: Canvas, x: number, middle: number, ink: Ink) => void>} */
export const SIGNS = {
    crackdown: (c, x, middle, ink) => crackdownTick(c, x, middle, ink('crackdown'), ink('panel')),
    disruption: (c, x, middle, ink) => disruptionTick(c, x, middle, ink('ink'), ink('panel')),
    event: (c, x, middle, ink) => plainTick(c, x, middle, ink('ink2'), ink('panel')),
    attested(c, x, middle, ink) {
        c.beginPath();
        for (const [dx, dy] of [[0, -4.2], [4.2, 0], [0, 4.2], [-4.2, 0]]) c.lineTo(x + dx, middle + dy);
        c.closePath();
        c.fillStyle = ink('panel');
        c.fill();
        c.strokeStyle = ink('presence');
        c.lineWidth = 1.4;
        c.stroke();
    },
};

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

/** @param {Canvas} c @param {Layout} layout @param {import('./layout').Link[]} links @param {import('./marks').Mark[]} marks @param {Brush} brush */
function paintLinks(c, layout, links, marks, { ink, focus }) {
    const all = focus ? focus.size === 0 && links.length <= FEW_LINKS : true;
    for (const link of links) if (all || focus?.has(link.movement)) paintLink(c, layout, link, marks, ink);
}

/** @param {Canvas} c @param {Layout} layout @param {import('./layout').Link} link @param {import('./marks').Mark[]} marks @param {Ink} ink */
function paintLink(c, layout, link, marks, ink) {
    const { from, to, kind, certainty } = link;
    const half = layout.rowHeight / 2;
    const down = to.y > from.y;
    const [y0, y1] = [from.y + half + (down ? 4 : -3), to.y + half + (down ? -5 : 6)];
    const [a, b] = endsOf(layout, link, marks);
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
    const x = layout.right + 19 + slot * 31;
    const y = row.y + layout.rowHeight / 2 + 0.5;
    paintWay(c, x, y, away, ink(kindToken(kind)));
    if (count < 2 || narrow) return;
    c.font = `400 10px ${font}`;
    c.fillStyle = ink('ink2');
    c.textBaseline = 'middle';
    c.fillText(`×${count}`, x + 14, y + 0.5);
}

/** A short dotted arrow. @param {Canvas} c @param {number} x its left end @param {number} y @param {boolean} away to the right @param {string} colour */
export function paintWay(c, x, y, away, colour) {
    const [tail, tip] = away ? [x, x + 12] : [x + 12, x];
    const way = away ? 1 : -1;
    c.strokeStyle = c.fillStyle = colour;
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
}
