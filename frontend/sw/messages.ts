/** Knows every message that passes between the page and its service worker. */

export type ToWorker = { type: "skip_waiting" } | { type: "drain" };

/** open: show this path · changed: a reminder was shown or answered, ask the server for the plan again. */
export type ToPage = { type: "open"; path: string } | { type: "changed" };
