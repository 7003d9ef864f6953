/** One record, with all that is known about it and where that comes from. */
import { el } from '../dom/elements.js';
import { ancestors } from '../data/lookup.js';
import { opener, phaseSign, quiet, recordRow, rowsList, section, signOf, sourceName, sourceMarks, sourceNumbers } from './rows.js';
import { tagOf } from '../language/locale.js';
import { address } from './source-list.js';
import { figureGroups, figureSection } from './tables.js';
import { movesOf, summary } from './place-card.js';
import { numbersOfPlace } from '../numbers/chart.js';
import { linesOf, rowOn } from '../numbers/series.js';

/** @typedef {import('../contract').Speaker} Speaker */
/** @typedef {import('./rows.js').Parts} Parts */

/** @param {Parts} parts @param {number} record @param {Speaker} words @param {number} day */
export function recordCard(parts, record, words, day) {
    const { context, swatches } = parts;
    const { records } = context.data;
    const sign = signOf(context, record);
    const owner = context.lookup.owner(record);
    const close = opener(context, -1, words.t('record.close'), 'wb-link wb-close');
    return el('article', { class: 'wb-card', 'aria-label': words.record('label', record) },
        el('div', 'wb-card-top', el('span', 'wb-scene-number', words.t(`one.${records.table[record]}`)), close),
        el('h2', { class: 'wb-card-title', tabindex: -1 }, sign ? swatches.swatch(sign) : null, words.record('label', record) || records.id[record]),
        owner?.table === 'places' ? el('p', 'wb-card-sum', summary(context, [owner.row], words)) : null,
        ...said(parts, record, words),
        facts(parts, record, words),
        numbers(parts, record, words, day),
        neighbours(parts, record, words),
        evidence(parts, record, words));
}

/** The series of a place follow the clock while the rest of its card stands. @param {Parts} parts @param {number} record @param {Speaker} words @param {number} day */
export function numbers(parts, record, words, day) {
    const place = placeOf(parts, record);
    const box = el('div', { class: 'wb-number-slot', 'data-day': numbersKey(parts, record, day) });
    if (place < 0) return box;
    const said = numbersOfPlace(parts.context.data, place, day, words, (rows) => sourceNumbers(parts, rows, words), parts.swatches);
    box.append(...said.map(({ title, body }) => section(title, '', body)));
    return box;
}

/** Changes when another number, or none, is that of the day. @param {Parts} parts @param {number} record @param {number} day */
export function numbersKey(parts, record, day) {
    const { data } = parts.context;
    return linesOf(data, placeOf(parts, record)).map(({ line }) => rowOn(data, line, day)).join();
}

/** @param {Parts} parts @param {number} record */
function placeOf({ context: { lookup, data } }, record) {
    const owner = lookup.owner(record);
    return owner?.table === 'places' ? owner.row : owner?.table === 'hubs' ? data.hubs.place[owner.row] : -1;
}

/** Quote, paraphrase, value and note. @param {Parts} parts @param {number} record @param {Speaker} words */
function said({ context }, record, words) {
    const { quote, quote_lang: lang } = context.data.records;
    const paraphrase = words.record('paraphrase', record);
    const note = words.record('note', record);
    const why = words.record('why', record);
    return [
        paraphrase ? el('p', 'wb-card-text', paraphrase) : null,
        quote[record] ? el('blockquote', { class: 'wb-quote', lang: tagOf(lang[record] ?? '') || null, dir: 'auto' }, quote[record]) : null,
        note ? quiet('p', note) : null,
        why ? quiet('p', why) : null,
    ];
}

