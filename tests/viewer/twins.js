// What the viewer answers to the inputs of golden files, subject by subject: the other halves of the modules in tests/golden.

import MiniSearch from 'minisearch';
import { explained as explainedOf } from '../../output/viewer/src/data/explained.js';
import { gathered, litDays, litFrom, stepAside } from '../../output/viewer/src/data/incidents.js';
import { moment, onRecord } from '../../output/viewer/src/data/moment.js';
import { createSpeakers } from '../../output/viewer/src/language/speaker.js';
import { createTimeline } from '../../output/viewer/src/data/timeline.js';
import { clockDate, clockLine } from '../../output/viewer/src/frame/clock.js';
import { captionsOfCuts, captionsOfMarks, captionsOfZones } from '../../output/viewer/src/map/captions.js';
import { placeLabels } from '../../output/viewer/src/map/labels.js';
import { drawnMovements } from '../../output/viewer/src/map/picture.js';
import { barOf, landsTold, placesTold } from '../../output/viewer/src/overview/presses.js';
import { backAt, gathered as gatheredSigns, numbersOf } from '../../output/viewer/src/overview/spots.js';
import { signRadius } from '../../output/viewer/src/marks/signs.js';
import { trailStyle } from '../../output/viewer/src/marks/trails.js';
import { measureName, numbersLine, periodOf } from '../../output/viewer/src/numbers/said.js';
import { hasGaps, legendValues, linesOf, measuresOf, mostRadius, numbersOn, radiusOf } from '../../output/viewer/src/numbers/series.js';
import { stepsOf } from '../../output/viewer/src/numbers/steps.js';
import { columnsOf, manyOf } from '../../output/viewer/src/ribbon/columns.js';
import { layRibbon, linksOf, undatedOf } from '../../output/viewer/src/ribbon/layout.js';
import { endsOf, marksOf } from '../../output/viewer/src/ribbon/marks.js';
import { OPTIONS } from '../../output/viewer/src/search.js';
import { isHeld, legsOf, skipped } from '../../output/viewer/src/state/conductor.js';
import { ALL_SHOWN, extentOf, initialState, reduce } from '../../output/viewer/src/state/reduce.js';

const all = () => true;

/** By subject: a timeline as decoded from a page to a function from what is given to what is said. @type {Record<string, (data: any) => (given: any) => any>} */
export const answers = { captions, clock, conductor, explained, incidents, labels, moments, numbers, overview, ribbon, search, trails, words };

/** Every movement on record, as Python's moment has them. @param {any} data */
function moments(data) {
    const timeline = createTimeline(data);
    return (/** @type {{day: number}} */ { day }) => {
        const { places, disruptions, events, begun } = moment(timeline, day);
        return JSON.parse(JSON.stringify({ day, movements: onRecord(timeline, { day, begun }), places, disruptions, events }));
    };
}

/** @param {any} data */
function clock(data) {
    const [timeline, speak] = [createTimeline(data), createSpeakers(data)];
    return (/** @type {{day: number, lang: string, scene: number}} */ { day, lang, scene }) => {
        const state = /** @type {any} */ ({ day, scene, sceneChosen: scene >= 0, playing: false, filters: ALL_SHOWN });
        const seen = /** @type {any} */ (moment(timeline, day));
        return { date: clockDate(data, state, speak(lang)), line: clockLine(data, state, seen, speak(lang), all) };
    };
}

function explained() {
    return (/** @type {any} */ { places, kinds, ways }) => explainedOf(places, kinds, ways);
}

/** The story played through by the reader's clock, or the words for what is left out. @param {any} data */
function conductor(data) {
    const speak = createSpeakers(data);
    const legs = legsOf(data);
    const facts = /** @type {any} */ ({
        ...extentOf(data.meta), opening: 0, speeds: [7], stops: [], scenes: data.scenes, legs, overview: true, told: true, sceneAt: () => 0,
        reading: (/** @type {number} */ scene, /** @type {string} */ lang) => speak(lang).scene(scene).seconds,
    });
    return (/** @type {any} */ { kind, first, last, lang, rate, frames }) => {
        if (kind) return skipped({ kind, first, last }, speak(lang));
        let state = reduce(initialState(facts, { lang, theme: 'light', reduced: false }), { type: 'play' }, facts);
        return Array.from({ length: frames }, () => {
            // a frame shows what is there just before the next one
            const seen = reduce(state, { type: 'tick', seconds: 1 / rate - 1e-6 }, facts);
            state = reduce(state, { type: 'tick', seconds: 1 / rate }, facts);
            return [seen.scene + 1, seen.day, Number(isHeld(seen, legs))];
        });
    };
}

