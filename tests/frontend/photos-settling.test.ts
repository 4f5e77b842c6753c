/** The last photo of a check-in settles the step that asked for it, and no other. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Item } from "../../frontend/src/api/types.ts";
import type { CheckIn } from "../../frontend/src/photos/api.ts";
import { settledByPhotos } from "../../frontend/src/photos/settling.ts";

const BEFORE: CheckIn = {
  id: "before/s1", name: "Before session 1", kind: "progress", due_on: "2026-12-07", opens_on: "2026-12-05",
  closes_on: "2026-12-08", state: "open", asks: true, step: "B14", missing: 1, poses: [],
};

function item(key: string, edit: Partial<Item> = {}): Item {
  return { key, course_id: "c", visit_id: "s1", step: "B14", on: "2026-12-07", state: "open", ...edit } as Item;
}

function settled(items: Item[], checkIn: CheckIn = BEFORE): string[] {
  const today = { outstanding: items.slice(0, 1), later: [], settled: items.slice(1, 2), next: null };
  const plan = { today, coming: items } as unknown as Parameters<typeof settledByPhotos>[0];
  return settledByPhotos(plan, "c", checkIn).map(({ key }) => key);
}

test("the step that asked for the set is done, before it is due too", () => {
  assert.deepEqual(settled([item("today")]), ["today"]);
  assert.deepEqual(settled([item("other", { step: "B03" }), item("other too", { step: "B03" }), item("coming")]), ["coming"]);
});

test("another date, visit, course or step stays as it is", () => {
  const others = [
    item("a week before", { on: "2026-12-01" }), item("the next session's", { visit_id: "s2" }),
    item("another course's", { course_id: "d" }), item("another step", { step: "A22" }),
  ];
  assert.deepEqual(settled(others), []);
});

test("what was left out may be done after all, what is done stays so", () => {
  assert.deepEqual(settled([item("left out", { state: "skipped" }), item("done", { state: "done" })]), ["left out"]);
});

test("a set of the whole course settles its step of any visit, one without a step none", () => {
  const week = { ...BEFORE, id: "week-4", step: "M01" };
  assert.deepEqual(settled([item("week", { step: "M01", visit_id: null })], week), ["week"]);
  assert.deepEqual(settled([item("today")], { ...BEFORE, step: null }), []);
});
