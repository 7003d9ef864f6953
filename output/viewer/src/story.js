/** The map of a site's story follows what is read: it shows the scene whose text is at the reading line. Without it the pictures stand in the text. */
import { canInflate } from './data/inflate.js';

/** Who scrolls past a scene does not stop there. */
const PAUSE_MS = 120;

/** Where one reads, as a share of the window's height: on a phone the map has the upper half. */
const [READING, BELOW_THE_MAP] = [0.45, 0.72];

/** @param {HTMLElement} told the map and the scenes @param {HTMLElement} root of the player */
function follow(told, root) {
    const scenes = [...told.querySelectorAll('section[id]')];
    let [shown, timer] = [-1, 0];
    told.classList.add('followed');
    // the pictures have gone: what the address names has moved
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
    addEventListener('scroll', later, { passive: true });
    addEventListener('resize', later, { passive: true });
    addEventListener('load', start, { once: true });

    function start() {
        const { waterbed } = /** @type {{waterbed?: import('leaflet').Evented}} */ (/** @type {unknown} */ (root));
        if (!waterbed) return stop();
        waterbed.on('error', stop);
        show();
    }

    /** The reader still has the pictures. */
    function stop() {
        told.classList.remove('followed');
        removeEventListener('scroll', later);
        removeEventListener('resize', later);
    }

    function later() {
        clearTimeout(timer);
        timer = window.setTimeout(show, PAUSE_MS);
    }

    /** The last scene that has come up to the reading line; before the first one the overview. */
    function show() {
        const line = innerHeight * (matchMedia('(max-width: 900px)').matches ? BELOW_THE_MAP : READING);
        const at = scenes.filter((scene) => scene.getBoundingClientRect().top < line).length;
        if (at === shown) return;
        shown = at;
        scenes.forEach((scene, i) => scene.classList.toggle('read', i === at - 1));
        /** @type {any} */ (root).waterbed?.scene(at);
    }
}

const told = document.querySelector('.told');
const player = document.getElementById('waterbed');
if (told instanceof HTMLElement && player && canInflate()) follow(told, player);
