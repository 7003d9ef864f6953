/** The player in a frame: says its height to the page around it, obeys that page alone, and tells it what it asked to hear. */

/** What a page around may ask for; `on` names an event it wants to hear of. */
const EVENTS = ['play', 'pause', 'scene', 'day', 'select', 'filter'];

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
 * Reports the height on load and when the width changes, in the dialects of Datawrapper, pym.js and AMP.
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
        const messages = [
            { 'datawrapper-height': { [id]: height } }, `pymxPYMx${child}xPYMxheightxPYMx${height}`,
            { sentinel: 'amp', type: 'embed-size', height },
        ];
        for (const message of messages) window.parent.postMessage(message, '*');
    };
    const observer = new ResizeObserver(report);
    observer.observe(root);
    signal.addEventListener('abort', () => observer.disconnect());
    report();
}

/**
 * Takes {waterbed: "play" | "pause" | "seek" | "scene" | "on", day, scene, event} from the window around this one and from
 * nobody else. That window counts and not its origin, which is "null" for a page in a sandbox; a page may narrow it further
 * to a list of origins. Events go back to the origin that asked for them; an origin "null" can't be named, so "*" stands for it.
 * @param {import('leaflet').Evented & {play(): void, pause(): void, seek(day: number | string): void, scene(n: number): void}} layer
 * @param {string[]} origins that may ask; all when empty
 * @param {AbortSignal} signal
 */
export function listenToParent(layer, origins, signal) {
    if (!isFramed()) return;
    const { parent } = window;
    /** @type {Set<string>} */
    const heard = new Set();
    /** @param {any} event @param {string} to */
    const tell = ({ type, day, date, scene, record }, to) => parent.postMessage({ waterbed: 'event', type, day, date, scene, record }, to);
    /** @param {string} type @param {string} to */
    const hear = (type, to) => {
        if (heard.has(type)) return;
        heard.add(type);
        const listener = (/** @type {any} */ event) => tell(event, to);
        layer.on(type, listener);
        signal.addEventListener('abort', () => layer.off(type, listener));
    };
    hear('ready', '*');
    window.addEventListener('message', ({ source, origin, data }) => {
        if (source !== parent || (origins.length && !origins.includes(origin))) return;
        const { waterbed: verb, day, scene, event } = Object(data);
        if (verb === 'play') layer.play();
        else if (verb === 'pause') layer.pause();
        else if (verb === 'seek' && ['number', 'string'].includes(typeof day)) layer.seek(day);
        else if (verb === 'scene') layer.scene(scene);
        else if (verb === 'on' && EVENTS.includes(event)) hear(event, origin === 'null' ? '*' : origin);
    }, { signal });
}
