/** When photos that wait on this phone are tried again; the queue itself is fetched only where there are some. */
import { PHOTO_DATABASE } from "../../sw/photo-database.ts";
import { onEachChance } from "../offline/chances.ts";
import { knownNow, lastKnown } from "../offline/last-known.ts";
import { hearTabs } from "../offline/tabs.ts";
import { onPlanChanged } from "../plan-changed.ts";

/** At the start, at each chance, and when the worker or a tab tells. */
export function keepSendingPhotos(): void {
  void drain();
  onEachChance(() => void drain());
  hearTabs("photos", () => void drain());
  onPlanChanged(() => void drain());
}

async function drain(): Promise<void> {
  const { me } = knownNow() ?? (await lastKnown()) ?? {};
  if (!me || !(await mayWait())) return;
  const { photosOf, sendPhotos } = await import("./queue.ts");
  // Somebody else may have signed in meanwhile, whose photos are asked for by then.
  if (knownNow()?.me.id !== me.id) return;
  await photosOf(me.id);
  await sendPhotos();
}

/** Whether any photo was ever kept in this browser; where it cannot tell, perhaps. */
async function mayWait(): Promise<boolean> {
  if (!indexedDB.databases) return true;
  return (await indexedDB.databases()).some(({ name }) => name === PHOTO_DATABASE);
}