/** Each case brings its own timeline. */
function incidents() {
    return (/** @type {any} */ { x, y, rows, signs, ...data }) => {
        const { start, end } = litFrom(createTimeline(data));
        const day = (/** @type {number} */ value) => (Number.isNaN(value) ? null : value);
        const spots = gathered(x, y, rows);
        stepAside(spots, signs.map((/** @type {number[]} */ [left, top, r]) => ({ x: left, y: top, r })));
        return { days: litDays(data.meta), start: Array.from(start, day), end: Array.from(end, day), spots };
    };
}

/** @param {any} data */
function numbers(data) {
    const speak = createSpeakers(data);
    return (/** @type {any} */ { day, lang, size, largest, places }) => {
        if (size) {
            const [most, values] = [mostRadius(size[0], size[1], places), legendValues(largest)];
            return { most, values, radii: values.map((value) => radiusOf(value, largest, most)) };
        }
        const [say, found] = [speak(lang), measuresOf(data)];
        const state = /** @type {any} */ ({ day, filters: ALL_SHOWN });
        return {
            rows: found.map((_, at) => [...numbersOn(data, day, at)].sort((a, b) => a[0] - b[0])),
            measures: found.map((one) => [measureName(one, say), one.largest, one.lines.length]),
            line: numbersLine(data, state, say, all),
            periods: [...numbersOn(data, day).values()].map((row) => periodOf(data, row, day, say)),
            gaps: found.flatMap(({ lines }) => lines.map((line) => hasGaps(data, line))),
            here: data.places.id.map((/** @type {string} */ _, /** @type {number} */ place) => linesOf(data, place).length),
        };
    };
}

/** @param {any} data */
function words(data) {
    const speak = createSpeakers(data);
    return (/** @type {{lang: string, say: [string, ...any]}} */ { lang, say: [method, ...asked] }) => (
        /** @type {any} */ (speak(lang))[method === 'short_place' ? 'shortPlace' : method](...asked));
}

/** @param {any} data */
function overview(data) {
    const speak = createSpeakers(data);
    return (/** @type {{lang: string, at: Record<string, [number, number]>}} */ { lang, at }) => {
        const rows = data.presses.place.map((/** @type {number} */ _, /** @type {number} */ row) => row);
        const spots = gatheredSigns(data, rows, placesTold(data, rows).map((place) => ({ place, x: at[place][0], y: at[place][1] })));
        const back = (/** @type {typeof spots[0]} */ spot) => { const { x, y } = backAt(spot, spots, () => 11); return [x, y]; };
        return {
            spots: spots.map((spot) => ({ id: spot.places, x: spot.x, y: spot.y, said: numbersOf(spot), returned: spot.returned, back: spot.returned.length ? back(spot) : null })),
            lands: landsTold(data, rows).sort(),
            bars: rows.map((/** @type {number} */ row) => barOf(data, speak(lang), row)).map(({ title, triggers, text, ink, months, open, linked }) => ({ title, triggers, text, ink, months, open, linked })),
        };
    };
}

/** @param {any} story */
function ribbon(story) {
    return (/** @type {any} */ { width, row: rowHeight, most, left, right, first, last, told, times }) => {
        const data = repeated(story, times);
        const frame = { width, rowHeight, maxRows: most, labels: /** @type {const} */ ('two'), first, last, folds: new Map(), told: new Set(told) };
        const layout = layRibbon(data, frame, all);
        const many = manyOf(data, layout, all);
        const marks = marksOf(data, layout, all, many);
        if (layout.left !== left || layout.right !== right) throw new Error(`an axis from ${layout.left} to ${layout.right}`);
        return {
            height: layout.height,
            rows: layout.rows.map(({ place, country, depth, y, head, told, held }) => ({ id: place, country, depth, y, head, told, held })),
            links: linksOf(data, layout, all).map((link) => (
                { id: `movement ${link.movement}`, kind: link.kind, from: link.from.place, to: link.to.place, x: [link.x0, link.x1], ends: endsOf(layout, link, marks), certainty: link.certainty })),
            marks: marks.map(({ row, x, sign, count }) => ({ row: row.place, x, sign, count })),
            steps: stepsOf(data, layout, all).map(({ x0, x1, top, foot, zero }) => ({ x: [x0, x1], y: [top, foot], zero })),
            columns: columnsOf(layout, many).map(({ row, x0, x1, top, foot, count }) => ({ row: row.place, x: [x0, x1], y: [top, foot], count })),
            undated: undatedOf(data, layout, all).map(({ kind, away, count, slot, row }) => ({ kind, away, count, slot, row: row.place })),
        };
    };
}

/** The story with each event recorded so many times, a day later each time. @param {any} story @param {number} times */
function repeated(story, times) {
    const later = ['start_min', 'start_max', 'end_min', 'end_max'];
    const events = Object.fromEntries(Object.entries(story.events).map(([name, column]) => [
        name, Array.from({ length: times }, (_, turn) => column.map((/** @type {any} */ value) => (later.includes(name) && value !== null ? value + turn : value))).flat(),
    ]));
    return { ...story, events };
}

