/** Plays the legs of the story (output/conductor.py): how long each takes, where the clock is in it, and what it says of what it skips. Pure. */

/** @typedef {import('../contract').State} State */
/** @typedef {import('../contract').LegKind} LegKind */
/** @typedef {{scene: number, kind: LegKind, first: number, last: number, seconds: number}} Leg */

/** From here on a span is said in years and in months; less than a month between two scenes is not worth a word. As in output/text/skips.py. */
const [YEARS_FROM, MONTHS_FROM, WORTH_A_WORD] = [700, 45, 31];

/** Seconds that a picture without words is looked at. As in output/language/reading.py. */
export const LEAST_HOLD = 5;

/** @param {Pick<import('../contract').TimelineJson, 'legs'>} data @returns {Leg[]} */
export function legsOf({ legs }) {
    return (legs?.scene ?? []).map((scene, i) => ({ scene, kind: legs.kind[i], first: legs.first[i], last: legs.last[i], seconds: legs.seconds[i] }));
}

/** Whether a scene rests to be read, and Play waits for it. @param {Pick<State, 'playing' | 'leg'>} state @param {{kind: LegKind}[]} legs */
export function isHeld({ playing, leg }, legs) {
    return playing && legs[leg]?.kind === 'hold';
}

/**
 * Seconds of a leg: a hold lasts as long as its words are read; where motion is not wanted nothing runs.
 * @param {Leg} leg @param {{reduced: boolean, lang: string}} state @param {(scene: number, lang: string) => number} reading
 */
export function secondsOf({ kind, scene, seconds }, { reduced, lang }, reading) {
    return kind === 'hold' ? reading(scene, lang) : reduced ? 0 : seconds;
}

/** The day of the clock some way into a leg: on the way to a scene it is the scene's own already. @param {Leg} leg @param {number} share */
export function dayIn({ kind, first, last }, share) {
    return kind === 'move' || kind === 'leap' ? last : first + (last - first) * share;
}

/** The leg to go on with from a day of a scene, and the share of it that is over; past its days the scene is over.
 * @param {Leg[]} legs @param {number} scene @param {number} day @returns {{leg: number, share: number}} */
export function legFrom(legs, scene, day) {
    const own = legs.findIndex((one) => one.scene === scene);
    let leg = own < 0 ? legs.length : own;
    for (; legs[leg]?.scene === scene; leg++) {
        const { kind, first, last } = legs[leg];
        if (kind !== 'move' && kind !== 'leap' && kind !== 'hold' && day < last) return { leg, share: Math.max(0, (day - first) / (last - first)) };
    }
    return { leg, share: 0 };
}

/**
 * What is said of the calendar that is left out: "2 years, nothing new recorded", "3 years later"; "" where there is nothing to say.
 * @param {Pick<Leg, 'kind' | 'first' | 'last'> | undefined} leg @param {Pick<import('../contract').Speaker, 't'>} words
 */
export function skipped(leg, words) {
    if (!leg || leg.kind === 'run' || leg.kind === 'hold') return '';
    const days = Math.abs(leg.last - leg.first);
    if (leg.kind === 'move' && days < WORTH_A_WORD) return '';
    const [unit, length] = days >= YEARS_FROM ? ['years', 365.25] : days >= MONTHS_FROM ? ['months', 365.25 / 12] : ['days', 1];
    const span = words.t(`skip.${unit}`, { n: Math.round(days / length) });
    return words.t(leg.kind !== 'move' ? 'skip.empty' : leg.last > leg.first ? 'skip.later' : 'skip.earlier', { span });
}
