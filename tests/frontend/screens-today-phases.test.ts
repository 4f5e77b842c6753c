/** The healing skin on Today: the phase of the day, its end, its place on the band, and what is often seen. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Healing } from "../../frontend/src/api/types.ts";
import { DOTS, EDGES, WIDTH } from "../../frontend/src/drawings/band-dots.ts";
import { columnOf } from "../../frontend/src/today/band-column.ts";
import { oftenSeen, phaseLabels, phaseOn } from "../../frontend/src/today/phases.ts";

const HEALING: Healing = {
  session_on: "2026-11-17",
  phases: [
    { id: "closing", name: "Closing", what: "", first_on: "2026-11-17", last_on: "2026-11-20" },
    { id: "settling", name: "Settling", what: "", first_on: "2026-11-21", last_on: "2026-12-08" },
    { id: "building", name: "Building", what: "", first_on: "2026-12-09", last_on: "2026-12-21" },
  ],
  often_seen: [
    { first_on: "2026-11-17", says: "Pink" },
    { first_on: "2026-11-19", says: "Puffy" },
    { first_on: "2026-11-21", says: "Flaky" },
  ],
};

const DAYS: [string, string | null, string | null][] = [
  ["2026-11-16", null, null],
  ["2026-11-17", "closing", "Pink"],
  ["2026-11-18", "closing", "Pink"],
  ["2026-11-20", "closing", "Puffy"],
  ["2026-11-21", "settling", "Flaky"],
  ["2026-12-21", "building", "Flaky"],
  ["2026-12-22", null, null],
];

for (const [on, phase, says] of DAYS) {
  test(`on ${on} the phase is ${phase} and ${says} is often seen`, () => {
    assert.equal(phaseOn(HEALING, on)?.id ?? null, phase);
    assert.equal(oftenSeen(HEALING, on), says);
  });
}

test("the present phase is told with its end, the others with where they meet it", () => {
  assert.deepEqual(phaseLabels(HEALING, "2026-11-22"), [
    { name: "Closing", when: "to 20 Nov", isNow: false },
    { name: "Settling", when: "to about 8 Dec", isNow: true },
    { name: "Building", when: "from 9 Dec", isNow: false },
  ]);
});

test("today's place moves from left to right through its own phase, and never beyond", () => {
  const [closing, settling] = HEALING.phases as [Healing["phases"][number], Healing["phases"][number]];
  assert.deepEqual(columnOf(closing, "2026-11-17"), [0, EDGES[0] / 4]);
  assert.deepEqual(columnOf(closing, "2026-11-20"), [(EDGES[0] * 3) / 4, EDGES[0]]);
  const [from, to] = columnOf(settling, "2026-12-08");
  assert.equal(to, EDGES[1]);
  assert.ok(to - from >= 9);
});

test("the band has three densities, and every dot lies on it", () => {
  const numbers = DOTS.split(" ").map(Number);
  let x = 0;
  const counts = [0, 0, 0];
  for (let index = 0; index < numbers.length; index += 2) {
    x += numbers[index]! / 10;
    assert.ok(x >= 0 && x <= WIDTH && numbers[index + 1]! >= 0);
    counts[x < EDGES[0] ? 0 : x < EDGES[1] ? 1 : 2]!++;
  }
  assert.ok(counts[0]! > 2 * counts[1]! && counts[1]! > 2 * counts[2]!, String(counts));
});
