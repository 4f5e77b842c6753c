/** Knows what happens when the browser says that there is a line again (Background Sync, where it exists). */
import { refreshBadge } from "./badge.ts";
import { tellPages } from "./push.ts";
import type { Extendable, Scope } from "./scope.ts";
import { SYNC_TAG } from "./sync-tag.ts";

export interface Synced extends Extendable {
  tag: string;
}

/** Sends what waits; a failure makes the browser try again later. */
export function onSync(scope: Scope, event: Synced): void {
  if (event.tag === SYNC_TAG) event.waitUntil(sendAll(scope));
}

async function sendAll(scope: Scope): Promise<void> {
  const { sent, refused, left } = await scope.outbox.drain();
  if (sent + refused.length > 0) {
    await tellPages(scope);
    await refreshBadge(scope);
  }
  const photos = await scope.sendPhotos();
  if (photos.sent + photos.refused > 0) await tellPages(scope);
  const waiting = left + photos.left;
  if (waiting > 0) throw new Error(`${waiting} entries still wait for a line.`);
}
