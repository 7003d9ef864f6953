/**
 * What the labels say and how urgent each is: what happens now before every phase, phases before the mere ends of ways, and what the chosen
 * scene tells of before its like. labels.js then finds room for them.
 */

import { MOST_LETTERS } from '../language/speaker.js';

/**
 * @typedef {import("../data/timeline.js").Timeline} Timeline
 * @typedef {import("./places.js").Mark} Mark
 * @typedef {import("./labels.js").LabelItem} LabelItem
 * @typedef {{text: string, font: string, token: string, spacing: number, width: number, height: number}} Line
 * @typedef {Omit<LabelItem, "lines"> & {lines: Line[], record: number, home: string, said?: boolean}} Caption `said`: its second line says what happened
 * @typedef {ReturnType<typeof createTypesetter>} Typesetter
 * @typedef {{level: string[], kind: string[]}} Places
 * @typedef {NonNullable<import("../contract").Drawn["pile"]>} Pile
 * @typedef {object} Telling what is going on, for the words of labels
 * @property {Timeline} timeline
 * @property {import('../contract').Speaker} words
 * @property {Map<number, number[]>} events rows of events now, by place
 * @property {(record: number) => boolean} inScene
 * @property {Set<number>|null} told places the chosen scene tells of; null when no scene is chosen
 * @property {boolean} world the view is so wide, or the places are so many, that only the scene is named
 * @property {number} day
 * @property {number} selected record
 * @property {boolean} brief short names, on small maps
 * @property {Map<number, string>} [numbers] of the main series by place, in words
 */

const PRIORITY = /** @type {Record<string, number>} */ ({
    return: 90,
    displacement: 85,
    crackdown: 100,
    arrival: 80,
    group: 60,
    presence: 50,
    disruption: 55,
    attested: 45,
    number: 44,
    region: 41,
    end: 40,
    ended: 30,
    earlier: 8,
});
const EVENT_NOW = 130;
const EDGE_TAG = 79;
const EDGE_ASIDE = 6;
const SCENE = 60;
/** A phase that began longer ago is no news: the name stays, what happened is left to the sign. */
export const NEWS_DAYS = 365;
/** Zones whose own name already says an area. */
const AREAS = new Set(['state', 'region', 'province', 'self_administered_zone', 'sez', 'district']);
/** Letters of a name on a small map. */
const MOST_BRIEF = 24;
/** More names of a crowd would be a list beside the map. */
const MOST_SPOKEN = 2;
/** Ranks of countries, finer than the zoom, that are named: those of the story and the others. */
const [OURS, OTHERS] = [1.2, 0.2];
/** Weaker than this gets no label of its own. */
const NAMED_FROM = 8;
/** A zone that only its edge shows. */
const [OF_LAND, OF_ZONE] = [20, 15];

/** Measures text once for each font. @param {CanvasRenderingContext2D} ctx @param {string} family */
export function createTypesetter(ctx, family) {
    /** @type {Map<string, number>} */
    const widths = new Map();
    /**
     * @param {string} text @param {string} style weight and size @param {string} token colour @param {number} [spacing]
     * @returns {Line}
     */
    return function set(text, style, token, spacing = 0) {
        const font = `${style} ${family}`;
        const key = `${font}|${spacing}|${text}`;
        let width = widths.get(key);
        if (width === undefined) {
            ctx.font = font;
            width = ctx.measureText(text).width + spacing * text.length;
            widths.set(key, width);
        }
        return { text, font, token, spacing, width, height: Math.round(parseFloat(style.split(' ')[1]) * 1.17) };
    };
}

/** Labels of signs. @param {Mark[]} marks @param {Telling} telling @param {Typesetter} set @param {number} middle of the view @returns {Caption[]} */
export function captionsOfMarks(marks, telling, set, middle) {
    /** @type {Map<number, Caption>} */
    const captions = new Map();
    for (const mark of marks) {
        const caption = captionOf(mark, telling, set);
        if (!caption) continue;
        // A place that shows in two copies of the world is named once.
        const other = captions.get(mark.place);
        if (!other || Math.abs(mark.x - middle) < Math.abs(other.x - middle)) captions.set(mark.place, caption);
    }
    return [...captions.values()];
}

