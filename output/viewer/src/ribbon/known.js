/** The second handle of the ribbon: the day on which the map could have been drawn so. At the foot, where the clock's hand is not. */
import { el, setAttribute } from '../dom/elements.js';
import { countKnown } from '../data/known.js';

/** Half of its thumb: the middle of the thumb stands on its day, at both ends too. */
const HALF = 9;

/** @param {import('../contract').Context} context */
export function createKnownHandle({ data, dispatch, signal }) {
    const range = el('input', { type: 'range', class: 'wb-known-range', step: 1 });
    const name = el('span', { class: 'wb-known-name', 'aria-hidden': 'true' });
    const element = el('div', { class: 'wb-known-strip', hidden: true }, name, range);
    // what is drawn beyond that day was recorded later: it stands behind a veil
    const beyond = el('div', { class: 'wb-known-beyond', hidden: true, 'aria-hidden': 'true' });
    range.addEventListener('input', () => {
        dispatch({ type: 'pause' });
        dispatch({ type: 'filter', patch: { known: Number(range.value) } });
    }, { signal });
    // its keys are its own: the clock listens to the same ones
    range.addEventListener('keydown', (event) => event.stopPropagation(), { signal });
    return { element, beyond, draw };

    /** @param {import('../contract').State} state @param {import('./layout.js').Layout | null} layout @param {import('../contract').Speaker} words */
    function draw({ filters: { known } }, layout, words) {
        element.hidden = beyond.hidden = known === null;
        if (known === null || !layout) return;
        const { left, right, first, last } = layout;
        setAttribute(range, 'min', first);
        setAttribute(range, 'max', last);
        range.value = String(known);
        setAttribute(range, 'aria-label', words.t('known.range'));
        setAttribute(range, 'aria-valuetext', words.listed([words.day(known), words.t('known.count', countKnown(data, known))]));
        name.textContent = words.t('known.name');
        name.style.maxWidth = `${left - 2 * HALF}px`;
        name.hidden = layout.labels !== 'two';
        range.style.marginInlineStart = `${left - HALF}px`;
        range.style.width = `${right - left + 2 * HALF}px`;
        const at = Math.max(left, Math.min(right, layout.x(known)));
        beyond.style.left = `${at}px`;
        beyond.style.width = `${right - at}px`;
    }
}
