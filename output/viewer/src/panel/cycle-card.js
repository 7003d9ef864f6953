/** The card of a cycle: what set it off, who left and came back, how sure that is, and what was measured with its interval. */
import { cycleTable, monthsChart } from './cycle-table.js';
import { findingOf, recordOf, tellingRows } from '../data/cycles.js';
import { button, el } from '../dom/elements.js';
import { courseChart, placeboStrips, whisker } from '../numbers/measured.js';
import { folded, opener, quiet, section, sourceMarks, sourceNumbers, withMarks, zoneSign } from './rows.js';

/** @typedef {import('../contract').Speaker} Speaker */
/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').Measure} Measure */
/** @typedef {import('./rows.js').Parts} Parts */

/** @param {Parts} parts @param {number} row of cycles @param {State} state @param {Speaker} words */
export function cycleCard(parts, row, state, words) {
    const { data, dispatch, signal, shows } = parts.context;
    const cycles = /** @type {NonNullable<typeof data.cycles>} */ (data.cycles);
    const stop = state.filters.certainty;
    const record = recordOf(data, row);
    const print = state.theme === 'print';
    const rows = tellingRows(data, state.filters, shows);
    const card = section(words.t('cycle'), words.word(cycles.family[row]),
        el('h4', 'wb-cycle-title', opener(parts.context, record, words.record('label', record))),
        quiet('p', words.listed([words.place(cycles.place[row]), words.record('when', record)])),
        saying(...withMarks(words.said('cycles', 'sentence', row), sourceMarks(parts, cycles.basis[row], words))),
        el('div', { class: 'wb-switch', role: 'group', 'aria-label': words.t('filter.certainty') }, ...(/** @type {const} */ ([0, 1, 2])).map((certainty) => {
            const node = button('wb-choice', () => dispatch({ type: 'filter', patch: { certainty } }), signal, words.t(`certaintyStop.${certainty}.short`));
            node.dataset.key = `stop-${certainty}`;
            node.setAttribute('aria-pressed', String(certainty === stop));
            return node;
        })),
        cycles.stops[row][stop] ? null : el('p', 'wb-warn', words.t('cycle.falls')),
        facts(parts, row, stop, words),
        // they were counted with all that is known today
        state.filters.known === null && measures(parts, row, state, words),
        rows.length > 1 && folded('months', words.t('months'), print,
            monthsChart(parts, rows, words, row),
            folded('months-table', words.t('months.table'), print, cycleTable(parts, rows, words))));
    card.classList.add('wb-cycle');
    return card;
}

/** @param {...import('../dom/elements.js').Child} children */
function saying(...children) {
    return el('p', 'wb-cycle-text', ...children);
}

/** @param {Parts} parts @param {number} row @param {number} stop @param {Speaker} words */
function facts(parts, row, stop, words) {
    const { data } = parts.context;
    const { departure, destinations, returned, form, candidates, linked_by: linked, certainty } = /** @type {NonNullable<typeof data.cycles>} */ (data.cycles);
    // a departure or return that is recorded as a phase alone has no movement to open
    const movement = (/** @type {number} */ at, /** @type {string[]} */ ...said) => {
        const record = data.movements.record[at] ?? -1;
        const grade = data.movements.certainty[at] ?? -1;
        return el('div', {}, record >= 0 && el('div', 'wb-cited', opener(parts.context, record, words.record('label', record), 'wb-link'), sourceMarks(parts, [record], words)),
            quiet('div', words.listed([...said, grade >= 0 && grade < stop && words.t('cycle.left')], '; ')));
    };
    const lag = (/** @type {string} */ of) => words.said('cycles', `lag_${of}`, row);
    const back = form[row] ? [returned[row]] : candidates[row];
    /** @type {[string, (Node | string)[]][]} */
    const lines = [
        ['cycle.departure', linked[row] ? [movement(departure[row], lag('departure'), words.t(`linked.${linked[row]}`))] : [words.t('noneRecorded')]],
        ['cycle.destinations', destinations[row].map((place) => el('div', {}, opener(parts.context, data.places.record[place], words.place(place), 'wb-link')))],
        ['phase.return', [words.said('cycles', 'outcome', row), ...back.map((at, i) => (i ? movement(at) : movement(at, lag('return'))))]],
        ['cycle.weakest', certainty[row] < 0 ? [] : [words.t(`certainty.${certainty[row]}`)]],
    ];
    return el('dl', 'wb-facts', ...lines.flatMap(([key, nodes]) => (nodes.length ? [el('dt', {}, words.t(key)), el('dd', {}, ...nodes)] : [])));
}

/** Why a row has no measures: nothing followed, or the file carries those of others. @param {Parts['context']['data']} data @param {number} row @param {Speaker} words */
function unmeasured(data, row, words) {
    const { trigger, departure, outcome } = /** @type {NonNullable<typeof data.cycles>} */ (data.cycles);
    const followed = departure[row] >= 0 || outcome[row] !== 'none_recorded';
    return followed && trigger[row] >= 0 ? words.t('measures.many', { id: data.events.id[trigger[row]] }) : words.t('measures.none');
}

/** The fold in which the measures stand: while it is open their zones are shaded on the map. @param {Parts} parts @param {number} row @param {State} state @param {Speaker} words */
function measures(parts, row, state, words) {
    const { dispatch } = parts.context;
    const print = state.theme === 'print';
    const box = /** @type {HTMLDetailsElement} */ (folded('measures', words.t('measures'), state.measured || print, ...measured(parts, row, state, words)));
    // paper opens what the reader may have left shut
    if (!print) box.addEventListener('toggle', () => { if (box.isConnected) dispatch({ type: 'measured', open: box.open }); });
    return box;
}

