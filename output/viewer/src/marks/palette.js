/** The colours of the map, read from the custom properties --wb-* of the viewer's root. No colour is written in the code. */

/**
 * @typedef {ReturnType<typeof readPalette>} Palette
 */

/** Kinds of movement whose colour is that of a phase, or of another kind. */
const KIND_TOKEN = /** @type {Record<string, string>} */ ({
    displacement: 'displacement',
    return: 'return',
    handover: 'k-repatriation',
});

/** The property of a kind of movement. @param {string} kind */
export function kindToken(kind) {
    return KIND_TOKEN[kind] ?? `k-${kind}`;
}

/** The property of an old trail: the darker text colour where there is one. @param {string} kind */
export function oldKindToken(kind) {
    const token = kindToken(kind);
    return token.startsWith('k-') ? token : `${token}-t`;
}

/** @param {Element} root @param {CanvasRenderingContext2D} ctx any context: it turns a colour name into numbers */
export function readPalette(root, ctx) {
    const style = getComputedStyle(root);
    /** @type {Map<string, string>} */
    const colours = new Map();
    /** @type {Map<string, string>} */
    const faded = new Map();

    /** The colour of a token; a token without a property takes that of `none`. @param {string} token @returns {string} */
    const colour = (token) => {
        let value = colours.get(token);
        if (value === undefined) {
            value = style.getPropertyValue(`--wb-${token}`).trim() || (token === 'none' ? style.color : colour('none'));
            colours.set(token, value);
        }
        return value;
    };

    /** The same with opacity `alpha`, for gradients. @param {string} token @param {number} alpha */
    const fade = (token, alpha) => {
        const key = `${token} ${alpha}`;
        let value = faded.get(key);
        if (value === undefined) {
            value = withAlpha(ctx, colour(token), alpha);
            faded.set(key, value);
        }
        return value;
    };

    return {
        colour,
        fade,
        kind: (/** @type {string} */ kind) => colour(kindToken(kind)),
        font: style.fontFamily || 'system-ui, sans-serif',
        /** Old trails need a little more on a dark ground. */
        dark: luminance(ctx, colour('land')) < 0.3,
        forced: matchMedia('(forced-colors: active)').matches,
    };
}

/** @param {CanvasRenderingContext2D} ctx @param {string} colour @param {number} alpha */
function withAlpha(ctx, colour, alpha) {
    const [r, g, b] = channels(ctx, colour);
    return `rgba(${r}, ${g}, ${b}, ${alpha})`;
}

/** @param {CanvasRenderingContext2D} ctx @param {string} colour */
function luminance(ctx, colour) {
    const [r, g, b] = channels(ctx, colour);
    return (0.3 * r + 0.6 * g + 0.1 * b) / 255;
}

/** @param {CanvasRenderingContext2D} ctx @param {string} colour */
function channels(ctx, colour) {
    // A context hands any colour back as #rrggbb, or as rgba() when it is translucent.
    ctx.fillStyle = colour;
    const value = String(ctx.fillStyle);
    if (value.startsWith('#')) return [1, 3, 5].map((at) => parseInt(value.slice(at, at + 2), 16));
    return (value.match(/[\d.]+/g) ?? ['0', '0', '0']).slice(0, 3).map(Number);
}
