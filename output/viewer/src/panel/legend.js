/** The legend, folded until it is asked for: the key beside it names the phases without covering the story. It explains what is in the picture; every other sign waits behind "More signs". */
import { mayGather } from '../data/crowds.js';
import { PLACES, WAYS, explained } from '../data/explained.js';
import { litDays } from '../data/incidents.js';
import { button, el, setAttribute, setText } from '../dom/elements.js';
import { quantitiesOf } from '../data/timeline.js';
import { kindToken } from '../marks/palette.js';
import { drawCount, drawRings, drawSign } from '../marks/signs.js';
import { createNumberKey } from '../numbers/key.js';
import { kindsOf } from '../state/filters.js';
import { DASHES, drawArrival, drawLoop } from '../marks/trails.js';
import { badge, folded, incidentSign, kindLine, phaseSign, zoneSign } from './rows.js';

/** @typedef {import('../contract').Context} Context */
/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').Speaker} Speaker */

const PHASES = PLACES.slice(0, 5);
const MINI = [...PHASES, 'disruption'];

/**
 * @param {Context} context
 * @param {ReturnType<typeof import('../frame/swatch.js').createSwatches>} swatches
 * @param {() => void} changed it covers another part of the map now
 * @param {() => {x: number, y: number}} size of the map
 * @param {() => [Set<string>, string[], Set<string>]} seen signs at places, kinds of movements and what their lines say, on the map
 * @param {HTMLElement} beside its button @param {() => void} opened
 */
