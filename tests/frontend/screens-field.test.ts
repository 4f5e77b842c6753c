/** The pulse field: days stand in their weekday columns, and keys and fingers reach the right one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayAfterKey, dayAtPoint, indexOfDay, isLongField, readout, rowsOf } from "../../frontend/src/course/field.ts";
import { dotOf } from "../../frontend/src/components/dot-state.ts";
import { addDays } from "../../frontend/src/words/dates.ts";
import { day } from "./screens-fakes.ts";

// From Wednesday 25 November to Tuesday 8 December 2026.
const FORTNIGHT = Array.from({ length: 14 }, (_, index) => day(addDays("2026-11-25", index)));
const noName = () => "";

test("the first and the last week leave the missing days empty", () => {
  const rows = rowsOf(FORTNIGHT, noName);
  assert.deepEqual(rows.map(({ cells }) => cells), [
    [null, null, 0, 1, 2, 3, 4],
    [5, 6, 7, 8, 9, 10, 11],
    [12, 13, null, null, null, null, null],
  ]);
});

test("a month is named on the first row that ends in it", () => {
  assert.deepEqual(rowsOf(FORTNIGHT, noName).map(({ month }) => month), ["Nov", "Dec", ""]);
});

test("a session is named beside its week and dated below", () => {
  const days = FORTNIGHT.with(6, day("2026-12-01", { visit: { id: "v1", kind: "session", state: "booked" } }));
  const rows = rowsOf(days, (id) => (id === "v1" ? "Session 1" : ""));
  assert.deepEqual(rows.map(({ visit }) => visit), ["", "Session 1", ""]);
  assert.deepEqual(rows.map(({ visitDate }) => visitDate), ["", "", "1 Dec"]);
});

test("no days make no rows", () => assert.deepEqual(rowsOf([], noName), []));

const KEYS: [string, number, number | null][] = [
  ["ArrowRight", 5, 6],
  ["ArrowLeft", 5, 4],
  ["ArrowDown", 5, 12],
  ["ArrowUp", 5, 0],
  ["ArrowDown", 12, 13],
  ["PageDown", 0, 13],
  ["Home", 9, 0],
  ["End", 2, 13],
  ["Tab", 2, null],
  ["a", 2, null],
];

for (const [key, from, to] of KEYS) {
  test(`${key} on day ${from} leads to ${to}`, () => assert.equal(dayAfterKey(from, key, 14), to));
}

test("where the page is read from right to left, the arrows go the other way", () => {
  assert.equal(dayAfterKey(5, "ArrowRight", 14, true), 4);
  assert.equal(dayAfterKey(5, "ArrowLeft", 14, true), 6);
  assert.equal(dayAfterKey(5, "ArrowUp", 14, true), 0);
});

test("a finger takes the day under it, and the nearest one outside", () => {
  assert.equal(dayAtPoint(FORTNIGHT, 2.5, 0.5), 0);
  assert.equal(dayAtPoint(FORTNIGHT, 0.5, 1.5), 5);
  assert.equal(dayAtPoint(FORTNIGHT, 0.2, 0.2), 0);
  assert.equal(dayAtPoint(FORTNIGHT, 9, 2.9), 13);
  assert.equal(dayAtPoint(FORTNIGHT, -3, 1.1), 5);
});

test("a date outside the field leads to its nearest end", () => {
  assert.equal(indexOfDay(FORTNIGHT, "2026-12-01"), 6);
  assert.equal(indexOfDay(FORTNIGHT, "2026-01-01"), 0);
  assert.equal(indexOfDay(FORTNIGHT, "2028-01-01"), 13);
});

test("the readout says the day, and that it is today", () => {
  const label = "Day 2 after session 3. Closing";
  assert.deepEqual(readout(day("2026-11-19", { label }), "2026-11-19"), {
    title: "Thursday 19 November",
    line: "Today. Day 2 after session 3. Closing",
  });
  assert.equal(readout(day("2026-11-19", { label }), "2026-11-20").line, label);
});

test("a field of more than six sessions is long", () => {
  const session = { id: "v", kind: "session", state: "booked" };
  const sessions = Array.from({ length: 7 }, (_, index) => day(addDays("2026-11-25", index), { visit: session }));
  assert.equal(isLongField(sessions.slice(1)), false);
  assert.equal(isLongField(sessions), true);
});

test("a field that goes on for months after the last session is long", () => {
  const weeks = (count: number) => Array.from({ length: 7 * count }, (_, index) => day(addDays("2026-01-05", index)));
  assert.deepEqual([weeks(36), weeks(37)].map(isLongField), [false, true]);
});

test("a day that was let pass is drawn like one that was done", () => {
  const passed = dotOf(day("2026-11-18", { level: 4, done: 0 }), "2026-11-19");
  const done = dotOf(day("2026-11-18", { level: 4, done: 1 }), "2026-11-19");
  assert.deepEqual(passed, done);
  assert.deepEqual(passed, { classes: "dot level-4 past", share: null });
});

test("today fills as it is done, and then comes to rest", () => {
  assert.deepEqual(dotOf(day("2026-11-19", { level: 4, done: 0.5 }), "2026-11-19"), { classes: "dot level-4 today", share: 0.5 });
  assert.deepEqual(dotOf(day("2026-11-19", { done: 1 }), "2026-11-19"), { classes: "dot level-0 today rests", share: 1 });
});

test("a visit is a ring while it is expected, and no longer when it is cancelled", () => {
  const of = (state: string) => dotOf(day("2026-12-22", { level: 5, visit: { id: "v", kind: "session", state } }), "2026-11-19").classes;
  assert.equal(of("booked"), "dot level-5 visit booked");
  assert.equal(of("cancelled"), "dot level-5");
});
