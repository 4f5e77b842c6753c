/** Knows every message that passes between the page and its service worker. */

/** here: a page has started or was taken over; `script` is the path it was started with. */
export type ToWorker = { type: "here"; script: string };

/**
 * open: show this path · changed: a reminder was shown or answered, ask the server for the plan again ·
 * old: this page is of another version than its worker.
 */
export type ToPage = { type: "open"; path: string } | { type: "changed" } | { type: "old" };
