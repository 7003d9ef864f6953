/** The search of a site: reads the index that was made with the pages, and answers while the reader types. */
import MiniSearch from 'minisearch';
import { inflateJson } from './data/inflate.js';
import { slipsOf, terms } from './data/spelling.js';
import { knownTag, numbersOf } from './language/locale.js';

/** @typedef {{type: string, label: string, href: string, detail: string}} Found */

const MOST = 60;

/** @type {import('minisearch').Options} */
export const OPTIONS = {
    fields: ['label', 'text'],
    storeFields: ['type', 'label', 'href', 'detail'],
    tokenize: terms,
    processTerm: (term) => term,
    searchOptions: { prefix: true, boost: { label: 3 }, combineWith: 'AND' },
};

/** What is spelt as it is written; where there is nothing, what nearly is. @param {MiniSearch} index @param {string} typed */
export function find(index, typed) {
    const found = index.search(typed);
    return found.length ? found : index.search(typed, { fuzzy: slipsOf });
}

/** @param {HTMLElement} root holds the strings as data-*, the field and the list */
async function start(root) {
    const field = /** @type {HTMLInputElement} */ (root.querySelector('input'));
    const list = /** @type {HTMLElement} */ (root.querySelector('ol'));
    const status = /** @type {HTMLElement} */ (root.querySelector('[role=status]'));
    status.textContent = root.dataset.wait ?? '';
    const block = document.getElementById('search-index')?.textContent ?? '';
    const index = MiniSearch.loadJS(await inflateJson(block), OPTIONS);
    field.value = new URLSearchParams(location.search).get('q') ?? field.value;
    field.addEventListener('input', show);
    root.addEventListener('submit', (event) => { event.preventDefault(); show(); });
    root.addEventListener('keydown', move);
    show();
    field.focus();

    function show() {
        const q = field.value.trim();
        const found = q ? find(index, q) : [];
        list.replaceChildren(...found.slice(0, MOST).map((one) => entry(/** @type {any} */ (one))));
        status.textContent = q ? counted(found.length, q) : root.dataset.hint ?? '';
    }

    /** @param {Found} one */
    function entry({ type, label, href, detail }) {
        const link = document.createElement('a');
        link.href = href;
        link.textContent = label;
        const more = document.createElement('span');
        more.textContent = [root.dataset[type], detail].filter(Boolean).join(' · ');
        const item = document.createElement('li');
        item.append(link, more);
        return item;
    }

    /** @param {number} n @param {string} q */
    function counted(n, q) {
        if (!n) return (root.dataset.none ?? '').replace('{q}', q);
        const form = new Intl.PluralRules(knownTag(document.documentElement.lang)).select(n);
        return (root.dataset[form] ?? root.dataset.other ?? '').replace('{n}', numbersOf(document.documentElement.lang)().format(n));
    }

    /** Arrow keys walk from the field through the results and back. @param {KeyboardEvent} event */
    function move(event) {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (!step) return;
        const stops = /** @type {HTMLElement[]} */ ([field, ...list.querySelectorAll('a')]);
        const at = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
        stops[Math.min(stops.length - 1, Math.max(0, at + step))]?.focus();
        event.preventDefault();
    }
}

const root = typeof document === 'undefined' ? null : document.getElementById('search');
if (root) start(root);
