/**
 * Where labels go: the most urgent first, each at the place that costs least; one that would cost too much is left out. Pure: it gets boxes and
 * gives boxes.
 */

/**
 * @typedef {object} LabelItem
 * @property {string} id the same from one layout to the next: a label keeps its place while it is good
 * @property {"place"|"country"|"tag"} kind a country name lies on its point, a place beside it
 * @property {number} x @property {number} y the point it belongs to, in pixels
 * @property {number} r reach of the sign there
 * @property {number} priority
 * @property {boolean} must stays whatever it costs, unless no place is free
 * @property {{width: number, height: number}[]} lines the name, then what happened
 * @property {string} home code of the country that it belongs to; empty where no country is its own
 *
 * @typedef {import("../marks/surface.js").Box} Box
 * @typedef {import("../land/states.js").Land} Land
 * @typedef {object} Placed
 * @property {LabelItem} item
 * @property {number} dx @property {number} dy left and top of the text, from the point
 * @property {number} width @property {number} height
 * @property {"start"|"middle"|"end"} align
 * @property {number} lines how many are shown
 * @property {[number, number, number, number]|null} leader from the sign to the text, from the point
 * @property {string} spot which candidate it took
 *
 * @typedef {object} Field what labels must keep clear of
 * @property {Box} frame
 * @property {Box[]} blocked clock, legend, controls
 * @property {{x: number, y: number, r: number, soft: boolean}[]} signs `soft`: an open dot may be covered, at a cost
 * @property {number} [keep] how much dearer than the best the old place may be; more while the clock runs, so that labels stand still
 * @property {Float64Array[]} curves points of drawn curves, x and y in turn
 * @property {Land|null} land the countries under the map; null where nobody knows them
 *
 * @typedef {{spot: string, dx: number, dy: number, cost: number, align: "start"|"middle"|"end", leader: [number, number, number, number]|null}} Candidate
 */

const GAP = 2;
const DROP_OVER = 60;
const KEEP_WITHIN = 3;
const LEADERS = [16, 26, 38, 52, 68, 88, 112];
/** A long line across the map is worse than no label, unless the label is what the picture is about. */
const SHORT_LEADER = 26;
const LONG_LEADER = 52;
const SPOKEN = 100;
/** A map of a phone: every way is shorter. */
const NARROW = 500;
/** What covering the open dot of a neighbour costs: more than a short leader. */
const OVER_DOT = 7;
/** What lying wholly within another country costs: more than a long leader. */
const ABROAD = 22;
const DIRECTIONS = 24;
const CELL = 24;

/**
 * @param {LabelItem[]} items @param {Field} field @param {Map<string, string>} before spot by id, of the last layout
 * @param {number} [limit] how many labels of places there may be
 * @returns {Placed[]}
 */
export function placeLabels(items, field, before, limit = Infinity) {
    /** @type {Placed[]} */
    const placed = [];
    const curves = curveCells(field.curves);
    let places = 0;
    for (const item of [...items].sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1))) {
        if (item.kind === 'place' && places >= limit) continue;
        const label = placeOne(item, field, curves, placed, before.get(item.id));
        if (!label) continue;
        placed.push(label);
        if (item.kind === 'place') places += 1;
    }
    return placed;
}

/**
 * @param {LabelItem} item @param {Field} field @param {Map<number, number[]>} curves @param {Placed[]} placed
 * @param {string|undefined} before @returns {Placed|null}
 */
function placeOne(item, field, curves, placed, before) {
    for (let lines = item.lines.length; lines >= 1; lines--) {
        const width = Math.max(...item.lines.slice(0, lines).map((line) => line.width));
        const height = item.lines.slice(0, lines).reduce((sum, line) => sum + line.height, 0);
        const found = cheapest(item, width, height, field, curves, placed, before);
        // What happened is dropped before the name is.
        if (found && (found.cost <= DROP_OVER || (item.must && lines === 1))) {
            const { dx, dy, align, leader, spot } = found;
            return { item, dx, dy, width, height, align, lines, leader, spot };
        }
    }
    return item.must ? anywhere(item, field, placed) : null;
}

