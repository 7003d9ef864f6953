/** The player in a frame: says its height to the page around it, and obeys that page alone. */

/** @typedef {import('./contract').Action} Action */

/** Whether the page is inside another one. */
export function isFramed() {
    return window.parent !== window;
}

/** The height that suits a width when nothing else decides it. @param {number} width */
export function naturalHeight(width) {
    if (width < 480) return 420;
    return width < 900 ? 640 : Math.round(Math.min(820, Math.max(620, width * 0.62)));
}

/**
 * Reports the height on load and when the width changes, in the dialects of Datawrapper and pym.js.
 * @param {HTMLElement} root @param {string} id @param {AbortSignal} signal
 */
export function reportHeight(root, id, signal) {
    if (!isFramed()) return;
    // pym hands its own id down in the address of the frame
    const child = new URLSearchParams(location.search).get('childId') ?? id;
    let reported = 0;
    const report = () => {
        const height = naturalHeight(root.clientWidth);
        if (height === reported) return;
        reported = height;
        window.parent.postMessage({ 'datawrapper-height': { [id]: height } }, '*');
        window.parent.postMessage(`pymxPYMx${child}xPYMxheightxPYMx${height}`, '*');
    };
    const observer = new ResizeObserver(report);
    observer.observe(root);
    signal.addEventListener('abort', () => observer.disconnect());
    report();
}

/**
 * Takes {waterbed: "play" | "pause" | "seek" | "scene", day, scene} from the parent window and from nobody else.
 * @param {(verb: string, value: unknown) => void} obey @param {AbortSignal} signal
 */
export function listenToParent(obey, signal) {
    window.addEventListener('message', (event) => {
        if (!isFramed() || event.source !== window.parent) return;
        const message = event.data;
        if (typeof message !== 'object' || message === null || typeof message.waterbed !== 'string') return;
        obey(message.waterbed, message.day ?? message.scene);
    }, { signal });
}
