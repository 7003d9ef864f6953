// The map of the player: a Leaflet layer with canvases of its own. The ground is drawn when the view or the phases change, the
// story once a frame, the labels when they change. The stage reads the state and never changes it.

import { areasOf, drawAreas, zonesOf } from './areas.js';
import { createTypesetter, isNews } from './captions.js';
import { measuredZones } from '../data/cycles.js';
import { createShows } from '../state/filters.js';
import { MOST_SINGLE, rowsInView } from '../marks/bundles.js';
import { createFlows } from '../marks/flows.js';
import { createGround } from './ground.js';
import { createHatches } from '../marks/hatch.js';
import { createHits } from '../marks/hits.js';
import { createInset, thinned } from './inset.js';
import { drawCourses, drawSigns, drawStory, partCourses } from './ink.js';
import { drawLabel, layLabels } from './lettering.js';
import { createLookup } from '../data/lookup.js';
import { readPalette } from '../marks/palette.js';
import { onRecord } from '../data/moment.js';
import { layOut } from './picture.js';
import { createHold, createRingClock } from '../marks/rings.js';
import { createSurface, paneOf } from '../marks/surface.js';
import { createWords } from '../data/speaker.js';

/**
 * @typedef {import("../data/timeline.js").Timeline} Timeline
 * @typedef {import("../data/moment.js").Moment} Moment
 * @typedef {import("../marks/surface.js").View} View
 * @typedef {import("../contract").State} State
 * @typedef {import("./picture.js").Layout} Layout
 * @typedef {import("./lettering.js").Lettered} Lettered
 * @typedef {ReturnType<typeof import("../data/basemap.js").decodeBasemap>} Basemap
 */

/** The largest share of the map that a fitted view leaves to what lies over it, at the top and at the foot. */
const MOST_PADDING = 0.16;
const MOST_FOOT = 0.25;
const FADE_MS = 150;
/** Nearer to the edge than this a place counts as out of view. */
const EDGE = 24;
/** The ground reaches this share of the map beyond each edge, so that a drag does not show its end at once. */
const GROUND_MARGIN = 0.3;
const MOST_PIXELS = 14e6;
/** Beside bundles, signs and names are laid anew this seldom while the clock runs. */
const [SIGNS_MS, NAMES_MS] = [120, 700];

/**
 * @param {typeof import("leaflet")} L @param {import("leaflet").Map} map
 * @param {{timeline: Timeline, basemap: Basemap|null, root: HTMLElement, signal?: AbortSignal}} options `basemap` null: the map has tiles of its own
 */