/** What happens now is named even over a sign or a curve, but never cut and never over another name. @param {LabelItem} item @param {Field} field @param {Placed[]} placed @returns {Placed|null} */
function anywhere(item, { frame, blocked }, placed) {
    const [{ width, height }] = item.lines;
    const taken = [...blocked, ...placed.map(boxOf)];
    for (const { dx, dy, align, leader, spot } of candidates(item, width, height, frame.right < NARROW)) {
        const label = { item, dx, dy, width, height, align, lines: 1, leader, spot };
        const box = boxOf(label);
        const inside = box.left >= frame.left && box.top >= frame.top && box.right <= frame.right && box.bottom <= frame.bottom;
        if (inside && !taken.some((other) => overlap(box, other))) return label;
    }
    return null;
}

/**
 * @param {LabelItem} item @param {number} width @param {number} height @param {Field} field @param {Map<number, number[]>} curves
 * @param {Placed[]} placed @param {string|undefined} before
 */
function cheapest(item, width, height, field, curves, placed, before) {
    /** @type {Candidate|null} */
    let best = null;
    let bestCost = Infinity;
    /** @type {Candidate|null} */
    let kept = null;
    const around = surroundings(item, width, height, field, placed);
    let awaited = before !== undefined;
    for (const candidate of candidates(item, width, height, field.frame.right < NARROW)) {
        // Candidates come cheapest first, so that the rest can be left out; the old place is always looked at.
        const old = candidate.spot === before;
        const most = old ? Infinity : bestCost - candidate.cost;
        if (most <= 0 && !awaited) break;
        if (most <= 0) continue;
        if (old) awaited = false;
        const cost = candidate.cost + costOf(item, candidate, width, height, field, curves, around, most);
        if (cost === Infinity) continue;
        const found = { ...candidate, cost };
        if (old) kept = found;
        if (cost < bestCost) [best, bestCost] = [found, cost];
    }
    return kept && best && kept.cost <= best.cost + (field.keep ?? KEEP_WITHIN) ? kept : best;
}

/**
 * What a label of this size can meet, wherever it goes: signs but its own, boxes that neither it nor its leader may touch, leaders that neither may cross.
 * @param {LabelItem} item @param {number} width @param {number} height @param {Field} field @param {Placed[]} placed
 */
function surroundings(item, width, height, field, placed) {
    const reach = item.r + LEADERS[LEADERS.length - 1] + 2 * GAP;
    const whole = { left: item.x - reach - width, right: item.x + reach + width, top: item.y - reach - height, bottom: item.y + reach + height };
    const labels = placed.map(boxOf).filter((box) => overlap(box, whole));
    return {
        signs: field.signs.filter((sign) => covers(whole, sign, 1) && !(sign.x === item.x && sign.y === item.y && item.r > 0)),
        taken: [...field.blocked, ...labels],
        leaders: placed.flatMap((label) => (label.leader ? [shifted(label.leader, label.item)] : [])),
    };
}

/** Cheapest first. @param {LabelItem} item @param {number} width @param {number} height @param {boolean} narrow @returns {Iterable<Candidate>} */
function* candidates(item, width, height, narrow) {
    if (item.kind === 'country') return yield* aroundPoint(width, height);
    yield* besideSign(item.r, width, height);
    if (item.kind === 'place') yield* withLeader(item, width, height, narrow);
}

/** @param {number} r @param {number} width @param {number} height @returns {Candidate[]} */
function besideSign(r, width, height) {
    const gap = r + 4;
    const near = r * 0.6 + 2;
    const middle = -height / 2;
    /** @type {[string, number, number, number, "start"|"middle"|"end"][]} */
    const spots = [
        ['E', gap, middle, 0, 'start'],
        ['NE', near + 1, -near - height + 3, 0.8, 'start'],
        ['SE', near + 1, near - 2, 0.9, 'start'],
        ['W', -gap - width, middle, 1.2, 'end'],
        ['NW', -near - 1 - width, -near - height + 3, 1.8, 'end'],
        ['SW', -near - 1 - width, near - 2, 1.9, 'end'],
        ['N', -width / 2, -r - 3 - height, 2, 'middle'],
        ['S', -width / 2, r + 3, 2.2, 'middle'],
    ];
    return spots.map(([spot, dx, dy, cost, align]) => ({ spot, dx, dy, cost, align, leader: null }));
}

