/** Knows every message that passes between the page and its service worker. */

export type ToWorker = { type: "skip_waiting" } | { type: "drain" };

export type ToPage = { type: "open"; path: string };
