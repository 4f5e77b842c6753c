/** What the page asks for and keeps is of whoever was signed in as it asked, and of nobody once they are out. */
import { elsewhere, lying, passes } from "./phone-storage.ts";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { heldCode, holdCode } from "../../frontend/src/account/new-code.ts";
import { comeIn, forgetAll, keepReady, knownNow, lastKnown, orKept, remember } from "../../frontend/src/offline/last-known.ts";
import type { LastKnown } from "../../frontend/src/offline/last-known.ts";
import { isGivenUp, ownerNow } from "../../frontend/src/offline/owner.ts";
import { queueNow, queuePosts, reread } from "../../frontend/src/offline/queue.ts";
import { kept, ownerHere } from "../../frontend/sw/storage.ts";

const DIARY = { entries: ["warm and tight on day 2"] };
const knownOf = (id: string) => ({ me: { id }, plan: {}, skew_ms: 0 }) as unknown as LastKnown;

/** A server that answers when it is told to. */
function slow<T>() {
  const { promise, resolve } = Promise.withResolvers<T>();
  const asked = Promise.withResolvers<void>();
  const ask = () => {
    asked.resolve();
    return promise;
  };
  return { ask, asked: asked.promise, answer: resolve };
}

beforeEach(async () => {
  await forgetAll(true);
  await comeIn("alice", false);
});

test("what is fetched ahead as the session ends is not kept", async () => {
  const diary = slow<typeof DIARY>();
  const ready = keepReady("diary", diary.ask);
  await diary.asked;
  await forgetAll(false);
  diary.answer(DIARY);
  await ready;
  for (const store of ["keys", "outbox", "kept"]) assert.deepEqual(await lying("stipple", store), [], store);
});

test("what is fetched ahead as somebody else signs in here is not theirs", async () => {
  const diary = slow<typeof DIARY>();
  const ready = keepReady("diary", diary.ask);
  const after = keepReady("guides", async () => ["a guide"]);
  await diary.asked;
  await forgetAll(false);
  await comeIn("bob", false);
  diary.answer(DIARY);
  await Promise.all([ready, after]);
  assert.deepEqual([await kept("diary"), await kept("guides"), await ownerHere()], [null, null, "bob"]);
});

test("what is fetched ahead is kept for whoever stays signed in, whom the server is asked about again", async () => {
  await keepReady("diary", async () => DIARY);
  await comeIn("alice", true);
  assert.deepEqual(await kept("diary"), DIARY);
});

test("what a screen asked for reaches the screen, and not the storage of the next patient", async () => {
  const diary = slow<typeof DIARY>();
  const shown = orKept("diary", diary.ask);
  await forgetAll(false);
  await comeIn("bob", false);
  diary.answer(DIARY);
  assert.deepEqual([await shown, await kept("diary")], [DIARY, null]);
});

test("a plan that comes after the sign-out is neither kept nor known", async () => {
  await remember(knownOf("alice"));
  assert.equal(knownNow()?.me.id, "alice");
  await forgetAll(false);
  await remember(knownOf("alice"));
  assert.deepEqual([knownNow(), await kept("last-known")], [null, null]);
});

test("somebody signed out in another tab while the server said that they are in: the phone stays nobody's", async () => {
  await (await elsewhere()).wipe("alice", false);
  assert.equal(await comeIn("alice", true), false);
  await remember(knownOf("alice"));
  assert.deepEqual([await ownerHere(), await kept("last-known")], [null, null]);
});

test("a page that found the phone another's looks again, and takes it over when the server says the same once more", async () => {
  await (await elsewhere()).own("bob");
  assert.equal(await comeIn("carol", true), false);
  assert.equal(await lastKnown(), null);
  assert.deepEqual([ownerNow(), await comeIn("carol", true), await ownerHere()], ["bob", true, "carol"]);
});

test("another patient, as the server says, finds nothing of the one before", async () => {
  await remember(knownOf("alice"));
  assert.equal(await comeIn("bob", true), true);
  assert.deepEqual([knownNow(), await kept("last-known"), ownerNow()], [null, null, "bob"]);
});

test("a tap in an old tab is not kept for whoever came in since", async () => {
  await (await elsewhere()).own("bob");
  // Nor is it sent as theirs: it goes out under Alice's name, here without a line.
  await assert.rejects(queuePosts([{ path: "/api/actions", body: { key: "k" } }]));
  assert.deepEqual(await lying("stipple", "outbox"), []);
});

test("what waits says whose it is, without a word of what it says", async () => {
  await queuePosts([{ path: "/api/answers", body: { value: "warm and tight" } }]);
  const [record] = (await lying("stipple", "outbox")) as [{ owner: string }];
  assert.deepEqual([record.owner, Object.keys(record).sort()], ["alice", ["entry", "id", "owner"]]);
  await reread();
  assert.deepEqual(queueNow().waiting.map(({ owner }) => owner), ["alice"]);
  await passes(1);
});

test("the recovery code of one account is not shown to the next", async () => {
  await holdCode("alice", "ABCD");
  assert.equal(await heldCode("alice"), "ABCD");
  await forgetAll(false);
  await comeIn("bob", false);
  assert.equal(await heldCode("bob"), null);
});

test("an answer to whoever was signed in before counts until somebody else is", async () => {
  assert.equal(isGivenUp("alice"), false);
  await forgetAll(false);
  assert.equal(isGivenUp("alice"), false, "signing out by hand goes on after the session had ended");
  await comeIn("bob", false);
  assert.deepEqual([isGivenUp("alice"), isGivenUp("bob"), isGivenUp(null)], [true, false, false]);
});
