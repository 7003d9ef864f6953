/**
 * Movements on the map: where a curve lies on the screen, and how its state looks. Under way a head travels along it; past, it grows thinner and
 * quieter; with one date only it is there at once and fades toward the unknown end; undated it is dotted and still.
 */

import { arc, partInside, quadratic, stationAt, tracePart } from './curve.js';
import { drawHead, drawHeadAhead, drawOutwardMark, headLength } from './heads.js';
import { kindToken, oldKindToken } from './palette.js';

/**
 * @typedef {import("./curve.js").Curve} Curve
 * @typedef {import("./surface.js").View} View
 * @typedef {import("./palette.js").Palette} Palette
 * @typedef {import("../data/timeline.js").Timeline} Timeline
 * @typedef {object} Trail
 * @property {number[]} rows of the movement, or of all that lie on one another
 * @property {Curve} curve in pixels of the view it was laid for
 * @property {number} from way at which the drawn part begins, clear of the sign at the origin
 * @property {number} to way at which it ends
 * @property {boolean} cutStart the origin lies outside the frame
 * @property {boolean} cutEnd
 *
 * @typedef {object} Progress
 * @property {"under_way"|"past"|"since"|"by"|"undated"} state
 * @property {number} fraction @property {number} age
 *
 * @typedef {object} TrailStyle
 * @property {string} kind @property {string} token @property {number} width @property {number} alpha @property {number} certainty
 * @property {boolean} [headless] reduced motion: no travelling head
 */

/** A shorter curve, in pixels, would be all head. */
const SHORTEST = 16;

/** Pixels of a movement whose other end is no more than a region around the view. */
const STUB = 64;

const OLD_AFTER = 30;
const QUIET_AFTER = 365;
/** Opacity of a movement that is not the chosen scene's own: paler, but 2.5 : 1 on any ground of any theme. */
const ASIDE = 0.66;
/** Days over which one level turns into the next, so that nothing pops. */
const TURN = 8;

export const DASHES = /** @type {Record<number, number[]>} */ ({ 2: [], 1: [9, 4], 0: [3, 6] });
const BOUND_DASHES = /** @type {Record<number, number[]>} */ ({ 2: [14, 4], 1: [9, 4], 0: [3, 6] });

/**
 * Lays a curve on the screen, in the copy of the world that is nearest to the middle of the view.
 * @param {Timeline} timeline @param {number[]} rows the first one gives the ends @param {number} cx @param {number} cy control point on the unit plane
 * @param {View} view @param {(place: number) => number} radiusOf of the sign at a place @param {(place: number) => boolean} around is it a region that the view lies in?
 * @returns {Trail|null} null when nothing of it is in the frame
 */
export function layTrail({ movements, places }, rows, cx, cy, view, radiusOf, around) {
    const [row] = rows;
    const [from, to] = [movements.origin[row], movements.destination[row]];
    const { scale, ox, oy, width, height } = view;
    const copy = Math.round((ox + width / 2) / scale - cx) * scale - ox;
    const curve = quadratic(
        places.x[from] * scale + copy,
        places.y[from] * scale - oy,
        cx * scale + copy,
        cy * scale - oy,
        (places.x[to] + movements.shift[row]) * scale + copy,
        places.y[to] * scale - oy,
    );
    const part = partInside(curve, { left: 5, top: 5, right: width - 5, bottom: height - 5 });
    if (!part || !(curve.total > SHORTEST)) return null;
    const [home, away] = [from, to].map(around);
    const [cutStart, cutEnd] = [part[0] > 0, part[1] < curve.total];
    if ((away && (home || cutStart)) || (home && cutEnd)) return null;
    const gaps = [radiusOf(from) + 2, radiusOf(to) + 4];
    const room = curve.total > gaps[0] + gaps[1] + 8;
    let [first, last] = [Math.max(part[0], room ? gaps[0] : 0), Math.min(part[1], room ? curve.total - gaps[1] : curve.total)];
    // a region has no point in the midst of itself: of the way only the end is drawn that is known
    if (away) last = Math.min(last, first + STUB);
    if (home) first = Math.max(first, last - STUB);
    return { rows, curve, from: first, to: last, cutStart: home || cutStart, cutEnd: away || cutEnd };
}

