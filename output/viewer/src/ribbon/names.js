/** The names at the left of the ribbon: buttons that open a place, over the rows they name. */
import { button, el, setAttribute } from '../dom/elements.js';

/** @typedef {import('./layout').Layout} Layout */
/** @typedef {import('./layout').Row} Row */
/** @typedef {{place: number, text: string, kind: 'head' | 'town' | 'quiet', left: number, right: number, top: number}} Name */
/** @typedef {{label(place: number): string, quiet(row: Row, alone: boolean): string, fold(place: number): string}} Words
 *   quiet: what stands for the places of a country that have no row; fold: the name of the button that folds a country */

/** Room of the mark that folds a country. */
const FOLD = 13;

/** @param {(place: number) => void} open -1: the rest @param {(country: number, unfold: boolean) => void} fold @param {AbortSignal} signal */
export function createNames(open, fold, signal) {
    const element = el('div', 'wb-names');
    return {
        element,
        /** @param {Layout} layout @param {Words} words */
        draw(layout, words) {
            const focused = element.contains(document.activeElement) ? document.activeElement?.getAttribute('data-place') : null;
            const nodes = [
                ...layout.rows.filter((row) => row.open !== null).map((row) => ({ top: row.y, made: foldNode(row, layout.rowHeight, words) })),
                ...namesOf(layout, words).map((name) => ({ top: name.top, made: node(name, layout.rowHeight, words.label(name.place)) })),
            ];
            // from row to row for the keyboard too
            element.replaceChildren(...nodes.sort((one, other) => one.top - other.top).map(({ made }) => made));
            // the names are made anew when the ribbon is: the reader on one of them stays there
            if (focused) /** @type {HTMLElement | null} */ (element.querySelector(`[data-place="${focused}"]`))?.focus({ preventScroll: true });
        },
    };

    /** @param {Row} row @param {number} height @param {Words} words */
    function foldNode({ country, open: unfolded, y }, height, words) {
        const made = button('wb-fold-row', () => fold(country, !unfolded), signal);
        setAttribute(made, 'aria-expanded', String(unfolded));
        setAttribute(made, 'aria-label', words.fold(country));
        setAttribute(made, 'data-place', `in ${country}`);
        made.style.cssText = `top: ${y}px; height: ${height}px`;
        return made;
    }

    /** @param {Name} name @param {number} height @param {string} full */
    function node({ place, text, kind, left, right, top }, height, full) {
        const made = button(`wb-name wb-name-${kind}`, () => open(place), signal, el('span', {}, text));
        setAttribute(made, 'title', full || text);
        setAttribute(made, 'data-place', place);
        if (full && text !== full) setAttribute(made, 'aria-label', `${full}: ${text}`);
        made.style.cssText = `left: ${left}px; width: ${right - left}px; top: ${top}px; height: ${height}px`;
        return made;
    }
}

/**
 * What is written where: the country once, in front of its first row, then its zones and towns.
 * @param {Layout} layout @param {Pick<Words, 'label' | 'quiet'>} words @returns {Name[]}
 */
export function namesOf({ rows, left, labels, width }, { label, quiet }) {
    if (labels === 'one') {
        return rows.map((row) => {
            const { place, depth, y } = row;
            return { place, text: place < 0 ? quiet(row, false) : label(place), kind: place < 0 ? 'quiet' : depth ? 'town' : 'head', left: 4 + FOLD, right: left - 4, top: y };
        });
    }
    const second = width < 1000 ? 98 : 116;
    return rows.flatMap((row, i) => {
        const { place, country, depth, head, held, y } = row;
        if (place < 0) return [{ place, text: quiet(row, false), kind: /** @type {const} */ ('quiet'), left: 4 + FOLD, right: left - 4, top: y }];
        const single = head && (rows[i + 1]?.head ?? true);
        const alone = single && depth === 0 && !held.length;
        /** @type {Name[]} */
        const names = [];
        if (head) {
            const named = country >= 0 ? country : place;
            names.push({ place: named, text: label(named), kind: 'head', left: 4 + FOLD, right: alone ? left - 4 : second - 4, top: y });
        }
        // a city that is its own country is named once
        if (depth && label(place) !== label(country)) names.push({ place, text: label(place), kind: 'town', left: second, right: left - 4, top: y });
        else if (!depth && !alone) names.push({ place, text: quiet(row, single), kind: 'quiet', left: second, right: left - 4, top: y });
        return names;
    });
}
