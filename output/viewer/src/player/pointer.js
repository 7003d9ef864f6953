/** What lies under the pointer: a tooltip on hover, a record on a click, a list when there are several. Enter on the map lists all of it. */
import { button, el, setText } from '../dom/elements.js';

/** @typedef {import('../contract').Context} Context */
/** @typedef {import('../contract').State} State */

/** More are not read in a list over the map: zoomed in, a disc gives way to what it stands for. */
const MOST_ROWS = 40;

/**
 * @param {Context} context
 * @param {L.Map} map
 * @param {import('../contract').Stage} stage
 * @param {() => State} now
 * @param {() => void} opened called after a reader opened a record
 */
export function createPointer({ data, lookup, root, speak, dispatch, signal }, map, stage, now, opened) {
    const box = map.getContainer();
    const pointed = new Set(data.incidents?.event);
    const tipLabel = el('strong', {});
    const tipWhen = el('span', {});
    const tip = el('div', { class: 'wb-tip', hidden: true, 'aria-hidden': 'true' }, tipLabel, tipWhen);
    const chooser = el('div', { class: 'wb-chooser', hidden: true, role: 'group' });
    let waiting = 0;
    /** @param {L.LeafletMouseEvent} event */
    const onMove = (event) => {
        const point = event.containerPoint;
        cancelAnimationFrame(waiting);
        waiting = requestAnimationFrame(() => hover(point));
    };
    const onOut = () => { cancelAnimationFrame(waiting); hide(); };
    const onClick = (/** @type {L.LeafletMouseEvent} */ event) => choose(event.containerPoint);
    map.on('mousemove', onMove).on('mouseout movestart', onOut).on('click', onClick);
    signal.addEventListener('abort', () => {
        map.off('mousemove', onMove).off('mouseout movestart', onOut).off('click', onClick);
        cancelAnimationFrame(waiting);
        box.classList.remove('wb-over-mark');
    });
    chooser.addEventListener('keydown', (event) => {
        const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
        if (event.key === 'Escape') close();
        else if (by) {
            const rows = /** @type {HTMLElement[]} */ ([...chooser.children]);
            const at = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
            rows[(at + by + rows.length) % rows.length].focus();
            event.preventDefault();
        } else return;
        event.stopPropagation();
    }, { signal });
    document.addEventListener('pointerdown', ({ target }) => {
        if (!chooser.contains(/** @type {Node} */ (target))) chooser.hidden = true;
    }, { signal });
    box.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' || event.target !== box) return;
        // or the same press would open the first of the list
        event.preventDefault();
        list(stage.onscreen().map(({ record }) => record), map.getSize().divideBy(3));
    }, { signal });
    return { elements: [tip, chooser], hide };

    /** @param {L.Point} point */
    function hover(point) {
        const rows = stage.hit(point);
        box.classList.toggle('wb-over-mark', rows.length > 0);
        if (!rows.length) return hide();
        const words = speak(now().lang);
        const more = rows.length > 1 ? words.t('tip.more', { n: rows.length - 1 }) : '';
        setText(tipLabel, words.record('label', rows[0]));
        setText(tipWhen, words.listed([...incidentSaid(rows[0], words), words.record('when', rows[0]), more], ' · '));
        tip.hidden = false;
        place(tip, point, 14);
        dispatch({ type: 'hover', record: rows[0] });
    }

    /** A point has no label beside it: its kind and its source stand in the tooltip. @param {number} record @param {import('../contract').Speaker} words */
    function incidentSaid(record, words) {
        const owner = lookup.owner(record);
        if (owner?.table !== 'events' || !pointed.has(owner.row)) return [];
        const kind = words.word(data.events.kind[owner.row]);
        const [source = -1] = data.records.sources[record];
        const same = kind.toLowerCase() === words.record('label', record).toLowerCase();
        return [!same && kind, source >= 0 && (data.sources.publisher[source] || data.sources.title[source])];
    }

    function hide() {
        tip.hidden = true;
        box.classList.remove('wb-over-mark');
        if (now().hovered >= 0) dispatch({ type: 'hover', record: -1 });
    }

    /** @param {L.Point} point */
    function choose(point) {
        const rows = stage.hit(point);
        if (!rows.length) dispatch({ type: 'skip' });
        if (rows.length === 1) open(rows[0]);
        else list(rows, point);
    }

    /** Focus goes back to where the keyboard left. */
    function close() {
        chooser.hidden = true;
        (root.contains(box) ? box : root).focus({ preventScroll: true });
    }

    /** @param {number[]} rows @param {L.Point} point */
    function list(rows, point) {
        chooser.hidden = true;
        if (!rows.length) return;
        const words = speak(now().lang);
        chooser.setAttribute('aria-label', words.t('tip.choose'));
        chooser.replaceChildren(...rows.slice(0, MOST_ROWS).map((record) => button('wb-row-open', () => open(record), signal,
            [words.record('label', record), pointed.has(lookup.owner(record)?.row ?? -1) && words.record('when', record)].filter(Boolean).join(' · '))));
        tip.hidden = true;
        chooser.hidden = false;
        place(chooser, point, 4);
        /** @type {HTMLElement} */ (chooser.firstElementChild).focus({ preventScroll: true });
    }

    /** @param {number} record */
    function open(record) {
        if (!chooser.hidden) close();
        tip.hidden = true;
        dispatch({ type: 'select', record });
        opened();
    }

    /** Beside the pointer, inside the map. @param {HTMLElement} node @param {L.Point} point @param {number} gap */
    function place(node, point, gap) {
        const [width, height] = [node.offsetWidth, node.offsetHeight];
        const left = point.x + gap + width > box.clientWidth ? Math.max(4, point.x - gap - width) : point.x + gap;
        const top = point.y + gap + height > box.clientHeight ? Math.max(4, point.y - gap - height) : point.y + gap;
        node.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    }
}
