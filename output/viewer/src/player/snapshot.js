/** Save this picture: the map as it is seen, with title, date, legend, sources and disclaimer in the same PNG. */
import { filterCount } from '../state/filters.js';
import { sourcesOf } from '../data/lookup.js';
import { sourceName } from '../panel/rows.js';
import { drawPanes } from '../dom/fade.js';
import { readPalette } from '../marks/palette.js';
import { drawSigns } from '../overview/signs.js';
import { ALL_SHOWN, onOverview } from '../state/reduce.js';

/** @typedef {import('../marks/palette.js').Palette} Palette */

const EDGE = 16;
/** Pixels of the picture to one of the page: it is made for slides and paper. */
export const SHARPNESS = 2;

/**
 * @param {L.Map} map @param {import('../contract').Context} context @param {import('../contract').State} state
 * @param {{record: number}[]} onscreen whose sources are named
 * @returns {Promise<Blob>}
 */
export function picture(map, { root, data, speak }, state, onscreen) {
    const words = speak(state.lang);
    const canvas = document.createElement('canvas');
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const palette = readPalette(root, pen);
    // what is not shown is not said either
    const said = (/** @type {string} */ selector) => /** @type {HTMLElement | null} */ (root.querySelector(selector))?.innerText ?? '';
    const rows = sourcesOf(data, onscreen.map(({ record }) => record));
    const sources = new Set(rows.map((row) => data.sources.publisher[row] || sourceName({ data }, row, words)));
    const { x: width, y: height } = map.getSize();
    const hidden = filterCount(state.filters, ALL_SHOWN);
    const write = writer(pen, palette);
    /** Draws from the top to the foot and gives the height of the whole. */
    const compose = () => {
        pen.fillStyle = palette.colour('panel');
        pen.fillRect(0, 0, width, canvas.height);
        let y = write(said('.wb-title'), EDGE, EDGE, width - 2 * EDGE, 18, 'ink', 'bold');
        const led = onOverview(state);
        if (led) y = write(said('.wb-lead-line'), EDGE, write(said('.wb-lead-title'), EDGE, y + 2, width - 2 * EDGE, 24, 'ink', 'bold'), width - 2 * EDGE, 14, 'ink2') + 2;
        y = write([said('.wb-as-of'), said('.wb-simulated'), hidden && words.t('filter.n', { n: hidden })].filter(Boolean).join(' · '), EDGE, y, width - 2 * EDGE, 12.5, 'ink2') + 10;
        drawMap(pen, palette, map, y);
        const told = root.matches('.wb-overview');
        if (!told) drawClock(pen, palette, write, y, Math.min(392, width - 40), said('.wb-clock-date'), said('.wb-clock-line'));
        y = told ? drawSigns(pen, palette, root, write, EDGE, y + height + 10, width - 2 * EDGE) : drawKey(pen, palette, root, y + height + 10, width) + 8;
        y = write(`${words.t('sources')}: ${words.listed([...sources], '; ')}`, EDGE, y, width - 2 * EDGE, 11.5, 'ink2') + 4;
        y = write([said('.wb-disclaimer'), said('.leaflet-control-attribution')].join(' '), EDGE, y, width - 2 * EDGE, 11.5, 'ink2') + 4;
        const { title, as_of: asOf, generator, licence } = data.meta;
        const cite = words.t('cite.text', { title: words.meta(title), date: words.day(asOf), generator, licence: licence.name });
        return write(cite, EDGE, y, width - 2 * EDGE, 11.5, 'ink2') + EDGE;
    };
    const total = compose();
    canvas.width = width * SHARPNESS;
    canvas.height = Math.ceil(total) * SHARPNESS;
    pen.scale(SHARPNESS, SHARPNESS);
    compose();
    return new Promise((resolve) => canvas.toBlob((blob) => resolve(/** @type {Blob} */ (blob))));
}

