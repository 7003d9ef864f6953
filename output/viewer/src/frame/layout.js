/** Puts the parts of a player where they belong: a page of its own, or a corner of somebody's map. */
import { button, el, icon, setAttribute, setName, setText } from '../dom/elements.js';

/** @typedef {import('../contract').Context} Context */
/** @typedef {'wide' | 'low' | 'sheet' | 'embed' | 'bar'} Mode */
/** @typedef {Record<'header' | 'headline' | 'lead' | 'key' | 'clock' | 'legend' | 'panel' | 'controls' | 'ribbon' | 'mini' | 'numbers', HTMLElement>} Parts */

const FOLD = 'M3 6l5 5 5-5';
const PANEL = 'M2 3h12v2H2zM2 7h12v2H2zM2 11h8v2H2z';

/** Lower than this a page has no room for rows below one another; wider than this it has some beside one another. */
const [LOW, BESIDE] = [420, 600];

/** How a page of its own is laid out at a size. @param {number} width @param {number} height @returns {Mode} */
export function modeOf(width, height) {
    if (height < LOW) return width < BESIDE || height < 300 ? 'embed' : 'low';
    if (width < 480 && height < 600) return 'embed';
    return width < 900 ? 'sheet' : 'wide';
}

/** Where everything is as large as it is written; on a larger page it grows with it, up to that many times. */
const [USUAL_WIDTH, USUAL_HEIGHT, MOST_GROWN] = [1440, 800, 1.6];
/** Before a room the picture of a slide is so much larger than that of a page. */
const [SLIDE_WIDTH, SLIDE_HEIGHT, SLIDE_GROWN] = [1920, 1080, 1.75];

/** How many times everything is drawn larger than it is written, on a page of a size. @param {number} width @param {number} height @param {boolean} present in front of a room */
export function growthOf(width, height, present) {
    const slide = SLIDE_GROWN * Math.min(width / SLIDE_WIDTH, height / SLIDE_HEIGHT);
    const page = Math.min(MOST_GROWN, width / USUAL_WIDTH, height / USUAL_HEIGHT);
    return Math.max(1, Math.round(100 * (present ? slide : page)) / 100);
}

/** What the ribbon gets without its key: the height of a row, for a finger a target, and the height of the whole. @param {Mode} mode @param {number} width @param {number} height */
export function ribbonRoom(mode, width, height) {
    // one row for all, to move the clock along
    if (mode === 'low' || mode === 'embed') return { rowHeight: 16, room: 19 + 16 + 2, labels: /** @type {const} */ ('one') };
    if (mode === 'bar') return { rowHeight: 16, room: 19 + 16 * 4 + 2, labels: /** @type {'one' | 'two'} */ (width < 640 ? 'one' : 'two') };
    if (mode === 'sheet') return { rowHeight: 24, room: 19 + 24 * 5 + 2, labels: /** @type {const} */ ('one') };
    return { rowHeight: 17, room: Math.round(Math.min(260, Math.max(80, height * 0.21))), labels: /** @type {const} */ ('two') };
}

/**
 * The parts of a page of its own: head, map, panel, controls, ribbon.
 * @param {typeof import('leaflet')} L @param {Context} context @param {L.Map} map @param {HTMLElement} mapBox @param {Parts} parts
 * @param {HTMLElement[]} over things that float on the map @param {HTMLElement} handle
 */
export function layOutPage(L, { root, signal }, map, mapBox, parts, over, handle) {
    const disclaimer = el('p', 'wb-disclaimer');
    const short = el('summary', {});
    // the marking of an edition first: it must be read before anything is passed on
    const marking = el('strong', 'wb-marking');
    // where the map is small nothing lies on it: what else lies over it stands above and below, the disclaimer folded to a line
    const note = el('details', 'wb-note', short);
    const open = el('a', { class: 'wb-button wb-open-map', target: '_blank', rel: 'noopener noreferrer' });
    const under = el('div', 'wb-under', note, open);
    const foot = el('div', 'wb-foot', parts.numbers, parts.key, parts.legend, el('div', 'wb-scale', scaleBar(L, map)));
    const overlay = el('div', 'wb-over', parts.clock, foot, ...over);
    const sheet = el('div', 'wb-drawer', handle, parts.controls, parts.ribbon, parts.panel);
    const cell = el('div', 'wb-map-cell', mapBox, overlay);
    root.append(parts.header, parts.lead, parts.headline, cell, under, sheet);
    return {
        sheet,
        /** The key of the phases is always in view: on the map where it has room, else with the controls. @param {Mode} mode */
        place(mode) {
            const wide = mode === 'wide';
            if (wide) overlay.prepend(parts.clock);
            else under.before(parts.clock);
            if (wide) cell.append(disclaimer);
            else note.append(disclaimer);
            (wide ? disclaimer : short).prepend(marking);
            if (mode === 'low') parts.panel.prepend(parts.lead, parts.headline);
            else parts.header.after(parts.lead, parts.headline);
            if (wide) parts.numbers.after(parts.key, parts.legend);
            else {
                under.prepend(parts.key);
                if (mode === 'sheet') parts.controls.after(parts.legend);
                else under.prepend(parts.legend);
            }
            parts.legend.lastElementChild?.append(parts.mini);
        },
        /** @param {import('../contract').Speaker} words @param {import('../contract').TimelineJson} data @param {() => string} link */
        say(words, data, link) {
            const first = marking.parentElement ?? disclaimer;
            setText(marking, words.meta(data.meta.marking));
            marking.hidden = !marking.textContent;
            disclaimer.replaceChildren(...disclaimerOf(words, data));
            short.replaceChildren(words.t('disclaimer.short'), el('span', { class: 'wb-more-sign', 'aria-hidden': 'true' }, 'i'));
            first.prepend(marking);
            setText(open, words.t('openMap'));
            open.hidden = !hasAddress(link());
            if (!open.hidden) open.href = link();
            // where it leads is what is seen at that moment
            open.addEventListener('click', () => { open.href = link(); }, { signal });
        },
    };
}

