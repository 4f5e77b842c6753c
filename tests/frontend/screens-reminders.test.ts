/** What each state of reminders is called, and that none is a dead end. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReminderState } from "../../frontend/src/push/state.ts";
import { isOn, meaningOf, reminderWords } from "../../frontend/src/settings/reminder-words.ts";
import { deviceLine, removedLine } from "../../frontend/src/settings/device-words.ts";
import { dateSaid } from "../../frontend/src/words/year.ts";
import { device } from "./push-fakes.ts";

const HERE = { hasPush: true, isIos: false, isStandalone: false };

const TABLE: [ReminderState, string, string | null, boolean, boolean][] = [
  // state, title, key, counts as on, Today says something
  ["unsupported", "Not possible here", null, false, true],
  ["install_first", "Needs the Home Screen", null, false, true],
  ["not_asked", "Off", "Turn reminders on", false, true],
  ["blocked", "Blocked", null, false, true],
  ["off_here", "Off", "Turn reminders on", false, true],
  ["removed", "Off", "Turn reminders on", false, true],
  ["on_unproven", "On, not yet proven", null, true, false],
  ["on_proven", "On and proven", null, true, false],
  ["silent", "On, but nothing was seen", "Repair", true, true],
  ["repair", "Needs a repair", "Repair", false, true],
];

for (const [state, title, key, counts, isSaid] of TABLE) {
  test(`${state}: ${title}`, () => {
    const words = reminderWords(state);
    assert.deepEqual([words.title, words.key, isOn(state), words.onToday !== null], [title, key, counts, isSaid]);
  });
}

test("an iPhone too old for reminders is told of the update, not of another browser", () => {
  assert.match(meaningOf("unsupported", { ...HERE, isIos: true }), /16\.4/);
  assert.match(meaningOf("unsupported", HERE), /another browser/);
});

test("a silent device says when it last showed something, and that more was sent", () => {
  const silent = { ...device("active"), unseen_since: "2026-12-02T08:00:00Z" };
  const said = deviceLine(silent, "Europe/Berlin", "2026-12-05T08:00:00Z");
  assert.match(said, /^Last showed one at 09:00 .*\. Nothing since, though reminders were sent\.$/);
});

test("a device removed from another one says when", () => {
  const removed = (now: string) => removedLine("2026-12-12T08:30:00Z", "Europe/Berlin", now);
  assert.equal(removed("2026-12-12T18:00:00Z"), "Reminders were turned off for this device today at 09:30, from another one.");
  assert.equal(removed("2026-12-20T18:00:00Z"), "Reminders were turned off for this device on 12 Dec, from another one.");
  assert.match(removed("2027-12-20T18:00:00Z"), /on 12 Dec 2026,/);
});

test("a date of a year ago or more is said with its year", () => {
  const old = { ...device("active"), last_shown_at: null, created_at: "2025-06-01T08:00:00Z" };
  assert.match(deviceLine(old, "Europe/Berlin", "2026-12-05T08:00:00Z"), /^Turned on 1 Jun 2025\./);
  assert.match(deviceLine({ ...old, last_shown_at: old.created_at }, "Europe/Berlin", "2026-12-05T08:00:00Z"), /on Sun 1 Jun 2025\.$/);
  assert.equal(dateSaid("2026-11-01T08:00:00Z", "Europe/Berlin", "2026-12-05T08:00:00Z"), "1 Nov");
  assert.equal(dateSaid("2025-11-01T23:30:00Z", "Europe/Berlin", "2026-12-05T08:00:00Z"), "2 Nov 2025");
});