/** @param {Parts} parts @param {number} record @param {Speaker} words */
function facts(parts, record, words) {
    const { data, lookup } = parts.context;
    const { records } = data;
    const owner = lookup.owner(record);
    const kind = kindOf(data, owner);
    const flags = records.flags[record] ?? [];
    const linked = links(parts, record).map(([key, list]) => [key, list.filter((other) => other >= 0)]).filter(([, list]) => list.length)
        .map(([key, list]) => [key, el('span', {}, .../** @type {number[]} */ (list).flatMap((other, i) => [i ? ', ' : null,
            opener(parts.context, other, words.record('label', other), 'wb-link')]))]);
    /** @type {[string, string | Node | null][]} */
    const lines = [
        ['fact.kind', kind ? words.word(kind) : ''],
        ['fact.when', dated(parts, record, words)],
        ...linked.map(([key, node]) => /** @type {[string, Node]} */ ([key, node])),
        ['fact.place', linked.length ? '' : words.record('place', record)],
        ['fact.value', words.record('value', record)],
        ['fact.certainty', records.certainty[record] >= 0 ? words.t(`certainty.${records.certainty[record]}`) : ''],
        ['fact.standing', standing(data, record, words)],
        ['fact.flags', words.listed(flags.map(words.word), '; ')],
        ['fact.after', records.after[record] ? words.t('yes') : ''],
    ];
    return el('dl', 'wb-facts', ...lines.flatMap(([key, value]) => (
        value ? [el('dt', {}, words.t(key)), el('dd', {}, value)] : [])));
}

/** The date and where it comes from. @param {Parts} parts @param {number} record @param {Speaker} words */
function dated({ context }, record, words) {
    const [when, basis] = [words.record('when', record), words.record('basis', record)];
    if (when) return basis ? `${words.apart(when)} (${words.apart(basis)})` : when;
    return ['hubs', 'events', 'movements'].includes(context.lookup.owner(record)?.table ?? '') ? words.t('undated.word') : '';
}

/** @param {import('../contract').TimelineJson} data @param {number} record @param {Speaker} words */
function standing({ records }, record, words) {
    if (records.standing[record] < 0) return '';
    const scope = records.scope[record];
    const base = words.t(`standing.${records.standing[record]}`);
    return scope && scope !== 'none' ? `${base} (${words.t(`scope.${scope}`)})` : base;
}

/** @param {import('../contract').TimelineJson} data @param {{table: string, row: number} | null} owner */
function kindOf(data, owner) {
    if (!owner) return '';
    if (owner.table === 'hubs') return data.hubs.role[owner.row];
    if (owner.table === 'figures') return '';
    if (owner.table === 'events' || owner.table === 'movements' || owner.table === 'places') return data[owner.table].kind[owner.row];
    return '';
}

/** Records beside this one that are named in a line of the facts. @param {Parts} parts @param {number} record @returns {[string, number[]][]} */
function links({ context: { data, lookup } }, record) {
    const owner = lookup.owner(record);
    const row = owner?.row ?? -1;
    const places = (/** @type {number[]} */ ...rows) => rows.map((place) => lookup.placeLabelRecord(place));
    if (owner?.table === 'movements') return [['near.from', places(data.movements.origin[row])], ['near.to', places(data.movements.destination[row])]];
    if (owner?.table === 'events') return [['near.place', places(...ancestors(data, data.events.place[row]))], ['near.actor', [data.events.actor[row]]]];
    if (owner?.table === 'hubs') return [['near.place', places(...ancestors(data, data.hubs.place[row]))], ['near.organisation', [data.hubs.organisation[row]]]];
    return owner?.table === 'places' ? [['near.in', places(...ancestors(data, row).slice(1))]] : [];
}

