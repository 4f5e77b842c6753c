/** Reminders are turned on from one tap, heal by themselves where a browser lets them, and end when told to. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiProblem } from "../../frontend/src/api/problem.ts";
import { heal, turnOff, turnOn } from "../../frontend/src/push/reminders.ts";
import type { Report } from "../../frontend/src/push/reminders.ts";
import { FakeEnv, FakeSubscription, KEY_A, KEY_B, device } from "./push-fakes.ts";

const ENDPOINT = "https://push.example/old";

/** A device that is on, with the server knowing it as said. */
function on(state: "activating" | "active" | "broken" = "active"): FakeEnv {
  const env = new FakeEnv();
  env.memory.own = "device-1";
  env.push.hold(new FakeSubscription(ENDPOINT, KEY_A.public_key));
  env.api.devices.set(ENDPOINT, { device: device(state), keyId: KEY_A.key_id });
  return env;
}

test("one tap asks, subscribes, registers and waits until the first reminder was seen", async () => {
  const env = new FakeEnv();
  env.granted = "default";
  env.api.provenAfter = 3;
  const told: Report[] = [];
  const report = await turnOn(env, (step) => told.push(step));
  assert.deepEqual([report.state, report.problem, report.isChecked], ["on_proven", null, true]);
  assert.deepEqual(told.map(({ state }) => state), ["on_unproven"]);
  assert.equal(env.asked, 1);
  const [body] = env.api.registered;
  assert.deepEqual(
    [body?.endpoint, body?.key_id, body?.label, body?.zone],
    ["https://push.example/new-1", "key-a", "Firefox on Linux", "Europe/Berlin"],
  );
  assert.deepEqual([body?.p256dh.length, body?.auth], [87, "YXV0aC1zZWNyZXQtMTYh"]);
});

test("the permission is asked for before anything is waited for", () => {
  const env = new FakeEnv();
  env.granted = "default";
  void turnOn(env);
  assert.equal(env.asked, 1);
});

test("a first reminder that is not seen within 30 seconds is said, not hidden", async () => {
  const env = new FakeEnv();
  env.api.provenAfter = 1_000;
  const report = await turnOn(env);
  assert.equal(report.state, "on_unproven");
  assert.match(report.problem ?? "", /has not shown up yet/);
  assert.equal(env.elapsed(), 30_000);
});

test("a refused permission ends as blocked, a closed question as not asked; nothing is registered", async () => {
  for (const [answer, state] of [["denied", "blocked"], ["default", "not_asked"]] as const) {
    const env = new FakeEnv();
    env.granted = "default";
    env.answer = answer;
    assert.equal((await turnOn(env)).state, state);
    assert.deepEqual([env.api.registered, env.push.made], [[], 0]);
  }
});

test("where reminders cannot work nobody is asked", async () => {
  for (const [capabilities, state] of [
    [{ hasPush: false, isIos: false, isStandalone: false }, "unsupported"],
    [{ hasPush: false, isIos: true, isStandalone: false }, "install_first"],
  ] as const) {
    const env = new FakeEnv();
    env.capabilities = capabilities;
    assert.equal((await turnOn(env)).state, state);
    assert.equal(env.asked, 0);
  }
});

for (const manner of ["refused", "silent"] as const) {
  test(`a push service that is ${manner} ends in a sentence, not in a dead button`, async () => {
    const env = new FakeEnv();
    env.push.manner = manner;
    const report = await turnOn(env);
    assert.equal(report.state, "off_here");
    assert.match(report.problem ?? "", /could not set up reminders/);
  });
}

test("a service worker that never starts ends in a sentence", async () => {
  const env = new FakeEnv();
  env.isWorkerRunning = false;
  assert.equal((await turnOn(env)).state, "off_here");
  assert.equal((await heal(env)).state, "repair");
});

test("without an answer to the registration one more tap is asked for", async () => {
  const env = new FakeEnv();
  env.api.dead.add("/api/push/devices");
  const report = await turnOn(env);
  assert.equal(report.state, "repair");
  assert.match(report.problem ?? "", /could not reach/);
});

test("turning on makes a new subscription even over an old one under another key", async () => {
  const env = on("broken");
  env.api.key = KEY_B;
  assert.equal((await turnOn(env)).state, "on_proven");
  assert.equal(env.push.made, 1);
  assert.equal(env.api.registered[0]?.key_id, "key-b");
});

test("a repair names the useless device, so that the server ends it, and remembers the new one", async () => {
  const env = on("broken");
  await turnOn(env);
  assert.deepEqual(env.api.registered.map(({ replaces }) => replaces), ["device-1"]);
  assert.equal(env.memory.own, "device-2");
});

