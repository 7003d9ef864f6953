/** Speaks the reader's language: looks words up, fills them in, and writes dates from day numbers. */

import { once } from './once.js';

/** @typedef {import('../contract').TimelineJson} TimelineJson */
/** @typedef {import('../contract').Speaker} Speaker */

const DAY_MS = 86400000;

/** Of a name on a map or a clock. */
export const MOST_LETTERS = 36;

/**
 * Interface strings come complete: where a language lacks one, the timeline carries the English.
 * @param {TimelineJson} data
 * @returns {(lang: string) => Speaker} one speaker a language, made on first use
 */
export function createSpeakers(data) {
    /** @type {Map<string, Speaker>} */
    const speakers = new Map();
    return (lang) => {
        const known = speakers.get(lang);
        if (known) return known;
        const speaker = createSpeaker(data, lang);
        speakers.set(lang, speaker);
        return speaker;
    };
}

/** @param {TimelineJson} data @param {string} lang @returns {Speaker} */
function createSpeaker(data, lang) {
    const first = data.texts[data.meta.languages[0]];
    const own = data.texts[lang] ?? first;
    const dates = createDates(lang);
    const numbers = once(() => new Intl.NumberFormat(tag(lang)));
    const plural = once(() => new Intl.PluralRules(tag(lang)));
    /** @param {string} key */
    const string = (key) => own.ui?.[key] ?? data.texts.en?.ui?.[key];
    /** @type {Speaker['t']} */
    const t = (key, values = {}) => {
        const number = values.n;
        const counted = typeof number === 'number' ? string(`${key}.${plural().select(number)}`) ?? string(`${key}.other`) : undefined;
        return fill(counted ?? string(key) ?? key, values, numbers);
    };
    /** @type {Speaker} */
    const speaker = {
        lang, t,
        record: (column, row) => (row < 0 ? '' : own.records[column]?.[row] || first.records[column]?.[row] || ''),
        place: (row) => speaker.record('label', data.places.record[row] ?? -1) || data.places.id[row] || '',
        shortPlace: (row, most = MOST_LETTERS) => shortened(speaker.place(row), most),
        source: (column, row) => own.sources[column]?.[row] || first.sources[column]?.[row] || '',
        said: (table, column, row) => pick(own[table], column, row) || pick(first[table], column, row) || '',
        scene: (row) => own.scenes[row] ?? first.scenes[row] ?? { title: '', text: [] },
        word: (code) => (code ? own.words[code] ?? first.words[code] ?? code.replaceAll('_', ' ') : ''),
        meta: (texts) => texts?.[lang] ?? texts?.[data.meta.languages[0]] ?? '',
        number: (value) => numbers().format(value),
        ...dates,
        span: (row) => own.records.when[data.spans.basis[row]?.[0]] || t('undated.word'),
        event: (row, chance) => {
            const { record, start_min: from, start_max: to } = data.events;
            const when = speaker.record('when', record[row]);
            const [least, most] = [from[row], to[row]];
            if (chance >= 1 || most === null) return when;
            return least !== null && unitOf(least, most) ? t('event.in', { when }) : t('event.by', { date: dates.day(most) });
        },
    };
    return speaker;
}

/** @param {any} table @param {string} column @param {number} row */
const pick = (table, column, row) => table?.[column]?.[row];

/** Fills {name} in a string. Numbers are written as the language writes them.
 * @param {string} text @param {Record<string, string | number>} values @param {() => Intl.NumberFormat} numbers */
export function fill(text, values, numbers) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => {
        const value = values[name];
        return value === undefined ? whole : typeof value === 'number' ? numbers().format(value) : value;
    });
}

/** @typedef {() => Intl.DateTimeFormat} Format each takes milliseconds to make */
/** @param {string} lang @param {Intl.DateTimeFormatOptions} options @returns {Format} */
const format = (lang, options) => once(() => new Intl.DateTimeFormat(tag(lang), { timeZone: 'UTC', ...options }));

