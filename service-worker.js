/** The service worker: listeners only. What each does lives in frontend/sw/. */
import { onActivate, onFetch, onInstall } from "./frontend/sw/cache.ts";
import { onClick, onClose } from "./frontend/sw/click.ts";
import { onMessage } from "./frontend/sw/message.ts";
import { onPush } from "./frontend/sw/push.ts";
import { onSubscriptionChange } from "./frontend/sw/resubscribe.ts";
import { scopeOf } from "./frontend/sw/scope.ts";
import { onSync } from "./frontend/sw/sync.ts";

// The server writes `self.__PRECACHE__ = {version, urls}` in front of the built script.
const worker = /** @type {ServiceWorkerGlobalScope & {__PRECACHE__?: import("./frontend/sw/scope.ts").Precache}} */ (
  /** @type {unknown} */ (self)
);
const scope = scopeOf(worker, worker.__PRECACHE__ ?? null);

worker.addEventListener("install", (event) => onInstall(scope, event));
worker.addEventListener("activate", (event) => onActivate(scope, event));
worker.addEventListener("fetch", (event) => onFetch(scope, event));
worker.addEventListener("push", (event) => onPush(scope, event));
worker.addEventListener("notificationclick", (event) => onClick(scope, event));
worker.addEventListener("notificationclose", (event) => onClose(scope, event));
worker.addEventListener("pushsubscriptionchange", (event) => onSubscriptionChange(scope, event));
worker.addEventListener("message", (event) => onMessage(scope, event));
// The types of the worker do not know Background Sync, which Chromium alone has.
worker.addEventListener("sync", (event) => onSync(scope, /** @type {import("./frontend/sw/sync.ts").Synced} */ (/** @type {unknown} */ (event))));
