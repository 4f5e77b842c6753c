/** Knows how photos lie on this device until they are safe elsewhere: sealed, in a database of their own. */
import { openDB } from "idb";
import type { DBSchema, IDBPDatabase } from "idb";
import { PHOTO_DATABASE } from "./photo-database.ts";
import type { PhotoStorage, RefusedPhoto, WaitingPhoto } from "./photo-outbox.ts";
import { newKey, seal, sealBytes, unseal, unsealBytes } from "./seal.ts";
import type { Sealed } from "./seal.ts";

interface Record {
  id: string;
  about: Sealed;
  /** Null once the server refused it: the picture is gone, the reason is still to be read. */
  picture: Sealed | null;
}

interface About {
  photo: WaitingPhoto;
  sentence: string | null;
}

interface Schema extends DBSchema {
  keys: { key: string; value: CryptoKey };
  /** Numbered in the order they came. */
  photos: { key: number; value: Record; indexes: { id: string } };
}

const KEY = "device";

/** Makes this phone ready to keep photos, for a patient who has just come to them. */
export async function readyForPhotos(): Promise<void> {
  await withDatabase(deviceKey);
}

/**
 * Keeps a photo on this phone; a second one with the same id is ignored. Throws where the browser keeps nothing,
 * and where it was made ready for it and has since been wiped: a photo may be on its way here as its patient signs out.
 */
export function keepPhoto(photo: WaitingPhoto, picture: ArrayBuffer): Promise<void> {
  return withDatabase(async (database) => {
    const key = await database.get("keys", KEY);
    if (key === undefined) throw new Error("Nothing is kept here: this phone has been wiped.");
    const [about, sealed] = [await seal(key, { photo, sentence: null }), await sealBytes(key, picture)];
    const transaction = database.transaction("photos", "readwrite", { durability: "strict" });
    const before = await transaction.store.index("id").getKey(photo.id);
    if (before === undefined) await transaction.store.add({ id: photo.id, about, picture: sealed });
    await transaction.done;
  });
}

/** The photos as they lie in IndexedDB. */
export const idbPhotos: PhotoStorage = {
  all: (owner) =>
    withDatabase(async (database) => (await entries(database, owner, true)).map(({ photo }) => photo)),
  picture: (id) => withDatabase((database) => pictureOf(database, id)),
  remove: (id) => withDatabase((database) => removeRecord(database, id)),
  refuse: (refused) => withDatabase((database) => refuseRecord(database, refused)),
};

/** What the server refused and this patient has not read yet. */
export function refusedPhotos(owner: string): Promise<RefusedPhoto[]> {
  return withDatabase((database) => entries(database, owner, false));
}

/** How many photos of anybody's wait here, opened or not. */
export function countPhotos(): Promise<number> {
  return withDatabase(async (database) => (await database.getAll("photos")).filter(({ picture }) => picture !== null).length);
}

/** The patient has read about all that was refused. */
export async function forgetRefusedPhotos(owner: string): Promise<void> {
  for (const { photo } of await refusedPhotos(owner)) await idbPhotos.remove(photo.id);
}

// Its own database and key: a session that expires wipes the other one, and no photo may be lost by that.
async function withDatabase<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  const database = await openDB<Schema>(PHOTO_DATABASE, 1, {
    upgrade(created) {
      created.createObjectStore("keys");
      created.createObjectStore("photos", { autoIncrement: true }).createIndex("id", "id", { unique: true });
    },
  });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** The key of this device's photos. Two tabs may both make the first one: whichever is stored first stays. */
async function deviceKey(database: IDBPDatabase<Schema>): Promise<CryptoKey> {
  const made = await newKey();
  const transaction = database.transaction("keys", "readwrite");
  const stored = await transaction.store.get(KEY);
  if (stored === undefined) await transaction.store.put(made, KEY);
  await transaction.done;
  return stored ?? made;
}

/** The photos of one patient, those still to be sent or those that were refused. */
async function entries(database: IDBPDatabase<Schema>, owner: string, isWaiting: boolean): Promise<About[]> {
  const key = await database.get("keys", KEY);
  if (key === undefined) return [];
  const records = (await database.getAll("photos")).filter(({ picture }) => (picture !== null) === isWaiting);
  const opened = await Promise.allSettled(records.map(({ about }) => unseal(key, about) as Promise<About>));
  // One that no longer opens must not hide the others.
  const found = opened.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  return found.filter(({ photo }) => photo.owner === owner);
}

async function pictureOf(database: IDBPDatabase<Schema>, id: string): Promise<ArrayBuffer | null> {
  const key = await database.get("keys", KEY);
  const record = await database.getFromIndex("photos", "id", id);
  return key && record?.picture ? unsealBytes(key, record.picture) : null;
}

async function removeRecord(database: IDBPDatabase<Schema>, id: string): Promise<void> {
  const key = await database.getKeyFromIndex("photos", "id", id);
  if (key !== undefined) await database.delete("photos", key);
}

async function refuseRecord(database: IDBPDatabase<Schema>, { photo, sentence }: RefusedPhoto): Promise<void> {
  const sealing = await database.get("keys", KEY);
  if (sealing === undefined) return; // wiped while the server answered: nothing is to be kept of it
  const about = await seal(sealing, { photo, sentence });
  const transaction = database.transaction("photos", "readwrite");
  const key = await transaction.store.index("id").getKey(photo.id);
  if (key !== undefined) await transaction.store.put({ id: photo.id, about, picture: null }, key);
  await transaction.done;
}
