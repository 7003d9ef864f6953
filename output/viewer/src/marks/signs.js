/**
 * The signs of places, drawn around a point. The fill says the phase without any colour; the outline says what the point is: a disc for a town
 * or a zone, a square for a country.
 */

/**
 * @typedef {import("./palette.js").Palette} Palette
 * @typedef {object} Sign
 * @property {string} phase a phase, disruption (while it is news), group (many places: a ring of what they show), or attested, earlier, ended, not_yet, unknown, end, other; a region is a word alone, a number
 *   is drawn by numbers/bubbles.js
 * @property {boolean} square a country
 * @property {boolean} soft its phase is not certain on this day: dotted outline, smaller core
 * @property {boolean} faint
 * @property {number} count places it stands for
 * @property {number[]} [shares] of a group: how many of its places show each of `SHARED`
 */

const CASING = 1.6;

/** How far a sign reaches from its point, in pixels. */
const RADIUS = /** @type {Record<string, number>} */ ({
    region: 0,
    ended: 6,
    not_yet: 3,
    unknown: 3,
    end: 3,
    other: 3.5,
    number: 5,
});

/** Of a sign that has a number in it, and of one with a ring of shares. */
export const [PILE, GROUP] = [10, 13];

/** What the ring of a group shows, clockwise from the top. */
export const SHARED = ['crackdown', 'return', 'displacement', 'arrival', 'presence'];

/** @param {{phase: string, count?: number}} sign */
export function signRadius({ phase, count = 1 }) {
    return phase === 'group' ? GROUP : count > 1 ? PILE : (RADIUS[phase] ?? 7);
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} x @param {number} y @param {Sign} sign */
export function drawSign(ctx, palette, x, y, sign) {
    const r = signRadius(sign);
    if (sign.phase === 'number' || sign.phase === 'region') return;
    ctx.save();
    ctx.translate(x, y);
    ctx.globalAlpha = sign.faint ? 0.62 : 1;
    ctx.setLineDash([]);
    if (sign.phase === 'group') drawGroup(ctx, palette, sign);
    else if (sign.count > 1) drawPile(ctx, palette, sign);
    else if (sign.phase === 'disruption') {
        outline(ctx, false, r + CASING);
        fill(ctx, palette.colour('casing'));
        ctx.scale(1.25, 1.25);
        drawFlash(ctx, palette);
    } else if (sign.phase === 'other') drawOther(ctx, palette, r);
    else if (r < 6) drawOpenDot(ctx, palette, r, sign);
    else drawPhase(ctx, palette, r, sign);
    ctx.restore();
}

/** So many places that one of them cannot stand for all: their number, and around it by what share of them which phase is shown. @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Sign} sign */
function drawGroup(ctx, palette, { count, shares = [] }) {
    outline(ctx, false, GROUP + CASING);
    fill(ctx, palette.colour('casing'));
    const arc = (/** @type {number} */ from, /** @type {number} */ to, /** @type {string} */ ink) => {
        ctx.beginPath();
        ctx.arc(0, 0, GROUP - 2, (2 * from - 0.5) * Math.PI, (2 * to - 0.5) * Math.PI);
        stroke(ctx, palette.colour(ink), 4);
    };
    arc(0, 1, 'line');
    let from = 0;
    shares.forEach((places, at) => {
        if (places) arc(from, from + places / count, SHARED[at]);
        from += places / count;
    });
    ctx.font = `700 ${count < 1000 ? 10 : 8.5}px ${palette.font}`;
    ctx.textAlign = 'center';
    ctx.fillStyle = palette.colour('ink');
    ctx.fillText(String(count), 0, 3.5);
}

/**
 * Several places, their number inside: the shape around it says the phase of the most telling one. A full disc for presence, one with arms for a
 * crackdown, a diamond for a disruption; a thick ring where operations leave, a thin one where they arrive, one filled below the number for a return.
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Sign} sign
 */
