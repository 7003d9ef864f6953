/** What a reader is told where the player does not start: the whole text is there. */

/** @param {HTMLElement} root */
export function explain(root) {
    document.documentElement.classList.remove('wb-starting');
    const note = document.createElement('p');
    note.className = 'wb-old';
    note.textContent = root.dataset.wbOld
        ?? 'This browser is too old for the animated map. The same records are listed below as text.';
    root.prepend(note);
}
