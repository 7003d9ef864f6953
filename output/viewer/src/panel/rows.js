/** Parts every page of the panel uses: source numbers, rows that open a record, sections, the sign of a record. */
import { button, el } from '../dom/elements.js';
import { discRadius } from '../data/incidents.js';
import { sourcesOf } from '../data/lookup.js';
import { drawHead, headLength } from '../marks/heads.js';
import { ZONE_DASH, ZONE_WIDTH } from '../map/areas.js';
import { drawSpot } from '../marks/incidents.js';
import { drawBadge, drawSign } from '../marks/signs.js';
import { unbroken } from '../language/speaker.js';

/** @typedef {import('../contract').Context} Context */
/** @typedef {import('../contract').Speaker} Speaker */
/** @typedef {{context: Context, swatches: ReturnType<typeof import('../frame/swatch.js').createSwatches>,
 *             goTo(tab: import('../contract').State['panelTab'], anchor: string): void}} Parts */

/** Superscript numbers that lead to the list of sources. @param {Parts} parts @param {number[]} records @param {Speaker} words */
export function sourceMarks(parts, records, words) {
    return sourceNumbers(parts, sourcesOf(parts.context.data, records), words);
}

/** More numbers than this break the lines of a text. */
const MOST_NUMBERS = 3;

/** The same for rows of sources: many are folded to one, and so are several where a finger has to meet them. @param {Parts} parts @param {number[]} rows @param {Speaker} words */
export function sourceNumbers({ context, goTo }, rows, words) {
    const { signal } = context;
    if (!rows.length) return null;
    const singles = rows.map((row) => {
        const node = button('wb-ref', () => goTo('sources', `source-${row}`), signal, String(row + 1));
        node.setAttribute('aria-label', words.t('source.go', { i: row + 1, name: sourceName(context, row, words) }));
        return node;
    });
    if (rows.length < 2) return el('sup', 'wb-refs', ...singles);
    const fold = button('wb-ref wb-ref-fold', () => {
        marks.classList.add('wb-refs-open');
        singles[0].focus({ preventScroll: true });
    }, signal, rangesOf(rows) ?? words.t('sources.folded', { n: rows.length }));
    if (rangesOf(rows)) fold.setAttribute('aria-label', words.listed([rangesOf(rows), words.t('sources.folded', { n: rows.length })], ' · '));
    fold.setAttribute('aria-expanded', 'false');
    const marks = el('sup', rows.length > MOST_NUMBERS ? 'wb-refs wb-refs-many' : 'wb-refs wb-refs-several', fold, ...singles);
    return marks;
}

/** Numbers of sources, a run of them as its ends: "1, 44–46"; null where that is a list too. @param {number[]} rows */
export function rangesOf(rows) {
    /** @type {[number, number][]} */
    const runs = [];
    for (const row of [...rows].sort((a, b) => a - b)) {
        const last = runs[runs.length - 1];
        if (last && row === last[1] + 1) last[1] = row;
        else runs.push([row, row]);
    }
    const said = runs.map(([first, last]) => (first === last ? [first + 1] : [first + 1, last + 1]).join(last - first === 1 ? ', ' : '–'));
    return runs.length <= MOST_NUMBERS ? said.join(', ') : null;
}

/** The numbers stay on the line of the last word. @param {string} sentence @param {Node | null} marks */
export function withMarks(sentence, marks) {
    const cut = sentence.lastIndexOf(' ') + 1;
    return [sentence.slice(0, cut), el('span', 'wb-nowrap', sentence.slice(cut), marks)];
}

/** @param {Pick<Context, 'data'>} context @param {number} row @param {Speaker} words */
export function sourceName({ data }, row, words) {
    const { publisher, title, id } = data.sources;
    return words.listed([publisher[row], title[row] || words.source('note', row)]) || id[row];
}

/** A heading with an aside and what stands below it. @param {string} title @param {string} aside @param {...import('../dom/elements.js').Child} children */
export function section(title, aside, ...children) {
    const head = el('div', 'wb-section-head', el('h3', {}, title), aside ? el('span', 'wb-aside', aside) : null);
    return el('section', 'wb-section', head, ...children);
}

/** A button that opens a record. @param {Context} context @param {number} record @param {import('../dom/elements.js').Child} said @param {string} [className] */
export function opener({ dispatch, signal }, record, said, className = 'wb-row-open') {
    return button(className, () => dispatch({ type: 'select', record }), signal, said);
}

/** What is said aside. @param {'p' | 'div' | 'span'} tag @param {...import('../dom/elements.js').Child} children */
export function quiet(tag, ...children) {
    return el(tag, { class: 'wb-quiet' }, ...children);
}

/** What is folded away, but not on paper; the key finds it again when the page is made anew.
 * @param {string} key @param {string} title @param {boolean} open @param {...import('../dom/elements.js').Child} children */
