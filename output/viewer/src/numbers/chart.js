/** The chart of a series in the card of a place: an axis that begins at 0, steps of the length of their periods, the day that is shown. */

import { ticksOf } from '../language/ticks.js';
import { el } from '../dom/elements.js';
import { hasGaps, linesOf, rowOn } from './series.js';
import { measureName, periodOf } from './said.js';

/** @typedef {import('../contract').TimelineJson} TimelineJson */
/** @typedef {import('../contract').Speaker} Speaker */

const [WIDTH, HEIGHT, LEFT, FOOT, TOP] = [348, 112, 4, 18, 16];

/**
 * The numbers of a place for its card: the one of the day with its source, then the whole series.
 * @param {TimelineJson} data @param {number} place @param {number} day @param {Speaker} words @param {(rows: number[]) => Node | null} sources marks of rows of sources
 * @param {import('./bubbles.js').Swatches} swatches @returns {{title: string, body: HTMLElement}[]}
 */
export function numbersOfPlace(data, place, day, words, sources, swatches) {
    const { series } = data;
    if (!series) return [];
    return linesOf(data, place).map(({ measure, line }) => {
        const row = rowOn(data, line, day);
        const rows = Array.from({ length: line.to - line.from }, (_, i) => line.from + i);
        const cited = [...new Set((row < 0 ? rows : [row]).flatMap((one) => series.sources[one]))];
        return {
            title: measureName(measure, words),
            body: el('div', 'wb-numbers',
                el('p', 'wb-number-now', el('strong', {}, row < 0 ? words.t('numbers.unknown') : words.number(series.value[row])),
                    ` ${periodOf(data, row, day, words)}`, sources(cited)),
                swatches.swatch(drawChart(data, rows, Math.floor(day), words), WIDTH, HEIGHT),
                el('p', 'wb-quiet', words.listed([words.t('numbers.range', {
                    first: periodOf(data, line.from, day, words), last: periodOf(data, line.to - 1, day, words), n: rows.length,
                }), hasGaps(data, line) && words.t('numbers.gaps')], '. '))),
        };
    });
}

/**
 * The series of a measure in short, a row a place.
 * @param {TimelineJson} data @param {import('./series.js').Measure} measure @param {Speaker} words @param {(place: number) => Node} named @param {(rows: number[]) => Node | null} sources
 */
export function numberTable(data, measure, words, named, sources) {
    const { value, sources: cited } = /** @type {NonNullable<TimelineJson['series']>} */ (data.series);
    const said = (/** @type {number} */ row) => el('td', {}, el('b', {}, words.number(value[row])), ` ${periodOf(data, row, 0, words)}`);
    const head = ['col.place', 'numbers.first', 'numbers.most', 'numbers.last'].map((key) => el('th', { scope: 'col' }, words.t(key)));
    return el('table', 'wb-table', el('thead', {}, el('tr', {}, ...head)), el('tbody', {}, ...measure.lines.map(({ place, from, to }) => {
        const rows = Array.from({ length: to - from }, (_, i) => from + i);
        // of equal numbers the earliest
        const most = rows.reduce((one, row) => (value[row] > value[one] ? row : one));
        return el('tr', {}, el('th', { scope: 'row' }, named(place), sources([...new Set(rows.flatMap((row) => cited[row]))])),
            said(from), said(most), said(to - 1));
    })));
}

/** @param {TimelineJson} data @param {number[]} rows @param {number} day @param {Speaker} words @returns {import('./bubbles.js').Draw} */
function drawChart({ series }, rows, day, words) {
    const { start, end, value } = /** @type {NonNullable<TimelineJson['series']>} */ (series);
    const [first, last] = [start[rows[0]], end[rows[rows.length - 1]] + 1];
    const largest = Math.max(...rows.map((row) => value[row]), 0) || 1;
    return (c, palette, width, height) => {
        const [right, foot] = [width - 4, height - FOOT];
        const x = (/** @type {number} */ at) => LEFT + ((at - first) / Math.max(1, last - first)) * (right - LEFT);
        const y = (/** @type {number} */ n) => foot - (n / largest) * (foot - TOP);
        c.lineWidth = 1;
        c.strokeStyle = palette.colour('line');
        c.beginPath();
        for (const n of [0, largest]) { c.moveTo(LEFT, y(n) + 0.5); c.lineTo(right, y(n) + 0.5); }
        c.stroke();
        for (const row of rows) {
            const here = day >= start[row] && day <= end[row];
            const [x0, x1] = [x(start[row]), x(end[row] + 1)];
            c.globalAlpha = here ? 0.75 : 0.3;
            c.fillStyle = palette.colour('ink2');
            c.fillRect(x0, y(value[row]), Math.max(0.6, x1 - x0 - (x1 - x0 > 4 ? 1 : 0)), foot - y(value[row]));
            c.globalAlpha = 0.9;
            c.fillRect(x0, y(value[row]) - (value[row] === 0 ? 1 : 0), Math.max(0.8, x1 - x0), 1.2);
        }
        c.globalAlpha = 1;
        c.font = `400 11px ${palette.font}`;
        c.fillStyle = palette.colour('ink2');
        c.textBaseline = 'alphabetic';
        c.textAlign = 'left';
        c.fillText(words.number(largest), LEFT, y(largest) - 4);
        let free = -Infinity;
        for (const { day: at, text } of ticksOf(first, last - 1, right - LEFT, words)) {
            const wide = c.measureText(text).width;
            const px = Math.max(LEFT, x(at));
            c.fillRect(px, foot + 1, 0.8, 4);
            if (px < free || px + wide > right) continue;
            c.fillText(text, px, foot + 15);
            free = px + wide + 10;
        }
        if (day >= first && day < last) {
            c.fillStyle = palette.colour('ink');
            c.fillRect(x(day + 0.5) - 0.75, TOP - 6, 1.5, foot - TOP + 6);
        }
    };
}
