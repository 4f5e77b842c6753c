/** A plan that was kept goes on by the instants the server computed, and by nothing else. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { asOf } from "../../frontend/src/offline/as-of.ts";
import { course, day, item, plan, visit } from "./screens-fakes.ts";

const MORNING = "2026-11-19T07:05:00Z";
const keys = (items: readonly { key: string }[]) => items.map(({ key }) => key);

const evening = item({ key: "evening", rank: 2, due_at: "2026-11-19T19:00:00Z", valid_until: "2026-11-19T23:00:00Z" });
const tomorrow = item({ key: "tomorrow", on: "2026-11-20", due_at: "2026-11-20T07:00:00Z", valid_until: "2026-11-20T23:00:00Z" });
const kept = plan(
  { outstanding: [item()], settled: [item({ key: "done", state: "done" })], next: evening, notices: [{ id: "n", text: "We are sorry.", lines: [] }] },
  { coming: [evening, tomorrow], days: [day("2026-11-20", { label: "Day 3 after session 3.", phase: "settling" })] },
);

test("at the moment it was fetched nothing is different", () => {
  const { today, coming } = asOf(kept, MORNING);
  assert.deepEqual(today, kept.today);
  assert.deepEqual(coming, kept.coming);
});

test("in the evening what came due since is outstanding, and what is next comes after it", () => {
  const { today, coming } = asOf(kept, "2026-11-19T19:30:00Z");
  assert.deepEqual([keys(today.outstanding), keys(coming), today.next?.key], [["sunscreen", "evening"], ["tomorrow"], "tomorrow"]);
  assert.equal(today.title, "Day 2");
});

test("the next day is named by its own words, and yesterday's end with their validity", () => {
  const { today } = asOf(kept, "2026-11-20T08:00:00Z");
  assert.deepEqual([today.title, today.label], ["Friday", "Day 3 after session 3"]);
  assert.deepEqual([keys(today.outstanding), today.settled, today.notices], [["tomorrow"], [], []]);
});

test("a day the kept plan does not reach has a name and no words of its own", () => {
  const { today } = asOf(kept, "2027-03-01T08:00:00Z");
  assert.deepEqual([today.title, today.label, today.outstanding, today.next], ["Monday", "", [], null]);
});

test("what was put off comes back at its time", () => {
  const later = item({ key: "later", wake_at: "2026-11-19T08:05:00Z" });
  const put = plan({ later: [later] });
  assert.deepEqual(keys(asOf(put, "2026-11-19T08:00:00Z").today.later), ["later"]);
  assert.deepEqual(keys(asOf(put, "2026-11-19T08:05:00Z").today.outstanding), ["later"]);
});

test("steps keep the order of the server, also after one came back", () => {
  const due = [
    item({ key: "third", rank: 9, critical: true }),
    item({ key: "second", rank: 4 }),
    item({ key: "first", rank: 1, due_at: "2026-11-19T07:01:00Z" }),
  ];
  assert.deepEqual(keys(asOf(plan({ outstanding: due }), MORNING).today.outstanding), ["first", "second", "third"]);
});

test("what stands until a visit ends when the visit begins", () => {
  const standing = [{ id: "B10/v4", text: "Your retinoid is paused since 12 Nov.", lines: [] }];
  const before = plan({ standing }, { courses: [course({ visits: [visit({ id: "v4", starts_at: "2026-11-20T12:45:00Z" })] })] });
  assert.equal(asOf(before, "2026-11-20T12:44:00Z").today.standing.length, 1);
  assert.equal(asOf(before, "2026-11-20T12:45:00Z").today.standing.length, 0);
});
