/** A subscription the browser replaces is registered with the server at once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { onSubscriptionChange } from "../../frontend/sw/resubscribe.ts";
import { FakeSubscriber, FakeSubscription, KEY_A, KEY_B } from "./push-fakes.ts";
import { FakeEvent, FakeScope } from "./sw-fakes.ts";

function changed(newSubscription?: FakeSubscription | null) {
  return Object.assign(new FakeEvent(), { newSubscription });
}

function scopeWith(status = 201) {
  const scope = new FakeScope();
  const push = new FakeSubscriber();
  scope.subscriber = push;
  scope.answers.set("/api/push/key", Response.json(KEY_A));
  scope.answers.set("/api/push/devices", Response.json({ id: "device-2" }, { status }));
  const registered = (): Record<string, unknown> => {
    const sent = scope.fetched.find(({ path }) => path === "/api/push/devices");
    return JSON.parse(String(sent?.init?.body));
  };
  return { scope, push, registered };
}

test("the new subscription the browser brings is registered as it is", async () => {
  const { scope, push, registered } = scopeWith();
  const event = changed(new FakeSubscription("https://push.example/brought", KEY_A.public_key));
  onSubscriptionChange(scope, event);
  await event.finished();
  const { p256dh, auth, ...rest } = registered();
  const endpoint = "https://push.example/brought";
  assert.deepEqual(rest, { endpoint, key_id: "key-a", label: "Firefox on Linux", zone: "Europe/Berlin", replaces: null, is_asked: false });
  assert.deepEqual([typeof p256dh, typeof auth], ["string", "string"]);
  assert.equal(push.made, 0);
  assert.deepEqual(scope.fetched.map(({ init }) => init?.credentials), ["same-origin", "same-origin"]);
});

for (const [name, brought] of [
  ["none", undefined],
  ["null", null],
  ["one under an old key", new FakeSubscription("https://push.example/brought", KEY_B.public_key)],
] as const) {
  test(`a browser that brings ${name} subscribes again`, async () => {
    const { scope, push, registered } = scopeWith();
    if (brought) push.hold(brought);
    const event = changed(brought);
    onSubscriptionChange(scope, event);
    await event.finished();
    assert.equal(registered().endpoint, "https://push.example/new-1");
  });
}

test("the device this browser was before is named, and the new one is remembered", async () => {
  const { scope, registered } = scopeWith();
  scope.remembered.own = "device-1";
  const event = changed();
  onSubscriptionChange(scope, event);
  await event.finished();
  assert.deepEqual([registered().replaces, scope.remembered.own], ["device-1", "device-2"]);
});

test("a subscription that an open page made meanwhile is registered, not taken away", async () => {
  const { scope, push, registered } = scopeWith();
  push.hold(new FakeSubscription("https://push.example/by-the-page", KEY_A.public_key));
  const event = changed(null);
  onSubscriptionChange(scope, event);
  await event.finished();
  assert.deepEqual([registered().endpoint, push.made], ["https://push.example/by-the-page", 0]);
});

test("a failure shows in the event and changes nothing: opening the app heals it", async () => {
  const { scope } = scopeWith(401);
  const event = changed();
  onSubscriptionChange(scope, event);
  await assert.rejects(event.finished(), /answered 401/);
});

test("a device registered as its patient signs out is not taken for that of whoever comes next", async () => {
  const { scope } = scopeWith();
  const answer = Promise.withResolvers<Response>();
  const ask = scope.fetch.bind(scope);
  scope.fetch = (path, init) => (path === "/api/push/devices" ? answer.promise : ask(path, init));
  const event = changed();
  onSubscriptionChange(scope, event);
  await new Promise(setImmediate);
  scope.patient = "bob";
  answer.resolve(Response.json({ id: "device-2" }, { status: 201 }));
  await assert.rejects(event.finished());
  assert.equal(scope.remembered.own, null);
});
