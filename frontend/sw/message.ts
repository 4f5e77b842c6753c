/** Knows what the page may tell the service worker. */
import type { ToWorker } from "./messages.ts";
import type { Extendable, Page, Scope } from "./scope.ts";
import { meet } from "./shelves.ts";

export interface Told extends Extendable {
  data: ToWorker | null | undefined;
  /** Who tells. */
  source: Pick<Page, "postMessage"> | null;
}

export function onMessage(scope: Scope, event: Told): void {
  const told = event.data;
  if (told?.type === "here") event.waitUntil(meet(scope, event.source, told.script));
  if (told?.type === "keep") event.waitUntil(told.value ? scope.keep(told.owner, told.name, told.value) : scope.drop(told.name));
}
