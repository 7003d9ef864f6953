/** What the filters hide of the scene that is told, said wherever its text stands, with the way back. */
import { button, el } from '../dom/elements.js';
import { NOTHING_HIDDEN, hiddenOf } from '../state/filters.js';

/** @typedef {import('../contract').Context} Context */
/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').Speaker} Speaker */

/** In words; empty where nothing is hidden. @param {Context} context @param {State} state @param {Speaker} words */
export function hiddenSaid({ data, shows }, state, words) {
    const { n, uncertain } = hiddenOf(data, state, shows);
    return n ? words.t(uncertain ? 'filter.hidden.certainty' : 'filter.hidden', { n }) : '';
}

/** @param {Context} context @param {State} state @param {Speaker} words */
export function hiddenNote(context, state, words) {
    const said = hiddenSaid(context, state, words);
    if (!said) return null;
    const back = button('wb-link', () => context.dispatch({ type: 'filter', patch: NOTHING_HIDDEN }), context.signal, words.t('filter.back'));
    back.dataset.key = 'filter-back';
    return el('p', 'wb-hidden-note', `${said} `, back);
}

/** The same over a map without a panel. @param {Context} context */
export function createHiddenNote(context) {
    const element = el('div', { class: 'wb-hidden-slot', 'data-wb-avoid': true });
    let key = '';
    return {
        element,
        /** @param {State} state */
        draw(state) {
            const next = JSON.stringify([state.scene, state.lang, state.filters]);
            if (next === key) return;
            key = next;
            element.replaceChildren(...[hiddenNote(context, state, context.speak(state.lang))].filter((note) => note !== null));
        },
    };
}
