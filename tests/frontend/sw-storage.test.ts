/** What lies on a phone is its patient's: nothing comes after a sign-out, and nothing of one waits for another. */
import { elsewhere, lying, passes } from "./phone-storage.ts";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Entry } from "../../frontend/sw/outbox.ts";
import { forgetRefusals, idbOutbox, keep, kept, own, ownerHere, refusals, wipe } from "../../frontend/sw/storage.ts";

// More than a write takes from its beginning to its end here.
const TURNS = 60;
const DIARY = { entries: ["warm and tight on day 2"] };

const entry = (id: string, owner?: string): Entry => ({ id, owner, path: "/api/answers", body: { id }, made_at: `2026-12-01T08:00:0${id}Z` });
const tap: Entry = { id: "tap", path: "/api/push/act", body: { token: "t" }, made_at: "2026-12-01T08:00:00Z" };
const waiting = async () => (await idbOutbox.all()).map(({ id }) => id);

beforeEach(async () => {
  await own("nobody yet");
  await wipe("nobody yet", true);
});

async function nothingLies(): Promise<void> {
  for (const store of ["keys", "outbox", "kept"]) assert.deepEqual(await lying("stipple", store), [], store);
}

test("what is kept can be read again, and lies there sealed", async () => {
  await own("alice");
  await keep("alice", "diary", DIARY);
  assert.deepEqual(await kept("diary"), DIARY);
  assert.ok(!JSON.stringify(await lying("stipple", "kept")).includes("warm"));
});

test("what comes after a sign-out is not kept, and makes no key", async () => {
  await own("alice");
  await wipe("alice", false);
  await assert.rejects(keep("alice", "diary", DIARY));
  await assert.rejects(idbOutbox.add(entry("1", "alice")));
  await nothingLies();
});

test("what comes after the next patient has signed in is not kept either", async () => {
  await own("alice");
  await own("bob");
  await assert.rejects(keep("alice", "diary", DIARY));
  await assert.rejects(idbOutbox.add(entry("1", "alice")));
  assert.deepEqual([await kept("diary"), await waiting()], [null, []]);
});

test("a sign-out at any moment of a write in another tab or the worker leaves nothing", async () => {
  const worker = await elsewhere();
  for (let turns = 0; turns < TURNS; turns += 1) {
    await own("alice");
    const writing = [worker.keep("alice", "diary", DIARY), worker.idbOutbox.add(entry("1", "alice"))];
    await passes(turns);
    await wipe("alice", false);
    await Promise.allSettled(writing);
    await nothingLies();
  }
});

test("another patient who signs in at any moment of a write finds nothing of it", async () => {
  const worker = await elsewhere();
  for (let turns = 0; turns < TURNS; turns += 1) {
    await own("alice");
    const writing = [worker.keep("alice", "diary", DIARY), worker.idbOutbox.add(entry("1", "alice"))];
    await passes(turns);
    await own("bob");
    await Promise.allSettled(writing);
    assert.deepEqual([await kept("diary"), await waiting(), await ownerHere()], [null, [], "bob"]);
    await keep("bob", "diary", { entries: [] });
    assert.deepEqual(await kept("diary"), { entries: [] });
  }
});

test("a refusal that comes after the sign-out is not kept", async () => {
  const worker = await elsewhere();
  for (let turns = 0; turns < TURNS; turns += 1) {
    await own("alice");
    await idbOutbox.add(entry("1", "alice"));
    const refusing = worker.idbOutbox.refuse({ entry: entry("1", "alice"), sentence: "It was moved." });
    await passes(turns);
    await wipe("alice", false);
    await Promise.allSettled([refusing]);
    await nothingLies();
  }
});

test("two refusals at once both stand, until the patient has read them", async () => {
  const worker = await elsewhere();
  await own("alice");
  for (const id of ["1", "2", "3"]) await idbOutbox.add(entry(id, "alice"));
  const refuse = (from: typeof worker, id: string) => from.idbOutbox.refuse({ entry: entry(id, "alice"), sentence: null });
  await Promise.all([refuse(worker, "2"), refuse(await elsewhere(), "1")]);
  const read = await refusals();
  assert.deepEqual([read.map(({ entry: { id } }) => id), await waiting()], [["1", "2"], ["3"]]);
  await refuse(worker, "3");
  await forgetRefusals(read);
  assert.deepEqual((await refusals()).map(({ entry: { id } }) => id), ["3"]);
});

test("a tap on a notification outlives a session that ended, and the next sign-in; signing out by hand takes it too", async () => {
  await own("alice");
  await idbOutbox.add(entry("1", "alice"));
  await idbOutbox.add(tap);
  await wipe("alice", false);
  assert.deepEqual(await waiting(), ["tap"]);
  await own("bob");
  assert.deepEqual(await waiting(), ["tap"]);
  await wipe("bob", true);
  await nothingLies();
});

test("that such a tap came too late is told to whoever is signed in, and kept for nobody else", async () => {
  await own("alice");
  await idbOutbox.add(tap);
  await wipe("alice", false);
  await idbOutbox.refuse({ entry: tap, sentence: null });
  await own("bob");
  assert.deepEqual([await waiting(), await refusals()], [[], []]);
  await idbOutbox.add(tap);
  await idbOutbox.refuse({ entry: tap, sentence: null });
  assert.equal((await refusals()).length, 1);
});

test("a tap on a notification is kept on a phone nobody is signed in on", async () => {
  await idbOutbox.add(tap);
  assert.deepEqual(await waiting(), ["tap"]);
});

test("an old tab that finds itself signed out forgets nothing of whoever came in since", async () => {
  await own("bob");
  await keep("bob", "diary", DIARY);
  await idbOutbox.add(entry("1", "bob"));
  for (const [owner, everything] of [["alice", true], ["alice", false], [null, false]] as const) {
    assert.equal(await wipe(owner, everything), false);
  }
  assert.deepEqual([await kept("diary"), await waiting()], [DIARY, ["1"]]);
});

test("a page that only asked who is signed in takes a phone over as it found it, or not at all", async () => {
  assert.equal(await own("alice", null), true);
  assert.equal(await own("alice", null), true, "it is theirs already");
  assert.equal(await own("bob", null), false);
  assert.equal(await own("bob", "alice"), true);
  await wipe("bob", false);
  assert.equal(await own("bob", "bob"), false, "they signed out meanwhile");
  await nothingLies();
});

test("what one tab keeps while the phone becomes its patient's waits until it is", async () => {
  const [owned] = await Promise.all([own("alice"), keep("alice", "diary", DIARY)]);
  assert.deepEqual([owned, await kept("diary")], [true, DIARY]);
});