/** How far it is; the look hides it where one bar would not hold for the whole map. @param {typeof import('leaflet')} L @param {L.Map} map */
function scaleBar(L, map) {
    const bar = /** @type {HTMLElement} */ (L.control.scale({ imperial: false, maxWidth: 120 }).addTo(map).getContainer());
    bar.dataset.wbAvoid = '';
    return bar;
}

/** A frame made of srcdoc has no address that anybody could open. @param {string} link */
export function hasAddress(link) {
    return /^(https?|file):/.test(link);
}

/**
 * The parts on a map of somebody else: a clock, a bar at the foot that folds, a panel that slides in on demand.
 * @param {typeof import('leaflet')} L @param {Context} context @param {L.Map} map @param {Parts} parts @param {HTMLElement[]} over
 */
export function layOutBar(L, context, map, parts, over) {
    const { root, signal } = context;
    const disclaimer = el('p', { class: 'wb-disclaimer', 'data-wb-avoid': true });
    const fold = button('wb-button wb-step wb-fold', () => setFolded(!bar.classList.contains('wb-folded')), signal, icon(FOLD));
    const openPanel = button('wb-button wb-step wb-panel-button', () => showPanel(!root.classList.contains('wb-panel-open')), signal, icon(PANEL));
    parts.panel.prepend(parts.header);
    parts.controls.append(el('div', 'wb-bar-acts', parts.legend, openPanel, fold));
    const bar = el('div', { class: 'wb-bar', 'data-wb-avoid': true }, parts.controls, parts.ribbon, disclaimer);
    root.append(el('div', 'wb-over', parts.clock, parts.numbers, ...over), parts.panel, bar);
    map.getContainer().append(root);
    for (const part of [bar, parts.panel, ...over]) {
        L.DomEvent.disableClickPropagation(part);
        L.DomEvent.disableScrollPropagation(part);
    }
    root.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape' || !root.classList.contains('wb-panel-open')) return;
        showPanel(false);
        openPanel.focus();
    }, { signal });
    const observer = new ResizeObserver(() => stackBars(map.getContainer()));
    observer.observe(bar);
    signal.addEventListener('abort', () => { observer.disconnect(); root.remove(); stackBars(map.getContainer()); });
    return {
        showPanel,
        /** @param {import('../contract').Speaker} words @param {import('../contract').TimelineJson} data */
        say(words, data) {
            const marking = words.meta(data.meta.marking);
            disclaimer.replaceChildren(...(marking ? [el('strong', 'wb-marking', marking)] : []), ...disclaimerOf(words, data));
            setName(fold, words.t(bar.classList.contains('wb-folded') ? 'bar.unfold' : 'bar.fold'));
            setName(openPanel, words.t('bar.panel'));
        },
    };

    /** @param {boolean} on */
    function showPanel(on) {
        root.classList.toggle('wb-panel-open', on);
        setAttribute(openPanel, 'aria-expanded', String(on));
    }

    /** @param {boolean} on */
    function setFolded(on) {
        bar.classList.toggle('wb-folded', on);
        setAttribute(fold, 'aria-expanded', String(!on));
        stackBars(map.getContainer());
    }
}

/** Several players on one map: bars stand on one another, clocks hang below one another, Leaflet's own corners make room.
 * @param {HTMLElement} container */
export function stackBars(container) {
    let bottom = 0;
    let top = 0;
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (container.querySelectorAll(':scope > .wb-embed'))) {
        root.style.setProperty('--wb-bottom', `${bottom}px`);
        root.style.setProperty('--wb-top', `${top}px`);
        const own = /** @type {HTMLElement | null} */ (root.querySelector('.wb-bar'))?.offsetHeight ?? 0;
        root.style.setProperty('--wb-bar', `${own}px`);
        bottom += own;
        top += (/** @type {HTMLElement | null} */ (root.querySelector('.wb-clock'))?.offsetHeight ?? 0) + 8;
    }
    for (const corner of /** @type {NodeListOf<HTMLElement>} */ (container.querySelectorAll('.leaflet-bottom'))) {
        corner.style.bottom = bottom ? `${bottom}px` : '';
    }
}

/** @param {import('../contract').Speaker} words @param {import('../contract').TimelineJson} data */
function disclaimerOf(words, { meta, places, incidents }) {
    const hasPoints = places.x.some((x) => x !== null) || incidents?.event.length > 0;
    return [
        `${words.t('disclaimer')} ${words.meta(meta.disclaimer)}`,
        el('span', 'wb-city-note', ` ${words.t('map.city')}`),
        el('span', 'wb-blank-note', ` ${words.t('map.blank')}`),
        ...(hasPoints ? [] : [el('strong', 'wb-empty-note', ` ${words.t('empty.points')}`)]),
    ];
}
