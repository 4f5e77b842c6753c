/** When the browser says that there is a line again, what waits is sent, once, and the number on the icon follows. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { refreshBadge } from "../../frontend/sw/badge.ts";
import { SYNC_TAG } from "../../frontend/sw/sync-tag.ts";
import { onSync } from "../../frontend/sw/sync.ts";
import { FakeEvent, FakePage, FakeScope, NOW } from "./sw-fakes.ts";

const event = (tag: string) => Object.assign(new FakeEvent(), { tag });

async function waitingScope(): Promise<FakeScope> {
  const scope = new FakeScope();
  await scope.storage.add({ id: "a", path: "/api/actions", body: { id: "a" }, made_at: NOW });
  const today = { outstanding: [{ shows: "push" }, { shows: "card" }, { shows: "push" }] };
  scope.answers.set("/api/plan", Response.json({ today }));
  return scope;
}

test("a sync sends what waits and counts what is open, cards aside", async () => {
  const scope = await waitingScope();
  const sync = event(SYNC_TAG);
  onSync(scope, sync);
  await sync.finished();
  assert.deepEqual([scope.posted.length, scope.badges], [1, [2]]);
});

test("an open page is told, and counts by itself", async () => {
  const scope = await waitingScope();
  const page = new FakePage();
  scope.openPages = [page];
  const sync = event(SYNC_TAG);
  onSync(scope, sync);
  await sync.finished();
  assert.deepEqual([page.heard, scope.badges], [[{ type: "changed" }], []]);
});

test("a sync that could not send all fails, so that the browser tries again", async () => {
  const scope = await waitingScope();
  scope.status = null;
  const sync = event(SYNC_TAG);
  onSync(scope, sync);
  await assert.rejects(sync.finished(), /1 entries still wait/);
});

test("a sync sends photos too, tells an open page, and fails while some still wait", async () => {
  const scope = new FakeScope();
  const page = new FakePage();
  scope.openPages = [page];
  scope.photos = { sent: 2, refused: 0, left: 1 };
  const sync = event(SYNC_TAG);
  onSync(scope, sync);
  await assert.rejects(sync.finished(), /1 entries still wait/);
  assert.deepEqual(page.heard, [{ type: "changed" }]);
});

test("a sync of another name is not ours", async () => {
  const scope = await waitingScope();
  const sync = event("other");
  onSync(scope, sync);
  assert.deepEqual([sync.promises, scope.posted], [[], []]);
});

test("without a line or without badges the number stays as it is", async () => {
  const scope = new FakeScope();
  await refreshBadge(scope);
  scope.hasBadges = false;
  scope.answers.set("/api/plan", Response.json({ today: { outstanding: [] } }));
  await refreshBadge(scope);
  assert.deepEqual(scope.badges, []);
});

test("whoever signs out while the server counts leaves no number on the icon", async () => {
  const scope = new FakeScope();
  const plan = Promise.withResolvers<Response>();
  scope.fetch = () => plan.promise;
  const counted = refreshBadge(scope);
  await new Promise(setImmediate);
  scope.patient = null;
  plan.resolve(Response.json({ today: { outstanding: [{ shows: "push" }] } }));
  await counted;
  assert.deepEqual(scope.badges, []);
});
