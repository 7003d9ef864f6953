/** What an axis of days is marked with: centuries, years, months or days, whatever has room. The twin of output/language/ticks.py. */

import { dateOf } from './locale.js';

/** @typedef {{day: number, text: string}} Tick a line of the axis, and what stands beside it where there is room */

/** Nearer than this, in pixels, not every year has a line. */
const LINES_APART = 12;
/** Pixels that a label takes with the gap to the next. */
const [YEAR_ROOM, MONTH_ROOM, DAY_ROOM] = [44, 104, 116];
const YEARS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
const MONTHS = [1, 2, 3, 6];
const DAYS = [1, 2, 5, 10];

/**
 * Years, all of them where their lines do not crowd, else round ones; months in an extent with less than two New Year's days, and days
 * in one with less than two first days of a month. There is always one.
 * @param {number} first @param {number} last @param {number} pixels from the first day to the end of the last
 * @param {Pick<import('../contract').Speaker, 'day' | 'month'>} words @returns {Tick[]}
 */
export function ticksOf(first, last, pixels, words) {
    const aDay = pixels / (last + 1 - first);
    const from = dateOf(first);
    const year = from.getUTCFullYear();
    const step = stepOf(YEARS, 365.25 * aDay, LINES_APART, YEAR_ROOM);
    const years = firstDays(first, last, Math.ceil(year / step) * step, 0, 12 * step)
        .map((day) => ({ day, text: String(dateOf(day).getUTCFullYear()) }));
    if (years.length > 1 || last - first > 2 * 366) return years.length ? years : [{ day: first, text: String(year) }];
    const months = stepOf(MONTHS, 30.44 * aDay, MONTH_ROOM, MONTH_ROOM);
    const starts = firstDays(first, last, year, Math.ceil(from.getUTCMonth() / months) * months, months);
    if (starts.length > 1) return starts.map((day) => ({ day, text: words.month(day) }));
    const days = stepOf([...DAYS, last + 1 - first], aDay, DAY_ROOM, DAY_ROOM);
    return Array.from({ length: Math.floor((last - first) / days) + 1 }, (_, i) => first + i * days)
        .map((day) => ({ day, text: words.day(day) }));
}

/** The smallest step whose labels have room; one of every unit where that is enough. @param {number[]} steps @param {number} unit @param {number} enough @param {number} room */
function stepOf(steps, unit, enough, room) {
    return unit >= enough ? 1 : steps.find((step) => step * unit >= room) ?? steps[steps.length - 1];
}

/** The first days of every so many months in an extent. @param {number} first @param {number} last @param {number} year @param {number} month @param {number} step */
function firstDays(first, last, year, month, step) {
    const found = [];
    const date = new Date(0);
    for (let at = month; ; at += step) {
        // years below 100 are none of the last century
        const day = Math.round(date.setUTCFullYear(year, at, 1) / 864e5);
        if (!(day <= last)) return found;
        if (day >= first) found.push(day);
    }
}
