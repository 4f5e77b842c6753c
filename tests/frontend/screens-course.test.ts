/** What a visit allows, how its form is read, and the course as a list. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { choicesFor } from "../../frontend/src/course/course-choices.ts";
import { nextVisit, phaseLines, sortedVisits, stateLine } from "../../frontend/src/course/course-words.ts";
import { datesOf } from "../../frontend/src/course/dates-list.ts";
import { ApiProblem } from "../../frontend/src/api/problem.ts";
import { atForm, draftOf, emptyVisitForm, formOfVisit, problemsOf } from "../../frontend/src/course/visit-draft.ts";
import { changesFor, endWords, inOrder, visitWhen, visitWhenLong } from "../../frontend/src/course/visit-words.ts";
import { visitStateName } from "../../frontend/src/words/ended.ts";
import { amount, telHref, visitName } from "../../frontend/src/words/names.ts";
import { course, item, plan, visit } from "./screens-fakes.ts";

const BEFORE = "2026-11-17T08:00:00Z";
const AFTER = "2026-11-17T20:00:00Z";

const CHANGES: [Parameters<typeof visit>[0], string, string[]][] = [
  [{ state: "proposed" }, BEFORE, ["book", "move", "cancel"]],
  [{ state: "booked" }, BEFORE, ["move", "details", "cancel"]],
  [{ state: "booked" }, AFTER, ["ended", "did_not_happen", "move", "details"]],
  [{ state: "ended" }, AFTER, ["ended", "details", "restore"]],
  [{ state: "cancelled" }, BEFORE, ["restore"]],
  [{ state: "did_not_happen" }, AFTER, ["restore"]],
];

for (const [edit, now, changes] of CHANGES) {
  test(`a ${edit?.state} visit ${now === BEFORE ? "ahead" : "behind"} allows ${changes.join(", ")}`, () => {
    assert.deepEqual(changesFor(visit(edit), now), changes);
  });
}

test("an end nobody told is said as an assumption", () => {
  assert.equal(endWords(visit(), BEFORE), null);
  assert.equal(endWords(visit(), AFTER), "We assume it ended at 14:45. Say so if it was another time.");
  assert.equal(endWords(visit({ state: "ended", ended_at: "2026-11-17T13:30:00Z" }), AFTER), "It ended at 14:30.");
  assert.equal(endWords(visit({ state: "cancelled" }), AFTER), null);
});

test("a visit is named and dated on the clinic's clock", () => {
  assert.equal(visitName(visit()), "Session 3");
  assert.equal(visitName(visit({ number: null })), "Session");
  assert.equal(visitName(visit({ kind: "patch_test", number: null })), "Patch test");
  assert.equal(visitWhen(visit({ zone: "Asia/Tokyo" }), BEFORE), "Tue 17 Nov, 13:45");
});

test("a visit entered for the wrong year shows it wherever it is named", () => {
  const late = visit({ start: "2027-12-22T13:45", starts_at: "2027-12-22T12:45:00Z" });
  assert.equal(visitWhen(late, BEFORE), "Wed 22 Dec 2027, 13:45");
  assert.equal(visitWhenLong(late, BEFORE), "Wednesday 22 December 2027, 13:45");
  assert.equal(nextVisit([late], BEFORE)?.words, "Next: session 3, 22 Dec 2027");
});

test("a form gives back the visit it was filled from", () => {
  const given = visit({ place: "High Street 4", phone: "030 1", travel_minutes: 20 });
  const { start, zone, minutes, place, phone, travel_minutes } = given;
  assert.deepEqual(draftOf(formOfVisit(given)), { start, zone, minutes, place, phone, travel_minutes });
  assert.equal(draftOf(formOfVisit(visit())).travel_minutes, null);
});

test("a new visit has the place and the zone of the one before, and no day or time that nobody gave", () => {
  const form = emptyVisitForm("Europe/London", visit({ place: "High Street 4" }));
  assert.deepEqual([form.date, form.time, form.zone, form.place], ["", "", "Europe/Berlin", "High Street 4"]);
  assert.deepEqual(emptyVisitForm("Europe/London", null).zone, "Europe/London");
});

test("an empty form is not sent", () => {
  const form = { ...formOfVisit(visit()), date: "", time: "", minutes: "0" };
  assert.deepEqual(problemsOf(form).map(({ field }) => field), ["date", "time", "minutes"]);
});

test("the server's names of fields become the form's", () => {
  const refused = ["start", "travel_minutes", "body.place"].map((field) => ({ field, sentence: "No." }));
  const problem = atForm(new ApiProblem(422, "invalid", "Please check.", refused));
  assert.deepEqual(problem?.errors.map(({ field }) => field), ["date", "travel", "place"]);
  assert.equal(atForm(null), null);
});

test("the list holds every visit and every open step by date, in order", () => {
  const ahead = visit({ id: "v4", number: 4, start: "2026-12-22T13:45", starts_at: "2026-12-22T12:45:00Z", state: "proposed" });
  const shown = plan(
    { outstanding: [item()], settled: [item({ key: "done", state: "done" })] },
    {
      courses: [course({ visits: [ahead, visit()] })],
      coming: [
        item({ key: "eve", on: "2026-12-22", due_at: "2026-12-22T19:00:00Z", title: "Hands off" }),
        item({ key: "noon", due_at: "2026-11-19T13:00:00Z" }),
        item(),
      ],
    },
  );
  assert.deepEqual(
    datesOf(shown, "2026-11-19").map(({ on, isPast, entries }) => [on, isPast, entries.map(({ time, words }) => `${time} ${words}`)]),
    [
      ["2026-11-17", true, ["13:45 Session 3, booked"]],
      ["2026-11-19", false, ["08:00, 14:00 Sunscreen: SPF 30+ today"]],
      ["2026-12-22", false, ["13:45 Session 4, proposed, not booked", "20:00 Hands off"]],
    ],
  );
});

test("visits stand in the order of their instants", () => {
  const ids = inOrder([visit({ id: "b", starts_at: "2026-12-01T00:00:00Z" }), visit({ id: "a" })]).map(({ id }) => id);
  assert.deepEqual(ids, ["a", "b"]);
});

test("what two courses ask for at one time is said once", () => {
  const shown = plan({ outstanding: [item(), item({ key: "other", course_id: "c2" })] });
  assert.deepEqual(datesOf(shown, "2026-11-19").at(-1)?.entries.map(({ time }) => time), ["08:00"]);
});

test("of two courses the list says which one a visit belongs to", () => {
  const shown = plan({}, { courses: [course(), course({ id: "c2", facts: { area: "back" }, visits: [visit({ id: "b1", number: 1 })] })] });
  assert.deepEqual(
    datesOf(shown, "2026-11-19").flatMap(({ entries }) => entries.map(({ words }) => words)),
    ["Session 3, face, booked", "Session 1, back, booked"],
  );
});

const CALLED_OFF = visit({ id: "off", state: "cancelled", starts_at: "2026-12-01T09:00:00Z" });
const HELD = visit({ id: "held", state: "ended", starts_at: "2026-10-13T11:45:00Z" });
const AHEAD = visit({ id: "ahead", number: 4, start: "2026-12-22T13:45", starts_at: "2026-12-22T12:45:00Z" });

test("the last visit held and those ahead come first; the others lie a tap away", () => {
  const { near, rest } = sortedVisits(course({ visits: [AHEAD, CALLED_OFF, visit(), HELD] }), "2026-11-19T07:00:00Z");
  assert.deepEqual([near.map(({ id }) => id), rest.map(({ id }) => id)], [["v3", "ahead"], ["held", "off"]]);
});

test("the way to the next visit says which and when; a visit called off is not next", () => {
  assert.equal(nextVisit([AHEAD, CALLED_OFF, visit()], "2026-11-19T07:00:00Z")?.words, "Next: session 4, 22 Dec");
  assert.equal(nextVisit([CALLED_OFF, visit()], "2026-11-19T07:00:00Z"), null);
});

test("a course says what its state means; a running one has nothing to say", () => {
  assert.deepEqual(
    (["running", "paused", "done", "closed"] as const).map((state) => stateLine(course({ state, sessions: 1 }), AFTER)?.split(".")[0] ?? null),
    [null, "Paused", "All sessions are behind you", "Closed"],
  );
});

test("a course offers what its state allows", () => {
  const names = (["running", "paused", "done", "closed"] as const).map((state) => choicesFor({ state }).map(({ edit }) => edit));
  assert.deepEqual(names, [
    [{ paused: true }, { done: true }, { closed: true }],
    [{ paused: false }, { closed: true }],
    [{ done: false }, { closed: true }],
    [{ closed: false }],
  ]);
});

test("a number can be dialled, and words cannot", () => {
  assert.equal(telHref("+49 (30) 123-456"), "tel:+4930123456");
  assert.equal(telHref("ask at the desk"), null);
});

test("amounts are said in words", () => {
  assert.deepEqual([amount(1, "days"), amount(7, "days"), amount(4, "per_day"), amount(6, "count")], ["1 day", "7 days", "4 times a day", "6"]);
});

test("a course closed before its sessions were held says who ended it", () => {
  const early = course({ state: "closed", sessions: 2 });
  assert.match(stateLine(early, AFTER) ?? "", /^You ended this course\./);
  assert.match(stateLine(course({ state: "closed", sessions: 1 }), BEFORE) ?? "", /^You ended this course\./);
});

test("the coming visits of a closed course are shown as not coming, and what was held stays held", () => {
  const closed = course({ state: "closed", visits: [AHEAD, HELD] });
  const now = "2026-11-19T07:00:00Z";
  assert.equal(visitStateName(AHEAD, closed, now), "Not coming: the course is closed");
  assert.equal(visitStateName(HELD, closed, now), "Happened");
  assert.equal(visitStateName(AHEAD, course(), now), "Booked");
  assert.deepEqual(sortedVisits(closed, now), { near: [HELD], rest: [AHEAD] });
  const words = datesOf(plan({}, { courses: [closed] }), "2026-11-19").flatMap(({ entries }) => entries.map((entry) => entry.words));
  assert.ok(words.some((each) => each.includes("not coming")) && !words.some((each) => each.includes("booked")));
});

test("the dots are explained in the words of the protocol, with its days", () => {
  const phases = [
    { id: "closing" as const, name: "Closing up", what: "Tiny holes close.", first_day: 0, last_day: 2 },
    { id: "settling" as const, name: "Calming", what: "Tissue grows.", first_day: 3, last_day: 21 },
  ];
  assert.deepEqual(phaseLines(course({ phases })), [
    { id: "closing", name: "Closing up", meaning: "Day 0 to 2. Tiny holes close." },
    { id: "settling", name: "Calming", meaning: "Day 3 to 21. Tissue grows." },
  ]);
});
