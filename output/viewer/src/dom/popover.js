/** A button that opens a box below it. Escape and a press elsewhere close it; focus goes back to the button. */
import { boxWithin, button, el, setAttribute } from './elements.js';

/** @param {HTMLElement} root @param {string} className @param {HTMLElement} content @param {AbortSignal} signal */
export function createPopover(root, className, content, signal) {
    const box = el('div', { class: `wb-popover ${className}`, hidden: true }, content);
    const opener = button('wb-button wb-opener', () => show(box.hidden), signal);
    setAttribute(opener, 'aria-expanded', 'false');
    const element = el('div', 'wb-popover-anchor', opener, box);
    root.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape' || box.hidden) return;
        event.stopPropagation();
        show(false);
        opener.focus();
    }, { signal });
    document.addEventListener('pointerdown', (event) => {
        if (!box.hidden && !element.contains(/** @type {Node} */ (event.target))) show(false);
    }, { signal });
    return { element, opener, show };

    /** @param {boolean} on */
    function show(on) {
        box.hidden = !on;
        setAttribute(opener, 'aria-expanded', String(on));
        // as high as there is room: beside the map over the panel alone, so that what it changes is in sight; a map in somebody's
        // page may be lower than the window
        const room = /** @type {HTMLElement} */ (element.closest('.wb-panel') ?? (root.matches('.wb-stacked') ? root : root.querySelector('.wb-panel') ?? root));
        const { bottom } = boxWithin(opener, room);
        box.style.maxHeight = `${room.offsetHeight - bottom - 16}px`;
        if (on) /** @type {HTMLElement | null} */ (box.querySelector('input, button, select'))?.focus({ preventScroll: true });
    }
}
