/** Knows how the worker sends photos with no page open: those of the patient whose plan this phone keeps. */
import { PHOTO_DATABASE } from "./photo-database.ts";
import { drainPhotos, onePhotoDrain, putPhoto } from "./photo-outbox.ts";
import type { DrainedPhotos } from "./photo-outbox.ts";
import { idbPhotos } from "./photo-storage.ts";
import { kept } from "./storage.ts";

const NONE: DrainedPhotos = { sent: 0, refused: 0, left: 0 };

export async function sendKeptPhotos(): Promise<DrainedPhotos> {
  const known = await kept<{ me: { id: string } }>("last-known");
  if (known === null || !(await isMade())) return NONE;
  return onePhotoDrain(known.me.id, () => drainPhotos(idbPhotos, putPhoto, known.me.id));
}

/** A phone that never took a photo gets no database for them. */
async function isMade(): Promise<boolean> {
  if (!indexedDB.databases) return true;
  return (await indexedDB.databases()).some(({ name }) => name === PHOTO_DATABASE);
}
