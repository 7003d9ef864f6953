/** What a reader types, as words, and how far it may be from what is written: the search of the records and that of sites ask here. */

/** Accents and points that a reader leaves out; other marks, as the vowels of Burmese, Khmer or Thai, belong to their words. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
/** Letters of a word in which one slip is forgiven, and two: in a shorter one a slip makes another word. */
const [ONE, TWO] = [3, 6];

/** Words as the index of a site has them, which Python made: both part a text alike. @param {string} text */
export function terms(text) {
    return text.normalize('NFKD').replace(ACCENTS, '').split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean).map((term) => term.toLowerCase());
}

/** Letters of a word that may be wrong, missing or too many. @param {string} term */
export function slipsOf({ length }) {
    return Number(length >= ONE) + Number(length >= TWO);
}

/**
 * Which of some texts a reader means: those whose words hold all that is typed, else those whose words begin with it but for the
 * fewest slips.
 * @param {string[]} texts @returns {(typed: string) => number[]} rows of texts
 */
export function createFinder(texts) {
    const words = texts.map(terms);
    return (typed) => {
        const wanted = terms(typed);
        const away = words.map((own) => wanted.reduce((sum, term) => sum + Math.min(...own.map((word) => slipsBetween(word, term)), Infinity), 0));
        const least = away.reduce((a, b) => Math.min(a, b), Infinity);
        return least < Infinity ? away.flatMap((slips, row) => (slips === least ? [row] : [])) : [];
    };
}

/** Slips between a term and the beginning of a word that is nearest to it; none where the word holds it. @param {string} word @param {string} term */
function slipsBetween(word, term) {
    const most = slipsOf(term);
    if (word.includes(term)) return 0;
    if (!most) return Infinity;
    // how many slips lie between the letters typed so far and each beginning of the word
    let line = Array.from({ length: Math.min(word.length, term.length + most) + 1 }, (_, i) => i);
    for (let typed = 1; typed <= term.length; typed++) {
        const next = [typed];
        for (let i = 1; i < line.length; i++) {
            const other = Number(word[i - 1] !== term[typed - 1]);
            next.push(Math.min(line[i - 1] + other, line[i] + 1, next[i - 1] + 1));
        }
        line = next;
    }
    const least = Math.min(...line);
    return least <= most ? least : Infinity;
}
