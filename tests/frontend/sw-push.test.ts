/** Every push shows exactly one notification before anything is waited for. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { onPush } from "../../frontend/sw/push.ts";
import { EPOCH_NOW, FakeEvent, FakePage, FakeScope, NOW, ORIGIN } from "./sw-fakes.ts";

function payload(data: object = {}, notification: object = {}, rest: object = {}): string {
  return JSON.stringify({
    web_push: 8030,
    notification: {
      title: "Stipple",
      body: "Your morning steps are ready",
      lang: "en",
      tag: "stipple",
      navigate: `${ORIGIN}/#/today`,
      silent: false,
      requireInteraction: true,
      renotify: true,
      actions: [
        { action: "done", title: "Done", navigate: `${ORIGIN}/#/today` },
        { action: "later", title: "Later", navigate: `${ORIGIN}/#/today` },
      ],
      data: { v: 1, kind: "digest", token: "token-1", valid_until: EPOCH_NOW + 3600, again: false, ...data },
      ...notification,
    },
    app_badge: 2,
    mutable: true,
    ...rest,
  });
}

function push(scope: FakeScope, text: string | null): FakeEvent & { data: { text(): string } | null } {
  const data = text === null ? null : { text: () => text };
  return Object.assign(new FakeEvent(scope.log), { data });
}

const GENERIC = { title: "Stipple", body: "You have a reminder." };
const ENDED = { title: "Stipple", body: "Open Stipple to see today's plan." };
const MORNING = { title: "Stipple", body: "Your morning steps are ready" };

const NO_BODY = { title: "Stipple", body: "" };
const ON = { title: "Stipple", body: "Reminders are on" };
const WRONG_TYPES = payload({ token: 5 }, { body: 3, tag: [], actions: "no" });

const CASES: { name: string; text: string | null; words: { title: string; body: string } }[] = [
  { name: "whole", text: payload(), words: MORNING },
  { name: "without data", text: null, words: GENERIC },
  { name: "empty", text: "", words: GENERIC },
  { name: "malformed", text: '{"web_push":8030,"notification":{"title"', words: GENERIC },
  { name: "a bare number", text: "7", words: GENERIC },
  { name: "null", text: "null", words: GENERIC },
  { name: "a list", text: "[]", words: GENERIC },
  { name: "without a title", text: payload({}, { title: "  " }), words: GENERIC },
  { name: "with wrong types", text: WRONG_TYPES, words: NO_BODY },
  { name: "ended", text: payload({ valid_until: EPOCH_NOW }), words: ENDED },
  { name: "repeated by the server", text: payload({ again: true }), words: MORNING },
  { name: "cut short for a small service", text: payload({}, { body: undefined, actions: undefined }), words: NO_BODY },
  { name: "an activation", text: payload({ kind: "activation" }, { body: ON.body }), words: ON },
  { name: "a test", text: payload({ kind: "test" }), words: MORNING },
];

for (const { name, text, words } of CASES) {
  test(`a push that is ${name} shows one notification before anything is waited for`, async () => {
    const scope = new FakeScope();
    const event = push(scope, text);
    onPush(scope, event);
    assert.deepEqual(scope.log, ["showNotification", "waitUntil", "waitUntil"]);
    assert.equal(scope.notified.length, 1);
    await event.finished();
    assert.equal(scope.notified.length, 1);
    const [shown] = scope.notified;
    assert.deepEqual({ title: shown?.title, body: shown?.options.body }, words);
    assert.ok(shown?.options.tag, "a notification without a tag cannot be replaced");
  });
}

test("no photo comes into a notification, whatever a push names", () => {
  const scope = new FakeScope();
  const photo = "/api/photos/00000000-0000-4000-8000-000000000000/thumb";
  onPush(scope, push(scope, payload({}, { image: photo, icon: photo, badge: photo })));
  const [shown] = scope.notified;
  assert.ok(shown);
  assert.ok(!JSON.stringify(shown).includes(photo), "only the icons of the app");
});

test("data that cannot even be read as text shows the general words", async () => {
  const scope = new FakeScope();
  const unreadable = { text: (): string => { throw new TypeError("not text"); } };
  onPush(scope, Object.assign(new FakeEvent(scope.log), { data: unreadable }));
  assert.deepEqual(scope.log.slice(0, 2), ["showNotification", "waitUntil"]);
  assert.equal(scope.notified[0]?.options.body, GENERIC.body);
});

test("a push shown before comes back without a sound", async () => {
  const scope = new FakeScope();
  for (const text of [payload(), payload()]) {
    const event = push(scope, text);
    onPush(scope, event);
    await event.finished();
  }
  const sounds = scope.notified.map(({ options }) => [options.silent, options.renotify]);
  assert.deepEqual(sounds, [[false, true], [true, false]]);
});

test("two pushes at the same instant with one token ring once", () => {
  const scope = new FakeScope();
  onPush(scope, push(scope, payload()));
  onPush(scope, push(scope, payload()));
  assert.deepEqual(scope.notified.map(({ options }) => options.renotify), [true, false]);
});

test("a repeat the server marks is shown without a sound even by a worker that has just started", () => {
  const scope = new FakeScope();
  onPush(scope, push(scope, payload({ again: true })));
  assert.deepEqual([scope.notified[0]?.options.silent, scope.notified[0]?.options.renotify], [true, false]);
});

test("an ended reminder offers no buttons", () => {
  const scope = new FakeScope();
  onPush(scope, push(scope, payload({ valid_until: EPOCH_NOW - 1 })));
  assert.deepEqual(scope.notified[0]?.options.actions, []);
});

test("no more buttons are asked for than the browser shows", () => {
  const scope = new FakeScope();
  scope.maxActions = 1;
  onPush(scope, push(scope, payload()));
  assert.deepEqual(scope.notified[0]?.options.actions, [{ action: "done", title: "Done" }]);
});

test("a browser that refuses the options still shows one plain notification", async () => {
  const scope = new FakeScope();
  scope.refusesOptions = true;
  const event = push(scope, payload());
  onPush(scope, event);
  await event.finished();
  assert.deepEqual(scope.notified.map(({ title, options }) => [title, options.body]), [["Stipple", MORNING.body]]);
  assert.equal(scope.posted.length, 1);
});

for (const kind of ["digest", "activation", "test"]) {
  test(`a shown ${kind} is told to the server with its token, time and zone`, async () => {
    const scope = new FakeScope();
    const event = push(scope, payload({ kind }));
    onPush(scope, event);
    await event.finished();
    const body = { token: "token-1", at: NOW, zone: "Europe/Berlin" };
    assert.deepEqual(scope.posted, [{ path: "/api/push/shown", body }]);
    assert.deepEqual(scope.badges, kind === "digest" ? [2] : []);
  });
}

test("a notification the browser never showed is not said to be shown", async () => {
  const scope = new FakeScope();
  scope.showNotification = async () => Promise.reject(new TypeError("no permission"));
  const event = push(scope, payload());
  onPush(scope, event);
  await assert.rejects(event.finished());
  assert.deepEqual(scope.posted, []);
});

test("without a line the acknowledgement waits, and goes out with the next push", async () => {
  const scope = new FakeScope();
  scope.status = null;
  const first = push(scope, payload());
  onPush(scope, first);
  await first.finished();
  assert.deepEqual(scope.storage.entries.map(({ path }) => path), ["/api/push/shown"]);
  scope.status = 200;
  const second = push(scope, payload({ token: "token-2" }));
  onPush(scope, second);
  await second.finished();
  assert.deepEqual(scope.posted.map(({ body }) => body.token), ["token-1", "token-2"]);
  assert.deepEqual(scope.storage.entries, []);
});

test("nothing that fails after the notification looks like a failed push", async () => {
  const scope = new FakeScope();
  scope.status = null;
  scope.storage.isBroken = true;
  scope.hasBadges = false;
  const event = push(scope, payload());
  onPush(scope, event);
  await event.finished();
  assert.equal(scope.notified.length, 1);
});

test("a push without a token acknowledges nothing and sends what waits", async () => {
  const scope = new FakeScope();
  await scope.storage.add({ id: "old", path: "/api/actions", body: { id: "old" }, made_at: NOW });
  const event = push(scope, "broken");
  onPush(scope, event);
  await event.finished();
  assert.deepEqual(scope.posted, [{ path: "/api/actions", body: { id: "old" } }]);
});

test("open pages hear that the plan changed", async () => {
  const scope = new FakeScope();
  const page = new FakePage();
  scope.openPages = [page];
  const event = push(scope, payload());
  onPush(scope, event);
  await event.finished();
  assert.deepEqual(page.heard, [{ type: "changed" }]);
});

const PATHS: [unknown, string][] = [
  [`${ORIGIN}/#/today`, "/#/today"],
  ["/#/course", "/#/course"],
  ["https://elsewhere.example/#/today", "/"],
  ["javascript:alert(1)", "/"],
  ["https://", "/"],
  [undefined, "/"],
  [7, "/"],
];

for (const [navigate, path] of PATHS) {
  test(`a tap on a push for ${String(navigate)} leads to ${path}`, () => {
    const scope = new FakeScope();
    onPush(scope, push(scope, payload({}, { navigate })));
    assert.deepEqual(scope.notified[0]?.options.data, { token: "token-1", path });
  });
}
