/** What a name, a code and a passphrase must be before they are sent; and what a passkey prompt may answer. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { newPassphraseProblems, recoverProblems, signUpProblems } from "../../frontend/src/account/credentials.ts";
import { canUsePasskeys } from "../../frontend/src/account/passkey.ts";

const fields = (found: readonly { field: string }[]) => found.map(({ field }) => field);

test("a new passphrase has eight characters or more", () => {
  assert.deepEqual(fields(newPassphraseProblems("7 chars")), ["passphrase"]);
  assert.deepEqual(newPassphraseProblems("8 chars!"), []);
});

test("getting back in needs a name, a code and a new passphrase", () => {
  assert.deepEqual(fields(recoverProblems({ name: " ", code: " ", passphrase: "" })), ["name", "code", "passphrase"]);
  assert.deepEqual(recoverProblems({ name: "Alice", code: "acde fghj", passphrase: "four calm green lamps" }), []);
});

test("signing up asks the same of a passphrase", () => {
  assert.deepEqual(fields(signUpProblems({ name: "Alice", passphrase: "short" })), ["passphrase"]);
});

test("a name that would not fit is said before it is sent", () => {
  assert.deepEqual(signUpProblems({ name: "x".repeat(101), passphrase: "four calm green lamps" }), [
    { field: "name", sentence: "Use a shorter name: 100 characters or fewer." },
  ]);
});

test("where the browser knows no passkeys, none are offered", () => assert.equal(canUsePasskeys(), false));
