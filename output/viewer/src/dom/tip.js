/** A few words beside a point of a box: what lies under the pointer, or has the focus. */
import { el, setText } from './elements.js';

/** @param {HTMLElement} box in which it stays */
export function createTip(box) {
    const title = el('strong', {});
    const line = el('span', {});
    const element = el('div', { class: 'wb-tip', hidden: true, 'aria-hidden': 'true' }, title, line);
    return { element, show, hide: () => { element.hidden = true; } };

    /** @param {string} name @param {string} said @param {{x: number, y: number}} point @param {number} [gap] */
    function show(name, said, { x, y }, gap = 14) {
        setText(title, name);
        setText(line, said);
        element.hidden = false;
        const [width, height] = [element.offsetWidth, element.offsetHeight];
        const left = x + gap + width > box.clientWidth ? Math.max(4, x - gap - width) : x + gap;
        const top = y + gap + height > box.clientHeight ? Math.max(4, y - gap - height) : y + gap;
        element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    }
}
