/** Knows how reminders are turned on, healed and turned off on this device. */
import { memoryOf } from "../../sw/own-device.ts";
import { ApiProblem } from "../api/problem.ts";
import type { Device, PushKey } from "../api/types.ts";
import { ownerNow } from "../offline/owner.ts";
import { labelOfDevice } from "./device-name.ts";
import { capabilitiesHere } from "./device.ts";
import { beforeSubscribing, stateOf } from "./state.ts";
import type { Answer, Capabilities, Held, ReminderState } from "./state.ts";
import { deviceBody, isForKey, zoneHere } from "./subscription.ts";
import type { Memory, Subscriber, Subscription } from "./subscription.ts";

/** The server, as the app's client speaks to it: parsed JSON back, an error thrown for anything but success. */
export interface Api {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
  delete(path: string): Promise<unknown>;
}

/** Everything outside this file that it touches. */
export interface Env {
  api: Api;
  capabilities: Capabilities;
  memory: Memory;
  label: string;
  zone(): string;
  permission(): NotificationPermission;
  requestPermission(): Promise<NotificationPermission>;
  /** The push manager of the running service worker. */
  subscriber(): Promise<Subscriber>;
  wait(milliseconds: number): Promise<void>;
  /** Milliseconds on a clock that never jumps. */
  elapsed(): number;
}

export interface Report {
  state: ReminderState;
  device: Device | null;
  /** False when the server could not be asked: the state is what this device knows alone. */
  isChecked: boolean;
  /** A sentence for the patient when something did not work, else null. */
  problem: string | null;
  /** True when the connection was found lost and made anew just now, without a tap. */
  isReconnected: boolean;
  /** When the patient turned reminders off here from another device. */
  removedAt: string | null;
}

type Tell = (report: Report) => void;

const WORKER_LIMIT_MS = 15_000;
const SUBSCRIBE_LIMIT_MS = 20_000;
const PROOF_LIMIT_MS = 30_000;
const POLL_MS = 1_000;

const NO_ANSWER = "We could not reach Stipple's server. Check your connection and try again.";
const NO_SUBSCRIPTION = "This browser could not set up reminders. Check your connection and try again.";
const NO_PROOF =
  "The first reminder has not shown up yet. Keep this device online for a while, then send yourself a test.";
const BLOCKED = "Notifications from Stipple are blocked. Allow them in your browser's or phone's settings.";

/** The real browser, for the app and whoever is signed in now; tests pass their own. */
export function browserEnv(api: Api): Env {
  return {
    api,
    memory: memoryOf(ownerNow()),
    capabilities: capabilitiesHere(),
    label: labelOfDevice(navigator),
    zone: zoneHere,
    permission: () => ("Notification" in window ? Notification.permission : "default"),
    requestPermission: () => Notification.requestPermission(),
    subscriber: async () => (await navigator.serviceWorker.ready).pushManager,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    elapsed: () => performance.now(),
  };
}

/**
 * Asks for permission, subscribes, registers, and waits until the first reminder was seen here, 30 s at most.
 * Call it straight from a tap: browsers refuse the question otherwise. `tell` hears of each state on the way.
 */
export async function turnOn(env: Env, tell: Tell = () => {}): Promise<Report> {
  const settled = settledReport(env, ["install_first", "unsupported"]);
  if (settled !== null) return settled;
  // All three start within the tap: Safari forgets the tap while we wait for one after the other.
  const permission = env.requestPermission();
  const subscriber = settle(subscriberOf(env));
  const key = settle(env.api.get<PushKey>("/api/push/key"));
  await permission;
  const refused = settledReport(env, ["blocked", "not_asked"]);
  if (refused !== null) return refused;
  const keyResult = await key;
  const subscriberResult = await subscriber;
  if (keyResult.failed) return report("off_here", { problem: NO_ANSWER });
  if (subscriberResult.failed) return report("off_here", { problem: NO_SUBSCRIPTION });
  const device = await register(env, subscriberResult.value, keyResult.value, true);
  if ("problem" in device) return device;
  tell(reportOf(env, "ours", known(device)));
  return proof(env, device);
}

/**
 * Run on every app open: puts right what can be put right without a tap, and reports how reminders stand.
 * A browser that lost its subscription, or whose subscription the server does not know or cannot use, makes a
 * new one: the patient said yes once and never took it back, here or from another device. `tell` hears of it while the proof is waited for.
 */
