/** Puts a player together: one state, one function that changes it, one clock that draws it. */
import { createAnnouncer } from '../dom/announcer.js';
import { el } from '../dom/elements.js';
import { clockLine, createClock } from '../frame/clock.js';
import { createControls } from '../frame/controls.js';
import { createFilterMenu } from '../frame/filter-menu.js';
import { createShows } from '../state/filters.js';
import { createHiddenNote, hiddenSaid } from '../frame/hidden-note.js';
import { createHeader } from '../frame/header.js';
import { createHeadline } from '../frame/headline.js';
import { createOpening } from '../overview/opening.js';
import { listenToKeys } from './keyboard.js';
import { createLegend } from '../panel/legend.js';
import { createLookup, openingOf, stopsOf } from '../data/lookup.js';
import { knownOn, speakerOn } from '../data/known.js';
import { moment } from '../data/moment.js';
import { createPanel } from '../panel/tabs.js';
import { SHARPNESS, picture } from './snapshot.js';
import { present } from './present.js';
import { createPointer } from './pointer.js';
import { createTip } from '../dom/tip.js';
import { createWalk } from './walk.js';
import { opening as cardOf } from '../panel/things.js';
import { createShowAll } from '../frame/show-all.js';
import { createRibbon } from '../ribbon/slider.js';
import { createFrame } from '../frame/sizing.js';
import { createStage } from '../map/stage.js';
import { LEAST_HOLD, legsOf } from '../state/conductor.js';
import { extentOf, initialState, onOverview, reduce } from '../state/reduce.js';
import { speedsFor } from '../state/speeds.js';
import { createSwatches } from '../frame/swatch.js';
import { createTimeline } from '../data/timeline.js';
import { createSpeakers, isoOf } from '../language/speaker.js';

/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').Action} Action */
/** @typedef {import('../contract').Moment} Moment */
/** @typedef {import('../contract').Context} Context */
/**
 * @typedef {object} Options
 * @property {import('../contract').TimelineJson} data
 * @property {any} basemap decoded, or null on a map with tiles
 * @property {HTMLElement} root
 * @property {HTMLElement | null} mapBox the map's box on a page of its own; null on somebody's map
 * @property {HTMLElement | null} fallback the page's own HTML
 * @property {string} lang
 * @property {'light' | 'dark' | null} theme null follows the reader's system
 * @property {boolean} controls false shows the map and the clock alone
 * @property {(state: State, before: State, action: Action) => void} changed
 * @property {() => string} link address of what is seen now
 * @property {AbortSignal} signal
 */

/** Time a frame may take from the story: after a pause of the browser the story goes on where it was. */
const LONGEST_FRAME = 0.25;

/** While playing the panel is read, not watched: it is drawn this seldom. */
const PANEL_MS = 350;

/** After a seek the map is first, and the panel follows when the reader's eye can have reached it. */
const FOLLOW_MS = 50;

/** Sooner than anybody drags the map that has just come up. */
const REACH_MS = 250;

/** Longer than any move of the map to a scene. */
const FIT_MS = 900;

