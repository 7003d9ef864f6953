/**
 * In a view of the world the region of the story is a blot: it is drawn again, enlarged, where the map is emptiest, and joined to its frame by
 * two lines. A press goes there.
 */

import { areasOf, drawAreas, drawEdges } from './areas.js';
import { button, el, setName, setText } from '../dom/elements.js';
import { drawSigns, drawStory } from './ink.js';
import { drawLabel, layLabels } from './lettering.js';
import { layPicture, placesDrawn } from './picture.js';

/**
 * @typedef {import("../data/timeline.js").Timeline} Timeline
 * @typedef {import("../marks/surface.js").View} View
 * @typedef {import("../marks/surface.js").Box} Box
 * @typedef {import("./picture.js").Layout} Layout
 * @typedef {import("../contract").State} State
 * @typedef {{frame: Box, view: View, left: number, top: number}} Spot frame: the region on the map; view: the region in the inset
 */

/** Share of the world in view from which there is an inset, and the least map that has room for one. */
const WORLDWIDE = 0.6;
const [LEAST_WIDTH, LEAST_HEIGHT] = [600, 340];
/** Shares of the width that it takes, the first for which there is room. */
const [SHARES, TALLEST] = [[0.27, 0.23, 0.19], 0.42];
const CAPTION = 20;
/** A story on one line of latitude would be enlarged to a strip in which nothing has room. */
const LEAST_STRIP = 24;
const STEP = 14;
const GAP = 26;

