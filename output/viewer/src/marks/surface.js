/**
 * A canvas in a pane of the map: fixed to the ground, it moves with the map and follows an animated zoom. It takes its memory when
 * something is drawn on it for the first time; who draws hides one that stays blank, so that it is not laid over the others.
 */

/**
 * @typedef {{scale: number, ox: number, oy: number, width: number, height: number}} View what is seen of the world:
 *   `scale` is the width of the world in pixels; a point of the unit plane lies at (x * scale - ox, y * scale - oy).
 * @typedef {{left: number, top: number, right: number, bottom: number}} Box in pixels of a view
 */

/** @param {import("leaflet").Map} map @param {string} name @param {number} depth */
export function paneOf(map, name, depth) {
    const pane = map.getPane(name) ?? map.createPane(name);
    pane.style.zIndex = String(depth);
    pane.style.pointerEvents = 'none';
    return pane;
}

/**
 * @param {typeof import("leaflet")} L @param {import("leaflet").Map} map @param {HTMLElement} pane
 * @param {boolean} [opaque] nothing shines through: what lies below need not be blended
 */
export function createSurface(L, map, pane, opaque = false) {
    const canvas = document.createElement('canvas');
    canvas.className = 'wb-sheet leaflet-zoom-animated';
    canvas.setAttribute('aria-hidden', 'true');
    pane.append(canvas);
    const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: !opaque }));
    let [ox, oy, scale, dpr, width, height] = [0, 0, 1, 1, 0, 0];
    let [placed, blank] = [false, true];
    return {
        canvas,
        /** To draw with. */
        get ctx() {
            blank = false;
            if (!placed) fit();
            return ctx;
        },
        /** @param {number} x @param {number} y corner on the world in pixels @param {number} w @param {number} h @param {number} ratio @param {number} size of the world */
        place(x, y, w, h, ratio, size) {
            [ox, oy, scale, dpr, width, height] = [x, y, size, ratio, w, h];
            placed = false;
            L.DomUtil.setTransform(canvas, L.point(x, y).subtract(map.getPixelOrigin()), 1);
        },
        /** @param {boolean} on */
        show(on) {
            if (canvas.hidden === on) canvas.hidden = !on;
        },
        clear() {
            if (blank) return;
            if (!placed) fit();
            ctx.clearRect(0, 0, width, height);
            blank = true;
        },
        /** Draws it on another sheet. @param {CanvasRenderingContext2D} other @param {{ox: number, oy: number}} view of that sheet */
        printOn: (other, view) => other.drawImage(canvas, ox - view.ox, oy - view.oy, canvas.width / dpr, canvas.height / dpr),
        /** Goes where an animated zoom goes. @param {import("leaflet").LatLng} center @param {number} zoom */
        follow(center, zoom) {
            const grown = (256 * 2 ** zoom) / scale;
            const half = map.getSize().divideBy(2);
            const pan = L.DomUtil.getPosition(/** @type {HTMLElement} */ (map.getPane('mapPane')));
            const origin = map.project(center, zoom).subtract(half).add(pan).round();
            L.DomUtil.setTransform(canvas, L.point(ox, oy).multiplyBy(grown).subtract(origin), grown);
        },
    };

    function fit() {
        placed = true;
        const [w, h] = [Math.round(width * dpr), Math.round(height * dpr)];
        if (canvas.width !== w || canvas.height !== h) {
            canvas.width = w;
            canvas.height = h;
            canvas.style.width = `${width}px`;
            canvas.style.height = `${height}px`;
        }
        ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
    }
}
