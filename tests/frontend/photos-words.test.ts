/** What the list of photos says: what is missing, what is only here, and how large a picture travels. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { WaitingPhoto } from "../../frontend/sw/photo-outbox.ts";
import type { CheckIn } from "../../frontend/src/photos/api.ts";
import { isFree, listedPoses, missingPoses, missingWords, neverWords, openWords, poseKey, poseState, sendingWords, sentShare, sentWords, setWords } from "../../frontend/src/photos/check-in-words.ts";
import { fitted } from "../../frontend/src/photos/shrink.ts";
import { waitingPhoto } from "./waiting-photos.ts";

const pose = (name: string, is_taken = false) => ({
  area: "face", pose: name, label: name, is_taken, is_extra: false, photo_id: null, ghost_id: null,
});
const BASELINE: CheckIn = {
  id: "baseline", name: "Baseline", kind: "progress", due_on: "2026-12-01", opens_on: "2026-11-24",
  closes_on: "2026-12-06", state: "open", asks: true, step: "B14", missing: 2,
  poses: [pose("front", true), pose("left_45"), pose("right_45")],
};
const waiting: WaitingPhoto = { ...waitingPhoto("p"), pose: "left_45" };

test("a pose is safe, only on this phone, or missing", () => {
  const states = BASELINE.poses.map((wanted) => poseState(wanted, "baseline", "c", [waiting]));
  assert.deepEqual(states, ["safe", "here", "missing"]);
});

test("a photo of another set or course does not count for this one", () => {
  const others = [{ ...waiting, check_in: "week-4" }, { ...waiting, course_id: "d" }];
  assert.deepEqual(missingPoses(BASELINE, "c", others).map(({ pose }) => pose), ["left_45", "right_45"]);
});

test("a close-up that nobody has to take is never missing, and listed once it is taken", () => {
  const extra = { ...pose("close"), is_extra: true };
  const both: CheckIn = { ...BASELINE, poses: [pose("front"), extra] };
  const listed = (waiting: WaitingPhoto[]) => listedPoses(both, "c", waiting).map(({ pose }) => pose);
  assert.deepEqual(missingPoses(both, "c", []).map(({ pose }) => pose), ["front"]);
  assert.deepEqual([listed([]), listed([{ ...waiting, pose: "close" }])], [["front"], ["front", "close"]]);
  assert.equal(setWords(both, 1, "2026-12-06"), "Due today. The photo is not taken yet.");
});

test("of a symptom any view will do, and none is missing", () => {
  const shown: CheckIn = { ...BASELINE, poses: [{ ...pose("front"), is_extra: true }] };
  assert.deepEqual([isFree(shown), isFree(BASELINE)], [true, false]);
  assert.equal(setWords(shown, 0, "2026-12-05"), "Until Sunday 6 December. Any view, as many as you like.");
  assert.equal(setWords(shown, 0, "2026-12-06"), "Until tonight. Any view, as many as you like.");
});

test("a retake that is not sent yet says so", () => {
  assert.equal(poseState(pose("left_45", true), "baseline", "c", [waiting]), "here");
});

test("the front of a neck is another pose than that of a face", () => {
  const both: CheckIn = { ...BASELINE, poses: [pose("front"), { ...pose("front"), area: "neck" }] };
  const ofNeck: WaitingPhoto = { ...waiting, area: "neck", pose: "front" };
  assert.deepEqual(missingPoses(both, "c", [ofNeck]).map(({ area }) => area), ["face"]);
  assert.equal(new Set(both.poses.map(poseKey)).size, 2);
});

test("of an intimate area it is said that no photo is kept", () => {
  assert.equal(neverWords(["breast"]), "We keep no photos of your breast.");
  assert.equal(neverWords(["breast", "chest"]), "We keep no photos of your breast and chest.");
});

test("what is missing is counted in plain words", () => {
  const said = [missingWords(5, 5), missingWords(2, 5), missingWords(1, 5), missingWords(0, 5), missingWords(1, 1), missingWords(0, 1)];
  assert.deepEqual(said, [
    "5 photos to take", "2 of 5 photos are missing", "1 of 5 photos is missing", "All 5 photos are taken",
    "The photo is not taken yet", "The photo is taken",
  ]);
});

test("an open set says by when", () => {
  assert.equal(openWords(BASELINE, "2026-12-01"), "Take them by Sunday 6 December");
  assert.equal(openWords({ ...BASELINE, closes_on: "2026-12-01" }, "2026-12-01"), "Due today");
});

test("what is being sent is said photo by photo, and in bytes for whoever looks", () => {
  const sending = { done: 1, of: 3, now: { bytes: 240_400, of: 480_200 } };
  assert.equal(sendingWords(sending), "Sending photo 2 of 3.");
  assert.equal(sentWords(sending.now), "240 of 480 kB of this photo sent: 50 percent.");
  assert.ok(Math.abs(sentShare(sending) - 1.5) < 0.01);
  assert.equal(sentShare({ done: 3, of: 3, now: { bytes: 5, of: 5 } }), 3);
  assert.equal(sentWords({ bytes: 0, of: 0 }), "0 of 1 kB of this photo sent: 0 percent.");
});

test("a picture travels with at most 2000 pixels on its longer edge, and is never made larger", () => {
  assert.deepEqual([fitted(4032, 3024), fitted(3024, 4032), fitted(1280, 720)], [[2000, 1500], [1500, 2000], [1280, 720]]);
});
