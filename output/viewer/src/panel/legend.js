/** The legend, folded until it is asked for: the key beside it names the phases without covering the story. Phases, kinds of movement, certainty, width, and what the reader must not read into a route. */
import { mayGather } from '../data/crowds.js';
import { litDays } from '../data/incidents.js';
import { button, el, setAttribute, setText } from '../dom/elements.js';
import { quantitiesOf } from '../data/timeline.js';
import { drawCount } from '../marks/signs.js';
import { createNumberKey } from '../numbers/key.js';
import { kindsOf } from '../state/filters.js';
import { badge, incidentSign, kindLine, phaseSign, zoneSign } from './rows.js';

/** @typedef {import('../contract').Context} Context */
/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').Speaker} Speaker */

const PHASES = ['presence', 'crackdown', 'displacement', 'arrival', 'return'];

/**
 * @param {Context} context
 * @param {ReturnType<typeof import('../frame/swatch.js').createSwatches>} swatches
 * @param {() => void} changed it covers another part of the map now
 * @param {() => {x: number, y: number}} size of the map
 */
export function createLegend(context, swatches, changed, size) {
    const { data, speak, signal } = context;
    const toggle = button('wb-button wb-legend-button', () => show(!shown), signal);
    const body = el('div', 'wb-legend-body');
    // where the map is small, the key of the circles comes with the legend
    const [numberKey, folded] = [createNumberKey(context, swatches, size), createNumberKey(context, swatches, size)];
    const element = el('div', { class: 'wb-legend', 'data-wb-avoid': true }, body, el('div', 'wb-legend-foot', toggle));
    let shown = false;
    let lang = '';
    /** @type {Speaker | null} */
    let words = null;
    const mini = el('ul', 'wb-mini');
    const drawn = new Set(data.spans.phase);
    mini.hidden = ![...PHASES, 'disruption'].some((phase) => drawn.has(phase));
    return { element, mini, numbers: numberKey.element, draw };

    /** @param {State} state */
    function draw(state) {
        folded.draw(state);
        if (numberKey.draw(state) && lang) changed();
        if (state.lang === lang) return;
        lang = state.lang;
        words = speak(lang);
        const moves = data.movements.kind.length ? [movements(words)] : [];
        body.replaceChildren(folded.element, ...phases(words), ...moves, notes(words));
        const say = words;
        setAttribute(mini, 'aria-label', say.t('legend.phases'));
        mini.replaceChildren(...[...PHASES, 'disruption'].filter((phase) => drawn.has(phase)).map((phase) => (
            el('li', `wb-mini-${phase}`, swatches.swatch(phaseSign(phase, false), 16, 16), say.t(`phase.${phase}`)))));
        show(shown);
    }

    /** @param {boolean} next */
    function show(next) {
        shown = next;
        body.hidden = !next;
        setAttribute(toggle, 'aria-expanded', String(next));
        element.classList.toggle('wb-legend-open', next);
        changed();
        if (words) setText(toggle, words.t('legend'));
    }

    /** What the set has of phases and incidents; no column where it has neither. @param {Speaker} say */
    function phases(say) {
        const signs = drawn.size ? [
            ...PHASES.filter((phase) => drawn.has(phase)).map((phase) => line(phaseSign(phase, false), say.t(`legend.${phase}`))),
            ...(data.spans.candidate.some(Boolean) ? [line(phaseSign('return', false, true), say.t('legend.candidate'))] : []),
            ...(drawn.has('disruption') ? [line(badge('disruption'), say.t('legend.disruption'))] : []),
            line(phaseSign('earlier', false), say.t('legend.earlier')),
            line(phaseSign('ended', false), say.t('legend.ended')),
            line(phaseSign('not_yet', false), say.t('legend.notYet')),
            line(phaseSign('unknown', false), say.t('legend.unknown')),
            line(phaseSign('other', false), say.t('legend.other')),
        ] : [];
        const lines = [...signs, ...incidentLines(say),
            ...(data.findings?.cycle?.length ? [line(zoneSign('receiving'), say.t('legend.receiving')), line(zoneSign('control'), say.t('legend.control'))] : [])];
        return lines.length ? [column(say.t(signs.length ? 'legend.phases' : 'table.events'), lines)] : [];
    }

    /** @param {Speaker} say */
    function incidentLines(say) {
        const rows = data.incidents?.event ?? [];
        const enforced = rows.some((row) => data.events.family[row] === 'enforcement');
        const observed = rows.some((row) => data.events.family[row] !== 'enforcement');
        return [
            ...(observed ? [line(incidentSign('none', 1), say.t('legend.incident', { n: litDays(data.meta) }))] : []),
            ...(enforced ? [line(incidentSign('crackdown', 1), say.t('legend.incident.enforcement', { n: litDays(data.meta) }))] : []),
            ...(rows.length > 1 ? [line(incidentSign('none', 12), say.t('legend.incidents'))] : []),
        ];
    }

    /** @param {Speaker} say */
    function movements(say) {
        const kinds = kindsOf(data).map((kind) => line(kindLine(kind), say.word(kind), 44));
        const kind = kindsOf(data)[0] ?? 'displacement';
        const certainty = [[], [9, 4], [3, 6]].map((dash, i) => line(kindLine(kind, { dash }), say.t(`legend.certainty.${2 - i}`), 44));
        const undated = line(kindLine(kind, { dash: [0, 5], width: 2.2 }), say.t('legend.undated'), 44);
        const largest = largestFlow();
        const width = largest
            ? [line(kindLine(data.movements.kind[largest.row], { width: 8 }),
                say.t('legend.width', { value: say.number(largest.value), unit: say.word(data.movements.unit[largest.row]) }), 44)]
            : [line(kindLine(kind), say.t('legend.noWidth'), 44)];
        return column(say.t('legend.movements'), [...kinds, ...certainty, undated, ...width, line(band, say.t('legend.band'), 44),
            ...(mayGather(data.movements) ? [line(gathered(kind), say.t('legend.gathered'), 44)] : [])]);
    }

    function largestFlow() {
        const sizes = [...quantitiesOf(data.movements)].map((value, row) => ({ value, row })).filter(({ value }) => value > 0);
        return sizes.sort((a, b) => b.value - a.value)[0] ?? null;
    }

    /** @param {import('../frame/swatch.js').Draw} drawing @param {string} text @param {number} [width] */
    function line(drawing, text, width = 18) {
        return el('li', {}, swatches.swatch(drawing, width, 18), el('span', {}, text));
    }
}

/** The doubt around an approximate date. @type {import('../frame/swatch.js').Draw} */
function band(c, palette, width, height) {
    const kind = 'displacement';
    c.strokeStyle = palette.kind(kind);
    c.lineCap = 'round';
    c.globalAlpha = 0.2;
    c.lineWidth = 11;
    c.beginPath();
    c.moveTo(width * 0.35, height / 2);
    c.lineTo(width * 0.75, height / 2);
    c.stroke();
    c.globalAlpha = 1;
    kindLine(kind)(c, palette, width, height);
}

/** An arrow that stands for several. @param {string} kind @returns {import('../frame/swatch.js').Draw} */
function gathered(kind) {
    return (c, palette, width, height) => {
        kindLine(kind)(c, palette, width, height);
        drawCount(c, palette, width * 0.42, height / 2, 2);
    };
}

/** @param {string} title @param {HTMLElement[]} lines */
function column(title, lines) {
    return el('div', 'wb-legend-column', el('h3', {}, title), el('ul', {}, ...lines));
}

/** @param {Speaker} say */
function notes(say) {
    return el('p', 'wb-legend-note', say.t('legend.note'));
}
