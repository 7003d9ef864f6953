/** Series in the rows of the ribbon: steps behind the phases, one scale for all rows. What is not on record has no step; a recorded 0 lies on the foot of its row. */

import { isShown, linesOf, measuresOf } from './series.js';

/** @typedef {import('../contract').TimelineJson} TimelineJson */
/** @typedef {{x0: number, x1: number, top: number, foot: number, zero: boolean}} Step in pixels */

/** Room above the steps of a row. */
const AIR = 2.5;

/**
 * @param {TimelineJson} data @param {{left: number, right: number, rowHeight: number, x(day: number): number, rows: {place: number, y: number}[]}} layout
 * @param {(row: number) => boolean} shows rows of `series` @returns {Step[]}
 */
export function stepsOf(data, { left, right, rowHeight, x, rows }, shows) {
    const [measure] = measuresOf(data);
    const { series } = data;
    if (!measure || !series) return [];
    return rows.flatMap(({ place, y }) => linesOf(data, place).filter((one) => one.measure === measure).flatMap(({ line }) => {
        /** @type {Step[]} */
        const steps = [];
        for (let row = line.from; row < line.to; row++) {
            const [x0, x1] = [Math.max(left, x(series.start[row])), Math.min(right, x(series.end[row] + 1))];
            if (x1 <= x0 || !shows(row)) continue;
            const foot = y + rowHeight - 0.5;
            steps.push({ x0, x1, foot, top: foot - (series.value[row] / (measure.largest || 1)) * (rowHeight - AIR), zero: series.value[row] === 0 });
        }
        return steps;
    }));
}

/** @param {CanvasRenderingContext2D} c @param {TimelineJson} data @param {Parameters<typeof stepsOf>[1]} layout @param {(row: number) => boolean} shows @param {(name: string) => string} ink */
export function paintSteps(c, data, layout, shows, ink) {
    const steps = stepsOf(data, layout, shows);
    if (!steps.length) return;
    c.fillStyle = ink('ink3');
    c.globalAlpha = 0.3;
    for (const { x0, x1, top, foot } of steps) c.fillRect(x0, top, x1 - x0, foot - top);
    c.globalAlpha = 0.85;
    // the line on top is what is read; a 0 is a line on the foot, which an unknown has not
    for (const { x0, x1, top, zero } of steps) c.fillRect(x0, zero ? top - 1 : top - 0.5, Math.max(0.8, x1 - x0), 1);
    c.globalAlpha = 1;
}