/** @param {any} data */
function captions(data) {
    const [timeline, speak] = [createTimeline(data), createSpeakers(data)];
    // a line as it is asked for: how wide it is, only a font knows
    const set = (/** @type {string} */ text, /** @type {string} */ style, /** @type {string} */ token, spacing = 0) => {
        const [weight, size] = style.split(' ').map(parseFloat);
        return { text, font: style, token, spacing, width: 0, height: Math.round(size * 1.17), size, bold: weight >= 600 };
    };
    return (/** @type {any} */ { lang, marks, cuts, events, scene, told, world, day, brief, wide, numbers: said }) => {
        const telling = {
            timeline, lang, world, day, brief, words: speak(lang), selected: -1, told: told && new Set(told),
            events: new Map(Object.entries(events).map(([place, rows]) => [Number(place), rows])),
            inScene: (/** @type {number} */ record) => scene.includes(record),
            numbers: new Map(Object.entries(/** @type {Record<string, string>} */ (said)).map(([place, text]) => [Number(place), text])),
        };
        const signs = marks.map((/** @type {any} */ mark) => ({ ...mark, r: signRadius(mark.sign), beside: mark.beside.map((/** @type {any[]} */ [place, phase, span]) => ({ place, span, members: [place], sign: { phase, count: 1 }, beside: [] })) }));
        const named = captionsOfMarks(signs, telling, set, 0);
        const zones = captionsOfZones(wide, new Set(named.map(({ id }) => id)), signs, telling, set);
        return [...named, ...zones, ...captionsOfCuts(cuts, telling, set)].map(({ id, kind, x, y, r, priority, must, home, lines }) => ({
            id, kind, x, y, r, priority, must, home,
            lines: /** @type {any[]} */ (lines).map(({ text, size, bold, spacing, token, height }) => ({ text, size, bold, spacing, ink: token, height })),
        }));
    };
}

function labels() {
    return (/** @type {any} */ { items, frame, blocked, signs, curves, keep, before, limit, land }) => {
        const box = (/** @type {number[]} */ [left, top, right, bottom]) => ({ left, top, right, bottom });
        const wanted = items.map((/** @type {any} */ item) => (
            { ...item, lines: item.lines.map((/** @type {number[]} */ [width, height]) => ({ width, height })) }));
        const field = {
            frame: box(frame), blocked: blocked.map(box), keep, land: land && { cell: land[0], columns: land[1], codes: land[2] },
            signs: signs.map((/** @type {[number, number, number, boolean]} */ [x, y, r, soft]) => ({ x, y, r, soft })),
            curves: curves.map((/** @type {number[][]} */ points) => Float64Array.from(points.flat())),
        };
        return placeLabels(wanted, field, new Map(Object.entries(before)), limit ?? Infinity).map(({ item, spot, lines, align, dx, dy, width, height, leader }) => (
            { id: item.id, spot, lines, align, dx, dy, width, height, leader }));
    };
}

/** The index that MiniSearch itself makes. */
function search() {
    return (/** @type {{entries: any[]}} */ { entries }) => {
        const index = new MiniSearch(OPTIONS);
        index.addAll(entries.map(({ text = '', ...entry }, id) => ({ ...entry, id, text: `${entry.detail} ${text}` })));
        const found = JSON.parse(JSON.stringify(index));
        return { ...found, index: found.index.sort(([one], [other]) => (one < other ? -1 : 1)) };
    };
}

/** @param {any} data */
function trails(data) {
    const timeline = createTimeline(data);
    return (/** @type {{day: number, scene: number, undated: boolean, theme: string}} */ { day, scene, undated, theme }) => {
        const now = moment(timeline, day);
        const seen = /** @type {any} */ ({ ...now, movements: onRecord(timeline, now) });
        const drawn = (/** @type {number} */ told, /** @type {object} */ filters) =>
            drawnMovements(timeline, seen, /** @type {any} */ ({ scene: told, sceneChosen: told >= 0, selected: -1, hovered: -1, filters: { ...ALL_SHOWN, ...filters } }), all);
        const looks = drawn(-1, { undated: true }).map(({ row, slot, state }) => {
            const own = scene >= 0 && timeline.scenes.own[scene].has(timeline.movements.record[row]);
            const progress = slot < 0 ? /** @type {any} */ ({ state, fraction: 1, age: 0 }) : seen.movements[slot];
            const palette = /** @type {any} */ ({ dark: theme === 'dark' });
            const { token, width, alpha } = trailStyle(timeline, palette, row, progress, 1, own, scene >= 0 && !own);
            return { row, state, own: Number(own), ink: token, width: Math.round(width * 1e4) / 1e4, alpha: Math.round(alpha * 1e4) / 1e4 };
        });
        return { drawn: drawn(scene, { undated }).map(({ row }) => row), looks };
    };
}