/** @param {Mark} mark @param {Telling} telling @param {Typesetter} set @returns {Caption|null} */
function captionOf(mark, telling, set) {
    const { timeline, selected, inScene, told } = telling;
    const { places } = timeline;
    const event = lastEvent(mark, telling);
    const basis = timeline.spans.basis[mark.span] ?? [];
    const records = [...mark.members.map((place) => places.record[place]), ...basis];
    const chosen = records.includes(selected);
    const struck = event >= 0 && timeline.events.sign[event] !== '';
    const ours = !told || mark.members.some((place) => told.has(place)) || records.some(inScene);
    // what the text of the scene names has its name on the map too, be it an open dot
    const least = told && ours ? NAMED_FROM : 0;
    const base = Math.max(struck ? EVENT_NOW : 0, PRIORITY[mark.sign.phase] ?? least, chosen ? EVENT_NOW + 10 : 0);
    if (base < NAMED_FROM) return null;
    const aside = !ours && !struck && !chosen;
    if (aside && telling.world) return null;
    return {
        id: `place ${mark.place}`,
        kind: places.level[mark.place] === 'region' ? 'country' : 'place',
        x: mark.x,
        y: mark.y,
        r: mark.r + (struck ? 13 : 0),
        priority: base + (told && ours ? SCENE : 0),
        must: struck || chosen,
        lines: linesOf(mark, event, telling, set, aside, told !== null && ours, chosen),
        record: places.record[mark.sign.phase === 'group' && mark.crowd >= 0 ? mark.crowd : mark.place],
        home: homeOf(timeline, mark),
        said: !mark.beside.length && mark.sign.phase !== 'number',
    };
}

/** The country that the name of a sign belongs to; empty where it belongs to none, or to more than one. @param {Timeline} timeline @param {Mark} mark */
function homeOf({ places }, { members }) {
    const codes = new Set(members.map((place) => places.iso2[place]));
    return codes.size === 1 ? [...codes][0] : '';
}

/**
 * A name and what happened; of places at one point a line each, of a pile what they share.
 * @param {Mark} mark @param {number} event @param {Telling} telling @param {Typesetter} set @param {boolean} aside @param {boolean} ours @param {boolean} chosen
 */
function linesOf(mark, event, telling, set, aside, ours, chosen) {
    const { timeline, words: say, brief } = telling;
    const pile = mark.sign.count > 1;
    if (mark.beside.length) return [mark, ...mark.beside].map((one) => ownLine(one, telling, set, aside, chosen));
    const lines = [nameLine(mark, event, telling, set, aside, ours)];
    const struck = event >= 0 && timeline.events.sign[event] !== '';
    const news = struck || chosen || (!aside && isOfNow(mark, telling));
    const said = news && mark.sign.phase !== 'group' ? saidOf(mark, event, telling) : null;
    // of a pile it says what happened where, or whose phase its sign shows
    const where = event >= 0 ? timeline.events.place[event] : mark.place;
    if (said) lines.push(set(pile && where !== mark.crowd ? say.t('map.said', { place: say.shortPlace(where), said: said.text }) : said.text, '400 11.5px', said.token));
    const line = !said && telling.told && !brief ? spokenLine(mark, telling, set) : null;
    if (line) lines.push(line);
    const number = !pile && (!brief || mark.sign.phase === 'number') && telling.numbers?.get(mark.place);
    if (number) lines.push(set(number, '400 11.5px', 'ink2'));
    return lines;
}

/** Is its phase news, or what the scene tells of? @param {Mark} mark @param {Telling} telling */
function isOfNow({ span }, { timeline, day, inScene }) {
    return isNews(timeline, span, day) || (timeline.spans.basis[span] ?? []).some(inScene);
}

/** One of several places at a point: its name and, where that is news, what happened there. @param {Mark} mark @param {Telling} telling @param {Typesetter} set @param {boolean} aside @param {boolean} chosen */
function ownLine(mark, telling, set, aside, chosen) {
    const { words: say, brief } = telling;
    const event = Math.max(-1, ...(telling.events.get(mark.place) ?? []));
    const name = say.shortPlace(mark.place, brief ? MOST_BRIEF : undefined);
    const said = brief || aside || !(chosen || event >= 0 || isOfNow(mark, telling)) ? null : saidOf(mark, event, telling);
    if (said) return set(say.t('map.said', { place: name, said: said.text }), '650 12px', said.token);
    return aside ? set(name, '500 11.5px', 'ink3') : set(name, '650 12px', 'ink');
}

/** Did a phase begin within the last year? @param {Timeline} timeline @param {number} span @param {number} day */
export function isNews({ spans }, span, day) {
    if (span < 0) return true;
    const start = Number.isNaN(spans.start_min[span]) ? spans.start_max[span] : spans.start_min[span];
    return !(day - start > NEWS_DAYS);
}

/** @param {Mark} mark @param {Telling} telling */
function lastEvent({ members }, { events }) {
    return Math.max(-1, ...members.flatMap((place) => events.get(place) ?? []));
}

