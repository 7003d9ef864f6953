/** Present mode: the map and the scene large, the rest out of the way; on the whole screen where the frame allows it. */

/** @param {HTMLElement} root @param {AbortSignal} signal */
export function present(root, signal) {
    const life = new AbortController();
    const until = { signal: AbortSignal.any ? AbortSignal.any([life.signal, signal]) : life.signal };
    const leave = () => {
        life.abort();
        root.classList.remove('wb-present');
        if (document.fullscreenElement) document.exitFullscreen();
    };
    root.classList.add('wb-present');
    root.focus({ preventScroll: true });
    document.addEventListener('fullscreenchange', () => { if (!document.fullscreenElement) leave(); }, until);
    root.addEventListener('keydown', (event) => { if (event.key === 'Escape') leave(); }, until);
    // without leave to fill the screen the page still fills its window
    root.requestFullscreen?.().catch(() => {});
}