test("a refusal is told in the server's own words", async () => {
  const env = new FakeEnv();
  env.api.refusals.set("/api/push/devices", new ApiProblem(409, "too_many_devices", "Please remove one in Settings."));
  const report = await turnOn(env);
  assert.deepEqual([report.state, report.problem, report.isChecked], ["repair", "Please remove one in Settings.", true]);
});

test("opening the app with everything in place changes nothing and reports the zone", async () => {
  const env = on();
  const report = await heal(env);
  assert.deepEqual([report.state, report.device?.id, report.isChecked], ["on_proven", "device-1", true]);
  assert.deepEqual(env.api.checked, [{ endpoint: ENDPOINT, key_id: "key-a", zone: "Europe/Berlin", device: "device-1" }]);
  assert.deepEqual([env.api.registered, env.push.made, env.asked], [[], 0, 0]);
});

const STANDING = [["activating", "on_unproven"], ["broken", "repair"]] as const;
for (const [state, expected] of STANDING) {
  test(`opening the app on a device that is ${state} reports ${expected}`, async () => {
    assert.equal((await heal(on(state))).state, expected);
  });
}

test("where reminders were never on, or were turned off, nothing is done behind the patient's back", async () => {
  const env = new FakeEnv();
  const report = await heal(env);
  assert.deepEqual([report.state, report.isChecked], ["off_here", true]);
  assert.deepEqual([env.api.calls, env.push.made], [[], 0]);
});

const LOST: [string, (env: FakeEnv) => void][] = [
  ["a subscription the browser lost", (env) => (env.push.held = null)],
  ["a subscription the server does not know", (env) => env.api.devices.clear()],
  [
    "a subscription the server knows under another key",
    (env) => env.api.devices.set(ENDPOINT, { device: device("active"), keyId: "key-old" }),
  ],
  ["a new key of the server", (env) => (env.api.key = KEY_B)],
];
for (const [name, lose] of LOST) {
  test(`${name} means a new one, made without a tap, proven and said`, async () => {
    const env = on();
    lose(env);
    const told: Report[] = [];
    const report = await heal(env, (step) => told.push(step));
    assert.deepEqual(told.map(({ state, isReconnected }) => [state, isReconnected]), [["on_unproven", true]]);
    assert.deepEqual([report.state, report.isReconnected, env.asked], ["on_proven", true, 0]);
    const registered = env.api.registered.map(({ endpoint, key_id, replaces }) => [endpoint, key_id, replaces]);
    assert.deepEqual(registered, [["https://push.example/new-1", env.api.key.key_id, "device-1"]]);
    assert.equal(env.memory.own, "device-2");
    assert.deepEqual([(await heal(env)).state, env.push.made], ["on_proven", 1]);
  });
}

test("a lost subscription without a line is said as it is, and asks for a tap", async () => {
  const env = on();
  env.push.held = null;
  env.api.dead.add("/api/push/key");
  const report = await heal(env);
  assert.deepEqual([report.state, report.isChecked], ["repair", false]);
  assert.match(report.problem ?? "", /could not reach/);
});

/** A device that is on here, and that the patient removed from another one. */
function removed(): FakeEnv {
  const env = on();
  env.api.devices.clear();
  env.api.removed.set("device-1", "2026-12-12T08:30:00Z");
  return env;
}

test("a device the patient removed elsewhere stays off, says since when, and holds nothing any more", async () => {
  const env = removed();
  for (let opened = 0; opened < 2; opened += 1) {
    const report = await heal(env);
    assert.deepEqual([report.state, report.removedAt, report.isChecked], ["removed", "2026-12-12T08:30:00Z", true]);
    assert.deepEqual([env.push.held, env.push.made, env.api.registered], [null, 0, []]);
  }
  assert.equal(env.memory.own, "device-1", "or the next opening would not know");
});

test("a removed device comes back by one tap, and knows that it was asked for", async () => {
  const env = removed();
  await heal(env);
  assert.equal((await turnOn(env)).state, "on_proven");
  assert.deepEqual(env.api.registered.map(({ is_asked, replaces }) => [is_asked, replaces]), [[true, "device-1"]]);
  assert.deepEqual([(await heal(env)).state, env.push.made], ["on_proven", 1]);
});

test("an iPhone that was removed is not announced again with what it holds", async () => {
  const env = removed();
  env.capabilities = { hasPush: true, isIos: true, isStandalone: true };
  assert.deepEqual([(await heal(env)).state, env.api.registered], ["removed", []]);
});

