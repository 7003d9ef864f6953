/** The frame around the parts: picks a layout for the size, follows the size, and gets ready for the printer. */
import { setAttribute } from '../dom/elements.js';
import { layOutBar, layOutPage, modeOf, ribbonRoom } from './layout.js';
import { createDrawer } from '../dom/drawer.js';

/** @typedef {import('../contract').Context} Context */
/** @typedef {import('../contract').State} State */

/** What a full sheet of paper has for the ribbon: its years and six rows. */
const FULL_SHEET = 111;

/**
 * @param {typeof import('leaflet')} L
 * @param {Context} context
 * @param {L.Map} map
 * @param {{mapBox: HTMLElement | null, over: HTMLElement[], parts: import('./layout.js').Parts, controls: boolean,
 *          link(): string, resized(): void, narrow(on: boolean): void}} options
 */
export function createFrame(L, context, map, { mapBox, over, parts, controls, link, resized, narrow }) {
    const { root, signal, data, speak } = context;
    const drawer = mapBox ? createDrawer(root, resized, signal) : null;
    const page = mapBox && drawer ? layOutPage(L, context, map, mapBox, parts, over, drawer.handle) : null;
    const bar = page ? null : layOutBar(L, context, map, parts, over);
    /** @type {import('./layout.js').Mode} */
    let mode = 'bar';
    let lang = '';
    let size = '';
    root.classList.toggle('wb-bare', !controls);
    // a page around the player may have a main part of its own
    setAttribute(root, 'role', mapBox && !root.closest('main') ? 'main' : 'region');
    // a label needs a role to belong to; somebody's own map keeps its own
    if (mapBox) setAttribute(mapBox, 'role', 'group');
    if (root.tabIndex < 0) root.tabIndex = -1;
    const observer = new ResizeObserver(() => resize());
    observer.observe(mapBox ? root : map.getContainer());
    // the map's own box changes too: a ribbon that found its height, a sheet that came to rest
    const inner = new ResizeObserver(() => {
        const { x, y } = map.getSize();
        if (mapBox && boxOf(mapBox) !== `${x}x${y}`) resized();
    });
    if (mapBox) inner.observe(mapBox);
    signal.addEventListener('abort', () => { observer.disconnect(); inner.disconnect(); });
    return { resize, draw, ribbon, showPanel, recast };

    function resize() {
        const box = mapBox ? root : map.getContainer();
        const next = boxOf(box);
        if (next === size) return;
        size = next;
        mode = page ? modeOf(box.clientWidth, box.clientHeight) : 'bar';
        root.classList.toggle('wb-tall', mode === 'sheet');
        root.classList.toggle('wb-tiny', mode === 'embed');
        root.classList.toggle('wb-narrow', box.clientWidth < 640);
        narrow(mode === 'sheet' || mode === 'bar');
        page?.place(mode);
        recast();
    }

    function ribbon() {
        const given = ribbonRoom(mode, root.clientWidth || map.getContainer().clientWidth, (mapBox ? root : map.getContainer()).clientHeight);
        return root.matches('.wb-paper-few-rows') ? { ...given, room: Math.min(given.room, FULL_SHEET) } : given;
    }

    /** The headline came or went: the drawer stands at another height. */
    function recast() {
        if (mode === 'sheet') drawer?.refresh();
        else resized();
    }

    /** A record was opened on the map: what shows it comes into view. */
    function showPanel() {
        bar?.showPanel(true);
        if (mode === 'sheet') drawer?.rest(1);
    }

    /** @param {State} state */
    function draw(state) {
        root.classList.toggle('wb-card-open', state.selected >= 0);
        if (state.lang === lang) return;
        lang = state.lang;
        const words = speak(lang);
        setAttribute(root, 'aria-label', words.meta(data.meta.title));
        map.getContainer().setAttribute('aria-label', words.t('map'));
        drawer?.handle.setAttribute('aria-label', words.t('sheet'));
        page?.say(words, data, link);
        bar?.say(words, data);
    }
}

/** @param {HTMLElement} box */
function boxOf(box) {
    return `${box.clientWidth}x${box.clientHeight}`;
}
