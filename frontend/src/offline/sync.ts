/** Asks the browser to send what waits by itself, where it can (Background Sync). */
import { SYNC_TAG } from "../../sw/sync-tag.ts";

/** Sent once there is a line, even with the app closed; without it the page alone sends. */
export async function askForSync(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    const { sync } = (registration ?? {}) as { sync?: { register(tag: string): Promise<void> } };
    await sync?.register(SYNC_TAG);
  } catch (problem) {
    console.warn("What waits is sent by the page alone.", problem);
  }
}