/** @param {Mark} mark @param {number} event @param {Telling} telling @param {Typesetter} set @param {boolean} aside not what the chosen scene tells of @param {boolean} ours what it does tell of */
function nameLine(mark, event, { timeline, words: say, brief }, set, aside, ours) {
    const { sign, place } = mark;
    const [level, pile, most] = [timeline.places.level[place], sign.count > 1, brief ? MOST_BRIEF : undefined];
    const faint = sign.faint && event < 0 && !ours;
    const open = !(sign.phase in PRIORITY);
    const quiet = aside || ((open || (!ours && (sign.phase === 'end' || sign.phase === 'ended'))) && event < 0);
    const text = pile ? pileName(timeline.places, say, { ...mark, count: sign.count }, most) : say.shortPlace(place, most);
    if (level === 'country' && !pile)
        return set(say.upper(text), faint || quiet ? '500 11px' : '600 11px', faint || quiet ? 'country' : 'ink', 1.3);
    if (level === 'region') return set(say.upper(text), aside ? '500 10.5px' : '600 11px', 'ink2', 0.6);
    if (event < 0 && (faint || aside)) return set(text, '500 11.5px', 'ink3');
    return set(text, quiet ? '500 12px' : '650 12.5px', quiet ? 'ink2' : 'ink');
}

/** What the places of a pile share: "Tachilek area (3)", "Laos, 3 places", "Cambodia, Laos", "3 places". @param {Places} places
 *  @param {import('../contract').Speaker} say @param {Pile} pile @param {number} [most] */
export function pileName(places, say, pile, most = MOST_LETTERS) {
    const { crowd, count: n } = pile;
    const name = areaName(places, say, pile, most);
    if (!name) return say.t('map.places', { n });
    if (crowd < 0) return name;
    const wide = ['country', 'region'].includes(places.level[crowd]);
    return wide ? say.t('map.pile.wide', { place: name, places: say.t('map.places', { n }) }) : say.t('map.pile', { place: name, n });
}

/** The same without their number; empty where they share nothing and are too many lands. @param {Places} places @param {import('../contract').Speaker} say @param {Pile} pile @param {number} [most] */
export function areaName({ level, kind }, say, { crowd, lands }, most = MOST_LETTERS) {
    if (crowd < 0) {
        const named = say.listed(lands.map(say.place));
        return named.length <= most ? named : '';
    }
    const place = say.shortPlace(crowd, most);
    // the name of a zone may say already that it is an area
    return ['country', 'region'].includes(level[crowd]) || AREAS.has(kind[crowd]) ? place : say.t('map.area', { place });
}

/** What happened. @param {Mark} mark @param {number} event @param {Telling} telling @returns {{text: string, token: string}|null} */
function saidOf(mark, event, { timeline, day, words: say }) {
    const { spans, events } = timeline;
    if (event >= 0) {
        const [first, last] = [events.start_min[event], events.start_max[event]];
        const when = say.event(event, first < last && day < last + 1 ? 0 : 1);
        const what = say.word(events.kind[event]) || say.record('label', events.record[event]);
        return { text: say.listed([what, when]), token: tokenOfEvent(timeline, event) };
    }
    if (mark.span < 0) return null;
    const phase = spans.phase[mark.span];
    // a form that nobody stated is no news
    const form = phase === 'return' && spans.form[mark.span] !== 'not_stated' ? spans.form[mark.span] : '';
    const plain = phase === 'presence' ? say.word(roleOf(timeline, mark.place)) : say.word(form) || say.t(`phase.${phase}.verb`);
    // compatible with a return: what is recorded is an arrival, at a place that was left before
    const text = spans.candidate[mark.span] ? say.t('map.candidate', { said: plain }) : plain;
    return text ? { text, token: `${phase}-t` } : null;
}

/** Who of a pile the scene tells of. @param {Mark} mark @param {Telling} telling @param {Typesetter} set */
function spokenLine({ sign, members, crowd }, { words: say, told }, set) {
    const spoken = sign.count < 2 ? [] : members.filter((place) => place !== crowd && told?.has(place));
    if (!spoken.length || spoken.length > MOST_SPOKEN) return null;
    return set(say.listed(spoken.map((place) => say.shortPlace(place))), '400 11.5px', 'ink2');
}

/** A place that is no fraud hub says what it is. @param {Timeline} timeline @param {number} place */
function roleOf({ hubs, hubsOf }, place) {
    const roles = hubsOf[place].filter((hub) => hubs.drawn[hub]).map((hub) => hubs.role[hub]);
    return roles.includes('fraud_hub') ? '' : (roles[0] ?? '');
}

