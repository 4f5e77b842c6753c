/** Knows the shelf for large files that only some screens need: each is kept once it was fetched, its earlier versions go. */
import type { Scope, Shelf } from "./scope.ts";

export const LATER = "/assets/later/";
const SHELF = "stipple-later";
const HASH = /-[\w-]{8}(?=\.\w+$)/;

/** As it was kept, else from the network, and kept from then on; a phone that keeps nothing gets it all the same. */
export async function laterFile(scope: Scope, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const shelf = await scope.shelves.open(SHELF).catch(() => null);
  const found = await shelf?.match(pathname).catch(() => undefined);
  if (found) return found;
  const response = await scope.fetch(request);
  if (shelf && response.ok) await keep(shelf, pathname, response.clone());
  return response;
}

async function keep(shelf: Shelf, path: string, response: Response): Promise<void> {
  try {
    for (const { url } of await shelf.keys()) {
      const { pathname } = new URL(url);
      if (pathname.replace(HASH, "") === path.replace(HASH, "")) await shelf.delete(pathname);
    }
    await shelf.put(path, response);
  } catch (error) {
    console.warn("Cache: a file could not be kept, it will be fetched again.", error); // no room
  }
}
