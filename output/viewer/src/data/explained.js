/** Which of the signs in a picture its legend explains: eight at most. The twin of output/explained.py. */

/** More entries are a table, not a legend. */
const MOST = 8;

/** Signs at places, in the order of the legend: the five phases first. */
export const PLACES = ['presence', 'crackdown', 'displacement', 'arrival', 'return', 'disruption', 'ring', 'earlier', 'ended', 'not_yet', 'unknown', 'other', 'soft',
    'square', 'end', 'incident', 'incident.enforcement', 'incidents', 'count', 'group'];

/** What lines say besides their kinds, in the order of the legend. */
export const WAYS = ['certainty', 'undated', 'width', 'loop', 'unplaced', 'gathered', 'band', 'aside'];

/** What gives way last is told nowhere else; a phase and the first kind of movement never do. @type {Record<string, number>} */
const RANK = {
    certainty: 0, disruption: 1, undated: 1, incident: 1, 'incident.enforcement': 1, incidents: 1, width: 2, loop: 2, unplaced: 2, count: 2, group: 1, earlier: 3, ended: 3, gathered: 3,
};

/**
 * The signs that a legend explains, and those it leaves out, each in the order of the legend.
 * @param {Iterable<string>} places of PLACES @param {string[]} kinds of movements, the first one first @param {Iterable<string>} ways of WAYS
 * @returns {[string[], string[]]}
 */
export function explained(places, kinds, ways) {
    const [at, along] = [new Set(places), new Set(ways)];
    const lines = kinds.map((kind) => `kind ${kind}`);
    const keys = [...PLACES.filter((key) => at.has(key)), ...lines, ...WAYS.filter((key) => along.has(key))];
    const rank = (/** @type {string} */ key) => {
        if (PLACES.slice(0, 5).includes(key) || key === lines[0]) return 0;
        return lines.includes(key) ? 1 : (RANK[key] ?? 4);
    };
    const kept = new Set([...keys].sort((a, b) => rank(a) - rank(b)).slice(0, MOST));
    return [keys.filter((key) => kept.has(key)), keys.filter((key) => !kept.has(key))];
}
