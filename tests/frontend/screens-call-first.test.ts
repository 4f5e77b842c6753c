/** After a yes in the check before a session its clinic is to be called: from the tap on, and until the session. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { withQueued } from "../../frontend/src/offline/queued.ts";
import { callsFirst } from "../../frontend/src/today/calls.ts";
import { COURSE_ID, course, item, plan, visit } from "./screens-fakes.ts";

const CLOCKS = { zone: "Europe/Berlin", morning: "08:00", evening: "20:00" };
const AT = "2026-11-19T07:10:00Z";
const CHECK = item({ key: "check", visit_id: "v4" });
const AHEAD = visit({ id: "v4", starts_at: "2026-11-22T12:45:00Z" });
const ASKED = plan({ outstanding: [CHECK] }, { courses: [course({ visits: [visit(), AHEAD] })] });

let count = 0;
function said(value: string, about: object) {
  const id = `id-${++count}`;
  const body = { course_id: COURSE_ID, question: "safety_check", value, at: AT, ...about };
  return { id, path: "/api/answers", body, made_at: AT };
}
const YES = said("something", { occurrence: "check" });
const calls = (now: string, ...entries: ReturnType<typeof said>[]) =>
  callsFirst(withQueued(ASKED, entries, CLOCKS), now).map(({ id }) => id);

test("a yes stands at once, also while nothing can be sent", () => {
  assert.deepEqual(calls(AT), []);
  assert.deepEqual(calls(AT, YES), ["v4"]);
});

test("it ends with another answer, or with the word that the clinic was called", () => {
  assert.deepEqual(calls(AT, YES, said("fine", { occurrence: "check" })), []);
  assert.deepEqual(calls(AT, YES, said("called", { visit_id: "v4" })), []);
});

test("it ends when the session begins", () => {
  assert.deepEqual(calls("2026-11-22T12:44:59Z", YES), ["v4"]);
  assert.deepEqual(calls("2026-11-22T12:45:00Z", YES), []);
});

test("other answers of a visit call nobody", () => {
  const other = said("something", { visit_id: "v4" });
  assert.deepEqual(calls(AT, { ...other, body: { ...other.body, question: "lump_check" } }), []);
});
