/** The names at the left of the ribbon: buttons that open a place, over the rows they name. */
import { button, el, setAttribute } from './dom.js';

/** @typedef {import('./ribbon-layout').Layout} Layout */
/** @typedef {import('./ribbon-layout').Row} Row */
/** @typedef {{place: number, text: string, kind: 'head' | 'town' | 'quiet', left: number, right: number, top: number}} Name */

/** @param {(place: number) => void} open @param {AbortSignal} signal */
export function createNames(open, signal) {
    const element = el('div', 'wb-names');
    return {
        element,
        /** @param {Layout} layout @param {(place: number) => string} label @param {string} noTown */
        draw(layout, label, noTown) {
            const focused = element.contains(document.activeElement) ? document.activeElement?.getAttribute('data-place') : null;
            element.replaceChildren(...namesOf(layout, label, noTown).map((name) => node(name, layout.rowHeight, label(name.place))));
            // the names are made anew when the ribbon is: the reader on one of them stays there
            if (focused) /** @type {HTMLElement | null} */ (element.querySelector(`[data-place="${focused}"]`))?.focus({ preventScroll: true });
        },
    };

    /** @param {Name} name @param {number} height @param {string} full */
    function node({ place, text, kind, left, right, top }, height, full) {
        const made = button(`wb-name wb-name-${kind}`, () => open(place), signal, el('span', {}, text));
        setAttribute(made, 'title', full);
        setAttribute(made, 'data-place', place);
        if (text !== full) setAttribute(made, 'aria-label', `${full}: ${text}`);
        made.style.cssText = `left: ${left}px; width: ${right - left}px; top: ${top}px; height: ${height}px`;
        return made;
    }
}

/**
 * What is written where: the country once, in front of its first row, then its zones and towns.
 * @param {Layout} layout @param {(place: number) => string} label @param {string} noTown @returns {Name[]}
 */
export function namesOf({ rows, left, labels, width }, label, noTown) {
    if (labels === 'one') {
        return rows.map(({ place, depth, y }) => ({ place, text: label(place), kind: depth ? 'town' : 'head', left: 8, right: left - 4, top: y }));
    }
    const second = width < 1000 ? 92 : 110;
    return rows.flatMap((row) => {
        const { place, country, depth, head, y } = row;
        const alone = depth === 0 && !rows.some((other) => other !== row && other.country === country);
        /** @type {Name[]} */
        const names = [];
        if (head) {
            const named = country >= 0 ? country : place;
            names.push({ place: named, text: label(named), kind: 'head', left: 8, right: alone ? left - 4 : second - 4, top: y });
        }
        if (depth) names.push({ place, text: label(place), kind: 'town', left: second, right: left - 4, top: y });
        else if (!alone) names.push({ place, text: noTown, kind: 'quiet', left: second, right: left - 4, top: y });
        return names;
    });
}