/** Writes a text that wraps and gives the height below it. @param {CanvasRenderingContext2D} pen @param {Palette} palette */
function writer(pen, palette) {
    /** @param {string} text @param {number} x @param {number} y @param {number} width @param {number} size @param {string} token @param {string} [weight] */
    return (text, x, y, width, size, token, weight = '') => {
        pen.font = `${weight} ${size}px ${palette.font}`;
        pen.fillStyle = palette.colour(token);
        pen.textBaseline = 'top';
        let line = '';
        for (const word of text.split(' ')) {
            const longer = line ? `${line} ${word}` : word;
            if (line && pen.measureText(longer).width > width) {
                pen.fillText(line, x, y);
                y += size * 1.35;
                line = word;
            } else line = longer;
        }
        if (!line) return y;
        pen.fillText(line, x, y);
        return y + size * 1.35;
    };
}

/** @param {CanvasRenderingContext2D} pen @param {Palette} palette @param {L.Map} map @param {number} top */
function drawMap(pen, palette, map, top) {
    const frame = map.getContainer().getBoundingClientRect();
    pen.save();
    pen.beginPath();
    pen.rect(0, top, frame.width, frame.height);
    pen.clip();
    pen.fillStyle = palette.colour('sea');
    pen.fill();
    drawPanes(pen, map, top);
    const inset = /** @type {HTMLElement | null} */ (map.getContainer().querySelector('.wb-inset:not([hidden])'));
    if (inset) drawInset(pen, palette, inset, frame.left, frame.top - top);
    pen.restore();
}

/** @param {CanvasRenderingContext2D} pen @param {Palette} palette @param {HTMLElement} inset @param {number} dx @param {number} dy what is taken from its place on the page */
function drawInset(pen, palette, inset, dx, dy) {
    const boxOf = (/** @type {Element} */ element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        return /** @type {const} */ ([left - dx, top - dy, width, height]);
    };
    const [sheet, caption] = /** @type {[HTMLCanvasElement, HTMLElement]} */ ([...inset.children]);
    pen.fillStyle = palette.colour('panel');
    pen.fillRect(...boxOf(inset));
    pen.drawImage(sheet, ...boxOf(sheet));
    pen.strokeStyle = pen.fillStyle = palette.colour('ink');
    pen.lineWidth = 1.2;
    pen.strokeRect(...boxOf(inset));
    const [left, top, , height] = boxOf(caption);
    pen.font = `600 11.5px ${palette.font}`;
    pen.textBaseline = 'middle';
    pen.fillText(caption.textContent ?? '', left + 8, top + height / 2);
}

/** @param {CanvasRenderingContext2D} pen @param {Palette} palette @param {ReturnType<typeof writer>} write @param {number} top @param {number} width @param {string} date @param {string} line */
function drawClock(pen, palette, write, top, width, date, line) {
    const tell = () => write(line, 22, write(date, 22, top + 18, width - 24, 26, 'ink', 'bold'), width - 24, 12.5, 'ink2');
    const foot = tell() + 8;
    const wide = pen.measureText(line).width;
    pen.font = `bold 26px ${palette.font}`;
    pen.fillStyle = palette.colour('panel');
    pen.fillRect(10, top + 10, Math.min(width, Math.max(wide, pen.measureText(date).width) + 24), foot - top - 10);
    tell();
}

/** The legend's lines, side by side as far as they fit. @param {CanvasRenderingContext2D} pen @param {Palette} palette @param {HTMLElement} root @param {number} y @param {number} width */
function drawKey(pen, palette, root, y, width) {
    let x = EDGE;
    pen.font = `11.5px ${palette.font}`;
    pen.textBaseline = 'middle';
    for (const line of root.querySelectorAll('.wb-legend-body > .wb-legend-column li')) {
        const sign = /** @type {HTMLCanvasElement} */ (line.querySelector('canvas'));
        const [wide, high] = [parseFloat(sign.style.width), parseFloat(sign.style.height)];
        const text = line.textContent ?? '';
        const room = wide + 6 + pen.measureText(text).width;
        if (x > EDGE && x + room > width - EDGE) [x, y] = [EDGE, y + 20];
        pen.drawImage(sign, x, y, wide, high);
        pen.fillStyle = palette.colour('ink2');
        pen.fillText(text, x + wide + 6, y + high / 2);
        x += room + 16;
    }
    return y + 20;
}