export function folded(key, title, open, ...children) {
    return el('details', { class: 'wb-details', 'data-key': key, open }, el('summary', {}, title), ...children);
}

/** @param {...import('../dom/elements.js').Child} lines */
export function rowsList(...lines) {
    return el('ul', 'wb-rows-list', ...lines);
}

/**
 * A line that opens a record: sign, label, what is said beside it, source numbers.
 * @param {Parts} parts @param {number} record @param {string} aside @param {Speaker} words @param {{sign?: boolean, label?: string}} [options]
 */
export function recordRow(parts, record, aside, words, { sign = true, label } = {}) {
    const { context, swatches } = parts;
    const open = opener(context, record, label ?? (words.record('label', record) || context.data.records.id[record]));
    const draw = sign ? signOf(context, record) : null;
    return el('li', 'wb-row',
        sign ? (draw ? swatches.swatch(draw) : el('span', 'wb-swatch-gap')) : null,
        open,
        aside ? el('span', 'wb-row-aside', unbroken(aside)) : null,
        sourceMarks(parts, [record], words));
}

/** How a record looks on the map. @param {Context} context @param {number} record @returns {import('../frame/swatch.js').Draw | null} */
export function signOf({ data, lookup }, record) {
    const owner = lookup.owner(record);
    if (!owner) return null;
    const { table, row } = owner;
    if (table === 'events') {
        const sign = data.events.sign[row];
        if (sign === 'crackdown' || sign === 'disruption') return badge(sign);
        return data.incidents?.event.includes(row) ? incidentSign(data.events.family[row] === 'enforcement' ? 'crackdown' : 'none', 1) : null;
    }
    if (table === 'movements') return kindLine(data.movements.kind[row]);
    if (table === 'hubs') return data.hubs.drawn[row] ? phaseSign('presence', false) : phaseSign('other', false);
    return null;
}

/** @param {string} phase @param {boolean} square @returns {import('../frame/swatch.js').Draw} */
export function phaseSign(phase, square) {
    if (phase === 'disruption') return badge('disruption');
    return (c, palette, width, height) => drawSign(c, palette, width / 2, height / 2,
        { phase, square, soft: false, faint: false, count: 1 });
}

/** The sign of several places, as large as there is room in a line. @param {string} phase @param {number} count @returns {import('../frame/swatch.js').Draw} */
export function pileSign(phase, count) {
    return (c, palette, width, height) => {
        c.translate(width / 2, height / 2);
        c.scale(0.8, 0.8);
        drawSign(c, palette, 0, 0, { phase, square: false, soft: false, faint: false, count });
    };
}

/** @param {'crackdown' | 'disruption'} what @returns {import('../frame/swatch.js').Draw} */
export function badge(what) {
    return (c, palette, width, height) => drawBadge(c, palette, width / 2, height / 2, what);
}

/** An incident as it is drawn at its point, or a number of them. @param {'none' | 'crackdown'} tone @param {number} count @returns {import('../frame/swatch.js').Draw} */
export function incidentSign(tone, count) {
    return (c, palette, width, height) => (
        drawSpot(c, palette, { x: width / 2, y: height / 2, r: Math.min(8, discRadius(count)), rows: Array(count).fill(0) }, tone));
}

/** A zone of a measure as it is shaded on the map. @param {'receiving' | 'control'} kind @returns {import('../frame/swatch.js').Draw} */
export function zoneSign(kind) {
    return (c, palette, width, height) => {
        c.strokeStyle = palette.colour('ink2');
        c.setLineDash(ZONE_DASH[kind]);
        c.lineWidth = ZONE_WIDTH;
        c.strokeRect(1, 2, width - 2, height - 4);
        c.setLineDash([]);
        c.globalAlpha = kind === 'control' ? 0.4 : 0.75;
        c.lineWidth = 1;
        for (let y = 4.5; y < height - 2; y += 3) c.strokeRect(2, y, width - 4, 0);
        c.globalAlpha = 1;
    };
}

/** A short line with the head of its kind. @param {string} kind @param {{dash?: number[], width?: number}} [options] @returns {import('../frame/swatch.js').Draw} */
export function kindLine(kind, { dash = [], width = 1.9 } = {}) {
    return (c, palette, across, height) => {
        const colour = palette.kind(kind);
        const y = height / 2;
        const tip = across - 2;
        c.strokeStyle = colour;
        c.lineWidth = width;
        c.lineCap = dash[0] === 0 ? 'round' : 'butt';
        c.setLineDash(dash);
        c.beginPath();
        c.moveTo(1, y);
        c.lineTo(Math.max(2, tip - headLength(kind, Math.min(width, 2.4)) + 1), y);
        c.stroke();
        drawHead(c, palette, kind, /** @type {import('../marks/curve.js').Station} */ ({ x: tip, y, angle: 0 }), Math.min(width, 2.4), colour);
    };
}
