/** A polite live region that never speaks more often than every second and a half: the latest news wins. */
import { el } from './elements.js';

const PAUSE_MS = 1500;

/** @param {AbortSignal} signal */
export function createAnnouncer(signal) {
    const element = el('div', { class: 'wb-unseen', role: 'status', 'aria-live': 'polite' });
    let spoken = -PAUSE_MS;
    let timer = 0;
    let latest = '';
    signal.addEventListener('abort', () => clearTimeout(timer));
    return { element, announce };

    /** @param {string} text */
    function announce(text) {
        latest = text;
        clearTimeout(timer);
        timer = window.setTimeout(() => {
            spoken = performance.now();
            element.textContent = latest;
        }, Math.max(60, spoken + PAUSE_MS - performance.now()));
    }
}
