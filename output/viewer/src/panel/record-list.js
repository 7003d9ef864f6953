/** The records page of the panel: what is on the map now, for readers without a pointer, and every record by table. */
import { createFinder } from '../data/spelling.js';
import { el, setText } from '../dom/elements.js';
import { opener, quiet, recordRow, rowsList, section } from './rows.js';

/** @typedef {import('../contract').Speaker} Speaker */
/** @typedef {import('./rows.js').Parts} Parts */

/** Places first: who looks for one finds it before what happened there. */
const ORDER = ['countries', 'zones', 'hubs', 'events', 'movements', 'figures', 'phases', 'organisations', 'context', 'gaps', 'counts'];

/** @param {Parts} parts @param {import('../contract').State} state @param {Speaker} words @param {{record: number, label: string}[]} onscreen */
export function recordList(parts, state, words, onscreen) {
    const { context } = parts;
    const { data, shows } = context;
    const marks = onscreen.map(({ record, label }) => el('li', {},
        opener(context, record, label || words.record('label', record))));
    const search = el('input', { type: 'search', class: 'wb-search', placeholder: words.t('records.search'), 'aria-label': words.t('records.search') });
    const groups = grouped(data.records.table, (record) => shows(state.filters, record));
    const all = groups.flatMap(([, records]) => records);
    /** @type {ReturnType<typeof createFinder> | null} made when somebody searches */
    let named = null;
    const boxes = groups.map(([table, records]) => ({ table, records, list: rowsList() }));
    const details = boxes.map(({ table, records, list }) => {
        const box = el('details', 'wb-details wb-group',
            el('summary', {}, words.t(`table.${table}`), el('span', 'wb-count', words.number(records.length))), list);
        // hundreds of rows are built only when somebody looks
        box.addEventListener('toggle', () => { if (box.open && !list.childElementCount) list.append(...lines(records)); });
        return box;
    });
    search.addEventListener('input', () => find(search.value));
    const onMap = section(words.t('records.onMap'), words.t('records.onMap.count', { n: marks.length }),
        marks.length ? el('ul', 'wb-marks', ...marks) : quiet('p', words.t('story.none')));
    return el('div', 'wb-records', search, onMap, section(words.t('records.all'), '', ...details));

    /** @param {number[]} records */
    function lines(records) {
        return records.map((record) => recordRow(parts, record, words.record('when', record), words));
    }

    /** @param {string} text */
    function find(text) {
        const wanted = Boolean(text.trim());
        onMap.hidden = wanted;
        named ??= createFinder(all.map((record) => `${words.record('label', record)} ${words.record('place', record)}`));
        const meant = new Set(wanted ? named(text).map((row) => all[row]) : []);
        boxes.forEach(({ records, list }, i) => {
            const found = records.filter((record) => meant.has(record));
            list.replaceChildren(...lines(wanted ? found : details[i].open ? records : []));
            details[i].hidden = wanted && !found.length;
            setText(/** @type {Element} */ (details[i].querySelector('.wb-count')), words.number(wanted ? found.length : records.length));
            if (wanted) details[i].open = found.length > 0;
        });
    }
}

/** @param {string[]} tables @param {(record: number) => boolean} shown @returns {[string, number[]][]} */
function grouped(tables, shown) {
    /** @type {Map<string, number[]>} */
    const groups = new Map();
    tables.forEach((table, record) => {
        if (table === 'scenes' || !shown(record)) return;
        groups.set(table, [...(groups.get(table) ?? []), record]);
    });
    const rank = (/** @type {string} */ table) => (ORDER.includes(table) ? ORDER.indexOf(table) : ORDER.length);
    return [...groups].sort(([a], [b]) => rank(a) - rank(b));
}
