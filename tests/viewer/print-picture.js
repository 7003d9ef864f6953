// Prints what the player would draw, as JSON: marks and trails of a layout. The other half of tests/output/test_stillpicture.py.
import { readFileSync } from 'node:fs';
import { stationAt } from '../../output/viewer/src/marks/curve.js';
import { moment, onRecord } from '../../output/viewer/src/data/moment.js';
import { layPicture } from '../../output/viewer/src/map/picture.js';
import { signsSeen } from '../../output/viewer/src/map/seen.js';
import { ALL_SHOWN } from '../../output/viewer/src/state/reduce.js';
import { createTimeline } from '../../output/viewer/src/data/timeline.js';

const [timelineFile, casesFile] = process.argv.slice(2);
const timeline = createTimeline(JSON.parse(readFileSync(timelineFile, 'utf8')));

/** @param {{day: number, scene: number, view: import("../../output/viewer/src/marks/surface.js").View}} given */
function drawn({ day, scene, view }) {
    const state = /** @type {any} */ ({
        day, scene, sceneChosen: scene >= 0, selected: -1, hovered: -1, filters: ALL_SHOWN, reduced: false,
    });
    const now = moment(timeline, day);
    // as the stage does with so few: every movement on record is drawn by itself
    const seen = { ...now, movements: onRecord(timeline, now) };
    const layout = layPicture(timeline, seen, state, view, () => true, null);
    const { marks, courses, strikes } = layout;
    const [places, kinds, ways] = signsSeen(timeline, layout, seen, state, { spots: () => [] });
    return {
        seen: [[...places].sort(), kinds, [...ways].sort()],
        marks: marks.map(({ place, x, y, sign, members, crowd, lands, beside }) => ({ place, x, y, ...sign, members, crowd, lands, beside: beside.map((one) => one.place) })),
        courses: courses.map(({ row, rows, focused, trail, at }) => ({
            row,
            rows,
            focused,
            at: at?.place ?? -1,
            trail: trail && {
                ...{ from: trail.from, to: trail.to, cutStart: trail.cutStart, cutEnd: trail.cutEnd },
                points: [0, 0.25, 0.5, 0.75, 1].map((share) => {
                    const { x, y } = stationAt(trail.curve, share * trail.curve.total);
                    return [x, y];
                }),
            },
        })),
        strikes: strikes.map(({ event, what, mark }) => ({ event, what, place: mark.place })),
    };
}

const cases = JSON.parse(readFileSync(casesFile, 'utf8'));
process.stdout.write(JSON.stringify(cases.map(drawn)));
