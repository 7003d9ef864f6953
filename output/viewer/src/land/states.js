/** Which country lies under which part of a view, in cells: so that no name is written over a country that is not its own. */

import { forEachCopy, meets } from './paths.js';

/**
 * @typedef {import("../marks/surface.js").View} View
 * @typedef {{cell: number, columns: number, codes: string[]}} Land countries by cell of so many pixels, row by row; empty for the sea
 */

/** Pixels: about as high as a name. */
const CELL = 12;

/** @param {{iso2: string, rings: Float64Array[], bbox: [number, number, number, number]}[]} features @param {View} view @returns {Land} */
export function statesOf(features, view) {
    const [columns, rows] = [Math.ceil(view.width / CELL), Math.ceil(view.height / CELL)];
    const codes = new Array(columns * rows).fill('');
    for (const { iso2, rings, bbox } of features) {
        forEachCopy(view, (shift) => {
            if (meets(bbox, view, shift)) fillCells(codes, columns, rows, rings, view, shift, iso2);
        });
    }
    return { cell: CELL, columns, codes };
}

/** Even-odd, row by row through the middles of the cells. @param {string[]} codes @param {number} columns @param {number} rows @param {Float64Array[]} rings @param {View} view @param {number} shift @param {string} iso2 */
function fillCells(codes, columns, rows, rings, { scale, ox, oy }, shift, iso2) {
    /** @type {number[][]} */
    const crossings = Array.from({ length: rows }, () => []);
    for (const ring of rings) {
        for (let i = 0; i + 3 < ring.length; i += 2) {
            const [y0, y1] = [(ring[i + 1] * scale - oy) / CELL - 0.5, (ring[i + 3] * scale - oy) / CELL - 0.5];
            const [top, foot] = y0 < y1 ? [y0, y1] : [y1, y0];
            for (let row = Math.max(0, Math.ceil(top)); row < Math.min(rows, foot); row++) {
                const x = ring[i] + ((row - y0) / (y1 - y0)) * (ring[i + 2] - ring[i]);
                crossings[row].push(((x + shift) * scale - ox) / CELL - 0.5);
            }
        }
    }
    crossings.forEach((xs, row) => {
        xs.sort((a, b) => a - b);
        for (let i = 0; i + 1 < xs.length; i += 2)
            for (let column = Math.max(0, Math.ceil(xs[i])); column < Math.min(columns, xs[i + 1]); column++) codes[row * columns + column] = iso2;
    });
}
