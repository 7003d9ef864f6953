/**
 * Rows with so many other events that their marks would be a barcode: columns of how many there are, on one scale for all places. As in `columns.py`.
 */
import { MOST_MARKED } from '../data/crowds.js';
import { placesIn } from './layout.js';

/** @typedef {import('../contract').TimelineJson} TimelineJson */
/** @typedef {import('./layout').Layout} Layout */
/** @typedef {import('./layout').Row} Row */
/** @typedef {{row: Row, x0: number, x1: number, top: number, foot: number, count: number}} Column in pixels */

/** Days of a column, and the least pixels: the first of them that is wide enough. */
const [STEPS, LEAST] = [[1, 7, 30, 91, 365], 10];
/** Room above the columns of a row. */
const AIR = 2.5;

/** The days of the other events of each row, where they are many. @param {TimelineJson} data @param {Layout} layout @param {(record: number) => boolean} shows */
export function manyOf({ events }, layout, shows) {
    /** @type {Map<Row, number[]>} */
    const found = new Map(layout.rows.map((row) => [row, []]));
    const rows = new Map(layout.rows.flatMap((row) => placesIn(row).map((place) => [place, row])));
    events.record.forEach((record, i) => {
        const [row, first] = [rows.get(events.place[i]), events.start_min[i]];
        if (!row || first === null || events.sign[i] || !shows(record)) return;
        const day = (first + (events.end_max[i] ?? first) + 1) / 2;
        if (layout.x(day) >= layout.left && layout.x(day) <= layout.right) found.get(row)?.push(day);
    });
    for (const [row, days] of found) if (days.length <= MOST_MARKED) found.delete(row);
    return found;
}

/** @param {Layout} layout @param {Map<Row, number[]>} many @returns {Column[]} row by row, from left to right */
export function columnsOf({ left, right, first, rowHeight, x }, many) {
    const step = STEPS.find((days) => x(first + days) - x(first) >= LEAST) ?? STEPS[STEPS.length - 1];
    const counted = [...many].map(([row, days]) => {
        /** @type {Map<number, number>} */
        const counts = new Map();
        for (const day of days) counts.set(Math.floor((day - first) / step), (counts.get(Math.floor((day - first) / step)) ?? 0) + 1);
        return { row, counts, most: Math.max(...counts.values()) };
    });
    const most = Math.max(...counted.map(({ row, most: own }) => (row.held.length ? 0 : own)));
    return counted.flatMap(({ row, counts, most: own }) => [...counts].sort(([a], [b]) => a - b).map(([at, count]) => {
        const foot = row.y + rowHeight - 0.5;
        // places that stand together have a scale of their own
        const top = foot - (count / (row.held.length ? own : most)) * (rowHeight - AIR);
        return { row, x0: Math.max(left, x(first + at * step)), x1: Math.min(right, x(first + (at + 1) * step)), top, foot, count };
    }));
}

/** @param {CanvasRenderingContext2D} c @param {Column[]} columns @param {(name: string) => string} ink */
export function paintColumns(c, columns, ink) {
    c.fillStyle = ink('ink3');
    c.globalAlpha = 0.55;
    for (const { x0, x1, top, foot } of columns) c.fillRect(x0, top, Math.max(0.8, x1 - x0 - 0.8), foot - top);
    c.globalAlpha = 1;
}