/** Width by quantity, on a scale of its own for each unit; 1.9 when the size is not stated. @param {Timeline} timeline @param {number} row */
export function trailWidth({ movements, largest }, row) {
    const [quantity, most] = [movements.quantity[row], largest.get(movements.unit[row])];
    return quantity >= 0 && most ? Math.max(3.2, (8 * quantity) / most) : 1.9;
}

/**
 * @param {Timeline} timeline @param {Palette} palette @param {number} row @param {Progress} progress
 * @param {number} size 0.85 to 1, smaller on small maps @param {boolean} focused named by the chosen scene, selected or under the pointer
 * @param {boolean} [aside] a scene is chosen that does not tell of it
 * @returns {TrailStyle}
 */
export function trailStyle(timeline, palette, row, { state, age }, size, focused, aside = false) {
    const kind = timeline.movements.kind[row];
    const old = turned(age, OLD_AFTER);
    const quiet = focused ? 0 : turned(age, QUIET_AFTER);
    const rest = palette.dark ? 0.72 : 0.66;
    const faint = palette.dark ? 0.32 : 0.28;
    return {
        kind,
        token: aside || (old > 0.5 && state !== 'undated' && !focused) ? oldKindToken(kind) : kindToken(kind),
        width: size * trailWidth(timeline, row) * (1 - 0.28 * old) * (1 - 0.2 * quiet),
        alpha: focused ? 1 : aside ? ASIDE : 1 - (1 - rest) * old - (rest - faint) * quiet,
        certainty: timeline.movements.certainty[row],
    };
}

/** How far a trail at rest has faded, as a number that stays until it fades on; -1 while it moves or fades. @param {Progress} progress */
export function restOf({ state, age }) {
    const shares = [turned(age, OLD_AFTER), turned(age, QUIET_AFTER)];
    return state === 'under_way' || shares.some((share) => share > 0 && share < 1) ? -1 : shares[0] + shares[1];
}

/** @param {number} age @param {number} limit */
function turned(age, limit) {
    return Math.min(1, Math.max(0, (age - limit) / TURN));
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Trail} trail @param {Progress} progress
 * @param {TrailStyle} style @param {number[]} doubt shares of the way each way that the head may be off, at start and end
 */
export function drawTrail(ctx, palette, trail, progress, style, doubt) {
    ctx.save();
    ctx.lineJoin = 'round';
    ctx.globalAlpha = style.alpha;
    if (progress.state === 'under_way') drawUnderWay(ctx, palette, trail, progress.fraction, style, doubt);
    else if (progress.state === 'past') drawPast(ctx, palette, trail, style);
    else if (progress.state === 'undated') drawUndated(ctx, palette, trail, style);
    else drawBound(ctx, palette, trail, style, progress.state);
    ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Trail} trail @param {TrailStyle} style */
function drawPast(ctx, palette, { curve, from, to }, style) {
    const colour = palette.colour(style.token);
    const end = Math.max(from, to - headRoom(style));
    casing(ctx, palette, curve, from, end, style);
    strokePart(ctx, curve, from, end, colour, style.width, DASHES[style.certainty] ?? []);
    drawHead(ctx, palette, style.kind, stationAt(curve, to), style.width, colour);
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Trail} trail @param {TrailStyle} style */
function drawUndated(ctx, palette, { curve, from, to }, style) {
    const colour = palette.colour(style.token);
    const width = Math.max(2.3, style.width);
    const end = Math.max(from, to - headRoom(style));
    casing(ctx, palette, curve, from, end, style);
    strokePart(ctx, curve, from, end, colour, width, [0, Math.max(5, 1.7 * width)], 'round');
    drawHead(ctx, palette, style.kind, stationAt(curve, to), style.width, colour);
}

