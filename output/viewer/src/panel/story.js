/** The story page of the panel: the scene, what is on record on the day, figures, what is not on the map, gaps, how to cite. */
import { cycleCard } from './cycle-card.js';
import { NEWS_DAYS } from '../map/captions.js';
import { startOf, told as toldByClock } from '../frame/clock.js';
import { routineAt } from '../data/crowds.js';
import { cycleOnScreen } from '../data/cycles.js';
import { button, el, focusSoon, setText } from '../dom/elements.js';
import { inView, isDated, sourcesOf } from '../data/lookup.js';
import { figureGroups, figureSection } from './tables.js';
import { numbered } from './source-list.js';
import { folded, opener, phaseSign, quiet, recordRow, rowsList, section, sourceMarks, sourceNumbers, withMarks } from './rows.js';
import { unbroken } from '../language/speaker.js';
import { hiddenNote } from '../frame/hidden-note.js';
import { measureName, periodOf } from '../numbers/said.js';
import { measuresOf, shownOn } from '../numbers/series.js';
import { recordsTold } from '../overview/presses.js';
import { strip } from '../overview/strip.js';
import { ALL_SHOWN, onOverview } from '../state/reduce.js';

/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').Moment} Moment */
/** @typedef {import('../contract').Speaker} Speaker */
/** @typedef {import('./rows.js').Parts} Parts */

/** More would push what follows out of sight; the rest is folded. */
const MOST_LINES = 6;

/** @param {Parts} parts @param {State} state @param {Speaker} words */
export function story(parts, state, words) {
    if (onOverview(state) && parts.context.data.presses?.place.length) return overview(parts, state, words);
    const today = rowsList();
    const todayNone = quiet('p');
    const todaySection = section(words.t('story.today'), words.t('story.derived'), today, todayNone);
    const cycle = el('div', 'wb-screen');
    todaySection.classList.add('wb-today');
    let shown = -1;
    const dated = isDated(parts.context.data);
    const element = el('div', 'wb-story',
        sceneHead(parts, state, words),
        todaySection,
        cycle,
        figuresOf(parts, state, words),
        notOnMap(parts, state, words),
        gaps(parts, words),
        sceneSources(parts, state, words),
        cite(parts, words));
    let key = '';
    return {
        element,
        /** @param {State} now @param {Moment} moment */
        update(now, moment) {
            const row = cycleOnScreen(parts.context.data, now, moment, parts.context.shows);
            if (row !== shown) cycle.replaceChildren(...(row < 0 ? [] : [cycleCard(parts, row, now, words)]));
            shown = row;
            const lines = linesOf(parts, now, moment);
            const next = lines.map(({ id }) => id).join();
            if (next === key && (today.childElementCount || todayNone.textContent)) return;
            key = next;
            today.replaceChildren(...lines.map(({ build }) => build(words)));
            setText(todayNone, lines.length ? '' : words.t(dated ? 'story.none' : 'empty.dates'));
            todayNone.hidden = lines.length > 0;
        },
    };
}

/** What followed each press, and the way into the story. @param {Parts} parts @param {State} state @param {Speaker} words */
function overview(parts, state, words) {
    const { element, update } = strip(parts.context, state, words);
    update(state);
    return {
        element: el('div', 'wb-story', element, otherScenes(parts, state, words), sources(parts, recordsTold(parts.context.data, state.filters.certainty), 'sources', state, words), notOnMap(parts, state, words), gaps(parts, words), cite(parts, words)),
        update,
    };
}

/** @param {Parts} parts @param {State} state @param {Speaker} words */
function sceneHead(parts, state, words) {
    const { data } = parts.context;
    // where nothing was pressed nothing can have followed: what is on record stands below
    const pressed = Boolean(data.cycles?.place.length);
    if (onOverview(state) && pressed) return el('div', 'wb-scene', strip(parts.context, state, words).element, otherScenes(parts, state, words));
    if (state.scene < 0) {
        return el('div', 'wb-scene',
            el('h2', 'wb-scene-title', words.meta(data.meta.title)),
            el('p', 'wb-scene-text', words.meta(data.meta.description)));
    }
    const { title, text } = words.scene(state.scene);
    const number = words.t('scene.of.long', { i: state.scene + 1, total: data.scenes.id.length });
    const sentences = text.flatMap(([sentence, records]) => [...withMarks(sentence, sourceMarks(parts, records, words)), ' ']);
    return el('div', 'wb-scene',
        // a scene that may not be told is called by its number alone
        data.scenes.id.length > 1 && title !== number && el('p', 'wb-scene-number', number),
        el('h2', { class: 'wb-scene-title', tabindex: -1 }, title),
        el('p', 'wb-scene-text', ...sentences),
        hiddenNote(parts.context, state, words),
        madeOf(data, words),
        otherScenes(parts, state, words));
}

