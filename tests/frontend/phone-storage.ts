/** A phone's IndexedDB in memory, and no other tab to talk with; import it before what uses them. */
// A package, not written here: what is held by these tests is the order of its transactions.
import "../../frontend/node_modules/fake-indexeddb/auto/index.mjs";

// Node would wait for the next word of a channel for ever.
Reflect.deleteProperty(globalThis, "BroadcastChannel");

/** What another tab or the service worker has: the same code, with nothing of this page's memory. */
export const elsewhere = (): Promise<typeof import("../../frontend/sw/storage.ts")> =>
  import(`../../frontend/sw/storage.ts?${crypto.randomUUID()}`);

export async function passes(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
}

/** All that lies in one store of a database, as a reader of the storage finds it. */
export function lying(databaseName: string, store: string): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const opened = indexedDB.open(databaseName);
    opened.onerror = () => reject(opened.error);
    opened.onsuccess = () => {
      const found = opened.result.transaction(store).objectStore(store).getAll();
      found.onsuccess = () => {
        opened.result.close();
        resolve(found.result);
      };
    };
  });
}