test("a connection made anew without a tap says that nobody asked for it", async () => {
  const env = on();
  env.push.held = null;
  await heal(env);
  assert.deepEqual(env.api.registered.map(({ is_asked }) => is_asked), [false]);
});

test("a lost subscription and no answer to the question change nothing", async () => {
  const env = on();
  env.push.held = null;
  env.api.dead.add("/api/push/check");
  const report = await heal(env);
  assert.deepEqual([report.state, report.isChecked, env.push.made], ["repair", false, 0]);
});

test("a browser that keeps nothing goes on as before", async () => {
  const env = on();
  env.memory.isBroken = true;
  assert.equal((await heal(env)).state, "on_proven");
  assert.equal((await turnOn(env)).state, "on_proven");
});

test("a device that is known is remembered, so that its loss can be told", async () => {
  const env = on();
  env.memory.own = null;
  await heal(env);
  assert.equal(env.memory.own, "device-1");
});

test("on an iPhone a new key waits for a tap, and the old subscription stays", async () => {
  const env = on();
  env.capabilities = { hasPush: true, isIos: true, isStandalone: true };
  env.api.key = KEY_B;
  const report = await heal(env);
  assert.equal(report.state, "repair");
  assert.equal(env.push.held?.endpoint, ENDPOINT);
});

test("an iPhone that lost its subscription waits for a tap, and says what it holds to a server that forgot", async () => {
  const lost = on();
  const forgotten = on();
  lost.push.held = null;
  forgotten.api.devices.clear();
  for (const env of [lost, forgotten]) env.capabilities = { hasPush: true, isIos: true, isStandalone: true };
  assert.deepEqual([(await heal(lost)).state, lost.push.made], ["repair", 0]);
  assert.deepEqual([(await heal(forgotten)).state, forgotten.push.made], ["on_unproven", 0]);
  assert.equal((await turnOn(lost)).state, "on_proven");
});

test("a new subscription that cannot be made asks for a tap", async () => {
  const env = on();
  env.api.key = KEY_B;
  env.push.manner = "refused";
  const report = await heal(env);
  assert.deepEqual([report.state, report.isChecked], ["repair", true]);
  assert.match(report.problem ?? "", /could not set up/);
});

test("a browser that does not tell its key is believed", async () => {
  const env = on();
  env.push.hold(new FakeSubscription(ENDPOINT, null));
  assert.equal((await heal(env)).state, "on_proven");
});

for (const path of ["/api/push/key", "/api/push/check"]) {
  test(`without an answer to ${path} nothing is changed, and the report says it was not checked`, async () => {
    const env = on();
    env.api.dead.add(path);
    const report = await heal(env);
    assert.deepEqual([report.state, report.isChecked], ["on_unproven", false]);
    assert.deepEqual([env.push.held?.endpoint, env.api.registered], [ENDPOINT, []]);
  });
}

test("a permission taken away is said without a word to the server", async () => {
  for (const [permission, state] of [["denied", "blocked"], ["default", "not_asked"]] as const) {
    const env = on();
    env.granted = permission;
    assert.equal((await heal(env)).state, state);
    assert.deepEqual(env.api.calls, []);
  }
});

test("turning off ends the subscription here and the device on the server", async () => {
  const env = on();
  const report = await turnOff(env, "device-1");
  assert.deepEqual([report.state, report.isChecked, env.push.held], ["off_here", true, null]);
  assert.deepEqual([env.memory.own, (await heal(env)).state], [null, "off_here"]);
  assert.deepEqual(env.api.calls, ["DELETE /api/push/devices/device-1"]);
});

test("turning off without a line still ends the subscription here", async () => {
  const env = on();
  env.api.dead.add("/api/push/devices/device-1");
  const report = await turnOff(env, "device-1");
  assert.deepEqual([report.state, report.isChecked, env.push.held], ["off_here", false, null]);
});

test("turning off with a worker that never starts ends it on the server", async () => {
  const env = on();
  env.isWorkerRunning = false;
  const report = await turnOff(env, "device-1");
  assert.deepEqual([report.state, report.isChecked], ["off_here", true]);
});

test("turning off that reached neither end says so", async () => {
  const env = on();
  env.isWorkerRunning = false;
  env.api.dead.add("/api/push/devices/device-1");
  const report = await turnOff(env, "device-1");
  assert.match(report.problem ?? "", /could not reach/);
});

test("turning off where nothing is on does nothing", async () => {
  const env = new FakeEnv();
  assert.equal((await turnOff(env, null)).state, "off_here");
  assert.deepEqual(env.api.calls, []);
});
