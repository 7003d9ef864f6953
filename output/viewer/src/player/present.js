/** Present mode: the map and the scene large, the rest out of the way; on the whole screen where the frame allows it. */
import { button } from '../dom/elements.js';

/** @param {HTMLElement} root @param {string} label of the way out, for who has no Escape key @param {() => void} changed @param {AbortSignal} signal */
export function present(root, label, changed, signal) {
    const life = new AbortController();
    const until = { signal: life.signal };
    const out = button('wb-button wb-leave', leave, life.signal, label);
    root.classList.add('wb-present');
    root.append(out);
    changed();
    root.focus({ preventScroll: true });
    document.addEventListener('fullscreenchange', () => { if (!document.fullscreenElement) leave(); }, until);
    root.addEventListener('keydown', (event) => { if (event.key === 'Escape') leave(); }, until);
    signal.addEventListener('abort', leave, until);
    // without leave to fill the screen the page still fills its window
    root.requestFullscreen?.().catch(() => {});

    function leave() {
        life.abort();
        out.remove();
        root.classList.remove('wb-present');
        changed();
        if (document.fullscreenElement) document.exitFullscreen();
    }
}
