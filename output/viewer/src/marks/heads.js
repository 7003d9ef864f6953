/**
 * The heads of movements: each kind has a shape of its own, solid or hollow, single or double, with or without a bar, so that no kind rests on its
 * colour. The tip is at the point given.
 */

/** @typedef {import("./palette.js").Palette} Palette */

/** Shape of each kind; a kind that is not listed gets the plain solid head. */
const SHAPES = /** @type {Record<string, {solid: boolean, twice?: boolean, open?: boolean, bar?: boolean}>} */ ({
    displacement: { solid: true },
    return: { solid: true, twice: true },
    expansion: { solid: false, open: true },
    trafficking: { solid: true, bar: true },
    laundering: { solid: false },
    repatriation: { solid: false, bar: true },
    handover: { solid: false, bar: true },
});

/** @param {string} kind @param {number} width of its line */
export function headLength(kind, width) {
    const { twice, bar } = SHAPES[kind] ?? SHAPES.displacement;
    const one = 7 + 1.5 * width;
    return one * (twice ? 1.72 : 1) + (bar ? 2.5 + 0.4 * width : 0);
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {string} kind
 * @param {import("./curve.js").Station} tip @param {number} width @param {string} colour
 */
export function drawHead(ctx, palette, kind, tip, width, colour) {
    const shape = SHAPES[kind] ?? SHAPES.displacement;
    const [length, half] = [7 + 1.5 * width, (6 + 1.55 * width) / 2];
    ctx.save();
    ctx.translate(tip.x, tip.y);
    ctx.rotate(tip.angle);
    ctx.setLineDash([]);
    ctx.lineJoin = shape.open ? 'miter' : 'round';
    ctx.lineCap = 'butt';
    const paint = (/** @type {boolean} */ casing) => {
        if (shape.twice) triangle(ctx, palette, -length * 0.72, length, half, shape, casing, colour);
        triangle(ctx, palette, 0, length, half, shape, casing, colour);
        if (shape.bar) bar(ctx, palette, -length - 2.2 - 0.3 * width, half, width, casing, colour);
    };
    paint(true);
    paint(false);
    ctx.restore();
}

/** The hollow head at the end of a way that is not yet travelled. @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {import("./curve.js").Station} tip @param {string} colour */
export function drawHeadAhead(ctx, palette, tip, colour) {
    ctx.save();
    ctx.translate(tip.x, tip.y);
    ctx.rotate(tip.angle);
    ctx.setLineDash([]);
    ctx.lineJoin = 'round';
    path(ctx, 0, 9, 4.4, false);
    ctx.fillStyle = ctx.strokeStyle = palette.colour('casing');
    ctx.lineWidth = 3.6;
    ctx.stroke();
    ctx.fill();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1.3;
    ctx.stroke();
    ctx.restore();
}

/** A small chevron on the line that says which way it runs. @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {import("./curve.js").Station} at @param {string} colour */
export function drawOutwardMark(ctx, palette, at, colour) {
    ctx.save();
    ctx.translate(at.x, at.y);
    ctx.rotate(at.angle);
    ctx.setLineDash([]);
    path(ctx, 3.5, 6.5, 4, true);
    ctx.strokeStyle = palette.colour('casing');
    ctx.lineWidth = 4.4;
    ctx.stroke();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1.8;
    ctx.stroke();
    ctx.restore();
}

/**
 * @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} tip @param {number} length @param {number} half
 * @param {{solid: boolean, open?: boolean}} shape @param {boolean} casing @param {string} colour
 */
function triangle(ctx, palette, tip, length, half, { solid, open }, casing, colour) {
    path(ctx, tip, length, half, Boolean(open));
    ctx.strokeStyle = casing ? palette.colour('casing') : colour;
    ctx.lineWidth = (solid ? 0 : 1.6) + (casing ? 3 : solid ? 0.6 : 0);
    ctx.stroke();
    if (open) return;
    ctx.fillStyle = solid && !casing ? colour : palette.colour('casing');
    if (solid || casing) ctx.fill();
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {number} x @param {number} half @param {number} width @param {boolean} casing @param {string} colour */
function bar(ctx, palette, x, half, width, casing, colour) {
    ctx.beginPath();
    ctx.moveTo(x, -half);
    ctx.lineTo(x, half);
    ctx.strokeStyle = casing ? palette.colour('casing') : colour;
    ctx.lineWidth = Math.min(3, 1.6 + 0.2 * width) + (casing ? 3 : 0);
    ctx.stroke();
}

/** @param {CanvasRenderingContext2D} ctx @param {number} tip @param {number} length @param {number} half @param {boolean} open */
function path(ctx, tip, length, half, open) {
    ctx.beginPath();
    ctx.moveTo(tip - length, -half);
    ctx.lineTo(tip, 0);
    ctx.lineTo(tip - length, half);
    if (!open) ctx.closePath();
}