/** @param {Timeline} timeline @param {number} event */
function tokenOfEvent({ events }, event) {
    if (events.sign[event] === 'disruption') return 'ink';
    return events.sign[event] ? 'crackdown-t' : 'ink2';
}

/**
 * Tags where a curve leaves the frame: "to China".
 * @param {{x: number, y: number, place: number, outward: boolean, record: number, aside: boolean}[]} cuts @param {Telling} telling @param {Typesetter} set
 * @returns {Caption[]}
 */
export function captionsOfCuts(cuts, { timeline: { places: { level } }, inScene, words: say }, set) {
    /** @type {Caption[]} */
    const captions = [];
    for (const { x, y, place, outward, record, aside } of cuts) {
        const way = outward ? 'map.to' : 'map.from';
        const text = say.t(level[place] === 'region' ? `${way}.region` : way, { place: say.shortPlace(place) });
        const twin = captions.find(
            (other) => other.lines[0].text === text && Math.hypot(other.x - x, other.y - y) < 80,
        );
        if (twin) continue;
        captions.push({
            id: `cut ${record} ${outward ? 'out' : 'in'}`,
            kind: 'tag',
            x,
            y,
            r: 3,
            priority: aside ? EDGE_ASIDE : EDGE_TAG + (inScene(record) ? SCENE : 0),
            must: false,
            lines: [aside ? set(text, '400 10.5px', 'ink3') : set(text, '400 11.5px', 'ink2')],
            record,
            home: '',
        });
    }
    return captions;
}

/**
 * Names of zones whose outlines have room for one and that no sign names.
 * @param {[number, number, number][]} wide rows of places and their points in pixels @param {Set<string>} taken ids of captions @param {Mark[]} marks
 * @param {Telling} telling @param {Typesetter} set @returns {Caption[]}
 */
export function captionsOfZones(wide, taken, marks, { timeline: { places }, words: say }, set) {
    const markOf = new Map(marks.flatMap((mark) => mark.members.map((place) => [place, mark])));
    return wide.flatMap(/** @returns {Caption[]} */ ([place, x, y]) => {
        const mark = markOf.get(place);
        if (taken.has(`place ${place}`) || (mark && mark.place !== place)) return [];
        const name = say.shortPlace(place);
        const land = places.level[place] === 'country';
        return [{
            id: `place ${place}`, kind: mark ? 'place' : 'country', x, y, r: mark?.r ?? 0, priority: land ? OF_LAND : OF_ZONE, must: false,
            lines: [land ? set(say.upper(name), '500 11px', 'country', 1.4) : set(name, '500 11.5px', 'ink2')], record: places.record[place], home: places.iso2[place],
        }];
    });
}

/**
 * Names of countries that have no sign of their own in view.
 * @param {ReturnType<typeof import("../data/basemap.js").decodeBasemap>} basemap @param {import("../marks/surface.js").View} view @param {Set<string>} taken
 * @param {Set<string>} story @param {Telling} telling @param {Typesetter} set @param {number} [others] ranks of countries outside the story, finer than the zoom, that are named
 * @returns {Caption[]}
 */
export function captionsOfCountries(basemap, view, taken, story, { timeline, words: say }, set, others = OTHERS) {
    const { level, iso2: codes } = timeline.places;
    // one country has one name on the page: that of the data where it has one
    const own = codes.flatMap((code, row) => (level[row] === 'country' ? [[code, say.shortPlace(row)]] : []));
    const names = { ...basemap.names[say.lang], ...Object.fromEntries(own) };
    const zoom = Math.log2(view.scale / 256);
    /** @type {Caption[]} */
    const captions = [];
    for (const { iso2, x, y, rank } of basemap.labels) {
        const ours = story.has(iso2);
        if (taken.has(iso2) || !names[iso2] || rank > zoom + (ours ? OURS : others)) continue;
        const copy = Math.round((view.ox + view.width / 2) / view.scale - x);
        const [px, py] = [(x + copy) * view.scale - view.ox, y * view.scale - view.oy];
        if (px < 0 || py < 0 || px > view.width || py > view.height) continue;
        captions.push({
            id: `country ${iso2}`,
            kind: 'country',
            x: px,
            y: py,
            r: 0,
            priority: ours ? OF_LAND : -5,
            must: false,
            lines: [
                set(
                    say.upper(names[iso2]),
                    ours ? '500 11px' : '400 10.5px',
                    ours ? 'country' : 'ink3',
                    1.4,
                ),
            ],
            record: -1,
            home: iso2,
        });
    }
    return captions;
}
