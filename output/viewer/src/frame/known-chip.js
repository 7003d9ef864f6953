/** What the map is as known on, said beside its date, with the way back to today. */
import { button, el, setText } from '../dom/elements.js';
import { countKnown } from '../data/known.js';

/** @param {import('../contract').Context} context */
export function createKnownChip({ data, dispatch, signal }) {
    const said = el('span');
    const back = button('wb-link', () => dispatch({ type: 'filter', patch: { known: null } }), signal);
    const element = el('p', { class: 'wb-known', hidden: true }, said, ' ', back);
    return {
        element,
        /** @param {import('../contract').State} state @param {import('../contract').Speaker} words */
        draw({ filters: { known } }, words) {
            element.hidden = known === null;
            if (known === null) return;
            setText(said, words.listed([words.t('known.on', { date: words.day(known) }), words.t('known.count', countKnown(data, known))], ' · '));
            setText(back, words.t('known.today'));
        },
    };
}
