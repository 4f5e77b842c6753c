/** The first run and the settings: what is missing, what is sent, and what is said. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { signInProblems, signUpProblems } from "../../frontend/src/account/credentials.ts";
import { deviceLine } from "../../frontend/src/settings/device-words.ts";
import { OWN, numberProblems, sheetGroups, sheetRows } from "../../frontend/src/settings/sheet-words.ts";
import { changedTimes, isQuietAt, timesProblems } from "../../frontend/src/settings/times-rules.ts";
import type { Device, Question } from "../../frontend/src/api/types.ts";
import { answerWords, inOrder, optionsWithUnsure, toggledWithNone, typedProblem, UNSURE } from "../../frontend/src/start/asked.ts";
import { courseOf, emptyDraft, fieldOfProblem, firstUnanswered, pagesOf, problemsAt, usualSessions } from "../../frontend/src/start/draft.ts";
import type { Draft } from "../../frontend/src/start/draft.ts";
import { leftFrom, nextOpen } from "../../frontend/src/start/next-open.ts";
import { stepsThatAsk } from "../../frontend/src/start/gone-through.ts";
import { course, COURSE_ID, item, plan } from "./screens-fakes.ts";

const ASKED: Question = { id: "area", asks: "Which?", kind: "choice", values: ["face"], labels: ["Face"], low: null, high: null, asked: "first_run", why: "So." };
const asked = (edit: Partial<Question>): Question => ({ ...ASKED, ...edit });
const QUESTIONS = [asked({}), asked({ id: "retinoid" }), asked({ id: "tone", asked: "later" }), asked({ id: "calm", asked: "in_time" })];
const PAGES = pagesOf(QUESTIONS);

const FULL: Draft = {
  ...emptyDraft("c1", "Europe/Berlin"),
  facts: { area: "face", retinoid: "cosmetic" },
  modalities: ["pen"],
  date: "2026-12-08",
  time: "13:45",
  place: " High Street 4 ",
};

test("the first run asks what the protocol says belongs to it, and nothing more", () => {
  assert.deepEqual(PAGES, ["area", "modality", "retinoid", "first", "dates", "reminders"]);
});

test("a full draft becomes the course as the server reads it", () => {
  assert.equal(firstUnanswered(PAGES, FULL), null);
  assert.deepEqual(courseOf(FULL), {
    id: "c1",
    area: "face",
    modalities: ["pen"],
    retinoid: "cosmetic",
    facts: {},
    sessions: 4,
    first: { start: "2026-12-08T13:45", zone: "Europe/Berlin", minutes: 60, place: "High Street 4", phone: "" },
  });
});

test("a retinoid nobody is sure of is never paused by us: it counts as prescribed", () => {
  assert.equal(courseOf({ ...FULL, facts: { area: "face", retinoid: UNSURE } }).retinoid, "prescribed");
});

test("what a person does not know is not sent", () => {
  const facts = courseOf({ ...FULL, facts: { ...FULL.facts, tone: 4, actives: UNSURE } }).facts;
  assert.deepEqual(facts, { tone: 4 });
});

test("without a date no session is sent", () => {
  assert.equal("first" in courseOf({ ...FULL, hasNoDate: true }), false);
});

test("an empty draft leads back to its first question, and a full one to none", () => {
  assert.equal(firstUnanswered(PAGES, emptyDraft("c1", "UTC")), "area");
  assert.equal(firstUnanswered(PAGES, { ...FULL, facts: { area: "face" } }), "retinoid");
  assert.equal(firstUnanswered(PAGES, { ...FULL, date: "" }), "first");
});

test("each page says what it misses at its own field", () => {
  const empty = emptyDraft("c1", "UTC");
  const fieldsAt = (page: string, draft: Draft) => problemsAt(page, draft).map(({ field }) => field);
  assert.deepEqual(fieldsAt("modality", empty), ["modality"]);
  assert.deepEqual(fieldsAt("modality", { ...empty, isModalityUnknown: true }), []);
  assert.deepEqual(fieldsAt("retinoid", empty), ["retinoid"]);
  assert.deepEqual(fieldsAt("first", empty), ["date", "time"]);
  assert.deepEqual(fieldsAt("first", { ...empty, hasNoDate: true }), []);
  assert.deepEqual(fieldsAt("first", { ...FULL, sessions: "0" }), ["sessions"]);
  assert.deepEqual(fieldsAt("dates", empty), []);
});

test("the usual number of sessions follows the area and what the clinic uses", () => {
  const usual = (area: string, ...modalities: Draft["modalities"]) => usualSessions({ ...FULL, facts: { area }, modalities });
  assert.deepEqual([usual("face,neck", "pen"), usual("face,thighs", "pen"), usual("arms,hands", "rf")], [4, 6, 4]);
  assert.deepEqual([usual("face", "pen"), usual("thighs"), usual("face", "rf"), usual("thighs", "rf"), usual("face", "pen", "rf")], [4, 6, 3, 4, 4]);
});

test("a refused field leads to its place on the last page, or to none there", () => {
  assert.deepEqual(["first.start", "sessions", "modalities", "something"].map(fieldOfProblem), ["date", "sessions", null, null]);
});

test("nobody has to guess: a closed question of the first run has a way out", () => {
  const labels = (question: Question) => optionsWithUnsure(question).map(({ label }) => label);
  assert.deepEqual(labels(asked({ id: "retinoid", values: ["none"], labels: ["No"] })), ["No", "I am not sure"]);
  assert.deepEqual(labels(asked({ id: "actives", kind: "bool", values: [], labels: [] })), ["Yes", "No", "I am not sure"]);
  assert.deepEqual(labels(asked({ id: "tone", values: [1, "unknown"], labels: ["Light", "Rather not"] })), ["Light", "Rather not"]);
});

const SEVERAL = asked({ id: "products", kind: "several", values: ["acids", "scrubs"], labels: ["Acids", "Scrubs"] });

test("none of these and the others rule each other out", () => {
  assert.deepEqual(toggledWithNone(["acids"], ["acids", "none"]), ["none"]);
  assert.deepEqual(toggledWithNone(["none"], ["none", "scrubs"]), ["scrubs"]);
  assert.deepEqual(toggledWithNone(["acids", "scrubs"], ["scrubs"]), ["scrubs"]);
});

test("areas that are ticked are kept in the order of the question, and some area always is", () => {
  const area = asked({ id: "area", kind: "several", values: ["face", "neck", "back"], labels: ["Face", "Neck", "Back"] });
  assert.deepEqual(inOrder(area, ["back", "face"]), ["face", "back"]);
  assert.equal(typedProblem(area, ""), "Tick what is treated.");
  assert.equal(typedProblem(area, "face,back"), null);
  assert.equal(answerWords(area, "face,back"), "Face, Back");
  assert.deepEqual(problemsAt("area", { ...FULL, facts: { area: "" } }).map(({ field }) => field), ["area"]);
  assert.equal(courseOf({ ...FULL, facts: { ...FULL.facts, area: "face,back" } }).area, "face,back");
});

test("an answer is said in the words it was asked with", () => {
  assert.equal(answerWords(SEVERAL, "acids,scrubs"), "Acids, Scrubs");
  assert.equal(answerWords(SEVERAL, "none"), "None of these");
  assert.equal(answerWords(asked({ kind: "bool", values: [], labels: [] }), false), "No");
  assert.equal(answerWords(asked({ kind: "text", values: [], labels: [] }), "Aspirin"), "Aspirin");
  assert.equal(answerWords(SEVERAL, undefined), "Not answered yet");
});

test("a typed answer is there, and a number is whole and within its range", () => {
  const score = asked({ kind: "number", values: [], low: 0, high: 10 });
  assert.deepEqual(["0", "10"].map((typed) => typedProblem(score, typed)), [null, null]);
  const refused = "Enter a whole number from 0 to 10.";
  assert.deepEqual(["11", "2.5", ""].map((typed) => typedProblem(score, typed)), [refused, refused, refused]);
  assert.equal(typedProblem(SEVERAL, ""), "Choose what fits, or None of these.");
  assert.equal(typedProblem(asked({ kind: "text" }), " "), "Write an answer, or skip this question.");
});

test("further questions follow one another, past what has its answer, to the end", () => {
  const list = ["a", "b", "c", "d"].map((id) => asked({ id }));
  assert.equal(nextOpen(list, ["b", "d"], null), "b");
  assert.equal(nextOpen(list, ["b", "d"], "b"), "d");
  assert.equal(nextOpen(list, ["b", "d"], "d"), null);
  assert.deepEqual([leftFrom(list, ["b", "d"], "b"), leftFrom(list, ["b", "d"], "d")], [2, 1]);
});

test("an account needs a name and a passphrase, and nothing else", () => {
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

test("a device says when it was last seen to work", () => {
  const device: Device = { id: "d1", label: "Firefox on Android", state: "active", proven_at: null, last_shown_at: null, created_at: "2026-11-12T10:00:00Z" };
  const line = (edit: Partial<Device>) => deviceLine({ ...device, ...edit }, "Europe/Berlin", "2026-11-19T07:05:00Z");
  assert.equal(line({ last_shown_at: "2026-11-19T07:02:00Z" }), "Last showed one at 08:02 today.");
  assert.equal(line({}), "Turned on 12 Nov. Nothing shown yet.");
  assert.equal(line({ state: "broken" }), "Reminders no longer reach it.");
});

test("the clinic's sheet comes in short groups, and what somebody set comes first", () => {
  const ids = ["retinoid_before", "makeup_after", "spacing_min", "results_first", "touch_free"];
  const params = ids.map((id) => ({ ...PARAM, id }));
  const values = [{ param: "makeup_after", value: 5, set_by: "clinic" as const, warning: null }];
  assert.deepEqual(
    sheetGroups(sheetRows(params, course({ values }))).map(({ name, rows }) => [name, rows.map(({ param }) => param.id)]),
    [
      [OWN, ["makeup_after"]],
      ["Before a session", ["retinoid_before"]],
      ["After a session", ["touch_free"]],
      ["Between sessions, and how many", ["spacing_min"]],
      ["Results and later", ["results_first"]],
    ],
  );
});

test("going through the questions does the steps that ask for them, of this course, now or soon", () => {
  const opens = [{ label: "Start", does: "open" as const, answers: [], phone: null, opens: "questions" as const }];
  const asking = (edit: Parameters<typeof item>[0]) => item({ what: "list", visit_id: null, actions: opens, ...edit });
  const found = plan(
    { outstanding: [asking({ key: "now" }), item({ key: "other step" })], later: [asking({ key: "put off" })] },
    { coming: [asking({ key: "soon" }), asking({ key: "done early", state: "done" }), asking({ key: "of another", course_id: "c2" })] },
  );
  assert.deepEqual(stepsThatAsk(found, COURSE_ID).map(({ key }) => key), ["now", "put off", "soon"]);
});