export async function heal(env: Env, tell: Tell = () => {}): Promise<Report> {
  const before = beforeSubscribing(env.capabilities, env.permission());
  if (before !== null) return report(before, { isChecked: true });
  const subscriber = await settle(subscriberOf(env));
  if (subscriber.failed) return report("repair", { problem: NO_SUBSCRIPTION });
  const subscription = await subscriber.value.getSubscription();
  if (subscription === null && (await ownDevice(env)) === null) return reportOf(env, "nothing", null);
  const key = await settle(env.api.get<PushKey>("/api/push/key"));
  if (key.failed) return subscription === null ? report("repair", { problem: NO_ANSWER }) : reportOf(env, "ours", null);
  const answer = await recognised(env, subscription, key.value);
  if (answer.failed) return subscription === null ? report("repair", { problem: NO_ANSWER }) : reportOf(env, "ours", null);
  const { device, removed_at } = answer.value;
  if (removed_at !== null) return endHere(env, removed_at);
  if (device === null) return reconnect(env, subscriber.value, subscription, key.value, tell);
  if ((await ownDevice(env)) !== device.id) await settle(env.memory.keepOwnDevice(device.id));
  return reportOf(env, "ours", answer.value);
}

/** Turned off from another device: nothing is held here any more, so that whoever signs in next begins afresh. */
async function endHere(env: Env, removedAt: string): Promise<Report> {
  await settle(unsubscribe(env));
  return report("removed", { isChecked: true, removedAt });
}

/**
 * Ends reminders on this device; `deviceId` is the device of the last report, if there was one.
 * Either end alone is enough for nothing to arrive any more: a server that cannot be told finds out itself.
 */
export async function turnOff(env: Env, deviceId: string | null): Promise<Report> {
  const before = beforeSubscribing(env.capabilities, env.permission());
  const ended = before === null ? await settle(unsubscribe(env)) : { failed: false };
  const told = deviceId === null ? { failed: ended.failed } : await settle(forget(env, deviceId));
  await settle(env.memory.keepOwnDevice(null));
  if (ended.failed && told.failed) return report("on_unproven", { problem: NO_ANSWER });
  return report(before ?? "off_here", { isChecked: !told.failed });
}

async function unsubscribe(env: Env): Promise<void> {
  const subscription = await (await subscriberOf(env)).getSubscription();
  await subscription?.unsubscribe();
}

function forget(env: Env, deviceId: string): Promise<unknown> {
  return env.api.delete(`/api/push/devices/${deviceId}`);
}

/** The registered device, or the report of why there is none. */
async function register(env: Env, subscriber: Subscriber, key: PushKey, isAsked: boolean): Promise<Device | Report> {
  const subscription = await settle(subscribeAfresh(env, subscriber, key));
  if (subscription.failed) return report("off_here", { isChecked: true, problem: NO_SUBSCRIPTION });
  const device = await settle(announce(env, subscription.value, key, isAsked));
  return device.failed ? report("repair", sentenceOf(device.error)) : device.value;
}

/** The device this browser was last; a browser that keeps nothing has never been one. */
async function ownDevice(env: Env): Promise<string | null> {
  const kept = await settle(env.memory.ownDevice());
  return kept.failed ? null : kept.value;
}

/** A new subscription under this key. The old one goes first: a browser keeps one, and refuses a second key. */
async function subscribeAfresh(env: Env, subscriber: Subscriber, key: PushKey): Promise<Subscription> {
  const old = await subscriber.getSubscription();
  await old?.unsubscribe();
  const asked = subscriber.subscribe({ userVisibleOnly: true, applicationServerKey: key.public_key });
  return within(env, asked, SUBSCRIBE_LIMIT_MS, "No push subscription");
}

/** Tells the server where this browser is reached, and which of its devices that ends. */
async function announce(env: Env, subscription: Subscription, key: PushKey, isAsked: boolean): Promise<Device> {
  const about = { label: env.label, zone: env.zone(), replaces: await ownDevice(env), is_asked: isAsked };
  const device = await env.api.post<Device>("/api/push/devices", deviceBody(subscription, key.key_id, about));
  await settle(env.memory.keepOwnDevice(device.id));
  return device;
}

