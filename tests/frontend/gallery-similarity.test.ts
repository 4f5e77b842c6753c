/** Laying one photo over another: a known turn, size and shift are found again, and nothing is ever bent. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { applied, combined, inverse, kept, residual, similarityFrom, similarityOf } from "../../frontend/src/photos/gallery/similarity.ts";
import type { Point, Similarity } from "../../frontend/src/photos/gallery/similarity.ts";

const KNOWN: Similarity = { scale: 1.1, rotation: -8, shift: { x: 0.06, y: -0.04 } };
const EYES: Point[] = [{ x: -0.17, y: -0.1 }, { x: 0.17, y: -0.12 }];
const FACE: Point[] = [...EYES, { x: 0, y: 0.05 }, { x: -0.1, y: 0.2 }, { x: 0.1, y: 0.21 }];
const BETWEEN_EYES = 0.34;

function assertNear(found: Similarity | null, wanted: Similarity, error = 1e-9): void {
  assert.ok(found);
  assert.ok(Math.abs(found.scale - wanted.scale) < error, `scale ${found.scale}`);
  assert.ok(Math.abs(found.rotation - wanted.rotation) < error * 100, `rotation ${found.rotation}`);
  assert.ok(Math.hypot(found.shift.x - wanted.shift.x, found.shift.y - wanted.shift.y) < error, `shift ${found.shift.x} ${found.shift.y}`);
}

/** A sequence of numbers between -1 and 1 that is the same in every run. */
function unevenness(): () => number {
  let state = 12_345;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 30 - 1;
  };
}

test("two marks give back a known similarity exactly", () => {
  assertNear(similarityOf(EYES, EYES.map((point) => applied(KNOWN, point))), KNOWN);
});

test("five landmarks give it back exactly too", () => {
  assertNear(similarityOf(FACE, FACE.map((point) => applied(KNOWN, point))), KNOWN);
});

test("marks put down a hundredth of the width amiss leave at most a twentieth of the eyes' distance, at the median a fortieth", () => {
  const amiss = unevenness();
  const left: number[] = [];
  for (let turn = 0; turn < 200; turn += 1) {
    const by = { scale: 1 + 0.1 * amiss(), rotation: 8 * amiss(), shift: { x: 0.1 * amiss(), y: 0.1 * amiss() } };
    const put = EYES.map((point) => applied(by, point)).map(({ x, y }) => ({ x: x + 0.007 * amiss(), y: y + 0.007 * amiss() }));
    const found = similarityOf(EYES, put);
    assert.ok(found);
    left.push(residual(found, FACE, FACE.map((point) => applied(by, point))) / BETWEEN_EYES);
  }
  left.sort((one, other) => one - other);
  assert.ok(left[100]! < 1 / 40, `median ${left[100]}`);
  assert.ok(left[199]! < 1 / 20, `worst ${left[199]}`);
});

test("marks in one place tell nothing", () => {
  assert.equal(similarityOf([EYES[0]!, EYES[0]!], EYES), null);
  assert.equal(similarityOf(EYES, [EYES[0]!, EYES[0]!]), null);
});

test("there and back again is where one was", () => {
  assertNear(combined(KNOWN, inverse(KNOWN)), { scale: 1, rotation: 0, shift: { x: 0, y: 0 } });
});

test("one after the other is the same as both at once", () => {
  const then: Similarity = { scale: 0.8, rotation: 11, shift: { x: -0.1, y: 0.3 } };
  const point = { x: 0.21, y: -0.33 };
  const both = applied(combined(KNOWN, then), point);
  const each = applied(then, applied(KNOWN, point));
  assert.ok(Math.hypot(both.x - each.x, both.y - each.y) < 1e-12);
});

test("a turn beyond half a circle is the shorter one the other way", () => {
  const half = { ...KNOWN, rotation: 170 };
  assert.equal(Math.round(combined(half, half).rotation), -20);
});

test("what the server keeps comes back as it was, on a photo of any shape", () => {
  for (const aspect of [0.75, 1, 4 / 3]) assertNear(similarityFrom(kept(KNOWN, aspect), aspect), KNOWN);
  assert.equal(kept(KNOWN, 2).shift_y, KNOWN.shift.y / 2);
});

test("what no turning mends is told: a mouth opened on one photo only", () => {
  const opened = FACE.map((point, index) => (index < 3 ? point : { x: point.x, y: point.y + 0.1 }));
  const found = similarityOf(FACE, opened);
  assert.ok(found);
  assert.ok(residual(found, FACE, opened) > 0.02);
});
