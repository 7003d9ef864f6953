/** What the map shows of the world, what lies over it, and the ways to show something else. */

/**
 * @typedef {import("../marks/surface.js").Box} Box
 * @typedef {import("../marks/surface.js").View} View
 */

/** The largest share of the map that a fitted view leaves to what lies over it, at the top and at the foot. */
const MOST_PADDING = 0.3;
const [MOST_FOOT, MOST_SIDE] = [0.25, 0.4];
/** What begins below that share of the map lies at its foot. */
const FOOT_FROM = 0.6;
/** The overview is one picture: none of it may lie under its key, however low the map is. */
const [MOST_UNDER_KEY, KEY_FROM] = [0.45, 0.4];
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
    const frame = map.getContainer().getBoundingClientRect();
    const over = [...root.querySelectorAll('[data-wb-avoid]'), ...map.getContainer().querySelectorAll('.leaflet-control')];
    return over
        .filter((element) => !element.matches(but))
        .map((element) => element.getBoundingClientRect())
        .filter(({ width, height }) => width > 0 && height > 0)
        .map((box) => ({
            left: box.left - frame.left - 4,
            top: box.top - frame.top - 4,
            right: box.right - frame.left + 4,
            bottom: box.bottom - frame.top + 4,
        }));
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
        map.fitBounds([[south, west], [north, east]], { ...room(), animate: moves && !fade });
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
        const padding = room();
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

    /** What lies over the top and the foot of the map is not for the story. @returns {Record<"paddingTopLeft"|"paddingBottomRight", [number, number]>} */
    function room() {
        const { x: width, y: height } = map.getSize();
        const most = height * MOST_PADDING;
        const [mostFoot, footFrom] = root.matches('.wb-overview') ? [MOST_UNDER_KEY, KEY_FROM] : [MOST_FOOT, FOOT_FROM];
        let [top, foot] = [0, 0];
        for (const box of blockedBoxes(map, root, '.wb-inset, .wb-number-key')) {
            if (box.top < height / 4 && box.left < width / 2) top = Math.max(top, box.bottom);
            if (box.top > height * footFrom) foot = Math.max(foot, height - box.top);
        }
        // the key of the circles is as high as a map may be wide: the story goes beside it
        const key = root.querySelector('.wb-number-key')?.getBoundingClientRect().width ?? 0;
        return { paddingTopLeft: [Math.min(key && key + 16, width * MOST_SIDE), Math.min(top, most)], paddingBottomRight: [0, Math.min(foot, height * mostFoot)] };
    }
}