/**
 * One bound only: the whole curve at once, dashed, without a travelling head; the end that is not known fades away.
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Trail} trail @param {TrailStyle} style @param {"since"|"by"} state
 */
function drawBound(ctx, palette, { curve, from, to, cutEnd }, style, state) {
    const colour = palette.colour(style.token);
    const headed = state === 'by' || cutEnd;
    const end = headed ? Math.max(from, to - headRoom(style)) : to;
    const [a, b] = [stationAt(curve, from), stationAt(curve, end)];
    casing(ctx, palette, curve, from, end, style, fading(ctx, palette, 'casing', a, b, state));
    strokePart(
        ctx,
        curve,
        from,
        end,
        fading(ctx, palette, style.token, a, b, state),
        style.width,
        BOUND_DASHES[style.certainty] ?? BOUND_DASHES[0],
    );
    if (headed) drawHead(ctx, palette, style.kind, stationAt(curve, to), style.width, colour);
    else drawOutwardMark(ctx, palette, stationAt(curve, from + 0.55 * (to - from)), colour);
}

/**
 * A colour that fades away over 45 % of the way, toward the end that is not known.
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {string} token @param {{x: number, y: number}} a
 * @param {{x: number, y: number}} b @param {"since"|"by"} state
 */
function fading(ctx, palette, token, a, b, state) {
    const gradient = ctx.createLinearGradient(a.x, a.y, b.x, b.y);
    const [colour, faint] = [palette.colour(token), palette.fade(token, 0.1)];
    gradient.addColorStop(0, state === 'by' ? faint : colour);
    gradient.addColorStop(state === 'by' ? 0.45 : 0.55, colour);
    gradient.addColorStop(1, state === 'by' ? colour : faint);
    return gradient;
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Trail} trail @param {number} fraction @param {TrailStyle} style
 * @param {number[]} doubt
 */
function drawUnderWay(ctx, palette, { curve, from, to, cutStart, cutEnd }, fraction, style, doubt) {
    const colour = palette.colour(style.token);
    // The head keeps to the whole way even where only a part is in the frame, so that it crosses the edge at the right time.
    const whole = [cutStart ? 0 : from, cutEnd ? curve.total : to];
    const at = whole[0] + fraction * (whole[1] - whole[0]);
    const tip = Math.min(to, Math.max(from, at));
    const bare = style.headless ? tip : Math.max(from, tip - headRoom(style));
    if (tip < to - 6) {
        const end = to - 8;
        strokePart(ctx, curve, tip, end, palette.colour('casing'), 3.6, []);
        strokePart(ctx, curve, Math.min(end, tip + 4), end, colour, 1.5, [0, 4.4], 'round');
        drawHeadAhead(ctx, palette, stationAt(curve, to), colour);
    }
    drawDoubt(ctx, curve, from, to, at, (1 - fraction) * doubt[0] + fraction * doubt[1], style, colour);
    if (at <= from) return;
    casing(ctx, palette, curve, from, bare, style);
    const [a, b] = [stationAt(curve, from), stationAt(curve, tip)];
    const gradient = ctx.createLinearGradient(a.x, a.y, b.x, b.y);
    gradient.addColorStop(0, palette.fade(style.token, 0.4));
    gradient.addColorStop(0.7, colour);
    strokePart(
        ctx,
        curve,
        from,
        bare,
        Math.hypot(b.x - a.x, b.y - a.y) > 1 ? gradient : colour,
        style.width,
        DASHES[style.certainty] ?? [],
    );
    if (at <= to + 1 && !style.headless) drawHead(ctx, palette, style.kind, b, style.width, colour);
}

/**
 * The band of an approximate date around the head.
 * @param {CanvasRenderingContext2D} ctx @param {Curve} curve @param {number} from @param {number} to @param {number} at
 * @param {number} share of the whole way, each way @param {TrailStyle} style @param {string} colour
 */
