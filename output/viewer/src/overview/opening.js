/** The overview as a part of the player: headline and line above the map, the numbers on it as buttons, its key, and what paints it. */

import { el, setAttribute, setText } from '../dom/elements.js';
import { onOverview } from '../state/reduce.js';
import { barOf } from './presses.js';
import { createSheet } from './sheet.js';
import { keyOf, pressButton, pressName } from './strip.js';

/** @typedef {import('../contract').Context} Context */
/** @typedef {import('../contract').State} State */

/** As large as a finger asks for, in pixels. */
const REACH = 28;

/** @param {typeof import('leaflet')} L @param {import('leaflet').Map} map @param {Context} context @param {import('../data/timeline.js').Timeline} timeline */
export function createOpening(L, map, context, timeline) {
    const { data, root, speak, signal } = context;
    const told = (data.presses?.place.length ?? 0) > 0;
    const title = el('h2', { class: 'wb-lead-title', tabindex: -1 });
    const line = el('p', 'wb-lead-line');
    const lead = el('div', 'wb-lead', title, line);
    const pane = map.createPane('wb-numbers-told');
    pane.style.zIndex = '460';
    /** @type {Map<number, HTMLButtonElement>} by press */
    const buttons = new Map();
    const key = el('div', 'wb-key-slot');
    let [lang, said, placed, least] = ['', '', '', 0];
    map.on('zoomstart', hideNumbers);
    signal.addEventListener('abort', () => { map.off('zoomstart', hideNumbers); pane.remove(); });
    return { lead, key, told, dress, draw, sheet: told ? createSheet(timeline, place) : null };

    /** The room it takes, before the map is fitted. @param {State} state @returns {boolean} whether it opened or closed */
    function dress(state) {
        const open = onOverview(state);
        const turned = root.classList.contains('wb-led') !== open;
        root.classList.toggle('wb-led', open);
        root.classList.toggle('wb-overview', open && told);
        pane.hidden = !open;
        if (open) draw(state);
        return turned;
    }

    /** @param {State} state */
    function draw(state) {
        if (!onOverview(state)) return;
        const words = speak(state.lang);
        const stop = state.filters.certainty;
        root.dataset.wbStop = String(stop);
        setText(title, words.finding('headline', stop));
        setText(line, words.finding('line', stop));
        for (const [row, node] of buttons) node.classList.toggle('wb-lit', row === state.lit);
        const next = `${state.lang}|${stop}`;
        if (said === next) return;
        [lang, said, placed, least] = [state.lang, next, '', stop];
        key.replaceChildren(keyOf(context, words, stop));
        for (const node of buttons.values()) node.remove();
        buttons.clear();
    }

    /** The numbers stand on the map as it moves. @param {{row: number, x: number, y: number, width: number}[]} numbers */
    function place(numbers) {
        const words = speak(lang);
        const at = numbers.map(({ row, x, y }) => [row, x, y]).join();
        const corner = map.containerPointToLayerPoint([0, 0]);
        pane.hidden = false;
        if (placed === at + corner) return;
        placed = at + corner;
        const shown = new Set(numbers.map(({ row }) => row));
        for (const [row, node] of buttons) node.hidden = !shown.has(row);
        for (const { row, x, y, width } of [...numbers].sort((a, b) => a.row - b.row)) {
            let node = buttons.get(row);
            if (!node) {
                node = pressButton(context, row, 'wb-press-spot', pressName(barOf(data, words, row, least), words));
                buttons.set(row, node);
                pane.append(node);
            }
            const wide = Math.max(width, width < 20 ? 0 : REACH);
            setAttribute(node, 'style', null);
            Object.assign(node.style, { width: `${wide}px`, height: `${REACH}px` });
            L.DomUtil.setPosition(node, L.point(x + corner.x - wide / 2, y + corner.y - REACH / 2).round());
        }
    }

    /** They come back where they stand when the zoom has come to rest. */
    function hideNumbers() {
        pane.hidden = true;
        placed = '';
    }
}
