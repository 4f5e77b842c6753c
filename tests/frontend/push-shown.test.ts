/** Whoever signs out by hand leaves no reminder on the screen. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { closeShown } from "../../frontend/src/push/shown.ts";

test("every notification on the screen is closed", async () => {
  const closed: string[] = [];
  const shown = ["this morning's", "a test"].map((name) => ({ close: () => void closed.push(name) }));
  await closeShown({ getRegistration: async () => ({ getNotifications: async () => shown }) });
  assert.deepEqual(closed, ["this morning's", "a test"]);
});

test("a browser without a worker, without notifications, or that fails, is signed out all the same", async () => {
  await closeShown(undefined);
  await closeShown({ getRegistration: async () => undefined });
  await closeShown({ getRegistration: async () => ({}) });
  await closeShown({ getRegistration: () => Promise.reject(new Error("gone")) });
});