function drawDoubt(ctx, curve, from, to, at, share, style, colour) {
    if (share <= 0) return;
    const reach = Math.max(9, Math.min(share, 0.25) * curve.total);
    const [start, end] = [Math.max(from, at - reach), Math.min(to, at + reach)];
    if (start >= end) return;
    const alpha = ctx.globalAlpha;
    ctx.globalAlpha = 0.2 * alpha;
    strokePart(ctx, curve, start, end, colour, style.width + 9, [], 'round');
    ctx.globalAlpha = alpha;
}

/** @param {TrailStyle} style */
function headRoom({ kind, width }) {
    // Open and hollow heads must not have the line inside them; solid ones cover its end.
    return headLength(kind, width) * (kind === 'expansion' ? 0.2 : 0.86);
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Curve} curve @param {number} s0 @param {number} s1 @param {TrailStyle} style @param {string|CanvasGradient} [paint] */
function casing(ctx, palette, curve, s0, s1, style, paint = palette.colour('casing')) {
    const alpha = ctx.globalAlpha;
    ctx.globalAlpha = 0.9 * alpha;
    strokePart(ctx, curve, s0, s1, paint, style.width + 3.2, []);
    ctx.globalAlpha = alpha;
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {Curve} curve @param {number} s0 @param {number} s1 @param {string|CanvasGradient} colour
 * @param {number} width @param {number[]} dash @param {CanvasLineCap} [cap]
 */
function strokePart(ctx, curve, s0, s1, colour, width, dash, cap = 'butt') {
    if (s1 - s0 < 0.5) return;
    ctx.beginPath();
    tracePart(ctx, curve, s0, s1);
    ctx.setLineDash(dash);
    ctx.lineCap = cap;
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
}

/**
 * A movement inside one place: a loop under its sign.
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} x @param {number} y @param {number} r of the sign
 * @param {Progress} progress @param {TrailStyle} style
 */
export function drawLoop(ctx, palette, x, y, r, { state, fraction }, style) {
    const curve = loopUnder(x, y, r);
    const colour = palette.colour(style.token);
    const width = Math.min(style.width, 2.2);
    const tip = Math.max(0.3, state === 'under_way' ? fraction : 1) * curve.total;
    ctx.save();
    ctx.globalAlpha = style.alpha;
    casing(ctx, palette, curve, 0, curve.total, { ...style, width });
    if (tip < curve.total) strokePart(ctx, curve, tip, curve.total, colour, 1.4, [0, 3.8], 'round');
    const dash = state === 'undated' ? [0, 4.2] : (DASHES[style.certainty] ?? []);
    strokePart(ctx, curve, 0, tip - 6, colour, width, dash, state === 'undated' ? 'round' : 'butt');
    drawHead(ctx, palette, style.kind, stationAt(curve, tip), 1, colour);
    ctx.restore();
}

/** @param {number} x @param {number} y @param {number} r */
export function loopUnder(x, y, r) {
    return arc(x, y + r + 9.5, 8, -0.28 * Math.PI, 1.62 * Math.PI);
}

/**
 * An arrival whose origin is not known: two dotted rings, drawn inwards.
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} x @param {number} y @param {number} r of the sign
 * @param {Progress} progress @param {TrailStyle} style
 */
export function drawArrival(ctx, palette, x, y, r, { state, fraction }, style) {
    const out = state === 'under_way' ? 12 * (1 - fraction) : 0;
    ctx.save();
    ctx.setLineDash([0, 4.3]);
    ctx.lineCap = 'round';
    ctx.strokeStyle = palette.colour(style.token);
    [r + 5 + out * 0.6, r + 11 + out].forEach((radius, ring) => {
        ctx.beginPath();
        ctx.arc(x, y, radius, 0, 2 * Math.PI);
        ctx.globalAlpha = style.alpha * (ring ? 0.6 : 0.95);
        ctx.lineWidth = 2;
        ctx.stroke();
    });
    ctx.restore();
}
