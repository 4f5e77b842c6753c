/** Knows what this device keeps in IndexedDB, sealed: queued actions, and whatever the page keeps by name. */
import { openDB } from "idb";
import type { DBSchema, IDBPDatabase, IDBPTransaction } from "idb";
import type { Entry, OutboxStorage, Refusal } from "./outbox.ts";
import { newKey, seal, unseal } from "./seal.ts";
import type { Sealed } from "./seal.ts";

interface Schema extends DBSchema {
  /** One non-extractable key, made once, and the id of the patient whose things lie here. */
  keys: { key: string; value: CryptoKey | string };
  /** Sealed entries of the outbox, numbered in the order they came; without an owner where a token speaks for them. */
  outbox: { key: number; value: { id: string; entry: Sealed; owner?: string | undefined }; indexes: { id: string } };
  /** Sealed values of the page, such as the last plan. */
  kept: { key: string; value: Sealed };
}

type Database = IDBPDatabase<Schema>;
type Stores = ("keys" | "outbox" | "kept")[];
type Writing = Pick<IDBPTransaction<Schema, Stores, "readwrite">, "objectStore">;

const DATABASE = "stipple";
const STORES: Stores = ["keys", "outbox", "kept"];
const KEY = "device";
const OWNER = "owner";
const REFUSED = "refused ";

/** The outbox as it lies in IndexedDB. */
export const idbOutbox: OutboxStorage = {
  add: (entry) => inTurn(() => withDatabase((database) => addEntry(database, entry))),
  all: () => withDatabase(allEntries),
  remove: (id) => withDatabase((database) => removeEntry(database, id)),
  refuse: (refusal) => withDatabase((database) => refuseEntry(database, refusal)),
};

/** What the server refused and the patient has not read yet. */
export async function refusals(): Promise<Refusal[]> {
  const names = await withDatabase((database) => database.getAllKeys("kept", IDBKeyRange.bound(REFUSED, `${REFUSED}\uffff`)));
  const found = await Promise.all(names.map((name) => kept<Refusal>(name)));
  return found.filter((refusal) => refusal !== null).sort((a, b) => a.entry.made_at.localeCompare(b.entry.made_at));
}

/** The patient has read of these. */
export async function forgetRefusals(read: readonly Refusal[]): Promise<void> {
  for (const { entry } of read) await drop(REFUSED + entry.id);
}

/** Forgets the value kept under a name. */
export function drop(name: string): Promise<void> {
  return withDatabase((database) => database.delete("kept", name));
}

/**
 * Keeps a value of plain data under a name, sealed; the last one wins. Throws when it is not this patient's phone
 * by then: what was asked for before a sign-out may arrive after it.
 */
export function keep(owner: string | null, name: string, value: unknown): Promise<void> {
  return inTurn(() =>
    withDatabase(async (database) => {
      const sealed = await seal(await keyOfOwner(database, name), value);
      const transaction = database.transaction(["keys", "kept"], "readwrite");
      const isTheirs = await isOwner(transaction, owner);
      if (isTheirs) await transaction.objectStore("kept").put(sealed, name);
      await transaction.done;
      if (!isTheirs) throw new NotTheirs(name);
    }),
  );
}

/** The value kept under a name, or null; what cannot be read any more is as if it had never been kept. */
export function kept<T>(name: string): Promise<T | null> {
  return withDatabase(async (database) => {
    // Read together: a key of later would not open what was sealed before.
    const transaction = database.transaction(["keys", "kept"]);
    const [sealed, key] = await Promise.all([
      transaction.objectStore("kept").get(name),
      transaction.objectStore("keys").get(KEY),
    ]);
    if (sealed === undefined) return null;
    try {
      return (await unseal(key as CryptoKey, sealed)) as T;
    } catch (error) {
      console.warn(`Storage: ${name} cannot be read any more.`, error);
      return null;
    }
  });
}

/** Whose things lie here; null for nobody's. */
export function ownerHere(): Promise<string | null> {
  return withDatabase(async (database) => ((await database.get("keys", OWNER)) as string | undefined) ?? null);
}

/**
 * What is kept from now on is this patient's, and what was another's is gone. With `expected`, only if the phone
 * is still theirs, or nobody's where that is null; tells whether it is the patient's now.
 */
export function own(patientId: string, expected?: string | null): Promise<boolean> {
  return inTurn(() =>
    withDatabase(async (database) => {
      const made = await newKey();
      const transaction = database.transaction(STORES, "readwrite");
      const keys = transaction.objectStore("keys");
      const before = (await keys.get(OWNER)) ?? null;
      const isTheirs = before === patientId || expected === undefined || before === expected;
      if (isTheirs && before !== null && before !== patientId) await clearOwned(transaction, false);
      if (isTheirs) {
        await keys.put(patientId, OWNER);
        if ((await keys.getKey(KEY)) === undefined) await keys.put(made, KEY);
      }
      await transaction.done;
      return isTheirs;
    }),
  );
}

/**
 * Forgets all that is this patient's, the key too, and tells so; not where the phone is another's by now. What a
 * token speaks for, such as a tap on a notification, stays to be sent unless the patient asked for `everything`.
 */
