/** A calm change of view: the picture of now lies over the map and fades away while the next one is drawn below. */

import { boxWithin } from './elements.js';

/** @param {import("leaflet").Map} map @param {AbortSignal} signal @returns {() => void} */
export function createFade(map, signal) {
    /** @type {HTMLCanvasElement|null} made when it is needed: the first picture comes without it */
    let cover = null;
    signal.addEventListener('abort', () => cover?.remove());
    return () => {
        const { x: width, y: height } = map.getSize();
        if (!width || !height) return;
        const dpr = Math.min(2, window.devicePixelRatio || 1);
        cover ??= sheet();
        [cover.width, cover.height] = [Math.round(width * dpr), Math.round(height * dpr)];
        const pen = /** @type {CanvasRenderingContext2D} */ (cover.getContext('2d'));
        pen.setTransform(dpr, 0, 0, dpr, 0, 0);
        drawPanes(pen, map, 0);
        // taken out and put in again, its fading begins anew
        cover.remove();
        map.getContainer().append(cover);
    };

    function sheet() {
        const made = document.createElement('canvas');
        made.className = 'wb-fade';
        made.setAttribute('aria-hidden', 'true');
        made.addEventListener('animationend', () => made.remove(), { signal });
        return made;
    }
}

/** Every sheet of the map, and the tiles that came with leave to be copied. @param {CanvasRenderingContext2D} pen @param {import("leaflet").Map} map @param {number} top */
export function drawPanes(pen, map, top) {
    const panes = /** @type {HTMLElement[]} */ ([...map.getPane('mapPane')?.children ?? []]);
    const depth = (/** @type {HTMLElement} */ pane) => Number(getComputedStyle(pane).zIndex) || 0;
    for (const pane of panes.sort((a, b) => depth(a) - depth(b))) {
        for (const sheet of /** @type {NodeListOf<HTMLCanvasElement | HTMLImageElement>} */ (pane.querySelectorAll('canvas, img[crossorigin]'))) {
            const { left, top: above, width, height } = boxWithin(sheet, map.getContainer());
            if (width && height) pen.drawImage(sheet, left, top + above, width, height);
        }
    }
}
