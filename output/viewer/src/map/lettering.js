// Paints labels that have found their place: leaders first, then text with its halo.

/**
 * @typedef {import("../marks/palette.js").Palette} Palette
 * @typedef {Omit<import("./labels.js").Placed, "item"> & {item: import("./captions.js").Caption}} Lettered
 */

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {Lettered} label @param {number} x @param {number} y its point, in pixels @param {number} alpha */
export function drawLabel(ctx, palette, label, x, y, alpha) {
    ctx.save();
    ctx.translate(x, y);
    ctx.globalAlpha = alpha;
    ctx.lineJoin = 'round';
    ctx.textBaseline = 'alphabetic';
    ctx.textAlign = 'left';
    if (label.leader) drawLeader(ctx, palette, label.leader);
    let top = label.dy;
    for (const line of label.item.lines.slice(0, label.lines)) {
        const slack = label.width - line.width;
        const left = label.dx + (label.align === 'start' ? 0 : label.align === 'end' ? slack : slack / 2);
        drawLine(ctx, palette, line, left, top + 0.79 * line.height);
        top += line.height;
    }
    ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {import("./captions.js").Line} line @param {number} left @param {number} base */
function drawLine(ctx, palette, line, left, base) {
    ctx.font = line.font;
    const spacing = `${line.spacing}px`;
    if (ctx.letterSpacing !== spacing) ctx.letterSpacing = spacing;
    ctx.strokeStyle = palette.colour('halo');
    ctx.lineWidth = 3.2;
    ctx.strokeText(line.text, left, base);
    ctx.fillStyle = palette.colour(line.token);
    ctx.fillText(line.text, left, base);
}

/** @param {CanvasRenderingContext2D} ctx @param {Palette} palette @param {[number, number, number, number]} leader */
function drawLeader(ctx, palette, [x0, y0, x1, y1]) {
    ctx.beginPath();
    ctx.moveTo(x0, y0);
    ctx.lineTo(x1, y1);
    ctx.strokeStyle = palette.colour('halo');
    ctx.lineWidth = 2.8;
    ctx.stroke();
    ctx.strokeStyle = palette.colour('ink2');
    ctx.lineWidth = 0.9;
    ctx.stroke();
}
