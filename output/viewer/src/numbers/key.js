/** The key of the circles: what is counted, how large a number is, and what no circle means. It is always in view where circles are. */

import { el } from '../dom/elements.js';
import { nested } from './bubbles.js';
import { measureName } from './said.js';
import { measuresOf, mostRadius } from './series.js';

/**
 * @param {import('../contract').Context} context @param {ReturnType<typeof import('../frame/swatch.js').createSwatches>} swatches
 * @param {() => {x: number, y: number}} size of the map: circles follow it
 */
export function createNumberKey({ data, speak }, swatches, size) {
    const element = el('div', { class: 'wb-number-key', hidden: true });
    const [measure] = measuresOf(data);
    let key = '';
    return {
        element,
        /** @param {import('../contract').State} state @returns {boolean} whether it looks different now */
        draw(state) {
            if (!measure) return false;
            const { x, y } = size();
            const most = mostRadius(x, y);
            const next = `${state.lang}|${most}`;
            if (next === key) return false;
            key = next;
            const words = speak(state.lang);
            element.hidden = false;
            element.replaceChildren(
                el('p', 'wb-number-unit', measureName(measure, words)),
                swatches.swatch(nested(measure.largest, most, words.number), 2 * most + 96, 2 * most + 12),
                el('p', 'wb-number-none', words.t('numbers.none')));
            return true;
        },
    };
}
