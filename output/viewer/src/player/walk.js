/**
 * What is drawn as a list that the arrow keys walk through, each line at its sign: name, what is recorded and where it lies are read
 * aloud. The lines take the focus themselves, so that magnifiers follow them and voices can call them by name.
 */
import { el, setAttribute } from '../dom/elements.js';
import { nameOf, saidOf, spoken } from '../panel/things.js';

/** @typedef {import('../contract').Context} Context */
/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').Drawn} Drawn */

const GROUPS = /** @type {const} */ (['places', 'events', 'movements']);
/** @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
/** A ring stands clear of its sign, and is never smaller than a finger's target. */
const [CLEAR, LEAST] = [4, 12];

/**
 * @param {Context} context @param {HTMLElement} mapBox @param {import('../contract').Stage} stage @param {() => State} now
 * @param {ReturnType<typeof import('../dom/tip.js').createTip>} tip @param {(thing: Drawn) => void} open
 */
export function createWalk(context, mapBox, stage, now, tip, open) {
    const { speak, dispatch, signal, root, announce } = context;
    const groups = GROUPS.map(() => el('div', { role: 'group' }));
    const element = el('div', { class: 'wb-walk', role: 'listbox', hidden: true }, ...groups);
    /** @type {Map<string, {line: HTMLElement, thing: Drawn}>} in reading order */
    let lines = new Map();
    /** the line that the Tab key leads to */
    let current = '';
    let drawn = '';
    element.addEventListener('keydown', walk, { signal });
    element.addEventListener('focusin', ({ target }) => arrive(keyOf(target)), { signal });
    element.addEventListener('focusout', leave, { signal });
    element.addEventListener('click', ({ target }) => { const found = lines.get(keyOf(target)); if (found) open(found.thing); }, { signal });
    mapBox.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' || event.target !== mapBox) return;
        // or the same press would open the first line
        event.preventDefault();
        if (lines.size) focus(current);
        else announce(speak(now().lang).t('story.none'));
    }, { signal });
    // who came by the Tab key is told what the keys do here
    mapBox.addEventListener('focus', () => {
        if (mapBox.matches(':focus-visible')) tip.show(speak(now().lang).t('map'), '', { x: 0, y: mapBox.clientHeight / 2 });
    }, { signal });
    mapBox.addEventListener('blur', () => tip.hide(), { signal });
    return { element, draw };

    /** @param {State} state */
    function draw(state) {
        const held = element.contains(document.activeElement);
        // while the story runs on nobody reads a list of it, but who is in it
        if (state.playing && !held) return;
        const things = stage.onscreen();
        const words = speak(state.lang);
        const said = things.map((thing) => spoken(context, thing, words));
        const key = JSON.stringify([state.lang, state.selected, things.map(({ key: id, x, y }, i) => [id, Math.round(x), Math.round(y), said[i]])]);
        if (key === drawn) return;
        drawn = key;
        const at = [...lines.keys()].indexOf(current);
        lines = new Map(things.map((thing) => [thing.key, { thing, line: lines.get(thing.key)?.line ?? el('div', { role: 'option', tabindex: -1, 'data-key': thing.key }) }]));
        [...lines.values()].forEach(({ thing: { x, y, r, records }, line }, i) => {
            const reach = Math.max(LEAST, r + CLEAR);
            setAttribute(line, 'aria-label', said[i]);
            setAttribute(line, 'aria-selected', String(records.includes(state.selected)));
            line.style.cssText = `width: ${2 * reach}px; height: ${2 * reach}px; transform: translate(${Math.round(x - reach)}px, ${Math.round(y - reach)}px)`;
        });
        GROUPS.forEach((group, i) => {
            const own = [...lines.values()].flatMap(({ thing, line }) => (thing.group === group ? [line] : []));
            setAttribute(groups[i], 'aria-label', words.t(group === 'places' ? 'records.places' : `table.${group}`));
            groups[i].hidden = !own.length;
            // who is read out stays in the page: taken out and put in again, it would lose the focus
            const same = own.length === groups[i].childElementCount && own.every((line, n) => line === groups[i].children[n]);
            if (!same) groups[i].replaceChildren(...own);
        });
        element.hidden = !things.length;
        setAttribute(element, 'aria-label', words.t('map.walk'));
        const keys = [...lines.keys()];
        if (!lines.has(current)) current = keys[Math.min(Math.max(0, at), keys.length - 1)] ?? '';
        for (const [id, { line }] of lines) line.tabIndex = id === current ? 0 : -1;
        if (!held) return;
        if (current) focus(current);
        else mapBox.focus({ preventScroll: true });
    }

    /** @param {KeyboardEvent} event */
    function walk(event) {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const keys = [...lines.keys()];
        const at = keys.indexOf(current);
        const found = lines.get(current);
        if (event.key in STEPS) focus(keys[Math.min(keys.length - 1, Math.max(0, at + STEPS[event.key]))]);
        else if ((event.key === 'Enter' || event.key === ' ') && found) open(found.thing);
        else if (event.key === 'Escape' && !root.matches('.wb-card-open')) mapBox.focus({ preventScroll: true });
        else if (/^\p{L}$/u.test(event.key)) focus(beginning(event.key, keys, at));
        else return;
        event.preventDefault();
        event.stopPropagation();
    }

    /** The next line that begins with a letter; where none does, this one. @param {string} letter @param {string[]} keys @param {number} at */
    function beginning(letter, keys, at) {
        const { tag } = speak(now().lang);
        const begins = (/** @type {string} */ id) => (lines.get(id)?.line.getAttribute('aria-label') ?? '').slice(0, 1).localeCompare(letter, tag, { sensitivity: 'base' }) === 0;
        return [...keys.slice(at + 1), ...keys.slice(0, at)].find(begins) ?? current;
    }

    /** @param {string} key */
    function focus(key) {
        lines.get(key)?.line.focus({ preventScroll: true });
    }

    /** @param {string} key */
    function arrive(key) {
        const found = lines.get(key);
        if (!found) return;
        lines.get(current)?.line.setAttribute('tabindex', '-1');
        found.line.tabIndex = 0;
        current = key;
        const { thing } = found;
        const words = speak(now().lang);
        tip.show(nameOf(context, thing, words), words.listed(saidOf(context, thing, words), ' · '), thing, 16);
        dispatch({ type: 'hover', record: thing.records[0] });
    }

    function leave() {
        tip.hide();
        if (now().hovered >= 0) dispatch({ type: 'hover', record: -1 });
    }

    /** @param {EventTarget | null} target */
    function keyOf(target) {
        return target instanceof Element ? target.getAttribute('data-key') ?? '' : '';
    }
}