/** @param {LabelItem} item @param {number} width @param {number} height @param {boolean} narrow @returns {Iterable<Candidate>} */
function* withLeader({ r, must, priority }, width, height, narrow) {
    const spoken = narrow ? SHORT_LEADER : LONG_LEADER;
    const longest = must ? 2 * spoken + 8 : priority >= SPOKEN ? spoken : SHORT_LEADER;
    for (const reach of LEADERS) {
        if (reach > longest) return;
        for (let i = 0; i < DIRECTIONS; i++) {
            const angle = (2 * Math.PI * i) / DIRECTIONS;
            const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
            const [x, y] = [(r + reach) * cos, (r + reach) * sin];
            const align = Math.abs(cos) < 0.3 ? 'middle' : cos > 0 ? 'start' : 'end';
            const dx = align === 'middle' ? x - width / 2 : align === 'start' ? x + 2 : x - 2 - width;
            const dy = Math.abs(cos) < 0.3 ? (sin > 0 ? y + 1 : y - 1 - height) : y - height / 2;
            const start = r + 1;
            yield { spot: `L${reach}/${i}`, dx, dy, cost: 4 + 0.13 * reach, align, leader: [start * cos, start * sin, x, y] };
        }
    }
}

/** @param {number} width @param {number} height @returns {Candidate[]} */
function aroundPoint(width, height) {
    const shifts = [
        [0, 0],
        [0, -16],
        [0, 16],
        [-24, 0],
        [24, 0],
        [-30, -18],
        [30, -18],
        [-30, 18],
        [30, 18],
        [0, -34],
        [0, 34],
        [-56, 0],
        [56, 0],
    ];
    return shifts.map(([x, y], i) => ({
        spot: `C${i}`,
        dx: x - width / 2,
        dy: y - height / 2,
        cost: 0.3 * i,
        align: 'middle',
        leader: null,
    }));
}

/**
 * @param {LabelItem} item @param {Candidate} candidate @param {number} width @param {number} height @param {Field} field
 * @param {Map<number, number[]>} curves @param {ReturnType<typeof surroundings>} around
 * @param {number} most from here on it does not matter what it costs
 */
function costOf(item, candidate, width, height, { frame, land }, curves, around, most) {
    const left = item.x + candidate.dx;
    const top = item.y + candidate.dy;
    const box = { left: left - GAP, top: top - GAP, right: left + width + GAP, bottom: top + height + GAP };
    if (box.left < frame.left || box.top < frame.top || box.right > frame.right || box.bottom > frame.bottom)
        return Infinity;
    if (around.taken.some((other) => overlap(box, other))) return Infinity;
    if (around.leaders.some((other) => cuts(other, box))) return Infinity;
    const leader = candidate.leader && shifted(candidate.leader, item);
    if (leader && around.taken.some((other) => cuts(leader, other))) return Infinity;
    if (leader && around.leaders.some((other) => segmentsCross(leader, other))) return Infinity;
    const away = item.home && land ? abroad(land, item.home, left, top, width, height) : 0;
    // the name of a country on another one would be wrong; at its own point it may be wider than the country
    if (item.kind === 'country' && candidate.spot !== 'C0' && away > 0.5) return Infinity;
    let cost = ABROAD * away;
    for (const sign of around.signs) {
        if (cost >= most) return Infinity;
        if (covers(box, sign, 1)) {
            if (!sign.soft) return Infinity;
            cost += OVER_DOT;
        }
        if (leader && nearSegment(leader, sign.x, sign.y) < sign.r) cost += sign.soft ? 1.6 : 8;
    }
    return cost + Math.min(30, 0.9 * samplesIn(curves, box));
}

