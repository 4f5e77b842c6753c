/** Knows the app shell: which files open Stipple without a line, and which requests they answer. */
import type { Extendable, Precache, Scope } from "./scope.ts";

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

/** shell: the app's page, kept first · page: another page, the network first · file: kept first · network: not ours. */
export type Way = "shell" | "page" | "file" | "network";

const PREFIX = "stipple-shell-";
const SHELL_PATHS = ["/", "/index.html"];

/** Which way a request goes. Nothing under /api is ever answered from, or put into, the cache. */
export function wayOf(asked: Asked, origin: string, precache: Precache | null): Way {
  const url = new URL(asked.url);
  if (precache === null || asked.method !== "GET" || url.origin !== origin) return "network";
  if (url.pathname === "/api" || url.pathname.startsWith("/api/")) return "network";
  if (asked.mode === "navigate") return SHELL_PATHS.includes(url.pathname) ? "shell" : "page";
  return precache.urls.includes(url.pathname) ? "file" : "network";
}

export function onInstall(scope: Scope, event: Extendable): void {
  if (scope.precache !== null) event.waitUntil(fill(scope, scope.precache));
}

export function onActivate(scope: Scope, event: Extendable): void {
  event.waitUntil(removeOld(scope));
  event.waitUntil(scope.claim());
  event.waitUntil(scope.outbox.drain());
}

export function onFetch(scope: Scope, event: Fetched): void {
  const way = wayOf(event.request, scope.origin, scope.precache);
  if (way === "network") return;
  if (way === "file") event.respondWith(keptFirst(scope, event.request, new URL(event.request.url).pathname));
  if (way === "shell") event.respondWith(keptFirst(scope, event.request, shellOf(scope.precache)));
  if (way === "page") event.respondWith(networkFirst(scope, event.request));
  if (event.request.mode === "navigate") event.waitUntil(scope.outbox.drain());
}

async function fill(scope: Scope, precache: Precache): Promise<void> {
  const shelf = await scope.shelves.open(PREFIX + precache.version);
  // Past the browser's own cache: a page of one build with a script of another would not start.
  await shelf.addAll(precache.urls.map((url) => new Request(new URL(url, scope.origin), { cache: "reload" })));
}

async function removeOld(scope: Scope): Promise<void> {
  const current = PREFIX + (scope.precache?.version ?? "");
  const old = (await scope.shelves.keys()).filter((name) => name.startsWith(PREFIX) && name !== current);
  await Promise.all(old.map((name) => scope.shelves.delete(name)));
}

async function keptFirst(scope: Scope, request: Request, path: string): Promise<Response> {
  return (await keptFile(scope, path)) ?? scope.fetch(request);
}

async function networkFirst(scope: Scope, request: Request): Promise<Response> {
  try {
    return await scope.fetch(request);
  } catch (error) {
    const kept = await keptFile(scope, shellOf(scope.precache));
    if (kept === undefined) throw error;
    return kept;
  }
}

async function keptFile(scope: Scope, path: string): Promise<Response | undefined> {
  try {
    const shelf = await scope.shelves.open(PREFIX + (scope.precache?.version ?? ""));
    return await shelf.match(path);
  } catch (error) {
    console.warn("Cache: cannot be read, asking the network instead.", error);
    return undefined;
  }
}

/** The address under which the app's page was kept: the server lists it as "/" or by its file name. */
function shellOf(precache: Precache | null): string {
  return SHELL_PATHS.find((path) => precache?.urls.includes(path)) ?? "/";
}
