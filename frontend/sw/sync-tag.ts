/** Knows the tag under which a page asks for a Background Sync when something waits. */

export const SYNC_TAG = "stipple-outbox";
