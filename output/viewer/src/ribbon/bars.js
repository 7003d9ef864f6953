/** The bars of the ribbon: a phase is soft where its dates are vague, hatched where it is sure, dotted where its end is open. */

import { LASTS_DAYS } from '../data/moment.js';

/** @typedef {import('../contract').TimelineJson} TimelineJson */
/** @typedef {import('./layout').Layout} Layout */
/** @typedef {import('./layout').Row} Row */
/** @typedef {(name: string) => string} Ink a colour token by name */
/** @typedef {{shows(record: number): boolean, span?(row: number): boolean, number(row: number): boolean, focus: Set<number> | null, ink: Ink, font: string}} Brush focus: records whose links are drawn when there are many */
/** @typedef {CanvasRenderingContext2D} Canvas */

const ORDER = ['presence', 'arrival', 'displacement', 'return', 'crackdown', 'disruption'];

/** A row with more phases than this shows them as plain bars. */
const MOST_DETAILED = 150;

/** @param {Canvas} c @param {TimelineJson} data @param {Layout} layout @param {Brush} brush */
export function paintBars(c, data, layout, brush) {
    /** @type {Map<number, number[]>} */
    const byPlace = new Map();
    data.spans.place.forEach((place, i) => {
        const known = byPlace.get(place);
        if (known) known.push(i);
        else byPlace.set(place, [i]);
    });
    // where places stand together their bars could not be told apart: the row has marks only
    for (const row of layout.rows) if (!row.held.length) paintRow(c, data, layout, row, byPlace.get(row.place) ?? [], brush);
}

/** @param {Canvas} c @param {TimelineJson} data @param {Layout} layout @param {Row} row @param {number[]} all spans of its places @param {Brush} brush */
function paintRow(c, { spans }, layout, row, all, { shows, span, ink, font }) {
    const here = all.filter((i) => spans.basis[i].some(shows) && (span?.(i) ?? true)).map((i) => ({
        phase: spans.phase[i], candidate: Boolean(spans.candidate[i]),
        start: [spans.start_min[i], spans.start_max[i]], end: [spans.end_min[i], spans.end_max[i]],
    }));
    const crowded = here.length > MOST_DETAILED;
    /** @param {boolean} lower @returns {[number, number][]} from where to where the phases that run below, or above, go */
    const runsOf = (lower) => {
        const runs = here.filter(({ phase }) => (phase === 'presence') === lower).map(({ start, end }) => /** @type {[number, number]} */ ([
            layout.x(start[0] ?? start[1] ?? layout.first), layout.x((end[1] ?? end[0] ?? layout.last) + 1),
        ]));
        return crowded ? joined(runs) : runs;
    };
    // where presence goes on under another phase both are seen: the bar moves up, presence runs below it
    const [presence, others] = [runsOf(true), runsOf(false)];
    const stacked = presence.some((p) => others.some((o) => overlap(p, o)));
    const middleOf = (/** @type {string} */ phase) => row.y + layout.rowHeight / 2 + 0.5 + (stacked ? (phase === 'presence' ? 4.5 : -1.5) : 0);
    for (const phase of ORDER) {
        const bars = here.filter((span) => span.phase === phase);
        if (crowded) paintCrowd(c, layout, middleOf(phase), bars, ink);
        else for (const span of bars) paintSpan(c, layout, middleOf(phase), span, ink);
    }
    const [open] = here.reverse().filter(({ start, end }) => end[1] === null && (start[0] !== null || start[1] !== null));
    if (open && !crowded) askEnd(c, layout.right + 12, row.y + layout.rowHeight / 2 + 1, inkOf(open, ink), font);
}

/** @typedef {{phase: string, candidate: boolean, start: (number | null)[], end: (number | null)[]}} Span */

/** Plain bars, one for all that touch: hatches and soft ends could not be told apart. @param {Canvas} c @param {Layout} layout @param {number} middle
 *  @param {Span[]} spans of one phase @param {Ink} ink */
function paintCrowd(c, layout, middle, spans, ink) {
    for (const candidate of [false, true]) {
        /** @type {[number, number][]} */
        const runs = [];
        for (const span of spans) {
            if (span.candidate !== candidate || (span.start[0] === null && span.start[1] === null)) continue;
            const from = Math.max(layout.left, layout.x(/** @type {number} */ (span.start[0] ?? span.start[1])));
            runs.push([from, Math.max(from + 1, Math.min(layout.right, layout.x((span.end[1] ?? span.end[0] ?? layout.last) + 1)))]);
        }
        if (!runs.length) continue;
        const { phase } = spans[0];
        c.fillStyle = inkOf({ phase, candidate }, ink);
        for (const [from, to] of joined(runs)) c.fillRect(from, middle - halfOf(phase), to - from, 2 * halfOf(phase));
    }
}

