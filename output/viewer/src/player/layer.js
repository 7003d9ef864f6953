/** The layer: `L.cyclePlayer({timeline, …}).addTo(map)`. A real Leaflet layer; everything it made ends with it. */
import { decodeBasemap } from '../data/basemap.js';
import { listenToParent } from './embed.js';
import { blockText, canInflate, dress, inflate, inflateJson } from '../data/inflate.js';
import { lettersThere } from '../dom/typeface.js';
import { createPlayer } from './assembly.js';
import { unpack } from '../data/unpack.js';
import { dayOfIso, isoOf } from '../language/speaker.js';

/** @typedef {import('../contract').State} State */

const OPTIONS = {
    /** base64 of the deflated timeline, or the id of the element that holds it */
    timeline: '',
    /** the same for the bundled land and borders; null on a map with tiles */
    basemap: /** @type {string | null} */ (null),
    /** the same for the words and interface strings of a timeline that comes without them; null when it has its own */
    words: /** @type {string | null} */ (null),
    /** language of the first view; null takes the first one of the data */
    lang: /** @type {string | null} */ (null),
    /** 'light', 'dark' or null, which follows the reader's system */
    theme: /** @type {'light' | 'dark' | null} */ (null),
    /** false leaves only the map and the clock */
    controls: true,
    /** [west, south, east, north] known before the data is unpacked */
    bounds: /** @type {import('../contract').Box | null} */ (null),
    /** origins of pages around this one that may drive it; all when empty */
    origins: /** @type {string[]} */ ([]),
    /** set by a page of its own: its root, the box of its map, its HTML for browsers without scripts */
    page: /** @type {import('./page.js').Page | null} */ (null),
};

/** @param {typeof import('leaflet')} L */
export function createLayerClass(L) {
    return class CyclePlayer extends L.Layer {
        /** @param {Partial<typeof OPTIONS>} options */
        constructor(options) {
            super();
            this.settings = { ...OPTIONS, ...options };
            // Leaflet and its layer control read `options`
            L.Util.setOptions(this, this.settings);
            /** @type {AbortController | null} */
            this.life = null;
            /** @type {ReturnType<typeof createPlayer> | null} */
            this.player = null;
            /** @type {import('../contract').TimelineJson | null} */
            this.data = null;
            /** @type {((player: ReturnType<typeof createPlayer>) => void)[]} */
            this.waiting = [];
        }

        /** @param {L.Map} map */
        onAdd(map) {
            this.life = new AbortController();
            // verbs that come before the data is unpacked wait for it
            listenToParent(this, this.settings.origins, this.life.signal);
            this.boot(map, this.life.signal).catch((error) => {
                this.fire('error', { error });
                console.error('waterbed: the player could not start.', error);
            });
            return this;
        }

        onRemove() {
            this.life?.abort();
            this.life = null;
            this.player = null;
            return this;
        }

        /** The part of the world the story is in; empty until the data is unpacked unless `bounds` was given. */
        getBounds() {
            const box = this.settings.bounds ?? (this.data && this.data.meta.views[this.data.meta.default_view]);
            return box ? L.latLngBounds([[box[1], box[0]], [box[3], box[2]]]) : L.latLngBounds([]);
        }

        play() { return this.act((player) => player.dispatch({ type: 'play' })); }

        pause() { return this.act((player) => player.dispatch({ type: 'pause' })); }

        /** @param {number | string} day days since 1970-01-01, or a date as 2024-01-04 */
        seek(day) {
            const number = typeof day === 'string' ? dayOfIso(day) : day;
            return number === null ? this : this.act((player) => player.dispatch({ type: 'seek', day: Number(number) }));
        }

        /** @param {number} n counted from 1, as the page does */
        scene(n) { return this.act((player) => player.dispatch({ type: 'scene', scene: Number(n) - 1 })); }

        /** Now, or as soon as the data is unpacked. @param {(player: ReturnType<typeof createPlayer>) => void} deed */
        act(deed) {
            if (this.player) deed(this.player);
            else this.waiting.push(deed);
            return this;
        }

        /** @param {L.Map} map @param {AbortSignal} signal */
        async boot(map, signal) {
            if (!canInflate()) throw new Error('This browser is too old: it has no DecompressionStream.');
            const { timeline, basemap, words, page } = this.settings;
            const [data, ground, , shared] = await Promise.all([
                inflateJson(blockText(timeline, document)).then(unpack),
                basemap ? inflate(blockText(basemap, document)).then(decodeBasemap) : null,
                page ? dress('wb-look') : null,
                words ? inflateJson(blockText(words, document)) : null,
                lettersThere(),
            ]);
            for (const lang in shared) data.texts[lang] = { ...shared[lang], ...data.texts[lang] };
            if (signal.aborted) return;
            this.data = data;
            const root = page?.root ?? document.createElement('div');
            if (!page) root.className = 'wb-root wb-embed';
            page?.prepare(data);
            this.player = createPlayer(L, map, {
                data, basemap: ground, root, signal,
                mapBox: page?.mapBox ?? null, fallback: page?.fallback ?? null,
                lang: this.settings.lang ?? data.meta.languages[0], theme: themeOf(this.settings.theme), controls: this.settings.controls,
                changed: (state, before, action) => { this.tell(state, before); page?.changed(state, action); },
                link: () => page?.link() ?? '',
            });
            page?.started(this.player, data);
            for (const deed of this.waiting.splice(0)) deed(this.player);
            this.fire('ready', newsOf(this.player.now()));
        }

        /** @param {State} state @param {State} before */
        tell(state, before) {
            const news = newsOf(state);
            if (state.playing !== before.playing) this.fire(state.playing ? 'play' : 'pause', news);
            if (state.scene !== before.scene) this.fire('scene', news);
            if (news.day !== Math.floor(before.day)) this.fire('day', news);
            if (state.selected !== before.selected) this.fire('select', { ...news, record: this.data?.records.id[state.selected] ?? null });
            if (state.filters !== before.filters) this.fire('filter', { ...news, filters: state.filters });
        }
    };
}

/** What every event says: the day, and the scene counted from 1. @param {State} state */
function newsOf({ day, scene }) {
    return { day: Math.floor(day), date: isoOf(day), scene: scene + 1 };
}

/** Anything but the two themes follows the reader's system. @param {string | null} theme */
function themeOf(theme) {
    return theme === 'light' || theme === 'dark' ? theme : null;
}
