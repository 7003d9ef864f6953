/** How fast a story may be watched: whatever it spans, the whole takes some twenty seconds at the fastest and a minute or two by default. */

const YEAR = 365.25;

/** Days a second. */
const LADDER = [1 / 48, 1 / 24, 1 / 12, 1 / 4, 1 / 2, 1, 2, 4, 7, 15, 30, 60, 120, 240, ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((years) => years * YEAR)];
const FASTEST_SECONDS = 20;
const WHOLE_SECONDS = 45;
const OFFERED = 5;

/** Days a second on offer, slow ones first. @param {{first: number, last: number}} extent of the clock @returns {number[]} */
export function speedsFor({ first, last }) {
    const wanted = Math.max(LADDER[0], (last - first) / FASTEST_SECONDS);
    const away = (/** @type {number} */ speed) => Math.abs(Math.log(speed / wanted));
    const best = LADDER.reduce((near, speed, i) => (away(speed) < away(LADDER[near]) ? i : near), 0);
    const fastest = Math.min(LADDER.length, Math.max(best + 1, OFFERED));
    return LADDER.slice(fastest - OFFERED, fastest);
}

/**
 * The speed to begin with: where scenes stop the clock, a quarter of the fastest or so; without any, the one that takes nearest to three
 * quarters of a minute.
 * @param {number[]} speeds @param {{first: number, last: number, scenes: {start: number[]}}} story
 */
export function usualSpeed(speeds, { first, last, scenes }) {
    if (scenes.start.length) return speeds[speeds.length - 3];
    const away = (/** @type {number} */ speed) => Math.abs(Math.log(((last - first) / speed || 1) / WHOLE_SECONDS));
    return speeds.reduce((best, speed) => (away(speed) < away(best) ? speed : best));
}

/** "30 days/s", "2 years/s", or, slower than a day, "6 h/s". @param {number} speed @param {Pick<import('../contract').Speaker, 't'>} words */
export function speedText(speed, words) {
    if (speed >= YEAR) return words.t('speed.years', { n: Math.round(speed / YEAR) });
    return speed < 1 ? words.t('speed.hours', { n: Math.round(240 * speed) / 10 }) : words.t('speed.days', { n: speed });
}
