/** Done and Later reach the server or wait; everything else opens the app once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { onClick, onClose } from "../../frontend/sw/click.ts";
import { FakeEvent, FakePage, FakeScope, NOW } from "./sw-fakes.ts";

const TOKEN = { token: "token-1", path: "/#/today" };

function click(action: string, data: object | null = TOKEN) {
  const notification = { data, tag: "stipple", closed: 0, close() { this.closed += 1; } };
  return Object.assign(new FakeEvent(), { action, notification });
}

for (const action of ["done", "later"]) {
  test(`${action} closes the notification and is sent with an id of its own`, async () => {
    const scope = new FakeScope();
    const event = click(action);
    onClick(scope, event);
    assert.equal(event.notification.closed, 1);
    await event.finished();
    const body = { token: "token-1", id: "id-1", action, at: NOW };
    assert.deepEqual(scope.posted, [{ path: "/api/push/act", body }]);
    assert.deepEqual(scope.windows, []);
    assert.deepEqual(scope.storage.entries, []);
  });

  test(`${action} without a line is kept under the same id`, async () => {
    const scope = new FakeScope();
    scope.status = null;
    const event = click(action);
    onClick(scope, event);
    await event.finished();
    const body = { token: "token-1", id: "id-1", action, at: NOW };
    assert.deepEqual(scope.storage.entries, [{ id: "id-1", path: "/api/push/act", body, made_at: NOW }]);
    scope.status = 200;
    await scope.outbox.drain();
    assert.deepEqual(scope.posted, [{ path: "/api/push/act", body }]);
  });
}

test("where nothing can be kept, Done is sent at once", async () => {
  const scope = new FakeScope();
  scope.storage.isBroken = true;
  const event = click("done");
  onClick(scope, event);
  await event.finished();
  assert.deepEqual(scope.posted.map(({ path }) => path), ["/api/push/act"]);
  assert.deepEqual(scope.notified, []);
});

test("a Done that could be neither sent nor kept is said to the patient", async () => {
  const scope = new FakeScope();
  scope.storage.isBroken = true;
  scope.status = null;
  const event = click("done");
  onClick(scope, event);
  await event.finished();
  assert.equal(scope.notified[0]?.options.body, "That did not get through. Open Stipple and tap it there.");
  assert.deepEqual(scope.notified[0]?.options.data, TOKEN);
});

test("an open page hears that Done was pressed", async () => {
  const scope = new FakeScope();
  const page = new FakePage();
  scope.openPages = [page];
  const event = click("done");
  onClick(scope, event);
  await event.finished();
  assert.deepEqual([page.heard, page.focuses], [[{ type: "changed" }], 0]);
});

for (const action of ["", "open"]) {
  const name = action === "" ? "a tap on the body" : "Open";

  test(`${name} opens one window where none is open, and counts as shown`, async () => {
    const scope = new FakeScope();
    const event = click(action);
    onClick(scope, event);
    assert.equal(event.notification.closed, 1);
    await event.finished();
    assert.deepEqual(scope.windows, ["/#/today"]);
    assert.deepEqual(scope.posted.map(({ path, body }) => [path, body.token]), [["/api/push/shown", "token-1"]]);
  });

  test(`${name} brings an open page to the front and opens none`, async () => {
    const scope = new FakeScope();
    const [hidden, visible] = [new FakePage(), new FakePage()];
    visible.visibilityState = "visible";
    scope.openPages = [hidden, visible];
    const event = click(action);
    onClick(scope, event);
    await event.finished();
    assert.deepEqual(scope.windows, []);
    assert.deepEqual([hidden.focuses, visible.focuses], [0, 1]);
    assert.deepEqual(visible.heard, [{ type: "open", path: "/#/today" }]);
  });
}

test("two taps in a row open one window", async () => {
  const scope = new FakeScope();
  const [first, second] = [click(""), click("")];
  onClick(scope, first);
  onClick(scope, second);
  await Promise.all([first.finished(), second.finished()]);
  assert.deepEqual(scope.windows, ["/#/today"]);
  assert.equal(scope.openPages[0]?.focuses, 1);
});

test("the app opens without a line too", async () => {
  const scope = new FakeScope();
  scope.status = null;
  scope.storage.isBroken = true;
  const event = click("");
  onClick(scope, event);
  await event.finished();
  assert.deepEqual(scope.windows, ["/#/today"]);
});

for (const data of [null, {}, { token: null, path: "/" }]) {
  test(`a notification that carries ${JSON.stringify(data)} opens the start, whatever was pressed`, async () => {
    const scope = new FakeScope();
    const event = click("done", data);
    onClick(scope, event);
    await event.finished();
    assert.deepEqual(scope.windows, ["/"]);
    assert.deepEqual(scope.posted, []);
  });
}

test("a notification swiped away sends what waits and says nothing of itself", async () => {
  const scope = new FakeScope();
  await scope.storage.add({ id: "old", path: "/api/push/shown", body: {}, made_at: NOW });
  const event = click("");
  onClose(scope, event);
  await event.finished();
  assert.deepEqual(scope.posted.map(({ path }) => path), ["/api/push/shown"]);
  assert.deepEqual(scope.windows, []);
});
