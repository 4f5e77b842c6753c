/** The app shell opens without a line, and nothing of a patient is ever kept with it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { onActivate, onFetch, onInstall, wayOf } from "../../frontend/sw/cache.ts";
import type { Way } from "../../frontend/sw/cache.ts";
import { FakeEvent, FakeScope, FakeShelf, NOW, ORIGIN } from "./sw-fakes.ts";

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
  ["GET", "no-cors", "/assets/app-1a2b.js", "asset"],
  ["GET", "cors", "/assets/of-another-version.js", "asset"],
  ["GET", "cors", "/assets/later/fine-1a2b3c4d.bin", "later"],
  ["GET", "no-cors", "/icons/icon-192.png", "file"],
  ["GET", "no-cors", "/icons/other.png", "network"],
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

test("installing keeps every file of the list, past the browser's own cache, and takes over at once", async () => {
  const scope = await installed();
  const asked = scope.shelves.shelves.get("stipple-shell-v2")?.asked ?? [];
  const found = asked.map(({ url, cache }) => [new URL(url).pathname, cache]);
  assert.deepEqual(found, PRECACHE.urls.map((url) => [url, "reload"]));
  assert.equal(scope.skips, 1);
});

test("a worker without a list keeps nothing", async () => {
  const scope = new FakeScope();
  const event = new FakeEvent();
  onInstall(scope, event);
  await event.finished();
  assert.deepEqual([[...scope.shelves.shelves], scope.skips], [[], 1]);
});

test("a version whose files cannot all be had does not take over, and leaves nothing half-filled", async () => {
  const scope = new FakeScope();
  scope.precache = PRECACHE;
  scope.shelves.made = () => Object.assign(new FakeShelf(), { addAll: () => Promise.reject(new Error("no room")) });
  const event = new FakeEvent();
  onInstall(scope, event);
  await assert.rejects(event.finished(), /no room/);
  assert.deepEqual([scope.skips, await scope.shelves.keys()], [0, []]);
});

test("a page of one version with the files of another does not take over", async () => {
  const scope = new FakeScope();
  scope.precache = PRECACHE;
  const page = new FakeShelf({ "/": '<script src="/assets/app-3c4d.js">' });
  scope.shelves.made = () => Object.assign(page, { addAll: () => Promise.resolve() });
  const event = new FakeEvent();
  onInstall(scope, event);
  await assert.rejects(event.finished(), /another version/);
  assert.deepEqual([scope.skips, await scope.shelves.keys()], [0, []]);
});

test("activating takes the pages over, removes nothing, and makes no push wait", async () => {
  const scope = await installed();
  await scope.shelves.open("stipple-shell-v1");
  await scope.storage.add({ id: "old", path: "/api/actions", body: {}, made_at: NOW });
  const event = new FakeEvent();
  onActivate(scope, event);
  await event.finished();
  assert.deepEqual(await scope.shelves.keys(), ["stipple-shell-v2", "stipple-shell-v1"]);
  assert.deepEqual([scope.claims, scope.posted], [1, []]);
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

test("a page of another version finds its parts on that version's shelf, but never its own page", async () => {
  const scope = await installed();
  scope.shelves.shelves.set("stipple-shell-v1", new FakeShelf({ "/": "v1", "/assets/part-0f0f.js": "a part" }));
  const [part, page] = [fetchEvent("/assets/part-0f0f.js", "cors"), fetchEvent("/")];
  onFetch(scope, part);
  onFetch(scope, page);
  assert.equal(await (await part.responses[0])?.text(), "a part");
  assert.equal(await (await page.responses[0])?.text(), `kept ${ORIGIN}/`);
});

test("a cache that cannot be read does not stand in the way of the network", async () => {
  const scope = await installed();
  scope.shelves.isBroken = true;
  for (const path of ["/", "/assets/app-1a2b.js"]) {
    scope.answers.set(path, new Response("fetched"));
    const event = fetchEvent(path, path === "/" ? "navigate" : "cors");
    onFetch(scope, event);
    assert.equal(await (await event.responses[0])?.text(), "fetched");
  }
});

test("a request to the server's API is never touched", async () => {
  const scope = await installed();
  for (const event of [fetchEvent("/api/plan", "cors"), fetchEvent("/api/openapi.json")]) {
    onFetch(scope, event);
    assert.deepEqual([event.responses, event.promises], [[], []]);
  }
});
