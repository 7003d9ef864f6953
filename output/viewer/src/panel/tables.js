/** The tables page of the panel: figures with their rivals, phases by place, and the tables the page brought along. */
import { cycleTable, monthsChart } from './cycle-table.js';
import { cycleRows, tellingRows } from '../data/cycles.js';
import { el } from '../dom/elements.js';
import { numberTable } from '../numbers/chart.js';
import { measureName } from '../numbers/said.js';
import { measuresOf } from '../numbers/series.js';
import { opener, quiet, rowsList, section, sourceMarks, sourceNumbers } from './rows.js';

/** @typedef {import('../contract').Speaker} Speaker */
/** @typedef {import('../contract').TimelineJson} TimelineJson */
/** @typedef {import('./rows.js').Parts} Parts */

/** @param {Parts} parts @param {import('../contract').State} state @param {Speaker} words @param {HTMLElement | null} fallback */
export function tables(parts, state, words, fallback) {
    const { data, shows } = parts.context;
    const shown = (/** @type {number} */ record) => shows(state.filters, record);
    const rows = tellingRows(data, state.filters, shows);
    const fallen = cycleRows(data).length - rows.length;
    return el('div', 'wb-tables',
        rows.length ? section(words.t('months'), '', monthsChart(parts, rows, words)) : null,
        rows.length + fallen ? section(words.t('cycles'), words.t('story.derived'), fallen ? quiet('p', words.t('cycles.hidden', { n: fallen })) : null,
            cycleTable(parts, rows, words)) : null,
        section(words.t('tables.phases'), words.t('story.derived'), phaseTable(parts, shown, words)),
        figureSection(parts, figureGroups(data, shown), words),
        ...measuresOf(data).map((measure) => section(measureName(measure, words), '', numberTable(data, measure, words,
            (place) => opener(parts.context, data.places.record[place], words.place(place)), (rows) => sourceNumbers(parts, rows, words)))),
        fallback ? section(words.t('tables.all'), '', fallback) : null);
}

/** Figures by measure: rows of one measure about one event, or else one place, are rivals. @param {TimelineJson} data
 *  @param {(record: number) => boolean} shown @returns {number[][]} */
export function figureGroups({ figures }, shown) {
    /** @type {Map<string, number[]>} */
    const groups = new Map();
    figures.measure.forEach((measure, i) => {
        if (!shown(figures.record[i])) return;
        const key = measure ? `${measure} ${figures.event[i] < 0 ? `at ${figures.place[i]}` : figures.event[i]}` : `row ${i}`;
        groups.set(key, [...(groups.get(key) ?? []), i]);
    });
    return [...groups.values()];
}

const STANDINGS = ['reported', 'claimed', 'verified'];

/** One measure: rivals stand side by side, in a column each for what is reported, claimed and verified. @param {Parts} parts @param {number[]} rows
 *  @param {Speaker} words */
function figureLine(parts, rows, words) {
    const { data } = parts.context;
    const { figures } = data;
    const value = (/** @type {number} */ row) => el('div', {},
        opener(parts.context, figures.record[row], valueOf(data, row, words), 'wb-row-open wb-value'),
        sourceMarks(parts, [figures.record[row]], words),
        rows.length > 1 || figures.standing[row] === 'verified' ? quiet('div', byWhom(parts, row, words)) : null);
    const columns = [...new Set([...STANDINGS, ...figures.standing])].map((standing) => ({ standing, own: rows.filter((row) => figures.standing[row] === standing) }));
    return el('li', 'wb-figure',
        el('span', 'wb-figure-label', words.record('label', figures.record[rows[0]])),
        el('div', 'wb-rivals', ...columns.filter(({ own }) => own.length).map(({ standing, own }) => el('div', {},
            quiet('span', words.word(standing)), el('div', 'wb-rival', ...own.map(value))))),
        rows.length > 1 ? quiet('span', words.t('figures.rivals', { n: rows.length })) : null);
}

/** Who verified a figure; of others the first source. @param {Parts} parts @param {number} row @param {Speaker} words */
function byWhom({ context }, row, words) {
    const { figures, records, sources } = context.data;
    const source = records.sources[figures.record[row]]?.[0] ?? -1;
    const name = words.record('label', figures.organisation[row]) || sources.publisher[source] || sources.title[source] || '';
    return figures.standing[row] === 'verified' && name ? words.t('figures.by', { name }) : sources.publisher[source] || name;
}

/** @param {TimelineJson} data @param {number} row @param {Speaker} words */
function valueOf({ figures }, row, words) {
    const said = words.record('value', figures.record[row]);
    const value = figures.value[row];
    return said || (value === null ? words.t('notStated') : words.number(value));
}

/** @param {Parts} parts @param {number[][]} groups @param {Speaker} words */
export function figureSection(parts, groups, words) {
    if (!groups.length) return null;
    return section(words.t('figures'), words.t('figures.aside'),
        rowsList(...groups.map((rows) => figureLine(parts, rows, words))));
}

/** @param {Parts} parts @param {(record: number) => boolean} shown @param {Speaker} words */
function phaseTable(parts, shown, words) {
    const { data } = parts.context;
    const { spans, places } = data;
    const rows = spans.place.map((_, i) => i).filter((i) => spans.basis[i].some(shown));
    rows.sort((a, b) => spans.place[a] - spans.place[b] || (spans.start_min[a] ?? 0) - (spans.start_min[b] ?? 0));
    const head = el('tr', {}, ...['place', 'phase', 'when', 'certainty'].map((key) => el('th', { scope: 'col' }, words.t(`col.${key}`))));
    let last = -1;
    const lines = rows.map((i) => {
        const place = spans.place[i];
        const name = place === last ? '' : words.place(place);
        last = place;
        return el('tr', { class: name ? 'wb-first' : null },
            el('th', { scope: 'row' }, name
                ? opener(parts.context, places.record[place], name)
                : el('span', 'wb-unseen', words.place(place))),
            el('td', {}, words.t(spans.candidate[i] ? 'phase.candidate' : `phase.${spans.phase[i]}`), sourceMarks(parts, spans.basis[i], words)),
            el('td', {}, words.span(i)),
            el('td', {}, words.t(`certainty.${spans.certainty[i]}`)));
    });
    return el('table', 'wb-table', el('thead', {}, head), el('tbody', {}, ...lines));
}
