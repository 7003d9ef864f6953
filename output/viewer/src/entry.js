/** The bundle: adds the player to Leaflet's namespace, as plugins do, and starts the pages that are made for it. */
import { canInflate } from './data/inflate.js';
import { explain } from './dom/explain.js';
import { createLayerClass } from './player/layer.js';
import { createPage } from './player/page.js';

/** @type {typeof import('leaflet') & Record<string, any>} */
const leaflet = /** @type {any} */ (globalThis).L;

if (leaflet) {
    const CyclePlayer = createLayerClass(leaflet);
    leaflet.CyclePlayer = CyclePlayer;
    leaflet.cyclePlayer = (/** @type {ConstructorParameters<typeof CyclePlayer>[0]} */ options) => new CyclePlayer(options);
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', bootPages);
    else bootPages();
}

function bootPages() {
    for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-wb-standalone]'))) {
        if (root.dataset.wbStandalone === 'started') continue;
        root.dataset.wbStandalone = 'started';
        if (canInflate()) boot(root);
        else explain(root);
    }
}

/** @param {HTMLElement} root options come as data-wb-* attributes, data as blocks beside it */
function boot(root) {
    const life = new AbortController();
    const page = createPage(leaflet, root, life.signal);
    const { wbTimeline = 'wb-timeline', wbBasemap = 'wb-basemap', wbWords = 'wb-words', wbLang, wbTheme, wbOrigins } = root.dataset;
    const layer = leaflet.cyclePlayer({
        timeline: wbTimeline, basemap: document.getElementById(wbBasemap) ? wbBasemap : null,
        words: document.getElementById(wbWords) ? wbWords : null, page,
        origins: wbOrigins?.split(' ') ?? [], lang: wbLang ?? null, theme: wbTheme === 'dark' || wbTheme === 'light' ? wbTheme : null,
    });
    layer.on('error', () => { life.abort(); restoreFallback(root, page.fallback); });
    layer.addTo(page.map);
    // the page's own scripts may drive the player: root.waterbed.play()
    Object.defineProperty(root, 'waterbed', { value: layer });
}

/** The reader still has the whole text. @param {HTMLElement} root @param {HTMLElement | null} fallback */
function restoreFallback(root, fallback) {
    root.classList.remove('wb-ready');
    if (fallback) root.replaceChildren(fallback);
    explain(root);
}
