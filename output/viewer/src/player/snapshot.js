/** Save this picture: the map as it is seen under its headline and date, as a still has them, with key, numbered sources and disclaimer in the same PNG. */
import { boxWithin } from '../dom/elements.js';
import { drawPanes } from '../dom/fade.js';
import { sourcesOf } from '../data/lookup.js';
import { readPalette } from '../marks/palette.js';
import { drawSigns } from '../overview/signs.js';
import { sourceName } from '../panel/rows.js';
import { filterCount } from '../state/filters.js';
import { ALL_SHOWN, onOverview } from '../state/reduce.js';

/** @typedef {import('../marks/palette.js').Palette} Palette */
/** @typedef {import('../contract').Context} Context */
/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').Speaker} Speaker */

const EDGE = 16;
/** Between columns, and the least room for two of them. */
const [GAP, TWO_COLUMNS] = [20, 560];
/** Pixels of the picture to one of the page: it is made for slides and paper. */
export const SHARPNESS = 2;
/** More sources are not read under a picture: the map lists them all. */
const MOST_SOURCES = 14;

/**
 * @param {L.Map} map @param {Context} context @param {State} state
 * @param {number[]} records whose sources are named where no scene is told
 * @returns {Promise<Blob>}
 */
export function picture(map, { root, data, speak }, state, records) {
    const words = speak(state.lang);
    const canvas = document.createElement('canvas');
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const palette = readPalette(root, pen);
    const { x: width, y: height } = map.getSize();
    const wide = width - 2 * EDGE;
    const write = writer(pen, palette);
    const head = headOf(root, data, state, words);
    const sources = sourcesSaid(data, state, records, words);
    const status = statusOf(root, data, state, words);
    /** Draws from the top to the foot and gives the height of the whole. */
    const compose = () => {
        pen.fillStyle = palette.colour('panel');
        pen.fillRect(0, 0, width, canvas.height);
        let y = write(head.title, EDGE, EDGE - 2, wide, width < TWO_COLUMNS ? 20 : 26, 'ink', 'bold');
        y = write(head.line, EDGE, y + 3, wide, 14, 'ink2') + 9;
        drawMap(pen, palette, map, y);
        y += height + 10;
        y = root.matches('.wb-overview') ? drawSigns(pen, palette, root, write, EDGE, y, wide) : drawKey(pen, palette, root, y, width) + 8;
        const columns = width < TWO_COLUMNS ? 1 : 2;
        y = write(sources, EDGE, y, (wide - GAP * (columns - 1)) / columns, 11.5, 'ink2', '', columns) + 5;
        return write(status, EDGE, y, wide, 11.5, 'ink2') + EDGE;
    };
    const total = compose();
    canvas.width = width * SHARPNESS;
    canvas.height = Math.ceil(total) * SHARPNESS;
    pen.scale(SHARPNESS, SHARPNESS);
    compose();
    return new Promise((resolve) => canvas.toBlob((blob) => resolve(/** @type {Blob} */ (blob))));
}

/** What was found, and when it is seen. @param {HTMLElement} root @param {Context['data']} data @param {State} state @param {Speaker} words */
function headOf(root, data, state, words) {
    const said = (/** @type {string} */ selector) => root.querySelector(selector)?.textContent ?? '';
    if (onOverview(state)) return { title: said('.wb-lead-title'), line: said('.wb-lead-line') };
    const title = state.scene < 0 ? words.meta(data.meta.title) : words.scene(state.scene).title;
    return { title, line: words.listed([said('.wb-clock-date'), said('.wb-clock-line'), said('.wb-known:not([hidden]) span')], ' · ') };
}

