/** Builds elements. Text goes in as text nodes only, so data can never become markup. */

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string | Record<string, string | boolean | number | null | undefined>} [attributes] a string is the class
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(typeof attributes === 'string' ? { class: attributes } : attributes)) setAttribute(node, name, value);
    for (const child of children) if (child) node.append(child);
    return node;
}

/**
 * @param {Element} node
 * @param {string} name
 * @param {string | boolean | number | null | undefined} value false, null and undefined take the attribute away
 */
export function setAttribute(node, name, value) {
    const text = value === false || value === null || value === undefined ? null : value === true ? '' : String(value);
    if (node.getAttribute(name) === text) return;
    if (text === null) node.removeAttribute(name);
    else node.setAttribute(name, text);
}

/** Writes only what changed: a write to the same text would still wake screen readers. A text that is there already is kept,
 * and the box that it stands in.
 * @param {Node} node @param {string} text */
export function setText(node, text) {
    if (node.textContent === text) return;
    const { firstChild, lastChild } = node;
    if (firstChild instanceof Text && firstChild === lastChild) firstChild.data = text;
    else node.textContent = text;
}

/**
 * A push button.
 * @param {string} className
 * @param {() => void} press
 * @param {AbortSignal} signal
 * @param {...Child} children
 */
export function button(className, press, signal, ...children) {
    const node = el('button', { type: 'button', class: className }, ...children);
    // A signal keeps what listens with it for as long as it lives itself, and lines of the panel come and go all the time.
    node.addEventListener('click', () => { if (!signal.aborted) press(); });
    return node;
}

/** The page is made anew: when it is, focus goes on to what is read next.
 * @param {HTMLElement} root @param {string} selector */
export function focusSoon(root, selector) {
    requestAnimationFrame(() => requestAnimationFrame(() => (
        /** @type {HTMLElement | null} */ (root.querySelector(selector))?.focus({ preventScroll: true }))));
}

/** A drawing, or a part of one.
 * @param {string} tag @param {Record<string, string | number | boolean | null>} attributes @param {...Child} children */
export function svg(tag, attributes, ...children) {
    const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) setAttribute(node, name, value);
    for (const child of children) if (child) node.append(child);
    return node;
}

/** An icon drawn with one path on a 16 px grid.
 * @param {string} path */
export function icon(path) {
    return svg('svg', { viewBox: '0 0 16 16', class: 'wb-icon', 'aria-hidden': 'true' }, svg('path', { d: path }));
}

/** How many times larger than written a player is drawn on a large page; its boxes on the screen are so much larger than those of its layout. @param {HTMLElement} root */
export function growthIn(root) {
    return Number(root.style.zoom) || 1;
}

/** Pixels of the screen to one of the layout. @param {HTMLElement} root */
export function sharpnessOf(root) {
    return (window.devicePixelRatio || 1) * growthIn(root);
}

/** The box of a part within another, in pixels of the layout. @param {Element} part @param {HTMLElement} whole */
export function boxWithin(part, whole) {
    const [inner, outer] = [part.getBoundingClientRect(), whole.getBoundingClientRect()];
    const grown = outer.width / whole.offsetWidth || 1;
    const [left, top, width, height] = [inner.left - outer.left, inner.top - outer.top, inner.width, inner.height].map((size) => size / grown);
    return { left, top, width, height, right: left + width, bottom: top + height };
}

/** Names a button that shows only an icon, for the ear and for the pointer.
 * @param {Element} node @param {string} text */
export function setName(node, text) {
    setAttribute(node, 'aria-label', text);
    setAttribute(node, 'title', text);
}
