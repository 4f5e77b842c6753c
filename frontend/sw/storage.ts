/** Knows what this device keeps in IndexedDB, sealed: queued actions, and whatever the page keeps by name. */
import { openDB } from "idb";
import type { DBSchema, IDBPDatabase } from "idb";
import type { Entry, OutboxStorage, Refusal } from "./outbox.ts";
import { newKey, seal, unseal } from "./seal.ts";
import type { Sealed } from "./seal.ts";

interface Schema extends DBSchema {
  /** One non-extractable key, made once. */
  keys: { key: string; value: CryptoKey };
  /** Sealed entries of the outbox, numbered in the order they came. */
  outbox: { key: number; value: { id: string; entry: Sealed }; indexes: { id: string } };
  /** Sealed values of the page, such as the last plan. */
  kept: { key: string; value: Sealed };
}

const DATABASE = "stipple";
const KEY = "device";
const REFUSALS = "refusals";

/** The outbox as it lies in IndexedDB. */
export const idbOutbox: OutboxStorage = {
  add: (entry) => withDatabase((database) => addEntry(database, entry)),
  all: () => withDatabase(allEntries),
  remove: (id) => withDatabase((database) => removeEntry(database, id)),
  async refuse(refusal) {
    await keep(REFUSALS, [...(await refusals()), refusal]);
    await withDatabase((database) => removeEntry(database, refusal.entry.id));
  },
};

/** What the server refused and the patient has not read yet. */
export async function refusals(): Promise<Refusal[]> {
  return (await kept<Refusal[]>(REFUSALS)) ?? [];
}

/** The patient has read all that was refused. */
export function forgetRefusals(): Promise<void> {
  return drop(REFUSALS);
}

/** Forgets the value kept under a name. */
export function drop(name: string): Promise<void> {
  return withDatabase((database) => database.delete("kept", name));
}

/** Keeps a value of plain data under a name, sealed; the last one wins. */
export function keep(name: string, value: unknown): Promise<void> {
  return withDatabase(async (database) => {
    const sealed = await seal(await deviceKey(database), value);
    await database.put("kept", sealed, name);
  });
}

/** The value kept under a name, or null; what cannot be read any more is as if it had never been kept. */
export function kept<T>(name: string): Promise<T | null> {
  return withDatabase(async (database) => {
    const sealed = await database.get("kept", name);
    if (sealed === undefined) return null;
    try {
      return (await unseal(await keyMade(database), sealed)) as T;
    } catch (error) {
      console.warn(`Storage: ${name} cannot be read any more and is dropped.`, error);
      await database.delete("kept", name);
      return null;
    }
  });
}

/** Forgets everything, the key too: for signing out. */
export function wipe(): Promise<void> {
  return withDatabase(async (database) => {
    const transaction = database.transaction(["keys", "outbox", "kept"], "readwrite");
    await Promise.all([
      transaction.objectStore("keys").clear(),
      transaction.objectStore("outbox").clear(),
      transaction.objectStore("kept").clear(),
      transaction.done,
    ]);
  });
}

/** Opened anew each time: an open connection would stand in the way of a wipe or a newer version. */
async function withDatabase<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
  const database = await openDB<Schema>(DATABASE, 1, {
    upgrade(created) {
      created.createObjectStore("keys");
      created.createObjectStore("kept");
      const outbox = created.createObjectStore("outbox", { autoIncrement: true });
      outbox.createIndex("id", "id", { unique: true });
    },
  });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** The key of this device. Page and worker may both make the first one: whichever is stored first stays. */
async function deviceKey(database: IDBPDatabase<Schema>): Promise<CryptoKey> {
  const found = await database.get("keys", KEY);
  if (found !== undefined) return found;
  const made = await newKey();
  const transaction = database.transaction("keys", "readwrite");
  const stored = await transaction.store.get(KEY);
  if (stored === undefined) await transaction.store.put(made, KEY);
  await transaction.done;
  return stored ?? made;
}

/** The key that sealed what lies here. Reading makes none: after a wipe not even an empty key is left. */
async function keyMade(database: IDBPDatabase<Schema>): Promise<CryptoKey> {
  const found = await database.get("keys", KEY);
  if (found === undefined) throw new Error("The key of this device is gone.");
  return found;
}

async function addEntry(database: IDBPDatabase<Schema>, entry: Entry): Promise<void> {
  const sealed = await seal(await deviceKey(database), entry);
  const transaction = database.transaction("outbox", "readwrite");
  const before = await transaction.store.index("id").getKey(entry.id);
  if (before === undefined) await transaction.store.add({ id: entry.id, entry: sealed });
  await transaction.done;
}

async function allEntries(database: IDBPDatabase<Schema>): Promise<Entry[]> {
  const records = await database.getAll("outbox");
  const entries: Entry[] = [];
  for (const { id, entry } of records) {
    try {
      entries.push((await unseal(await keyMade(database), entry)) as Entry);
    } catch (error) {
      // Sealed under a key that is gone: no one can read it any more, and it may not stop the others.
      console.warn("Outbox: an entry cannot be read any more and is dropped.", error);
      await removeEntry(database, id);
    }
  }
  return entries;
}

async function removeEntry(database: IDBPDatabase<Schema>, id: string): Promise<void> {
  const transaction = database.transaction("outbox", "readwrite");
  const key = await transaction.store.index("id").getKey(id);
  if (key !== undefined) await transaction.store.delete(key);
  await transaction.done;
}