function drawPile(ctx, palette, { phase, count, ...sign }) {
    const ink = palette.colour(inkOf({ phase, count, ...sign }));
    const full = ['presence', 'crackdown', 'disruption'].includes(phase);
    if (phase === 'disruption') {
        for (const [more, colour] of /** @type {const} */ ([[1.5 + CASING, palette.colour('casing')], [1.5, ink]])) {
            ringPath(ctx, 'disruption', PILE + more);
            fill(ctx, colour);
        }
    } else {
        if (phase === 'crackdown') for (const [width, colour] of /** @type {const} */ ([[3 + 2 * CASING, palette.colour('casing')], [3, ink]])) cross(ctx, PILE, colour, width);
        outline(ctx, false, PILE + CASING);
        fill(ctx, palette.colour('casing'));
        const thick = phase === 'displacement' ? 3.4 : 1.7;
        outline(ctx, false, full ? PILE : PILE - thick / 2);
        if (phase === 'attested') ctx.setLineDash([1.9, 1.75]);
        if (full) fill(ctx, ink);
        else stroke(ctx, ink, thick);
        ctx.setLineDash([]);
        if (phase === 'return') {
            ctx.beginPath();
            ctx.arc(0, 0, PILE - 1, 0.16 * Math.PI, 0.84 * Math.PI);
            fill(ctx, ink);
        }
    }
    ctx.font = `700 ${count < 100 ? 10 : 8.5}px ${palette.font}`;
    ctx.textAlign = 'center';
    ctx.fillStyle = palette.colour(full ? 'casing' : 'ink');
    ctx.fillText(String(count), 0, phase === 'return' ? 2.4 : 3.5);
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} r @param {Sign} sign */
function drawPhase(ctx, palette, r, sign) {
    const { phase, square } = sign;
    const dotted = sign.soft || phase === 'attested' || phase === 'earlier';
    outline(ctx, square, r + CASING);
    fill(ctx, palette.colour('casing'));
    const ink = palette.colour(inkOf(sign));
    if (dotted) {
        outline(ctx, square, r - 0.1);
        ctx.setLineDash([1.9, 1.75]);
        stroke(ctx, ink, 1.4);
        ctx.setLineDash([]);
    }
    core(ctx, palette, dotted ? r * 0.64 : r, ink, sign);
}

/** @param {Sign} sign */
function inkOf({ phase }) {
    if (phase === 'attested' || phase === 'earlier') return 'presence';
    return phase === 'ended' ? 'none' : phase;
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} r @param {string} ink @param {Sign} sign */
function core(ctx, palette, r, ink, { phase, square }) {
    if (phase === 'presence') {
        outline(ctx, square, r);
        fill(ctx, ink);
    } else if (phase === 'crackdown') {
        outline(ctx, square, r);
        fill(ctx, ink);
        cross(ctx, r * 0.46, palette.colour('casing'), Math.max(1.4, r * 0.29));
    } else if (phase === 'displacement') {
        outline(ctx, square, r - 1.3);
        stroke(ctx, ink, Math.max(1.6, r * 0.37));
    } else if (phase === 'arrival') {
        outline(ctx, square, r - 0.8);
        stroke(ctx, ink, 1.6);
        outline(ctx, square, r * 0.46);
        fill(ctx, ink);
    } else if (phase === 'return') {
        outline(ctx, square, r - 0.8);
        stroke(ctx, ink, 1.6);
        ctx.beginPath();
        if (square) ctx.rect(0.4 - r, 0, 2 * r - 0.8, r - 0.4);
        else ctx.arc(0, 0, r - 0.4, 0, Math.PI);
        fill(ctx, ink);
    } else if (phase === 'attested') {
        outline(ctx, square, r - 1);
        stroke(ctx, ink, 1.9);
    } else if (phase === 'earlier') {
        outline(ctx, square, r * 0.42);
        fill(ctx, ink);
    } else {
        outline(ctx, square, r);
        stroke(ctx, ink, 1.3);
        line(ctx, -r * 0.5, 0, r * 0.5, 0);
        stroke(ctx, ink, 1.5);
    }
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} r @param {Sign} sign */
function drawOpenDot(ctx, palette, r, { phase, square }) {
    outline(ctx, square, r + 1);
    fill(ctx, palette.colour('casing'));
    outline(ctx, square, r);
    if (phase === 'unknown') ctx.setLineDash([1.5, 1.4]);
    stroke(ctx, palette.colour(phase === 'end' ? 'ink2' : 'none'), 1.2);
}

/** Part of the story in another role than a place of operations: never in the colour of a phase. @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} r */
function drawOther(ctx, palette, r) {
    ctx.beginPath();
    ctx.moveTo(0, -r - 1);
    ctx.lineTo(r + 1, r);
    ctx.lineTo(-r - 1, r);
    ctx.closePath();
    ctx.lineJoin = 'round';
    stroke(ctx, palette.colour('casing'), 3.4);
    fill(ctx, palette.colour('casing'));
    stroke(ctx, palette.colour('ink3'), 1.2);
}

/** How many movements one arrow stands for. @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} x @param {number} y @param {number} count */
export function drawCount(ctx, palette, x, y, count) {
    ctx.save();
    ctx.font = `700 9.5px ${palette.font}`;
    const half = Math.max(6, ctx.measureText(String(count)).width / 2 + 3.2);
    ctx.beginPath();
    ctx.roundRect(x - half, y - 6, 2 * half, 12, 6);
    fill(ctx, palette.colour('ink'));
    stroke(ctx, palette.colour('casing'), 1.2);
    ctx.fillStyle = palette.colour('casing');
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText(String(count), x, y + 0.5);
    ctx.restore();
}

