/** Keys, while the player has the focus and only then. */

/** @typedef {import('../contract').Action} Action */

/** @type {Record<string, Action | 'first' | 'last'>} */
const KEYS = {
    ' ': { type: 'toggle' },
    k: { type: 'toggle' },
    ArrowRight: { type: 'step', by: 1 },
    ArrowLeft: { type: 'step', by: -1 },
    ArrowUp: { type: 'step', by: 1 },
    ArrowDown: { type: 'step', by: -1 },
    PageDown: { type: 'sceneStep', by: 1 },
    PageUp: { type: 'sceneStep', by: -1 },
    Escape: { type: 'select', record: -1 },
    Home: 'first',
    End: 'last',
};

/**
 * @param {HTMLElement} root
 * @param {{first: number, last: number}} extent of the clock
 * @param {(action: Action) => void} dispatch
 * @param {AbortSignal} signal
 */
export function listenToKeys(root, { first, last }, dispatch, signal) {
    root.addEventListener('keydown', (event) => {
        const target = /** @type {HTMLElement} */ (event.target);
        if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !wants(root, target, event.key)) return;
        const act = KEYS[event.key];
        if (!act || (event.key === 'Escape' && !root.matches('.wb-card-open'))) return;
        event.preventDefault();
        dispatch(act === 'first' ? { type: 'seek', day: first } : act === 'last' ? { type: 'seek', day: last } : act);
    }, { signal });
}

/** A key belongs to the player unless the focused thing has a use of its own for it. @param {HTMLElement} root @param {HTMLElement} target @param {string} key */
function wants(root, target, key) {
    if (target.matches('input[type="range"]')) return true;
    if (target.matches('input, select, textarea, [contenteditable]')) return false;
    if (key === ' ' && target.closest('button, a, summary')) return false;
    // a presenter's clicker sends keys and nothing else
    if (target.closest('.wb-present')) return true;
    // the map pans with the arrows, the panel scrolls with them; somebody's own map lies around the root, not in it
    const other = target.closest('.leaflet-container, .wb-panel-scroll');
    return !(key.startsWith('Arrow') || key === 'Home' || key === 'End') || !other || !root.contains(other);
}
