/** What lies on the device can be read with its key only, and the key cannot be taken out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { newKey, seal, unseal } from "../../frontend/sw/seal.ts";

const VALUE = { today: ["Sunscreen, SPF 30+"], count: 2, none: null };

test("a sealed value comes back as it was", async () => {
  const key = await newKey();
  assert.deepEqual(await unseal(key, await seal(key, VALUE)), VALUE);
});

test("the sealed bytes say nothing and differ each time", async () => {
  const key = await newKey();
  const [first, second] = [await seal(key, VALUE), await seal(key, VALUE)];
  assert.ok(!Buffer.from(first.bytes).includes("Sunscreen"));
  assert.notDeepEqual(new Uint8Array(first.bytes), new Uint8Array(second.bytes));
});

test("another key, or one changed byte, opens nothing", async () => {
  const key = await newKey();
  const sealed = await seal(key, VALUE);
  await assert.rejects(unseal(await newKey(), sealed));
  const bytes = sealed.bytes.slice(0);
  new Uint8Array(bytes)[0]! ^= 1;
  await assert.rejects(unseal(key, { ...sealed, bytes }));
});

test("the key cannot leave the browser", async () => {
  const key = await newKey();
  assert.equal(key.extractable, false);
  await assert.rejects(crypto.subtle.exportKey("raw", key));
});