/**
 * A small mark at the shoulder of a sign that tells what hit the place: a cross for a crackdown, a flash for a power cut or an
 * armed conflict. Told by shape, not by colour alone.
 * One that may not have happened yet is as faint as that is likely, within a dotted outline.
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} x @param {number} y @param {"crackdown"|"disruption"} what @param {number} [chance]
 */
export function drawBadge(ctx, palette, x, y, what, chance = 1) {
    ctx.save();
    ctx.translate(x, y);
    ctx.setLineDash([]);
    if (chance < 1) {
        outline(ctx, false, 7);
        fill(ctx, palette.colour('casing'));
        ctx.setLineDash([1.5, 2]);
        stroke(ctx, palette.colour(what), 1.3);
        ctx.setLineDash([]);
        ctx.globalAlpha = 0.2 + 0.8 * chance;
    }
    if (what === 'crackdown') {
        outline(ctx, false, 5.6);
        fill(ctx, palette.colour('casing'));
        outline(ctx, false, 4.6);
        fill(ctx, palette.colour('crackdown'));
        cross(ctx, 2, palette.colour('casing'), 1.4);
    } else {
        drawFlash(ctx, palette);
    }
    ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette */
function drawFlash(ctx, palette) {
    ctx.beginPath();
    ctx.moveTo(1.6, -7.2);
    ctx.lineTo(-4, 1);
    ctx.lineTo(-0.5, 1);
    ctx.lineTo(-1.7, 7.2);
    ctx.lineTo(4, -1.3);
    ctx.lineTo(0.4, -1.3);
    ctx.closePath();
    ctx.lineJoin = 'round';
    stroke(ctx, palette.colour('casing'), 4);
    fill(ctx, palette.colour('disruption'));
}

/**
 * What an event sends out: circles for a crackdown, diamonds for a disruption.
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} x @param {number} y @param {number} r of the sign
 * @param {"crackdown"|"disruption"} what @param {number} pass share of the one pass that is over; 1 at rest @param {number} strength of the resting rings, 0 to 1
 */
export function drawRings(ctx, palette, x, y, r, what, pass, strength) {
    const ink = palette.colour(what);
    ctx.save();
    ctx.translate(x, y);
    ctx.setLineDash([]);
    if (pass < 1) {
        const out = 1 - (1 - pass) ** 3;
        ringPath(ctx, what, r + 22 * out);
        ctx.globalAlpha = 1 - out;
        stroke(ctx, ink, 3 - 2 * out);
        strength *= out;
    }
    if (strength > 0) drawResting(ctx, palette, r, what, ink, strength);
    ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} r @param {string} what @param {string} ink @param {number} strength */
function drawResting(ctx, palette, r, what, ink, strength) {
    ringPath(ctx, what, r + 8);
    ctx.globalAlpha = 0.55 * strength;
    stroke(ctx, palette.colour('casing'), 4);
    ctx.globalAlpha = strength;
    stroke(ctx, ink, 1.9);
    ringPath(ctx, what, r + 15);
    ctx.globalAlpha = 0.5 * strength;
    stroke(ctx, ink, 1.1);
}

/** @param {CanvasRenderingContext2D} ctx @param {string} what @param {number} r */
function ringPath(ctx, what, r) {
    ctx.beginPath();
    if (what === 'crackdown') return ctx.arc(0, 0, r, 0, 2 * Math.PI);
    const half = r * 1.12;
    ctx.moveTo(0, -half);
    ctx.lineTo(half, 0);
    ctx.lineTo(0, half);
    ctx.lineTo(-half, 0);
    ctx.closePath();
    ctx.lineJoin = 'miter';
}

/** @param {CanvasRenderingContext2D} ctx @param {boolean} square @param {number} r */
function outline(ctx, square, r) {
    ctx.beginPath();
    // A square of the same area looks bigger than the disc: 0.9 makes them even.
    if (square) ctx.rect(-0.9 * r, -0.9 * r, 1.8 * r, 1.8 * r);
    else ctx.arc(0, 0, r, 0, 2 * Math.PI);
}

/** @param {CanvasRenderingContext2D} ctx @param {number} arm @param {string} colour @param {number} width */
function cross(ctx, arm, colour, width) {
    ctx.beginPath();
    ctx.moveTo(-arm, -arm);
    ctx.lineTo(arm, arm);
    ctx.moveTo(arm, -arm);
    ctx.lineTo(-arm, arm);
    ctx.lineCap = 'round';
    stroke(ctx, colour, width);
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 */
function line(ctx, x0, y0, x1, y1) {
    ctx.beginPath();
    ctx.moveTo(x0, y0);
    ctx.lineTo(x1, y1);
}

/** @param {CanvasRenderingContext2D} ctx @param {string} colour */
function fill(ctx, colour) {
    ctx.fillStyle = colour;
    ctx.fill();
}

/** @param {CanvasRenderingContext2D} ctx @param {string} colour @param {number} width */
function stroke(ctx, colour, width) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
}