/** @param {string} lang */
export function createDates(lang) {
    const long = format(lang, { day: 'numeric', month: 'long', year: 'numeric' });
    const short = format(lang, { day: 'numeric', month: 'short', year: 'numeric' });
    const months = format(lang, { month: 'long', year: 'numeric' });
    const shortMonths = format(lang, { month: 'short', year: 'numeric' });
    const years = format(lang, { year: 'numeric' });
    /** @param {Format} style @param {number} day */
    const write = (style, day) => ordinal(style(), dateOf(day), lang);
    /** @param {number} first @param {number} last @param {Format} days @param {Format} spelled */
    const between = (first, last, days, spelled) => {
        if (last <= first) return write(days, first);
        const unit = unitOf(first, last);
        if (unit) return write(unit === 'month' ? spelled : years, first);
        const style = wholeYears(first, last) ? years : wholeMonths(first, last) ? shortMonths : short;
        return style().formatRange(dateOf(first), dateOf(last));
    };
    const dates = {
        day: (/** @type {number} */ day) => write(long, day),
        shortDay: (/** @type {number} */ day) => write(short, day),
        month: (/** @type {number} */ day) => write(months, day),
        year: (/** @type {number} */ day) => write(years, day),
        /** A date known to lie between two days: as coarse as the two allow. */
        between: (/** @type {number} */ first, /** @type {number} */ last) => between(first, last, long, months),
    };
    return dates;
}

/** A text of no more than so many characters, cut with an ellipsis: between words, or within one that is too long. @param {string} text @param {number} most */
export function shortened(text, most) {
    const letters = Array.from(text);
    if (letters.length <= most) return text;
    let end = most - 1;
    // a letter keeps the marks that belong to it
    while (end > 1 && /\p{M}/u.test(letters[end])) end -= 1;
    const space = letters.lastIndexOf(' ', end);
    return `${letters.slice(0, space >= most / 2 ? space : end).join('').replace(/[ ,;:(–-]+$/, '')}…`;
}

/** A date is not broken before its year. @param {string} text */
export function unbroken(text) {
    return text.replace(/ (?=\d{4}\b)/g, '\u00a0');
}

/** The calendar unit two days enclose exactly: a month, a year, or nothing.
 * @param {number} first @param {number} last @returns {'month' | 'year' | null} */
export function unitOf(first, last) {
    const [a, b] = [dateOf(first), dateOf(last + 1)];
    if (a.getUTCDate() !== 1 || b.getUTCDate() !== 1) return null;
    const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
    if (months === 1) return 'month';
    return months === 12 && a.getUTCMonth() === 0 ? 'year' : null;
}

/** @param {number} day days since 1970-01-01, fractions dropped */
export function dateOf(day) {
    return new Date(Math.floor(day) * DAY_MS);
}

/** @param {number} day @returns {string} as in an address: 2024-01-04 */
export function isoOf(day) {
    return dateOf(day).toISOString().slice(0, 10);
}

/** @param {string} text 2024-01-04 @returns {number | null} null when it is no date */
export function dayOfIso(text) {
    const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
    return Number.isNaN(ms) ? null : Math.round(ms / DAY_MS);
}

/** Day before month, as the pages do; other languages keep their own habit. @param {string} lang */
function tag(lang) {
    return lang === 'en' ? 'en-GB' : lang;
}

/** French writes the first of a month as 1er, which Intl does not. @param {Intl.DateTimeFormat} style @param {Date} date @param {string} lang */
function ordinal(style, date, lang) {
    if (lang !== 'fr') return style.format(date);
    return style.formatToParts(date).map(({ type, value }) => (type === 'day' && value === '1' ? '1er' : value)).join('');
}

/** @param {number} first @param {number} last */
function wholeYears(first, last) {
    return wholeMonths(first, last) && dateOf(first).getUTCMonth() === 0 && dateOf(last + 1).getUTCMonth() === 0;
}

/** @param {number} first @param {number} last */
function wholeMonths(first, last) {
    return dateOf(first).getUTCDate() === 1 && dateOf(last + 1).getUTCDate() === 1;
}
