/** What followed each press, in months or years: a row a press, aligned on its day. Each row is a button that lights its arrows, and leads to its scene. */

import { el, focusSoon, svg } from '../dom/elements.js';
import { axisOf, barOf, movesOf, restOf, sceneOf, standing } from './presses.js';

/** @typedef {import('../contract').Context} Context */
/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').Speaker} Speaker */
/** @typedef {import('./presses.js').Bar} Bar */

/** Width of a letter on the axis, in per cent of it. */
const LETTER = 1.9;

/** @param {Context} context @param {State} state @param {Speaker} words */
export function strip(context, state, words) {
    const { data } = context;
    const stop = state.filters.certainty;
    const rows = data.presses?.place.map((_, row) => row) ?? [];
    const stands = new Set(standing(data, stop));
    const bars = rows.map((row) => barOf(data, words, row, stop));
    const { ticks, unit, at } = axisOf(bars);
    const title = words.t(unit > 1 ? 'overview.strip.years' : 'overview.strip');
    const { n, quiet } = restOf(data);
    const first = words.t('overview.pressed');
    const list = el('ol', { class: 'wb-presses', 'aria-label': title },
        ...bars.map((bar) => el('li', {}, pressRow(context, bar, words, stands.has(bar.row) ? at : null))));
    const axis = el('div', { class: 'wb-press-axis', 'aria-hidden': 'true' }, ...ticks.map((month) => {
        const close = month && at(month) < LETTER * first.length;
        const tick = el('span', {}, close ? '' : month ? words.t('overview.month', { n: month / unit }) : first);
        tick.style.setProperty('--wb-at', `${at(month)}%`);
        return tick;
    }));
    const element = el('section', 'wb-strip',
        el('h3', {}, title),
        rows.length ? el('div', 'wb-press-plot', axis, list) : el('p', {}, words.t('overview.nothing')),
        rows.length && n && !stop ? el('p', 'wb-press-more', words.t('overview.more', { n, neither: words.number(quiet) })) : null,
        el('p', 'wb-press-notes', notes(bars.filter(({ row }) => stands.has(row)), words)));
    return {
        element,
        /** @param {State} now */
        update(now) {
            [...list.children].forEach((item, i) => item.classList.toggle('wb-lit', rows[i] === now.lit));
            list.classList.toggle('wb-some-lit', now.lit >= 0);
        },
    };
}

/** @param {Bar[]} bars @param {Speaker} words */
function notes(bars, words) {
    const lines = bars.some(({ ink }) => ink === 'displacement') && words.t('overview.lines');
    return [bars.some(({ open }) => open) && words.t('overview.open'), lines, words.t('overview.after')].filter(Boolean).join(' ');
}

/** What a press says of itself. @param {Bar} bar @param {Speaker} words */
export function pressName(bar, words) {
    return `${bar.row + 1}: ${bar.title}, ${bar.triggers.join('; ')}${bar.text && `. ${followedBy(bar, words)}: ${bar.text}`}`;
}

/** @param {Bar} bar @param {Speaker} words */
function followedBy({ ink }, words) {
    return words.t(ink === 'return' ? 'overview.back' : 'overview.next');
}

/** @param {Context} context @param {Bar} bar @param {Speaker} words @param {((months: number) => number) | null} at null: it does not stand at this certainty */
function pressRow(context, bar, words, at) {
    const way = el('span', `wb-press-way wb-press-${bar.ink}${bar.linked ? '' : ' wb-press-after'}`);
    way.style.setProperty('--wb-at', `${at && bar.months !== null ? at(bar.months) : 0}%`);
    // read as one sentence: what is seen, and between it what is heard alone
    const heard = (/** @type {string} */ text) => el('span', 'wb-unseen', text);
    const node = pressButton(context, bar.row, 'wb-press', null,
        el('span', 'wb-press-number', String(bar.row + 1), heard(': ')),
        el('span', 'wb-press-title', el('b', {}, bar.title), heard(','), ` ${bar.triggers.join('; ')}`, at && bar.text && heard('. ')),
        el('span', 'wb-press-line', way,
            at && bar.open && el('span', `wb-press-open wb-press-${bar.ink}`),
            at && bar.text && el('span', `wb-press-text wb-ink-${bar.ink}`, heard(`${followedBy(bar, words)}: `), bar.text)));
    node.disabled = !at;
    return node;
}

/**
 * A button that lights a press while it is pointed at or has the focus. Pressed when it is lit it leads to the scene of the press: at once by
 * mouse and keyboard, at the second touch of a finger.
 * @param {Context} context @param {number} row @param {string} className @param {string | null} name @param {...import('../dom/elements.js').Child} children
 */
export function pressButton({ data, dispatch, root, signal }, row, className, name, ...children) {
    const node = el('button', { type: 'button', class: className, 'aria-label': name, 'data-key': className + row }, ...children);
    let lit = false;
    let touched = false;
    const light = (/** @type {number} */ next) => { if (!signal.aborted) dispatch({ type: 'light', row: next }); };
    node.addEventListener('pointerenter', ({ pointerType }) => { if (pointerType === 'mouse') light(row); });
    node.addEventListener('pointerleave', ({ pointerType }) => { if (pointerType === 'mouse' && !node.matches(':focus-visible')) light(-1); });
    // a finger lights what it touches before it presses it
    node.addEventListener('pointerdown', ({ pointerType }) => { [touched, lit] = [pointerType !== 'mouse', node.matches('.wb-lit, .wb-lit *')]; });
    node.addEventListener('focus', () => light(row));
    node.addEventListener('blur', () => light(-1));
    node.addEventListener('click', () => {
        const first = touched && !lit;
        touched = false;
        if (first) return light(row);
        const scene = sceneOf(data, row);
        const day = data.presses?.day[row];
        if (signal.aborted) return;
        if (scene >= 0) dispatch({ type: 'scene', scene });
        else if (day !== null && day !== undefined) dispatch({ type: 'seek', day });
        focusSoon(root, '.wb-scene-title');
    });
    return node;
}

/** The signs of the map that there are, and their words. @param {Context} context @param {Speaker} words @param {number} stop */
export function keyOf({ data }, words, stop) {
    const rows = standing(data, stop);
    const moved = rows.some((row) => movesOf(data, row, stop).length);
    const said = /** @type {const} */ ([
        ['pressed', rows.length, () => [svg('circle', { cx: 12, cy: 8, r: 7 }), svg('text', { x: 12, y: 11.5 }, '1')]],
        ['next', moved, () => [svg('path', { d: 'M0 8h15', class: 'wb-line' }), svg('path', { d: 'M24 8l-9-5v10z' })]],
        ['back', rows.some((row) => (data.presses?.returned[row] ?? -1) >= 0), () => [svg('circle', { cx: 12, cy: 8, r: 6 }), svg('path', { d: 'M7 8a5 5 0 0 0 10 0z' })]],
    ]);
    return el('ul', { class: 'wb-overview-key', 'data-wb-avoid': true }, ...said.map(([sign, there, draw]) => Boolean(there) && el('li', `wb-sign-${sign}`,
        svg('svg', { viewBox: '0 0 24 16', width: 24, height: 16, 'aria-hidden': 'true' }, ...draw()), words.t(`overview.${sign}`))), moved && el('li', 'wb-sign-lines', words.t('overview.lines')));
}
