/** The cycle table, and its picture: months since the trigger, every row aligned at zero. */
import { monthsLayout, recordOf } from '../data/cycles.js';
import { el, svg } from '../dom/elements.js';
import { folded, opener, quiet, sourceMarks } from './rows.js';

/** @typedef {import('../contract').Speaker} Speaker */
/** @typedef {import('./rows.js').Parts} Parts */

const MOST_ROWS = 12;
const ROW = 30;

/** @param {Parts} parts @param {number[]} rows @param {Speaker} words */
export function cycleTable(parts, rows, words) {
    const { data } = parts.context;
    const cycles = /** @type {NonNullable<typeof data.cycles>} */ (data.cycles);
    const moved = (/** @type {number[]} */ list) => words.listed(list.filter((row) => row >= 0).map((row) => words.record('label', data.movements.record[row])));
    const cell = (/** @type {string[]} */ ...lines) => el('td', {}, ...lines.map((line) => line && el('div', {}, line)));
    return el('table', 'wb-table wb-cycles',
        el('thead', {}, el('tr', {}, ...['cycle.trigger', 'cycle.departure', 'phase.return'].map((key) => el('th', { scope: 'col' }, words.t(key))))),
        el('tbody', {}, ...rows.map((row) => el('tr', 'wb-first',
            el('th', { scope: 'row' }, nameOf(parts, row, words), quiet('div', words.record('label', recordOf(data, row)), sourceMarks(parts, cycles.basis[row], words)),
                quiet('div', `${words.t('col.certainty')} ${words.t(`certainty.${cycles.certainty[row]}`)}`)),
            cell(moved([cycles.departure[row]]) || (cycles.linked_by[row] ? '' : words.t('noneRecorded')), words.said('cycles', 'lag_departure', row),
                cycles.destinations[row].length ? words.t('map.to', { place: words.listed(cycles.destinations[row].map(words.place)) }) : ''),
            cell(words.said('cycles', 'outcome', row), moved([cycles.returned[row], ...cycles.candidates[row]]), words.word(cycles.form[row]), words.said('cycles', 'lag_return', row))))));
}

/** The place and the date of a trigger. @param {Parts} parts @param {number} row @param {Speaker} words */
function nameOf({ context }, row, words) {
    const record = recordOf(context.data, row);
    return el('div', 'wb-trigger', opener(context, record, words.place(context.data.cycles?.place[row] ?? -1)), quiet('div', words.record('when', record)));
}

/** @param {Parts} parts @param {number[]} rows the most telling first @param {Speaker} words @param {number} [current] row */
export function monthsChart(parts, rows, words, current) {
    const { bars, ticks, at, x, start, end } = monthsLayout(parts.context.data, rows);
    const line = (/** @type {string} */ name, /** @type {string | number} */ x1, /** @type {string | number} */ x2, /** @type {number} */ y1, y2 = y1) => svg('line', { class: name, x1, x2, y1, y2 });
    const text = (/** @type {number} */ month, /** @type {number} */ y, /** @type {string} */ said, dx = 0) => svg('text', { x: at(month), y, dx, 'text-anchor': dx ? 'start' : 'middle' }, said);
    const track = (/** @type {number} */ height, /** @type {import('../dom/elements.js').Child[]} */ ...parts) => svg('svg', { height, 'aria-hidden': 'true' }, ...parts);
    const drawn = (/** @type {import('../data/cycles.js').Bar | null} */ bar, /** @type {number} */ y, /** @type {string} */ name, /** @type {string} */ none) => {
        if (!bar) return [text(0, y + 4, words.t(none), 5)];
        const [from, to] = bar.days.map(x);
        return [bar.open && line(`wb-bar-open wb-bar-${name}`, from, x(end), y), bar.early && line(`wb-bar-open wb-bar-${name}`, x(start), from, y), line(`wb-bar-${name}`, from, to, y), bar.hollow && line('wb-bar-core', from, to, y)];
    };
    const lines = bars.map(({ row, departure, back, undated }) => el('li', { class: row === current && 'wb-now-row' }, nameOf(parts, row, words),
        track(ROW, ...ticks.map((tick) => line(tick ? 'wb-tick' : 'wb-zero', at(tick), at(tick), 0, ROW)),
            ...drawn(departure, 8, 'departure', undated[0] ? 'undated.word' : 'months.noDeparture'), ...drawn(back, 22, 'return', undated[1] ? 'undated.word' : 'months.noReturn'))));
    const key = (/** @type {string} */ name, /** @type {string} */ said, hollow = false) => el('span', 'wb-months-key',
        track(10, line(`wb-bar-${name}`, 5, 17, 5), hollow && line('wb-bar-core', 5, 17, 5)), words.t(said));
    return el('div', { class: 'wb-months', role: 'group', 'aria-label': words.t('months') },
        quiet('p', key('departure', 'cycle.departure'), key('return', 'phase.return'), key('return', 'phase.candidate', true)),
        el('div', { class: 'wb-months-axis', 'aria-hidden': 'true' }, quiet('span', words.t('months.axis')), track(16, ...ticks.map((tick) => text(tick, 12, words.number(tick))))),
        el('ul', {}, ...lines.slice(0, MOST_ROWS)),
        lines.length > MOST_ROWS && folded('months-rest', words.t('ribbon.more', { n: lines.length - MOST_ROWS }), false, el('ul', {}, ...lines.slice(MOST_ROWS))));
}
