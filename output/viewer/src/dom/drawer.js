/** The drawer of a phone: it rests low, half way or full, follows a finger, and answers to a tap and to the arrows. */
import { el } from './elements.js';

const HEAD = 48;
const LOW = 118;

/** Share of the page that the drawer takes half way: the headline and the map come first; less on a low page. */
const [HALF, LEAST, LOW_PAGE] = [0.38, 0.3, 700];

/** Heights of the stops on a page of a height. @param {number} height @param {number} half */
export function stopsFor(height, half) {
    return [LOW, Math.round(height * half), height - HEAD];
}

/**
 * @param {HTMLElement} root
 * @param {() => void} settled called when the drawer came to rest
 * @param {AbortSignal} signal
 */
export function createDrawer(root, settled, signal) {
    const handle = el('button', { type: 'button', class: 'wb-handle' }, el('span', {}));
    let stop = 1;
    let dragged = false;
    handle.addEventListener('click', () => { if (!dragged) rest((stop + 1) % 3); dragged = false; }, { signal });
    handle.addEventListener('keydown', (event) => {
        const by = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
        if (!by) return;
        event.preventDefault();
        rest(Math.max(0, Math.min(2, stop + by)));
    }, { signal });
    handle.addEventListener('pointerdown', startDrag, { signal });
    return { handle, rest, refresh: () => rest(stop), atLeast: (/** @type {number} */ least) => { if (stop < least) rest(least); } };

    /** @param {PointerEvent} event */
    function startDrag(event) {
        handle.setPointerCapture(event.pointerId);
        const from = heights()[stop] + event.clientY;
        const drag = new AbortController();
        const until = { signal: drag.signal };
        dragged = false;
        handle.addEventListener('pointermove', (move) => {
            dragged ||= Math.abs(move.clientY - event.clientY) > 6;
            if (dragged) root.style.setProperty('--wb-sheet', `${Math.max(100, Math.min(heights()[2], from - move.clientY))}px`);
        }, until);
        const end = (/** @type {PointerEvent} */ up) => {
            drag.abort();
            if (dragged) rest(nearest(from - up.clientY));
        };
        handle.addEventListener('pointerup', end, until);
        handle.addEventListener('pointercancel', end, until);
    }

    function heights() {
        return stopsFor(root.clientHeight, root.clientHeight < LOW_PAGE ? LEAST : HALF);
    }

    /** @param {number} height */
    function nearest(height) {
        const away = heights().map((at) => Math.abs(at - height));
        return away.indexOf(Math.min(...away));
    }

    /** @param {number} next */
    function rest(next) {
        stop = next;
        const all = heights();
        root.style.setProperty('--wb-sheet', `${all[stop]}px`);
        root.style.setProperty('--wb-height', `${root.clientHeight}px`);
        // the map keeps its size under a full drawer
        root.style.setProperty('--wb-sheet-rest', `${Math.min(all[stop], all[1])}px`);
        handle.setAttribute('aria-expanded', String(stop > 0));
        root.classList.toggle('wb-drawn', stop === 2);
        settled();
    }
}
