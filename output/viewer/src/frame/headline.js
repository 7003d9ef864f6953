/** What the scene found, above a small map: where there is room beside the map the panel says it. */
import { el, setText } from '../dom/elements.js';
import { onOverview } from '../state/reduce.js';

/** @typedef {import('../contract').State} State */

/** @param {import('../contract').Context} context */
export function createHeadline({ speak }) {
    const element = el('p', { class: 'wb-headline', hidden: true });
    let height = 0;
    return { element, draw };

    /** @param {State} state @returns {boolean} whether it takes another room now */
    function draw(state) {
        const title = state.scene < 0 || onOverview(state) ? '' : speak(state.lang).scene(state.scene).title;
        if (title === element.textContent) return false;
        setText(element, title);
        element.hidden = !title;
        const before = height;
        height = element.offsetHeight;
        return height !== before;
    }
}
