/** What the map shows of the world, what lies over it, and the ways to show something else. */

import { boxWithin } from '../dom/elements.js';

/**
 * @typedef {import("../marks/surface.js").Box} Box
 * @typedef {import("../marks/surface.js").View} View
 */

/** A view is fitted to what is left of the map beside what lies over it, unless it would have less than this share of its size there. */
const LEAST_PART = 0.4;
/** Nearer to the edge than this a place counts as out of view. */
const EDGE = 24;
/** What is wider than the view reaches this share of the map beyond each edge, so that a drag does not show its end at once. */
const MARGIN = 0.3;
const MOST_PIXELS = 14e6;

/** @param {import("leaflet").Map} map @returns {View} */
export function viewOf(map) {
    const { x: width, y: height } = map.getSize();
    const { x: ox, y: oy } = map.getPixelBounds().min ?? { x: 0, y: 0 };
    return { scale: 256 * 2 ** map.getZoom(), ox, oy, width, height };
}

/** @param {View} view */
export function keyOf({ scale, ox, oy, width, height }) {
    return `${scale} ${ox} ${oy} ${width} ${height}`;
}

/** @param {View} outer @param {View} inner */
export function contains(outer, inner) {
    return (
        inner.scale === outer.scale &&
        inner.ox >= outer.ox &&
        inner.oy >= outer.oy &&
        inner.ox + inner.width <= outer.ox + outer.width &&
        inner.oy + inner.height <= outer.oy + outer.height
    );
}

/** @param {View} view @param {number} dpr @returns {View} */
export function widened({ scale, ox, oy, width, height }, dpr) {
    const room = MOST_PIXELS / (width * height * dpr * dpr);
    const margin = Math.max(0, Math.min(MARGIN, (Math.sqrt(room) - 1) / 2));
    const [dx, dy] = [Math.round(width * margin), Math.round(height * margin)];
    return { scale, ox: ox - dx, oy: oy - dy, width: width + 2 * dx, height: height + 2 * dy };
}

/** What lies over the map and must not be written under. @param {import("leaflet").Map} map @param {HTMLElement} root @param {string} [but] what does not count @returns {Box[]} */
export function blockedBoxes(map, root, but = '.wb-none') {
    const frame = map.getContainer();
    const { x: width, y: height } = map.getSize();
    const over = [...root.querySelectorAll('[data-wb-avoid]'), ...frame.querySelectorAll('.leaflet-control')];
    return over
        .filter((element) => !element.matches(but))
        .map((element) => boxWithin(element, frame))
        .filter((box) => box.width > 0 && box.height > 0 && box.left < width && box.right > 0 && box.top < height && box.bottom > 0)
        .map(({ left, top, right, bottom }) => ({ left: left - 4, top: top - 4, right: right + 4, bottom: bottom + 4 }));
}

/**
 * The part of the map that nothing lies over and in which a picture of some shape is largest; the whole map where all of it would be small.
 * @param {Box[]} boxes what lies over it @param {{x: number, y: number}} size of the map @param {number} shape width of the picture to its height @returns {Box}
 */
export function freePart(boxes, { x: width, y: height }, shape) {
    const within = boxes.map(({ left, top, right, bottom }) => ({ left: Math.max(0, left), top: Math.max(0, top), right: Math.min(width, right), bottom: Math.min(height, bottom) }));
    const edges = (/** @type {number} */ first, /** @type {(box: Box) => number} */ of) => [...new Set([first, ...within.map(of)])];
    const whole = { left: 0, top: 0, right: width, bottom: height };
    let [best, largest] = [whole, LEAST_PART * Math.min(width / shape, height)];
    for (const left of edges(0, (box) => box.right)) for (const right of edges(width, (box) => box.left)) {
        for (const top of edges(0, (box) => box.bottom)) for (const bottom of edges(height, (box) => box.top)) {
            const size = Math.min((right - left) / shape, bottom - top);
            if (size <= largest) continue;
            if (within.some((box) => box.left < right && box.right > left && box.top < bottom && box.bottom > top)) continue;
            [best, largest] = [{ left, top, right, bottom }, size];
        }
    }
    return best;
}

/** As far as every map may be zoomed in; and as far as places that are known to some ten metres say anything. */
const [USUAL_ZOOM, DEEPEST_ZOOM] = [11, 17];
/** Pixels between places that can be told apart, and of a view that fills more than a large map. */
const [TOLD_APART, BEYOND] = [60, 3200];
const EQUATOR_KM = 40075;

