/** A scene draws what it tells of and who is there on the day; this button brings everything else on the map, and takes it away again. */
import { button, setText } from '../dom/elements.js';

/** @typedef {import('../contract').State} State */

/** @param {import('../contract').Context} context @param {() => number} count of all marks there would be; NaN where nobody counts them
 *  @param {() => void} changed it covers another part of the map now */
export function createShowAll({ speak, dispatch, announce, signal }, count, changed) {
    /** @type {State | null} */
    let now = null;
    const element = button('wb-button wb-show-all', toggle, signal);
    element.hidden = true;
    let letters = 0;
    return { element, draw };

    /** @param {State} state */
    function draw(state) {
        now = state;
        element.hidden = !state.sceneChosen || state.scene < 0;
        if (!element.hidden) setText(element, said(state));
        const long = element.hidden ? 0 : element.textContent?.length ?? 0;
        if (long !== letters) changed();
        letters = long;
    }

    /** @param {State} state */
    function said({ lang, filters }) {
        const [words, n] = [speak(lang), count()];
        return filters.all ? words.t('marks.scene') : Number.isNaN(n) ? words.t('marks.every') : words.t('marks.all', { n });
    }

    function toggle() {
        if (!now) return;
        const all = !now.filters.all;
        announce(speak(now.lang).t(all ? 'filter.all' : 'marks.scene'));
        dispatch({ type: 'filter', patch: { all } });
    }
}
