/**
 * Runs in the head of a page: the text that the player is about to replace is not laid out first, and the page's scripts,
 * which come packed like its data, are unpacked. What goes wrong brings the text back.
 */
import { blockText, canInflate, inflate } from './data/inflate.js';
import { explain } from './dom/explain.js';

const { classList } = document.documentElement;
if (canInflate()) {
    classList.add('wb-starting');
    addEventListener('error', () => classList.remove('wb-starting'));
}
document.addEventListener('DOMContentLoaded', run);

/** One after the other: the player asks for Leaflet. */
async function run() {
    try {
        for (const block of document.querySelectorAll('.wb-code')) {
            const script = document.createElement('script');
            script.textContent = new TextDecoder().decode(await inflate(blockText(block.id, document)));
            document.body.append(script);
        }
    } catch {
        document.querySelectorAll('[data-wb-standalone]').forEach((root) => explain(/** @type {HTMLElement} */ (root)));
    }
}
