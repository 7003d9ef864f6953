/** Runs in the head of a page: the text that the player is about to replace is not laid out first. What goes wrong brings it back. */
import { canInflate } from './data/inflate.js';

const { classList } = document.documentElement;
if (canInflate()) {
    classList.add('wb-starting');
    addEventListener('error', () => classList.remove('wb-starting'));
}