/** The region in pixels of a view, in the copy nearest to its middle. @param {import("../contract").Box} region @param {View} view @returns {Box} */
export function frameOf([west, south, east, north], { scale, ox, oy, width }) {
    const x = (west + east) / 720 + 0.5;
    const copy = Math.round((ox + width / 2) / scale - x);
    const [left, right] = [west, east].map((lon) => (lon / 360 + 0.5 + copy) * scale - ox);
    const [top, bottom] = [north, south].map((lat) => (0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * scale - oy);
    return { left, top, right, bottom };
}

/**
 * Where an inset covers least: to the left or the right of the frame, clear of what lies over the map. Null when there is no room, or
 * nothing to see in it.
 * @param {View} view @param {Box} frame @param {{width: number, height: number}} size @param {{x: number, y: number, cost: number}[]} busy
 * @param {Box[]} blocked @returns {{left: number, top: number}|null}
 */
export function emptiest({ width, height }, frame, size, busy, blocked) {
    let [best, least] = [/** @type {{left: number, top: number}|null} */ (null), Infinity];
    if (size.height < CAPTION + LEAST_STRIP) return best;
    for (let left = 10; left + size.width < width - 10; left += STEP) {
        const away = Math.max(frame.left - left - size.width, left - frame.right);
        if (away < GAP) continue;
        for (let top = 10; top + size.height < height - 10; top += STEP) {
            const [right, bottom] = [left + size.width, top + size.height];
            if (blocked.some((box) => left < box.right && box.left < right && top < box.bottom && box.top < bottom)) continue;
            let cost = (away + 0.5 * Math.abs(top + bottom - frame.top - frame.bottom)) / 60;
            for (const { x, y, cost: more } of busy) if (x > left && x < right && y > top && y < bottom) cost += more;
            if (cost < least) [best, least] = [{ left, top }, cost];
        }
    }
    return best;
}

/** Room of the signs that a scene tells of. @param {Layout} whole @param {Set<number>|null} told @returns {Box[]} */
function signsTold({ marks }, told) {
    const ours = marks.filter(({ members }) => members.some((place) => told?.has(place)));
    return ours.map(({ x, y, r }) => ({ left: x - r, top: y - r, right: x + r, bottom: y + r }));
}

/** The layout without what the inset shows: regions stay, and so do the ways that lead out. @param {Layout} layout @param {Box} frame @returns {Layout} */
export function thinned(layout, frame) {
    const inside = (/** @type {number} */ x, /** @type {number} */ y) => x > frame.left && x < frame.right && y > frame.top && y < frame.bottom;
    const marks = layout.marks.filter(({ x, y, sign }) => sign.phase === 'region' || !inside(x, y));
    const kept = new Set(marks);
    const courses = layout.courses.filter(({ trail, at }) => {
        if (!trail) return at !== null && kept.has(at);
        const { points } = trail.curve;
        return !inside(points[0], points[1]) || !inside(points[points.length - 2], points[points.length - 1]);
    });
    return {
        ...layout, marks, courses,
        markOf: new Map([...layout.markOf].filter(([, mark]) => kept.has(mark))),
        strikes: layout.strikes.filter(({ mark }) => kept.has(mark)),
    };
}

/**
 * @param {HTMLElement} over what lies over the map @param {Timeline} timeline
 * @param {{basemap: NonNullable<Parameters<typeof layLabels>[4]["basemap"]>, ground: ReturnType<typeof import("../land/ground.js").createGround>,
 *          outlines: import("../land/outlines.js").Outlines, root: HTMLElement, story: Set<string>, go(region: import("../contract").Box): void, signal: AbortSignal}} setting
 */
export function createInset(over, timeline, { basemap, ground, outlines, root, story, go, signal }) {
    const { views, default_view: usual } = timeline.json.meta;
    const region = views[usual];
    const [front, ...sheets] = [0, 1, 2, 3].map(() => /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d')));
    const caption = el('span', {});
    const node = button('wb-inset', () => go(region), signal, front.canvas, caption);
    node.hidden = true;
    node.dataset.wbAvoid = '';
    over.append(node);
    /** @type {Spot|null} */
    let spot = null;
    /** @type {Layout|null} */
    let layout = null;
    /** @type {import("./lettering.js").Lettered[]} */
    let labels = [];
    return { settle, lay, draw, remove: () => node.remove(), frame: () => spot?.frame ?? null };

    /** A new view: is there an inset, and where? @param {View} view @param {Layout} whole @param {Set<number>|null} told places that it must not cover @param {Box[]} blocked @param {number} dpr */
    function settle(view, whole, told, blocked, dpr) {
        spot = null;
        // somebody's own map, which the root lies on, keeps what lies over it to itself
        if (region && root.contains(over) && view.width / view.scale > WORLDWIDE && view.width >= LEAST_WIDTH && view.height >= LEAST_HEIGHT) {
            const box = frameOf(region, view);
            for (const share of SHARES) {
                const width = Math.round(share * view.width);
                const grown = width / (box.right - box.left);
                const height = Math.round(Math.min(grown * (box.bottom - box.top), TALLEST * view.height));
                const top = Math.max(box.top, Math.min(box.bottom - height / grown, middleOf(box, view) - height / grown / 2));
                const frame = { ...box, top, bottom: top + height / grown };
                const found = emptiest(view, frame, { width, height: height + CAPTION }, busy(view, whole), [...blocked, ...signsTold(whole, told)]);
                if (!found) continue;
                spot = { frame, ...found, view: { scale: view.scale * grown, ox: (view.ox + frame.left) * grown, oy: (view.oy + top) * grown, width, height } };
                break;
            }
        }
        node.hidden = !spot;
        layout = null;
        if (!spot) return;
        node.style.left = `${spot.left}px`;
        node.style.top = `${spot.top}px`;
        const { width, height } = spot.view;
        for (const { canvas } of [front, ...sheets]) [canvas.width, canvas.height] = [width * dpr, height * dpr];
        front.canvas.style.width = `${width}px`;
        for (const ctx of [front, ...sheets]) ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
    }

    /** How high the story is told in the region. @param {Box} box @param {View} view */
    function middleOf({ top, bottom }, { scale, oy }) {
        const ys = [...timeline.places.y].map((y) => y * scale - oy).filter((y) => y > top && y < bottom);
        return ys.reduce((sum, y) => sum + y, 0) / ys.length || top;
    }

    /** What should not be covered. @param {View} view @param {Layout} whole */
    function busy({ scale, ox, oy, width }, whole) {
        const at = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ cost) => {
            const copy = Math.round((ox + width / 2) / scale - x);
            return { x: (x + copy) * scale - ox, y: y * scale - oy, cost };
        };
        const { places } = timeline;
        return [
            ...basemap.labels.map(({ x, y }) => at(x, y, 1)),
            ...places.id.map((_, row) => at(places.x[row], places.y[row], 3)),
            ...whole.courses.flatMap(({ trail }) => {
                const list = [];
                for (let i = 0; trail && i < trail.curve.points.length; i += 2) list.push({ x: trail.curve.points[i], y: trail.curve.points[i + 1], cost: 0.4 });
                return list;
            }),
        ];
    }

    /** All that stays the same while the clock only moves on.
     * @param {import("../data/moment.js").Moment} moment @param {State} state @param {(record: number) => boolean} shows @param {any} look @param {import("../contract").Speaker} words */
    function lay(moment, state, shows, look, words) {
        if (!spot) return;
        const { view } = spot;
        const all = layPicture(timeline, moment, state, view, shows, null);
        // the ways that lead out are drawn on the map
        layout = {
            ...all, marks: all.marks.filter(({ sign }) => sign.phase !== 'region'),
            courses: all.courses.filter(({ trail }) => !trail?.cutStart && !trail?.cutEnd),
        };
        const [base, areas, lines] = sheets;
        ground.draw(base, lines, view, look.palette);
        areas.clearRect(0, 0, view.width, view.height);
        drawEdges(areas, outlines.shown(shows, true), timeline, ground, outlines, view, look.palette);
        drawAreas(areas, areasOf(timeline, moment, ground, outlines, view, shows, placesDrawn(state, timeline)), ground, outlines, view, look.palette, look.hatches);
        labels = layLabels(timeline, layout, moment, state, { basemap, story, outlines, set: look.set, words, blocked: [], before: new Map(), bundled: false });
        setText(caption, words.t('map.inset'));
        setName(node, words.t('map.inset.go'));
    }

    /** One frame: the inset, and on the map the frame it enlarges. @param {CanvasRenderingContext2D} map @param {import("../data/moment.js").Moment} moment
     *  @param {State} state @param {any} look @param {any} rings @param {number} now */
    function draw(map, moment, state, look, rings, now) {
        if (!spot || !layout) return;
        const { width, height } = spot.view;
        for (const { canvas } of sheets) front.drawImage(canvas, 0, 0, width, height);
        drawStory(front, look.palette, timeline, layout, moment, state, rings, now);
        drawSigns(front, look.palette, timeline, layout, moment, state);
        for (const label of labels) drawLabel(front, look.palette, label, label.item.x, label.item.y, 1);
        drawFrame(map, look.palette, spot);
    }
}

/** @param {CanvasRenderingContext2D} ctx @param {import("../marks/palette.js").Palette} palette @param {Spot} spot */
function drawFrame(ctx, palette, { frame, view, left, top }) {
    const [from, to] = left > frame.right ? [frame.right, left] : [frame.left, left + view.width];
    ctx.save();
    ctx.setLineDash([]);
    ctx.strokeStyle = palette.colour('ink');
    ctx.lineWidth = 0.9;
    ctx.beginPath();
    ctx.rect(frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top);
    ctx.moveTo(from, frame.top);
    ctx.lineTo(to, top);
    ctx.moveTo(from, frame.bottom);
    ctx.lineTo(to, top + view.height + CAPTION);
    ctx.stroke();
    ctx.restore();
}
