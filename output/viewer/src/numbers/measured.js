/** What was measured, drawn small: a value with its interval, what was found among its placebos, the steps before and after. */
import { el, svg } from '../dom/elements.js';

/** @typedef {import('../contract').Speaker} Speaker */
/** @typedef {import('../contract').Strip} Strip */
/** @typedef {import('../contract').Course} Course */

const STRIP = 26;
const COURSE = 74;

/** A dot for the value, a line for the interval, a rule at no change: the scale is the measure's own, of a ratio that of its logarithm.
 * @param {number} value @param {number[]} ends @param {number} rule value of no change: 0, of a ratio 1 */
export function whisker(value, ends, rule) {
    const on = rule ? Math.log : Number;
    const [dot, zero, ...bounds] = [value, rule, ...ends].map(on);
    const least = Math.min(zero, dot, ...bounds);
    const size = Math.max(zero, dot, ...bounds) - least || 1;
    const x = (/** @type {number} */ at) => `${6 + (88 * (at - least)) / size}%`;
    const line = (/** @type {number} */ from, /** @type {number} */ to, y1 = 4, y2 = 10, name = '') => svg('line', { class: name, x1: x(from), x2: x(to), y1, y2 });
    return svg('svg', { class: 'wb-whisker', height: 14, 'aria-hidden': 'true' }, line(zero, zero, 0, 14, 'wb-zero'),
        ...(ends.length ? [line(bounds[0], bounds[1], 7, 7), ...bounds.map((end) => line(end, end))] : []), svg('circle', { cx: x(dot), cy: 7, r: 3.6 }));
}

/** Placebos as bars, what was found as a diamond in its place; the rule is no change.
 * @param {Strip[]} strips @param {string[]} names @param {string[]} ranked @param {Speaker} words */
export function placeboStrips(strips, names, ranked, words) {
    return el('ul', 'wb-strips', ...strips.map((strip, at) => el('li', {}, el('span', {}, names[at]), drawn(strip), el('span', 'wb-quiet', ranked[at]))),
        el('li', { class: 'wb-strip-ends', 'aria-hidden': 'true' }, el('span', {}), el('span', {}, el('span', {}, `← ${words.t('measures.fewer')}`), el('span', {}, `${words.t('measures.more')} →`)), el('span', {})));
}

/** @param {Strip} strip */
function drawn({ bins, own }) {
    const most = Math.max(...bins, 1);
    const width = 100 / bins.length;
    const middle = (/** @type {number} */ at) => `${width * (at + 0.5)}%`;
    // by the root, so that one tall bar, such as that of no change, leaves the others to be seen
    const bars = bins.map((n, at) => n > 0 && svg('rect', { x: `${width * (at + 0.1)}%`, width: `${width * 0.8}%`, y: STRIP - 2 - 18 * Math.sqrt(n / most), height: 18 * Math.sqrt(n / most) }));
    return svg('svg', { class: 'wb-strip', height: STRIP, 'aria-hidden': 'true' }, svg('line', { class: 'wb-zero', x1: '50%', x2: '50%', y1: 0, y2: STRIP }), ...bars,
        svg('line', { class: 'wb-own', x1: middle(own), x2: middle(own), y1: 5, y2: STRIP - 1 }), svg('circle', { class: 'wb-own', cx: middle(own), cy: 5, r: 4.2 }));
}

/** Steps before and after of an area: bars, the line that its control gives, a rule on the day of the crackdown.
 * @param {Course} course @param {'target' | 'receiving'} role @param {string} name @param {Speaker} words */
export function courseChart(course, role, name, words) {
    const { days, before, [role]: area } = course;
    if (!area) return null;
    const { counts, expected } = area;
    const most = Math.max(...counts, ...expected, 1);
    const width = 100 / counts.length;
    const y = (/** @type {number} */ n) => COURSE - (COURSE - 4) * n / most;
    const said = (/** @type {number[]} */ list) => words.listed(list.map((n) => words.number(n)));
    const label = `${name}: ${said(counts.slice(0, before))} | ${said(counts.slice(before))}`;
    const zero = el('span', {}, '0');
    zero.style.left = `${width * before}%`;
    return el('figure', 'wb-course', el('figcaption', {}, el('b', {}, name), el('span', 'wb-quiet', `≤ ${words.number(Math.max(...counts))}`)),
        svg('svg', { height: COURSE, role: 'img', 'aria-label': label },
            ...counts.map((n, at) => n > 0 && svg('rect', { class: at < before ? 'wb-step-before' : 'wb-step-after', x: `${width * (at + 0.08)}%`, width: `${width * 0.84}%`, y: y(n), height: COURSE - y(n) })),
            svg('line', { class: 'wb-zero', x1: 0, x2: '100%', y1: COURSE, y2: COURSE }),
            ...expected.flatMap((n, at) => [
                svg('line', { class: 'wb-expected', x1: `${width * at}%`, x2: `${width * (at + 1)}%`, y1: y(n), y2: y(n) }),
                at > 0 && svg('line', { class: 'wb-expected', x1: `${width * at}%`, x2: `${width * at}%`, y1: y(expected[at - 1]), y2: y(n) })]),
            svg('line', { class: 'wb-pressed', x1: `${width * before}%`, x2: `${width * before}%`, y1: 0, y2: COURSE })),
        el('div', { class: 'wb-course-axis', 'aria-hidden': 'true' }, el('span', {}, `−${words.number(days * before)}`), zero, el('span', {}, `+${words.number(days * (counts.length - before))}`)));
}
