/** The records page of the panel: what is on the map now, for readers without a pointer, and every record by table. */
import { createFinder } from '../data/spelling.js';
import { el, setText } from '../dom/elements.js';
import { unbroken } from '../language/speaker.js';
import { quiet, recordRow, rowsList, section } from './rows.js';
import { nameOf, saidOf, signOfThing, thingOpener } from './things.js';

/** @typedef {import('../contract').Speaker} Speaker */
/** @typedef {import('./rows.js').Parts} Parts */

const GROUPS = /** @type {const} */ (['places', 'events', 'movements']);
/** Places first: who looks for one finds it before what happened there. */
const ORDER = ['countries', 'zones', 'hubs', 'events', 'movements', 'figures', 'phases', 'organisations', 'context', 'gaps', 'counts'];

/** @param {Parts} parts @param {import('../contract').State} state @param {Speaker} words @param {import('../contract').Drawn[]} onscreen in reading order */
export function recordList(parts, state, words, onscreen) {
    const { context } = parts;
    const { data, shows } = context;
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
    const onMap = section(words.t('records.onMap'), words.t('records.onMap.count', { n: onscreen.length }),
        ...GROUPS.map((group) => marks(parts, group, onscreen.filter((thing) => thing.group === group), words)), onscreen.length ? null : quiet('p', words.t('story.none')));
    onMap.classList.add('wb-on-map');
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

/** What is drawn of a sort, each with its sign. @param {Parts} parts @param {typeof GROUPS[number]} group @param {import('../contract').Drawn[]} things @param {Speaker} words */
function marks({ context, swatches }, group, things, words) {
    if (!things.length) return null;
    const title = words.t(group === 'places' ? 'records.places' : `table.${group}`);
    const lines = things.map((thing) => {
        const [sign, said] = [signOfThing(context, thing), group === 'places' ? saidOf(context, thing, words) : [words.record('when', thing.records[0])]];
        return el('li', 'wb-row',
            sign ? swatches.swatch(sign) : el('span', 'wb-swatch-gap'),
            el('span', 'wb-row-main', thingOpener(context, thing, nameOf(context, thing, words)),
                said.some(Boolean) && el('span', 'wb-row-said', unbroken(words.listed(said)))));
    });
    return el('div', 'wb-marks-group', el('h4', {}, title, el('span', 'wb-count', words.number(things.length))), el('ul', 'wb-marks', ...lines));
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
