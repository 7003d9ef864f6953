/** The big clock: a date at the precision of the data, and one line on what is on record. */
import { createKnownChip } from './known-chip.js';
import { ancestors } from '../data/lookup.js';
import { el, setAttribute, setText } from '../dom/elements.js';
import { numbersLine } from '../numbers/said.js';
import { shownOn } from '../numbers/series.js';
import { isHeld, legsOf, skipped } from '../state/conductor.js';
import { filterKey } from '../state/filters.js';
import { STORY } from '../state/reduce.js';
import { MOST_LETTERS, shortened, unbroken, unitOf } from '../language/speaker.js';

/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').Moment} Moment */
/** @typedef {import('../contract').Speaker} Speaker */
/** @typedef {import('../contract').Context} Context */

/** What fits on two lines; a longer label is told by kind and place instead of being cut. */
const LONGEST_LINE = 96;

const TELLING = ['return', 'displacement', 'crackdown', 'arrival', 'presence'];

/** @param {Context} context */
export function createClock(context) {
    const { data, speak, shows } = context;
    const known = createKnownChip(context);
    const date = el('p', 'wb-clock-date');
    const line = el('p', 'wb-clock-line');
    const mode = el('p', { class: 'wb-clock-mode', hidden: true });
    // the clock stands on every picture, at every size and on paper: so does what the data are
    const badge = el('p', 'wb-simulated');
    const element = el('div', { class: 'wb-clock', 'data-wb-avoid': true }, data.meta.simulated ? badge : null, date, line, mode, known.element);
    const legs = legsOf(data);
    let lineKey = '';
    return {
        element,
        /** @param {State} state @param {Moment} moment @returns {boolean} whether it says something else, and may be of another size */
        draw(state, moment) {
            const words = speak(state.lang);
            known.draw(state, words);
            setText(badge, words.t('simulated'));
            setText(date, clockDate(data, isHeld(state, legs) ? { ...state, playing: false } : state, words));
            const left = skipped(legs[state.leg], words);
            const key = left || lineKeyOf(data, state, moment, shows);
            const other = key !== lineKey;
            if (other) {
                lineKey = key;
                // a range of days is not broken at its dash
                setText(line, unbroken(left || clockLine(data, state, moment, words, shows)).replace(/(\d)–(?=\d)/g, '$1\u2060–\u2060'));
            }
            const steps = state.reduced && !state.tour && !(state.speed === STORY && legs.length);
            setAttribute(mode, 'hidden', !steps);
            if (steps) setText(mode, words.t('clock.steps'));
            return other;
        },
    };
}

/**
 * A day while the clock runs or is held on a dated day; coarser when all that is recorded for the day is coarser.
 * @param {import('../contract').TimelineJson} data @param {State} state @param {Speaker} words
 */
export function clockDate({ events, records, scenes }, state, words) {
    const day = Math.floor(state.day);
    // in a scene only what it tells of can make its date coarser
    const ours = state.sceneChosen && state.scene >= 0 ? scenes.own[state.scene] : null;
    if (state.playing) return words.day(day);
    let length = Infinity;
    let row = -1;
    for (let i = 0; i < events.record.length; i++) {
        const [first, last] = [events.start_min[i], events.end_max[i]];
        if (ours && !ours.includes(events.record[i])) continue;
        if (first === null || last === null || first > day || last < day || last - first >= length) continue;
        [length, row] = [last - first, i];
    }
    if (row < 0 || length === 0) return words.day(day);
    const unit = unitOf(events.start_min[row] ?? day, events.end_max[row] ?? day);
    if (!unit) return words.day(day);
    const text = unit === 'month' ? words.month(day) : words.year(day);
    const about = records.flags[events.record[row]]?.includes('approximate');
    return about ? words.t('clock.about', { date: text }) : text;
}

/** @param {import('../contract').TimelineJson} data @param {State} state @param {Moment} moment
 *  @param {Speaker} words @param {Context['shows']} shows */
export function clockLine(data, state, moment, words, shows) {
    const { event, phase } = told(data, state, moment, shows);
    const chance = moment.events.find(({ index }) => index === event)?.chance ?? 1;
    if (event >= 0) return eventLine(data, state, event, chance, words);
    const own = ownOf(data, state);
    if (phase) {
        return words.t('clock.phase', {
            phase: words.t(phase.candidate ? 'phase.candidate' : `phase.${phase.phase}`),
            place: words.shortPlace(phase.index),
            when: words.span(phase.span),
        });
    }
    return numbersLine(data, state, words, shows) || (own ? '' : words.t('clock.none'));
}

/** The records of the chosen scene where it names any: it speaks of these alone, and what else happens on the day stands in the list.
 * @param {import('../contract').TimelineJson} data @param {State} state */
function ownOf({ scenes }, { scene, sceneChosen }) {
    return sceneChosen && scene >= 0 && scenes.own[scene].length ? scenes.own[scene] : null;
}

/** What the clock tells: the newest event (-1 for none), or else the phase that began last; in a scene without either the last of its events.
 * @param {import('../contract').TimelineJson} data @param {State} state @param {Moment} moment @param {Context['shows']} shows */
