/** The filter popover: kinds, certainty, place, and what may be drawn. */
import { button, el } from '../dom/elements.js';
import { hasPast } from '../data/known.js';
import { hiddenNote } from './hidden-note.js';
import { knownTag } from '../language/locale.js';
import { LAYERS, filterKey, kindsOf } from '../state/filters.js';
import { ALL_SHOWN } from '../state/reduce.js';

/** @typedef {import('../contract').Context} Context */
/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').Speaker} Speaker */

const SWITCHES = /** @type {const} */ (['after', 'undated', 'unknown', 'otherRoles', 'all']);

/** @param {Context} context @param {() => State} now */
export function createFilterMenu(context, now) {
    const { data, speak, dispatch, signal } = context;
    const body = el('div', 'wb-filter-body');
    let key = '';
    return {
        element: body,
        /** @param {State} state */
        draw(state) {
            const next = `${state.lang}|${state.scene}|${filterKey(state)}`;
            if (next === key) return;
            key = next;
            const focused = body.contains(document.activeElement) ? document.activeElement?.getAttribute('data-key') : null;
            const words = speak(state.lang);
            const note = hiddenNote(context, state, words);
            body.replaceChildren(
                ...(note ? [note] : []), choices('kinds', kindsOf(data), (kind) => words.word(kind), state, words), certainty(state, words), places(state, words),
                choices('layers', LAYERS, (layer) => words.t(`table.${layer}`), state, words), switches(state, words),
                button('wb-link', () => dispatch({ type: 'filter', patch: ALL_SHOWN }), signal, words.t('filter.reset')));
            if (focused) /** @type {HTMLElement | null} */ (body.querySelector(`[data-key="${CSS.escape(focused)}"]`))?.focus();
        },
    };

    /** One box a word; with all of them ticked nothing is filtered.
     * @param {'kinds' | 'layers'} filter @param {string[]} all @param {(word: string) => string} say @param {State} state @param {Speaker} words */
    function choices(filter, all, say, state, words) {
        return group(words.t(`filter.${filter}`), all.map((word) => check(`${filter}-${word}`, say(word), state.filters[filter]?.includes(word) ?? true, (on) => {
            const chosen = all.filter((other) => (other === word ? on : now().filters[filter]?.includes(other) ?? true));
            dispatch({ type: 'filter', patch: { [filter]: chosen.length === all.length ? null : chosen } });
        })));
    }

    /** @param {State} state @param {Speaker} words */
    function certainty(state, words) {
        return group(words.t('filter.certainty'), ([0, 1, 2]).map((stop) => {
            const input = el('input', { type: 'radio', name: 'wb-certainty', 'data-key': `certainty-${stop}` });
            input.checked = state.filters.certainty === stop;
            input.addEventListener('change', () => dispatch({ type: 'filter', patch: { certainty: /** @type {0 | 1 | 2} */ (stop) } }), { signal });
            return el('label', 'wb-check', input, el('span', {}, words.t(`certaintyStop.${stop}.short`)));
        }));
    }

    /** A zone that lies in no country and in no other zone, at sea for one. @param {number} row */
    function isWidest(row) {
        const { level, country, parent } = data.places;
        return level[row] === 'zone' && country[row] < 0 && (parent[row] < 0 || level[parent[row]] === 'region');
    }

    /** @param {State} state @param {Speaker} words */
    function places(state, words) {
        const select = el('select', { class: 'wb-button wb-select', 'data-key': 'place', 'aria-label': words.t('filter.place') },
            el('option', { value: -1 }, words.t('filter.everywhere')));
        const countries = data.places.level.flatMap((level, row) => (level === 'country' || level === 'region' || isWidest(row) ? [row] : []))
            .map((row) => ({ row, name: words.place(row) }))
            .sort((a, b) => a.name.localeCompare(b.name, knownTag(words.lang)));
        select.append(...countries.map(({ row, name }) => el('option', { value: row }, name)));
        select.value = String(state.filters.place);
        select.addEventListener('change', () => dispatch({ type: 'filter', patch: { place: Number(select.value) } }), { signal });
        return group(words.t('filter.place'), [select]);
    }

    /** Where the second handle of the ribbon begins. */
    function yearBefore() {
        return Math.max(data.meta.first_day, data.meta.as_of - 365);
    }

    /** @param {State} state @param {Speaker} words */
    function switches(state, words) {
        const past = hasPast(data) ? [check('known', words.t('known.past'), state.filters.known !== null, (on) => dispatch({ type: 'filter', patch: { known: on ? yearBefore() : null } }))] : [];
        return group(words.t('filter.show'), [...SWITCHES.map((name) => (
            check(name, words.t(`filter.${name}`), state.filters[name], (on) => dispatch({ type: 'filter', patch: { [name]: on } })))), ...past]);
    }

    /** @param {string} name @param {string} text @param {boolean} on @param {(on: boolean) => void} change */
    function check(name, text, on, change) {
        const input = el('input', { type: 'checkbox', 'data-key': name });
        input.checked = on;
        input.addEventListener('change', () => change(input.checked), { signal });
        return el('label', 'wb-check', input, el('span', {}, text));
    }
}

/** @param {string} title @param {HTMLElement[]} children */
function group(title, children) {
    return el('fieldset', 'wb-group-box', el('legend', {}, title), ...children);
}
