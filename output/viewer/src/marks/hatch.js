/** Hatches of phases: tiles of 8 to 12 px that repeat, fixed to the ground so that they do not swim when the map moves. */

/** @typedef {import("./palette.js").Palette} Palette */

const TILE = 10;

/** @type {Record<string, (ctx: CanvasRenderingContext2D) => void>} */
const STROKES = {
    crackdown(ctx) {
        // The diagonal and its two neighbours, or the tile would show seams at its corners.
        for (const shift of [-TILE, 0, TILE]) segment(ctx, shift, TILE, shift + TILE, 0);
        ctx.stroke();
    },
    displacement(ctx) {
        segment(ctx, 3, 2, 6, 5);
        ctx.lineTo(3, 8);
        ctx.stroke();
    },
    arrival(ctx) {
        for (const [x, y] of [
            [2.5, 2.5],
            [7.5, 7.5],
        ]) {
            ctx.beginPath();
            ctx.arc(x, y, 1.05, 0, 2 * Math.PI);
            ctx.fill();
        }
    },
    receiving: level,
    control: level,
    return(ctx) {
        for (const x of [2.5, 7.5]) segment(ctx, x, 0, x, TILE);
        ctx.stroke();
    },
};

/** Level lines belong to no phase. @param {CanvasRenderingContext2D} ctx */
function level(ctx) {
    for (const y of [2.5, 7.5]) segment(ctx, 0, y, TILE, y);
    ctx.stroke();
}

/** The zones of a measure are hatched in ink. @param {Palette} palette @param {string} phase */
function inkOf(palette, phase) {
    return palette.colour(STROKES[phase] === level ? 'ink2' : phase);
}

/** @param {Palette} palette @param {number} dpr device pixels to a pixel */
export function createHatches(palette, dpr) {
    /** @type {Map<string, CanvasPattern|null>} */
    const patterns = new Map();
    const scale = TILE / Math.round(TILE * dpr);
    const pattern = (/** @type {CanvasRenderingContext2D} */ ctx, /** @type {string} */ phase) => {
        if (!patterns.has(phase)) patterns.set(phase, ctx.createPattern(tile(palette, phase, dpr), 'repeat'));
        return patterns.get(phase) ?? null;
    };

    /**
     * Fills a path with a tint and the hatch of a phase; presence has none.
     * @param {CanvasRenderingContext2D} ctx @param {Path2D} path @param {string} phase @param {number} strength 0 to 1
     * @param {{ox: number, oy: number}} view
     */
    return function fillHatch(ctx, path, phase, strength, { ox, oy }) {
        if (!STROKES[phase] || palette.forced) return;
        const hatch = pattern(ctx, phase);
        if (!hatch) return;
        hatch.setTransform(new DOMMatrix([scale, 0, 0, scale, -(ox % TILE), -(oy % TILE)]));
        ctx.globalAlpha = 0.1 * strength;
        ctx.fillStyle = inkOf(palette, phase);
        ctx.fill(path, 'evenodd');
        ctx.globalAlpha = 0.62 * strength;
        ctx.fillStyle = hatch;
        ctx.fill(path, 'evenodd');
        ctx.globalAlpha = 1;
    };
}

/** @param {Palette} palette @param {string} phase @param {number} dpr */
function tile(palette, phase, dpr) {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = Math.round(TILE * dpr);
    const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    ctx.scale(canvas.width / TILE, canvas.height / TILE);
    ctx.fillStyle = ctx.strokeStyle = inkOf(palette, phase);
    ctx.lineWidth = 1.15;
    ctx.beginPath();
    STROKES[phase](ctx);
    return canvas;
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 */
function segment(ctx, x0, y0, x1, y1) {
    ctx.moveTo(x0, y0);
    ctx.lineTo(x1, y1);
}
