/** The diary's words, its days, and what it offers. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diary, DiaryEntry } from "../../frontend/src/api/types.ts";
import { answerOf, asksForHelp, byDay, dayWords, howMuch, tierWords } from "../../frontend/src/diary/diary-words.ts";
import { isAsking, offersOf } from "../../frontend/src/diary/offered.ts";
import { withQueued } from "../../frontend/src/offline/queued.ts";
import { isWorrying } from "../../frontend/src/today/answering.ts";
import { action, course, COURSE_ID, plan } from "./screens-fakes.ts";

const CLOCKS = { zone: "Europe/Berlin", morning: "08:00", evening: "20:00" };

function entry(edit: Partial<DiaryEntry>): DiaryEntry {
  return {
    id: "e1", course_id: COURSE_ID, visit_id: "v3", on: "2026-11-19", at: "2026-11-19T08:00:00Z", day: 2, symptom: "redness",
    label: "Red", score: 3, change: null, note: "", tier: "expected", rule: "E01", says: "Often seen on day 2.", ...edit,
  };
}

test("no tier is said to be all right", () => {
  const said = (["expected", "watch", "contact", "emergency"] as const).map(tierWords);
  assert.deepEqual(said, ["Often seen", "Keep watching it", "Contact your clinic today", "Get help now"]);
  assert.doesNotMatch(said.join(), /normal|safe|fine/i);
});

test("how urgent it was is said once", () => {
  assert.equal(answerOf(entry({})), "Often seen on day 2.");
  assert.equal(answerOf(entry({ tier: "contact", says: "Press with clean gauze." })), "Contact your clinic today: Press with clean gauze.");
  assert.equal(answerOf(entry({ tier: "contact", says: "Still there: contact your clinic today." })), "Still there: contact your clinic today.");
});

test("help is asked for from contact on", () => {
  assert.deepEqual((["expected", "watch", "contact", "emergency"] as const).map(asksForHelp), [false, false, true, true]);
});

test("how much is a number, with the day before when it was compared", () => {
  assert.equal(howMuch(entry({})), "3 of 10");
  assert.equal(howMuch(entry({ change: "worse" })), "3 of 10, worse than the day before");
  assert.equal(howMuch(entry({ change: "same" })), "3 of 10, the same as the day before");
});

test("days count from a session, and not before the first", () => {
  assert.equal(dayWords(2, 3), "Day 2 after session 3");
  assert.equal(dayWords(0, null), "Day 0 after a session");
  assert.equal(dayWords(-5, null), null);
});

test("the newest day stands first, and within a day what came first", () => {
  const days = byDay(
    [
      entry({ id: "c", on: "2026-11-20", at: "2026-11-20T09:00:00Z" }),
      entry({ id: "b", at: "2026-11-19T18:00:00Z" }),
      entry({ id: "a" }),
      entry({ id: "other", course_id: "another" }),
    ],
    COURSE_ID,
  );
  assert.deepEqual(days.map(({ on, entries }) => [on, entries.map(({ id }) => id)]), [["2026-11-20", ["c"]], ["2026-11-19", ["a", "b"]]]);
});

test("once the clinic was reached, nothing waits on the screen either", () => {
  const held = { ...plan({}), courses: [course({ held_at: "2026-11-19T07:00:00Z" }), course({ id: "other", held_at: "2026-11-19T07:00:00Z" })] };
  const at = "2026-11-19T08:00:00Z";
  const sent = { id: "i", path: "/api/diary/reached", body: { id: "i", course_id: COURSE_ID, at }, made_at: at };
  assert.deepEqual(withQueued(held, [sent], CLOCKS).courses.map(({ held_at }) => held_at), [null, "2026-11-19T07:00:00Z"]);
});

test("something wrong with the skin leads to the diary, the check before a session has its own way", () => {
  const said = (question: string, value: string) => action({ answers: [{ question, value }] });
  assert.ok(isWorrying(said("lump_check", "something")));
  assert.ok(!isWorrying(said("lump_check", "nothing")));
  assert.ok(!isWorrying(said("safety_check", "something")));
});

test("a diary without this course offers what another offers", () => {
  const diary: Diary = {
    now: "2026-11-19T08:00:00Z",
    emergencies: [{ symptom: "breathing", signs: "Trouble breathing", act: "Call 112 now." }],
    courses: [{ course_id: COURSE_ID, offers: [{ symptom: "breathing", label: "Trouble breathing" }, { symptom: "pus", label: "Pus" }], asks: [] }],
    entries: [],
  };
  assert.deepEqual(offersOf(diary, COURSE_ID).map(({ symptom }) => symptom), ["pus"]);
  assert.deepEqual(offersOf(diary, "new").map(({ symptom }) => symptom), ["pus"]);
});

test("the diary asks between the two instants the server gave, and one kept by an earlier app asks nothing", () => {
  const asks = [{ from_at: "2026-11-19T23:00:00Z", until: "2026-11-20T23:00:00Z" }];
  const diary: Diary = { now: "2026-11-19T08:00:00Z", emergencies: [], courses: [{ course_id: COURSE_ID, offers: [], asks }], entries: [] };
  const at = (now: string) => isAsking(diary, now);
  assert.deepEqual(["2026-11-19T22:59:00Z", "2026-11-19T23:00:00Z", "2026-11-20T23:00:00Z"].map(at), [false, true, false]);
  const old = { ...diary, courses: [{ course_id: COURSE_ID, offers: [] }] } as unknown as Diary;
  assert.equal(isAsking(old, "2026-11-20T08:00:00Z"), false);
});
