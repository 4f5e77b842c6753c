/** Knows how the worker learns of which versions a page is open: each page holds a lock, and a closed page cannot. */

const PREFIX = "stipple-page ";

/** The lock a page holds as long as it lives; `script` is the path it was started with, new in each version. */
export function lockOf(script: string): string {
  return PREFIX + script;
}

/** The scripts of the pages that hold their lock; two pages of one version are two entries. */
export function scriptsOf(locks: readonly string[]): string[] {
  return locks.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
}
