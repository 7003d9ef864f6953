/** What the signs of the ribbon mean, at its end: as many as there is room for. */
import { routineAt } from '../data/crowds.js';
import { el, sharpnessOf } from '../dom/elements.js';
import { kindToken } from '../marks/palette.js';
import { paintColumns } from './columns.js';
import { askEnd, fade, paintSure } from './bars.js';
import { SIGNS, paintSign, paintWay } from './paint.js';

/** @typedef {import('./bars').Brush} Brush */
/** @typedef {(c: CanvasRenderingContext2D, brush: Brush) => void} Paint */

/** Size of the picture of an entry: a bar, a mark, or a mark with its number. */
const [BAR, MARK, COUNTED, HIGH] = [26, 14, 18, 17];

/** @param {string} phase @returns {Paint} */
const bar = (phase) => (c, { ink }) => paintSure(c, 1, BAR - 2, HIGH / 2, phase === 'presence' ? 2 : 4, phase, ink(phase), ink, false);
/** @param {import('./marks').Sign} sign @returns {Paint} */
const mark = (sign) => (c, { ink }) => SIGNS[sign](c, MARK / 2, HIGH / 2 + 0.5, ink);

/** @type {import('./columns').Column[]} */
const MANY = [4, 7, 3, 11].map((high, at) => /** @type {any} */ ({ x0: 1 + at * 6, x1: 7 + at * 6, top: HIGH - 2 - high, foot: HIGH - 2 }));

/** What only the ribbon says first: the colours of bars are those of the map. @type {[string, Paint, number?][]} */
const ENTRIES = [
    ['ribbon.crackdown', mark('crackdown')],
    ['ribbon.disruption', mark('disruption')],
    ['ribbon.event', mark('event')],
    ['ribbon.many', (c, { ink }) => paintColumns(c, MANY, ink), BAR],
    ['ribbon.attested', mark('attested')],
    ['ribbon.several', (c, brush) => paintSign(c, 5, HIGH / 2 + 0.5, { sign: 'crackdown', count: 2 }, brush), COUNTED],
    ['ribbon.open', (c, { ink, font }) => askEnd(c, MARK / 2, HIGH / 2 + 0.5, ink('presence'), font)],
    ['ribbon.way', (c, { ink }) => paintWay(c, 1, HIGH / 2, true, ink(kindToken('displacement')))],
    ['ribbon.vague', (c, { ink }) => fade(c, 1, BAR - 1, HIGH / 2, 4, ink('arrival'), true), BAR],
    ...['presence', 'displacement', 'arrival', 'return'].map((phase) => /** @type {[string, Paint, number]} */ ([`phase.${phase}`, bar(phase), BAR])),
];

/** What a set has none of needs no explaining. @param {import('../contract').TimelineJson} data @returns {(word: string) => boolean} */
function wordsOf(data) {
    const { spans, events, hubs, movements } = data;
    const phases = new Set(spans.phase);
    const routine = routineAt(data);
    const signs = new Set(events.sign.map((sign) => sign || 'event'));
    const vague = [spans, events].some(({ start_min, start_max, end_min, end_max }) => start_min.some((day, i) => day !== start_max[i] || end_min[i] !== end_max[i]));
    const [pressed, disrupted] = ['crackdown', 'disruption'].map((name) => phases.has(name) || signs.has(name));
    /** @type {Record<string, boolean>} */
    const known = {
        'ribbon.crackdown': pressed, 'ribbon.several': pressed, 'ribbon.disruption': disrupted, 'ribbon.event': events.sign.some((sign, i) => !sign && !routine.has(events.place[i])),
        'ribbon.many': routine.size > 0,
        'ribbon.attested': hubs.attested.some((days) => days.length > 0), 'ribbon.way': movements.mode.includes('undated'),
        'ribbon.open': spans.end_max.some((day) => day === null), 'ribbon.vague': vague,
        'phase.return': phases.has('return') || spans.candidate.some(Boolean),
    };
    return (word) => known[word] ?? (!word.startsWith('phase.') || phases.has(word.slice('phase.'.length)));
}

/** @param {import('../contract').TimelineJson} data @param {HTMLElement} root */
export function createKey(data, root) {
    const has = wordsOf(data);
    const entries = ENTRIES.filter(([word]) => has(word)).map(([word, paint, wide = MARK]) => ({ word, paint, wide, canvas: el('canvas'), text: el('span') }));
    // it explains what only eyes see
    const element = el('div', { class: 'wb-ribbon-key', 'aria-hidden': 'true' }, ...entries.map(({ canvas, text }) => el('span', 'wb-ribbon-entry', canvas, text)));
    return {
        element,
        /** @param {import('../contract').Speaker} words @param {Brush} brush */
        draw(words, brush) {
            const ratio = Math.min(3, sharpnessOf(root));
            for (const { word, paint, wide, canvas, text } of entries) {
                text.textContent = words.t(word);
                [canvas.width, canvas.height] = [Math.round(wide * ratio), Math.round(HIGH * ratio)];
                canvas.style.width = `${wide}px`;
                const c = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
                c.setTransform(ratio, 0, 0, ratio, 0, 0);
                paint(c, brush);
            }
        },
    };
}