/**
 * How far a map may be zoomed in: until its views fill it and neighbouring places are told apart, as far as these are known.
 * @param {import("../contract").TimelineJson} json
 */
export function deepestZoom({ meta, scenes, places }) {
    const widths = [...Object.values(meta.views), ...scenes.view].flatMap((view) => (view ? (view[2] - view[0]) / 360 : []));
    const asked = [...widths.map((width) => BEYOND / width), TOLD_APART / nearest(places)].map((scale) => Math.log2(scale / 256));
    return Math.min(DEEPEST_ZOOM, Math.max(USUAL_ZOOM, ...asked.map((zoom) => Math.ceil(4 * zoom) / 4)));
}

/** The shortest way between two places that are known more precisely than that, on the unit plane. @param {import("../contract").TimelineJson["places"]} places */
function nearest({ x, y, lat, level, precision_km }) {
    const rows = level.flatMap((is, row) => (x[row] === null || is === 'country' || is === 'region' ? [] : [row]));
    const at = (/** @type {(number|null)[]} */ column, /** @type {number} */ row) => column[row] ?? 0;
    rows.sort((a, b) => at(x, a) - at(x, b));
    let best = Infinity;
    rows.forEach((row, i) => {
        for (let j = i + 1; j < rows.length; j++) {
            const other = rows[j];
            const across = at(x, other) - at(x, row);
            if (across >= best) break;
            const away = Math.hypot(across, at(y, other) - at(y, row));
            const km = away * EQUATOR_KM * Math.cos((at(lat, row) * Math.PI) / 180);
            if (away > 0 && away < best && km > Math.max(at(precision_km, row), at(precision_km, other))) best = away;
        }
    });
    return best;
}

/**
 * @param {typeof import("leaflet")} L @param {import("leaflet").Map} map @param {HTMLElement} root
 * @param {import("../data/timeline.js").Timeline["places"]} places @param {() => boolean} still is no motion wanted?
 * @param {(() => void)|null} fade lets the picture of now fade over the one to come; null on somebody's map, which moves in its own way
 */
export function createMoves(L, map, root, places, still, fade) {
    return { fit, reveal };

    /** @param {[number, number, number, number]} view west, south, east, north; east may pass 180 @param {{animate?: boolean}} [options] */
    function fit([west, south, east, north], { animate = true } = {}) {
        const moves = animate && !still();
        if (moves) fade?.();
        const [[left, foot], [right, top]] = [[south, west], [north, east]].map(([lat, lng]) => { const { x, y } = map.project([lat, lng], 0); return [x, y]; });
        map.fitBounds([[south, west], [north, east]], { ...room(Math.abs(right - left) / Math.max(1e-9, Math.abs(foot - top))), animate: moves && !fade });
        return moves && !fade;
    }

    /** Brings places into view that lie outside it; what is in view stays where it is. @param {number[]} rows of places */
    function reveal(rows) {
        const near = map.getCenter().lng;
        const points = rows
            .filter((row) => row >= 0 && !Number.isNaN(places.x[row]))
            .map((row) => {
                const lng = places.x[row] * 360 - 180;
                return L.latLng(places.lat[row], lng + 360 * Math.round((near - lng) / 360));
            });
        if (!points.length || !map.getSize().x) return;
        const padding = room(1);
        const [[left, top], [right, foot]] = [padding.paddingTopLeft, padding.paddingBottomRight];
        const { x: width, y: height } = map.getSize();
        const inside = points.every((point) => {
            const { x, y } = map.latLngToContainerPoint(point);
            return x > left + EDGE && x < width - right - EDGE && y > top + EDGE && y < height - foot - EDGE;
        });
        if (inside) return;
        const bounds = L.latLngBounds(points);
        map.fitBounds(bounds.pad(0.15), { ...padding, maxZoom: map.getZoom(), animate: !still() });
    }

    /** What lies over the map is not for the story. @param {number} shape width of what is shown to its height
     *  @returns {Record<"paddingTopLeft"|"paddingBottomRight", [number, number]>} */
    function room(shape) {
        const size = map.getSize();
        const { left, top, right, bottom } = freePart(blockedBoxes(map, root, '.wb-inset'), size, shape);
        return { paddingTopLeft: [left, top], paddingBottomRight: [size.x - right, size.y - bottom] };
    }
}
