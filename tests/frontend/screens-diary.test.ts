/** The diary's words, its days, and what it offers. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diary, DiaryEntry, Plan, Question } from "../../frontend/src/api/types.ts";
import { answerOf, asksForHelp, byDay, dayWords, howMuch, tierWords } from "../../frontend/src/diary/diary-words.ts";
import { notSentWords } from "../../frontend/src/diary/not-sent-words.ts";
import { unsentLooks, unsentOf } from "../../frontend/src/diary/not-sent.ts";
import { isAsking, offersOf } from "../../frontend/src/diary/offered.ts";
import type { Entry } from "../../frontend/sw/outbox.ts";
import { withQueued } from "../../frontend/src/offline/queued.ts";
import { isWorrying } from "../../frontend/src/today/answering.ts";
import { action, course, COURSE_ID, item, plan } from "./screens-fakes.ts";

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

test("what has no strength is written down without a number", () => {
  assert.equal(howMuch(entry({ score: null })), "");
  const [day] = byDay({ entries: [entry({ label: "I may be pregnant", score: null })] }, COURSE_ID);
  assert.equal(day?.rows[0]?.said, "I may be pregnant");
});

test("days count from a session, and not before the first", () => {
  assert.equal(dayWords(2, 3), "Day 2 after session 3");
  assert.equal(dayWords(0, null), "Day 0 after a session");
  assert.equal(dayWords(-5, null), null);
});

test("the newest day stands first, and within a day what came first", () => {
  const days = byDay(
    {
      entries: [
        entry({ id: "c", on: "2026-11-20", at: "2026-11-20T09:00:00Z" }),
        entry({ id: "b", at: "2026-11-19T18:00:00Z" }),
        entry({ id: "a" }),
        entry({ id: "other", course_id: "another" }),
      ],
    },
    COURSE_ID,
  );
  assert.deepEqual(days.map(({ on, rows }) => [on, rows.map(({ id }) => id)]), [["2026-11-20", ["c"]], ["2026-11-19", ["a", "b"]]]);
});

test("what a reminder asked stands among the entries of its day, with the call it meant", () => {
  const look = { course_id: COURSE_ID, visit_id: "v3", on: "2026-11-19", day: 2, asks: "Any new lumps or sore spots?" };
  const looks = [
    { ...look, id: "l1", at: "2026-11-19T07:00:00Z", said: "None", asks_clinic: false },
    { ...look, id: "l2", at: "2026-11-19T09:00:00Z", said: "Something's up", asks_clinic: true },
  ];
  const [day] = byDay({ entries: [entry({})], looks }, COURSE_ID);
  assert.deepEqual(day?.rows.map(({ said, answer }) => [said, answer]), [
    ["Any new lumps or sore spots? None", ""],
    ["Red: 3 of 10", "Often seen on day 2."],
    ["Any new lumps or sore spots? Something's up", "Contact your clinic today."],
  ]);
});

test("what is not sent yet is said in words, only of this course, and of the skin", () => {
  const diary: Diary = {
    now: "2026-11-19T08:00:00Z",
    emergencies: [],
    courses: [{ course_id: COURSE_ID, offers: [{ symptom: "pus", label: "Pus" }], asks: [], looks_at: ["check_in"] }],
    entries: [],
    looks: [],
  };
  const at = "2026-11-19T08:00:00Z";
  const queued = (path: string, body: object): Entry => ({ id: JSON.stringify(body), path, made_at: at, body: { course_id: COURSE_ID, ...body } });
  const waiting = [
    queued("/api/diary", { symptom: "pus", score: 4, change: "worse", note: "left" }),
    queued("/api/answers", { question: "check_in", value: "worse" }),
    queued("/api/answers", { question: "photos", value: true }),
    queued("/api/answers", { course_id: "another", question: "check_in", value: "better" }),
  ];
  const asked = { id: "check_in", asks: "How is your skin, compared with yesterday?", kind: "choice", values: ["better", "same", "worse"], labels: ["Better", "The same", "Worse"] };
  const said = (questions: Question[]) => notSentWords([...unsentOf(waiting), ...unsentLooks(waiting, diary)], COURSE_ID, diary, questions);
  assert.deepEqual(said([asked as Question]), ["Pus: 4 of 10, worse than the day before. “left”", "How is your skin, compared with yesterday? Worse"]);
  assert.equal(said([])[1], "An answer");
  const { looks_at: _, ...old } = diary.courses[0]!;
  assert.deepEqual(unsentLooks(waiting, { ...diary, courses: [old] } as unknown as Diary), []);
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
    courses: [{ course_id: COURSE_ID, offers: [{ symptom: "breathing", label: "Trouble breathing" }, { symptom: "pus", label: "Pus" }], asks: [], looks_at: [] }],
    entries: [],
    looks: [],
  };
  assert.deepEqual(offersOf(diary, COURSE_ID).map(({ symptom }) => symptom), ["pus"]);
  assert.deepEqual(offersOf(diary, "new").map(({ symptom }) => symptom), ["pus"]);
});

test("the diary asks between the two instants the server gave, and one kept by an earlier app asks nothing", () => {
  const asks = [{ from_at: "2026-11-19T23:00:00Z", until: "2026-11-20T23:00:00Z" }];
  const diary: Diary = { now: "2026-11-19T08:00:00Z", emergencies: [], courses: [{ course_id: COURSE_ID, offers: [], asks, looks_at: [] }], entries: [], looks: [] };
  const at = (now: string) => isAsking(diary, now, plan());
  assert.deepEqual(["2026-11-19T22:59:00Z", "2026-11-19T23:00:00Z", "2026-11-20T23:00:00Z"].map(at), [false, true, false]);
  const old = { ...diary, courses: [{ course_id: COURSE_ID, offers: [] }] } as unknown as Diary;
  assert.equal(isAsking(old, "2026-11-20T08:00:00Z", plan()), false);
});

test("a check-in among the steps of today is not asked again by the diary, unless something is watched", () => {
  const asks = [{ from_at: "2026-11-18T23:00:00Z", until: "2026-11-19T23:00:00Z" }];
  const diary: Diary = { now: "2026-11-19T08:00:00Z", emergencies: [], courses: [{ course_id: COURSE_ID, offers: [], asks, looks_at: [] }], entries: [], looks: [] };
  const checkIn = item({ what: "question", actions: [action({ label: "Check in", answers: [{ question: "check_in", value: null }] })] });
  const asksBeside = (shown: Plan, told = diary) => isAsking(told, "2026-11-19T08:00:00Z", shown);
  assert.equal(asksBeside(plan()), true);
  assert.equal(asksBeside(plan({ outstanding: [checkIn] })), false);
  assert.equal(asksBeside(plan({ settled: [{ ...checkIn, state: "done" }] })), false);
  assert.equal(asksBeside(plan({}, { coming: [checkIn] })), false);
  assert.equal(asksBeside(plan({}, { coming: [{ ...checkIn, on: "2026-11-20" }] })), true, "tomorrow's is another day's");
  assert.equal(asksBeside(plan({ outstanding: [{ ...checkIn, course_id: "another" }] })), true);
  const watching = { ...diary, entries: [entry({ on: "2026-11-18", tier: "watch" })] };
  assert.equal(asksBeside(plan({ outstanding: [checkIn] }), watching), true, "the diary said that it asks again tomorrow");
});