/** Sources as "16 USIP, April 2024.", with the numbers of the map's list. @param {Context['data']} data @param {State} state @param {number[]} records @param {Speaker} words */
function sourcesSaid(data, state, records, words) {
    const told = state.sceneChosen && state.scene >= 0 && !onOverview(state) ? data.scenes.records[state.scene].filter((record) => record >= 0) : records;
    const rows = sourcesOf(data, told).sort((a, b) => a - b);
    const said = rows.slice(0, MOST_SOURCES).map((row) => (
        `${row + 1}\u00a0${words.listed([data.sources.publisher[row] || sourceName({ data }, row, words), words.source('when', row)], ', ')}.`));
    if (rows.length > MOST_SOURCES) said.push(words.t('tip.more', { n: rows.length - MOST_SOURCES }));
    return `${words.t('sources')}: ${said.join(' ')}`;
}

/** Whose data, as of when, what is hidden, and what they do not say. @param {HTMLElement} root @param {Context['data']} data @param {State} state @param {Speaker} words */
function statusOf(root, { meta }, state, words) {
    const hidden = filterCount(state.filters, ALL_SHOWN);
    const cite = words.t(meta.licence.name ? 'cite.text' : 'cite.unlicensed', {
        title: words.meta(meta.title), date: words.day(meta.as_of), generator: meta.generator, licence: meta.licence.name,
    });
    const marking = words.meta(meta.marking);
    const credit = root.querySelector('.leaflet-control-attribution')?.textContent;
    return [
        marking && `${marking}.`, meta.simulated && `${words.t('simulated')}.`, hidden > 0 && `${words.t('filter.n', { n: hidden })}.`,
        words.t('disclaimer'), words.meta(meta.disclaimer), root.matches('.wb-city') && words.t('map.city'), root.matches('.wb-blank') && words.t('map.blank'), credit, cite,
    ].filter(Boolean).join(' ');
}

/** Writes a text that wraps, in columns of equal height, and gives the height below it. @param {CanvasRenderingContext2D} pen @param {Palette} palette */
function writer(pen, palette) {
    /** @param {string} text @param {number} x @param {number} y @param {number} width @param {number} size @param {string} token @param {string} [weight] @param {number} [columns] */
    return (text, x, y, width, size, token, weight = '', columns = 1) => {
        pen.font = `${weight} ${size}px ${palette.font}`;
        pen.fillStyle = palette.colour(token);
        pen.textBaseline = 'top';
        let lines = linesIn(pen, text, width);
        // no word of a headline stands alone
        for (let less = width - 8, fewer = lines; weight && fewer.length === lines.length; less -= 8) [lines, fewer] = [fewer, linesIn(pen, text, less)];
        const high = Math.ceil(lines.length / columns);
        lines.forEach((line, i) => pen.fillText(line, x + Math.floor(i / high) * (width + GAP), y + (i % high) * size * 1.35));
        return text ? y + high * size * 1.35 : y;
    };
}

/** @param {CanvasRenderingContext2D} pen @param {string} text @param {number} width */
function linesIn(pen, text, width) {
    /** @type {string[]} */
    const lines = [];
    for (const word of text.split(' ')) {
        const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
        if (!lines.length || pen.measureText(longer).width > width) lines.push(word);
        else lines[lines.length - 1] = longer;
    }
    return lines;
}

/** @param {CanvasRenderingContext2D} pen @param {Palette} palette @param {L.Map} map @param {number} top */
function drawMap(pen, palette, map, top) {
    const { x: width, y: height } = map.getSize();
    pen.save();
    pen.beginPath();
    pen.rect(0, top, width, height);
    pen.clip();
    pen.fillStyle = palette.colour('sea');
    pen.fill();
    drawPanes(pen, map, top);
    const inset = /** @type {HTMLElement | null} */ (map.getContainer().querySelector('.wb-inset:not([hidden])'));
    if (inset) drawInset(pen, palette, inset, map.getContainer(), top);
    pen.restore();
}

/** @param {CanvasRenderingContext2D} pen @param {Palette} palette @param {HTMLElement} inset @param {HTMLElement} box of the map @param {number} dy */
function drawInset(pen, palette, inset, box, dy) {
    const boxOf = (/** @type {Element} */ element) => {
        const { left, top, width, height } = boxWithin(element, box);
        return /** @type {const} */ ([left, top + dy, width, height]);
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