/** Waits until the server has heard from the service worker that the first reminder was shown. */
async function proof(env: Env, device: Device): Promise<Report> {
  let latest = device;
  const deadline = env.elapsed() + PROOF_LIMIT_MS;
  while (latest.state !== "active" && env.elapsed() < deadline) {
    await env.wait(POLL_MS);
    // One lost answer among thirty is not worth a word: the next question is a second away.
    const asked = await settle(env.api.get<{ devices: Device[] }>("/api/push/devices"));
    if (!asked.failed) latest = asked.value.devices.find(({ id }) => id === device.id) ?? latest;
  }
  const reached = reportOf(env, "ours", known(latest));
  return reached.state === "on_proven" ? reached : { ...reached, problem: NO_PROOF };
}

/** What the server knows of this subscription under its present key, and of the device this browser was. */
async function recognised(
  env: Env,
  subscription: Subscription | null,
  key: PushKey,
): Promise<Settled<NonNullable<Answer>>> {
  const endpoint = subscription !== null && isForKey(subscription, key) ? subscription.endpoint : null;
  const question = { endpoint, key_id: key.key_id, zone: env.zone(), device: await ownDevice(env) };
  return settle(env.api.post<NonNullable<Answer>>("/api/push/check", question));
}

async function reconnect(
  env: Env,
  subscriber: Subscriber,
  held: Subscription | null,
  key: PushKey,
  tell: Tell,
): Promise<Report> {
  // An iPhone subscribes only from a tap: taking its old subscription away here would leave it with none.
  if (env.capabilities.isIos) return sayAgain(env, held, key);
  const device = await register(env, subscriber, key, false);
  if ("problem" in device) return { ...device, state: "repair" };
  tell({ ...reportOf(env, "ours", known(device)), isReconnected: true });
  return { ...(await proof(env, device)), isReconnected: true };
}

/** Registers what is held once more: a server that was set back to an earlier day may only have forgotten it. */
async function sayAgain(env: Env, held: Subscription | null, key: PushKey): Promise<Report> {
  if (held === null || !isForKey(held, key)) return report("repair", { isChecked: true });
  const device = await settle(announce(env, held, key, false));
  if (device.failed) return report("repair", sentenceOf(device.error));
  return reportOf(env, "ours", known(device.value));
}

/** The push manager, unless the service worker never comes to life. */
function subscriberOf(env: Env): Promise<Subscriber> {
  return within(env, env.subscriber(), WORKER_LIMIT_MS, "The service worker is not running");
}

function settledReport(env: Env, states: ReminderState[]): Report | null {
  const state = beforeSubscribing(env.capabilities, env.permission());
  if (state === null || !states.includes(state)) return null;
  return report(state, { isChecked: true, problem: state === "blocked" ? BLOCKED : null });
}

const known = (device: Device): Answer => ({ known: true, device, removed_at: null });

function reportOf(env: Env, held: Held, answer: Answer): Report {
  const state = stateOf(env.capabilities, env.permission(), held, answer);
  const isChecked = answer !== null || held !== "ours";
  return report(state, { device: answer?.device ?? null, isChecked });
}

function report(state: ReminderState, rest: Partial<Report> = {}): Report {
  return { state, device: null, isChecked: false, problem: null, isReconnected: false, removedAt: null, ...rest };
}

/** What to tell of a refused registration: the server's own words, if it had any. */
function sentenceOf(error: unknown): Pick<Report, "isChecked" | "problem"> {
  const isRefusal = error instanceof ApiProblem && error.status > 0;
  return { isChecked: isRefusal, problem: isRefusal ? error.message : NO_ANSWER };
}

type Settled<T> = { failed: false; value: T } | { failed: true; error: unknown };

/** Waits for an outcome without throwing, so that each caller says what its failure means to the patient. */
async function settle<T>(promise: Promise<T>): Promise<Settled<T>> {
  try {
    return { failed: false, value: await promise };
  } catch (error) {
    console.warn("Reminders:", error);
    return { failed: true, error };
  }
}

/** The push service may never answer (offline, a blocked port): a limit of our own instead of a dead button. */
function within<T>(env: Env, promise: Promise<T>, milliseconds: number, complaint: string): Promise<T> {
  const limit = env.wait(milliseconds).then((): never => {
    throw new Error(`${complaint} after ${milliseconds / 1000} s.`);
  });
  return Promise.race([promise, limit]);
}