/** That nobody wrote the scenes, and how many presses they leave out. @param {Parts['context']['data']} data @param {Speaker} words */
function madeOf({ meta: { made_of: of = 0 }, scenes: { id: { length: n } } }, words) {
    return of > 0 && quiet('p', words.t(n < of ? 'scene.made.some' : 'scene.made', { n, of }));
}

/** Who has read a scene goes on where the eyes are, and sees what else is told. @param {Parts} parts @param {State} state @param {Speaker} words */
function otherScenes({ context }, state, words) {
    const { data, dispatch, root, signal } = context;
    const last = data.scenes.id.length - 1;
    if (last < 0) return null;
    /** @param {number} scene @param {string} said @param {string} className */
    const go = (scene, said, className) => button(className, () => {
        dispatch({ type: 'scene', scene });
        focusSoon(root, scene < 0 ? '.wb-lead-title' : '.wb-scene-title');
    }, signal, said);
    const back = context.overview && !onOverview(state) && go(-1, words.t('overview'), 'wb-row-open');
    return el('div', 'wb-scene-go',
        state.scene < last && go(state.scene + 1, words.t('scene.then', { title: words.scene(state.scene + 1).title }), 'wb-scene-next'),
        // one scene alone is no list
        !last ? back : folded('scenes', words.t('scene.all', { n: last + 1 }), false, back,
            el('ol', 'wb-scene-list', ...data.scenes.id.map((_, i) => el('li', {},
                i === state.scene ? el('b', { 'aria-current': 'true' }, words.scene(i).title) : go(i, words.scene(i).title, 'wb-row-open'))))));
}

/** What the numbers of the scene stand for; paper has no second page to turn to. @param {Parts} parts @param {State} state @param {Speaker} words */
function sceneSources(parts, state, words) {
    if (state.scene < 0) return null;
    const told = words.scene(state.scene).text.flatMap(([, records]) => records);
    const named = parts.context.data.scenes.records[state.scene].filter((record) => parts.context.shows({ ...ALL_SHOWN, known: state.filters.known }, record));
    return sources(parts, [...told, ...named], 'story.sources', state, words);
}

/** @param {Parts} parts @param {number[]} records @param {string} title @param {State} state @param {Speaker} words */
function sources(parts, records, title, state, words) {
    const rows = sourcesOf(parts.context.data, records);
    const list = section(words.t(title), words.t('sources.count', { n: rows.length }),
        folded('sources', words.t('showList'), state.theme === 'print', numbered(parts, rows, words, false)));
    list.classList.add('wb-scene-sources');
    return list;
}

/** Events of the moment, then the phases under way: those of the scene first, then the newest. What began long ago and has no end on
 * record is no matter of the day and waits in a fold; so does in a scene what lies beside its view.
 * @param {Parts} parts @param {State} state @param {Moment} moment @returns {{id: string, build(words: Speaker): HTMLElement}[]} */
