/** A page of its own: makes the map, keeps the state in the address, takes over the HTML, prints, and talks to a frame around it. */
import { deepestZoom } from '../map/view.js';
import { isFramed, reportHeight } from './embed.js';
import { formatFragment, parseFragment } from '../state/fragment.js';
import { ALL_SHOWN } from '../state/reduce.js';
import { printing } from './paper.js';

/** @typedef {import('../contract').TimelineJson} TimelineJson */
/** @typedef {ReturnType<typeof import('./assembly.js').createPlayer>} Player */
/** @typedef {ReturnType<typeof createPage>} Page */

/**
 * @param {typeof import('leaflet')} L
 * @param {HTMLElement} root
 * @param {AbortSignal} signal
 */
export function createPage(L, root, signal) {
    const fallback = /** @type {HTMLElement | null} */ (root.querySelector('.wb-fallback'));
    const mapBox = document.createElement('div');
    mapBox.className = 'wb-map';
    const map = createMap(L, mapBox, root.dataset.wbTiles);
    /** @type {Player | null} */
    let player = null;
    /** @type {TimelineJson | null} */
    let data = null;
    let timer = 0;
    // in a page that has addresses of its own the map takes none
    const addressed = root.dataset.wbAddress !== 'none';
    return { root, mapBox, fallback, map, prepare, started, changed, link };

    /** Before the player is built: the page becomes an application. @param {TimelineJson} json */
    function prepare(json) {
        data = json;
        fallback?.remove();
        fallback?.removeAttribute('role');
        root.classList.add('wb-ready');
        map.setMaxZoom(deepestZoom(json));
        const [west, south, east, north] = json.meta.overview ?? json.scenes.view[0] ?? json.meta.views[json.meta.default_view];
        map.setView([(south + north) / 2, (west + east) / 2], 4, { animate: false });
    }

    /** @param {Player} made @param {TimelineJson} json */
    function started(made, json) {
        player = made;
        // the ribbon's height gives the map its own
        made.layOut();
        made.resize();
        made.fitScene(false);
        restore();
        // what an address opens may take room on the map
        if (location.hash.length > 1 && !made.moved()) {
            made.layOut();
            made.fitScene(false);
        }
        window.addEventListener('hashchange', restore, { signal });
        // a move to a scene is over before the player knows that it was none of the reader's
        map.on('moveend', () => queueMicrotask(() => { if (made.moved()) save(); }));
        signal.addEventListener('abort', () => { clearTimeout(timer); map.remove(); });
        reportHeight(root, json.meta.id, signal);
        printing(root, map, made, signal);
    }

    function restore() {
        if (!player || !data || !addressed || location.hash.length < 2) return;
        const { patch, view } = parseFragment(location.hash, data);
        player.dispatch({ type: 'restore', patch });
        if (view) map.setView([view.lat, view.lon], view.zoom, { animate: false });
    }

    /** @param {import('../contract').State} state @param {import('../contract').Action} action */
    function changed(state, action) {
        if (data && document.documentElement.lang !== data.texts[state.lang].locale.tag) {
            const { tag, dir } = data.texts[state.lang].locale;
            Object.assign(document.documentElement, { lang: tag, dir });
            document.title = data?.meta.title[state.lang] ?? document.title;
        }
        if (!state.playing && !['hover', 'light', 'restore'].includes(action.type)) save();
    }

    /** The address follows a moment later: a drag writes once, at its end. */
    function save() {
        if (!addressed) return;
        clearTimeout(timer);
        timer = window.setTimeout(() => {
            if (!player || player.now().playing || player.now().theme === 'print') return;
            if (root.querySelector('.wb-range:active')) return save();
            // about:srcdoc and some sandboxes have no history to write to
            try { history.replaceState(null, '', `#${fragment()}`); } catch { clearTimeout(timer); }
        }, 300);
    }

    function fragment() {
        if (!player || !data) return '';
        const { lat, lng } = map.getCenter();
        return formatFragment(player.now(), player.moved() ? { lat, lon: lng, zoom: map.getZoom() } : null, data, ALL_SHOWN);
    }

    function link() {
        return `${location.href.split('#')[0]}#${fragment()}`;
    }
}

/** @param {typeof import('leaflet')} L @param {HTMLElement} box @param {string} [tiles] options of a tile layer, as JSON */
function createMap(L, box, tiles) {
    const framed = isFramed();
    const map = L.map(box, {
        zoomControl: false, attributionControl: false, worldCopyJump: false, trackResize: false, minZoom: 1, maxZoom: 11,
        zoomSnap: 0.25, zoomDelta: 0.5, scrollWheelZoom: !framed,
        // in a frame one finger scrolls the page around, two move the map
        dragging: !(framed && matchMedia('(pointer: coarse)').matches),
        maxBounds: [[-84, -400], [86, 500]], maxBoundsViscosity: 0.8,
    });
    // Leaflet adds layers only to a map that looks somewhere
    map.setView([15, 105], 3, { animate: false });
    L.control.zoom({ position: 'topright' }).addTo(map);
    L.control.attribution({ prefix: false, position: 'bottomright' }).addTo(map);
    if (tiles) {
        const { url, ...options } = JSON.parse(tiles);
        L.tileLayer(url, { ...options, crossOrigin: '', referrerPolicy: 'strict-origin-when-cross-origin' }).addTo(map);
    }
    // in a frame the wheel belongs to the page around until the reader turns to the map
    if (framed) {
        map.on('click focus', () => map.scrollWheelZoom.enable());
        map.on('blur', () => map.scrollWheelZoom.disable());
        box.addEventListener('mouseleave', () => map.scrollWheelZoom.disable());
    }
    return map;
}
