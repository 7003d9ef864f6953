/** How a language is named to the browser, how it writes dates, and names of another script kept together in a sentence. */

import { once } from '../data/unpack.js';

const DAY_MS = 86400000;
/** Scripts that are written from right to left. */
const TURNS = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const [FIRST_STRONG, LEFT_TO_RIGHT, END] = ['\u2068', '\u2066', '\u2069'];

/** A language as pages name it (BCP 47), whichever way the data set writes it. @param {string} lang */
export const tagOf = (lang) => lang.replaceAll('_', '-');

/** The language where the browser knows it, else English, as in the dates; never the browser's own. @param {string} lang */
export function knownTag(lang) {
    if (lang === 'en') return 'en-GB';
    try {
        return Intl.NumberFormat.supportedLocalesOf(tagOf(lang))[0] ?? 'en-GB';
    } catch {
        return 'en-GB';
    }
}

/** Numbers with the digits that dates have. @param {string} lang */
export const numbersOf = (lang) => once(() => new Intl.NumberFormat(knownTag(lang), { numberingSystem: 'latn' }));

/** Dates as Python writes them: the timeline brings the patterns, since browsers differ in calendars, digits and languages.
 * @param {import('../contract').LocaleTexts} patterns */
export function createDates({ day: days, month: months, year, first_day: firstDay }) {
    /** @param {string} pattern @param {Date} date */
    const write = (pattern, date) => pattern.replace(/\{(d|dd|y)\}/g, (_, part) => (
        part === 'y' ? String(date.getUTCFullYear()) : String(date.getUTCDate()).padStart(part.length, '0')));
    return {
        day(/** @type {number} */ day) {
            const date = dateOf(day);
            const said = write(days[date.getUTCMonth()], date);
            return firstDay && date.getUTCDate() === 1 ? said.replace(/(?<![\p{L}\p{N}])1(?![\p{L}\p{N}])/u, firstDay) : said;
        },
        month: (/** @type {number} */ day) => write(months[dateOf(day).getUTCMonth()], dateOf(day)),
        year: (/** @type {number} */ day) => write(year, dateOf(day)),
    };
}

/** @param {number} day days since 1970-01-01, fractions dropped */
export function dateOf(day) {
    return new Date(Math.floor(day) * DAY_MS);
}

/** A name or date that is put into a sentence, so that it cannot reorder what stands beside it. @param {string} text @param {string} dir of the sentence */
export function isolated(text, dir) {
    const whole = (text[0] === FIRST_STRONG || text[0] === LEFT_TO_RIGHT) && text.indexOf(END) === text.length - 1;
    return text && !whole && (dir === 'rtl' || TURNS.test(text)) ? FIRST_STRONG + text + END : text;
}
