/** Like is compared with like; where it is not, that is said. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { gate } from "../../frontend/src/photos/gallery/gate.ts";
import { byLight, lightNote, lightOf } from "../../frontend/src/photos/gallery/light.ts";
import { healingNote, pairOf, pairsOf } from "../../frontend/src/photos/gallery/pairs.ts";
import { framesOf } from "../../frontend/src/photos/gallery/film.ts";
import { baseOf, between, seriesOf, seriesWith } from "../../frontend/src/photos/gallery/series.ts";
import { SAME } from "../../frontend/src/photos/gallery/similarity.ts";
import { isAway } from "../../frontend/src/photos/gallery/away.ts";
import { captionOf, subjectOf } from "../../frontend/src/photos/gallery/photo-words.ts";
import { within } from "../../frontend/src/photos/gallery/view.ts";
import { photoOf } from "./gallery-photos.ts";
import { turned } from "./made-face.ts";

const LINED_UP = { scale: 1, rotation: 0, shift_x: 0, shift_y: 0 };
const before = photoOf("before", "2026-06-01");
const day2 = photoOf("day2", "2026-06-10", { session: 1, day: 2, kind: "healing" });
const day28 = photoOf("day28", "2026-07-06", { session: 1, day: 28 });
const day2again = photoOf("day2again", "2026-07-15", { session: 2, day: 2, kind: "healing" });
const day84 = photoOf("day84", "2026-10-05", { session: 2, day: 84 });

function names(photos: ReturnType<typeof photoOf>[]): string[] {
  const [series] = seriesOf(photos);
  assert.ok(series);
  return pairsOf(series).map(({ earlier, later }) => `${earlier.id} ${later.id}`);
}

test("the first photo is offered beside the newest, before all others", () => {
  assert.deepEqual(names([day84, before, day28]), ["before day84", "before day28", "day28 day84"]);
});

test("a day of healing is offered beside the same day after another session only", () => {
  assert.deepEqual(names([before, day2, day28, day2again]), ["before day28", "day2 day2again"]);
});

test("two photos of one day of healing after the same session are no pair", () => {
  const evening = { ...day2, id: "evening", taken_at: "2026-06-10T20:00:00Z" };
  assert.deepEqual(names([day2, evening]), []);
});

test("a photo of the first seven days is no result, whatever check-in it was taken for", () => {
  assert.deepEqual(names([before, photoOf("day7", "2026-06-15", { session: 1, day: 7 })]), []);
  assert.deepEqual(names([before, photoOf("day8", "2026-06-16", { session: 1, day: 8 })]), ["before day8"]);
});

test("a colour check is offered beside the first photo, and stays out of the film", () => {
  const colour = photoOf("day14", "2026-06-22", { session: 1, day: 14, kind: "colour", alignment: LINED_UP });
  assert.deepEqual(names([before, colour]), ["before day14"]);
  const lined = [{ ...before, alignment: LINED_UP }, colour, { ...day28, alignment: LINED_UP }];
  assert.deepEqual(framesOf(seriesOf(lined)[0]!, new Map()).map(({ photo }) => photo.id), ["before", "day28"]);
});

test("photos of another pose or area are another series", () => {
  const side = photoOf("side", "2026-06-02", { pose: "left_side" });
  assert.deepEqual(seriesOf([side, before, day28]).map(({ photos }) => photos.map(({ id }) => id)), [["before", "day28"], ["side"]]);
  assert.equal(seriesOf([before, { ...day28, area: "neck" }]).length, 2);
  assert.equal(seriesWith([side, before], "gone"), null);
});

test("day 2 beside day 28 shows healing, and the screen says so", () => {
  assert.equal(healingNote({ earlier: day2, later: day28 }), "Day 2 beside day 28 shows healing, not results.");
  assert.equal(healingNote({ earlier: before, later: day2 }), "A day before the first session beside day 2 shows healing, not results.");
});

test("two results, and two photos of the same day of healing, need no such word", () => {
  assert.equal(healingNote({ earlier: before, later: day84 }), null);
  assert.equal(healingNote({ earlier: day2, later: day2again }), null);
});

test("the others are laid over the oldest that is lined up, else over the oldest", () => {
  const [series] = seriesOf([before, day28, { ...day84, alignment: LINED_UP }]);
  assert.equal(baseOf(series!).id, "day84");
  assert.equal(baseOf(seriesOf([day28, before])[0]!).id, "before");
});

test("how two lie on each other is known only when both are lined up", () => {
  const upper = { ...day28, alignment: { scale: 1.2, rotation: 3, shift_x: 0.1, shift_y: 0 } };
  assert.equal(between(before, upper), null);
  assert.equal(Math.round(between({ ...before, alignment: LINED_UP }, upper)!.scale * 10), 12);
});

test("within the gate two may be laid over each other", () => {
  assert.equal(gate({ by: { scale: 1.4, rotation: 15, shift: { x: 0.5, y: 0.5 } }, leftOver: 0.08, headDegrees: 8 }), null);
});

test("beyond the gate the screen says why", () => {
  const fit = { by: SAME, leftOver: null, headDegrees: null };
  assert.equal(gate({ ...fit, by: { ...SAME, scale: 1.5 } }), "One was taken from much nearer.");
  assert.equal(gate({ ...fit, by: { ...SAME, scale: 0.65 } }), "One was taken from much nearer.");
  assert.equal(gate({ ...fit, by: { ...SAME, rotation: -16 } }), "One is much more tilted.");
  assert.equal(gate({ ...fit, leftOver: 0.1 }), "Even turned and moved, they do not lie on each other.");
  assert.equal(gate({ ...fit, headDegrees: 8.5 }), "The head is turned to a different angle.");
});

test("a film holds what is lined up and taken alike, and no day of healing", () => {
  const far = { ...day84, alignment: { ...LINED_UP, scale: 1.6 } };
  const photos = [{ ...before, alignment: LINED_UP }, { ...day2, alignment: LINED_UP }, { ...day28, alignment: LINED_UP }, far];
  assert.deepEqual(framesOf(seriesOf(photos)[0]!, new Map()).map(({ photo }) => photo.id), ["before", "day28"]);
  assert.deepEqual(framesOf(seriesOf([before, day28])[0]!, new Map()), []);
});

test("a head held otherwise stays out of the film, also where its photo was lined up by hand", () => {
  const series = seriesOf([before, day28, day84].map((photo) => ({ ...photo, alignment: LINED_UP })))[0]!;
  const faces = new Map([["before", turned({})], ["day28", turned({ turn: 12 })], ["day84", turned({ turn: 4 })]]);
  assert.deepEqual(framesOf(series, faces).map(({ photo }) => photo.id), ["before", "day84"]);
});

test("a photo of the first week stays out of the film, whatever check-in it was taken for", () => {
  const early = photoOf("early", "2026-06-13", { session: 1, day: 5 });
  const series = seriesOf([before, early, day28].map((photo) => ({ ...photo, alignment: LINED_UP })))[0]!;
  assert.deepEqual(framesOf(series, new Map()).map(({ photo }) => photo.id), ["before", "day28"]);
});

test("light is judged by brightness, burnt-out skin and tint, and alike is not spoken of", () => {
  const light = { red: 180, green: 130, blue: 110, burnt: 0 };
  assert.equal(lightNote(light, { ...light, red: 185 }), null);
  assert.match(lightNote(light, { red: 150, green: 108, blue: 92, burnt: 0 })!, /one is darker/);
  assert.match(lightNote(light, { ...light, blue: 140 })!, /another colour/);
  assert.match(lightNote(light, { ...light, burnt: 0.1 })!, /too bright/);
});

test("pairs are parted by their light; where nothing tells, a pair is offered", () => {
  const light = { red: 180, green: 130, blue: 110, burnt: 0 };
  const [a, b, c, d] = [photoOf("a", "2026-01-01"), photoOf("b", "2026-02-01"), photoOf("c", "2026-03-01"), photoOf("d", "2026-04-01")];
  const lights = new Map([["a", light], ["b", { ...light, red: 185 }], ["c", { ...light, burnt: 0.1 }]]);
  const [alike, bright, brightToo, untold] = [pairOf(a, b), pairOf(a, c), pairOf(b, c), pairOf(a, d)];
  assert.deepEqual(byLight([alike, bright, brightToo, untold], lights), [[alike, untold], [bright, brightToo]]);
  assert.deepEqual(byLight([alike], new Map()), [[alike], []]);
});

test("the light of pixels is their mean, and white ones are burnt out", () => {
  const found = lightOf(new Uint8ClampedArray([100, 50, 20, 255, 255, 255, 255, 255]));
  assert.deepEqual(found, { red: 177.5, green: 152.5, blue: 137.5, burnt: 0.5 });
});

test("the reader is away after a minute out of sight or five without a touch", () => {
  const minute = 60_000;
  assert.equal(isAway({ hiddenAt: null, touchedAt: 0 }, 5 * minute - 1), false);
  assert.equal(isAway({ hiddenAt: null, touchedAt: 0 }, 5 * minute), true);
  assert.equal(isAway({ hiddenAt: 0, touchedAt: 0 }, minute - 1), false);
  assert.equal(isAway({ hiddenAt: 0, touchedAt: 0 }, minute), true);
});

test("a caption says the date where the reader is, and the day", () => {
  assert.equal(captionOf({ ...day28, taken_at: "2026-07-05T23:30:00Z" }, "Europe/Berlin"), "6 July 2026, day 28 after session 1");
  assert.equal(captionOf({ ...day28, day: 0 }, "Europe/Berlin"), "6 July 2026, the day of session 1");
  assert.equal(captionOf(before, "Europe/Berlin"), "1 June 2026, before the first session");
  assert.equal(subjectOf(before), "Face, front");
});

test("a zoomed photo cannot be moved off its board", () => {
  assert.deepEqual(within({ zoom: 2, x: 3, y: -0.2 }), { zoom: 2, x: 0.5, y: -0.2 });
  assert.deepEqual(within({ zoom: 9, x: 0, y: -9 }), { zoom: 4, x: 0, y: -1.5 });
  assert.deepEqual(within({ zoom: 1, x: 0.3, y: 0 }), { zoom: 1, x: 0, y: 0 });
});
