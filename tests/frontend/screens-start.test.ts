/** The first run and the settings: what is missing, what is sent, and what is said. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { signInProblems, signUpProblems } from "../../frontend/src/account/credentials.ts";
import type { Device } from "../../frontend/src/push/state.ts";
import { deviceLine } from "../../frontend/src/settings/device-words.ts";
import { FACTS, factWords } from "../../frontend/src/settings/fact-words.ts";
import { numberProblems, sheetRows } from "../../frontend/src/settings/sheet-words.ts";
import { changedTimes, isQuietAt, timesProblems } from "../../frontend/src/settings/times-rules.ts";
import { courseOf, emptyDraft, firstUnanswered, problemsAt, questionOfField, usualSessions } from "../../frontend/src/start/draft.ts";
import type { Draft } from "../../frontend/src/start/draft.ts";
import { course } from "./screens-fakes.ts";

const FULL: Draft = {
  ...emptyDraft("c1", "Europe/Berlin"),
  area: "face",
  modalities: ["pen"],
  retinoid: "cosmetic",
  actives: false,
  tone: 4,
  darkMarks: true,
  photos: true,
  hasDate: true,
  date: "2026-12-08",
  time: "13:45",
  place: " High Street 4 ",
  sessions: "4",
};

test("a full draft becomes the course as the server reads it", () => {
  assert.equal(firstUnanswered(FULL), null);
  assert.deepEqual(courseOf(FULL), {
    id: "c1",
    area: "face",
    modalities: ["pen"],
    retinoid: "cosmetic",
    actives: false,
    tone: 4,
    dark_marks: true,
    photos: true,
    sessions: 4,
    first: { start: "2026-12-08T13:45", zone: "Europe/Berlin", minutes: 60, place: "High Street 4", phone: "" },
  });
});

test("a retinoid nobody is sure of is never paused by us: it counts as prescribed", () => {
  assert.equal(courseOf({ ...FULL, retinoid: "unsure" }).retinoid, "prescribed");
});

test("without a date no session is sent", () => {
  assert.equal("first" in courseOf({ ...FULL, hasDate: false }), false);
});

test("an empty draft leads back to its first question", () => {
  assert.equal(firstUnanswered(emptyDraft("c1", "UTC")), "area");
  assert.equal(firstUnanswered({ ...FULL, tone: null }), "tone");
  assert.equal(firstUnanswered({ ...FULL, date: "" }), "first");
});

test("each question says what it misses at its own field", () => {
  const empty = emptyDraft("c1", "UTC");
  assert.deepEqual(problemsAt("modality", empty).map(({ field }) => field), ["modality"]);
  assert.deepEqual(problemsAt("modality", { ...empty, isModalityUnknown: true }), []);
  assert.deepEqual(problemsAt("first", empty).map(({ field }) => field), ["has-date"]);
  assert.deepEqual(problemsAt("first", { ...empty, hasDate: true }).map(({ field }) => field), ["date", "time"]);
  assert.deepEqual(problemsAt("first", { ...empty, hasDate: false }), []);
  assert.deepEqual(problemsAt("sessions", { ...empty, sessions: "0" }).length, 1);
  assert.deepEqual(problemsAt("dates", empty), []);
});

test("the usual number of sessions is four for the face and six for the body", () => {
  assert.deepEqual([usualSessions("face"), usualSessions("thighs"), usualSessions(null)], [4, 6, 4]);
});

test("a refused field leads to its question", () => {
  const fields = ["first.start", "modalities", "dark_marks", "sessions", "something"].map(questionOfField);
  assert.deepEqual(fields, ["first", "modality", "dark-marks", "sessions", "area"]);
});

test("an account needs a name and a passphrase, and an e-mail address only if it is given", () => {
  assert.deepEqual(signUpProblems({ name: " ", passphrase: "short" }).map(({ field }) => field), ["name", "passphrase"]);
  assert.deepEqual(signUpProblems({ name: "Alice", passphrase: "purple kettle" }), []);
  assert.deepEqual(signInProblems("", "").map(({ field }) => field), ["name", "passphrase"]);
});

const QUIET = { quiet_from: "22:00", quiet_until: "07:30" };

test("quiet hours may run past midnight, and end with their end", () => {
  const at = ["21:59", "22:00", "03:00", "07:29", "07:30"].map((time) => isQuietAt(time, QUIET));
  assert.deepEqual(at, [false, true, true, true, false]);
  assert.equal(isQuietAt("13:30", { quiet_from: "13:00", quiet_until: "14:00" }), true);
  assert.equal(isQuietAt("12:00", { quiet_from: "00:00", quiet_until: "00:00" }), false);
});

test("no reminder moment may lie in quiet hours, and none may be empty", () => {
  assert.deepEqual(timesProblems({ morning: "07:00", evening: "20:00", ...QUIET }).map(({ field }) => field), ["morning"]);
  assert.deepEqual(timesProblems({ morning: "", evening: "20:00", ...QUIET }).map(({ field }) => field), ["morning"]);
  assert.deepEqual(timesProblems({ morning: "08:00", evening: "20:00", ...QUIET }), []);
});

test("only changed times are sent", () => {
  const was = { morning: "08:00", evening: "20:00", ...QUIET };
  assert.deepEqual(changedTimes({ ...was, evening: "21:00" }, was), { evening: "21:00" });
});

const PARAM = { id: "retinoid_before", what: "Stop topical retinoids before", unit: "days", value: 7, low: 0, high: 14, note: "" };

test("every number says who set it", () => {
  const set = (by: "clinic" | "patient") => sheetRows([PARAM], course({ values: [{ param: PARAM.id, value: 5, set_by: by, warning: null }] }))[0];
  assert.deepEqual([sheetRows([PARAM], course())[0]?.said, sheetRows([PARAM], course())[0]?.setBy], ["7 days", "Our usual value"]);
  assert.deepEqual([set("clinic")?.said, set("clinic")?.setBy], ["5 days", "Your clinic told you"]);
  assert.equal(set("patient")?.setBy, "You set this");
});

test("a number is whole and has somebody who said it", () => {
  assert.deepEqual(numberProblems("5", "clinic"), []);
  assert.deepEqual(numberProblems("-1", null).map(({ field }) => field), ["value", "set-by"]);
  assert.deepEqual(numberProblems("2.5", "clinic").map(({ field }) => field), ["value"]);
});

test("a fact is said in the words it was asked with", () => {
  const tone = FACTS.find(({ question }) => question === "tone");
  assert.equal(tone && factWords(tone, "unknown"), "I would rather not say");
  assert.equal(tone && factWords(tone, undefined), "Not asked yet");
});

test("a device says when it was last seen to work", () => {
  const device: Device = { id: "d1", label: "Firefox on Android", state: "active", proven_at: null, last_shown_at: null, created_at: "2026-11-12T10:00:00Z" };
  const line = (edit: Partial<Device>) => deviceLine({ ...device, ...edit }, "Europe/Berlin", "2026-11-19T07:05:00Z");
  assert.equal(line({ last_shown_at: "2026-11-19T07:02:00Z" }), "Last showed one at 08:02 today.");
  assert.equal(line({}), "Turned on 12 Nov. Nothing shown yet.");
  assert.equal(line({ state: "broken" }), "Reminders no longer reach it.");
});