/** @param {typeof import('leaflet')} L @param {L.Map} map @param {Options} options */
export function createPlayer(L, map, options) {
    const { data, root, changed, signal } = options;
    const lookup = createLookup(data);
    const shows = createShows(data, lookup);
    /** The day that the reader looks back to. @type {number | null} */
    let known = null;
    const today = createSpeakers(data);
    const speak = (/** @type {string} */ lang) => (known === null ? today(lang) : speakerOn(data, today(lang), known));
    const { announce, element: live } = createAnnouncer(signal);
    /** @type {number[] | null} asked for by the step buttons alone */
    let stops = null;
    /** @type {Context} */
    const context = { data, lookup, root, signal, overview: Boolean(options.mapBox) && speak(data.meta.languages[0]).finding('headline', 0) !== '', speak, shows, dispatch, announce };
    const extent = extentOf(data.meta);
    const facts = {
        overview: context.overview, told: (data.presses?.place.length ?? 0) > 0,
        ...extent, opening: openingOf(data), speeds: speedsFor(extent), scenes: data.scenes, sceneAt: lookup.sceneAt,
        legs: legsOf(data), reading,
        get stops() { return (stops ??= stopsOf(data, (record) => shows(state.filters, record))); },
    };
    const wish = wishes(options);
    let state = initialState(facts, wish.now());
    dressRoot();
    root.append(live);
    root.setAttribute('aria-busy', 'true');

    const timeline = createTimeline(data);
    const opening = context.overview ? createOpening(L, map, context, timeline) : null;
    /** @type {import('../contract').Stage} */
    const stage = createStage(L, map, context, timeline, options.basemap, opening?.sheet);
    const parts = createParts();
    let frame = 0;
    let before = 0;
    let [panelDrawn, panelScene] = [0, -1];
    let following = 0;
    let sought = false;
    let spoken = '';
    let home = '';
    let settling = 0;
    let [furnishing, furnished] = [false, false];
    opening?.dress(state);
    parts.headline.draw(state);
    listen();
    parts.frame.resize();
    wake();
    return {
        dispatch, stage, now: () => state, fitScene, redraw, layOut,
        resize() {
            parts.frame.resize();
            resized();
        },
        /** Whether the reader moved the map since it was fitted to a scene. */
        moved: () => viewKey() !== home,
    };

    function createParts() {
        const swatches = createSwatches(root);
        const clock = createClock(context);
        const controls = createControls(context, facts);
        const headline = createHeadline(context);
        const filters = createFilterMenu(context, () => state);
        const header = createHeader(context, filters.element, controls.settings, {
            link: options.link, present: () => present(root, speak(state.lang).t('record.close'), () => parts.frame.resize(), signal), picture: () => stage.sharpened(SHARPNESS, () => picture(map, context, state, stage.records())),
            fileName: () => `${data.meta.id}-${isoOf(state.day)}`,
        });
        // what covers the map now makes no difference to a view that a reader chose
        const covered = () => {
            stage.invalidate();
            if (furnished && viewKey() === home) fitScene(false);
            wake();
        };
        const showAll = createShowAll(context, () => stage.countAll(), covered);
        const legend = createLegend(context, swatches, covered, () => map.getSize(), () => stage.signsSeen(), showAll.element, () => frame_.showLegend());
        const hidden = createHiddenNote(context);
        const panel = createPanel(context, { fallback: options.fallback, swatches, onscreen: () => stage.onscreen() });
        const ribbon = createRibbon(context, () => frame_.ribbon());
        const tip = createTip(map.getContainer());
        const open = (/** @type {import('../contract').Drawn} */ thing) => {
            tip.hide();
            dispatch(cardOf(thing));
            frame_.showPanel();
        };
        createPointer(context, map, stage, () => state, tip, open);
        const walk = createWalk(context, map.getContainer(), stage, () => state, tip, open);
        const frame_ = createFrame(L, context, map, {
            mapBox: options.mapBox, over: [walk.element, tip.element, hidden.element], controls: options.controls, link: options.link,
            parts: {
                header: header.element, headline: headline.element, lead: opening?.lead ?? el('div'), key: opening?.key ?? el('div'), clock: clock.element, legend: legend.element, panel: panel.element,
                controls: controls.element, ribbon: ribbon.element, mini: legend.mini, numbers: legend.numbers,
            },
            narrow: header.narrow,
            resized,
        });
        return { swatches, clock, controls, headline, filters, header, hidden, legend, showAll, panel, ribbon, walk, frame: frame_ };
    }

    /** The only way the state changes. @param {Action} action */
    function dispatch(action) {
        const next = reduce(state, action, facts);
        if (next === state) return;
        const old = state;
        state = next;
        known = state.filters.known;
        if (old.filters !== state.filters) stops = null;
        if (old.theme !== state.theme || old.lang !== state.lang) dress();
        const turned = opening?.dress(state);
        if (parts.headline.draw(state) || turned || (known === null) !== (old.filters.known === null)) {
            layOut();
            parts.frame.recast();
        }
        const shown = ['scene', 'sceneStep', 'restore'].includes(action.type) || (onOverview(state) && !onOverview(old));
        // a story that is told comes to each scene in the scene's own view
        const came = state.playing && state.sceneChosen && (!old.sceneChosen || state.scene !== old.scene);
        if ((shown && state.sceneChosen) || came) fitScene(!state.reduced && action.type !== 'restore');
        // who plays the calendar sees all that is told of, unless the view is the reader's own
        if (state.playing && !old.playing && !state.sceneChosen && viewKey() === home) fitScene(!state.reduced);
        if (['select', 'restore'].includes(action.type) && state.selected >= 0) stage.reveal(lookup.placesOf(state.selected));
        changed(state, old, action);
        sought = action.type === 'seek';
        wake();
    }

    /** Seconds that a scene is read; in a frame or on somebody's map its text does not stand beside it. @param {number} scene @param {string} lang */
    function reading(scene, lang) {
        return root.matches('.wb-tiny, .wb-embed') ? LEAST_HOLD : speak(lang).scene(scene).seconds;
    }

    function dressRoot() {
        const { tag, dir } = speak(state.lang);
        Object.assign(root, { lang: tag, dir });
        root.dataset.wbTheme = state.theme;
    }

    /** Theme and language reach the whole root; what is painted has to be painted again. */
    function dress() {
        dressRoot();
        parts.swatches.repaint();
        parts.ribbon.invalidate();
        stage.invalidate();
    }

    /** @param {boolean} animate */
    function fitScene(animate) {
        // a day that belongs to no chosen scene is seen with all that is told of
        const told = state.scene >= 0 && state.sceneChosen;
        const view = told ? data.scenes.view[state.scene] : data.meta.overview ?? data.scenes.view[0];
        const box = view ?? data.meta.views[data.meta.default_view];
        if (!box) return;
        // the view is fitted beside what the clock says then
        if (parts.clock.draw(state, seenNow())) stage.reletter();
        clearTimeout(settling);
        const moving = stage.fit(box, { animate });
        home = viewKey();
        // an animated move ends later; until then the reader has not moved the map
        settling = moving ? window.setTimeout(() => { settling = 0; }, FIT_MS) : 0;
    }

    /** The map has another size: it shows the same place, or the scene if the reader left it there. */
    function resized() {
        const still = options.mapBox && viewKey() === home;
        map.invalidateSize({ animate: false, pan: false });
        if (still) fitScene(false);
        parts.ribbon.invalidate();
        stage.invalidate();
        wake();
    }

    function arrived() {
        if (settling) home = viewKey();
    }

    function viewKey() {
        const { lat, lng } = map.getCenter();
        return [lat.toFixed(3), lng.toFixed(3), map.getZoom().toFixed(2)].join();
    }

    function wake() {
        if (!frame && !signal.aborted) frame = requestAnimationFrame(loop);
    }

    /** @param {number} time the one reading of the clock in this frame */
    function loop(time) {
        frame = 0;
        if (signal.aborted) return;
        const seconds = before ? Math.min(LONGEST_FRAME, (time - before) / 1000) : 0;
        if (state.playing) dispatch({ type: 'tick', seconds });
        draw(time);
        before = state.playing ? time : 0;
        if (state.playing || stage.animating()) wake();
    }

    /** @param {number} time */
    function draw(time) {
        const seen = seenNow();
        if (parts.clock.draw(state, seen)) stage.reletter();
        stage.draw(state, seen, time);
        if (!furnished) {
            // the next frame begins when this one is on the screen
            if (!furnishing) requestAnimationFrame(() => setTimeout(furnish));
            furnishing = true;
            return;
        }
        drawClock(seen);
        // number and title of a scene change with its picture
        if (state.playing && time - panelDrawn < PANEL_MS && state.scene === panelScene) return;
        if (sought && !state.playing && state.scene === panelScene) {
            following ||= window.setTimeout(() => drawPanel(performance.now(), seenNow()), FOLLOW_MS);
            return;
        }
        drawPanel(time, seen);
    }

    /** @param {Moment} seen */
    function drawClock(seen) {
        parts.controls.draw(state);
        opening?.draw(state);
        parts.ribbon.draw(state);
        parts.frame.draw(state);
    }

    /** @param {number} time @param {Moment} seen */
    function drawPanel(time, seen) {
        clearTimeout(following);
        following = 0;
        sought = false;
        [panelDrawn, panelScene] = [time, state.scene];
        parts.header.draw(state);
        parts.filters.draw(state);
        parts.hidden.draw(state);
        parts.legend.draw(state);
        parts.panel.draw(state, seen);
        parts.walk.draw(state);
        tell(seen);
        // it may take room of the map, which is then laid anew: after all that asks what is on it
        parts.showAll.draw(state);
    }

    /** What is on record now, as far as it was known. */
    function seenNow() {
        return moment(knownOn(timeline, known), state.day);
    }

    /** What stands around the map takes its room, so that the map has its size before anything is drawn on it. */
    function layOut() {
        parts.clock.draw(state, seenNow());
        parts.controls.draw(state);
        parts.frame.draw(state);
        parts.header.draw(state);
        parts.legend.draw(state);
        parts.ribbon.arrange(state);
    }

    /** The map is seen first; what is read around it follows at once. */
    function furnish() {
        if (furnished || signal.aborted) return;
        furnished = true;
        root.removeAttribute('aria-busy');
        parts.swatches.repaint();
        const seen = seenNow();
        drawClock(seen);
        drawPanel(performance.now(), seen);
        setTimeout(() => { if (!signal.aborted) stage.reach(); }, REACH_MS);
    }

    function redraw() {
        furnish();
        sought = false;
        draw(performance.now());
    }

    /** @param {Moment} seen */
    function tell(seen) {
        const words = speak(state.lang);
        const line = clockLine(data, state, seen, words, shows);
        if (onOverview(state)) {
            const said = `${words.finding('headline', state.filters.certainty)}. ${words.finding('line', state.filters.certainty)}`;
            if (said !== spoken && spoken) announce(said);
            spoken = said;
            return;
        }
        const scene = state.sceneChosen && state.scene >= 0 ? `${words.t('scene.of.long', { i: state.scene + 1, total: data.scenes.id.length })}: ${words.scene(state.scene).title}. ` : '';
        const hidden = hiddenSaid(context, state, words);
        if (scene + line + hidden === spoken) return;
        // nothing is said about the first view: the reader has not acted yet
        if (spoken) announce([scene + words.t('announce', { date: words.day(state.day), line }), hidden].join(' ').trim());
        spoken = scene + line + hidden;
    }

    function listen() {
        listenToKeys(root, extent, dispatch, signal);
        map.on('zoomend moveend', wake);
        map.on('moveend', parts.panel.mapMoved);
        map.on('moveend', arrived);
        signal.addEventListener('abort', () => {
            map.off('zoomend moveend', wake);
            map.off('moveend', parts.panel.mapMoved);
            map.off('moveend', arrived);
            clearTimeout(settling);
            clearTimeout(following);
            cancelAnimationFrame(frame);
            stage.remove();
        });
        wish.watch(dispatch);
    }
}

/** What the reader's system asks for, and what the page asked for instead. @param {Options} options */
function wishes({ lang, theme, signal }) {
    const stillness = matchMedia('(prefers-reduced-motion: reduce)');
    const darkness = matchMedia('(prefers-color-scheme: dark)');
    return {
        now: () => ({ lang, theme: theme ?? /** @type {'light' | 'dark'} */ (darkness.matches ? 'dark' : 'light'), reduced: stillness.matches }),
        /** @param {(action: Action) => void} dispatch */
        watch(dispatch) {
            stillness.addEventListener('change', () => dispatch({ type: 'reduced', reduced: stillness.matches }), { signal });
            if (theme) return;
            darkness.addEventListener('change', () => dispatch({ type: 'theme', theme: darkness.matches ? 'dark' : 'light' }), { signal });
        },
    };
}
