/** What a new version of the plan would change is said in sentences, with whose number is whose. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { NewVersion } from "../../frontend/src/api/types.ts";
import { changesNothing, keptLine, numberLine, otherLines, wordLine } from "../../frontend/src/course/new-version-words.ts";

const NUMBER: NewVersion["numbers"][number] = {
  what: "Stop topical retinoids before",
  old: 7,
  old_unit: "days",
  new: 9,
  new_unit: "days",
  set_by: "protocol",
};
const WORDS = { title: "Hands off", body: "No touching.", why: "Hands carry germs." };
const NONE: NewVersion = {
  id: "0",
  version: "2",
  changes: [],
  numbers: [],
  kept: [],
  words: [],
  handling: [],
  questions: [],
  healing: false,
  photos: false,
};

test("a number says what it was and would be", () => {
  assert.equal(numberLine(NUMBER), "Was 7 days, and would be 9 days.");
  assert.equal(numberLine({ ...NUMBER, old: null }), "New: 9 days.");
  assert.equal(numberLine({ ...NUMBER, new: null }), "Was 7 days. The new version has no such number.");
});

test("a number of one's own that would go says whose it was and what to do", () => {
  const lost = numberLine({ ...NUMBER, set_by: "clinic", new: 12, new_unit: "hours" });
  assert.match(lost, /^Was 7 days, as you noted from your clinic\. .* 12 hours\. Please set it again/);
});

test("a number of one's own that stays says what the new version would say", () => {
  const kept = { what: "", unit: "days", value: 5, offered: 9, set_by: "clinic" as const };
  assert.equal(keptLine(kept), "Stays 5 days, from your clinic. The new version says 9 days.");
  assert.match(keptLine({ ...kept, set_by: "patient" }), /your own/);
});

test("other words show the part that is another", () => {
  const other = (edit: Partial<typeof WORDS>) => wordLine({ old: WORDS, new: { ...WORDS, ...edit } });
  assert.deepEqual(other({ title: "Do not touch" }), { title: "Do not touch", old: "Hands off. No touching.", new: "No touching." });
  assert.deepEqual(other({ body: "No rubbing." }), { title: "Hands off", old: "No touching.", new: "No rubbing." });
  assert.equal(other({ why: "It heals sooner." }).new, "Why: It heals sooner.");
  assert.match(other({}).new, /lock screen/);
});

test("a number that only stays changes nothing", () => {
  const kept = [{ what: "", unit: "days", value: 5, offered: 9, set_by: "clinic" as const }];
  assert.ok(changesNothing({ ...NONE, kept }));
  assert.ok(!changesNothing({ ...NONE, healing: true }));
  assert.ok(!changesNothing({ ...NONE, photos: true }));
  assert.deepEqual(otherLines({ ...NONE, questions: ["Do you swim?"] }), ["You would be asked: Do you swim?"]);
});
