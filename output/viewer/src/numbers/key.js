/** The key of the circles: what is counted, how large a number is, and what no circle means. It is always in view where circles are. */

import { el } from '../dom/elements.js';
import { drawBubble, nested } from './bubbles.js';
import { measureName } from './said.js';
import { legendValues, measuresOf, mostRadius, radiusOf } from './series.js';

/**
 * @param {import('../contract').Context} context @param {import('./bubbles.js').Swatches} swatches
 * @param {() => {x: number, y: number}} size of the map: circles follow it
 */
export function createNumberKey({ data, speak }, swatches, size) {
    const element = el('div', { class: 'wb-number-key', 'data-wb-avoid': true, hidden: true });
    const [measure] = measuresOf(data);
    const hasZero = measure?.lines.some(({ from, to }) => data.series?.value.slice(from, to).includes(0));
    let key = '';
    return {
        element,
        /** @param {import('../contract').State} state @returns {boolean} whether it looks different now */
        draw(state) {
            if (!measure) return false;
            const { x, y } = size();
            const most = mostRadius(x, y, measure.lines.length);
            const next = `${state.lang}|${most}`;
            if (next === key) return false;
            key = next;
            const words = speak(state.lang);
            // where all numbers are 0 there is no circle to explain
            const values = legendValues(measure.largest);
            const largest = values.length ? radiusOf(values[0], measure.largest, most) : 0;
            const longest = Math.max(0, ...values.map((value) => words.number(value).length));
            element.hidden = false;
            element.replaceChildren(...[
                el('p', 'wb-number-unit', measureName(measure, words)),
                values.length ? swatches.swatch(nested(measure.largest, most, words.number), 2 * most + 22 + 6.6 * longest, 2 * largest + 12) : null,
                hasZero ? el('p', 'wb-number-zero', swatches.swatch((c, palette) => drawBubble(c, palette, { x: 8, y: 8, r: 0, value: 0 }), 16, 16), words.t('numbers.zero')) : null,
                el('p', 'wb-number-none', words.t('numbers.none'))].filter((part) => part !== null));
            return true;
        },
    };
}
