/** Knows every message that passes between the page and its service worker. */

/**
 * here: a page has started or was taken over; `script` is the path it was started with ·
 * keep: a page goes away before it has kept this of a patient; null drops what is kept.
 */
export type ToWorker = { type: "here"; script: string } | { type: "keep"; owner: string; name: string; value: object | null };

/**
 * open: show this path · changed: a reminder was shown or answered, ask the server for the plan again ·
 * old: this page is of another version than its worker.
 */
export type ToPage = { type: "open"; path: string } | { type: "changed" } | { type: "old" };