export function createLegend(context, swatches, changed, size, seen, beside, opened) {
    const { data, speak, signal } = context;
    const toggle = button('wb-button wb-legend-button', () => { show(!shown); if (now) draw(now); }, signal);
    const body = el('div', 'wb-legend-body');
    // where the map is small, the key of the circles comes with the legend
    const [numberKey, numbers] = [createNumberKey(context, swatches, size), createNumberKey(context, swatches, size)];
    const element = el('div', { class: 'wb-legend', 'data-wb-avoid': true }, body, el('div', 'wb-legend-foot', toggle, beside));
    let shown = false;
    let [lang, drawn] = ['', ''];
    /** @type {State | null} */
    let now = null;
    const mini = el('ul', 'wb-mini');
    mini.hidden = !MINI.some((phase) => data.spans.phase.includes(phase));
    return { element, mini, numbers: numberKey.element, draw };

    /** @param {State} state */
    function draw(state) {
        now = state;
        numbers.draw(state);
        if (numberKey.draw(state) && lang) changed();
        if (state.lang !== lang) drawKey(state);
        const [keys, rest] = explained(...seen());
        const next = `${lang}|${keys}`;
        if (next === drawn) return;
        drawn = next;
        const say = speak(lang);
        const more = [...PLACES, ...kindsOf(data).map((kind) => `kind ${kind}`), ...WAYS].filter((key) => !keys.includes(key) && (rest.includes(key) || isMet(key)));
        const open = body.querySelector('details')?.open ?? false;
        body.replaceChildren(numbers.element, ...columns(keys, say),
            more.length || data.findings?.cycle?.length
                ? folded('more-signs', say.t('legend.more'), open, el('div', 'wb-legend-more', ...columns(more, say), zones(say))) : '',
            el('p', 'wb-legend-note', say.t('legend.note')));
        if (shown) changed();
    }

    /** @param {State} state */
    function drawKey(state) {
        lang = state.lang;
        const say = speak(lang);
        setAttribute(mini, 'aria-label', say.t('legend.phases'));
        mini.replaceChildren(...MINI.filter((phase) => data.spans.phase.includes(phase)).map((phase) => (
            el('li', `wb-mini-${phase}`, swatches.swatch(phaseSign(phase, false), 16, 16), say.t(`phase.${phase}`)))));
        setText(toggle, say.t('legend'));
        show(shown);
    }

    /** @param {boolean} next */
    function show(next) {
        shown = next;
        body.hidden = !next;
        setAttribute(toggle, 'aria-expanded', String(next));
        element.classList.toggle('wb-legend-open', next);
        if (next) opened();
        changed();
    }

    /** Under its heading what stands at places, then what moves. @param {string[]} keys @param {Speaker} say */
    function columns(keys, say) {
        const halves = [['legend.phases', keys.filter((key) => PLACES.includes(key))], ['legend.movements', keys.filter((key) => !PLACES.includes(key))]];
        return halves.flatMap(([title, list]) => (list.length ? [column(say.t(String(title)), [...list].map((key) => entry(key, say)))] : []));
    }

    /** @param {string} key @param {Speaker} say */
    function entry(key, say) {
        const kind = kindsOf(data)[0] ?? 'displacement';
        if (key.startsWith('kind ')) return line(kindLine(key.slice(5)), say.word(key.slice(5)), 44);
        const n = litDays(data.meta);
        /** @type {Record<string, () => HTMLElement>} */
        const made = {
            disruption: () => line(badge('disruption'), say.t('legend.disruption')),
            ring: () => line(rings, say.t('legend.ring')),
            soft: () => line(sign('presence', { soft: true }), say.t('legend.soft')),
            square: () => line(phaseSign('presence', true), say.t('legend.square')),
            incident: () => line(incidentSign('none', 1), say.t('legend.incident', { n })),
            'incident.enforcement': () => line(incidentSign('crackdown', 1), say.t('legend.incident.enforcement', { n })),
            incidents: () => line(incidentSign('none', 12), say.t('legend.incidents')),
            count: () => line(sign('presence', { count: 2 }), say.t('legend.count')),
            group: () => line(scaled(sign('group', { count: 9, shares: [2, 1, 2, 1, 2] })), say.t('legend.group')),
            certainty: () => line(certainty, say.t('overview.lines').replace(/\.$/, ''), 44),
            undated: () => line(kindLine(kind, { dash: [0, 5], width: 2.2 }), say.t('legend.undated'), 44),
            width: () => width(say),
            gathered: () => line(gathered(kind), say.t('legend.gathered'), 44),
            band: () => line(band, say.t('legend.band'), 44),
            loop: () => line(aroundSign(kind, true), say.t('legend.loop'), 44),
            unplaced: () => line(aroundSign(kind, false), say.t('legend.unplaced'), 44),
            aside: () => line(pale(kind), say.t('legend.aside'), 44),
        };
        return made[key]?.() ?? line(phaseSign(key, false), say.t(`legend.${key === 'not_yet' ? 'notYet' : key}`));
    }

    /** Whether this data set ever has a sign. @param {string} key */
    function isMet(key) {
        if (key.startsWith('kind ') || WAYS.includes(key)) { if (!data.movements.kind.length) return false; }
        const rows = data.incidents?.event ?? [];
        if (PLACES.includes(key) && !key.startsWith('incident') && !data.spans.phase.length && !data.hubs.place.length) return false;
        const enforced = rows.some((row) => data.events.family[row] === 'enforcement');
        if (key === 'incident') return rows.some((row) => data.events.family[row] !== 'enforcement');
        if (key === 'incident.enforcement') return enforced;
        if (key === 'incidents') return rows.length > 1;
        if (key === 'group') return data.places.id.length >= 12;
        if (key === 'width') return largestFlow() !== null;
        if (key === 'gathered') return mayGather(data.movements);
        if (key === 'loop' || key === 'unplaced') return data.movements.shape.includes(key === 'loop' ? 'ring' : 'arrival');
        return true;
    }

    /** @param {Speaker} say */
    function width(say) {
        const largest = /** @type {{value: number, row: number}} */ (largestFlow());
        const { kind, unit } = data.movements;
        return line(kindLine(kind[largest.row], { width: 8 }), say.t('legend.width', { value: say.number(largest.value), unit: say.word(unit[largest.row]) }), 44);
    }

    /** @param {Speaker} say */
    function zones(say) {
        if (!data.findings?.measures?.some((found) => found.length)) return null;
        return column(say.t('measures'), (/** @type {const} */ (['receiving', 'control'])).map((kind) => line(zoneSign(kind), say.t(`legend.${kind}`))));
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

/** @param {string} phase @param {Partial<import('../marks/signs.js').Sign>} more @returns {import('../frame/swatch.js').Draw} */
function sign(phase, more) {
    return (c, palette, width, height) => drawSign(c, palette, width / 2, height / 2, { phase, square: false, soft: false, faint: false, count: 1, ...more });
}

/** A sign that is too large for its swatch. @param {import('../frame/swatch.js').Draw} draw @returns {import('../frame/swatch.js').Draw} */
function scaled(draw) {
    return (c, palette, width, height) => {
        c.translate(width / 2, height / 2);
        c.scale(0.6, 0.6);
        c.translate(-width / 2, -height / 2);
        draw(c, palette, width, height);
    };
}

/** @type {import('../frame/swatch.js').Draw} */
function rings(c, palette, width, height) {
    c.translate(width / 2, height / 2);
    c.scale(0.5, 0.5);
    drawRings(c, palette, 0, 0, 2, 'crackdown', 1, 1);
}

/** Solid, dashed, dotted, below one another. @type {import('../frame/swatch.js').Draw} */
function certainty(c, palette, width, height) {
    c.strokeStyle = palette.colour('ink2');
    c.lineWidth = 1.7;
    [2, 1, 0].forEach((grade, i) => {
        c.setLineDash(DASHES[grade]);
        c.beginPath();
        c.moveTo(1, height / 2 + 5 * (i - 1));
        c.lineTo(width - 4, height / 2 + 5 * (i - 1));
        c.stroke();
    });
}

/** A loop within a place, or the rings of an arrival. @param {string} kind @param {boolean} loop @returns {import('../frame/swatch.js').Draw} */
function aroundSign(kind, loop) {
    return (c, palette, width, height) => {
        const style = { kind, token: kindToken(kind), width: 1.9, alpha: 1, certainty: 2 };
        const past = /** @type {const} */ ({ state: 'past', fraction: 1, age: 0 });
        c.translate(width / 2, height / 2);
        c.scale(0.72, 0.72);
        if (loop) drawLoop(c, palette, 0, -16.5, 7, past, style);
        else drawArrival(c, palette, 0, 0, 0, past, style);
    };
}

/** A movement that the scene does not tell of. @param {string} kind @returns {import('../frame/swatch.js').Draw} */
function pale(kind) {
    return (c, palette, width, height) => {
        c.globalAlpha = 0.35;
        c.strokeStyle = palette.kind(kind);
        c.lineWidth = 1.9;
        c.beginPath();
        c.moveTo(1, height / 2);
        c.lineTo(width - 4, height / 2);
        c.stroke();
    };
}
