/** Printing: a scene goes on one sheet of paper, whatever the font and however much it has to say. */

/** What a full sheet gives up, in this order: style.css and the ribbon know what each means. */
const GIVEN_UP = ['wb-paper-no-titles', 'wb-paper-few-rows', 'wb-paper-low-map', 'wb-paper-small-type'];

/** When all of that is too little: the sources, in full, on a sheet of their own. */
const SECOND_SHEET = 'wb-paper-second';

/**
 * @param {HTMLElement} root
 * @param {import('leaflet').Map} map
 * @param {ReturnType<typeof import('./assembly.js').createPlayer>} player
 * @param {AbortSignal} signal
 */
export function printing(root, map, player, signal) {
    /** @type {ReturnType<typeof seen> | null} what was on the screen */
    let screen = null;
    window.addEventListener('beforeprint', () => {
        screen ??= seen();
        root.classList.remove('wb-present', ...GIVEN_UP, SECOND_SHEET);
        root.classList.add('wb-printing');
        player.dispatch({ type: 'theme', theme: 'print' });
        draw();
        makeRoom();
        // all that the reader saw, on a map of another shape; what is drawn in it decides how much room its key takes
        for (const _ of [0, 1]) {
            if (screen.moved) map.fitBounds(screen.bounds, { animate: false });
            draw();
        }
    }, { signal });
    window.addEventListener('afterprint', () => {
        if (!screen) return;
        const { theme, center, zoom, moved, presenting } = screen;
        screen = null;
        root.classList.remove('wb-printing', ...GIVEN_UP, SECOND_SHEET);
        root.classList.toggle('wb-present', presenting);
        player.dispatch({ type: 'theme', theme });
        draw();
        player.resize();
        if (moved) map.setView(center, zoom, { animate: false });
    }, { signal });

    function seen() {
        return {
            theme: player.now().theme, presenting: root.classList.contains('wb-present'),
            moved: player.moved(), bounds: map.getBounds(), center: map.getCenter(), zoom: map.getZoom(),
        };
    }

    /** Measures and draws at once: the printer does not wait for a frame. */
    function draw() {
        player.resize();
        player.redraw();
    }

    function makeRoom() {
        for (const step of GIVEN_UP) {
            if (fits()) return;
            root.classList.add(step);
            arrange();
        }
        if (fits()) return;
        root.classList.remove(...GIVEN_UP);
        root.classList.add(SECOND_SHEET);
        arrange();
    }

    /** The ribbon takes the rows that it may have now. */
    function arrange() {
        player.resize();
        player.layOut();
    }

    function fits() {
        return root.scrollHeight <= root.clientHeight;
    }
}
