/** Stand-ins for what the service worker touches: each call is written down in order. */
import { FakeMemory } from "./push-fakes.ts";
import type { ToPage } from "../../frontend/sw/messages.ts";
import type { Drained, Entry, OutboxStorage, Post, Refusal } from "../../frontend/sw/outbox.ts";
import { outboxOf } from "../../frontend/sw/outbox.ts";
import type { DrainedPhotos } from "../../frontend/sw/photo-outbox.ts";
import type { Memory } from "../../frontend/src/push/subscription.ts";
import type { Precache, Scope, Shelf } from "../../frontend/sw/scope.ts";

export const ORIGIN = "https://stipple.example";
export const NOW = "2026-12-01T08:00:00.000Z";
export const EPOCH_NOW = Date.parse(NOW) / 1000;

/** The outbox's storage without IndexedDB. */
export class ListStorage implements OutboxStorage {
  entries: Entry[] = [];
  refusals: Refusal[] = [];
  isBroken = false;

  async all(): Promise<Entry[]> {
    if (this.isBroken) throw new Error("no storage");
    return [...this.entries];
  }
  async add(entry: Entry): Promise<void> {
    if (this.isBroken) throw new Error("no storage");
    if (!this.entries.some(({ id }) => id === entry.id)) this.entries.push(entry);
  }
  async remove(id: string): Promise<void> {
    this.entries = this.entries.filter((entry) => entry.id !== id);
  }
  async refuse(refusal: Refusal): Promise<void> {
    this.refusals.push(refusal);
    await this.remove(refusal.entry.id);
  }
}

export class FakePage {
  focused = false;
  visibilityState = "hidden";
  heard: ToPage[] = [];
  focuses = 0;

  async focus(): Promise<void> {
    this.focuses += 1;
  }
  postMessage(message: ToPage): void {
    this.heard.push(message);
  }
}

export class FakeShelf implements Shelf {
  files = new Map<string, Response>();
  asked: Request[] = [];

  constructor(files: Record<string, string> = {}) {
    for (const [path, text] of Object.entries(files)) this.files.set(path, new Response(text));
  }
  async addAll(requests: Request[]): Promise<void> {
    this.asked.push(...requests);
    for (const { url } of requests) this.files.set(new URL(url).pathname, new Response(`kept ${url}`));
  }
  async match(url: string): Promise<Response | undefined> {
    return this.files.get(url)?.clone();
  }
  async put(url: string, response: Response): Promise<void> {
    this.files.set(url, response);
  }
  async delete(url: string): Promise<boolean> {
    return this.files.delete(url);
  }
  async keys(): Promise<{ url: string }[]> {
    return [...this.files.keys()].map((path) => ({ url: ORIGIN + path }));
  }
}

export class FakeShelves {
  shelves = new Map<string, FakeShelf>();
  isBroken = false;
  /** Makes a new shelf; a test may give one that cannot be filled. */
  made: () => FakeShelf = () => new FakeShelf();

  async open(name: string): Promise<FakeShelf> {
    if (this.isBroken) throw new Error("no cache");
    const shelf = this.shelves.get(name) ?? this.made();
    this.shelves.set(name, shelf);
    return shelf;
  }
  async keys(): Promise<string[]> {
    return [...this.shelves.keys()];
  }
  async delete(name: string): Promise<boolean> {
    return this.shelves.delete(name);
  }
  async match(url: string, where?: { cacheName: string }): Promise<Response | undefined> {
    if (this.isBroken) throw new Error("no cache");
    for (const [name, shelf] of this.shelves) {
      if (where && where.cacheName !== name) continue;
      const found = await shelf.match(url);
      if (found) return found;
    }
    return undefined;
  }
}

export interface Notified {
  title: string;
  options: NotificationOptions & { renotify?: boolean; actions?: { action: string; title: string }[] };
}

export interface Posted {
  path: string;
  body: Record<string, unknown>;
}

