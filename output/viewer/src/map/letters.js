/** The labels on the map from one layout to the next: they keep their places, come up softly, and move with the map. */

import { boxOf } from './labels.js';
import { drawLabel, layLabels, nameOf } from './lettering.js';

/**
 * @typedef {import("../data/timeline.js").Timeline} Timeline
 * @typedef {import("../marks/surface.js").Box} Box
 * @typedef {import("../marks/surface.js").View} View
 * @typedef {import("../contract").State} State
 * @typedef {import("./lettering.js").Lettered} Lettered
 * @typedef {Parameters<typeof layLabels>[4]} Setting
 */

const FADE_MS = 150;

/**
 * @param {ReturnType<typeof import("../marks/surface.js").createSurface>} sheet @param {Timeline} timeline
 * @param {Pick<Setting, "basemap"|"story"|"outlines">} ground
 */
export function createLetters(sheet, timeline, ground) {
    /** @type {{label: Lettered, x: number, y: number}[]} with their points on the unit plane, so that they move with the map */
    let labels = [];
    /** @type {Map<string, number>} when a label came up, for its fade */
    const shownSince = new Map();
    let [dirty, fading] = [true, false];
    return { letter, draw, at, boxes: () => labels.map(({ label }) => boxOf(label)), names: () => labels.map(({ label }) => nameOf(label)), invalidate: () => { dirty = true; }, fading: () => fading };

    /**
     * Labels are laid anew when the picture changes in kind, not while it moves.
     * @param {import("./picture.js").Layout} layout @param {import("../data/moment.js").Moment} moment @param {State} state @param {number} now ms
     * @param {Omit<Setting, "basemap"|"story"|"outlines"|"before">} setting
     */
    function letter(layout, moment, state, now, setting) {
        const before = new Map(labels.map(({ label: { item, spot } }) => [item.id, spot]));
        const { scale, ox, oy } = layout.view;
        labels = layLabels(timeline, layout, moment, state, { ...setting, ...ground, before })
            .map((label) => ({ label, x: (label.item.x + ox) / scale, y: (label.item.y + oy) / scale }));
        const ids = new Set(labels.map(({ label }) => label.item.id));
        for (const id of shownSince.keys()) if (!ids.has(id)) shownSince.delete(id);
        for (const id of ids) if (!shownSince.has(id)) shownSince.set(id, before.size ? now : -Infinity);
        dirty = true;
    }

    /** @param {View} view @param {import("../marks/palette.js").Palette} palette @param {State} state @param {number} now ms */
    function draw(view, palette, state, now) {
        if (!dirty && !fading) return;
        sheet.clear();
        fading = false;
        const atOnce = state.reduced || state.theme === 'print';
        for (const { label, x, y } of labels) {
            const shown = atOnce ? 1 : Math.min(1, (now - (shownSince.get(label.item.id) ?? -Infinity)) / FADE_MS);
            if (shown < 1) fading = true;
            drawLabel(sheet.ctx, palette, label, x * view.scale - view.ox, y * view.scale - view.oy, Math.max(0, shown));
        }
        dirty = false;
    }

    /** Names under a point, by their ids; those of countries lie on the ground. @param {number} x @param {number} y */
    function at(x, y) {
        const under = (/** @type {Box} */ { left, top, right, bottom }) => x >= left && y >= top && x <= right && y <= bottom;
        return labels.flatMap(({ label }) => (label.item.kind !== 'country' && under(boxOf(label)) ? [label.item.id] : []));
    }
}