export function wipe(owner: string | null, everything: boolean): Promise<boolean> {
  return inTurn(() =>
    withDatabase(async (database) => {
      const transaction = database.transaction(STORES, "readwrite");
      const isTheirs = ((await transaction.objectStore("keys").get(OWNER)) ?? owner) === owner;
      if (isTheirs) await clearOwned(transaction, everything);
      await transaction.done;
      return isTheirs;
    }),
  );
}

/** What was asked for by whoever had this phone before. */
class NotTheirs extends Error {
  constructor(name: string) {
    super(`Not kept, for whoever it is of is no longer signed in here: ${name}.`);
  }
}

async function clearOwned(transaction: Writing, everything: boolean): Promise<void> {
  const keys = transaction.objectStore("keys");
  const outbox = transaction.objectStore("outbox");
  await Promise.all([keys.delete(OWNER), transaction.objectStore("kept").clear()]);
  for (let cursor = await outbox.openCursor(); cursor; cursor = await cursor.continue()) {
    if (everything || cursor.value.owner !== undefined) await cursor.delete();
  }
  // Without the key nobody can read what the disk may still hold.
  if ((await outbox.count()) === 0) await keys.delete(KEY);
}

let turn: Promise<unknown> = Promise.resolve();

/** In the order it was asked for here: what is kept for a patient comes after the phone became theirs. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
}

/** Opened anew each time: an open connection would stand in the way of a wipe or a newer version. */
async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
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

/** The key of this device, made where a token's entry is the first to need it: whichever is stored first stays. */
async function deviceKey(database: Database): Promise<CryptoKey> {
  const found = await database.get("keys", KEY);
  if (found !== undefined) return found as CryptoKey;
  const made = await newKey();
  const transaction = database.transaction("keys", "readwrite");
  const stored = await transaction.store.get(KEY);
  if (stored === undefined) await transaction.store.put(made, KEY);
  await transaction.done;
  return (stored as CryptoKey | undefined) ?? made;
}

/** The key made when the phone became its owner's: after a wipe not even an empty key is left. */
async function keyOfOwner(database: Database, name: string): Promise<CryptoKey> {
  const found = await database.get("keys", KEY);
  if (found === undefined) throw new NotTheirs(name);
  return found as CryptoKey;
}

/** Asked in the transaction that writes, so that no sign-out can come between. */
async function isOwner(transaction: Writing, patientId: string | null): Promise<boolean> {
  return patientId !== null && (await transaction.objectStore("keys").get(OWNER)) === patientId;
}

async function addEntry(database: Database, entry: Entry): Promise<void> {
  const { id, owner } = entry;
  const key = owner === undefined ? await deviceKey(database) : await keyOfOwner(database, entry.path);
  const sealed = await seal(key, entry);
  const transaction = database.transaction(["keys", "outbox"], "readwrite");
  const outbox = transaction.objectStore("outbox");
  const isTheirs = owner === undefined || (await isOwner(transaction, owner));
  const isNew = (await outbox.index("id").getKey(id)) === undefined;
  if (isTheirs && isNew) await outbox.add({ id, entry: sealed, owner });
  await transaction.done;
  if (!isTheirs) throw new NotTheirs(entry.path);
}

async function allEntries(database: Database): Promise<Entry[]> {
  // Read together: a key of later would not open what was sealed before.
  const transaction = database.transaction(["keys", "outbox"]);
  const [records, key] = await Promise.all([
    transaction.objectStore("outbox").getAll(),
    transaction.objectStore("keys").get(KEY),
  ]);
  const entries: Entry[] = [];
  for (const { id, entry } of records) {
    try {
      entries.push((await unseal(key as CryptoKey, entry)) as Entry);
    } catch (error) {
      // Sealed under a key that is gone: no one can read it any more, and it may not stop the others.
      console.warn("Outbox: an entry cannot be read any more and is dropped.", error);
      await removeEntry(database, id);
    }
  }
  return entries;
}

async function removeEntry(database: Database, id: string): Promise<void> {
  const transaction = database.transaction("outbox", "readwrite");
  const key = await transaction.store.index("id").getKey(id);
  if (key !== undefined) await transaction.store.delete(key);
  await transaction.done;
}

/** Only what still waits: nothing is kept of an entry that a sign-out took away while the server answered. */
async function refuseEntry(database: Database, refusal: Refusal): Promise<void> {
  const { id } = refusal.entry;
  const sealed = await seal(await keyOfOwner(database, id), refusal);
  const transaction = database.transaction(STORES, "readwrite");
  const outbox = transaction.objectStore("outbox");
  const key = await outbox.index("id").getKey(id);
  // With nobody signed in, the next to read of it would be somebody else.
  const isSomebodys = (await transaction.objectStore("keys").getKey(OWNER)) !== undefined;
  if (key !== undefined && isSomebodys) await transaction.objectStore("kept").put(sealed, REFUSED + id);
  if (key !== undefined) await outbox.delete(key);
  await transaction.done;
}
