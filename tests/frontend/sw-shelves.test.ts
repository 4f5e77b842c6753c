/** A page hears when it is of another version, and its version's files stay exactly as long as it is open. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { onMessage } from "../../frontend/sw/message.ts";
import { lockOf } from "../../frontend/sw/open-pages.ts";
import { fill } from "../../frontend/sw/shelves.ts";
import { FakeEvent, FakePage, FakeScope, FakeShelf } from "./sw-fakes.ts";

const [V1, V2, V3] = ["/assets/app-1111.js", "/assets/app-2222.js", "/assets/app-3333.js"];
const [SHELF_1, SHELF_2, SHELF_3] = ["stipple-shell-v1", "stipple-shell-v2", "stipple-shell-v3"];

/** The worker of the second version, with a shelf of each of these scripts' versions, in this order. */
function scopeWith(...scripts: string[]): FakeScope {
  const scope = new FakeScope();
  scope.precache = { version: "v2", urls: ["/", V2] };
  for (const script of scripts) {
    const version = `v${script.at(-4)}`;
    scope.shelves.shelves.set(`stipple-shell-${version}`, new FakeShelf({ "/": version, [script]: script }));
  }
  return scope;
}

/** Opens a page of the version with this script. */
function open(scope: FakeScope, script: string): FakePage {
  const page = new FakePage();
  scope.openPages.push(page);
  scope.heldLocks.push(lockOf(script));
  return page;
}

async function hear(scope: FakeScope, page: FakePage, script: string): Promise<void> {
  const data = { type: "here", script } as const;
  const event = Object.assign(new FakeEvent(), { data, source: page });
  onMessage(scope, event);
  await event.finished();
}

test("a page of an older version is told so, and finds its files as long as it is open", async () => {
  const scope = scopeWith(V1, V2);
  const page = open(scope, V1);
  await hear(scope, page, V1);
  assert.deepEqual(page.heard, [{ type: "old" }]);
  assert.deepEqual(await scope.shelves.keys(), [SHELF_1, SHELF_2]);
});

test("a page of the worker's own version is told nothing, and the files of pages that are gone go", async () => {
  const scope = scopeWith(V1, V2);
  await scope.shelves.open("another");
  const page = open(scope, V2);
  await hear(scope, page, V2);
  assert.deepEqual(page.heard, []);
  assert.deepEqual(await scope.shelves.keys(), [SHELF_2, "another"]);
});

test("of two tabs the one that has gone over does not take the other's files away", async () => {
  const scope = scopeWith(V1, V2);
  open(scope, V1);
  await hear(scope, open(scope, V2), V2);
  assert.deepEqual(await scope.shelves.keys(), [SHELF_1, SHELF_2]);
});

test("a page that has not told its version yet keeps every shelf where it is", async () => {
  const scope = scopeWith(V1, V2);
  scope.openPages.push(new FakePage());
  await hear(scope, open(scope, V2), V2);
  assert.deepEqual(await scope.shelves.keys(), [SHELF_1, SHELF_2]);
});

test("a lock of somebody else is no page", async () => {
  const scope = scopeWith(V1, V2);
  scope.heldLocks.push("stipple-outbox");
  scope.openPages.push(new FakePage());
  await hear(scope, open(scope, V2), V2);
  assert.deepEqual(await scope.shelves.keys(), [SHELF_1, SHELF_2]);
});

test("in a browser without locks the last page open tells for itself", async () => {
  const scope = scopeWith(V1, V2);
  const [first, second] = [open(scope, V1), open(scope, V2)];
  scope.heldLocks = [];
  await hear(scope, second, V2);
  assert.deepEqual(await scope.shelves.keys(), [SHELF_1, SHELF_2]);
  scope.openPages = scope.openPages.filter((page) => page !== first);
  await hear(scope, second, V2);
  assert.deepEqual(await scope.shelves.keys(), [SHELF_2]);
});

test("a shelf that the next version is just filling is left alone", async () => {
  const scope = scopeWith(V1, V2, V3);
  await hear(scope, open(scope, V2), V2);
  assert.deepEqual(await scope.shelves.keys(), [SHELF_2, SHELF_3]);
});

test("an older version that comes back is filled anew, and then the newer one's files go", async () => {
  const scope = scopeWith(V2, V3);
  await fill(scope, { version: "v2", urls: ["/", V2] });
  assert.deepEqual(await scope.shelves.keys(), [SHELF_3, SHELF_2]);
  await hear(scope, open(scope, V2), V2);
  assert.deepEqual(await scope.shelves.keys(), [SHELF_2]);
});

test("a worker that has lost its own page sends nobody to load again, and removes nothing", async () => {
  const scope = scopeWith(V1);
  const page = open(scope, V3);
  await hear(scope, page, V3);
  assert.deepEqual([page.heard, await scope.shelves.keys()], [[], [SHELF_1]]);
});

test("a worker without a list, and a message it does not know, change nothing", async () => {
  const scope = scopeWith(V1, V2);
  for (const data of [null, undefined]) onMessage(scope, Object.assign(new FakeEvent(), { data, source: null }));
  scope.precache = null;
  const page = open(scope, V2);
  await hear(scope, page, V2);
  assert.deepEqual([page.heard, await scope.shelves.keys()], [[], [SHELF_1, SHELF_2]]);
});
