/** Signing out works without a line; the server hears of it later, and until then nobody is let in again. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiProblem, OFFLINE } from "../../frontend/src/api/problem.ts";
import { isSignOutOwed, signOutIsPaid, signOutOrOwe, stillOwes } from "../../frontend/src/offline/owed-sign-out.ts";

const offline = () => Promise.reject(new ApiProblem(0, "offline", OFFLINE));
const ended = () => Promise.reject(new ApiProblem(401, "signed_out", "Please sign in."));
const answered = () => Promise.resolve(null);
const never = () => Promise.reject(new Error("The server should not have been asked."));

/** What a browser keeps as plain text. */
function emptyShelf() {
  const notes = new Map<string, string>();
  const shelf = {
    getItem: (name: string) => notes.get(name) ?? null,
    setItem: (name: string, note: string) => void notes.set(name, note),
    removeItem: (name: string) => void notes.delete(name),
  };
  return { notes, shelf: () => shelf };
}

const keepsNothing = (): never => {
  throw new Error("This browser keeps nothing.");
};

test("signed out with a line, nothing is owed", async () => {
  const { notes, shelf } = emptyShelf();
  await signOutOrOwe(answered, shelf);
  assert.deepEqual([...notes], []);
});

test("signed out without a line, it is noted, and the note tells nothing of the patient", async () => {
  const { notes, shelf } = emptyShelf();
  await signOutOrOwe(offline, shelf);
  assert.deepEqual([...notes], [["stipple-sign-out-owed", "1"]]);
});

test("a sign-in that was ended from another device is not owed", async () => {
  const { shelf } = emptyShelf();
  await signOutOrOwe(ended, shelf);
  assert.equal(isSignOutOwed(shelf), false);
});

test("the server is told again at each start until it answers, and then no more", async () => {
  const { notes, shelf } = emptyShelf();
  await signOutOrOwe(offline, shelf);
  assert.equal(await stillOwes(offline, shelf), true);
  assert.equal(await stillOwes(answered, shelf), false);
  assert.deepEqual([...notes], []);
  assert.equal(await stillOwes(never, shelf), false);
});

test("whoever signs in here afterwards is not signed out by the old note", async () => {
  const { shelf } = emptyShelf();
  await signOutOrOwe(offline, shelf);
  signOutIsPaid(shelf);
  assert.equal(await stillOwes(never, shelf), false);
});

test("a browser that can neither tell nor note it says why, instead of only looking signed out", async () => {
  await assert.rejects(signOutOrOwe(offline, keepsNothing), { message: OFFLINE });
});
