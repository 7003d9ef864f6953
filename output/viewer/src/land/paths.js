/** Lines and areas of the unit plane as paths of a canvas, wherever a view shows them: the world repeats to both sides. */

/**
 * @typedef {import("../marks/surface.js").View} View
 * @typedef {{rings: Float64Array[], bbox: [number, number, number, number], open?: Float64Array[]}} Outline rings end where they began; `open` are lines that enclose nothing
 */

/** What is filled and what is stroked: the same, but for countries that are cut at the dateline. */
export function newShape() {
    return { area: new Path2D(), edge: new Path2D() };
}

/** @param {{area: Path2D, edge: Path2D}} shape @param {Outline} feature `open` are lines that enclose nothing @param {View} view */
export function addShape({ area, edge }, feature, view) {
    const [left, , right] = feature.bbox;
    const cut = left <= 0 || right >= 1;
    const path = new Path2D();
    addFeature(path, feature, view);
    area.addPath(path);
    forEachCopy(view, (shift) => {
        if (feature.open && meets(feature.bbox, view, shift)) for (const line of feature.open) addLine(edge, line, view, shift);
    });
    if (!cut) return edge.addPath(path);
    forEachCopy(view, (shift) => {
        if (meets(feature.bbox, view, shift)) for (const ring of feature.rings) addCoast(edge, ring, view, shift);
    });
}

/** A ring without its cuts along the dateline. @param {Path2D} path @param {Float64Array} ring @param {View} view @param {number} shift */
export function addCoast(path, ring, view, shift) {
    let start = 0;
    const isCut = (/** @type {number} */ i) => ring[i] === ring[i + 2] && (ring[i] === 0 || ring[i] === 1);
    for (let i = 0; i + 2 < ring.length; i += 2) {
        if (!isCut(i)) continue;
        if (i > start) addLine(path, ring.subarray(start, i + 2), view, shift);
        start = i + 2;
    }
    if (ring.length - start >= 4) addLine(path, ring.subarray(start), view, shift);
}

/** Adds a feature to a path wherever the view shows it: the world repeats to both sides. @param {Path2D} path @param {Outline} feature @param {View} view */
export function addFeature(path, { rings, bbox }, view) {
    forEachCopy(view, (shift) => {
        if (!meets(bbox, view, shift)) return;
        for (const ring of rings) addRing(path, ring, view, shift);
    });
}

/** @param {View} view @param {(shift: number) => void} visit */
export function forEachCopy({ scale, ox, width }, visit) {
    const last = Math.floor((ox + width) / scale);
    for (let shift = Math.floor(ox / scale); shift <= last; shift++) visit(shift);
}

/** @param {ArrayLike<number>} bbox @param {View} view @param {number} shift */
export function meets(bbox, { scale, ox, oy, width, height }, shift) {
    const [left, right] = [(bbox[0] + shift) * scale - ox, (bbox[2] + shift) * scale - ox];
    const [top, bottom] = [bbox[1] * scale - oy, bbox[3] * scale - oy];
    return right >= -2 && left <= width + 2 && bottom >= -2 && top <= height + 2;
}

/** @param {Path2D} path @param {Float64Array} points @param {View} view @param {number} shift */
export function addRing(path, points, view, shift) {
    addLine(path, points, view, shift);
    path.closePath();
}

/** Traces a line, leaving out points that fall on the pixel of the one before. @param {Path2D} path @param {Float64Array} points @param {View} view @param {number} shift */
export function addLine(path, points, { scale, ox, oy }, shift) {
    const dx = shift * scale - ox;
    let [px, py] = [points[0] * scale + dx, points[1] * scale - oy];
    path.moveTo(px, py);
    for (let i = 2; i < points.length; i += 2) {
        const x = points[i] * scale + dx;
        const y = points[i + 1] * scale - oy;
        if (Math.abs(x - px) + Math.abs(y - py) < 0.7 && i + 2 < points.length) continue;
        path.lineTo(x, y);
        px = x;
        py = y;
    }
}
