/** Numbers of a series in words; the twin of output/text/numbers.py. */

import { unitOf } from '../language/speaker.js';
import { measuresOf, shownOn } from './series.js';

/** @typedef {import('../contract').TimelineJson} TimelineJson */
/** @typedef {import('../contract').Speaker} Speaker */

/** Numbers on the line of the clock. */
const MOST = 3;

/** "Hectares, by year". @param {import('./series.js').Measure} measure @param {Speaker} words */
export function measureName({ unit, grain }, words) {
    const said = words.word(unit) || words.t('numbers.count');
    return words.listed([words.upper(said.slice(0, 1)) + said.slice(1), words.t(`grain.${grain}`)]);
}

/** The period of a number in words; of none the day. @param {TimelineJson} data @param {number} row @param {number} day @param {Speaker} words */
export function periodOf({ series }, row, day, words) {
    if (!series || row < 0) return words.day(Math.floor(day));
    const [first, last] = [series.start[row], series.end[row]];
    const unit = unitOf(first, last);
    if (unit) return unit === 'year' ? words.year(first) : words.month(first);
    return first === last ? words.day(first) : `${words.day(first)} – ${words.day(last)}`;
}

/** What the clock says where nothing happens: the largest numbers of the day; empty without any. @param {TimelineJson} data @param {import('../contract').State} state @param {Speaker} words @param {import('../contract').Context['shows']} shows */
export function numbersLine(data, { day, filters }, words, shows) {
    const { series } = data;
    const [measure] = measuresOf(data);
    const rows = [...shownOn(data, filters, shows, day).values()];
    if (!series || !rows.length) return '';
    const told = rows.sort((a, b) => series.value[b] - series.value[a] || a - b).slice(0, MOST)
        .map((row) => `${words.apart(words.shortPlace(series.place[row]))} ${words.number(series.value[row])}`);
    const more = rows.length > MOST ? `${told.join(', ')} …` : told.join(', ');
    return words.t('clock.numbers', { measure: measureName(measure, words), list: more });
}
