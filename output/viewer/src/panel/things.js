/** What is drawn, in words: its name, what is recorded of it, where on the map it lies. */
import { button } from '../dom/elements.js';
import { areaName, pileName } from '../map/captions.js';
import { RADIUS, drawPressed, drawReached } from '../overview/signs.js';
import { incidentSign, kindLine, phaseSign, pileSign, signOf } from './rows.js';

/** @typedef {import('../contract').Context} Context */
/** @typedef {import('../contract').Speaker} Speaker */
/** @typedef {import('../contract').Drawn} Drawn */

/** More names would be a list. */
const MOST_NAMES = 3;
const VERBS = ['presence', 'crackdown', 'displacement', 'arrival', 'return', 'disruption'];
const LEGEND = /** @type {Record<string, string>} */ ({ attested: 'earlier', earlier: 'earlier', not_yet: 'notYet', ended: 'ended', unknown: 'unknown', other: 'other', end: 'end' });

/** @param {Context} context @param {Drawn} thing @param {Speaker} words @param {boolean} [bare] how many places there are is said beside it */
export function nameOf({ data }, { group, records, pile }, words, bare = false) {
    const label = (/** @type {number} */ record) => words.record('label', record) || data.records.id[record];
    if (pile) return (bare && areaName(data.places, words, pile)) || pileName(data.places, words, pile);
    if (records.length === 1) return label(records[0]);
    if (group !== 'places') return words.t(`count.${group}`, { n: records.length });
    return records.length > MOST_NAMES ? words.t('map.places', { n: records.length }) : words.listed(records.map(label));
}

/** What is recorded of it: of a sign what it shows, of an event or a way its kind and date. @param {Context} context @param {Drawn} thing @param {Speaker} words @returns {string[]} */
export function saidOf(context, thing, words) {
    const { group, records, shown, told } = thing;
    if (told) {
        const numbers = told.numbers.join(', ');
        return [numbers ? `${words.t('overview.pressed')} (${numbers})` : words.t('overview.next'), told.back ? words.t('overview.back') : ''].filter(Boolean);
    }
    if (group === 'places') {
        const said = shown.map((one) => ({ ...one, said: phaseSaid({ ...one, candidate: one.candidate && shown.length < 2 }, words) })).filter((one) => one.said);
        if (shown.length < 2) return said.map((one) => one.said);
        return said.slice(0, MOST_NAMES).map((one) => `${words.shortPlace(one.place)} (${one.said})`);
    }
    if (records.length > 1) return [words.record('label', records[0])];
    return recordSaid(context, records[0], words);
}

/** @param {Drawn['shown'][number]} shown @param {Speaker} words */
export function phaseSaid({ phase, candidate }, words) {
    if (!VERBS.includes(phase)) return LEGEND[phase] ? lowered(words.t(`legend.${LEGEND[phase]}`), words) : '';
    const said = words.t(`phase.${phase}.verb`);
    return candidate ? words.t('map.candidate', { said }) : said;
}

/** Kind and date; of what has a point of its own, and no label beside it, the source too. @param {Context} context @param {number} record @param {Speaker} words */
function recordSaid({ data, lookup }, record, words) {
    const owner = lookup.owner(record);
    const kind = owner?.table === 'events' ? data.events.kind[owner.row] : owner?.table === 'movements' ? data.movements.kind[owner.row] : '';
    const said = kind && words.word(kind).toLowerCase() !== words.record('label', record).toLowerCase() ? words.word(kind) : '';
    const [source = -1] = data.records.sources[record];
    const pointed = owner?.table === 'events' && data.incidents?.event.includes(owner.row);
    return [said, words.record('when', record) || words.t('undated.word'),
        pointed && source >= 0 ? data.sources.publisher[source] || data.sources.title[source] : ''].filter(Boolean);
}

/** All of it in one line, for who does not see the map: "Myawaddy, Myanmar: operations leave, middle of the map".
 * @param {Context} context @param {Drawn} thing @param {Speaker} words */
export function spoken(context, thing, words) {
    const name = nameOf(context, thing, words);
    return words.t('map.said', {
        place: words.listed([name, homeOf(context, thing, name, words)]),
        said: words.listed([...saidOf(context, thing, words), words.t(`map.where.${thing.where ?? 4}`)]),
    });
}

/** The country of all its places, unless the name says it. @param {Context} context @param {Drawn} thing @param {string} name @param {Speaker} words */
function homeOf({ data: { places } }, { shown }, name, words) {
    const [country = -1, ...others] = new Set(shown.map(({ place }) => places.country[place]));
    const home = country < 0 || others.length ? '' : words.place(country);
    return name.includes(home) ? '' : home;
}

/** Its sign in a list. @param {Context} context @param {Drawn} thing @returns {import('../frame/swatch.js').Draw | null} */
export function signOfThing(context, { group, records, shown, pile, told }) {
    const { data } = context;
    if (group === 'movements') return kindLine(data.movements.kind[context.lookup.owner(records[0])?.row ?? 0]);
    if (told) return toldSign(told.numbers);
    if (group === 'places' && !shown[0]) return null;
    if (group === 'places') return pile ? pileSign(shown[0].phase, pile.count) : phaseSign(shown[0].phase, shown[0].square);
    return records.length > 1 ? incidentSign('none', records.length) : signOf(context, records[0]);
}

/** Pressed or next reported, as the overview draws it; a pill of several numbers is too wide for a line. @param {number[]} numbers @returns {import('../frame/swatch.js').Draw} */
function toldSign(numbers) {
    return (c, palette, width, height) => {
        c.translate(width / 2, height / 2);
        c.scale(0.8, 0.8);
        if (numbers.length) drawPressed(c, palette, 0, 0, numbers.length === 1 ? String(numbers[0]) : '', 2 * RADIUS);
        else drawReached(c, palette, 0, 0);
    };
}

/** A button that opens what is drawn. @param {Context} context @param {Drawn} thing @param {string} said */
export function thingOpener({ dispatch, signal }, thing, said) {
    return button('wb-row-open', () => dispatch(opening(thing)), signal, said);
}

/** Of what stands for one record its card is that of the record. @param {Drawn} thing @returns {import('../contract').Action} */
export function opening(thing) {
    return { type: 'select', record: thing.records[0], drawn: thing.records.length > 1 ? thing : null };
}

/** In the midst of a line. @param {string} text @param {Speaker} words */
function lowered(text, words) {
    return text.slice(0, 1).toLocaleLowerCase(words.tag) + text.slice(1);
}