/** Runs that touch as one. @param {[number, number][]} runs @returns {[number, number][]} */
function joined(runs) {
    /** @type {[number, number][]} */
    const out = [];
    for (const [from, to] of runs.sort((a, b) => a[0] - b[0])) {
        const last = out[out.length - 1];
        if (last && from <= last[1]) last[1] = Math.max(last[1], to);
        else out.push([from, to]);
    }
    return out;
}

/** @param {string} phase */
const halfOf = (phase) => (phase === 'presence' ? 2 : 4);

/** @param {{phase: string, candidate: boolean}} span @param {Ink} ink */
const inkOf = ({ phase, candidate }, ink) => ink(phase === 'disruption' ? 'ink' : candidate ? 'return' : phase);

/** Where a phase may begin, surely has begun, surely goes on to, and may go on to. @param {Layout} layout @param {Span} span */
function edgesOf(layout, { start, end }) {
    // what has no end on record is drawn for as long as it is shown on the map, and dotted after that
    const shown = Math.min(layout.last, (start[1] ?? start[0] ?? 0) + LASTS_DAYS);
    return [
        layout.x(start[0] ?? (start[1] ?? 0) - 120),
        layout.x(start[1] ?? start[0] ?? 0),
        layout.x((end[0] ?? shown) + (end[0] === null ? 0 : 1)),
        layout.x((end[1] ?? end[0] ?? shown) + 1),
    ];
}

/** @param {number[]} a @param {number[]} b */
function overlap(a, b) {
    return a[0] < b[1] && b[0] < a[1] && Math.min(a[1], b[1]) - Math.max(a[0], b[0]) > 4;
}

/**
 * One phase: soft where the dates are vague, sure and hatched between, open ends dotted to a question mark.
 * @param {Canvas} c @param {Layout} layout @param {number} middle
 * @param {Span} span @param {Ink} ink
 */
function paintSpan(c, layout, middle, span, ink) {
    const { phase, candidate, start, end } = span;
    if (start[1] === null && start[0] === null) return;
    const [half, colour] = [halfOf(phase), inkOf(span, ink)];
    const [soft0, sure0, sure1, soft1] = edgesOf(layout, span);
    if (end[1] !== null && soft1 - soft0 < 6 && (phase === 'crackdown' || phase === 'disruption')) return;
    const from = Math.max(layout.left, Math.min(soft0, sure0 - (sure0 - soft0 > 1 ? 10 : 0)));
    const to = Math.min(layout.right, Math.max(soft1, sure1 + (soft1 - sure1 > 1 ? 10 : 0)));
    c.save();
    c.beginPath();
    c.rect(layout.left, middle - half - 2, layout.right - layout.left, 2 * half + 4);
    c.clip();
    if (sure1 > sure0) {
        fade(c, from, sure0, middle, half, colour, true);
        fade(c, sure1, to, middle, half, colour, false);
        paintSure(c, Math.max(sure0, layout.left), Math.min(sure1, layout.right), middle, half, phase, colour, ink, candidate);
    } else {
        // no day is sure: the whole is soft, darkest where the two doubts meet
        const peak = (Math.max(from, sure1) + Math.min(to, sure0)) / 2;
        fade(c, from, peak, middle, half, colour, true);
        fade(c, peak, to, middle, half, colour, false);
    }
    c.restore();
    if (end[1] === null) openEnd(c, layout, Math.max(sure0, sure1), middle, half, colour);
}

/** @param {Canvas} c @param {number} a @param {number} b @param {number} middle @param {number} half @param {string} colour
 *  @param {boolean} rising */
export function fade(c, a, b, middle, half, colour, rising) {
    if (b - a < 0.5) return;
    const gradient = c.createLinearGradient(a, 0, b, 0);
    gradient.addColorStop(0, alpha(c, colour, rising ? 0 : 0.85));
    gradient.addColorStop(1, alpha(c, colour, rising ? 0.85 : 0));
    c.fillStyle = gradient;
    c.fillRect(a, middle - half, b - a, half * 2);
}

/** @param {Canvas} c @param {number} a @param {number} b @param {number} middle @param {number} half @param {string} phase
 *  @param {string} colour @param {Ink} ink @param {boolean} candidate */