/** A service worker's surroundings with no browser behind them. */
export class FakeScope implements Scope {
  origin = ORIGIN;
  label = "Firefox on Linux";
  maxActions = 2;
  precache: Precache | null = null;
  log: string[] = [];
  notified: Notified[] = [];
  posted: Posted[] = [];
  /** The status every post is answered with; null is no line. */
  status: number | null = 200;
  badges: number[] = [];
  hasBadges = true;
  refusesOptions = false;
  openPages: FakePage[] = [];
  heldLocks: string[] = [];
  windows: string[] = [];
  claims = 0;
  skips = 0;
  shelves = new FakeShelves();
  storage = new ListStorage();
  answers = new Map<string, Response>();
  fetched: { path: string; init: RequestInit | undefined }[] = [];
  /** Whose phone it is; a test may let somebody sign out. */
  patient: string | null = "alice";
  remembered = new FakeMemory();
  subscriber: Scope["subscriber"] = {
    getSubscription: async () => null,
    subscribe: async () => Promise.reject(new Error("no push service")),
  };
  #ids = 0;

  post: Post = async (path, body) => {
    this.log.push(`post ${path}`);
    if (this.status === null) throw new TypeError("no line");
    this.posted.push({ path, body: body as Record<string, unknown> });
    return { status: this.status };
  };
  outbox = outboxOf(this.storage, this.post, (work: () => Promise<Drained>) => {
    this.log.push("drain");
    return work();
  });

  /** How sending the photos that wait would end. */
  photos: DrainedPhotos = { sent: 0, refused: 0, left: 0 };
  async sendPhotos(): Promise<DrainedPhotos> {
    return this.photos;
  }

  async owner(): Promise<string | null> {
    return this.patient;
  }
  memory(owner: string | null): Memory {
    const keepOwnDevice = async (id: string | null) => {
      if (owner !== this.patient) throw new Error("not theirs");
      this.remembered.own = id;
    };
    return { ownDevice: () => this.remembered.ownDevice(), keepOwnDevice };
  }

  /** What lies on the phone by name. */
  kept = new Map<string, object>();
  async keep(owner: string | null, name: string, value: object): Promise<void> {
    if (owner !== this.patient) throw new Error("not theirs");
    this.kept.set(name, value);
  }
  async drop(name: string): Promise<void> {
    this.kept.delete(name);
  }

  now(): Date {
    return new Date(NOW);
  }
  newId(): string {
    this.#ids += 1;
    return `id-${this.#ids}`;
  }
  zone(): string {
    return "Europe/Berlin";
  }
  async fetch(request: Request | string, init?: RequestInit): Promise<Response> {
    const path = typeof request === "string" ? request : new URL(request.url).pathname;
    this.fetched.push({ path, init });
    const answer = this.answers.get(path);
    if (answer === undefined) throw new TypeError("no line");
    return answer;
  }
  async showNotification(title: string, options: Notified["options"]): Promise<void> {
    this.log.push("showNotification");
    if (this.refusesOptions && options.actions !== undefined) throw new TypeError("refused option");
    this.notified.push({ title, options });
  }
  setBadge(count: number): Promise<void> {
    this.log.push("setBadge");
    if (!this.hasBadges) throw new TypeError("setAppBadge is not a function");
    this.badges.push(count);
    return Promise.resolve();
  }
  async pages(): Promise<FakePage[]> {
    this.log.push("pages");
    return this.openPages;
  }
  async locks(): Promise<string[]> {
    return this.heldLocks;
  }
  async openWindow(path: string): Promise<void> {
    this.windows.push(path);
    const page = new FakePage();
    await Promise.resolve();
    this.openPages = [...this.openPages, page];
  }
  async claim(): Promise<void> {
    this.claims += 1;
  }
  async skipWaiting(): Promise<void> {
    this.skips += 1;
  }
}

/** An event whose promises can be waited for; it writes into the scope's log when it is asked to stay alive. */
export class FakeEvent {
  promises: Promise<unknown>[] = [];
  #log: string[];

  constructor(log: string[] = []) {
    this.#log = log;
  }
  waitUntil(promise: Promise<unknown>): void {
    this.#log.push("waitUntil");
    this.promises.push(promise);
  }
  /** Waits for everything the handler asked for; throws what any of it threw. */
  async finished(): Promise<void> {
    await Promise.all(this.promises);
  }
}
