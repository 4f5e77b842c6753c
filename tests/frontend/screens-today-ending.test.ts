/** Without a step to do, Today shows one drawing, one sentence and one way on. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Plan } from "../../frontend/src/api/types.ts";
import { endingOf } from "../../frontend/src/today/ending.ts";
import { pausesOf } from "../../frontend/src/today/pauses.ts";
import { course, item, plan, visit } from "./screens-fakes.ts";

const NOW = "2026-11-19T07:05:00Z"; // 08:05 in Berlin

const DAYS: [string, Partial<Plan["today"]>, string, string][] = [
  ["all is done", { settled: [item({ state: "done" })] }, "That is all for today.", "moon"],
  ["nothing was asked", {}, "Nothing to do today.", "leaf"],
  ["something waits", { later: [item()], settled: [item()] }, "Nothing to do just now.", "sun"],
  ["more comes today", { next: item({ due_at: "2026-11-19T19:00:00Z" }) }, "Nothing to do just now.", "sun"],
];

for (const [name, today, title, drawing] of DAYS) {
  test(`the end of the day is said when ${name}`, () => {
    const ending = endingOf(plan(today), NOW);
    assert.deepEqual([ending.title, ending.drawing, ending.way], [title, drawing, null]);
  });
}

test("the next step is told with its time", () => {
  const next = item({ title: "Moisturiser", due_at: "2026-11-20T07:00:00Z" });
  assert.deepEqual(endingOf(plan({ next }), NOW).next, { when: "Tomorrow, 08:00", title: "Moisturiser" });
});

const COURSES: [string, Plan["courses"], string, string][] = [
  ["is finished", [course({ state: "closed", sessions: 1 })], "Your course is finished.", "#/start"],
  ["was ended early", [course({ state: "closed", sessions: 2 })], "You ended this course.", "#/start"],
  ["is paused", [course({ state: "paused" }), course({ state: "closed" })], "Your course is paused.", "#/course"],
  ["has no date", [course({ visits: [visit({ state: "proposed" })] })], "Nothing to do today.", "#/course/c1/add"],
];

for (const [name, courses, title, href] of COURSES) {
  test(`a course that ${name} shows the way on`, () => {
    const ending = endingOf(plan({}, { courses }), NOW);
    assert.equal(ending.title, title);
    assert.equal(ending.way?.href.replace(courses[0]!.id, "c1"), href);
  });
}

test("a course without a date does not say that the day is empty when something comes today", () => {
  const courses = [course({ visits: [visit({ state: "proposed" })] })];
  const next = item({ due_at: "2026-11-19T07:10:00Z" });
  assert.equal(endingOf(plan({ next }, { courses }), NOW).title, "Nothing to do just now.");
});

test("one course that runs beside a finished one has its own day", () => {
  const courses = [course({ state: "closed" }), course()];
  assert.equal(endingOf(plan({}, { courses }), NOW).title, "Nothing to do today.");
});

test("a pause is named above the day's steps, and only once where nothing is left to do", () => {
  const paused = plan({}, { courses: [course({ state: "paused" }), course({ state: "closed" })] });
  assert.deepEqual(pausesOf(paused, false), ["Your course is paused"]);
  assert.deepEqual(pausesOf(paused, true), []);
  assert.deepEqual(pausesOf(plan({}, { courses: [course()] }), false), []);
});

test("one course that is paused beside one that runs is named by its area, also at the end of the day", () => {
  const two = plan({}, { courses: [course(), course({ state: "paused", facts: { area: "abdomen" } })] });
  assert.deepEqual(pausesOf(two, true), ["Your tummy course is paused"]);
});
