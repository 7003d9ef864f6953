/**
 * Reads the bundled basemap of a page: the format of geo/topology.py, inflated. Pure, no DOM.
 *
 * Every border and coast is stored once, as an arc; rings are lists of arc numbers, ~i meaning arc i backwards. Each point says
 * whether the coarse level has it too.
 */

import { once } from './unpack.js';

/** @typedef {[number, number, number, number]} Box west, north, east, south in the plane: x0, y0, x1, y1 */

/**
 * An area. Rings are closed runs x, y, x, y, … in the unit Web Mercator plane; fill them with the rule "evenodd". Land is cut
 * at the dateline: edges whose two ends have x = 0, or x = 1, are cuts, not coast.
 *
 * @typedef {object} Feature
 * @property {string} iso2 country
 * @property {string} code ISO 3166-2 of a province, name of a disputed area, iso2 of a country
 * @property {Float64Array[]} rings joined from their arcs when somebody first asks
 * @property {Box} bbox found when somebody first asks
 */

/** @typedef {{area: string, points: Float64Array, bbox: Box}} Line an open run of points */
/** @typedef {{iso2: string, x: number, y: number, rank: number}} Label rank: the web map zoom from which it fits */
/** @typedef {Record<string, Record<string, string>>} Names by language, then by code */

/**
 * @typedef {object} Basemap
 * @property {Feature[]} world countries, coarse
 * @property {Feature[]} region countries, fine
 * @property {Feature[]} provinces
 * @property {Feature[]} disputedAreas
 * @property {Line[]} disputedLines
 * @property {Label[]} labels
 * @property {Names} names of countries
 * @property {Names} provinceNames
 */

/** @typedef {{points: Float64Array, coarse: Float64Array, bbox: Box}} Arc */

/**
 * @typedef {object} Header
 * @property {number} grid points in a degree
 * @property {number} arcs
 * @property {[string, number, number, number, number[][]][]} countries iso2, lon, lat, rank, rings
 * @property {[string, string, number[][]][]} provinces code, iso2, rings
 * @property {[string, string, string, string, number[][]][]} disputed area, iso2, names, rings
 * @property {[string, number[]][]} disputed_lines area, arcs
 * @property {Names} names
 * @property {Names} province_names
 */

/**
 * @param {ArrayBuffer | Uint8Array} inflated
 * @returns {Basemap}
 */
export function decodeBasemap(inflated) {
  const bytes = inflated instanceof Uint8Array ? inflated : new Uint8Array(inflated);
  const start = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  /** @type {Header} */
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, start)));
  const arcs = readArcs(bytes, start, header);
  return {
    world: header.countries.map(([iso2, , , , rings]) => feature(iso2, iso2, rings, arcs, true)),
    region: header.countries.map(([iso2, , , , rings]) => feature(iso2, iso2, rings, arcs)),
    provinces: header.provinces.map(([code, iso2, rings]) => feature(iso2, code, rings, arcs)),
    disputedAreas: header.disputed.map(([area, iso2, , , rings]) => feature(iso2, area, rings, arcs)),
    disputedLines: header.disputed_lines.flatMap(([area, list]) =>
      list.map((i) => ({ area, points: arcs[i].points, bbox: arcs[i].bbox })),
    ),
    labels: header.countries.map(([iso2, lon, lat, rank]) => ({ iso2, x: toX(lon), y: toY(lat), rank })),
    names: header.names,
    provinceNames: header.province_names,
  };
}

/** @param {number} lon */
const toX = (lon) => lon / 360 + 0.5;

/** @param {number} lat */
const toY = (lat) => 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);

/**
 * @param {Uint8Array} bytes
 * @param {number} start of the arcs
 * @param {Header} header
 * @returns {Arc[]}
 */
