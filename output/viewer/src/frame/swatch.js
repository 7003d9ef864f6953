/** Small canvases that show the signs of the map beside words. They are painted once the map has been, and when the colours change. */
import { el, sharpnessOf } from '../dom/elements.js';
import { readPalette } from '../marks/palette.js';

/** @typedef {(c: CanvasRenderingContext2D, palette: import('../marks/palette.js').Palette, width: number, height: number) => void} Draw */

/**
 * @param {HTMLElement} root
 */
export function createSwatches(root) {
    /** Held weakly: the lines of the panel come and go all the time. @type {WeakMap<Element, Draw>} */
    const drawn = new WeakMap();
    /** @type {import('../marks/palette.js').Palette | null} */
    let palette = null;
    let awake = false;
    return { swatch, repaint };

    /** @param {Draw} draw @param {number} [width] @param {number} [height] */
    function swatch(draw, width = 18, height = 18) {
        const canvas = el('canvas', { class: 'wb-swatch', 'aria-hidden': 'true' });
        canvas.style.width = `${width}px`;
        canvas.style.height = `${height}px`;
        drawn.set(canvas, draw);
        if (awake) paint(canvas, draw, width, height);
        return canvas;
    }

    /** The map is there, or the colours changed: draws what is in the page. */
    function repaint() {
        awake = true;
        palette = null;
        for (const canvas of /** @type {NodeListOf<HTMLCanvasElement>} */ (root.querySelectorAll('.wb-swatch'))) {
            const draw = drawn.get(canvas);
            if (draw) paint(canvas, draw, parseFloat(canvas.style.width), parseFloat(canvas.style.height));
        }
    }

    /** @param {HTMLCanvasElement} canvas @param {Draw} draw @param {number} width @param {number} height */
    function paint(canvas, draw, width, height) {
        const pen = canvas.getContext('2d');
        if (!pen) return;
        const ratio = Math.max(2, Math.min(3, sharpnessOf(root)));
        canvas.width = width * ratio;
        canvas.height = height * ratio;
        pen.setTransform(ratio, 0, 0, ratio, 0, 0);
        palette ??= readPalette(root, pen);
        draw(pen, palette, width, height);
    }
}
