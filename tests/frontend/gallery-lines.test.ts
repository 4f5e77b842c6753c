/** Photos are lined up by the faces in them where the limits allow it, and nothing a patient lined up is changed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { byHead, fitOfPair, linesOf } from "../../frontend/src/photos/gallery/lines.ts";
import { notLinedUpWords } from "../../frontend/src/photos/gallery/line-up-words.ts";
import { pairOf } from "../../frontend/src/photos/gallery/pairs.ts";
import type { Face } from "../../frontend/src/photos/head/look.ts";
import { photoOf } from "./gallery-photos.ts";
import { turned } from "./made-face.ts";

const LIES = { scale: 1.1, rotation: 2, shift_x: 0.01, shift_y: 0.02 };
const [first, second, third] = [photoOf("a", "2026-06-01"), photoOf("b", "2026-07-01"), photoOf("c", "2026-08-01")];
const series = (...photos: (typeof first)[]) => ({ subject: "Face, front", photos });

test("a later photo is laid over the first, which lies straight", () => {
  const faces = new Map([["a", turned({})], ["b", turned({ scale: 1.25, tilt: 5 })]]);
  const [[base, straight], [later, lies]] = linesOf(series(first, second), faces) as [[unknown, unknown], [unknown, typeof LIES]];
  assert.deepEqual([base, straight, later], [first, { scale: 1, rotation: 0, shift_x: 0, shift_y: 0 }, second]);
  assert.ok(Math.abs(lies.scale - 0.8) < 1e-6 && Math.abs(lies.rotation + 5) < 1e-6, JSON.stringify(lies));
});

test("a head beyond the gate, a photo much nearer and one without a face are not lined up", () => {
  for (const face of [turned({ turn: 12 }), turned({ scale: 1.6 }), turned({ tilt: 20 }), null]) {
    assert.deepEqual(linesOf(series(first, second), new Map([["a", turned({})], ["b", face]])), []);
  }
});

test("what was lined up before stays as it is, and others follow it", () => {
  const aligned = photoOf("a", "2026-06-01", { alignment: LIES });
  const kept = photoOf("b", "2026-07-01", { alignment: LIES });
  const faces = new Map(["a", "b", "c"].map((id) => [id, turned({})] as const));
  const [[photo, lies], ...others] = linesOf(series(aligned, kept, third), faces) as [[unknown, typeof LIES]];
  assert.deepEqual([photo, others], [third, []]);
  for (const name of ["scale", "rotation", "shift_x", "shift_y"] as const) assert.ok(Math.abs(lies[name] - LIES[name]) < 1e-9, name);
});

test("pairs are parted by how the heads are held; where nothing tells, a pair is offered", () => {
  const faces = new Map([["a", turned({})], ["b", turned({ turn: 4 })], ["c", turned({ turn: -7 })]]);
  const pairs = [pairOf(first, second), pairOf(first, third), pairOf(second, third), pairOf(first, photoOf("d", "2026-09-01"))];
  assert.deepEqual(byHead(pairs, faces), [[pairs[0], pairs[1], pairs[3]], [pairs[2]]]);
  assert.equal(fitOfPair(pairs[3]!, faces), null);
});

test("once the faces were looked for it is said what came of it; where nobody could look, only that it is to be done", () => {
  const pair = pairOf(first, second);
  const words = (...found: [string, Face | null][]) => notLinedUpWords(pair, new Map(found)).split(". ")[0];
  assert.equal(words(["a", turned({})], ["b", null]), "No face was found in one of these two, so they are not lined up yet");
  assert.equal(words(["a", null], ["b", null]), "No face was found in these two, so they are not lined up yet");
  assert.equal(words(), "These two are not lined up yet");
});