/** What was measured at the stop, or why nothing was. @param {Parts} parts @param {number} row @param {State} state @param {Speaker} words */
function measured(parts, row, state, words) {
    const { data, dispatch } = parts.context;
    const all = findingOf(data, row, 0);
    const at = findingOf(data, row, state.filters.certainty);
    const said = (/** @type {string} */ column, own = at) => words.said('findings', column, own);
    const lasts = saying(said('survives', at < 0 ? all : at));
    if (at < 0 || !data.findings) return [quiet('p', all < 0 ? unmeasured(data, row, words) : words.t('measures.notHere')), lasts];
    const { target, control, receiving, counts, n, sources, measures, strips: placebos, course } = data.findings;
    const zones = (/** @type {'receiving' | 'control'} */ kind, /** @type {number[]} */ places) => el('p', 'wb-zones', parts.swatches.swatch(zoneSign(kind), 22, 14),
        el('span', {}, el('b', {}, words.t(`zones.${kind}`)), ' ', words.listed(places.map(words.place)) || words.t('noneRecorded')));
    const box = el('input', { type: 'checkbox', 'data-key': 'control' });
    box.checked = state.control;
    box.addEventListener('change', () => dispatch({ type: 'control' }));
    const listed = (/** @type {string} */ column) => el('ul', 'wb-defaults', ...(said(column) || []).map((/** @type {string} */ sentence) => el('li', {}, sentence)));
    const print = state.theme === 'print';
    // of too few events nothing is told but that
    if (n[at] && !measures[at].length) return [saying(said('sentence'))];
    return [
        saying(said('sentence')), lasts,
        ...(n[at] ? [
            countTable(counts[at], words.place(target[at]), words),
            quiet('p', words.t('measures.level')),
            el('ul', 'wb-measures', ...measures[at].map((measure) => measureLine(measure, words))),
            quiet('p', words.t('measures.events', { n: n[at] }), ', ', words.t('measures.sources', { n: sources[at].length }), sourceNumbers(parts, sources[at], words)),
            ...unusual(placebos?.[at] ?? [], said('strips'), said('ranked'), words),
            ...steps(course?.[at], said('course'), words.place(target[at]), words),
            folded('proposed', words.t('measures.proposed'), print, listed('proposed')),
        ] : []),
        zones('receiving', receiving[at]), zones('control', control[at]),
        control[at].length > 0 && el('label', 'wb-check', box, words.t('zones.show')),
        folded('defaults', words.t('measures.defaults'), print, listed('defaults')),
    ];
}

/** What was found among its placebos. @param {import('../contract').Strip[]} placebos @param {string[]} names @param {string[]} ranked @param {Speaker} words */
function unusual(placebos, names, ranked, words) {
    return placebos.length ? [el('h5', 'wb-small-title', words.t('measures.unusual')), placeboStrips(placebos, names, ranked, words)] : [];
}

/** The steps before and after of target and receiving zones. @param {import('../contract').Course | null | undefined} course @param {string} caption
 * @param {string} target @param {Speaker} words */
function steps(course, caption, target, words) {
    if (!course) return [];
    const receiving = words.t('zones.receiving').replace(/\s*:$/, '');
    return [el('h5', 'wb-small-title', words.t('measures.course')), quiet('p', caption), courseChart(course, 'target', target, words), courseChart(course, 'receiving', receiving, words)];
}

/** What was counted, and what it would have been had it gone the way of the control. @param {(number | null)[]} counts rb, ra, cb, ca, db, da
 * @param {string} target @param {Speaker} words */
function countTable([rb, ra, cb, ca, db, da], target, words) {
    const role = (/** @type {string} */ name) => words.t(`zones.${name}`).replace(/\s*:$/, '');
    const cell = (/** @type {number | null} */ n) => el('td', {}, n === null ? '–' : rounded(n, words));
    const line = (/** @type {string} */ name, /** @type {number | null} */ before, /** @type {number | null} */ after, trend = true) => before !== null && el('tr', {},
        el('th', { scope: 'row' }, name), cell(before), cell(after), cell(trend && cb && ca !== null ? before * ca / cb : null));
    return el('table', 'wb-table wb-counts',
        el('thead', {}, el('tr', {}, el('td'), ...['before', 'after', 'expected'].map((key) => el('th', { scope: 'col' }, words.t(`counts.${key}`))))),
        el('tbody', {}, line(target, rb, ra), line(role('receiving'), db, da), line(role('control'), cb, ca, false)));
}

/** Two or three digits, or all before the point: more than counts of events can carry is not said. @param {number} size @param {Speaker} words */
function rounded(size, words) {
    return words.number(+size.toFixed(3 - [0.1, 10, 100].filter((one) => Math.abs(size) >= one).length) + 0).replace('-', '−');
}

/** A word for a code; what has none is shown as it is. @param {string} group @param {string} code @param {Speaker} words */
function sayCode(group, code, words) {
    const key = `${group}.${code.toLowerCase()}`;
    const text = words.t(key);
    return text === key ? words.word(code) : text;
}

/** A value with its interval, or the reason why there is none. @param {Measure} measure @param {Speaker} words */
function measureLine({ name, value, low, high, status, reason, ours, rule }, words) {
    const bounded = low !== null && high !== null;
    const note = reason ? sayCode('why', reason, words) : status !== 'ok' || value === null ? sayCode('status', status, words) : '';
    return el('li', {},
        el('span', {}, sayCode('measure', name, words), ours ? quiet('div', '◇ ', words.t('measure.ours')) : null),
        ...(value === null ? [] : [whisker(value, bounded ? [low, high] : [], rule ?? 0), el('span', 'wb-number', el('b', {}, rounded(value, words)),
            bounded && ` ${words.t('measure.interval', { low: rounded(low, words), high: rounded(high, words) })}`)]),
        note && quiet('div', note));
}
