/** The ribbon: what happened where, in rows of time, under one playhead. It is decoration for a native range input. */
import { ticksOf } from '../language/ticks.js';
import { button, el, growthIn, setAttribute, setText, sharpnessOf } from '../dom/elements.js';
import { periodOf } from '../numbers/said.js';
import { isShown, linesOf, measuresOf, rowOn } from '../numbers/series.js';
import { filterKey } from '../state/filters.js';
import { readPalette } from '../marks/palette.js';
import { placesTold } from '../data/lookup.js';
import { isSpanKnown } from '../data/known.js';
import { createKey } from './key.js';
import { createKnownHandle } from './known.js';
import { AXIS, atPoint, layRibbon } from './layout.js';
import { createNames } from './names.js';
import { paintRibbon } from './paint.js';

/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').Context} Context */

/** Height of a row on paper, where a sheet has to do. */
const PAPER_ROW = 15;
/** Height of a row that a series may have, where there is room. */
const NUMBER_ROW = 34;

/** @param {Context} context @param {() => {rowHeight: number, room: number, labels: 'two' | 'one'}} measure what the layout gives */
export function createRibbon(context, measure) {
    const { data, root, speak, dispatch, signal, shows, lookup } = context;
    const sceneBar = el('b', 'wb-scene-bar');
    const axis = el('div', { class: 'wb-axis', 'aria-hidden': 'true' });
    const canvas = el('canvas', { class: 'wb-ribbon-canvas', 'aria-hidden': 'true' });
    const past = el('div', { class: 'wb-past', 'aria-hidden': 'true' });
    const playhead = el('div', { class: 'wb-playhead', 'aria-hidden': 'true' }, el('span', 'wb-grip'));
    // a ribbon that is not seen still has the day
    const range = el('input', { type: 'range', class: 'wb-range', step: 1, min: data.meta.first_day, max: data.meta.last_day });
    /** @type {import('./layout').Folds} */
    const folds = new Map();
    const names = createNames((place) => { if (place < 0) unfold(); else dispatch({ type: 'select', record: data.places.record[place] }); }, (country, open) => {
        folds.set(country, open);
        stale = true;
        refresh();
    }, signal);
    // the input lies over what is seen of the rows and stays there while they scroll under it
    const rows = el('div', 'wb-rows', range, canvas, names.element);
    const tip = el('div', { class: 'wb-tip wb-ribbon-tip', hidden: true, 'aria-hidden': 'true' });
    const more = button('wb-more', unfold, signal);
    const keys = createKey(data, root);
    const known = createKnownHandle(context);
    const empty = data.rows.place.length ? null : el('p', 'wb-ribbon-empty');
    const element = el('div', 'wb-ribbon', axis, more, rows, empty, known.element, keys.element, past, known.beyond, playhead, tip);
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));

    /** @type {import('./layout').Layout | null} */
    let layout = null;
    /** @type {{node: HTMLElement, x: number, width: number}[]} */
    let years = [];
    let expanded = false;
    let scene = -1;
    let [stale, painted] = [true, false];
    let [key, laid] = ['', ''];
    /** @type {State | null} */
    let last = null;
    listen();
    return { element, arrange, draw, invalidate: () => { stale = true; }, range };

    /** @param {State} state */
    function draw(state) {
        const words = speak(state.lang);
        const newDay = !last || Math.floor(last.day) !== Math.floor(state.day) || last.scene !== state.scene || last.lang !== state.lang;
        last = state;
        arrange(state);
        if (!painted) paint(state, words);
        movePlayhead(state);
        known.draw(state, layout, words);
        if (newDay || Number(range.value) !== Math.floor(state.day)) {
            range.value = String(Math.floor(state.day));
            const title = state.scene < 0 ? '' : words.scene(state.scene).title;
            range.setAttribute('aria-valuetext', words.listed([words.day(state.day), title]));
        }
    }

    function refresh() { if (last) draw(last); }

    /** All rows, or those that fit. */
    function unfold() {
        expanded = !expanded;
        folds.clear();
        stale = true;
        dispatch({ type: 'hover', record: -1 });
        refresh();
    }

    /** Takes the room it needs, which the map has to know before anything is drawn. @param {State} state */
    function arrange(state) {
        // paper cannot be scrolled: it has the rows that fit and says what it leaves out
        const paper = state.theme === 'print';
        const open = expanded && !paper;
        // rows do not change places under the hand that moves the clock: they are of the scene last chosen
        if (state.sceneChosen) scene = state.scene;
        const next = [state.lang, state.theme, filterKey(state), state.scene, scene, state.selected, open].join('|');
        if (!stale && next === key) return;
        const words = speak(state.lang);
        const { rowHeight: least, room, labels } = measure();
        const rowHeight = Math.max(paper ? PAPER_ROW : least, measuresOf(data).length ? Math.min(NUMBER_ROW, Math.floor((room - AXIS - 2) / Math.max(1, data.rows.place.length))) : 0);
        const width = element.clientWidth;
        if (width < 40) return;
        [key, stale, painted] = [next, false, false];
        // a map that found its size asks for new paint, not for other rows
        const wanted = [next, width, rowHeight, room, labels, ...folds].join('|');
        if (wanted === laid) return;
        laid = wanted;
        const fit = Math.max(1, Math.floor((room - AXIS - 2) / rowHeight));
        const first = labels === 'one' ? firstShown() : data.meta.first_day;
        layout = layRibbon(data, {
            width, rowHeight, labels, first, last: data.meta.last_day, folds, maxRows: open ? Infinity : fit, told: scene < 0 ? null : placesTold(data.scenes.own[scene], data),
        }, (record) => shows(state.filters, record));
        setAttribute(range, 'min', layout.first);
        setAttribute(range, 'max', layout.last);
        setAttribute(range, 'aria-label', words.t('ribbon.range'));
        if (empty) setText(empty, words.t('empty.rows'));
        range.style.left = `${layout.left}px`;
        range.style.width = `${layout.right - layout.left}px`;
        const most = open ? Math.floor((2 * room - AXIS) / rowHeight) * rowHeight : Infinity;
        element.style.setProperty('--wb-rows', `${Math.min(layout.height + 2, most)}px`);
        more.hidden = paper || (!open && !layout.hidden);
        element.classList.toggle('wb-has-more', !more.hidden);
        setText(more, open ? words.t('ribbon.fewer') : words.t('ribbon.every', { n: layout.rows.filter(({ place }) => place >= 0).length + layout.hidden }));
        setAttribute(more, 'aria-expanded', String(open));
    }

    /** @param {State} state @param {import('../contract').Speaker} words */
    function paint(state, words) {
        if (!layout) return;
        painted = true;
        sizeCanvas(layout.width, layout.height + 2);
        paintYears(words);
        const brush = brushOf(state);
        paintRibbon(pen, data, layout, brush);
        keys.draw(words, brush);
        names.draw(layout, {
            label: words.place,
            // what stands together has marks and no bars: a name there would say that nothing lasted
            quiet: ({ held }, alone) => (held.length ? words.t(alone ? 'ribbon.all' : 'ribbon.rest', { n: held.length }) : words.t('ribbon.noTown')),
            fold: (place) => words.t('ribbon.fold', { place: words.place(place) }),
        });
    }

    /** @param {State} state */
    function brushOf(state) {
        const palette = readPalette(root, pen);
        const named = state.selected >= 0 ? [state.selected] : state.scene >= 0 ? data.scenes.own[state.scene] : [];
        const focus = new Set(named.flatMap((record) => {
            const owner = lookup.owner(record);
            if (owner?.table === 'movements') return [owner.row];
            return owner?.table === 'places' ? [...lookup.movementsFrom(owner.row), ...lookup.movementsTo(owner.row)] : [];
        }));
        return {
            focus, font: palette.font,
            shows: (/** @type {number} */ record) => shows(state.filters, record),
            span: (/** @type {number} */ row) => isSpanKnown(data, row, state.filters.known),
            number: (/** @type {number} */ row) => isShown(data, state.filters, shows, row),
            ink: palette.colour,
        };
    }

    /** On a phone the ribbon begins a year before the story does. */
    function firstShown() {
        const scenes = data.scenes.start.length ? Math.min(...data.scenes.start) : data.meta.first_day;
        return Math.max(data.meta.first_day, scenes - 365);
    }

    /** @param {number} width @param {number} height */
    function sizeCanvas(width, height) {
        const ratio = Math.min(3, sharpnessOf(root));
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
        canvas.style.width = `${width}px`;
        canvas.style.height = `${height}px`;
        pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    }

    /** @param {import('../contract').Speaker} words */
    function paintYears(words) {
        if (!layout) return;
        const { x, left, right, first, last: end } = layout;
        let free = left;
        years = [];
        const nodes = [];
        for (const { day, text } of ticksOf(first, end, right - left, words)) {
            const at = x(day);
            nodes.push(lineAt(at));
            const width = widthOf(text);
            if (at < free || at + width + 6 > right + 20) continue;
            const node = el('span', 'wb-year', text);
            node.style.left = `${at + 4}px`;
            nodes.push(node);
            years.push({ node, x: at + 4, width });
            free = at + width + 8;
        }
        const undated = layout.labels === 'two' && el('span', 'wb-year wb-undated-title', words.t('ribbon.undated'));
        if (undated) undated.style.left = `${right + 20}px`;
        const [measure] = measuresOf(data);
        const most = measure && layout.labels === 'two' && el('span', 'wb-year wb-number-max', words.t('numbers.max', { value: measure.largest }));
        if (most) most.style.maxWidth = `${left - (more.hidden ? 16 : 124)}px`;
        axis.replaceChildren(...nodes, ...(undated ? [undated] : []), ...(most ? [most] : []), sceneBar);
        markScene();
    }

    /** How wide a label of the axis is, about: to measure all of them would cost the first picture more. @param {string} text */
    function widthOf(text) {
        return text.length > 4 ? 6.6 * text.length : 28;
    }

    /** How long the scene lasts, above the rows. */
    function markScene() {
        if (!layout || !last) return;
        const { scene } = last;
        sceneBar.hidden = scene < 0;
        if (scene < 0) return;
        const [from, to] = [data.scenes.start[scene], data.scenes.end[scene] + 1].map((day) => (
            Math.max(layout?.left ?? 0, Math.min(layout?.right ?? 0, layout?.x(day) ?? 0))));
        sceneBar.style.left = `${from}px`;
        sceneBar.style.width = `${Math.max(2, to - from)}px`;
    }

    /** @param {number} x */
    function lineAt(x) {
        const node = el('i', 'wb-year-line');
        node.style.left = `${x}px`;
        return node;
    }

    /** @param {State} state */
    function movePlayhead(state) {
        if (!layout) return;
        const x = Math.max(layout.left, Math.min(layout.right, layout.x(state.day)));
        playhead.style.transform = `translateX(${x}px)`;
        past.style.transform = `translateX(${layout.left}px) scaleX(${(x - layout.left) / 100})`;
        years.forEach((year, i) => {
            const off = x - year.x;
            const near = off > -9 && off < year.width + 9;
            // the label steps to the side of the grip it is nearer to, or goes where a neighbour stands
            const shift = near ? (off > year.width / 2 - 4 ? off - year.width - 9 : off + 9) : 0;
            const beside = years[i + Math.sign(shift)];
            const taken = shift && beside && Math.abs(beside.x - year.x - shift) < year.width + 3;
            year.node.style.transform = shift ? `translateX(${shift}px)` : '';
            year.node.style.visibility = taken ? 'hidden' : '';
        });
    }

    /** @param {PointerEvent} event */
    function hover(event) {
        const box = rows.getBoundingClientRect();
        const grown = growthIn(root);
        const [x, y] = [(event.clientX - box.left) / grown, (event.clientY - box.top) / grown + rows.scrollTop];
        const found = last && layout && event.buttons === 0 && event.pointerType === 'mouse'
            ? atPoint(data, layout, x, y, (record) => shows(/** @type {State} */ (last).filters, record)) : null;
        const text = found && last ? told(found, speak(last.lang)) : '';
        tip.hidden = !text;
        if (!text) return;
        setText(tip, text);
        tip.style.left = `${Math.max(4, Math.min(x - tip.offsetWidth / 2, rows.clientWidth - tip.offsetWidth - 4))}px`;
        tip.style.bottom = `${element.clientHeight - AXIS - y + rows.scrollTop + 12}px`;
    }

    /** @param {{event: number, span: number, place: number, day: number}} found @param {import('../contract').Speaker} words */
    function told({ event, span, place, day }, words) {
        if (event >= 0) {
            const record = data.events.record[event];
            return words.listed([words.record('label', record), words.record('when', record)]);
        }
        if (span < 0) return toldNumber(place, day, words);
        const phase = words.t(data.spans.candidate[span] ? 'phase.candidate' : `phase.${data.spans.phase[span]}`);
        return words.t('clock.phase', { phase, place: words.place(place), when: words.span(span) });
    }

    /** The number of a row under the pointer. @param {number} place @param {number} day @param {import('../contract').Speaker} words */
    function toldNumber(place, day, words) {
        const line = linesOf(data, place).find(({ measure }) => measure === measuresOf(data)[0])?.line;
        const row = line ? rowOn(data, line, day) : -1;
        if (!last || row < 0 || !data.series || !isShown(data, last.filters, shows, row)) return '';
        return words.t('clock.phase', { phase: words.place(place), place: words.number(data.series.value[row]), when: periodOf(data, row, day, words) });
    }

    function listen() {
        element.addEventListener('pointermove', hover, { signal });
        element.addEventListener('pointerleave', () => { tip.hidden = true; }, { signal });
        range.addEventListener('input', () => {
            dispatch({ type: 'pause' });
            dispatch({ type: 'seek', day: Number(range.value) });
        }, { signal });
        element.addEventListener('pointerdown', (event) => {
            // the thumb of the input is no wider than the grip: a press anywhere in the rows is a jump, then a drag
            if (event.target !== range && !axis.contains(/** @type {Node} */ (event.target))) return;
            range.setPointerCapture(event.pointerId);
            // a finger may have come to scroll the rows: it scrubs when it moves along, or leaves where it came
            const finger = event.pointerType === 'touch';
            if (!finger) scrub(event);
            event.preventDefault();
            range.focus({ preventScroll: true });
            const end = new AbortController();
            range.addEventListener('pointermove', scrub, { signal: end.signal });
            for (const type of ['pointerup', 'pointercancel']) {
                range.addEventListener(type, (last) => {
                    end.abort();
                    if (finger && type === 'pointerup') scrub(/** @type {PointerEvent} */ (last));
                    range.dispatchEvent(new Event('change', { bubbles: true }));
                }, { signal: end.signal });
            }
        }, { signal });
    }

    /** @param {PointerEvent} event */
    function scrub(event) {
        if (!layout) return;
        const box = range.getBoundingClientRect();
        const share = Math.min(1, Math.max(0, (event.clientX - box.left) / Math.max(1, box.width)));
        dispatch({ type: 'pause' });
        dispatch({ type: 'seek', day: Math.round(layout.first + share * (layout.last - layout.first)) });
    }
}
