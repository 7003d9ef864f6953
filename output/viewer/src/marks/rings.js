/** When rings run: one pass of 1.2 s by the reader's clock as an event begins, then they rest. Never more than three starts a second. */

const PASS_MS = 1200;
const STARTS_A_SECOND = 3;

/** @typedef {import("../data/moment.js").EventMoment} EventMoment */

const HELD_MS = 1600;
const MOST_HELD = 4;

/** Keeps what happened on the map long enough to be read when the clock runs fast: a day is a blink at 60 days a second. */
export function createHold() {
    /** @type {Map<number, number>} when the reader first saw an event */
    const seen = new Map();
    return {
        /**
         * Events of the story now, and those that the clock has just left behind.
         * @param {EventMoment[]} events @param {number} day @param {boolean} playing @param {number} now ms @param {(event: number) => number} startOf
         * @returns {EventMoment[]}
         */
        with(events, day, playing, now, startOf) {
            for (const [event, since] of seen) if (!playing || now - since > HELD_MS || startOf(event) > day) seen.delete(event);
            if (!playing) return events;
            const held = [...seen.keys()].filter((event) => !events.some(({ index }) => index === event)).slice(-MOST_HELD);
            for (const { index, age } of events) if (age < 6 && !seen.has(index)) seen.set(index, now);
            return held.length ? [...events, ...held.map((index) => ({ index, age: day - startOf(index), chance: 1 }))] : events;
        },
    };
}

export function createRingClock() {
    /** @type {Map<number, number>} when the ring of an event started; -Infinity when it came to rest at once */
    const started = new Map();
    /** @type {number[]} */
    let starts = [];
    let first = true;
    const passing = (/** @type {number} */ event, /** @type {number} */ now) =>
        now - (started.get(event) ?? -Infinity) < PASS_MS;
    return {
        /** @param {number[]} events that have a ring now @param {number} now ms @param {boolean} still no motion wanted */
        update(events, now, still) {
            // A fast clock leaves an event behind in a blink: its pass still runs to the end.
            for (const event of started.keys())
                if (!events.includes(event) && (still || !passing(event, now))) started.delete(event);
            starts = starts.filter((time) => now - time < 1000);
            for (const event of events) {
                if (started.has(event)) continue;
                // What is there when the map first shows has been there before: it does not start by itself.
                const rests = first || still || starts.length >= STARTS_A_SECOND;
                started.set(event, rests ? -Infinity : now);
                if (!rests) starts.push(now);
            }
            first = false;
        },
        /** Share of the pass that is over, 1 at rest. @param {number} event @param {number} now */
        pass: (event, now) => Math.min(1, Math.max(0, (now - (started.get(event) ?? -Infinity)) / PASS_MS)),
        /** Events whose pass is not over. @param {number} now @returns {number[]} */
        passing: (now) => [...started.keys()].filter((event) => passing(event, now)),
    };
}
