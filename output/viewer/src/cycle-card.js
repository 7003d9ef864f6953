/** The card of a cycle: what set it off, who left and came back, how sure that is, and what was measured with its interval. */
import { cycleTable, monthsChart } from './cycle-table.js';
import { findingOf, recordOf, tellingRows } from './cycles.js';
import { button, el, svg } from './dom.js';
import { section, sourceMarks, sourceNumbers, withMarks, zoneSign } from './marks.js';

/** @typedef {import('./contract').Speaker} Speaker */
/** @typedef {import('./contract').Measure} Measure */
/** @typedef {import('./marks.js').Parts} Parts */

/** @param {Parts} parts @param {number} row of cycles @param {import('./contract').State} state @param {Speaker} words */
export function cycleCard(parts, row, state, words) {
    const { data, dispatch, signal, shows } = parts.context;
    const cycles = /** @type {NonNullable<typeof data.cycles>} */ (data.cycles);
    const stop = state.filters.certainty;
    const record = recordOf(data, row);
    const printed = state.theme === 'print';
    const rows = tellingRows(data, state.filters, shows);
    const card = section(words.t('cycle'), words.word(cycles.family[row]),
        el('h4', { class: 'wb-cycle-title' }, button('wb-row-open', () => dispatch({ type: 'select', record }), signal, words.record('label', record))),
        el('p', { class: 'wb-quiet' }, [words.record('label', data.places.record[cycles.place[row]]), words.record('when', record)].filter(Boolean).join(', ')),
        el('p', { class: 'wb-cycle-text' }, ...withMarks(words.said('cycles', 'sentence', row), sourceMarks(parts, cycles.basis[row], words))),
        el('div', { class: 'wb-switch', role: 'group', 'aria-label': words.t('filter.certainty') }, ...(/** @type {const} */ ([0, 1, 2])).map((at) => {
            const node = button('wb-choice', () => dispatch({ type: 'filter', patch: { certainty: at } }), signal, words.t(`certaintyStop.${at}.short`));
            node.dataset.key = `stop-${at}`;
            node.setAttribute('aria-pressed', String(at === stop));
            return node;
        })),
        cycles.stops[row][stop] ? null : el('p', { class: 'wb-warn' }, words.t('cycle.falls')),
        facts(parts, row, stop, words),
        ...measured(parts, row, state, words),
        rows.length > 1 ? el('details', { class: 'wb-details', 'data-key': 'months', open: printed }, el('summary', {}, words.t('months')),
            monthsChart(parts, rows, words, row),
            el('details', { class: 'wb-details', 'data-key': 'months-table', open: printed }, el('summary', {}, words.t('months.table')), cycleTable(parts, rows, words))) : null);
    card.classList.add('wb-cycle');
    return card;
}

/** @param {Parts} parts @param {number} row @param {number} stop @param {Speaker} words */
function facts(parts, row, stop, words) {
    const { data } = parts.context;
    const cycles = /** @type {NonNullable<typeof data.cycles>} */ (data.cycles);
    const { departure, destinations, returned, form, candidates, outcome, linked_by: linked, certainty } = cycles;
    const movement = (/** @type {number} */ index, /** @type {string[]} */ ...said) => {
        const record = data.movements.record[index];
        const left = data.movements.certainty[index] >= 0 && data.movements.certainty[index] < stop ? words.t('cycle.left') : '';
        return el('div', {}, opener(parts, record, words), sourceMarks(parts, [record], words),
            el('span', { class: 'wb-quiet' }, ' ', [...said, left].filter(Boolean).join('; ')));
    };
    const lag = (/** @type {string} */ which) => words.said('cycles', `lag_${which}`, row);
    const ends = outcome[row] === 'return' ? [returned[row]].filter((index) => index >= 0) : candidates[row];
    const came = el('div', {}, words.said('cycles', 'outcome', row) || words.t(`outcome.${outcome[row]}`));
    /** @type {[string, (Node | string)[]][]} */
    const lines = [
        ['cycle.departure', departure[row] < 0 ? [words.t('noneRecorded')]
            : [movement(departure[row], lag('departure'), linked[row] ? words.t(`linked.${linked[row]}`) : '')]],
        ['cycle.destinations', destinations[row].map((place) => el('div', {}, opener(parts, data.places.record[place], words)))],
        ['phase.return', [came, ...ends.map((index, i) => movement(index, i ? '' : lag('return'), i ? '' : words.word(form[row])))]],
        ['cycle.weakest', certainty[row] < 0 ? [] : [words.t(`certainty.${certainty[row]}`)]],
    ];
    return el('dl', { class: 'wb-facts' }, ...lines.flatMap(([key, nodes]) => (nodes.length ? [el('dt', {}, words.t(key)), el('dd', {}, ...nodes)] : [])));
}

