/** The cycle table, and its picture: months since the trigger, every row aligned at zero. */
import { monthsLayout, recordOf } from './cycles.js';
import { button, el, svg } from './dom.js';
import { sourceMarks } from './marks.js';

/** @typedef {import('./contract').Speaker} Speaker */
/** @typedef {import('./cycles.js').Bar} Bar */
/** @typedef {import('./marks.js').Parts} Parts */

const MOST_ROWS = 12;

/** @param {Parts} parts @param {number[]} rows @param {Speaker} words */
export function cycleTable(parts, rows, words) {
    const { data } = parts.context;
    const cycles = /** @type {NonNullable<typeof data.cycles>} */ (data.cycles);
    const { movements, places } = data;
    const names = (/** @type {number[]} */ list, /** @type {number[]} */ records) => list.filter((at) => at >= 0).map((at) => words.record('label', records[at])).join(', ');
    const cell = (/** @type {string[]} */ ...lines) => el('td', {}, ...lines.filter(Boolean).map((line) => el('div', {}, line)));
    return el('table', { class: 'wb-table' },
        el('thead', {}, el('tr', {}, ...['cycle.trigger', 'cycle.departure', 'phase.return'].map((key) => el('th', { scope: 'col' }, words.t(key))))),
        el('tbody', {}, ...rows.map((row) => el('tr', { class: 'wb-first' },
            el('th', { scope: 'row' }, nameOf(parts, row, words), el('div', { class: 'wb-quiet' }, words.record('label', recordOf(data, row)),
                sourceMarks(parts, cycles.basis[row], words)),
            el('div', { class: 'wb-quiet' }, `${words.t('col.certainty')} ${words.t(`certainty.${cycles.certainty[row]}`)}`)),
            cell(names([cycles.departure[row]], movements.record) || words.t('noneRecorded'), words.said('cycles', 'lag_departure', row),
                cycles.destinations[row].length ? words.t('map.to', { place: names(cycles.destinations[row], places.record) }) : ''),
            cell(words.said('cycles', 'outcome', row) || words.t(`outcome.${cycles.outcome[row]}`),
                names([cycles.returned[row], ...cycles.candidates[row]], movements.record), words.word(cycles.form[row]), words.said('cycles', 'lag_return', row))))));
}

/** The place and the date of a trigger. @param {Parts} parts @param {number} row @param {Speaker} words */
function nameOf({ context }, row, words) {
    const { data, dispatch, signal } = context;
    const record = recordOf(data, row);
    return button('wb-row-open', () => dispatch({ type: 'select', record }), signal,
        words.record('label', data.places.record[data.cycles?.place[row] ?? -1]), el('span', { class: 'wb-quiet' }, ` ${words.record('when', record)}`));
}

/** @param {Parts} parts @param {number[]} rows the most telling first @param {Speaker} words @param {number} [current] row */
export function monthsChart(parts, rows, words, current = -1) {
    const { bars, ticks, at, x, end } = monthsLayout(parts.context.data, rows);
    const rules = () => ticks.map((tick) => svg('line', { class: tick ? 'wb-tick' : 'wb-zero', x1: `${at(tick)}%`, x2: `${at(tick)}%`, y1: 0, y2: 30 }));
    /** @param {Bar | null} bar @param {number} y @param {string} name @param {string} none */
    const draw = (bar, y, name, none) => {
        if (!bar) return [svg('text', { x: `${at(0)}%`, dx: 5, y: y + 4 }, words.t(none))];
        const place = { x1: `${x(bar.days[0])}%`, x2: `${x(bar.open ? end : bar.days[1])}%`, y1: y, y2: y };
        return [svg('line', { class: `wb-bar-${name}${bar.open ? ' wb-bar-open' : ''}`, ...place }), bar.hollow && svg('line', { class: 'wb-bar-core', ...place })];
    };
    const lines = bars.map(({ row, departure, back }) => el('li', { class: row === current ? 'wb-now-row' : null }, nameOf(parts, row, words),
        svg('svg', { height: 30, 'aria-hidden': 'true' }, ...rules(),
            ...draw(departure, 8, 'departure', 'months.noDeparture'), ...draw(back, 22, 'return', back === null && parts.context.data.cycles?.outcome[row] !== 'none_recorded' ? 'undated.word' : 'months.noReturn'))));
    const key = (/** @type {string} */ name, /** @type {boolean} */ hollow, /** @type {string} */ text) => el('span', { class: 'wb-months-key' },
        svg('svg', { width: 22, height: 10, 'aria-hidden': 'true' }, ...draw({ days: [0, 0], open: false, hollow }, 5, name, '').map((node) => {
            if (node) { node.setAttribute('x1', '5'); node.setAttribute('x2', '17'); }
            return node;
        })), text);
    return el('div', { class: 'wb-months', role: 'group', 'aria-label': words.t('months') },
        el('p', { class: 'wb-quiet' }, key('departure', false, words.t('cycle.departure')), key('return', false, words.t('phase.return')), key('return', true, words.t('phase.candidate'))),
        el('div', { class: 'wb-months-axis', 'aria-hidden': 'true' }, el('span', { class: 'wb-quiet' }, words.t('months.axis')), svg('svg', { height: 16 },
            ...ticks.map((tick) => svg('text', { x: `${at(tick)}%`, y: 12, 'text-anchor': 'middle' }, words.number(tick))))),
        el('ul', {}, ...lines.slice(0, MOST_ROWS)),
        lines.length > MOST_ROWS ? el('details', { class: 'wb-details', 'data-key': 'months-rest' },
            el('summary', {}, words.t('ribbon.more', { n: lines.length - MOST_ROWS })), el('ul', {}, ...lines.slice(MOST_ROWS))) : null);
}
