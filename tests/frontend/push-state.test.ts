/** The state of reminders on a device, as a table. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { stateOf } from "../../frontend/src/push/state.ts";
import type { Answer, Held, ReminderState } from "../../frontend/src/push/state.ts";
import { device } from "./push-fakes.ts";

const DESKTOP = { hasPush: true, isIos: false, isStandalone: false };
const OLD = { hasPush: false, isIos: false, isStandalone: false };
const IPHONE_TAB = { hasPush: false, isIos: true, isStandalone: false };
const IPHONE_APP = { hasPush: true, isIos: true, isStandalone: true };
const IPHONE_OLD_APP = { hasPush: false, isIos: true, isStandalone: true };

const active: Answer = { known: true, device: device("active") };
const activating: Answer = { known: true, device: device("activating") };
const silent: Answer = { known: true, device: { ...device("active"), unseen_since: "2026-12-02T08:00:00Z" } };
const silentFromTheStart: Answer = { known: true, device: { ...device("activating"), unseen_since: "2026-12-02T08:00:00Z" } };
const broken: Answer = { known: true, device: device("broken") };
const unknown: Answer = { known: false, device: null };

const TABLE: [string, typeof DESKTOP, NotificationPermission, Held, Answer, ReminderState][] = [
  ["a browser without push", OLD, "default", "nothing", null, "unsupported"],
  ["a browser without push, allowed", OLD, "granted", "nothing", null, "unsupported"],
  ["an iPhone in a tab", IPHONE_TAB, "default", "nothing", null, "install_first"],
  ["an iPhone in a tab that has push", { ...IPHONE_TAB, hasPush: true }, "granted", "ours", active, "install_first"],
  ["an iPhone from the Home Screen", IPHONE_APP, "default", "nothing", null, "not_asked"],
  ["an iPhone too old for push", IPHONE_OLD_APP, "default", "nothing", null, "unsupported"],
  ["never asked", DESKTOP, "default", "nothing", null, "not_asked"],
  ["a permission taken back to the question", DESKTOP, "default", "ours", active, "not_asked"],
  ["refused", DESKTOP, "denied", "nothing", null, "blocked"],
  ["refused later", DESKTOP, "denied", "ours", active, "blocked"],
  ["allowed without a subscription", DESKTOP, "granted", "nothing", null, "off_here"],
  ["allowed without a subscription, known to the server", DESKTOP, "granted", "nothing", active, "off_here"],
  ["a subscription for another key", DESKTOP, "granted", "other_key", null, "repair"],
  ["a subscription for another key the server knows", DESKTOP, "granted", "other_key", active, "repair"],
  ["no line to the server", DESKTOP, "granted", "ours", null, "on_unproven"],
  ["unknown to the server", DESKTOP, "granted", "ours", unknown, "repair"],
  ["found broken by the server", DESKTOP, "granted", "ours", broken, "repair"],
  ["seen to work once, and nothing for two days", DESKTOP, "granted", "ours", silent, "silent"],
  ["nothing seen from the start", DESKTOP, "granted", "ours", silentFromTheStart, "silent"],
  ["waiting for the first one", DESKTOP, "granted", "ours", activating, "on_unproven"],
  ["seen to work", DESKTOP, "granted", "ours", active, "on_proven"],
  ["seen to work on an iPhone", IPHONE_APP, "granted", "ours", active, "on_proven"],
];

for (const [name, capabilities, permission, held, answer, state] of TABLE) {
  test(`${name}: ${state}`, () => assert.equal(stateOf(capabilities, permission, held, answer), state));
}
