/** Stand-ins for the browser's push service and for the server, as the reminder code sees them. */
import { Buffer } from "node:buffer";
import type { Env } from "../../frontend/src/push/reminders.ts";
import type { Device, NewDevice } from "../../frontend/src/api/types.ts";
import type { Subscriber, Subscription } from "../../frontend/src/push/subscription.ts";

export const KEY_A = { public_key: publicKey(1), key_id: "key-a" };
export const KEY_B = { public_key: publicKey(2), key_id: "key-b" };

/** 65 bytes that differ by key, as a browser and the server would write them. */
function publicKey(n: number): string {
  return Buffer.from([4, ...new Array<number>(64).fill(n)]).toString("base64url");
}

function bytes(text: string): ArrayBuffer {
  return new Uint8Array(Buffer.from(text, "base64url")).buffer;
}

export class FakeSubscription implements Subscription {
  endpoint: string;
  options: { applicationServerKey: ArrayBuffer | null };
  onGone: () => void = () => {};

  constructor(endpoint: string, key: string | null) {
    this.endpoint = endpoint;
    this.options = { applicationServerKey: key === null ? null : bytes(key) };
  }
  getKey(name: "p256dh" | "auth"): ArrayBuffer {
    return bytes(name === "auth" ? "YXV0aC1zZWNyZXQtMTYh" : publicKey(9));
  }
  async unsubscribe(): Promise<boolean> {
    this.onGone();
    return true;
  }
}

/** A browser's push manager: one subscription at a time, and a second key is refused as browsers do. */
export class FakeSubscriber implements Subscriber {
  held: FakeSubscription | null = null;
  /** How a new subscription goes: made, refused, or never answered. */
  manner: "made" | "refused" | "silent" = "made";
  made = 0;

  hold(subscription: FakeSubscription): void {
    this.held = subscription;
    subscription.onGone = () => {
      this.held = null;
    };
  }
  async getSubscription(): Promise<FakeSubscription | null> {
    return this.held;
  }
  async subscribe(options: { userVisibleOnly: boolean; applicationServerKey: string }): Promise<FakeSubscription> {
    if (!options.userVisibleOnly) throw new TypeError("userVisibleOnly is required");
    if (this.manner === "silent") return new Promise(() => {});
    if (this.manner === "refused" || this.held !== null) throw new Error("InvalidStateError");
    this.made += 1;
    this.hold(new FakeSubscription(`https://push.example/new-${this.made}`, options.applicationServerKey));
    return this.held!;
  }
}

export function device(state: Device["state"], id = "device-1"): Device {
  const proven_at = state === "activating" ? null : "2026-12-01T08:00:00Z";
  return { id, label: "Firefox on Linux", state, proven_at, last_shown_at: proven_at, unseen_since: null, created_at: "2026-12-01T07:59:00Z" };
}

/** The server's side of the push routes, holding devices by endpoint and key. */
export class FakeServer {
  key = KEY_A;
  devices = new Map<string, { device: Device; keyId: string }>();
  calls: string[] = [];
  registered: NewDevice[] = [];
  checked: object[] = [];
  /** When the patient removed a device, by its id. */
  removed = new Map<string, string>();
  /** Paths that are not answered. */
  dead = new Set<string>();
  /** Paths that are answered with a refusal. */
  refusals = new Map<string, Error>();
  /** device-1 is the one a test begins with. */
  #made = 1;
  /** After so many looks at the list a new device has been proven. */
  provenAfter = 1;

  async get<T>(path: string): Promise<T> {
    this.#answer("GET", path);
    if (path === "/api/push/key") return this.key as T;
    this.provenAfter -= 1;
    for (const held of this.devices.values()) {
      if (this.provenAfter <= 0 && held.device.state === "activating") held.device = device("active", held.device.id);
    }
    return { devices: [...this.devices.values()].map((held) => held.device) } as T;
  }
  async post<T>(path: string, body: object): Promise<T> {
    this.#answer("POST", path);
    if (path === "/api/push/devices") return this.#register(body as NewDevice) as T;
    this.checked.push(body);
    const { endpoint, key_id, device: own } = body as { endpoint: string | null; key_id: string; device: string | null };
    const held = this.devices.get(endpoint ?? "");
    const known = held !== undefined && held.keyId === key_id;
    return { known, device: known ? held.device : null, removed_at: this.removed.get(own ?? "") ?? null } as T;
  }
  async delete(path: string): Promise<void> {
    this.#answer("DELETE", path);
  }
  #answer(method: string, path: string): void {
    this.calls.push(`${method} ${path}`);
    if (this.dead.has(path)) throw new Error(`${path} is not answered`);
    const refusal = this.refusals.get(path);
    if (refusal !== undefined) throw refusal;
  }
  #register(body: NewDevice): Device {
    this.registered.push(body);
    const made = device("activating", `device-${(this.#made += 1)}`);
    for (const [endpoint, held] of this.devices) if (held.device.id === body.replaces) this.devices.delete(endpoint);
    this.devices.set(body.endpoint, { device: made, keyId: body.key_id });
    return made;
  }
}

/** What a browser remembers of itself; null where reminders were never on, or were turned off. */
export class FakeMemory {
  own: string | null = null;
  isBroken = false;

  async ownDevice(): Promise<string | null> {
    if (this.isBroken) throw new Error("this browser keeps nothing");
    return this.own;
  }
  async keepOwnDevice(id: string | null): Promise<void> {
    if (this.isBroken) throw new Error("this browser keeps nothing");
    this.own = id;
  }
}

export class FakeEnv implements Env {
  api = new FakeServer();
  memory = new FakeMemory();
  push = new FakeSubscriber();
  capabilities = { hasPush: true, isIos: false, isStandalone: false };
  label = "Firefox on Linux";
  granted: NotificationPermission = "granted";
  /** What the patient answers when asked. */
  answer: NotificationPermission = "granted";
  asked = 0;
  isWorkerRunning = true;
  #milliseconds = 0;

  zone(): string {
    return "Europe/Berlin";
  }
  permission(): NotificationPermission {
    return this.granted;
  }
  async requestPermission(): Promise<NotificationPermission> {
    this.asked += 1;
    this.granted = this.answer;
    return this.answer;
  }
  async subscriber(): Promise<FakeSubscriber> {
    return this.isWorkerRunning ? this.push : new Promise(() => {});
  }
  /** Time passes only while someone waits; the longest waits are limits, and end after all else has run. */
  async wait(milliseconds: number): Promise<void> {
    if (milliseconds > 5_000) await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    else this.#milliseconds += milliseconds;
  }
  elapsed(): number {
    return this.#milliseconds;
  }
}
