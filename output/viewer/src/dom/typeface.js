/** The typeface that a page brings along. */

/** Its two faces, as a canvas asks for them. */
const FACES = ['400 12px "Waterbed Sans"', '700 12px "Waterbed Sans"'];

/** What is drawn is measured once: the letters are there before. A page without them goes on with those of the reader's machine. */
export async function lettersThere() {
    await Promise.allSettled(FACES.map((face) => document.fonts.load(face)));
}
