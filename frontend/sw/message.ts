/** Knows what the page may ask of the service worker. */
import type { ToWorker } from "./messages.ts";
import type { Extendable, Scope } from "./scope.ts";

export interface Asked extends Extendable {
  data: ToWorker | null | undefined;
}

export function onMessage(scope: Scope, event: Asked): void {
  if (event.data?.type === "skip_waiting") event.waitUntil(scope.skipWaiting());
  if (event.data?.type === "drain") event.waitUntil(scope.outbox.drain());
}