export function createStage(L, map, { timeline, basemap, root, signal }) {
    const story = storyCountries(timeline);
    const ground = basemap && createGround(basemap, story);
    const shows = createShows(timeline.json, createLookup(timeline.json));
    const speak = createWords(timeline.json);
    const rings = createRingClock();
    const hold = createHold();
    const groundPane = paneOf(map, 'wb-ground', 240);
    const storyPane = paneOf(map, 'wb-story', 450);
    const [base, areas, lines] = [true, false, false].map((opaque) => createSurface(L, map, groundPane, opaque));
    base.show(ground !== null);
    const many = timeline.movements.count > MOST_SINGLE;
    const flows = createFlows(L, map, storyPane, timeline);
    const [trails, front, signs, letters] = [storyPane, storyPane, storyPane, storyPane].map((pane) => createSurface(L, map, pane));
    const sheets = [base, areas, lines, ...flows.sheets, trails, front, signs, letters];
    // A browser that prints canvases as vectors paints white what was cleared, over the sheets below: they all go on one.
    const paper = createSurface(L, map, storyPane);
    paper.canvas.classList.add('wb-paper');

    // bundles need no enlargement: they are gathered anew for every scale
    const inset = many || !basemap || !ground || !signal ? null : createInset(map.getContainer(), timeline, { basemap, ground, root, story, go: fit, signal });

    /** @type {{state: State, moment: Moment, now: number}|null} */
    let last = null;
    /** @type {Layout|null} */
    let layout = null;
    /** @type {Layout|null} with what the inset shows instead */
    let whole = null;
    /** @type {Lettered[]} */
    let labels = [];
    /** @type {Map<string, number>} when a label came up, for its fade */
    const shownSince = new Map();
    /** @type {ReturnType<typeof createHits<import("./places.js").Mark>>|null} */
    let hits = null;
    let sharpness = 1;
    let look = readLook();
    let lookStale = false;
    let [layoutKey, labelKey, areasKey, viewKey] = ['', '', '', ''];
    /** @type {View|null} */
    let groundView = null;
    let reaching = false;
    let [zooming, moving, fading] = [false, false, false];
    let lettersDirty = true;
    let coming = 0;
    /** @type {Set<number>|null} rows in the view; null when they are bundled */
    let single = null;
    let [signsKey, trailsKey, signsLaid, namesLaid] = ['', '', -Infinity, -Infinity];
    /** @type {{filters: object|null, rows: Uint8Array}} */
    let shown = { filters: null, rows: new Uint8Array(0) };

    const layer = new (L.Layer.extend({
        onAdd() {
            groundView = null;
            redraw();
        },
        onRemove() {
            for (const sheet of [...sheets, paper]) sheet.canvas.remove();
            inset?.remove();
        },
        getEvents() {
            return {
                zoomanim: (/** @type {any} */ event) => {
                    zooming = true;
                    for (const sheet of sheets) sheet.follow(event.center, event.zoom);
                },
                zoomend: () => {
                    zooming = false;
                    invalidate('view');
                    redraw();
                },
                zoom: redraw,
                movestart: () => (moving = true),
                move: redraw,
                moveend: () => {
                    moving = false;
                    labelKey = '';
                    redraw();
                },
                resize: () => {
                    invalidate('view');
                    redraw();
                },
            };
        },
    }))();
    layer.addTo(map);
    signal?.addEventListener('abort', remove, { once: true });

    return { draw, reach, invalidate, sharpened, hit, onscreen, fit, reveal, animating, remove, layer };

    /**
     * Draws one frame. Cheap while only the clock moves on.
     * @param {State} state @param {Moment} seen @param {number} now ms
     */
    function draw(state, seen, now) {
        const startOf = (/** @type {number} */ event) => timeline.events.start_min[event];
        last = { state, moment: seen, now };
        if (zooming || map.getSize().x === 0) return;
        if (lookStale) [look, lookStale] = [readLook(), false];
        const { x: width, y: height } = map.getSize();
        const view = viewAt(map.getPixelBounds().min, width, height);
        const showing = (/** @type {number} */ record) => shows(state.filters, record);
        const passing = keyOf(view);
        if (passing !== viewKey) {
            for (const sheet of [trails, front, signs, letters]) sheet.place(view.ox, view.oy, width, height, look.dpr, view.scale);
            lettersDirty = true;
            signsKey = '';
            single = many ? rowsInView(timeline, view) : null;
        }
        const bundled = many && !single;
        const moment = {
            ...seen,
            movements: singles(state, seen, bundled),
            events: hold.with(seen.events, seen.day, state.playing, now, startOf),
        };
        const wording = `${passing}|${keyOfStory(timeline, state, moment)}`;
        const key = `${wording}|${state.hovered}`;
        const waits = bundled && state.playing && layout && passing === viewKey && now - signsLaid < SIGNS_MS;
        if ((key !== layoutKey && !waits) || !layout) {
            signsLaid = now;
            whole = layOut(timeline, moment, state, view, showing, bundled ? flows.groups(view) : null);
            if (passing !== viewKey) inset?.settle(view, whole, blockedBoxes('.wb-inset'), look.dpr);
            const frame = inset?.frame();
            layout = frame ? thinned(whole, frame) : whole;
            inset?.lay(moment, state, showing, look, speak(state.lang));
            [layoutKey, viewKey, hits] = [key, passing, null];
        }
        drawGround(view, moment, state, showing);
        if (!moving && labelKey !== wording && !(bundled && state.playing && labelKey && now - namesLaid < NAMES_MS)) {
            [labelKey, namesLaid] = [wording, now];
            letter(layout, state, moment, now, bundled);
        }
        const struck = layout.strikes.filter(({ fresh }) => fresh).map(({ event }) => event);
        rings.update(struck, now, state.reduced);
        front.clear();
        if (bundled) drawBundles(view, `${passing}|${serialOf(look)}|${serialOf(state.filters)}`, state, seen, now);
        else flows.hide();
        const { still, alive, key: resting } = partCourses(layout, moment);
        if (trailsKey !== `${layoutKey}|${resting}`) {
            trailsKey = `${layoutKey}|${resting}`;
            trails.show(still.length > 0);
            trails.clear();
            if (still.length) drawCourses(trails.ctx, look.palette, timeline, { ...layout, courses: still }, moment, state);
        }
        if (alive.length || layout.strikes.length || rings.passing(now).length) drawStory(front.ctx, look.palette, timeline, { ...layout, courses: alive }, moment, state, rings, now);
        if (signsKey !== layoutKey) {
            signsKey = layoutKey;
            signs.clear();
            if (layout.marks.length) drawSigns(signs.ctx, look.palette, timeline, layout, moment, state);
        }
        if (inset?.frame()) inset.draw(front.ctx, moment, state, look, rings, now);
        drawLetters(view, now);
        if (state.theme !== 'print') return;
        paper.place(view.ox, view.oy, width, height, look.dpr, view.scale);
        for (const sheet of sheets) if (!sheet.canvas.hidden) sheet.printOn(paper.ctx, view);
    }

    /** Movements that are drawn one by one: all in the view, or beside bundles those that are told of. @param {State} state @param {Moment} seen @param {boolean} bundled */
    function singles(state, seen, bundled) {
        if (!many) return onRecord(timeline, seen);
        if (!bundled) return onRecord(timeline, seen, (row) => single?.has(row) === true);
        const scene = state.sceneChosen && state.scene >= 0 ? timeline.scenes.records[state.scene] : [];
        const told = [...scene, state.selected, state.hovered].map((record) => timeline.rowOfRecord[record]);
        const rows = new Set(told.flatMap((owner) => (owner?.table === 'movements' ? owner.row : [])));
        return rows.size ? onRecord(timeline, seen, (row) => rows.has(row)) : [];
    }

    /** @param {View} view @param {string} key @param {State} state @param {Moment} moment @param {number} now */
    function drawBundles(view, key, state, moment, now) {
        if (shown.filters !== state.filters) {
            const { record, count } = timeline.movements;
            shown = { filters: state.filters, rows: new Uint8Array(count) };
            for (let row = 0; row < count; row++) shown.rows[row] = Number(shows(state.filters, record[row]));
        }
        const { palette, dpr } = look;
        const say = speak(state.lang).number;
        const written = labels.map(boxOfLabel);
        const scene = { view, key, dpr, palette, moment, shown: shown.rows, playing: state.playing, whole: state.theme === 'print' || sharpness > 1, now, say, written };
        flows.draw(scene);
        if (moment.movements.length) flows.drawDots(front.ctx, scene);
    }

    /** What has changed: "theme", "view", "lang", "size", or anything else for all. @param {string} [what] */
    function invalidate(what = 'all') {
        if (what !== 'lang' && what !== 'view') lookStale = true;
        groundView = null;
        layoutKey = labelKey = areasKey = viewKey = signsKey = trailsKey = '';
        lettersDirty = true;
    }

    /** The ground goes on beyond the edges, for a drag and a zoom to come. The first picture is there sooner without. */
    function reach() {
        reaching = true;
        groundView = null;
        redraw();
    }

    /** Draws in finer pixels for as long as somebody copies the sheets. @template T @param {number} ratio @param {() => T} copy @returns {T} */
    function sharpened(ratio, copy) {
        const paint = (/** @type {number} */ pixels) => {
            sharpness = pixels;
            invalidate();
            if (last) draw(last.state, last.moment, last.now);
        };
        paint(ratio);
        try { return copy(); } finally { paint(1); }
    }

    /** Leaflet tells of one change by several events, which are one picture. */
    function redraw() {
        coming ||= requestAnimationFrame((time) => {
            coming = 0;
            if (last) draw(last.state, last.moment, time);
        });
    }

    function readLook() {
        const palette = readPalette(root, measuringContext());
        const dpr = Math.min(3, Math.max(root.dataset.wbTheme === 'print' ? 2 : sharpness, window.devicePixelRatio || 1));
        return {
            palette,
            dpr,
            hatches: createHatches(palette, dpr),
            set: createTypesetter(measuringContext(), palette.font),
        };
    }

    /** @param {{x: number, y: number}|undefined} corner @param {number} width @param {number} height @returns {View} */
    function viewAt(corner, width, height) {
        const { x, y } = corner ?? { x: 0, y: 0 };
        return { scale: 256 * 2 ** map.getZoom(), ox: x, oy: y, width, height };
    }

    /** @param {View} view @param {Moment} moment @param {State} state @param {(record: number) => boolean} showing */
    function drawGround(view, moment, state, showing) {
        if (!groundView || groundView.scale !== view.scale || !contains(groundView, view)) {
            groundView = reaching ? widened(view, look.dpr) : view;
            const { ox, oy, width, height, scale } = groundView;
            for (const sheet of [base, areas, lines]) sheet.place(ox, oy, width, height, look.dpr, scale);
            ground?.draw(base.ctx, lines.ctx, groundView, look.palette);
            areasKey = '';
        }
        // a map without a panel has no card that could say what is measured there
        const zones = root.matches('.wb-tiny, .wb-bare') ? [] : measuredZones(timeline.json, state, moment, shows);
        const list = [...areasOf(timeline, moment, ground, groundView, showing), ...zonesOf(timeline, zones, ground, groundView)];
        const key = list.map(({ place, phase, strength }) => `${place}${phase}${strength}`).join();
        if (key === areasKey) return;
        areasKey = key || 'none';
        areas.show(list.length > 0);
        areas.clear();
        if (list.length) drawAreas(areas.ctx, list, ground, groundView, look.palette, look.hatches);
    }

    /** Labels are laid anew when the picture changes in kind, not while it moves. @param {Layout} now @param {State} state @param {Moment} moment @param {number} time @param {boolean} bundled */
    function letter(now, state, moment, time, bundled) {
        const before = new Map(labels.map(({ item, spot }) => [item.id, spot]));
        labels = layLabels(timeline, now, moment, state, {
            basemap,
            story,
            set: look.set,
            words: speak(state.lang),
            blocked: [...blockedBoxes(), ...(inset?.frame() ? [/** @type {import('../marks/surface.js').Box} */ (inset.frame())] : [])],
            before,
            bundled,
        });
        const ids = new Set(labels.map(({ item }) => item.id));
        for (const id of shownSince.keys()) if (!ids.has(id)) shownSince.delete(id);
        for (const id of ids) if (!shownSince.has(id)) shownSince.set(id, before.size ? time : -Infinity);
        for (const label of labels) anchor(label, now.view);
        lettersDirty = true;
    }

    /** @param {View} view @param {number} now */
    function drawLetters(view, now) {
        if (!lettersDirty && !fading) return;
        letters.clear();
        fading = false;
        for (const label of labels) {
            const shown = last?.state.reduced || last?.state.theme === 'print'
                ? 1
                : Math.min(1, (now - (shownSince.get(label.item.id) ?? -Infinity)) / FADE_MS);
            if (shown < 1) fading = true;
            const { ux, uy } = /** @type {any} */ (label);
            drawLabel(
                letters.ctx,
                look.palette,
                label,
                ux * view.scale - view.ox,
                uy * view.scale - view.oy,
                Math.max(0, shown),
            );
        }
        lettersDirty = false;
    }

    /** What lies over the map and must not be written under. @param {string} [but] what does not count @returns {import("../marks/surface.js").Box[]} */
    function blockedBoxes(but = '.wb-none') {
        const frame = map.getContainer().getBoundingClientRect();
        const over = [
            ...root.querySelectorAll('[data-wb-avoid]'),
            ...map.getContainer().querySelectorAll('.leaflet-control'),
        ];
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

    /** Records under the pointer, top first. @param {{x: number, y: number}} point @returns {number[]} */
    function hit({ x, y }) {
        if (!layout) return [];
        const { marks, courses, events } = layout;
        hits ??= createHits({ marks, trails: courses.flatMap(({ trail }) => trail ?? []) });
        const found = hits(x, y);
        const labelled = labels
            .filter((label) => inLabel(label, x, y))
            .flatMap(({ item }) => marks.filter(({ place }) => item.id === `place ${place}`));
        const records = [];
        for (const mark of [...found.marks, ...labelled]) {
            for (const place of mark.members)
                records.push(...(events.get(place) ?? []).map((row) => timeline.events.record[row]));
            for (const course of courses) if (course.at === mark) records.push(timeline.movements.record[course.row]);
            for (const place of mark.members) records.push(timeline.places.record[place]);
        }
        for (const { row } of found.trails) records.push(timeline.movements.record[row]);
        if (many && !single) for (const row of flows.rowsAt(x, y)) records.push(timeline.movements.record[row]);
        return [...new Set(records)].filter((record) => record >= 0);
    }

    /** What is on the map now, for readers without a pointer. @returns {{record: number, label: string}[]} */
    function onscreen() {
        if (!whole || !last) return [];
        const { lang } = last.state;
        const { width, height } = whole.view;
        const inside = whole.marks.filter(({ x, y }) => x > 0 && y > 0 && x < width && y < height);
        const places = [...inside].reverse().flatMap(({ members }) => members);
        const records = [
            ...places.flatMap((place) => (whole?.events.get(place) ?? []).map((row) => timeline.events.record[row])),
            ...places.map((place) => timeline.places.record[place]),
            ...whole.courses.map(({ row }) => timeline.movements.record[row]),
        ];
        return [...new Set(records)]
            .filter((record) => record >= 0)
            .map((record) => ({ record, label: timeline.label(record, lang) }));
    }

    /** @param {[number, number, number, number]} view west, south, east, north; east may pass 180 @param {{animate?: boolean}} [options] */
    function fit([west, south, east, north], { animate = true } = {}) {
        map.fitBounds(
            [
                [south, west],
                [north, east],
            ],
            { ...room(), animate: animate && !last?.state.reduced },
        );
    }

    /** Brings places into view that lie outside it; what is in view stays where it is. @param {number[]} rows of places */
    function reveal(rows) {
        const { places } = timeline;
        const near = map.getCenter().lng;
        const points = rows
            .filter((row) => row >= 0 && !Number.isNaN(places.x[row]))
            .map((row) => {
                const lng = places.x[row] * 360 - 180;
                return L.latLng(places.lat[row], lng + 360 * Math.round((near - lng) / 360));
            });
        if (!points.length || !map.getSize().x) return;
        const padding = room();
        const [[left, top], [right, foot]] = [padding.paddingTopLeft, padding.paddingBottomRight].map((pair) => /** @type {[number, number]} */ (pair));
        const { x: width, y: height } = map.getSize();
        const inside = points.every((point) => {
            const { x, y } = map.latLngToContainerPoint(point);
            return x > left + EDGE && x < width - right - EDGE && y > top + EDGE && y < height - foot - EDGE;
        });
        if (inside) return;
        const bounds = L.latLngBounds(points);
        map.fitBounds(bounds.pad(0.15), { ...padding, maxZoom: map.getZoom(), animate: !last?.state.reduced });
    }

    /** What lies over the top and the foot of the map is not for the story. @returns {import('leaflet').FitBoundsOptions} */
    function room() {
        const { x: width, y: height } = map.getSize();
        const most = height * MOST_PADDING;
        let [top, foot] = [0, 0];
        for (const box of blockedBoxes('.wb-inset')) {
            if (box.top < height / 4 && box.left < width / 2) top = Math.max(top, box.bottom);
            if (box.top > height * 0.6) foot = Math.max(foot, height - box.top);
        }
        return { paddingTopLeft: [0, Math.min(top, most)], paddingBottomRight: [0, Math.min(foot, height * MOST_FOOT)] };
    }

    /** Does something still move although the clock stands? */
    function animating() {
        return fading || flows.painting() || rings.passing(performance.now()).length > 0;
    }

    function remove() {
        cancelAnimationFrame(coming);
        layer.remove();
    }
}

/** @param {Lettered} label @param {View} view keeps its point on the unit plane, so that it moves with the map */
function anchor(label, { scale, ox, oy }) {
    Object.assign(label, { ux: (label.item.x + ox) / scale, uy: (label.item.y + oy) / scale });
}

/** @param {Lettered} label @param {number} x @param {number} y */
function inLabel(label, x, y) {
    const { left, top, right, bottom } = boxOfLabel(label);
    return label.item.kind !== 'country' && x >= left && y >= top && x <= right && y <= bottom;
}

/** @param {Lettered} label @returns {import("../marks/surface.js").Box} */
function boxOfLabel({ item, dx, dy, width, height }) {
    const [left, top] = [item.x + dx, item.y + dy];
    return { left, top, right: left + width, bottom: top + height };
}

/** Countries that hold a place of the story. @param {Timeline} timeline */
function storyCountries({ places }) {
    return new Set(places.iso2.filter(Boolean));
}

/** @returns {CanvasRenderingContext2D} */
function measuringContext() {
    return /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
}

/** @param {View} view @param {number} dpr @returns {View} */
function widened({ scale, ox, oy, width, height }, dpr) {
    const room = MOST_PIXELS / (width * height * dpr * dpr);
    const margin = Math.max(0, Math.min(GROUND_MARGIN, (Math.sqrt(room) - 1) / 2));
    const [dx, dy] = [Math.round(width * margin), Math.round(height * margin)];
    return { scale, ox: ox - dx, oy: oy - dy, width: width + 2 * dx, height: height + 2 * dy };
}

/** @param {View} outer @param {View} inner */
function contains(outer, inner) {
    return (
        inner.ox >= outer.ox &&
        inner.oy >= outer.oy &&
        inner.ox + inner.width <= outer.ox + outer.width &&
        inner.oy + inner.height <= outer.oy + outer.height
    );
}

/** @param {View} view */
function keyOf({ scale, ox, oy, width, height }) {
    return `${scale} ${ox} ${oy} ${width} ${height}`;
}

/** @type {WeakMap<object, number>} */
const serials = new WeakMap();
let nextSerial = 1;

/** A number for an object that is replaced when it changes. @param {object} value */
function serialOf(value) {
    let serial = serials.get(value);
    if (!serial) serials.set(value, (serial = nextSerial++));
    return serial;
}

/** All that decides the layout but the view: changes of kind, not the steps of the clock. @param {Timeline} timeline @param {State} state @param {Moment} moment */
function keyOfStory(timeline, state, moment) {
    let hash = 0;
    for (const { index, state: is, age } of moment.movements) {
        // Past a year a movement makes no more room for itself among the labels.
        hash = (Math.imul(hash, 31) + index * 8 + is.length + (age > 365 ? 1 : 0)) | 0;
    }
    const events = moment.events.map(({ index, chance }) => `${index}${chance < 1}`).join();
    const scene = state.sceneChosen ? state.scene : -1;
    for (const { span } of moment.places) hash = (Math.imul(hash, 31) + Number(isNews(timeline, span, moment.day))) | 0;
    return [
        serialOf(moment.places),
        hash,
        events,
        moment.disruptions.join(),
        scene,
        state.selected,
        state.lang,
        serialOf(state.filters),
    ].join('|');
}
