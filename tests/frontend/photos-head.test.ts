/** How a head is held and how one face lies over another, on a made face that is turned by known angles. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { angleOf, apart } from "../../frontend/src/photos/head/angle.ts";
import { fitOf, scaleOf } from "../../frontend/src/photos/head/fit.ts";
import { headHint } from "../../frontend/src/photos/head/head-hint.ts";
import type { Face } from "../../frontend/src/photos/head/look.ts";
import { hintWords } from "../../frontend/src/photos/hints.ts";
import { turned } from "./made-face.ts";

const near = (found: number, wanted: number, error: number, what: string) =>
  assert.ok(Math.abs(found - wanted) < error, `${what}: ${found} instead of ${wanted}`);

for (const [turn, nod] of [[0, 0], [6, 0], [-12, 0], [0, 7], [0, -9], [5, -5]] as const) {
  test(`a head turned by ${turn} and nodded by ${nod} degrees is told apart from one that looks straight`, () => {
    const [straight, other] = [angleOf(turned({})), angleOf(turned({ turn, nod }))];
    near(other.turn - straight.turn, turn, 0.5, "turn");
    near(other.nod - straight.nod, nod, 0.5, "nod");
    near(apart(straight, other), Math.max(Math.abs(turn), Math.abs(nod)), 0.5, "apart");
  });
}

test("a tilt, a step nearer and a step aside are no other angle", () => {
  const other = turned({ tilt: 8, scale: 1.2, x: 0.1, y: -0.05 });
  assert.ok(apart(angleOf(turned({})), angleOf(other)) < 0.5);
});

test("a face that is tilted, nearer and aside is laid over the first one exactly", () => {
  const fit = fitOf(turned({ tilt: 8, scale: 1.2, x: 0.1, y: -0.05 }), turned({}));
  assert.ok(fit);
  near(fit.by.scale, 1 / 1.2, 1e-6, "scale");
  near(fit.by.rotation, -8, 1e-6, "rotation");
  assert.ok(fit.leftOver !== null && fit.leftOver < 1e-6);
  assert.ok(fit.headDegrees !== null && fit.headDegrees < 0.5);
});

test("what turning and moving cannot mend is told, the more the further the head is turned", () => {
  const left = [3, 10, 20].map((turn) => fitOf(turned({ turn }), turned({}))!.leftOver!);
  assert.ok(left[0]! < left[1]! && left[1]! < left[2]!, String(left));
});

test("a face half as far away again is told by its eyes, however it is turned", () => {
  near(scaleOf(turned({ scale: 1.5, turn: 10 }), turned({})), 1.5, 0.01, "scale");
});

const said = (here: Face, first: Face): string | null => {
  const hint = headHint(here, first);
  return hint && hintWords(hint);
};

test("the camera says which way to turn, in the patient's own left and right, and nothing within the limit", () => {
  assert.equal(said(turned({ turn: 10 }), turned({})), "Turn your head a little to your right, as in your first photo.");
  assert.equal(said(turned({ turn: -10 }), turned({})), "Turn your head a little to your left, as in your first photo.");
  assert.equal(said(turned({ nod: -10 }), turned({})), "Lift your chin a little, as in your first photo.");
  assert.equal(said(turned({ nod: 10 }), turned({})), "Lower your chin a little, as in your first photo.");
  assert.equal(said(turned({ turn: 4, nod: -4 }), turned({})), null);
});