export function told(data, state, moment, shows) {
    const event = latestEvent(data, state, moment, shows);
    const phase = latestPhase(data, state, moment, shows);
    if (event >= 0 && (!phase || outranks(data, state, event, phase.span))) return { event, phase: null };
    return { event: phase ? -1 : latestOver(data, state, shows), phase };
}

/** @param {import('../contract').TimelineJson} data @param {State} state @param {number} event @param {number} chance @param {Speaker} words */
function eventLine(data, state, event, chance, words) {
    const { events } = data;
    const when = words.event(event, chance);
    const label = located(data, event, words);
    const today = Math.floor(state.day) === events.start_min[event] && events.start_min[event] === events.end_max[event];
    const line = today ? label : words.t('clock.event', { label, when });
    if (line.length <= LONGEST_LINE) return line;
    if (events.place[event] < 0) {
        const short = shortened(label, 2 * MOST_LETTERS);
        return today ? short : words.t('clock.event', { label: short, when });
    }
    const kind = words.word(events.kind[event]);
    const phase = words.upper(kind.slice(0, 1)) + kind.slice(1);
    return words.t('clock.phase', { phase, place: words.shortPlace(events.place[event]), when });
}

/** What happened and where: an event whose words name no place is told with it.
 * @param {import('../contract').TimelineJson} data @param {number} event @param {Speaker} words */
function located(data, event, words) {
    const [label, place] = [words.record('label', data.events.record[event]), data.events.place[event]];
    const around = ancestors(data, place);
    if (!around.length || around.some((at) => label.toLowerCase().includes(words.place(at).toLowerCase()))) return label;
    return words.t('clock.at', { place: words.shortPlace(place), label });
}

/** Whether an event is told rather than a phase: in a scene the newer of the two, elsewhere no mere report.
 * @param {import('../contract').TimelineJson} data @param {State} state @param {number} event @param {number} span */
function outranks(data, state, event, span) {
    const { events, spans } = data;
    if (ownOf(data, state)) return (events.start_min[event] ?? events.start_max[event] ?? -Infinity) >= startOf(spans, span);
    return Boolean(events.sign[event]);
}

/** @param {import('../contract').TimelineJson} data @param {State} state @param {Moment} moment @param {Context['shows']} shows */
function lineKeyOf(data, state, moment, shows) {
    const phase = latestPhase(data, state, moment, shows);
    return [state.lang, moment.events.map(({ index, age, chance }) => `${index}${age < 1}${chance < 1}`).join(), phase?.span, state.scene, state.sceneChosen, filterKey(state),
        phase ? '' : [...shownOn(data, state.filters, shows, state.day).values()].join()].join('|');
}

/** The newest event; a report comes after what happened on the ground.
 * @param {import('../contract').TimelineJson} data @param {State} state @param {Moment} moment @param {Context['shows']} shows */
function latestEvent(data, state, moment, shows) {
    const { events } = data;
    const own = ownOf(data, state);
    let best = -1;
    let bestScore = -Infinity;
    for (const { index, age } of moment.events) {
        if (!shows(state.filters, events.record[index]) || (own && !own.includes(events.record[index]))) continue;
        const score = -age - (events.sign[index] ? 0 : 40);
        if (score > bestScore) [best, bestScore] = [index, score];
    }
    return best;
}

/** The last of a scene's events that are no news any more; -1 for none.
 * @param {import('../contract').TimelineJson} data @param {State} state @param {Context['shows']} shows */
function latestOver(data, state, shows) {
    const { events } = data;
    const own = ownOf(data, state) ?? [];
    let [best, begun] = [-1, -Infinity];
    events.record.forEach((record, row) => {
        const day = events.start_max[row];
        if (day === null || day > state.day || day <= begun || !own.includes(record) || !shows(state.filters, record)) return;
        [best, begun] = [row, day];
    });
    return best;
}

/** The phase that began last. @param {import('../contract').TimelineJson} data @param {State} state @param {Moment} moment @param {Context['shows']} shows */
function latestPhase(data, state, moment, shows) {
    const { spans } = data;
    const own = ownOf(data, state);
    const rank = (/** @type {Moment['places'][number]} */ { span, phase }) => [startOf(spans, span), -TELLING.indexOf(phase)];
    /** @type {Moment['places'][number] | null} */
    let best = null;
    for (const place of moment.places) {
        const basis = spans.basis[place.span] ?? [];
        if (!basis.some((record) => shows(state.filters, record)) || (own && !basis.some((record) => own.includes(record)))) continue;
        if (!best || isAfter(rank(place), rank(best))) best = place;
    }
    return best;
}

/** @param {number[]} a @param {number[]} b */
function isAfter(a, b) {
    const at = a.findIndex((value, i) => value !== b[i]);
    return at >= 0 && a[at] > b[at];
}

/** @param {import('../contract').SpanColumns} spans @param {number} row */
export function startOf(spans, row) {
    return spans.start_min[row] ?? spans.start_max[row] ?? -Infinity;
}
