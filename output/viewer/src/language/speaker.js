/** Speaks the reader's language: looks words up, fills them in, and writes dates from day numbers. */

import { createDates, dateOf, isolated, knownTag, numbersOf } from './locale.js';
import { once } from '../data/unpack.js';

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
    const dates = createDates(own.locale);
    const numbers = numbersOf(lang);
    const plural = once(() => new Intl.PluralRules(knownTag(lang)));
    const { dir, tag } = own.locale;
    /** @param {string} key */
    const string = (key) => word(own.ui, key) ?? word(data.texts.en?.ui, key);
    /** @type {Speaker['t']} */
    const t = (key, values = {}) => {
        const number = values.n;
        const counted = typeof number === 'number' ? string(`${key}.${plural().select(number)}`) ?? string(`${key}.other`) : undefined;
        return fill(counted ?? string(key) ?? key, values, numbers, dir);
    };
    /** @type {Speaker} */
    const speaker = {
        lang, tag, dir, t,
        apart: (text) => isolated(text, dir),
        listed: (parts, between = ', ') => parts.filter(Boolean).map((part) => isolated(String(part), dir)).join(between),
        record: (column, row) => (row < 0 ? '' : own.records[column]?.[row] || first.records[column]?.[row] || ''),
        place: (row) => speaker.record('label', data.places.record[row] ?? -1) || data.places.id[row] || '',
        shortPlace: (row, most = MOST_LETTERS) => shortened(speaker.place(row), most),
        source: (column, row) => own.sources[column]?.[row] || first.sources[column]?.[row] || '',
        finding: (part, stop) => own.finding?.[part]?.[stop] ?? '',
        said: (table, column, row) => pick(own[table], column, row) || pick(first[table], column, row) || '',
        scene: (row) => own.scenes[row] ?? first.scenes[row] ?? { title: '', text: [], seconds: 0 },
        word: (code) => (code ? word(own.words, code) || word(first.words, code) || code.replaceAll('_', ' ') : ''),
        meta: (texts) => texts?.[lang] ?? texts?.[data.meta.languages[0]] ?? '',
        number: (value) => numbers().format(value),
        ...dates,
        upper: (text) => text.toLocaleUpperCase(knownTag(lang)),
        span: (row) => speaker.record('when', data.spans.basis[row]?.[0] ?? -1) || t('undated.word'),
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

/** A word of a data set may be called as what every object has, such as "constructor". @param {Record<string, string> | undefined} words @param {string} code */
export const word = (words, code) => (words && Object.hasOwn(words, code) ? words[code] : undefined);

/** Fills {name} in a string. Numbers are written as the language writes them, texts stay apart from the words around them.
 * @param {string} text @param {Record<string, string | number>} values @param {() => Intl.NumberFormat} numbers @param {string} dir */
export function fill(text, values, numbers, dir) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => {
        if (!Object.hasOwn(values, name)) return whole;
        const value = values[name];
        return typeof value === 'number' ? numbers().format(value) : isolated(value, dir);
    });
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

/** @param {number} day @returns {string} as in an address: 2024-01-04 */
export function isoOf(day) {
    return dateOf(day).toISOString().slice(0, 10);
}

/** @param {string} text 2024-01-04 @returns {number | null} null when it is no date */
export function dayOfIso(text) {
    const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
    return Number.isNaN(ms) ? null : Math.round(ms / DAY_MS);
}
