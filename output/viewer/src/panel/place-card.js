/** One card for all that stands under a sign: its places and what is on record of each, what moved out, in and back; and for ways or events that lie on one another. */
import { el } from '../dom/elements.js';
import { unbroken } from '../language/speaker.js';
import { folded, opener, phaseSign, recordRow, rowsList, section, signOf, sourceMarks } from './rows.js';
import { nameOf, phaseSaid } from './things.js';

/** @typedef {import('../contract').Drawn} Drawn */
/** @typedef {import('../contract').Speaker} Speaker */
/** @typedef {import('./rows.js').Parts} Parts */

/** More would push what follows out of sight; the rest is folded. */
const MOST_LINES = 6;

/** @param {Parts} parts @param {Drawn} thing @param {Drawn['shown']} shown on the day @param {Speaker} words @param {boolean} paper */
export function placeCard(parts, thing, shown, words, paper) {
    const { context } = parts;
    const name = nameOf(context, thing, words, true);
    const places = thing.records.map((record) => placeOf(context, record)).filter((place) => place >= 0);
    return el('article', { class: 'wb-card', 'aria-label': name },
        el('div', 'wb-card-top', el('span', 'wb-scene-number', words.t('records.onMap')), opener(context, -1, words.t('record.close'), 'wb-link wb-close')),
        el('h2', { class: 'wb-card-title', tabindex: -1 }, name),
        places.length ? el('p', 'wb-card-sum', summary(context, places, words)) : null,
        ...(places.length ? ofPlaces(parts, shown, places, words, paper) : [list(parts, thing.records, words, paper)]));
}

/** What is on record of its places on a day. @param {import('../contract').Context} context @param {Drawn} thing @param {import('../contract').Moment} moment @returns {Drawn['shown']} */
export function shownOn({ data: { places } }, { records }, moment) {
    return moment.places.filter(({ index }) => records.includes(places.record[index])).map(({ index, phase, candidate, span }) => (
        { place: index, phase, candidate: Boolean(candidate), square: places.level[index] === 'country', span }));
}

/** "3 places, 4 moves out, 1 back". @param {import('../contract').Context} context @param {number[]} places @param {Speaker} words */
export function summary(context, places, words) {
    const { out, into, back } = movesOf(context, places);
    return words.listed([
        places.length > 1 && words.t('map.places', { n: places.length }),
        out.length > 0 && words.t('count.out', { n: out.length }),
        into.length > 0 && words.t('count.in', { n: into.length }),
        back.length > 0 && words.t('count.back', { n: back.length }),
    ]);
}

/** Movements that begin at some places and end elsewhere, that end there, and that came back there.
 * @param {import('../contract').Context} context @param {number[]} places */
export function movesOf({ data: { movements }, lookup }, places) {
    const ends = [...new Set(places.flatMap((place) => lookup.movementsTo(place)))];
    const isBack = (/** @type {number} */ row) => movements.kind[row] === 'return';
    return {
        out: [...new Set(places.flatMap((place) => lookup.movementsFrom(place)))].filter((row) => !places.includes(movements.destination[row])),
        into: ends.filter((row) => !isBack(row)),
        back: ends.filter(isBack),
    };
}

/** @param {Parts} parts @param {Drawn['shown']} shown @param {number[]} places @param {Speaker} words @param {boolean} paper */
function ofPlaces(parts, shown, places, words, paper) {
    const { context } = parts;
    const { events, movements, places: { record }, spans } = context.data;
    const { out, into, back } = movesOf(context, places);
    const happened = places.flatMap((place) => context.lookup.eventsAt(place)).sort((a, b) => startOf(events, b) - startOf(events, a));
    const lines = places.map((place) => {
        const now = shown.find((one) => one.place === place);
        return el('li', 'wb-row',
            now ? parts.swatches.swatch(phaseSign(now.phase, now.square)) : el('span', 'wb-swatch-gap'),
            el('span', 'wb-row-main', opener(context, record[place], words.place(place)),
                now && el('span', 'wb-row-said', el('span', `wb-phase-word wb-ink-${now.phase}`, phaseSaid(now, words)),
                    now.span >= 0 && ` · ${unbroken(words.span(now.span))}`)),
            now && now.span >= 0 && sourceMarks(parts, spans.basis[now.span], words));
    });
    /** @type {[string, number[]][]} */
    const moves = [['near.movesFrom', out], ['near.movesTo', into], ['near.movesBack', back]];
    return [
        section(words.t('near.places'), '', rowsList(...lines)),
        ...moves.map(([title, rows]) => rows.length > 0 && section(words.t(title), '', list(parts, rows.map((row) => movements.record[row]), words, paper))),
        happened.length > 0 && section(words.t('near.events'), '', list(parts, happened.map((row) => events.record[row]), words, paper)),
    ].filter((part) => part !== false);
}

/** @param {Parts} parts @param {number[]} records @param {Speaker} words @param {boolean} paper */
function list(parts, records, words, paper) {
    const lines = records.map((record) => recordRow(parts, record, words.record('when', record), words, { sign: signOf(parts.context, record) !== null }));
    const rest = lines.slice(MOST_LINES);
    return el('div', {}, rowsList(...lines.slice(0, MOST_LINES)),
        rest.length ? folded('here', words.t('story.more', { n: rest.length }), paper, rowsList(...rest)) : null);
}

/** The newest first; what has no date stands last. @param {import('../contract').TimelineJson['events']} events @param {number} row */
function startOf({ start_min: least, start_max: most }, row) {
    return least[row] ?? most[row] ?? -Infinity;
}

/** @param {import('../contract').Context} context @param {number} record */
function placeOf({ lookup }, record) {
    const owner = lookup.owner(record);
    return owner?.table === 'places' ? owner.row : -1;
}
