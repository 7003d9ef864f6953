import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { decodeBasemap } from "../../../output/viewer/src/data/basemap.js";

/** Two squares side by side: the bytes of tests/geo/test_topology.py, with the tables a page has. */
function twoSquares() {
  const header = {
    arcs: 3,
    countries: [
      ["WW", 0, 0, 2, [[0, 1]]],
      ["EE", 90, 0, 3, [[2, -1]]],
    ],
    provinces: [["EE-1", "EE", [[2, -1]]]],
    disputed: [["the-west", "WW", "The West", "L'Ouest", [[0, 1]]]],
    disputed_lines: [["the-west", [0]]],
    grid: 1,
    names: { en: { WW: "West" } },
    province_names: { en: { "EE-1": "First" } },
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const arcs = [2, 5, 4, 20, 0, 0, 19, 0, 0, 20, 0, 20, 0, 19, 0, 20, 0, 0, 9, 9, 0, 0, 0, 20, 0, 0b11110111, 0b11100000];
  const out = new Uint8Array(4 + text.length + arcs.length);
  new DataView(out.buffer).setUint32(0, text.length, true);
  out.set(text, 4);
  out.set(arcs, 4 + text.length);
  return out;
}

/** @param {Float64Array} ring */
const lonLat = (ring) =>
  Array.from({ length: ring.length / 2 }, (_, i) => [
    Math.round((ring[2 * i] - 0.5) * 360),
    Math.round((Math.atan(Math.sinh((0.5 - ring[2 * i + 1]) * 2 * Math.PI)) * 180) / Math.PI),
  ]);

test("rings follow their arcs forwards and backwards", () => {
  const [west, east] = decodeBasemap(twoSquares().buffer).region;
  assert.deepEqual(lonLat(west.rings[0]), [[10, 0], [10, 10], [0, 10], [0, 5], [0, 0], [10, 0]]);
  assert.deepEqual(lonLat(east.rings[0]), [[10, 0], [20, 0], [20, 10], [10, 10], [10, 0]]);
});

test("the world level leaves points out", () => {
  const [west] = decodeBasemap(twoSquares()).world;
  assert.deepEqual(lonLat(west.rings[0]), [[10, 0], [10, 10], [0, 10], [0, 0], [10, 0]]);
});

test("coordinates are in the unit Web Mercator plane, y down", () => {
  const { region, labels } = decodeBasemap(twoSquares());
  assert.deepEqual(labels, [
    { iso2: "WW", x: 0.5, y: 0.5, rank: 2 },
    { iso2: "EE", x: 0.75, y: 0.5, rank: 3 },
  ]);
  const [x0, y0, x1, y1] = region[0].bbox;
  assert.equal(x0, 0.5);
  assert.equal(x1, 10 / 360 + 0.5);
  assert.equal(y1, 0.5);
  assert.ok(y0 < 0.5 && y0 > 0.47);
});

test("provinces, disputed areas and lines, names", () => {
  const map = decodeBasemap(twoSquares());
  assert.equal(map.provinces[0].code, "EE-1");
  assert.equal(map.provinces[0].iso2, "EE");
  assert.equal(map.disputedAreas[0].code, "the-west");
  assert.deepEqual(lonLat(map.disputedLines[0].points), [[10, 0], [10, 10]]);
  assert.equal(map.names.en.WW, "West");
  assert.equal(map.provinceNames.en["EE-1"], "First");
});

test("the bundled basemap is whole", () => {
  const map = decodeBasemap(readFileSync(new URL("../../../geo/data/basemap.bin", import.meta.url)));
  const codes = map.region.map(({ iso2 }) => iso2);
  for (const iso2 of "KH MM LA PH ID TW HK MO JP KR KP IN CN VN MY NG ZM AO BR PE MX AE TR GB GE SG US TH".split(" ")) {
    assert.ok(codes.includes(iso2), iso2);
  }
  for (const level of [map.world, map.region, map.provinces]) {
    for (const { code, rings, bbox } of level) {
      assert.ok(rings.length > 0, code);
      assert.ok(bbox[0] >= 0 && bbox[2] <= 1 && bbox[1] >= 0 && bbox[3] <= 1, code);
      for (const ring of rings) {
        assert.equal(ring[0], ring.at(-2));
        assert.equal(ring[1], ring.at(-1));
      }
    }
  }
});
