/** Today shows one step, the week round it, and only what may be said. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { formOf, isOpenQuestion, pageKey, settledBy, sortedActions } from "../../frontend/src/today/answering.ts";
import { opensWhere } from "../../frontend/src/today/opening.ts";
import { calmAnswers, calmProblems } from "../../frontend/src/today/calm-answers.ts";
import { FEELINGS } from "../../frontend/src/today/feelings.ts";
import { laterChoices } from "../../frontend/src/today/later.ts";
import { outsideSwitch } from "../../frontend/src/today/outside-switch.ts";
import { courseOf, itemWith, mergedDays, nameAmong, phoneAddedAt, phoneFor, sinceWhen, spokenDay, viewOf, weekAround } from "../../frontend/src/today/view.ts";
import { action, course, day, item, plan, visit } from "./screens-fakes.ts";

const NOW = "2026-11-19T07:05:00Z"; // 08:05 in Berlin
const BERLIN = { zone: "Europe/Berlin", morning: "08:00", evening: "20:00" };

test("the first outstanding step is now, the others stand below", () => {
  const [first, second] = [item({ key: "a" }), item({ key: "b" })];
  const view = viewOf(plan({ outstanding: [first, second] }), NOW, null);
  assert.equal(view.now, first);
  assert.deepEqual(view.also, [second]);
  assert.equal(view.ending, null);
});

test("a step the reader opened becomes now, until it is gone", () => {
  const [first, second] = [item({ key: "a" }), item({ key: "b" })];
  assert.equal(viewOf(plan({ outstanding: [first, second] }), NOW, "b").now, second);
  assert.equal(viewOf(plan({ outstanding: [first] }), NOW, "b").now, first);
});

test("a long title takes the smaller dial", () => {
  assert.equal(viewOf(plan({ title: "Day 2" }), NOW, null).isLongTitle, false);
  assert.equal(viewOf(plan({ title: "Session day" }), NOW, null).isLongTitle, true);
});

test("of two courses the head says which it speaks of, and of one it need not", () => {
  const courses = [course(), course({ id: "other", facts: { area: "hands" } })];
  assert.equal(viewOf(plan({}, { courses }), NOW, null).label, "Face · After session 3 of 4");
  assert.equal(viewOf(plan(), NOW, null).label, "After session 3 of 4");
});

test("the week holds today and days the course does not reach", () => {
  const week = weekAround([day("2026-11-19", { label: "Day 2 after session 3. Closing" })], "2026-11-19");
  assert.deepEqual(week.map(({ number }) => number), ["17", "18", "19", "20", "21", "22", "23"]);
  assert.deepEqual(week.filter(({ isToday }) => isToday).map(({ weekday }) => weekday), ["Thu"]);
  assert.equal(week[2]?.spoken, "Thursday 19 November. Today. Day 2 after session 3. Closing.");
  assert.equal(week[0]?.spoken, "Tuesday 17 November.");
});

test("today is the day where the reader is", () => {
  assert.equal(viewOf(plan({}, { zone: "Pacific/Auckland" }), "2026-11-19T12:00:00Z", null).todayOn, "2026-11-20");
});

test("where two courses meet, the day that asks for more care stands", () => {
  const days = [day("2026-11-20", { level: 1 }), day("2026-11-19", { level: 4, label: "Day 2" }), day("2026-11-19", { level: 1 })];
  assert.deepEqual(mergedDays(days).map(({ on, level }) => [on, level]), [["2026-11-19", 4], ["2026-11-20", 1]]);
});

test("a label that ends in a stop is spoken with one", () => {
  assert.equal(spokenDay(day("2026-11-20", { label: "Extra sun care." }), "2026-11-19"), "Friday 20 November. Extra sun care.");
});

test("a late step says since when", () => {
  assert.equal(sinceWhen(item({ is_late: false }), BERLIN.zone, NOW), null);
  assert.equal(sinceWhen(item({ is_late: true }), BERLIN.zone, NOW), "Since 08:00");
  assert.equal(sinceWhen(item({ is_late: true, due_at: "2026-11-17T19:00:00Z" }), BERLIN.zone, NOW), "Since 17 Nov");
});

const LATER: [string, string, string, string[]][] = [
  ["all day", NOW, "2026-11-20T23:00:00Z", ["In an hour, 09:05", "This evening, 20:00", "Tomorrow, 08:00"]],
  ["until midnight", NOW, "2026-11-19T23:00:00Z", ["In an hour, 09:05", "This evening, 20:00"]],
  ["for half an hour", NOW, "2026-11-19T07:35:00Z", []],
  ["after this evening has begun", "2026-11-19T20:00:00Z", "2026-11-19T23:00:00Z", ["In an hour, 22:00"]],
];

for (const [name, now, validUntil, labels] of LATER) {
  test(`Later never outlives a step that is useful ${name}`, () => {
    assert.deepEqual(laterChoices({ valid_until: validUntil }, now, BERLIN).map(({ label }) => label), labels);
  });
}

test("a call goes to the number of the action, else to the latest visit that has one", () => {
  const visits = [
    visit({ id: "v1", phone: "111", starts_at: "2026-09-08T11:45:00Z" }),
    visit({ id: "v2", phone: "222", starts_at: "2026-10-13T11:45:00Z" }),
    visit({ id: "v3", phone: " " }),
  ];
  const shown = plan({}, { courses: [course({ visits })] });
  assert.equal(phoneFor(shown, action({ does: "call", phone: "999" }), null), "999");
  assert.equal(phoneFor(shown, null, null), "222");
  assert.equal(phoneFor(plan({}, { courses: [] }), null, null), null);
});

test("a number is added at a visit that is booked, for to change a proposed one books it", () => {
  const [proposed, booked] = [visit({ id: "one", state: "proposed" }), visit({ id: "two" })];
  assert.equal(phoneAddedAt(plan({}, { courses: [course({ visits: [proposed, booked] })] })), "#/visit/two/change");
  assert.equal(phoneAddedAt(plan({}, { courses: [course({ visits: [proposed] })] })), "#/course");
});

test("a step is found wherever it stands", () => {
  const shown = plan({ settled: [item({ key: "s" })], next: item({ key: "n" }) }, { coming: [item({ key: "c" })] });
  assert.deepEqual(["s", "n", "c", "x"].map((key) => itemWith(shown, key)?.key ?? null), ["s", "n", "c", null]);
});

const DONE = action({ does: "done" });
const LATER_KEY = action({ label: "Later", does: "later" });
const OPEN_SKIN = action({ label: "Skin still open", does: "skip", answers: [{ question: "skin_open", value: true }] });
const PAUSE = action({ label: "They said pause", answers: [{ question: "prescriber", value: "pause" }] });
const KEEP = action({ label: "They said keep", answers: [{ question: "prescriber", value: "keep" }] });
const CALL = action({ label: "Call clinic", does: "call" });
const ADD = action({ label: "Add date", does: "open" });
const labelsOf = (actions: readonly { label: string }[]) => actions.map(({ label }) => label);

test("Done stands alone, and answers beside it are said in smaller print", () => {
  const { main, minor, hasLater } = sortedActions({ actions: [DONE, LATER_KEY, OPEN_SKIN] });
  assert.deepEqual([labelsOf(main), labelsOf(minor), hasLater], [["Done"], ["Skin still open"], true]);
});

test("a question shows its answers, and its call apart", () => {
  const { main, minor, calls, hasLater } = sortedActions({ actions: [PAUSE, KEEP, CALL] });
  assert.deepEqual(labelsOf(main), ["They said pause", "They said keep"]);
  assert.deepEqual([labelsOf(minor), labelsOf(calls), hasLater], [[], ["Call clinic"], false]);
});

test("what only opens is the main key when there is nothing to do or to answer", () => {
  assert.deepEqual(labelsOf(sortedActions({ actions: [ADD, CALL, LATER_KEY] }).main), ["Add date"]);
  assert.deepEqual(labelsOf(sortedActions({ actions: [DONE, ADD] }).minor), ["Add date"]);
});

test("skip settles a step as left out, everything else as done", () => {
  assert.equal(settledBy(OPEN_SKIN), "skip");
  assert.equal(settledBy(PAUSE), "done");
});

const asking = (question: string, value: string | null) => ({ what: "question", actions: [action({ answers: [{ question, value }] })] }) as const;

test("each question has its form, and the longer ones a page", () => {
  const forms = (["safety_check", "calm", "how_it_went", "check_in", "photo", "prescriber"] as const).map((question) => [
    question,
    formOf({ ...asking(question, "x"), actions: [...asking(question, "x").actions] }),
    pageKey({ ...asking(question, "x"), actions: [...asking(question, "x").actions] }),
  ]);
  assert.deepEqual(forms, [
    ["safety_check", "safety", "Open the check"],
    ["calm", "calm", null],
    ["how_it_went", "session", "Tell us"],
    ["check_in", "check-in", "Check in"],
    ["photo", "photos", null],
    ["prescriber", "keys", null],
  ]);
});

test("an answer without a value is for the reader to fill in", () => {
  assert.equal(isOpenQuestion(action({ answers: [{ question: "calm_date", value: null }] })), true);
  assert.equal(isOpenQuestion(action({ answers: [{ question: "calm", value: "calm" }] })), false);
  assert.equal(isOpenQuestion(action({ answers: [{ question: "outside", value: false }] })), false);
});

test("what opens leads to the screen that can act on it", () => {
  assert.deepEqual(opensWhere(item({ what: "appointment", visit_id: "v1" }), course()), ["visit", "v1", "change"]);
  assert.deepEqual(opensWhere(item({ what: "task", visit_id: "v1" }), course()), ["visit", "v1"]);
  assert.deepEqual(opensWhere(item({ what: "list", course_id: "c1", visit_id: "v1" }), course()), ["course", "c1", "add"]);
  assert.deepEqual(opensWhere(item({ what: "list", course_id: "c1" }), course()), ["questions", "c1"]);
  const named = item({ what: "list", course_id: "c1", visit_id: "v1" });
  assert.deepEqual(opensWhere(named, course(), "list"), ["course", "c1", "your-list"]);
  assert.deepEqual(opensWhere(named, course(), "costs"), ["visit", "v1", "costs"]);
  assert.deepEqual(opensWhere(item({ course_id: "c1" }), course(), "goal"), ["course", "c1", "goal"]);
  assert.deepEqual(opensWhere(named, course(), "diary"), ["diary"]);
  assert.deepEqual(opensWhere(named, course(), "photos"), ["photos"]);
  assert.deepEqual(opensWhere(item({ what: "note" }), course()), ["course", "list"]);
});

test("a date to add goes to the session that is only proposed", () => {
  const visits = [visit(), visit({ id: "v4", state: "proposed", starts_at: "2026-12-22T12:45:00Z" })];
  assert.deepEqual(opensWhere(item({ what: "list", visit_id: "v3" }), course({ visits })), ["visit", "v4", "change"]);
});

test("a date for strong skincare must lie ahead", () => {
  assert.deepEqual(calmProblems(null, "", "2026-11-19").map(({ field }) => field), ["calm"]);
  assert.deepEqual(calmProblems("date", "", "2026-11-19").map(({ field }) => field), ["calm-date"]);
  assert.deepEqual(calmProblems("date", "2026-11-19", "2026-11-19").length, 1);
  assert.deepEqual(calmProblems("date", "2026-11-20", "2026-11-19"), []);
  assert.deepEqual(calmAnswers("date", "2026-11-20"), [{ question: "calm_date", value: "2026-11-20" }]);
  assert.deepEqual(calmAnswers("not_calm", ""), [{ question: "calm", value: "not_calm" }]);
});

test("the switch for being outside shows when the plan offers it", () => {
  assert.equal(outsideSwitch(plan()), null);
  const offered = { course_id: course().id, question: "outside", is_on: true };
  assert.deepEqual(outsideSwitch(plan({ switches: [offered] })), offered);
});

test("with two courses each step says which one it belongs to, with one it does not", () => {
  const [face, neck] = [course({ id: "c1" }), course({ id: "c2", facts: { area: "neck" } })];
  const step = item({ course_id: "c2" });
  assert.equal(courseOf(plan({}, { courses: [face, neck] }), step), "Neck");
  assert.equal(courseOf(plan({}, { courses: [neck] }), step), null);
  assert.deepEqual(["c1", "c2"].map((id) => nameAmong(plan({}, { courses: [face, neck] }), id)), ["Face", "Neck"]);
  assert.equal(courseOf(plan({}, { courses: [course({ id: "c1", state: "closed" }), neck] }), step), null);
});

test("who has nothing left to see or feel is better, not the same twice", () => {
  assert.equal(FEELINGS.find(({ value }) => value === "better")?.hint, "Or nothing left to see or feel");
});