export function paintSure(c, a, b, middle, half, phase, colour, ink, candidate) {
    const width = Math.max(1.5, b - a);
    if (phase === 'presence') {
        c.fillStyle = colour;
        c.fillRect(a, middle - half, width, half * 2);
        return;
    }
    const solid = phase === 'crackdown';
    c.fillStyle = solid ? colour : ink('panel');
    c.fillRect(a, middle - half, width, half * 2);
    c.save();
    c.beginPath();
    c.rect(a, middle - half, width, half * 2);
    c.clip();
    c.strokeStyle = c.fillStyle = solid ? ink('panel') : colour;
    if (candidate) paintBarsHatch(c, a, width, middle, half, 6);
    else HATCHES[phase]?.(c, a, width, middle, half);
    c.restore();
    c.strokeStyle = colour;
    c.lineWidth = 0.9;
    c.setLineDash(candidate ? [3, 2] : []);
    c.strokeRect(a + 0.45, middle - half + 0.45, Math.max(0.6, width - 0.9), half * 2 - 0.9);
    c.setLineDash([]);
}

/** @type {Record<string, (c: Canvas, a: number, width: number, middle: number, half: number) => void>} */
const HATCHES = {
    crackdown(c, a, width, middle, half) {
        c.lineWidth = 1.1;
        for (let x = a - 6; x < a + width + 6; x += 4.5) line(c, [[x, middle + half], [x + 2 * half, middle - half]]);
    },
    displacement(c, a, width, middle) {
        c.lineWidth = 1.6;
        for (let x = a + 3; x < a + width; x += 6.5) line(c, [[x, middle - 2.6], [x + 2.8, middle], [x, middle + 2.6]]);
    },
    arrival(c, a, width, middle) {
        for (let x = a + 3.5; x < a + width - 1; x += 5.2) { c.beginPath(); c.arc(x, middle, 1.4, 0, 7); c.fill(); }
    },
    return(c, a, width, middle, half) { paintBarsHatch(c, a, width, middle, half, 3.4); },
    disruption(c, a, width, middle) {
        c.lineWidth = 1.2;
        c.beginPath();
        for (let x = a, i = 0; x <= a + width; x += 3, i++) c.lineTo(x, middle + (i % 2 ? -2 : 2));
        c.stroke();
    },
};

/** @param {Canvas} c @param {number} a @param {number} width @param {number} middle @param {number} half @param {number} gap */
export function paintBarsHatch(c, a, width, middle, half, gap) {
    c.lineWidth = 1.5;
    for (let x = a + 2; x < a + width; x += gap) line(c, [[x, middle - half], [x, middle + half]]);
}

/** @param {Canvas} c @param {Layout} layout @param {number} from @param {number} middle @param {number} half @param {string} colour */
function openEnd(c, layout, from, middle, half, colour) {
    const start = Math.max(layout.left, Math.min(from, layout.right));
    const last = layout.right;
    if (last - start > 14) {
        fade(c, start, Math.min(start + 14, last), middle, half, colour, false);
        c.strokeStyle = alpha(c, colour, 0.8);
        c.lineWidth = 1.4;
        c.setLineDash([1.5, 3.5]);
        line(c, [[start + 12, middle], [last - 2, middle]]);
        c.setLineDash([]);
    }
}

/** The end of a phase is not known. @param {Canvas} c @param {number} x @param {number} middle @param {string} colour @param {string} font */
export function askEnd(c, x, middle, colour, font) {
    c.fillStyle = colour;
    c.font = `700 10.5px ${font}`;
    c.textAlign = 'center';
    c.textBaseline = 'middle';
    c.fillText('?', x, middle);
    c.textAlign = 'left';
}

/** @param {Canvas} c @param {number[][]} points */
export function line(c, points) {
    c.beginPath();
    for (const [x, y] of points) c.lineTo(x, y);
    c.stroke();
}

/** @param {Canvas} c @param {string} colour @param {number} share */
export function alpha(c, colour, share) {
    // a context hands any colour back as #rrggbb, or as rgba() when it is translucent; system colours too
    c.fillStyle = colour;
    const value = String(c.fillStyle);
    const parts = value.startsWith('#')
        ? [1, 3, 5].map((at) => parseInt(value.slice(at, at + 2), 16)) : (value.match(/[\d.]+/g) ?? [0, 0, 0]).map(Number);
    return `rgba(${parts[0]},${parts[1]},${parts[2]},${(parts[3] ?? 1) * share})`;
}