function linesOf(parts, state, moment) {
    const { data, shows } = parts.context;
    const { events, spans, places, scenes } = data;
    const scene = new Set(scenes.own[state.scene]);
    const ours = (/** @type {number} */ span) => Number(spans.basis[span].some((record) => scene.has(record)));
    const own = (/** @type {{index: number}} */ { index }) => Number(scene.has(events.record[index]));
    const happened = moment.events.filter(({ index }) => shows(state.filters, events.record[index])).sort((a, b) => own(b) - own(a) || a.age - b.age);
    const told = new Set(happened.map(({ index }) => events.record[index]));
    const view = state.sceneChosen && state.scene >= 0 ? scenes.view[state.scene] : null;
    /** @type {{id: string, build(words: Speaker): HTMLElement}[][]} */
    const [lines, standing, elsewhere] = [[], [], []];
    const isRoutine = (/** @type {number} */ index) => !events.sign[index] && routineAt(data).has(events.place[index]);
    const folds = happened.filter(({ index }) => isRoutine(index)).length > MOST_LINES;
    /** @type {Map<string, ReturnType<typeof linesOf>>} what is reported all the time at some places, by kind */
    const routine = new Map();
    for (const { index, chance } of happened) {
        const ofScene = scene.has(events.record[index]);
        const here = ofScene || inView(places, events.place[index], view);
        const kind = events.kind[index];
        const many = folds && !ofScene && isRoutine(index);
        if (here && many && !routine.has(kind)) routine.set(kind, []);
        (!here ? elsewhere : routine.get(many ? kind : '') ?? lines).push({
            id: `e${index}${chance < 1}`,
            build: (words) => recordRow(parts, events.record[index], words.event(index, chance), words),
        });
    }
    const shown = moment.places.filter(({ span }) => span >= 0 && spans.basis[span].some((r) => shows(state.filters, r)));
    const onClock = toldByClock(data, state, moment, shows).phase?.span;
    const news = shown.some(({ span }) => spans.phase[span] !== 'presence');
    // a presence is no matter of the day, but where there is nothing else, and where the clock speaks of it
    const phases = shown
        .filter(({ span }) => spans.phase[span] !== 'presence' || span === onClock || !(news || happened.length))
        .filter(({ span }) => !spans.basis[span].every((record) => told.has(record)))
        .sort((a, b) => ours(b.span) - ours(a.span) || startOf(spans, b.span) - startOf(spans, a.span));
    for (const { index, span, candidate } of phases) {
        const old = news && span !== onClock && spans.end_max[span] === null && !ours(span) && state.day - startOf(spans, span) > NEWS_DAYS;
        const here = ours(span) || span === onClock || inView(places, index, view);
        (!here ? elsewhere : old ? standing : lines).push({
            id: `p${span}`,
            build: (words) => phaseRow(parts, index, span, Boolean(candidate), words, places.level[index] === 'country'),
        });
    }
    return [...lines.slice(0, MOST_LINES),
        ...foldOf('today', 'story.more', lines.slice(MOST_LINES)),
        ...[...routine].flatMap(([kind, of]) => foldOf(`of ${kind}`, 'story.kind', of, kind)), ...foldOf('standing', 'story.standing', standing),
        ...foldOf('elsewhere', 'story.elsewhere', elsewhere), ...numberLines(parts, state)];
}

/** The numbers of the day, the largest first. @param {Parts} parts @param {State} state @returns {ReturnType<typeof linesOf>} */
function numberLines(parts, state) {
    const { data, shows } = parts.context;
    const { series } = data;
    const [measure] = measuresOf(data);
    const rows = [...shownOn(data, state.filters, shows, state.day).values()];
    if (!series || !measure || !rows.length) return [];
    const lines = rows.sort((a, b) => series.value[b] - series.value[a] || a - b).map((row) => ({
        id: `n${row}`,
        build: (/** @type {Speaker} */ words) => el('li', 'wb-row',
            el('span', 'wb-swatch-gap'),
            opener(parts.context, data.places.record[series.place[row]], words.place(series.place[row])),
            el('span', 'wb-row-aside', el('b', {}, words.number(series.value[row])), `, ${unbroken(periodOf(data, row, state.day, words))}`),
            sourceNumbers(parts, series.sources[row], words)),
    }));
    const head = { id: 'numbers', build: (/** @type {Speaker} */ words) => el('li', 'wb-number-unit', measureName(measure, words)) };
    return [head, ...lines.slice(0, MOST_LINES), ...foldOf('numbers', 'numbers.more', lines.slice(MOST_LINES))];
}

/** Hundreds of places may be under way: their lines are made when somebody opens them.
 * @param {string} key @param {string} title @param {ReturnType<typeof linesOf>} lines @param {string} [kind] a word @returns {ReturnType<typeof linesOf>} */
function foldOf(key, title, lines, kind = '') {
    if (!lines.length) return [];
    return [{
        id: key + lines.map(({ id }) => id),
        build: (words) => {
            const list = rowsList();
            const box = folded(key, words.t(title, { n: lines.length, kind: capital(words.word(kind)) }), false, list);
            const fill = () => { if (box.open && !list.childElementCount) list.append(...lines.map(({ build }) => build(words))); };
            box.addEventListener('toggle', fill);
            fill();
            return el('li', {}, box);
        },
    }];
}

/** @param {string} word */
function capital(word) {
    return word.charAt(0).toLocaleUpperCase() + word.slice(1);
}

/** @param {Parts} parts @param {number} place @param {number} span @param {boolean} candidate @param {Speaker} words @param {boolean} square */
function phaseRow(parts, place, span, candidate, words, square) {
    const { context, swatches } = parts;
    const { data } = context;
    const phase = data.spans.phase[span];
    const name = words.place(place);
    const said = candidate ? words.word('return_candidate') : words.t(`phase.${phase}.verb`);
    return el('li', 'wb-row',
        swatches.swatch(phaseSign(phase, square)),
        el('span', 'wb-row-main',
            opener(context, data.places.record[place], name),
            el('span', {}, el('span', `wb-phase-word wb-ink-${phase}`, said), ' · ', el('span', 'wb-row-aside', unbroken(words.span(span))))),
        sourceMarks(parts, data.spans.basis[span], words));
}

