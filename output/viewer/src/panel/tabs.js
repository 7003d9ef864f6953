/** The panel: tabs over the story, the records, the tables and the sources. A chosen record opens on top of them. */
import { button, el, setAttribute, setText } from '../dom/elements.js';
import { filterKey } from '../state/filters.js';
import { onOverview } from '../state/reduce.js';
import { placeCard, shownOn } from './place-card.js';
import { numbers, numbersKey, recordCard } from './record-card.js';
import { isoOf } from '../language/speaker.js';
import { story } from './story.js';
import { recordList } from './record-list.js';
import { tables } from './tables.js';
import { sourceList } from './source-list.js';

/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').Moment} Moment */
/** @typedef {import('../contract').Context} Context */

const TABS = /** @type {const} */ (['story', 'records', 'tables', 'sources']);

/**
 * @param {Context} context
 * @param {{fallback: HTMLElement | null, swatches: ReturnType<typeof import('../frame/swatch.js').createSwatches>,
 *          onscreen(): import('../contract').Drawn[]}} options fallback: the page's own HTML, kept within reach
 */
export function createPanel(context, { fallback, swatches, onscreen }) {
    const { speak, dispatch, signal, root } = context;
    const tabs = TABS.map((tab) => tabButton(tab));
    const list = el('div', { class: 'wb-tabs', role: 'tablist' }, ...tabs);
    const card = el('div', 'wb-card-slot');
    const body = el('div', { class: 'wb-tab-body', role: 'tabpanel', tabindex: -1 });
    const past = el('p', { class: 'wb-hidden-note', hidden: true });
    const scroller = el('div', { class: 'wb-panel-scroll', tabindex: 0, role: 'region' }, past, card, body);
    const element = el('section', 'wb-panel', list, scroller);
    const parts = { context, swatches, goTo };
    list.addEventListener('keydown', moveTab, { signal });
    /** @type {ReturnType<typeof story> | null} */
    let live = null;
    let bodyKey = '';
    /** @type {HTMLElement | null} what had the focus before a record was opened */
    let opener = null;
    let cardKey = '';
    /** @type {State | null} */
    let current = null;
    return { element, draw, mapMoved: () => { if (current?.panelTab === 'records') bodyKey = ''; } };

    /** @param {State} state @param {Moment} moment */
    function draw(state, moment) {
        // paper shows the story, whatever page is open
        if (state.theme === 'print') state = { ...state, panelTab: 'story', selected: -1 };
        current = state;
        const words = speak(state.lang);
        drawTabs(state, words);
        const { known } = state.filters;
        past.hidden = known === null;
        if (known !== null) setText(past, words.t('known.texts', { day: isoOf(known) }));
        drawCard(state, moment, words);
        const page = [state.panelTab, state.lang, state.panelTab === 'story' ? `${state.scene}${onOverview(state)}` : '', state.theme === 'print'].join('|');
        const key = `${page}|${filterKey(state)}`;
        const same = bodyKey.startsWith(`${page}|`);
        const kept = same && key !== bodyKey ? keep() : null;
        if (key !== bodyKey) {
            bodyKey = key;
            drawBody(state, words);
        }
        live?.update(state, moment);
        kept?.();
    }

    /** A filter makes a page anew: the reader stays at the same line, with the same things open. */
    function keep() {
        const focused = body.contains(document.activeElement) ? keyOf(document.activeElement) : '';
        const open = new Set([...body.querySelectorAll('details[open]')].map(keyOf));
        const top = scroller.scrollTop;
        return () => {
            for (const node of body.querySelectorAll('[data-key]')) {
                if (open.has(keyOf(node))) setAttribute(node, 'open', true);
                if (focused && keyOf(node) === focused) /** @type {HTMLElement} */ (node).focus({ preventScroll: true });
            }
            scroller.scrollTop = top;
        };
    }

    /** @param {State} state @param {import('../contract').Speaker} words */
    function drawBody(state, words) {
        live = null;
        if (state.panelTab === 'story') {
            live = story(parts, state, words);
            body.replaceChildren(live.element);
        } else if (state.panelTab === 'records') body.replaceChildren(recordList(parts, state, words, onscreen()));
        else if (state.panelTab === 'tables') body.replaceChildren(tables(parts, state, words, fallback));
        else body.replaceChildren(sourceList(parts, words));
        if (state.selected < 0) scroller.scrollTop = 0;
    }

    /** @param {State} state @param {Moment} moment @param {import('../contract').Speaker} words */
    function drawCard(state, moment, words) {
        const drawn = state.drawn?.records.includes(state.selected) ? state.drawn : null;
        const shown = drawn ? shownOn(context, drawn, moment) : [];
        const key = `${state.selected}|${drawn?.records ?? ''}|${state.lang}|${shown.map(({ place, span }) => `${place} ${span}`)}`;
        if (key === cardKey) {
            followClock(state, words);
            return;
        }
        const opened = state.selected >= 0 && !cardKey.startsWith(`${state.selected}|${drawn?.records ?? ''}|`);
        cardKey = key;
        const focused = /** @type {HTMLElement | null} */ (document.activeElement);
        const inside = root.contains(focused) && !focused?.matches('input');
        if (state.selected >= 0 && inside && !card.contains(focused)) opener = focused;
        card.replaceChildren(...(state.selected < 0 ? [] : [drawn ? placeCard(parts, drawn, shown, words, state.theme === 'print') : recordCard(parts, state.selected, words, state.day)]));
        // focus follows the reader who opened a record, and goes back when it closes
        if (inside && opened) /** @type {HTMLElement} */ (card.querySelector('h2')).focus({ preventScroll: true });
        else if (state.selected < 0 && opener?.isConnected && (inside || focused === document.body)) opener.focus({ preventScroll: true });
        if (state.selected < 0) opener = null;
        if (!opened) return;
        scroller.scrollTop = 0;
    }

    /** @param {State} state @param {import('../contract').Speaker} words */
    function followClock({ selected, day }, words) {
        const slot = card.querySelector('.wb-number-slot');
        if (slot?.childElementCount && slot.getAttribute('data-day') !== numbersKey(parts, selected, day)) slot.replaceWith(numbers(parts, selected, words, day));
    }

    /** @param {State} state @param {import('../contract').Speaker} words */
    function drawTabs(state, words) {
        setAttribute(list, 'aria-label', words.t('panel.tabs'));
        setAttribute(scroller, 'aria-label', words.t('panel'));
        TABS.forEach((tab, i) => {
            setText(tabs[i], words.t(`tab.${tab}`));
            setAttribute(tabs[i], 'aria-selected', String(state.panelTab === tab));
            tabs[i].tabIndex = state.panelTab === tab ? 0 : -1;
        });
    }

    /** Opens a tab and shows one line of it. @param {State['panelTab']} tab @param {string} anchor value of data-anchor */
    function goTo(tab, anchor) {
        dispatch({ type: 'tab', tab });
        requestAnimationFrame(() => requestAnimationFrame(() => {
            const target = root.querySelector(`[data-anchor="${CSS.escape(anchor)}"]`);
            if (!(target instanceof HTMLElement)) return;
            target.scrollIntoView({ block: 'center' });
            target.tabIndex = -1;
            target.focus({ preventScroll: true });
        }));
    }

    /** @param {State['panelTab']} tab */
    function tabButton(tab) {
        const node = button('wb-tab', () => dispatch({ type: 'tab', tab }), signal);
        setAttribute(node, 'role', 'tab');
        return node;
    }

    /** @param {KeyboardEvent} event */
    function moveTab(event) {
        const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        const at = tabs.indexOf(/** @type {HTMLButtonElement} */ (event.target));
        if (!by || at < 0) return;
        event.preventDefault();
        event.stopPropagation();
        const next = (at + by + TABS.length) % TABS.length;
        dispatch({ type: 'tab', tab: TABS[next] });
        tabs[next].focus();
    }
}

/** @param {Element | null} node */
function keyOf(node) {
    return node?.getAttribute('data-key') ?? '';
}
