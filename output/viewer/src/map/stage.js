/**
 * The map of the player: a Leaflet layer with canvases of its own. The ground is drawn when the view or the phases change, the
 * story once a frame, the labels when they change. The stage reads the state and never changes it.
 */

import { measuredZones } from '../data/cycles.js';
import { onRecord } from '../data/moment.js';
import { MOST_SINGLE, rowsInView } from '../marks/bundles.js';
import { createFlows } from '../marks/flows.js';
import { createHatches } from '../marks/hatch.js';
import { createHits } from '../marks/hits.js';
import { createIncidents } from '../marks/incidents.js';
import { readPalette } from '../marks/palette.js';
import { createHold, createRingClock } from '../marks/rings.js';
import { createSurface, paneOf } from '../marks/surface.js';
import { createNumbers } from '../numbers/bubbles.js';
import { measuresOf } from '../numbers/series.js';
import { areasOf, drawAreas, drawEdges, zonesOf } from './areas.js';
import { createTypesetter } from './captions.js';
import { CITY_FROM, NEAR_FROM, createGround } from '../land/ground.js';
import { drawCourses, drawSigns, drawStory, partCourses } from './ink.js';
import { sharpnessOf } from '../dom/elements.js';
import { createFade } from '../dom/fade.js';
import { createInset, thinned } from './inset.js';
import { createLetters } from './letters.js';
import { createOutlines } from '../land/outlines.js';
import { onOverview } from '../state/reduce.js';
import { keyOfStory, layPicture, placesDrawn, serialOf, toldPlaces } from './picture.js';
import { allDrawn, inReadingOrder, recordsDrawn, signDrawn, signsSeen } from './seen.js';
import { blockedBoxes, contains, createMoves, keyOf, viewOf, widened } from './view.js';

/**
 * @typedef {import("../data/timeline.js").Timeline} Timeline
 * @typedef {import("../data/moment.js").Moment} Moment
 * @typedef {import("../marks/surface.js").View} View
 * @typedef {import("../contract").State} State
 * @typedef {import("../contract").Context} Context
 * @typedef {import("../contract").Drawn} Drawn
 * @typedef {import("./picture.js").Layout} Layout
 * @typedef {ReturnType<typeof import("../data/basemap.js").decodeBasemap>} Basemap
 * @typedef {object} Overview a picture instead of that of a day
 * @property {(state: State) => string} key what decides it but the view and the look
 * @property {(sheets: {trails: Sheet, signs: Sheet, names: Sheet}, setting: any, state: State) => void} draw
 * @property {(state: State) => Set<string>} lands countries that it is about, the same set for as long as nothing changes
 * @property {(state: State) => number[]} records that it rests on
 * @property {() => import("../contract").Laid} laid
 * @property {() => import("../contract").Drawn[]} drawn
 * @typedef {ReturnType<typeof createSurface>} Sheet
 */

/** Of hundreds of points so many are listed: the tables have them all. */
const MOST_LISTED = 60;
/** Beside bundles, signs and names are laid anew this seldom while the clock runs. */
const [SIGNS_MS, NAMES_MS] = [120, 700];

/**
 * @param {typeof import("leaflet")} L @param {import("leaflet").Map} map @param {Pick<Context, "root"|"shows"|"speak"|"signal">} context
 * @param {Timeline} timeline @param {Basemap|null} basemap null: the map has tiles of its own @param {Overview|null} [overview] what paints it, where there is one
 */