/** The share of a text that lies on a country that is not its own. @param {Land} land @param {string} home @param {number} left @param {number} top @param {number} width @param {number} height */
export function abroad({ cell, columns, codes }, home, left, top, width, height) {
    const cells = (/** @type {number} */ from, /** @type {number} */ size) => [Math.ceil(from / cell - 0.5), Math.floor((from + size) / cell - 0.5)];
    const [[first, last], [upper, lower]] = [cells(left, width), cells(top, height)];
    let [all, away] = [0, 0];
    for (let row = upper; row <= lower; row++) {
        for (let column = first; column <= last; column++) {
            const code = column >= 0 && column < columns ? codes[row * columns + column] : '';
            all += 1;
            if (code && code !== home) away += 1;
        }
    }
    return all ? away / all : 0;
}

/** @param {Placed} label @returns {Box} */
export function boxOf({ item, dx, dy, width, height }) {
    return { left: item.x + dx, top: item.y + dy, right: item.x + dx + width, bottom: item.y + dy + height };
}

/** @param {[number, number, number, number]} leader @param {{x: number, y: number}} point @returns {[number, number, number, number]} */
function shifted([x0, y0, x1, y1], { x, y }) {
    return [x0 + x, y0 + y, x1 + x, y1 + y];
}

/** @param {Box} a @param {Box} b */
function overlap(a, b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** @param {Box} box @param {{x: number, y: number, r: number}} sign @param {number} gap */
function covers(box, { x, y, r }, gap) {
    const [dx, dy] = [Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom)];
    return dx * dx + dy * dy < (r + gap) * (r + gap);
}

/** Does a line go through a box? @param {number[]} line @param {Box} box */
function cuts([x0, y0, x1, y1], { left, top, right, bottom }) {
    if (Math.max(x0, x1) < left || Math.min(x0, x1) > right || Math.max(y0, y1) < top || Math.min(y0, y1) > bottom) return false;
    const [enterX, leaveX] = span(x0, x1, left, right);
    const [enterY, leaveY] = span(y0, y1, top, bottom);
    return Math.max(0, enterX, enterY) < Math.min(1, leaveX, leaveY);
}

/** The shares of a way between which it is within two bounds. @param {number} from @param {number} to @param {number} low @param {number} high */
function span(from, to, low, high) {
    if (from === to) return [-Infinity, Infinity];
    const [a, b] = [(low - from) / (to - from), (high - from) / (to - from)];
    return a < b ? [a, b] : [b, a];
}

/** @param {number[]} a @param {number[]} b */
function segmentsCross(a, b) {
    const side = (/** @type {number[]} */ [x0, y0, x1, y1], /** @type {number} */ x, /** @type {number} */ y) =>
        (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0);
    return side(a, b[0], b[1]) * side(a, b[2], b[3]) < 0 && side(b, a[0], a[1]) * side(b, a[2], a[3]) < 0;
}

/** @param {number[]} line @param {number} x @param {number} y */
function nearSegment([x0, y0, x1, y1], x, y) {
    const [dx, dy] = [x1 - x0, y1 - y0];
    const t = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
    const [ax, ay] = [x - x0 - t * dx, y - y0 - t * dy];
    return Math.sqrt(ax * ax + ay * ay);
}

/** Points of curves by cell of the screen. @param {Float64Array[]} curves */
function curveCells(curves) {
    /** @type {Map<number, number[]>} */
    const cells = new Map();
    for (const points of curves) {
        for (let i = 0; i < points.length; i += 2) {
            const key = cellKey(Math.floor(points[i] / CELL), Math.floor(points[i + 1] / CELL));
            const cell = cells.get(key);
            if (cell) cell.push(points[i], points[i + 1]);
            else cells.set(key, [points[i], points[i + 1]]);
        }
    }
    return cells;
}

/** @param {number} column @param {number} row */
function cellKey(column, row) {
    return column * 65536 + row;
}

/** @param {Map<number, number[]>} cells @param {Box} box */
function samplesIn(cells, box) {
    let count = 0;
    for (let column = Math.floor(box.left / CELL); column <= box.right / CELL; column++) {
        for (let row = Math.floor(box.top / CELL); row <= box.bottom / CELL; row++) {
            const points = cells.get(cellKey(column, row));
            if (!points) continue;
            for (let i = 0; i < points.length; i += 2) {
                if (
                    points[i] > box.left &&
                    points[i] < box.right &&
                    points[i + 1] > box.top &&
                    points[i + 1] < box.bottom
                )
                    count += 1;
            }
        }
    }
    return count;
}
