/** What lies under the pointer: a few words while it is over something, a card on a click. */
import { nameOf, saidOf } from '../panel/things.js';

/** @typedef {import('../contract').Context} Context */
/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').Drawn} Drawn */

/**
 * @param {Context} context
 * @param {L.Map} map
 * @param {import('../contract').Stage} stage
 * @param {() => State} now
 * @param {ReturnType<typeof import('../dom/tip.js').createTip>} tip
 * @param {(thing: Drawn) => void} open
 */
export function createPointer(context, map, stage, now, tip, open) {
    const { speak, dispatch, signal } = context;
    const box = map.getContainer();
    let waiting = 0;
    /** what was opened is read in its card, and says no more until the pointer has left it */
    let opened = '';
    /** @param {L.LeafletMouseEvent} event */
    const onMove = (event) => {
        const point = event.containerPoint;
        cancelAnimationFrame(waiting);
        waiting = requestAnimationFrame(() => hover(point));
    };
    const onOut = () => { cancelAnimationFrame(waiting); hide(); };
    const onClick = (/** @type {L.LeafletMouseEvent} */ event) => choose(event.containerPoint);
    map.on('mousemove', onMove).on('mouseout movestart', onOut).on('click', onClick);
    signal.addEventListener('abort', () => {
        map.off('mousemove', onMove).off('mouseout movestart', onOut).off('click', onClick);
        cancelAnimationFrame(waiting);
        box.classList.remove('wb-over-mark');
    });

    /** @param {L.Point} point */
    function hover(point) {
        const [thing] = stage.hit(point);
        box.classList.toggle('wb-over-mark', Boolean(thing));
        if (!thing) return hide();
        if (opened === thing.key) return;
        opened = '';
        const words = speak(now().lang);
        const [, ...more] = thing.group === 'places' ? [] : thing.records;
        const said = thing.group === 'places' || !more.length ? saidOf(context, thing, words) : saidOf(context, { ...thing, records: thing.records.slice(0, 1) }, words);
        const name = more.length ? words.record('label', thing.records[0]) : nameOf(context, thing, words);
        tip.show(name, words.listed([...said, more.length > 0 && words.t('tip.more', { n: more.length })], ' · '), point);
        dispatch({ type: 'hover', record: thing.records[0] });
    }

    function hide() {
        opened = '';
        tip.hide();
        box.classList.remove('wb-over-mark');
        if (now().hovered >= 0) dispatch({ type: 'hover', record: -1 });
    }

    /** @param {L.Point} point */
    function choose(point) {
        cancelAnimationFrame(waiting);
        const [thing] = stage.hit(point);
        hide();
        if (!thing) return dispatch({ type: 'skip' });
        opened = thing.key;
        open(thing);
    }
}
