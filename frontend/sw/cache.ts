/** Knows the app shell: how a new version of it takes over, and which requests its files answer. */
import { LATER, laterFile } from "./later.ts";
import type { Extendable, Precache, Scope } from "./scope.ts";
import { anyFile, fill, isShell, ownFile, shellOf } from "./shelves.ts";

export interface Fetched extends Extendable {
  request: Request;
  respondWith(response: Promise<Response>): void;
}

/** What is read of a request to decide about it. */
export interface Asked {
  method: string;
  mode: string;
  url: string;
}

/**
 * shell: the app's page, kept first · page: another page, the network first · file: kept first ·
 * asset: kept first, of whichever version · later: kept once fetched · network: not ours.
 */
export type Way = "shell" | "page" | "file" | "asset" | "later" | "network";

/** Which way a request goes. Nothing under /api is ever answered from, or put into, the cache. */
export function wayOf(asked: Asked, origin: string, precache: Precache | null): Way {
  const url = new URL(asked.url);
  if (precache === null || asked.method !== "GET" || url.origin !== origin) return "network";
  if (url.pathname === "/api" || url.pathname.startsWith("/api/")) return "network";
  if (asked.mode === "navigate") return isShell(url.pathname) ? "shell" : "page";
  if (url.pathname.startsWith(LATER)) return "later";
  if (url.pathname.startsWith("/assets/")) return "asset";
  return precache.urls.includes(url.pathname) ? "file" : "network";
}

/**
 * Takes over at once: while a worker waited and Firefox was closed, the browser lost it and every push after.
 * Not before its shelf is full; open pages of the old version still find their parts on theirs.
 */
export function onInstall(scope: Scope, event: Extendable): void {
  const filled = scope.precache === null ? Promise.resolve() : fill(scope, scope.precache);
  event.waitUntil(filled.then(() => scope.skipWaiting()));
}

/** Nothing slow: pushes and pages wait until this is done. */
export function onActivate(scope: Scope, event: Extendable): void {
  event.waitUntil(scope.claim());
}

export function onFetch(scope: Scope, event: Fetched): void {
  const way = wayOf(event.request, scope.origin, scope.precache);
  if (way === "network") return;
  const { pathname } = new URL(event.request.url);
  if (way === "file") event.respondWith(keptFirst(scope, event.request, ownFile(scope, pathname)));
  if (way === "asset") event.respondWith(keptFirst(scope, event.request, anyFile(scope, pathname)));
  if (way === "later") event.respondWith(laterFile(scope, event.request));
  if (way === "shell") event.respondWith(keptFirst(scope, event.request, ownFile(scope, shellOf(scope.precache))));
  if (way === "page") event.respondWith(networkFirst(scope, event.request));
  if (event.request.mode === "navigate") event.waitUntil(scope.outbox.drain());
}

async function keptFirst(scope: Scope, request: Request, kept: Promise<Response | undefined>): Promise<Response> {
  return (await kept) ?? scope.fetch(request);
}

async function networkFirst(scope: Scope, request: Request): Promise<Response> {
  try {
    return await scope.fetch(request);
  } catch (error) {
    const kept = await ownFile(scope, shellOf(scope.precache));
    if (kept === undefined) throw error;
    return kept;
  }
}
