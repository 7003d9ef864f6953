/** The three signs of the overview: pressed, next reported, back again. */

/** @typedef {import('../marks/palette.js').Palette} Palette */

/** Of a numbered disc, and of the ring of a place where something turned up, in pixels. */
export const [RADIUS, RING] = [10, 6.5];
const BACK = 7.5;
const FACE = '700 12.5px';

/** How wide the sign of one or several presses is. @param {string} numbers @param {(text: string, style: string) => number} measure */
export function pillWidth(numbers, measure) {
    return Math.max(2 * RADIUS, measure(numbers, FACE) + 11);
}

/** A red disc with the number of the press; several at one place share a pill.
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} x @param {number} y @param {string} numbers @param {number} width */
export function drawPressed(ctx, palette, x, y, numbers, width) {
    for (const [token, more] of /** @type {[string, number][]} */ ([['casing', 1.8], ['crackdown', 0]])) {
        ctx.beginPath();
        ctx.roundRect(x - width / 2 - more, y - RADIUS - more, width + 2 * more, 2 * (RADIUS + more), RADIUS + more);
        fill(ctx, palette.colour(token));
    }
    ctx.font = `${FACE} ${palette.font}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'alphabetic';
    ctx.fillStyle = palette.colour('casing');
    ctx.fillText(numbers, x, y + 4.5);
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} x @param {number} y */
export function drawReached(ctx, palette, x, y) {
    disc(ctx, x, y, RING + 1.6);
    fill(ctx, palette.colour('casing'));
    disc(ctx, x, y, RING - 1.3);
    stroke(ctx, palette.colour('displacement'), 3);
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} x @param {number} y */
export function drawBack(ctx, palette, x, y) {
    disc(ctx, x, y, BACK + 1.6);
    fill(ctx, palette.colour('casing'));
    disc(ctx, x, y, BACK - 0.8);
    stroke(ctx, palette.colour('return'), 1.7);
    ctx.beginPath();
    ctx.arc(x, y, BACK - 1.6, 0, Math.PI);
    fill(ctx, palette.colour('return'));
}

/** The key of a saved picture: signs that are on the map with their words, then how sure a line is. Gives the height below it.
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {HTMLElement} root
 * @param {(text: string, x: number, y: number, width: number, size: number, token: string) => number} write @param {number} x @param {number} y @param {number} width */
export function drawSigns(ctx, palette, root, write, x, y, width) {
    const said = (/** @type {string} */ sign) => root.querySelector(`.wb-sign-${sign}`)?.lastChild?.textContent ?? '';
    const signs = [
        ['pressed', (/** @type {number} */ at) => drawPressed(ctx, palette, at, y + 8, '1', 2 * RADIUS)],
        ['next', (/** @type {number} */ at) => drawReached(ctx, palette, at, y + 8)],
        ['back', (/** @type {number} */ at) => drawBack(ctx, palette, at, y + 8)],
    ];
    let left = x;
    for (const [sign, draw] of /** @type {[string, (at: number) => void][]} */ (signs)) {
        const text = said(sign);
        if (!text) continue;
        draw(left + RADIUS);
        ctx.textAlign = 'left';
        write(text, left + 2 * RADIUS + 6, y, width, 12.5, 'ink');
        left += 2 * RADIUS + 26 + ctx.measureText(text).width;
    }
    return write(said('lines'), x, y + 24, width, 11.5, 'ink2') + 6;
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} y @param {number} r */
function disc(ctx, x, y, r) {
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
}

/** @param {CanvasRenderingContext2D} ctx @param {string} colour */
function fill(ctx, colour) {
    ctx.fillStyle = colour;
    ctx.fill();
}

/** @param {CanvasRenderingContext2D} ctx @param {string} colour @param {number} width */
function stroke(ctx, colour, width) {
    ctx.setLineDash([]);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.stroke();
}
