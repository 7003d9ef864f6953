/** The numbers of a timeline on a day, and how large they are drawn; the twin of output/series.py. */

/** @typedef {import('../contract').TimelineJson} TimelineJson */
/** @typedef {{place: number, from: number, to: number}} Line the numbers of a place: rows of `series` from `from` up to `to`, which is not one of them */
/** @typedef {{unit: string, grain: string, lines: Line[], largest: number}} Measure a unit and the length of its periods; `largest` of all its numbers */

const [SHARE, LEAST, MOST, CROWDED] = [0.085, 18, 46, 8];
/** Places for which the largest circle is as large as it may be. */
const ROOM = 20;

/** @type {WeakMap<object, Measure[]>} */
const known = new WeakMap();

/** What is counted, the main one first. @param {TimelineJson} data @returns {Measure[]} */
export function measuresOf(data) {
    let found = known.get(data);
    if (!found) known.set(data, (found = group(data.series)));
    return found;
}

/** @param {TimelineJson['series']} table @returns {Measure[]} */
function group(table) {
    /** @type {Map<string, Measure>} */
    const measures = new Map();
    const { place = [], unit = [], grain = [], value = [] } = table ?? {};
    for (let from = 0, row = 1; row <= place.length; row++) {
        if (row < place.length && place[row] === place[from] && unit[row] === unit[from] && grain[row] === grain[from]) continue;
        const key = `${unit[from]}\n${grain[from]}`;
        const measure = measures.get(key) ?? { unit: unit[from], grain: grain[from], lines: [], largest: 0 };
        measures.set(key, measure);
        measure.lines.push({ place: place[from], from, to: row });
        for (let at = from; at < row; at++) measure.largest = Math.max(measure.largest, value[at]);
        from = row;
    }
    return [...measures.values()];
}

/** The row whose period holds a day, -1 where no number is on record: that is not 0. @param {TimelineJson} data @param {Line} line @param {number} day */
export function rowOn({ series }, { from, to }, day) {
    const { start, end } = /** @type {NonNullable<TimelineJson['series']>} */ (series);
    const whole = Math.floor(day);
    let [low, high] = [from, to];
    while (low < high) {
        const middle = (low + high) >> 1;
        if (start[middle] <= whole) low = middle + 1;
        else high = middle;
    }
    return low > from && whole <= end[low - 1] ? low - 1 : -1;
}

/** The row of `series` of each place with a number of a measure on a day. @param {TimelineJson} data @param {number} day @param {number} [measure] @returns {Map<number, number>} */
export function numbersOn(data, day, measure = 0) {
    /** @type {Map<number, number>} */
    const rows = new Map();
    for (const line of measuresOf(data)[measure]?.lines ?? []) {
        const row = rowOn(data, line, day);
        if (row >= 0) rows.set(line.place, row);
    }
    return rows;
}

/** The numbers of the main measure that the filters let through. @param {TimelineJson} data @param {import('../contract').Filters} filters @param {import('../contract').Context['shows']} shows @param {number} day */
export function shownOn(data, filters, shows, day) {
    const rows = numbersOn(data, day);
    for (const [place, row] of rows) if (!isShown(data, filters, shows, row)) rows.delete(place);
    return rows;
}

/** @param {TimelineJson} data @param {import('../contract').Filters} filters @param {import('../contract').Context['shows']} shows @param {number} row */
export function isShown({ series, places, sources }, filters, shows, row) {
    const { certainty, place, sources: cited } = /** @type {NonNullable<TimelineJson['series']>} */ (series);
    if (filters.known !== null && !cited[row].some((source) => (sources.published?.[source] ?? Infinity) <= Number(filters.known))) return false;
    // what nobody graded is not hidden by a question about grades
    if (filters.certainty && certainty[row] >= 0 && certainty[row] < filters.certainty) return false;
    return shows(filters, places.record[place[row]]);
}

/** The series of a place, those of the main measure first. @param {TimelineJson} data @param {number} place @returns {{measure: Measure, line: Line}[]} */
export function linesOf(data, place) {
    return measuresOf(data).flatMap((measure) => measure.lines.filter((line) => line.place === place).map((line) => ({ measure, line })));
}

/** Does a stretch without a number lie between two of a series? @param {TimelineJson} data @param {Line} line */
export function hasGaps({ series }, { from, to }) {
    const { start, end } = /** @type {NonNullable<TimelineJson['series']>} */ (series);
    for (let row = from; row + 1 < to; row++) if (end[row] + 1 < start[row + 1]) return true;
    return false;
}

/**
 * Radius of the largest circle on a map, in pixels: a share of its shorter side, within bounds. Where there are many places each has less of it.
 * @param {number} width @param {number} height @param {number} places
 */
export function mostRadius(width, height, places) {
    const alone = Math.min(MOST, Math.max(LEAST, SHARE * Math.min(width, height)));
    return Math.max(CROWDED, alone * Math.min(1, Math.sqrt(ROOM / Math.max(1, places))));
}

/** Radius of a number's circle: areas, not radii, are in proportion. @param {number} value @param {number} largest @param {number} most */
export function radiusOf(value, largest, most) {
    return value > 0 && largest > 0 ? most * Math.sqrt(value / largest) : 0;
}

/** Two or three round numbers for a legend, the largest first. @param {number} largest @returns {number[]} */
export function legendValues(largest) {
    const found = [largest, largest / 5, largest / 25].filter((value) => value > 0).map((value) => {
        const step = 10 ** Math.floor(Math.log10(value) + 1e-9);
        return [5, 2, 1].map((n) => n * step).find((n) => n <= value * (1 + 1e-9)) ?? step;
    });
    return [...new Set(found)].filter((value) => !Number.isInteger(largest) || value >= 1).slice(0, 3);
}