/** @param {Parts} parts @param {number} record @param {Speaker} words */
function opener({ context }, record, words) {
    return button('wb-link', () => context.dispatch({ type: 'select', record }), context.signal, words.record('label', record));
}

/** What was measured at the stop, or why nothing was. @param {Parts} parts @param {number} row @param {import('./contract').State} state @param {Speaker} words */
function measured(parts, row, state, words) {
    const { data, dispatch, signal } = parts.context;
    const all = findingOf(data, row, 0);
    const at = findingOf(data, row, state.filters.certainty);
    const head = el('h4', {}, words.t('measures'));
    const survives = words.said('findings', 'survives', at < 0 ? all : at);
    const lasts = survives && el('p', { class: 'wb-cycle-text' }, survives);
    if (at < 0 || !data.findings) return [head, el('p', { class: 'wb-quiet' }, words.t(all < 0 ? 'measures.none' : 'measures.notHere')), lasts];
    const { receiving, control, n, sources, measures } = data.findings;
    const names = (/** @type {number[]} */ places) => places.map((place) => words.record('label', data.places.record[place])).join(', ') || words.t('noneNamed');
    const box = el('input', { type: 'checkbox', 'data-key': 'control' });
    box.checked = state.control;
    box.addEventListener('change', () => dispatch({ type: 'control' }), { signal });
    const defaults = /** @type {string[]} */ (words.said('findings', 'defaults', at) || []);
    return [
        head,
        el('p', { class: 'wb-cycle-text' }, words.said('findings', 'sentence', at)),
        lasts,
        el('ul', { class: 'wb-measures' }, ...measures[at].map((measure) => measureLine(measure, words))),
        el('p', { class: 'wb-quiet' }, words.t('measures.events', { n: n[at] }), ', ', words.t('measures.sources', { n: sources[at].length }), sourceNumbers(parts, sources[at], words)),
        el('p', { class: 'wb-zones' }, parts.swatches.swatch(zoneSign('receiving'), 22, 14), el('span', {}, el('b', {}, words.t('zones.receiving')), ' ', names(receiving[at]))),
        el('p', { class: 'wb-zones' }, parts.swatches.swatch(zoneSign('control'), 22, 14), el('span', {}, el('b', {}, words.t('zones.control')), ' ', names(control[at] ?? []))),
        control[at]?.length ? el('label', { class: 'wb-check' }, box, el('span', {}, words.t('zones.show'))) : null,
        defaults.length ? el('details', { class: 'wb-details', 'data-key': 'defaults', open: state.theme === 'print' }, el('summary', {}, words.t('measures.defaults')),
            el('ul', { class: 'wb-defaults' }, ...defaults.map((sentence) => el('li', {}, sentence)))) : null,
    ];
}

/** A word for a code; what has none is shown as it is. @param {string} group @param {string} code @param {Speaker} words */
function sayCode(group, code, words) {
    const key = `${group}.${code.toLowerCase()}`;
    const text = words.t(key);
    return text === key ? words.word(code) : text;
}

/** A value with its interval, or the reason why there is none. @param {Measure} measure @param {Speaker} words */
function measureLine({ name, value, low, high, status, reason, ours }, words) {
    const number = (/** @type {number} */ size) => words.number(Math.round(size * 100) / 100);
    const note = reason ? sayCode('why', reason, words) : status && status !== 'ok' || value === null ? sayCode('status', status || 'none', words) : '';
    return el('li', {},
        el('span', {}, sayCode('measure', name, words), ours ? el('span', { class: 'wb-ours' }, words.t('measure.ours')) : null),
        value === null ? null : whisker(value, low, high),
        value === null ? null : el('span', { class: 'wb-number' }, el('b', {}, number(value)),
            low === null || high === null ? '' : ` ${words.t('measure.interval', { low: number(low), high: number(high) })}`),
        note ? el('span', { class: 'wb-quiet' }, note) : null);
}

/** A dot for the value, a line for the interval, a rule at zero: the scale is the measure's own.
 * @param {number} value @param {number | null} low @param {number | null} high */
function whisker(value, low, high) {
    const [least, most] = [Math.min(0, low ?? value), Math.max(0, high ?? value)];
    const x = (/** @type {number} */ at) => `${6 + (88 * (at - least)) / (most - least || 1)}%`;
    const line = (/** @type {string} */ name, /** @type {number} */ from, /** @type {number} */ to, y1 = 7, y2 = 7) => svg('line', { class: name, x1: x(from), x2: x(to), y1, y2 });
    return svg('svg', { class: 'wb-whisker', height: 14, 'aria-hidden': 'true' },
        line('wb-zero', 0, 0, 0, 14),
        low !== null && high !== null && line('', low, high), low !== null && line('', low, low, 4, 10), high !== null && line('', high, high, 4, 10),
        svg('circle', { cx: x(value), cy: 7, r: 3.6 }));
}