/** What the record touches, in and out. @param {Parts} parts @param {number} record @param {Speaker} words */
function neighbours(parts, record, words) {
    const { data, lookup } = parts.context;
    const { cause, record: movements } = data.movements;
    const owner = lookup.owner(record);
    /** @type {[string, number[]][]} */
    let groups = [];
    if (owner?.table === 'movements') groups = [['near.cause', cause[owner.row].map((event) => data.events.record[event])]];
    else if (owner?.table === 'events') groups = [['near.after', movements.filter((_, i) => cause[i].includes(owner.row))]];
    else if (owner?.table === 'hubs') groups = around(parts, data.hubs.place[owner.row]);
    else if (owner?.table === 'places') groups = around(parts, owner.row);
    const lists = groups.map(([key, list]) => [key, list.filter((other) => other >= 0 && other !== record)]);
    return el('div', {}, owner?.table === 'places' ? phases(parts, owner.row, words) : null,
        figures(parts, owner, words),
        ...lists.filter(([, list]) => list.length).map(([key, list]) => section(words.t(String(key)), '',
            rowsList(.../** @type {number[]} */ (list).map((other) => (
                recordRow(parts, other, words.record('when', other), words, { sign: signOf(parts.context, other) !== null })))))));
}

/** Figures about an event or a place, and the rivals of a figure. @param {Parts} parts @param {{table: string, row: number} | null} owner @param {Speaker} words */
function figures(parts, owner, words) {
    const { event, place, measure } = parts.context.data.figures;
    const { table, row = -1 } = owner ?? {};
    const groups = figureGroups(parts.context.data, () => true).filter((rows) => rows.some((i) => (
        table === 'events' ? event[i] === row : table === 'places' ? place[i] === row
            : table === 'figures' && i !== row && measure[i] === measure[row])));
    return figureSection(parts, groups, words);
}

/** @param {Parts} parts @param {number} place @returns {[string, number[]][]} */
function around({ context }, place) {
    const { data, lookup } = context;
    const { hubs, events, movements } = data;
    const { out, into, back } = movesOf(context, [place]);
    return [
        ['near.hubs', lookup.hubsAt(place).map((i) => hubs.record[i])],
        ['near.events', lookup.eventsAt(place).map((i) => events.record[i])],
        ['near.movesTo', into.map((i) => movements.record[i])],
        ['near.movesFrom', out.map((i) => movements.record[i])],
        ['near.movesBack', back.map((i) => movements.record[i])],
    ];
}

/** @param {Parts} parts @param {number} place @param {Speaker} words */
function phases(parts, place, words) {
    const { data, lookup } = parts.context;
    const { spans, places } = data;
    /** @type {Map<string, number[]>} several movements of one time make one phase for a reader */
    const groups = new Map();
    for (const i of lookup.spansAt(place)) {
        const key = [spans.phase[i], spans.candidate[i], spans.rule[i], words.span(i)].join();
        groups.set(key, [...(groups.get(key) ?? []), i]);
    }
    if (!groups.size) return null;
    return section(words.t('near.phases'), '', rowsList(...[...groups.values()].map(([i, ...more]) => el('li', 'wb-row',
        parts.swatches.swatch(phaseSign(spans.phase[i], places.level[place] === 'country')),
        el('span', 'wb-row-main', words.t(spans.candidate[i] ? 'phase.candidate' : `phase.${spans.phase[i]}`),
            quiet('span', spans.derived[i] ? words.t('derivedBy', { rule: words.word(spans.rule[i]) }) : words.t('recorded'))),
        el('span', 'wb-row-aside', words.span(i)),
        sourceMarks(parts, [i, ...more].flatMap((row) => spans.basis[row]), words)))));
}

/** @param {Parts} parts @param {number} record @param {Speaker} words */
function evidence({ context }, record, words) {
    const { data } = context;
    const rows = data.records.sources[record] ?? [];
    if (!rows.length) return null;
    const locator = [data.records.locator[record]].flat().filter(Boolean).join('; ');
    return section(words.t('sources'), '', el('ol', 'wb-sources', ...rows.map((row, i) => el('li', { value: row + 1 },
        el('cite', { lang: tagOf(data.sources.lang[row]) || null }, sourceName(context, row, words)),
        i === 0 && locator ? el('span', 'wb-source-facts', words.t('locator', { text: locator })) : null,
        words.source('when', row) ? el('span', 'wb-source-facts', words.source('when', row)) : null,
        address(data, row)))));
}
