/** The app shell opens without a line, and nothing of a patient is ever kept with it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { onActivate, onFetch, onInstall, wayOf } from "../../frontend/sw/cache.ts";
import type { Way } from "../../frontend/sw/cache.ts";
import { onMessage } from "../../frontend/sw/message.ts";
import { FakeEvent, FakeScope, NOW, ORIGIN } from "./sw-fakes.ts";

const PRECACHE = { version: "v2", urls: ["/", "/assets/app-1a2b.js", "/icons/icon-192.png"] };

const WAYS: [string, string, string, Way][] = [
  ["GET", "navigate", "/", "shell"],
  ["GET", "navigate", "/?from=icon", "shell"],
  ["GET", "navigate", "/index.html", "shell"],
  ["GET", "navigate", "/healthz", "page"],
  ["GET", "navigate", "/somewhere/deep", "page"],
  ["GET", "navigate", "/api/openapi.json", "network"],
  ["GET", "cors", "/api/plan", "network"],
  ["GET", "cors", "/api", "network"],
  ["POST", "cors", "/api/actions", "network"],
  ["POST", "navigate", "/", "network"],
  ["GET", "no-cors", "/assets/app-1a2b.js", "file"],
  ["GET", "cors", "/assets/app-1a2b.js", "file"],
  ["GET", "no-cors", "/assets/other.js", "network"],
  ["GET", "no-cors", "https://elsewhere.example/assets/app-1a2b.js", "network"],
];

for (const [method, mode, path, way] of WAYS) {
  test(`${method} ${path} (${mode}) goes by: ${way}`, () => {
    const url = new URL(path, ORIGIN).href;
    assert.equal(wayOf({ method, mode, url }, ORIGIN, PRECACHE), way);
    assert.equal(wayOf({ method, mode, url }, ORIGIN, null), "network", "without a list everything is the network's");
  });
}

/** A page or file asked for. Node's Request knows no navigation, so the three members are written out. */
function fetchEvent(path: string, mode = "navigate") {
  const request = { method: "GET", mode, url: new URL(path, ORIGIN).href } as Request;
  const event = Object.assign(new FakeEvent(), {
    request,
    responses: [] as Promise<Response>[],
    respondWith(response: Promise<Response>) {
      this.responses.push(response);
    },
  });
  return event;
}

async function installed(): Promise<FakeScope> {
  const scope = new FakeScope();
  scope.precache = PRECACHE;
  const event = new FakeEvent();
  onInstall(scope, event);
  await event.finished();
  return scope;
}

test("installing keeps every file of the list, past the browser's own cache, and waits its turn", async () => {
  const scope = await installed();
  const asked = scope.shelves.shelves.get("stipple-shell-v2")?.asked ?? [];
  const found = asked.map(({ url, cache }) => [new URL(url).pathname, cache]);
  assert.deepEqual(found, PRECACHE.urls.map((url) => [url, "reload"]));
  assert.equal(scope.skips, 0);
});

test("a worker without a list installs and keeps nothing", () => {
  const scope = new FakeScope();
  const event = new FakeEvent();
  onInstall(scope, event);
  assert.deepEqual([event.promises, [...scope.shelves.shelves]], [[], []]);
});

test("activating removes the shells of older versions only, takes the pages over and sends what waits", async () => {
  const scope = await installed();
  await scope.shelves.open("stipple-shell-v1");
  await scope.shelves.open("another");
  await scope.storage.add({ id: "old", path: "/api/actions", body: {}, made_at: NOW });
  const event = new FakeEvent();
  onActivate(scope, event);
  await event.finished();
  assert.deepEqual(await scope.shelves.keys(), ["stipple-shell-v2", "another"]);
  assert.equal(scope.claims, 1);
  assert.equal(scope.posted.length, 1);
});

test("without a line the app's page opens from the shell, and what waits is tried", async () => {
  const scope = await installed();
  scope.status = null;
  await scope.storage.add({ id: "old", path: "/api/actions", body: {}, made_at: NOW });
  const event = fetchEvent("/");
  onFetch(scope, event);
  assert.equal(await (await event.responses[0])?.text(), `kept ${ORIGIN}/`);
  await event.finished();
  assert.deepEqual([scope.fetched, scope.storage.entries.length], [[], 1]);
});

test("another page comes from the network, and from the shell without a line", async () => {
  const scope = await installed();
  scope.answers.set("/healthz", new Response("alive"));
  const [there, gone] = [fetchEvent("/healthz"), fetchEvent("/somewhere")];
  onFetch(scope, there);
  onFetch(scope, gone);
  assert.equal(await (await there.responses[0])?.text(), "alive");
  assert.equal(await (await gone.responses[0])?.text(), `kept ${ORIGIN}/`);
});

test("a kept file needs no line; one that is not kept yet comes from the network", async () => {
  const scope = await installed();
  const kept = fetchEvent("/assets/app-1a2b.js", "cors");
  onFetch(scope, kept);
  assert.equal(await (await kept.responses[0])?.text(), `kept ${ORIGIN}/assets/app-1a2b.js`);
  await scope.shelves.delete("stipple-shell-v2");
  scope.answers.set("/assets/app-1a2b.js", new Response("fetched"));
  const gone = fetchEvent("/assets/app-1a2b.js", "cors");
  onFetch(scope, gone);
  assert.equal(await (await gone.responses[0])?.text(), "fetched");
});

test("a cache that cannot be read does not stand in the way of the network", async () => {
  const scope = await installed();
  scope.shelves.isBroken = true;
  scope.answers.set("/", new Response("fetched"));
  const event = fetchEvent("/");
  onFetch(scope, event);
  assert.equal(await (await event.responses[0])?.text(), "fetched");
});

test("a request to the server's API is never touched", async () => {
  const scope = await installed();
  for (const event of [fetchEvent("/api/plan", "cors"), fetchEvent("/api/openapi.json")]) {
    onFetch(scope, event);
    assert.deepEqual([event.responses, event.promises], [[], []]);
  }
});

test("the new version takes over when the page asks, and only then", async () => {
  const scope = new FakeScope();
  for (const data of [null, undefined, { type: "drain" } as const]) {
    onMessage(scope, Object.assign(new FakeEvent(), { data }));
  }
  assert.equal(scope.skips, 0);
  onMessage(scope, Object.assign(new FakeEvent(), { data: { type: "skip_waiting" } as const }));
  assert.equal(scope.skips, 1);
});

test("the page may ask the worker to send what waits", async () => {
  const scope = new FakeScope();
  await scope.storage.add({ id: "old", path: "/api/actions", body: {}, made_at: NOW });
  const event = Object.assign(new FakeEvent(), { data: { type: "drain" } as const });
  onMessage(scope, event);
  await event.finished();
  assert.equal(scope.posted.length, 1);
});
