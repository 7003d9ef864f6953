/** Turns the data blocks of a page (base64 of zlib-deflated bytes) back into bytes and JSON. */

/** Whether this browser can unpack the data at all. */
export function canInflate() {
    return typeof DecompressionStream === 'function' && typeof AbortController === 'function';
}

/**
 * The text of a block: an element id when an element has that id, else the text itself.
 * @param {string} source
 * @param {Document} page
 */
export function blockText(source, page) {
    // ids are short; asking for an element named like a megabyte of base64 would be a waste
    const element = source.length < 200 ? page.getElementById(source) : null;
    return element ? element.textContent ?? '' : source;
}

/** @param {string} base64 white space is allowed @returns {Uint8Array} */
export function bytesOf(base64) {
    const binary = atob(base64.replace(/\s+/g, ''));
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
}

/** @param {string} base64 @returns {Promise<Uint8Array>} */
export async function inflate(base64) {
    const packed = /** @type {Uint8Array<ArrayBuffer>} */ (bytesOf(base64));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {string} base64 @returns {Promise<any>} */
export async function inflateJson(base64) {
    return JSON.parse(new TextDecoder().decode(await inflate(base64)));
}

/** A page of its own brings its look packed, like its data: sheets made by a script need no style element. @param {string} id of the block */
export async function dress(id) {
    const packed = document.getElementById(id)?.textContent;
    if (!packed) return;
    const sheet = await new CSSStyleSheet().replace(new TextDecoder().decode(await inflate(packed)));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