/** Figures the scene names, rivals side by side. @param {Parts} parts @param {State} state @param {Speaker} words */
function figuresOf(parts, state, words) {
    const { data, shows } = parts.context;
    if (state.scene < 0) return null;
    const named = new Set(data.scenes.records[state.scene]);
    const { figures, events } = data;
    const told = (/** @type {number} */ i) => named.has(figures.record[i]) || (figures.event[i] >= 0 && named.has(events.record[figures.event[i]]));
    const groups = figureGroups(data, (record) => shows(state.filters, record)).filter((rows) => rows.some(told));
    return figureSection(parts, groups, words);
}

/** @param {Parts} parts @param {State} state @param {Speaker} words */
function notOnMap(parts, state, words) {
    const { data, shows } = parts.context;
    const hidden = undrawn(data).filter(({ record }) => shows(state.filters, record));
    if (!hidden.length) return null;
    const undated = hidden.filter(({ reasons }) => reasons.includes('reason.noDate')).length;
    const list = rowsList(...hidden.map(({ record, reasons }) => (
        recordRow(parts, record, reasons.map((reason) => words.t(reason)).join(', '), words, { sign: false }))));
    return section(words.t('notOnMap'), words.t('notOnMap.count', { n: hidden.length }),
        undated > 0 && quiet('p', words.t('notOnMap.undated', { n: undated })),
        folded('not-on-map', words.t('showList'), false, list));
}

/** Records the clock never draws, and why. @param {import('../contract').TimelineJson} data */
export function undrawn({ movements, hubs, events, incidents, places }) {
    /** @type {{record: number, reasons: string[]}[]} */
    const list = [];
    movements.record.forEach((record, i) => {
        const reasons = [];
        if (movements.mode[i] === 'undated') reasons.push('reason.noDate');
        if (movements.origin[i] < 0 && movements.destination[i] < 0) reasons.push('reason.noPlace');
        else if (movements.origin[i] < 0) reasons.push('reason.noOrigin');
        else if (movements.destination[i] < 0) reasons.push('reason.noDestination');
        else if (movements.shape[i] === 'none') reasons.push('reason.noPoint');
        if (reasons.length && (movements.mode[i] === 'undated' || movements.shape[i] === 'none')) list.push({ record, reasons });
    });
    hubs.record.forEach((record, i) => {
        if (!hubs.drawn[i]) return;
        if (hubs.place[i] < 0 || places.x[hubs.place[i]] === null) list.push({ record, reasons: ['reason.noPlace'] });
    });
    const pointed = new Set(incidents?.event);
    events.record.forEach((record, i) => {
        const reasons = [];
        if (events.start_min[i] === null) reasons.push('reason.noDate');
        if (events.place[i] < 0 && !pointed.has(i)) reasons.push('reason.noPlace');
        if (reasons.length) list.push({ record, reasons });
    });
    return list;
}

/** @param {Parts} parts @param {Speaker} words */
function gaps(parts, words) {
    const { table } = parts.context.data.records;
    const rows = table.flatMap((name, record) => (name === 'gaps' ? [record] : []));
    if (!rows.length) return null;
    return section(words.t('gaps'), words.t('gaps.count', { n: rows.length }),
        folded('gaps', words.t('showList'), false,
            el('ul', 'wb-gaps', ...rows.map((record) => el('li', {},
                el('p', {}, words.record('label', record), sourceMarks(parts, [record], words)),
                words.record('why', record) ? quiet('p', words.record('why', record)) : null)))));
}

/** @param {Parts} parts @param {Speaker} words */
function cite(parts, words) {
    const { data, announce, signal } = parts.context;
    const { meta } = data;
    const text = words.t(meta.licence.name ? 'cite.text' : 'cite.unlicensed', {
        title: words.meta(meta.title), date: words.day(meta.as_of), generator: meta.generator, licence: meta.licence.name,
    });
    const copy = button('wb-link', () => {
        navigator.clipboard?.writeText(text).then(() => announce(words.t('copied')), () => {});
    }, signal, words.t('copy'));
    const box = section(words.t('cite'), '', el('p', 'wb-cite', text, ' ', copy));
    box.classList.add('wb-cite-box');
    return box;
}
