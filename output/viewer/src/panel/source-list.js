/** The sources page of the panel: every source under the number used in the text. */
import { tagOf } from '../language/locale.js';
import { el } from '../dom/elements.js';
import { section } from './rows.js';

/** @typedef {import('../contract').Speaker} Speaker */
/** @typedef {import('./rows.js').Parts} Parts */

/** @param {Parts} parts @param {Speaker} words */
export function sourceList(parts, words) {
    const rows = parts.context.data.sources.id.map((_, row) => row);
    return section(words.t('sources'), words.t('sources.count', { n: rows.length }), numbered(parts, rows, words, true));
}

/** Sources under their numbers. @param {Parts} parts @param {number[]} rows @param {Speaker} words @param {boolean} anchors the numbers in the texts lead here */
export function numbered({ context }, rows, words, anchors) {
    return el('ol', 'wb-sources', ...rows.map((row) => sourceItem(context, row, words, anchors)));
}

/** @param {import('../contract').Context} context @param {number} row @param {Speaker} words @param {boolean} anchor */
function sourceItem({ data }, row, words, anchor) {
    const { publisher, title, lang, tier } = data.sources;
    const facts = words.listed([words.source('when', row), words.word(tier[row])], ' · ');
    return el('li', { class: 'wb-source', 'data-anchor': anchor && `source-${row}`, value: row + 1 },
        publisher[row] ? el('strong', {}, publisher[row]) : null, publisher[row] && title[row] ? ', ' : null,
        title[row] ? el('cite', { lang: tagOf(lang[row]) || null }, title[row]) : null,
        facts ? el('span', 'wb-source-facts', facts) : null,
        words.source('note', row) ? el('span', 'wb-source-facts', words.source('note', row)) : null,
        address(data, row));
}

/** An address is a link only where the data says so and the scheme is harmless; else it is text.
 * @param {import('../contract').TimelineJson} data @param {number} row */
export function address({ sources }, row) {
    const url = sources.url[row];
    if (!url) return null;
    if (!sources.link[row] || !/^https?:\/\//i.test(url)) return el('span', 'wb-address', url);
    return el('a', { class: 'wb-address', href: url, rel: 'noopener noreferrer', target: '_blank' }, url);
}
