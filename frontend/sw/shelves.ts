/** Knows the shelves of the cache: one per version of the app, whole or not there, kept while a page needs it. */
import { scriptsOf } from "./open-pages.ts";
import type { Page, Precache, Scope, Shelf } from "./scope.ts";

const PREFIX = "stipple-shell-";
const SHELL_PATHS = ["/", "/index.html"];

/** Fills this version's shelf with all its files; fails, and leaves none, when one of them cannot be had. */
export async function fill(scope: Scope, precache: Precache): Promise<void> {
  const name = nameOf(precache);
  // One may be left of an attempt that was cut short, or of a release that comes back. Made anew it is the newest.
  await scope.shelves.delete(name);
  try {
    const shelf = await scope.shelves.open(name);
    // Past the browser's own cache: a page of one build with a script of another would not start.
    await shelf.addAll(precache.urls.map((url) => new Request(new URL(url, scope.origin), { cache: "reload" })));
    await checkPage(shelf, precache);
  } catch (error) {
    await scope.shelves.delete(name);
    throw error;
  }
}

/** While a release goes out, one server may answer with the list and another with the page. */
async function checkPage(shelf: Shelf, precache: Precache): Promise<void> {
  const page = (await (await shelf.match(shellOf(precache)))?.text()) ?? "";
  const wanted = [...page.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? "");
  const missing = wanted.filter((path) => !precache.urls.includes(path));
  if (missing.length) throw new Error(`The page is of another version than its files: ${missing.join(", ")}.`);
}

/** A file of this version, as it was kept; undefined when it was not, or nothing can be read. */
export function ownFile(scope: Scope, path: string): Promise<Response | undefined> {
  return readable(() => scope.shelves.match(path, { cacheName: nameOf(scope.precache) }));
}

/** A file of any version: its name holds the hash of its content, so the first one found is the right one. */
export function anyFile(scope: Scope, path: string): Promise<Response | undefined> {
  return readable(() => scope.shelves.match(path));
}

async function readable(look: () => Promise<Response | undefined>): Promise<Response | undefined> {
  try {
    return await look();
  } catch (error) {
    console.warn("Cache: cannot be read, asking the network instead.", error);
    return undefined;
  }
}

/** The address under which the app's page was kept: the server lists it as "/" or by its file name. */
export function shellOf(precache: Precache | null): string {
  return SHELL_PATHS.find((path) => precache?.urls.includes(path)) ?? "/";
}

export function isShell(path: string): boolean {
  return SHELL_PATHS.includes(path);
}

/** A page has started or was taken over: it hears whether it is of another version, and what nobody needs goes. */
export async function meet(scope: Scope, page: Pick<Page, "postMessage"> | null, script: string): Promise<void> {
  if (scope.precache === null) return;
  const isOld = !scope.precache.urls.includes(script);
  // Without a page of its own this worker would only send it to the network, and perhaps to the same version again.
  if (isOld && (await ownFile(scope, shellOf(scope.precache)))) page?.postMessage({ type: "old" });
  await clearUp(scope, scope.precache, script);
}

/** Removes the shelves of earlier versions that no open page was started from. */
async function clearUp(scope: Scope, precache: Precache, script: string): Promise<void> {
  const names = (await scope.shelves.keys()).filter((name) => name.startsWith(PREFIX));
  // In the order they were made: those after our own belong to a next version that is just being fetched.
  const earlier = names.slice(0, Math.max(names.indexOf(nameOf(precache)), 0));
  const told = scriptsOf(await scope.locks());
  const scripts = told.length > 0 ? told : [script]; // a browser without Web Locks
  if (earlier.length === 0 || (await scope.pages()).length > scripts.length) return; // one has not told yet
  const others = scripts.filter((path) => !precache.urls.includes(path));
  for (const name of earlier) if (!(await hasAny(scope, name, others))) await scope.shelves.delete(name);
}

async function hasAny(scope: Scope, name: string, paths: readonly string[]): Promise<boolean> {
  for (const path of paths) if (await scope.shelves.match(path, { cacheName: name })) return true;
  return false;
}

function nameOf(precache: Precache | null): string {
  return PREFIX + (precache?.version ?? "");
}
