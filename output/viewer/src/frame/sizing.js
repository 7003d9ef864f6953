/** The frame around the parts: picks a layout for the size, follows the size, and gets ready for the printer. */
import { growthIn, setAttribute } from '../dom/elements.js';
import { growthOf, layOutBar, layOutPage, modeOf, ribbonRoom } from './layout.js';
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
        if (!mapBox || boxOf(mapBox) === `${x}x${y}`) return;
        root.style.setProperty('--wb-map-height', `${mapBox.clientHeight}px`);
        resized();
    });
    if (mapBox) inner.observe(mapBox);
    signal.addEventListener('abort', () => { observer.disconnect(); inner.disconnect(); });
    return { resize, draw, ribbon, showPanel, showLegend, recast };

    function resize() {
        const box = mapBox ? root : map.getContainer();
        if (mapBox) grow(root);
        const next = `${boxOf(box)} ${root.matches('.wb-printing')}`;
        if (next === size) return;
        size = next;
        mode = !page ? 'bar' : root.matches('.wb-printing') ? 'wide' : modeOf(box.clientWidth, box.clientHeight);
        root.classList.toggle('wb-tall', mode === 'sheet');
        root.classList.toggle('wb-low', mode === 'low');
        root.classList.toggle('wb-stacked', ['sheet', 'embed', 'low'].includes(mode));
        root.classList.toggle('wb-tiny', mode === 'embed');
        root.classList.toggle('wb-narrow', box.clientWidth < 640);
        narrow(mode !== 'wide');
        page?.place(mode);
        recast();
    }

    function ribbon() {
        const given = ribbonRoom(mode, root.clientWidth || map.getContainer().clientWidth, (mapBox ? root : map.getContainer()).clientHeight);
        return root.matches('.wb-paper-few-rows') ? { ...given, room: Math.min(given.room, FULL_SHEET) } : given;
    }

    /** The legend opened: on a phone it lies in the drawer, which may rest too low to show it. */
    function showLegend() {
        if (mode === 'sheet') drawer?.atLeast(1);
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

/** On a large page, and before a room, all is larger; a browser that counts pixels of what is zoomed in its own way keeps it as it is. @param {HTMLElement} root */
function grow(root) {
    const now = growthIn(root);
    const wanted = root.matches('.wb-printing') ? 1 : growthOf(root.clientWidth * now, root.clientHeight * now, root.matches('.wb-present'));
    if (wanted === now) return;
    root.style.zoom = wanted === 1 ? '' : String(wanted);
    if (Math.abs(root.getBoundingClientRect().width / root.offsetWidth - wanted) > 0.02) root.style.zoom = '';
}

/** @param {HTMLElement} box */
function boxOf(box) {
    return `${box.clientWidth}x${box.clientHeight}`;
}
