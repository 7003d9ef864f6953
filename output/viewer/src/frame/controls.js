/** The transport: play, steps, scenes, speed, loop and two shortcuts to the filters. */
import { button, el, icon, setAttribute, setName, setText } from '../dom/elements.js';
import { isHeld, secondsOf } from '../state/conductor.js';
import { STORY, onOverview } from '../state/reduce.js';
import { speedText } from '../state/speeds.js';

/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').Context} Context */

export const ICONS = {
    play: 'M4 2.5v11l9.5-5.5z',
    pause: 'M4 2.5h3v11H4zM9 2.5h3v11H9z',
    previousScene: 'M3 3h2v10H3zM13 3v10L6 8z',
    nextScene: 'M11 3h2v10h-2zM3 3v10l7-5z',
    previous: 'M9.6 2.6 11 4 7 8l4 4-1.4 1.4L4.2 8z',
    next: 'M6.4 2.6 5 4l4 4-4 4 1.4 1.4L11.8 8z',
};

/** @param {Context} context @param {Pick<import('../state/reduce.js').Facts, 'speeds' | 'legs' | 'reading'>} facts speeds on offer, the legs of the story, how long it is read */
export function createControls(context, { speeds, legs, reading }) {
    const { data, speak, dispatch, signal } = context;
    const playIcon = icon(ICONS.play);
    const playText = el('span', 'wb-play-text');
    const play = button('wb-button wb-play', () => dispatch({ type: 'toggle' }), signal, playIcon, playText);
    const previousScene = stepButton('sceneStep', -1, ICONS.previousScene);
    const previous = stepButton('step', -1, ICONS.previous);
    const next = stepButton('step', 1, ICONS.next);
    const nextScene = stepButton('sceneStep', 1, ICONS.nextScene);
    const date = el('strong', 'wb-now-date');
    const scene = el('span', 'wb-now-scene');
    const speed = el('select', 'wb-button wb-select');
    const speedLabel = el('label', 'wb-speed', el('span', {}), speed);
    const loop = button('wb-button', () => dispatch({ type: 'loop' }), signal);
    const undated = button('wb-button wb-wide-only', toggleUndated, signal);
    const certainty = button('wb-button wb-wide-only', cycleCertainty, signal);
    speed.addEventListener('change', () => dispatch({ type: 'speed', speed: Number(speed.value) }), { signal });
    const settings = el('div', 'wb-settings', speedLabel, loop, undated, certainty);
    const element = el('div', { class: 'wb-controls', role: 'group' },
        el('div', 'wb-transport', previousScene, previous, play, next, nextScene),
        el('p', { class: 'wb-now', 'aria-hidden': 'true' }, date, scene),
        settings);

    /** @type {State | null} */
    let last = null;
    return { element, settings, draw };

    /** @param {'step' | 'sceneStep'} type @param {1 | -1} by @param {string} path */
    function stepButton(type, by, path) {
        return button(`wb-button wb-step wb-step-${type === 'step' ? 'event' : by < 0 ? 'back' : 'on'}`, () => dispatch({ type, by }), signal, icon(path));
    }

    function toggleUndated() {
        if (last) dispatch({ type: 'filter', patch: { undated: !last.filters.undated } });
    }

    function cycleCertainty() {
        if (!last) return;
        const stop = /** @type {0 | 1 | 2} */ ((last.filters.certainty + 1) % 3);
        dispatch({ type: 'filter', patch: { certainty: stop } });
    }

    /** @param {State} state */
    function draw(state) {
        const words = speak(state.lang);
        setText(date, onOverview(state) ? '' : words.day(state.day));
        drawWait(state);
        if (last && last.scene === state.scene && last.sceneChosen === state.sceneChosen && sameButtons(last, state)) { last = state; return; }
        setText(scene, onOverview(state) ? words.t('overview') : state.scene < 0 || data.scenes.id.length < 2 ? '' : words.t('scene.of', { i: state.scene + 1, total: data.scenes.id.length }));
        if (!last || last.lang !== state.lang) nameAll(words);
        playIcon.firstElementChild?.setAttribute('d', state.playing ? ICONS.pause : ICONS.play);
        setName(play, words.t(state.playing ? 'pause' : 'play'));
        setText(playText, words.t(state.playing ? 'pause' : 'play'));
        previousScene.disabled = context.overview ? onOverview(state) : state.scene <= 0;
        nextScene.disabled = state.scene >= data.scenes.id.length - 1 && !(state.playing && state.tour);
        speed.value = String(state.speed);
        setAttribute(loop, 'aria-pressed', String(state.loop));
        setAttribute(undated, 'aria-pressed', String(state.filters.undated));
        setText(undated, words.t(state.filters.undated ? 'undated.drawn' : 'undated.listed'));
        setText(certainty, words.t(`certaintyStop.${state.filters.certainty}`));
        last = state;
    }

    /** While a scene is read the button that goes on fills. @param {State} state */
    function drawWait(state) {
        const waits = isHeld(state, legs);
        nextScene.classList.toggle('wb-waits', waits);
        if (waits) nextScene.style.setProperty('--wb-waited', String(Math.min(1, state.waited / secondsOf(legs[state.leg], state, reading))));
    }

    /** @param {import('../contract').Speaker} words */
    function nameAll(words) {
        setAttribute(element, 'aria-label', words.t('controls'));
        setName(previousScene, words.t('scene.previous'));
        setName(nextScene, words.t('scene.next'));
        setName(previous, words.t('step.previous'));
        setName(next, words.t('step.next'));
        setText(/** @type {Node} */ (speedLabel.firstChild), words.t('speed'));
        setText(loop, words.t('loop'));
        const days = speeds.map((one) => el('option', { value: one }, speedText(one, words)));
        speed.replaceChildren(...(legs.length
            ? [el('option', { value: STORY }, words.t('speed.story')), el('optgroup', { label: words.t('speed.calendar') }, ...days)] : days));
    }
}

/** @param {State} a @param {State} b */
function sameButtons(a, b) {
    return a.playing === b.playing && a.speed === b.speed && a.loop === b.loop && a.lang === b.lang && a.filters === b.filters;
}
