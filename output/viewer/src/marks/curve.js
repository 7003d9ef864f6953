/** Bent lines on the screen: quadratic curves and arcs, measured by length along a polyline, so that a head travels evenly. */

/**
 * @typedef {{points: Float64Array, lengths: Float64Array, total: number, control: [number, number]|null}} Curve
 *   `points` holds x, y in turn; `lengths[i]` is the way from the start to point i; all in pixels. `control` bends a quadratic curve,
 *   whose points lie at even steps of its parameter.
 * @typedef {{x: number, y: number, angle: number}} Station a point of the curve and the direction of travel there
 */

/** Pixels a piece of the polyline is long, within bounds that keep small curves round and large ones cheap. */
const PIECE = 14;
const [FEWEST, MOST] = [24, 180];

/** @param {number} way */
function piecesFor(way) {
    return Math.round(Math.min(MOST, Math.max(FEWEST, way / PIECE)));
}

/**
 * @param {number} x0 @param {number} y0 @param {number} cx @param {number} cy @param {number} x1 @param {number} y1
 * @returns {Curve}
 */
export function quadratic(x0, y0, cx, cy, x1, y1) {
    const pieces = piecesFor(Math.hypot(cx - x0, cy - y0) + Math.hypot(x1 - cx, y1 - cy));
    const points = new Float64Array(2 * (pieces + 1));
    for (let i = 0; i <= pieces; i++) {
        const t = i / pieces;
        const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
        points[2 * i] = a * x0 + b * cx + c * x1;
        points[2 * i + 1] = a * y0 + b * cy + c * y1;
    }
    return measured(points, [cx, cy]);
}

/** An arc of a circle, clockwise on the screen for a positive sweep. @param {number} x @param {number} y @param {number} r @param {number} from @param {number} sweep @returns {Curve} */
export function arc(x, y, r, from, sweep) {
    const points = new Float64Array(2 * (FEWEST + 1));
    for (let i = 0; i <= FEWEST; i++) {
        const angle = from + (sweep * i) / FEWEST;
        points[2 * i] = x + r * Math.cos(angle);
        points[2 * i + 1] = y + r * Math.sin(angle);
    }
    return measured(points, null);
}

/** @param {Float64Array} points @param {[number, number]|null} control @returns {Curve} */
function measured(points, control) {
    const lengths = new Float64Array(points.length / 2);
    for (let i = 1; i < lengths.length; i++) {
        const [dx, dy] = [points[2 * i] - points[2 * i - 2], points[2 * i + 1] - points[2 * i - 1]];
        lengths[i] = lengths[i - 1] + Math.sqrt(dx * dx + dy * dy);
    }
    return { points, lengths, total: lengths[lengths.length - 1], control };
}

/** The point after a way of `s` pixels. @param {Curve} curve @param {number} s @returns {Station} */
export function stationAt({ points, lengths }, s) {
    const along = indexAt(lengths, s);
    const i = Math.min(lengths.length - 2, Math.floor(along));
    const t = along - i;
    const [x0, y0, x1, y1] = [points[2 * i], points[2 * i + 1], points[2 * i + 2], points[2 * i + 3]];
    return { x: x0 + t * (x1 - x0), y: y0 + t * (y1 - y0), angle: Math.atan2(y1 - y0, x1 - x0) };
}

/** Adds the part from `s0` to `s1` to the current path. @param {CanvasRenderingContext2D} ctx @param {Curve} curve @param {number} s0 @param {number} s1 */
export function tracePart(ctx, curve, s0, s1) {
    const { points, lengths, control } = curve;
    const [start, end] = [stationAt(curve, s0), stationAt(curve, s1)];
    ctx.moveTo(start.x, start.y);
    if (control) {
        // the part of a quadratic curve is one too: its control point is the curve's polar form at both ends of the part
        const [t0, t1] = [s0, s1].map((s) => indexAt(lengths, s) / (lengths.length - 1));
        const last = points.length - 2;
        const [a, b, c] = [(1 - t0) * (1 - t1), t0 + t1 - 2 * t0 * t1, t0 * t1];
        ctx.quadraticCurveTo(a * points[0] + b * control[0] + c * points[last], a * points[1] + b * control[1] + c * points[last + 1], end.x, end.y);
        return;
    }
    for (let i = Math.floor(indexAt(lengths, s0)) + 1; i < lengths.length && lengths[i] < s1; i++)
        ctx.lineTo(points[2 * i], points[2 * i + 1]);
    ctx.lineTo(end.x, end.y);
}

/**
 * The part of a curve to draw when an end may lie outside the frame: from the first way in to the last way out.
 * @param {Curve} curve @param {{left: number, top: number, right: number, bottom: number}} frame
 * @returns {[number, number]|null} null when the curve never enters the frame
 */
export function partInside(curve, frame) {
    const { points, lengths, total } = curve;
    const inside = (/** @type {number} */ x, /** @type {number} */ y) =>
        x >= frame.left && x <= frame.right && y >= frame.top && y <= frame.bottom;
    let [first, last] = [-1, -1];
    for (let i = 0; i < lengths.length; i++) {
        if (!inside(points[2 * i], points[2 * i + 1])) continue;
        if (first < 0) first = i;
        last = i;
    }
    if (first < 0) return null;
    const crossing = (/** @type {number} */ within, /** @type {number} */ beyond) => {
        let [near, far] = [lengths[within], lengths[beyond]];
        for (let step = 0; step < 10; step++) {
            const middle = (near + far) / 2;
            const { x, y } = stationAt(curve, middle);
            if (inside(x, y)) near = middle;
            else far = middle;
        }
        return near;
    };
    const end = lengths.length - 1;
    return [first === 0 ? 0 : crossing(first, first - 1), last === end ? total : crossing(last, last + 1)];
}

/** @param {Curve} curve @param {number} x @param {number} y */
export function distanceTo({ points }, x, y) {
    let best = Infinity;
    for (let i = 0; i + 3 < points.length; i += 2) {
        const [dx, dy] = [points[i + 2] - points[i], points[i + 3] - points[i + 1]];
        const [px, py] = [x - points[i], y - points[i + 1]];
        const square = dx * dx + dy * dy;
        const t = square > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / square)) : 0;
        best = Math.min(best, (px - t * dx) ** 2 + (py - t * dy) ** 2);
    }
    return Math.sqrt(best);
}

/** Where a way of `s` ends, as the index of a point and a share of the piece that follows it. @param {Float64Array} lengths @param {number} s */
function indexAt(lengths, s) {
    let [low, high] = [0, lengths.length - 2];
    while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (lengths[middle] <= s) low = middle;
        else high = middle - 1;
    }
    const way = lengths[low + 1] - lengths[low];
    return low + (way > 0 ? Math.min(1, Math.max(0, (s - lengths[low]) / way)) : 0);
}
