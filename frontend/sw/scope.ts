/** Knows everything the service worker's handlers may touch, so that a test can hand them a stand-in. */
import { labelOfDevice } from "../src/push/device-name.ts";
import { zoneHere } from "../src/push/subscription.ts";
import type { Memory, Subscriber } from "../src/push/subscription.ts";
import type { ToPage } from "./messages.ts";
import { browserOutbox } from "./outbox.ts";
import { memoryOf } from "./own-device.ts";
import type { Outbox } from "./outbox.ts";
import type { DrainedPhotos } from "./photo-outbox.ts";
import { sendKeptPhotos } from "./photo-sync.ts";
import { drop, keep, ownerHere } from "./storage.ts";

/** The files of the app shell, written in front of this script by the server that built them. */
export interface Precache {
  version: string;
  urls: string[];
}

export interface Page {
  focused: boolean;
  visibilityState: string;
  focus(): Promise<unknown>;
  postMessage(message: ToPage): void;
}

export interface Shelf {
  addAll(requests: Request[]): Promise<void>;
  match(url: string): Promise<Response | undefined>;
  put(url: string, response: Response): Promise<void>;
  delete(url: string): Promise<boolean>;
  /** What lies on it. */
  keys(): Promise<readonly Pick<Request, "url">[]>;
}

export interface Shelves {
  open(name: string): Promise<Shelf>;
  /** In the order they were made. */
  keys(): Promise<string[]>;
  delete(name: string): Promise<boolean>;
  /** Looks on the shelf of this name, which need not be there, or on all of them. */
  match(url: string, where?: { cacheName: string }): Promise<Response | undefined>;
}

export interface Scope {
  origin: string;
  label: string;
  maxActions: number;
  precache: Precache | null;
  outbox: Outbox;
  /** Sends the photos that wait here, of whoever is signed in. */
  sendPhotos(): Promise<DrainedPhotos>;
  /** Whose things lie on this phone; null for nobody's. */
  owner(): Promise<string | null>;
  /** Keeps a value on this phone, sealed, as long as it is this patient's, or drops it. */
  keep(owner: string | null, name: string, value: object): Promise<void>;
  drop(name: string): Promise<void>;
  shelves: Shelves;
  subscriber: Subscriber;
  memory(owner: string | null): Memory;
  now(): Date;
  newId(): string;
  zone(): string;
  fetch(request: Request | string, init?: RequestInit): Promise<Response>;
  showNotification(title: string, options: NotificationOptions): Promise<void>;
  setBadge(count: number): Promise<void>;
  pages(): Promise<readonly Page[]>;
  /** The names of the Web Locks that are held now, one for each holder; none where the browser has none. */
  locks(): Promise<string[]>;
  openWindow(path: string): Promise<unknown>;
  claim(): Promise<void>;
  skipWaiting(): Promise<void>;
}

/** What every event offers: the browser keeps the worker alive until the promise is settled. */
export interface Extendable {
  waitUntil(promise: Promise<unknown>): void;
}

/** How many buttons a notification may carry here; a browser that does not tell leaves out what it cannot show. */
function maxActionsOf(worker: ServiceWorkerGlobalScope): number {
  // Outside the Home Screen an iPhone runs this worker for the app shell alone, and has no Notification.
  const { Notification: known } = worker as unknown as { Notification?: { maxActions?: number } };
  return known?.maxActions ?? 2;
}

/** The scope of the real service worker. */
export function scopeOf(worker: ServiceWorkerGlobalScope, precache: Precache | null): Scope {
  const { registration, clients, navigator } = worker;
  return {
    origin: worker.location.origin,
    label: labelOfDevice({ userAgent: navigator.userAgent, platform: navigator.platform, maxTouchPoints: 0 }),
    maxActions: maxActionsOf(worker),
    precache,
    outbox: browserOutbox(),
    sendPhotos: sendKeptPhotos,
    owner: () => ownerHere().catch(() => null), // a browser that keeps nothing
    keep,
    drop,
    shelves: worker.caches,
    subscriber: registration.pushManager,
    memory: memoryOf,
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    zone: zoneHere,
    fetch: (request, init) => fetch(request, init),
    showNotification: (title, options) => registration.showNotification(title, options),
    setBadge: (count) => navigator.setAppBadge(count),
    pages: () => clients.matchAll({ type: "window", includeUncontrolled: true }),
    locks: async () => ((await navigator.locks?.query())?.held ?? []).map(({ name }) => name ?? ""),
    openWindow: (path) => clients.openWindow(path),
    claim: () => clients.claim(),
    skipWaiting: () => worker.skipWaiting(),
  };
}
