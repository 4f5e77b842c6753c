/** What may be done now: the server's instants decide, and the words say them as people do. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Activity, Permissions, Span } from "../../frontend/src/api/types.ts";
import { rowWords, assumedWords, groupsAt, instantWords, ruleWords, stateWords } from "../../frontend/src/care/allowed.ts";

const ZONE = "Europe/Berlin";
const MORNING = "2026-12-08T15:00:00Z"; // Tuesday, 16:00 in Berlin

function span(edit: Partial<Span> = {}): Span {
  return {
    from_at: null, state: "now", until: null, by_date: false, and_calm: true, rule: "makeup_after", value: 24,
    set_by: null, note: "", assumed_end_at: null, parts: [], ...edit,
  };
}

function activity(id: string, ...spans: Span[]): Activity {
  return { id, label: id, why: "", guide: null, spans };
}

function permissions(...activities: Activity[]): Permissions {
  const rule = { id: "makeup_after", what: "No make-up", unit: "hours", low: 0, high: 72, sources: ["NHS"] };
  return { until: "2027-02-06T23:00:00Z", activities, rules: [rule] };
}

const WAIT = span({ state: "not_until", until: "2026-12-10T13:30:00Z" });
const MAKE_UP = activity("make_up", WAIT, span({ from_at: "2026-12-10T13:30:00Z" }));
const names = (rows: readonly { activity: Activity }[]) => rows.map(({ activity: { id } }) => id);

test("until its instant an activity waits, from then on it is open", () => {
  const before = groupsAt(permissions(MAKE_UP), "2026-12-10T13:29:59Z");
  const after = groupsAt(permissions(MAKE_UP), "2026-12-10T13:30:00Z");
  assert.deepEqual([names(before?.notYet ?? []), names(after?.now ?? [])], [["make_up"], ["make_up"]]);
});

test("what waits is listed by when its wait ends", () => {
  const long = activity("swimming", span({ state: "not_until", until: "2026-12-13T23:00:00Z" }));
  assert.deepEqual(names(groupsAt(permissions(long, MAKE_UP), MORNING)?.notYet ?? []), ["make_up", "swimming"]);
});

test("a plan too old to say anything says nothing", () => {
  assert.equal(groupsAt(permissions(MAKE_UP), "2027-02-06T23:00:00Z"), null);
});

test("a wait is said with its day, its time and the skin that must be calm", () => {
  const said = (one: Span, next: Span | null = null) => stateWords({ activity: MAKE_UP, span: one, next }, ZONE, MORNING);
  assert.equal(said(WAIT), "Not until Thursday 14:30, and calm");
  assert.equal(said({ ...WAIT, and_calm: false }), "Not until Thursday 14:30");
  assert.equal(said({ ...WAIT, until: "2026-12-15T23:00:00Z", by_date: true }), "Not until Wednesday 16 Dec, and calm");
  assert.equal(said(WAIT, span({ state: "ask_first" })), "Not until Thursday 14:30, and calm. Then ask first");
  assert.equal(said(span({ state: "ask_first" })), "Ask first");
  assert.equal(said(span({ and_calm: false })), "Now");
  assert.equal(said(span({ state: "ask_first", note: "Yours sets the gap." })), "Ask first. Yours sets the gap.");
});

test("where areas differ each is named with what holds there, and a plan kept by an earlier app names none", () => {
  const body = { area: "body", state: "not_until", until: "2026-12-10T13:30:00Z", by_date: false, and_calm: true } as const;
  const face = { area: "face", state: "now", until: null, by_date: false, and_calm: true } as const;
  const said = (edit: Partial<Span>) => rowWords({ activity: MAKE_UP, span: { ...WAIT, ...edit }, next: null }, ZONE, MORNING);
  assert.equal(said({ parts: [body, face] }), "Body: not until Thursday 14:30, and calm. Face: now, if your skin is calm");
  assert.equal(said({ parts: [body] }), "Body: not until Thursday 14:30, and calm");
  assert.equal(said({ parts: [] }), "Not until Thursday 14:30, and calm");
  const { parts: _, ...kept } = WAIT;
  assert.equal(rowWords({ activity: MAKE_UP, span: kept as Span, next: null }, ZONE, MORNING), "Not until Thursday 14:30, and calm");
});

test("a pause is said in the week before it, and not before", () => {
  const paused = (from_at: string) => {
    const next = span({ state: "not_until", from_at });
    return stateWords({ activity: MAKE_UP, span: span(), next }, ZONE, MORNING);
  };
  assert.equal(paused("2026-12-13T23:00:00Z"), "Now, if your skin is calm. Pauses from Monday");
  assert.equal(paused("2026-12-14T11:45:00Z"), "Now, if your skin is calm. Pauses from Monday 12:45");
  assert.equal(paused("2026-12-15T23:00:00Z"), "Now, if your skin is calm");
});

test("a pause of one area names it", () => {
  const thighs = { area: "thighs", state: "not_until", until: null, by_date: true, and_calm: true } as const;
  const face = { ...thighs, area: "face", state: "now" } as const;
  const next = span({ state: "not_until", from_at: "2026-12-13T23:00:00Z", parts: [thighs, face] });
  assert.equal(stateWords({ activity: MAKE_UP, span: span(), next }, ZONE, MORNING), "Now, if your skin is calm. Thighs: pauses from Monday");
});

test("near days are named as people name them", () => {
  assert.equal(instantWords("2026-12-08T18:45:00Z", false, ZONE, MORNING), "today 19:45");
  assert.equal(instantWords("2026-12-09T13:45:00Z", false, ZONE, MORNING), "tomorrow 14:45");
});

test("behind an answer stand its number, who set it, and what the sources say", () => {
  const row = { activity: MAKE_UP, span: WAIT, next: null };
  assert.equal(
    ruleWords(row, permissions().rules),
    "No make-up: 24 hours. The plan's own number. Our sources say 0 to 72.",
  );
  const clinic = { ...row, span: { ...WAIT, value: 1, set_by: "clinic" } };
  assert.match(ruleWords(clinic, permissions().rules), /^No make-up: 1 hour\. Your clinic set this\./);
});

test("an end nobody told is said to be assumed", () => {
  const row = { activity: MAKE_UP, span: { ...WAIT, assumed_end_at: "2026-12-08T13:45:00Z" }, next: null };
  assert.match(assumedWords(row, ZONE, MORNING), /^We assume that your session ended: Today 14:45\./);
  assert.equal(assumedWords({ ...row, span: WAIT }, ZONE, MORNING), "");
});
