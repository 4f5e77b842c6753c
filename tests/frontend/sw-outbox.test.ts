/** What waits is sent in order, and nothing that can still arrive is thrown away. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fateOf, outboxOf } from "../../frontend/sw/outbox.ts";
import type { Drained, Entry } from "../../frontend/sw/outbox.ts";
import { ListStorage } from "./sw-fakes.ts";

const entry = (id: string): Entry => ({ id, path: `/api/${id}`, body: { id }, made_at: "2026-12-01T08:00:00Z" });

/** An outbox with these entries; each path is answered with its status, null being no line. */
function outboxWith(ids: string[], answers: Record<string, number | null>) {
  const storage = new ListStorage();
  storage.entries = ids.map(entry);
  const posted: string[] = [];
  const post = async (path: string) => {
    const id = path.replace("/api/", "");
    posted.push(id);
    const status = answers[id] === undefined ? 200 : answers[id];
    if (status === null) throw new TypeError("no line");
    return { status };
  };
  const outbox = outboxOf(storage, post, (work) => work());
  return { outbox, storage, posted, left: () => storage.entries.map(({ id }) => id) };
}

const FATES: [number | null, string][] = [
  [null, "stop"], [200, "sent"], [201, "sent"], [204, "sent"],
  [400, "refused"], [403, "refused"], [404, "refused"], [409, "refused"], [410, "refused"], [422, "refused"],
  [401, "keep"], [500, "keep"], [501, "keep"],
  [408, "stop"], [429, "stop"], [502, "stop"], [503, "stop"], [504, "stop"],
];

for (const [status, fate] of FATES) {
  test(`an answer of ${status ?? "nothing"} means ${fate}`, () => assert.equal(fateOf(status), fate));
}

test("entries go out in the order they were made", async () => {
  const { outbox, posted, left } = outboxWith(["a", "b", "c"], {});
  assert.deepEqual(await outbox.drain(), { sent: 3, refused: [], left: 0 });
  assert.deepEqual([posted, left()], [["a", "b", "c"], []]);
});

test("without a line everything stays and nothing more is tried", async () => {
  const { outbox, posted, left } = outboxWith(["a", "b"], { a: null });
  assert.deepEqual(await outbox.drain(), { sent: 0, refused: [], left: 2 });
  assert.deepEqual([posted, left()], [["a"], ["a", "b"]]);
});

test("what the server will never take is dropped and named, and the rest goes on", async () => {
  const { outbox, left } = outboxWith(["a", "b"], { a: 404 });
  assert.deepEqual(await outbox.drain(), { sent: 1, refused: [entry("a")], left: 0 });
  assert.deepEqual(left(), []);
});

test("signed out, an entry stays without holding up the one that needs no cookie", async () => {
  const { outbox, posted, left } = outboxWith(["a", "b"], { a: 401 });
  assert.deepEqual(await outbox.drain(), { sent: 1, refused: [], left: 1 });
  assert.deepEqual([posted, left()], [["a", "b"], ["a"]]);
});

test("one entry the server fails over stays without holding up the others", async () => {
  const { outbox, left } = outboxWith(["a", "b"], { a: 500 });
  await outbox.drain();
  assert.deepEqual(left(), ["a"]);
});

test("a busy server is left alone until the next time", async () => {
  const { outbox, posted, left } = outboxWith(["a", "b", "c"], { b: 503 });
  await outbox.drain();
  assert.deepEqual([posted, left()], [["a", "b"], ["b", "c"]]);
});

test("the same entry twice is kept once", async () => {
  const { outbox, left } = outboxWith([], { a: null });
  await outbox.send(entry("a"));
  await outbox.send(entry("a"));
  assert.deepEqual(left(), ["a"]);
});

test("an entry is kept before it is sent", async () => {
  const storage = new ListStorage();
  const keptWhenPosted: number[] = [];
  const post = async () => {
    keptWhenPosted.push(storage.entries.length);
    return { status: 200 };
  };
  await outboxOf(storage, post, (work) => work()).send(entry("a"));
  assert.deepEqual(keptWhenPosted, [1]);
});

test("one drain runs at a time: a second one finds nothing left to send", async () => {
  const { storage, posted } = outboxWith(["a", "b"], {});
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<Drained>) => {
    const mine = turn.then(work);
    turn = mine;
    return mine;
  };
  const outbox = outboxOf(storage, async (path) => ({ status: posted.push(path) && 200 }), inTurn);
  const [first, second] = await Promise.all([outbox.drain(), outbox.drain()]);
  assert.deepEqual([first.sent, second.sent], [2, 0]);
  assert.deepEqual(posted, ["/api/a", "/api/b"]);
});

test("without storage an entry is sent at once, and a failure is not hidden", async () => {
  for (const [status, isThrown] of [[200, false], [404, false], [503, true], [null, true]] as const) {
    const { outbox, storage } = outboxWith([], { a: status });
    storage.isBroken = true;
    if (isThrown) await assert.rejects(outbox.send(entry("a")));
    else assert.equal((await outbox.send(entry("a"))).left, 0);
  }
});

test("what waits can be listed", async () => {
  const { outbox } = outboxWith(["a", "b"], {});
  assert.deepEqual((await outbox.waiting()).map(({ id }) => id), ["a", "b"]);
});

test("a refusal is kept with the server's sentence until the patient has read it", async () => {
  const storage = new ListStorage();
  storage.entries = [entry("a")];
  const outbox = outboxOf(storage, async () => ({ status: 422, sentence: "It was moved." }), (work) => work());
  await outbox.drain();
  assert.deepEqual([storage.entries, storage.refusals], [[], [{ entry: entry("a"), sentence: "It was moved." }]]);
});

test("an entry can be kept without being sent", async () => {
  const { outbox, posted, left } = outboxWith([], {});
  await outbox.keep(entry("a"));
  assert.deepEqual([posted, left()], [[], ["a"]]);
});