export function createStage(L, map, { root, shows, speak, signal }, timeline, basemap, overview = null) {
    const story = storyCountries(timeline);
    const outlines = createOutlines(timeline.json);
    const ground = basemap && createGround(basemap, story, outlines.lands());
    const rings = createRingClock();
    const hold = createHold();
    const groundPane = paneOf(map, 'wb-ground', 240);
    const storyPane = paneOf(map, 'wb-story', 450);
    const [base, areas, lines] = [true, false, false].map((opaque) => createSurface(L, map, groundPane, opaque));
    base.show(ground !== null);
    const many = timeline.movements.count > MOST_SINGLE;
    const incidents = createIncidents(L, map, storyPane, timeline);
    const numbers = measuresOf(timeline.json).length ? createNumbers(L, map, storyPane, timeline, shows) : null;
    const flows = createFlows(L, map, storyPane, timeline);
    const [trails, front, signs, names] = [storyPane, storyPane, storyPane, storyPane].map((pane) => createSurface(L, map, pane));
    const upper = [trails, front, signs, names];
    const sheets = [base, areas, lines, ...(numbers ? [numbers.sheet] : []), ...incidents.sheets, ...flows.sheets, ...upper];
    // A browser that prints canvases as vectors paints white what was cleared, over the sheets below: they all go on one.
    const paper = createSurface(L, map, storyPane);
    paper.canvas.classList.add('wb-paper');

    const letters = createLetters(names, timeline, { basemap, story, outlines });
    const { fit, reveal } = createMoves(L, map, root, timeline.places, () => last?.state.reduced === true, basemap ? createFade(map, signal) : null);
    // bundles need no enlargement: they are gathered anew for every scale
    const inset = many || !basemap || !ground ? null : createInset(map.getContainer(), timeline, { basemap, ground, outlines, root, story, go: fit, signal });

    /** @type {{state: State, moment: Moment, now: number}|null} */
    let last = null;
    /** @type {Moment|null} with the movements that are drawn */
    let drawn = null;
    /** @type {Layout|null} */
    let layout = null;
    /** @type {Layout|null} with what the inset shows instead */
    let whole = null;
    /** @type {ReturnType<typeof createHits<import("./places.js").Mark>>|null} */
    let hits = null;
    let sharpness = 1;
    let look = readLook(root, sharpness);
    let lookStale = false;
    let [viewKey, layoutKey, labelKey, areasKey, signsKey, trailsKey, overviewKey] = ['', '', '', '', '', '', ''];
    let [signsLaid, namesLaid] = [-Infinity, -Infinity];
    /** @type {View|null} */
    let groundView = null;
    let groundTold = story;
    let [reaching, zooming, dragged] = [false, false, false];
    let coming = 0;
    /** @type {Set<number>|null} rows in the view; null when they are bundled */
    let single = null;
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
                    forget();
                    redraw();
                },
                zoom: redraw,
                movestart: () => (dragged = true),
                move: redraw,
                moveend: () => {
                    dragged = false;
                    labelKey = '';
                    redraw();
                },
                resize: () => {
                    forget();
                    redraw();
                },
            };
        },
    }))();
    layer.addTo(map);
    signal.addEventListener('abort', remove, { once: true });

    return { draw, reach, invalidate, reletter, sharpened, hit, onscreen, records, signsSeen: seenNow, countAll, laid, fit, reveal, animating, remove, layer };

    /**
     * Draws one frame. Cheap while only the clock moves on.
     * @param {State} state @param {Moment} seen @param {number} now ms
     */
    function draw(state, seen, now) {
        last = { state, moment: seen, now };
        if (zooming || map.getSize().x === 0) return;
        if (lookStale) [look, lookStale] = [readLook(root, sharpness), false];
        const view = viewOf(map);
        const passing = keyOf(view);
        if (passing !== viewKey) {
            for (const sheet of upper) sheet.place(view.ox, view.oy, view.width, view.height, look.dpr, view.scale);
            letters.invalidate();
            root.classList.toggle('wb-near', view.scale >= NEAR_FROM);
            const city = ground !== null && view.scale >= CITY_FROM;
            root.classList.toggle('wb-city', city);
            root.classList.toggle('wb-blank', ground !== null && !city && ground.isBlank(view));
            signsKey = '';
            single = many ? rowsInView(timeline, view) : null;
        }
        if (overview && onOverview(state)) return drawOverview(overview, view, passing, state, seen);
        overviewKey = '';
        // a scene draws its own movements, and nothing else that would have to be gathered
        const alone = many && !single ? rowsTold(state) : null;
        const bundled = many && !single && !alone;
        const moment = {
            ...seen,
            movements: singles(state, seen, bundled, alone),
            events: hold.with(seen.events, seen.day, state.playing, now, (event) => timeline.events.start_min[event]),
        };
        drawn = moment;
        const wording = `${passing}|${keyOfStory(timeline, state, moment)}`;
        const laid = lay(view, passing, `${wording}|${state.hovered}`, state, moment, now, bundled);
        drawGround(view, moment, state);
        numbers?.draw(view, `${passing}|${serialOf(look)}|${serialOf(state.filters)}`, look.palette, look.dpr, state);
        incidents.draw({
            view, signs: laid.marks, laid: layoutKey, key: `${passing}|${serialOf(look)}|${serialOf(state.filters)}|${state.selected}|${state.hovered}`, palette: look.palette, dpr: look.dpr,
            day: state.day, playing: state.playing, now, focus: [state.selected, state.hovered], shows: (record) => shows(state.filters, record),
        });
        if (!dragged && labelKey !== wording && !(bundled && state.playing && labelKey && now - namesLaid < NAMES_MS)) {
            [labelKey, namesLaid] = [wording, now];
            const frame = inset?.frame();
            const blocked = [...blockedBoxes(map, root), ...(frame ? [frame] : [])];
            letters.letter(laid, moment, state, now, { set: look.set, words: speak(state.lang), blocked, bundled, discs: incidents.spots().filter(({ rows }) => rows.length > 1), numbers: numbers?.said(state, speak(state.lang)) });
        }
        front.clear();
        if (bundled) drawBundles(view, `${passing}|${serialOf(look)}|${serialOf(state.filters)}`, state, seen, now);
        else flows.hide();
        drawPicture(laid, state, moment, now);
        inset?.draw(front.ctx, moment, state, look, rings, now);
        letters.draw(view, look.palette, state, now);
        if (state.theme === 'print') print(view);
    }

    /** The overview has a picture of its own: of the day nothing is left but the ground. @param {Overview} picture @param {View} view @param {string} passing its key @param {State} state @param {Moment} seen */
    function drawOverview(picture, view, passing, state, seen) {
        const lands = picture.lands(state);
        drawGround(view, { ...seen, movements: [], places: [], events: [], disruptions: [] }, state, lands);
        const key = `${passing}|${serialOf(look)}|${picture.key(state)}`;
        if (key !== overviewKey) {
            forgetPicture();
            [overviewKey, viewKey] = [key, passing];
            front.clear();
            trails.show(true);
            flows.hide();
            // before any day nothing is on record
            numbers?.draw(view, 'overview', look.palette, look.dpr, { ...state, day: -Infinity });
            incidents.draw({ view, signs: [], laid: 'overview', key: 'overview', palette: look.palette, dpr: look.dpr, day: -Infinity, playing: false, now: 0, focus: [], shows: () => false });
            const setting = { view, palette: look.palette, set: look.set, words: speak(state.lang), blocked: blockedBoxes(map, root, '.wb-inset'), basemap, story: lands, wide: outlines.wide(view).filter(([place]) => timeline.places.level[place] === 'country') };
            picture.draw({ trails, signs, names }, setting, state);
        }
        if (state.theme === 'print') print(view);
    }

    /**
     * Where everything stands: laid anew when the picture changes in kind.
     * @param {View} view @param {string} passing its key @param {string} key @param {State} state @param {Moment} moment @param {number} now @param {boolean} bundled
     */
    function lay(view, passing, key, state, moment, now, bundled) {
        const waits = bundled && state.playing && passing === viewKey && now - signsLaid < SIGNS_MS;
        if (layout && (key === layoutKey || waits)) return layout;
        const showing = (/** @type {number} */ record) => shows(state.filters, record);
        signsLaid = now;
        whole = layPicture(timeline, moment, state, view, showing, bundled ? flows.groups(view) : null);
        if (passing !== viewKey) inset?.settle(view, whole, toldPlaces(state, timeline), blockedBoxes(map, root, '.wb-inset'), look.dpr);
        const frame = inset?.frame();
        layout = frame ? thinned(whole, frame) : whole;
        inset?.lay(moment, state, showing, look, speak(state.lang));
        [layoutKey, viewKey, hits] = [key, passing, null];
        return layout;
    }

    /** Ways and signs that rest are drawn once, what moves in every frame. @param {Layout} laid @param {State} state @param {Moment} moment @param {number} now */
    function drawPicture(laid, state, moment, now) {
        const struck = laid.strikes.filter(({ fresh }) => fresh).map(({ event }) => event);
        rings.update(struck, now, state.reduced);
        const { still, alive, key: resting } = partCourses(laid, moment);
        if (trailsKey !== `${layoutKey}|${resting}`) {
            trailsKey = `${layoutKey}|${resting}`;
            trails.show(still.length > 0);
            trails.clear();
            if (still.length) drawCourses(trails.ctx, look.palette, timeline, { ...laid, courses: still }, moment, state);
        }
        if (alive.length || laid.strikes.length || rings.passing(now).length) drawStory(front.ctx, look.palette, timeline, { ...laid, courses: alive }, moment, state, rings, now);
        if (signsKey === layoutKey) return;
        signsKey = layoutKey;
        signs.clear();
        if (laid.marks.length) drawSigns(signs.ctx, look.palette, timeline, laid, moment, state);
    }

    /** Movements that are drawn one by one: all in the view, or beside bundles those that are told of. @param {State} state @param {Moment} seen @param {boolean} bundled @param {Set<number>|null} alone */
    function singles(state, seen, bundled, alone) {
        if (!many) return onRecord(timeline, seen);
        if (!bundled && !alone) return onRecord(timeline, seen, (row) => single?.has(row) === true);
        const rows = alone ?? movementsOf(state);
        return rows.size ? onRecord(timeline, seen, (row) => rows.has(row)) : [];
    }

    /** Rows of the movements that the scene tells of, and of what a reader has open. @param {State} state */
    function movementsOf(state) {
        const scene = state.sceneChosen && state.scene >= 0 ? timeline.scenes.own[state.scene] : [];
        const told = [...scene, state.selected, state.hovered].map((record) => timeline.rowOfRecord[record]);
        return new Set(told.flatMap((owner) => (owner?.table === 'movements' ? owner.row : [])));
    }

    /** The same in a scene that draws nothing else; null where it does, and where these are too many. @param {State} state */
    function rowsTold(state) {
        if (!state.sceneChosen || state.scene < 0 || state.filters.all) return null;
        const rows = movementsOf(state);
        return rows.size <= MOST_SINGLE ? rows : null;
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
        const scene = {
            view, key, dpr, palette, moment, shown: shown.rows, playing: state.playing, whole: state.theme === 'print' || sharpness > 1, now, say,
            written: letters.boxes(),
        };
        flows.draw(scene);
        if (moment.movements.length) flows.drawDots(front.ctx, scene);
    }

    /** @param {View} view @param {Moment} moment @param {State} state @param {Set<string>} [told] countries that the picture is about */
    function drawGround(view, moment, state, told = story) {
        if (!groundView || !contains(groundView, view) || groundTold !== told) {
            groundTold = told;
            groundView = reaching ? widened(view, look.dpr) : view;
            const { ox, oy, width, height, scale } = groundView;
            for (const sheet of [base, areas, lines]) sheet.place(ox, oy, width, height, look.dpr, scale);
            ground?.draw(base.ctx, lines.ctx, groundView, look.palette, told);
            areasKey = '';
        }
        // a map without a panel has no card that could say what is measured there
        const zones = root.matches('.wb-tiny, .wb-bare') ? [] : measuredZones(timeline.json, state, moment, shows);
        const showing = (/** @type {number} */ record) => shows(state.filters, record);
        const phases = areasOf(timeline, moment, ground, outlines, groundView, showing, placesDrawn(state, timeline));
        const list = [...phases, ...zonesOf(timeline, zones, ground, outlines, groundView)];
        const edges = outlines.shown(showing, ground !== null);
        const key = list.map(({ place, phase, strength }) => `${place}${phase}${strength}`).join() + edges;
        if (key === areasKey) return;
        areasKey = key || 'none';
        areas.show(list.length + edges.length > 0);
        areas.clear();
        if (edges.length) drawEdges(areas.ctx, edges, timeline, ground, outlines, groundView, look.palette);
        if (list.length) drawAreas(areas.ctx, list, ground, outlines, groundView, look.palette, look.hatches);
    }

    /** @param {View} view */
    function print(view) {
        paper.place(view.ox, view.oy, view.width, view.height, look.dpr, view.scale);
        for (const sheet of sheets) if (!sheet.canvas.hidden) sheet.printOn(paper.ctx, view);
    }

    /** Sizes, words or colours have changed: all is drawn anew. */
    function invalidate() {
        lookStale = true;
        forget();
    }

    /** What lies over the map has another size: names make way for it. */
    function reletter() {
        labelKey = overviewKey = '';
    }

    /** The view has changed: colours and fonts are still those that were read. */
    function forget() {
        groundView = null;
        areasKey = overviewKey = '';
        forgetPicture();
    }

    function forgetPicture() {
        [layout, whole, hits] = [null, null, null];
        viewKey = layoutKey = labelKey = signsKey = trailsKey = '';
        letters.invalidate();
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

    /** What is drawn under the pointer, top first: what lies on one another is one thing. @param {{x: number, y: number}} point @returns {Drawn[]} */
    function hit({ x, y }) {
        if (!layout || !drawn) return [];
        const { marks, courses } = layout;
        const at = { x, y };
        hits ??= createHits({ marks, trails: courses.flatMap(({ trail }) => trail ?? []) });
        const found = hits(x, y);
        const named = letters.at(x, y).flatMap((id) => marks.filter(({ place }) => id === `place ${place}`));
        const signs = [...new Set([...found.marks, ...named])].map((mark) => signDrawn(timeline, /** @type {Moment} */ (drawn), mark));
        const points = incidents.rowsAt(x, y).map((row) => timeline.events.record[row]);
        const numbered = numbers?.at(x, y) ?? [];
        const ways = [...found.trails.flatMap(({ rows }) => rows), ...(many && !single ? flows.rowsAt(x, y) : [])].map((row) => timeline.movements.record[row]);
        return [...signs,
            ...(points.length ? [recordsDrawn('events', `at ${points[0]}`, points, at)] : []),
            ...(numbered.length ? [recordsDrawn('places', `number ${numbered[0]}`, numbered.slice(0, 1), at)] : []),
            ...(ways.length ? [recordsDrawn('movements', `at ${ways[0]}`, ways, at)] : [])];
    }

    /** What is on the map now, in reading order. @returns {Drawn[]} */
    function onscreen() {
        if (!last) return [];
        const { dir } = speak(last.state.lang);
        const { x: width, y: height } = map.getSize();
        return inReadingOrder(overview && onOverview(last.state) ? overview.drawn() : whole && drawn ? drawnIn(whole, drawn) : [], { width, height }, dir);
    }

    /** @param {Layout} laid @param {Moment} moment */
    function drawnIn(laid, moment) {
        const { event } = timeline.incidents;
        return [...allDrawn(timeline, moment, laid), ...incidents.spots().slice(0, MOST_LISTED).map((spot) => (
            recordsDrawn('events', `point ${spot.rows[0]}`, spot.rows.map((row) => timeline.events.record[event[row]]), spot)))];
    }

    /** Records that the picture of now rests on. */
    function records() {
        if (last && overview && onOverview(last.state)) return overview.records(last.state);
        return onscreen().flatMap((thing) => thing.records);
    }

    /** What a reader would see who asks for all that the scene leaves out. */
    function countAll() {
        if (!last || !drawn || !whole || many) return NaN;
        const all = { ...last.state, filters: { ...last.state.filters, all: true } };
        return drawnIn(layPicture(timeline, drawn, all, whole.view, (record) => shows(all.filters, record), null), drawn).length;
    }

    /** The signs on the map now, for the legend. @returns {ReturnType<typeof signsSeen>} */
    function seenNow() {
        if (!last || !whole || !drawn || (overview && onOverview(last.state))) return [new Set(), [], new Set()];
        const [places, kinds, ways] = signsSeen(timeline, whole, drawn, last.state, incidents);
        if (!many || single || rowsTold(last.state)) return [places, kinds, ways];
        return [places, [...new Set([...kinds, ...timeline.movements.kind])], ways.add('gathered')];
    }

    /** Where signs and names stand now. @returns {import("../contract").Laid} */
    function laid() {
        if (!last || !layout && !onOverview(last.state)) return { signs: [], names: [] };
        if (overview && onOverview(last.state)) return overview.laid();
        const told = toldPlaces(last.state, timeline);
        const signs = (layout?.marks ?? []).map(({ x, y, r, members }) => ({ x, y, r, told: !told || members.some((place) => told.has(place)) }));
        return { signs, names: letters.names() };
    }

    /** Does something still move although the clock stands? */
    function animating() {
        return letters.fading() || flows.painting() || rings.passing(performance.now()).length > 0;
    }

    function remove() {
        cancelAnimationFrame(coming);
        layer.remove();
    }
}

/** Countries that hold a place of the story. @param {Timeline} timeline */
function storyCountries({ places }) {
    return new Set(places.iso2.filter(Boolean));
}

/** How everything looks, as the page says it now. @param {HTMLElement} root @param {number} sharpness */
function readLook(root, sharpness) {
    const ctx = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
    const palette = readPalette(root, ctx);
    const dpr = Math.min(3, Math.max(root.dataset.wbTheme === 'print' ? 2 : sharpness, sharpnessOf(root)));
    return { palette, dpr, hatches: createHatches(palette, dpr), set: createTypesetter(ctx, palette.font) };
}
