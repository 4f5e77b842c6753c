/** Large files that only some screens need are kept once they were fetched, apart from the app's shell. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { onFetch } from "../../frontend/sw/cache.ts";
import { FakeEvent, FakeScope, ORIGIN } from "./sw-fakes.ts";

const FILE = "/assets/later/fine-1a2b3c4d.bin";
const NEXT = "/assets/later/fine-5e6f7a-_.bin";
const OTHER = "/assets/later/rough-1a2b3c4d.bin";

/** A worker whose network answers with the path, unless there is no line. */
class WithNetwork extends FakeScope {
  override precache = { version: "v2", urls: ["/"] };
  isOnline = true;
  status_ = 200;
  fetched: string[] = [];

  override async fetch(request: Request | string): Promise<Response> {
    const { pathname } = new URL((request as Request).url);
    this.fetched.push(pathname);
    if (!this.isOnline) throw new TypeError("no line");
    return new Response(`from the network: ${pathname}`, { status: this.status_ });
  }
}

async function get(scope: FakeScope, path: string): Promise<Response> {
  let answer: Promise<Response> | undefined;
  const request = { method: "GET", mode: "cors", url: new URL(path, ORIGIN).href } as Request;
  onFetch(scope, Object.assign(new FakeEvent(), { request, respondWith: (response: Promise<Response>) => (answer = response) }));
  return answer!;
}

test("a file is fetched once and is there without a line from then on", async () => {
  const scope = new WithNetwork();
  await get(scope, FILE);
  scope.isOnline = false;
  assert.equal(await (await get(scope, FILE)).text(), `from the network: ${FILE}`);
  assert.deepEqual(scope.fetched, [FILE]);
  assert.deepEqual(await scope.shelves.keys(), ["stipple-later"]);
});

test("a new version of a file takes the place of the old one, and of no other", async () => {
  const scope = new WithNetwork();
  for (const path of [FILE, OTHER, NEXT]) await get(scope, path);
  const shelf = await scope.shelves.open("stipple-later");
  assert.deepEqual([...shelf.files.keys()], [OTHER, NEXT]);
});

test("what the server refuses is not kept", async () => {
  const scope = new WithNetwork();
  scope.status_ = 404;
  assert.equal((await get(scope, FILE)).status, 404);
  assert.equal((await scope.shelves.open("stipple-later")).files.size, 0);
});

test("a phone that keeps nothing gets the file all the same", async () => {
  const scope = new WithNetwork();
  scope.shelves.isBroken = true;
  assert.equal(await (await get(scope, FILE)).text(), `from the network: ${FILE}`);
});
