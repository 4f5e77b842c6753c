/** A page that goes away before it has kept what was typed leaves that to the worker. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ToWorker } from "../../frontend/sw/messages.ts";
import { onMessage } from "../../frontend/sw/message.ts";
import { FakeEvent, FakeScope } from "./sw-fakes.ts";

async function told(scope: FakeScope, data: ToWorker): Promise<void> {
  const event = Object.assign(new FakeEvent(), { data, source: null });
  onMessage(scope, event);
  await event.finished();
}

test("the worker keeps what a page could not, and stays alive until it lies there", async () => {
  const scope = new FakeScope();
  await told(scope, { type: "keep", owner: "alice", name: "visit", value: { place: "Lane" } });
  assert.deepEqual([...scope.kept], [["visit", { place: "Lane" }]]);
});

test("what was sent as the page went away is dropped", async () => {
  const scope = new FakeScope();
  scope.kept.set("visit", { place: "Lane" });
  await told(scope, { type: "keep", owner: "alice", name: "visit", value: null });
  assert.deepEqual([...scope.kept], []);
});

test("what a page hands on as its patient signs out is not kept", async () => {
  const scope = new FakeScope();
  scope.patient = null;
  await assert.rejects(told(scope, { type: "keep", owner: "alice", name: "visit", value: { place: "Lane" } }));
  assert.deepEqual([...scope.kept], []);
});