function readArcs(bytes, start, header) {
  let at = start;
  const next = () => {
    let number = 0;
    let scale = 1;
    for (;;) {
      const byte = bytes[at++];
      number += (byte & 127) * scale;
      // the end of the bytes ends a number too
      if (!(byte >= 128)) return number;
      scale *= 128;
    }
  };
  const lengths = Array.from({ length: header.arcs }, next);
  const size = lengths.reduce((sum, length) => sum + length, 0);
  const [xs, bits] = [at, at + 2 * size];
  at = bits + Math.ceil(size / 8);
  // steps that are too long for their byte follow at the end
  /** @param {number} first byte @param {(degrees: number) => number} to the plane @param {0 | 1} side of a point */
  const read = (first, to, side) => {
    for (let i = 0, sum = 0; i < size; i++) {
      const byte = bytes[first + i];
      sum += unzigzag(byte < 255 ? byte : 255 + next());
      all[2 * i + side] = to(sum / header.grid);
    }
  };
  const all = new Float64Array(2 * size);
  read(xs, toX, 0);
  read(xs + size, toY, 1);
  const kept = new Float64Array(2 * size);
  let [point, count] = [0, 0];
  return lengths.map((length) => {
    const [first, firstKept] = [point, count];
    /** @type {Box} */
    const bbox = [...NOTHING];
    for (; point < first + length; point++) {
      const [x, y] = [all[2 * point], all[2 * point + 1]];
      widen(bbox, x, y);
      if (!(bytes[bits + (point >> 3)] & (128 >> (point & 7)))) continue;
      kept[2 * count] = x;
      kept[2 * count + 1] = y;
      count += 1;
    }
    return { points: all.subarray(2 * first, 2 * point), coarse: kept.subarray(2 * firstKept, 2 * count), bbox };
  });
}

/** @param {number} n */
const unzigzag = (n) => (n & 1 ? -(n + 1) / 2 : n / 2);

/**
 * @param {string} iso2
 * @param {string} code
 * @param {number[][]} references
 * @param {Arc[]} arcs
 * @param {boolean} [coarse]
 * @returns {Feature}
 */
function feature(iso2, code, references, arcs, coarse = false) {
  const bbox = once(() => boxOf(references.flat().map((reference) => arcs[arcOf(reference)].bbox)));
  // Fewer than four points close nothing: the ring is left out at the coarse level.
  const rings = once(() => references.map((ring) => joined(ring, arcs, coarse)).filter((ring) => ring.length >= 8));
  return {
    iso2, code,
    get bbox() { return bbox(); },
    get rings() { return rings(); },
  };
}

/** @param {Box[]} boxes @returns {Box} around all of them */
function boxOf(boxes) {
  /** @type {Box} */
  const box = [...NOTHING];
  for (const [x0, y0, x1, y1] of boxes) {
    widen(box, x0, y0);
    widen(box, x1, y1);
  }
  return box;
}

/** @type {Box} */
const NOTHING = [Infinity, Infinity, -Infinity, -Infinity];

/** @param {number} reference */
const arcOf = (reference) => (reference < 0 ? ~reference : reference);

/**
 * @param {number[]} ring
 * @param {Arc[]} arcs
 * @param {boolean} coarse
 */
function joined(ring, arcs, coarse) {
  const runs = ring.map((reference) => {
    const arc = arcs[arcOf(reference)];
    const points = coarse ? arc.coarse : arc.points;
    return reference < 0 ? backwards(points) : points;
  });
  const out = new Float64Array(runs.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const run of runs) {
    // An arc begins where the one before it ended.
    const joint = end > 0 && run[0] === out[end - 2] && run[1] === out[end - 1];
    out.set(joint ? run.subarray(2) : run, end);
    end += run.length - (joint ? 2 : 0);
  }
  return out.subarray(0, end);
}

/** @param {Float64Array} points */
function backwards(points) {
  const out = new Float64Array(points.length);
  for (let i = 0; i < points.length; i += 2) {
    out[i] = points[points.length - 2 - i];
    out[i + 1] = points[points.length - 1 - i];
  }
  return out;
}

/** @param {Box} box @param {number} x @param {number} y */
function widen(box, x, y) {
  if (x < box[0]) box[0] = x;
  if (y < box[1]) box[1] = y;
  if (x > box[2]) box[2] = x;
  if (y > box[3]) box[3] = y;
}
