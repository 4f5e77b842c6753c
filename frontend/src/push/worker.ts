/** Knows how the page starts the service worker and talks with it. */
import type { ToPage, ToWorker } from "../../sw/messages.ts";
import { lockOf } from "../../sw/open-pages.ts";
import { scriptAddress, SERVICE_WORKER } from "../script-address.ts";

const HOUR_MS = 3_600_000;

export interface Listener {
  /** A notification was tapped: show this path of the app. */
  onOpen(path: string): void;
  /** A reminder was shown, or answered on the notification: the plan on the screen is old. */
  onChanged(): void;
  /** The worker is of another version than this page, which should be loaded again as soon as it may. */
  onOld(): void;
}

/**
 * Registers the worker and hears what it says; `script` is the path this page was started with.
 * Null where the browser has no service workers.
 */
export async function startWorker(script: string, listener: Listener): Promise<ServiceWorkerRegistration | null> {
  if (!("serviceWorker" in navigator)) return null;
  navigator.serviceWorker.addEventListener("message", (event: MessageEvent<ToPage>) => {
    if (event.data?.type === "open") listener.onOpen(event.data.path);
    if (event.data?.type === "changed") listener.onChanged();
    if (event.data?.type === "old") listener.onOld();
  });
  navigator.serviceWorker.addEventListener("controllerchange", () => sayHere(script));
  keepVersion(script);
  const registration = await navigator.serviceWorker.register(scriptAddress(SERVICE_WORKER), { updateViaCache: "none" });
  lookForNewVersion(registration);
  return registration;
}

function sayHere(script: string): void {
  navigator.serviceWorker.controller?.postMessage({ type: "here", script } satisfies ToWorker);
}

/** As long as this page is open, the worker keeps the parts of its version. */
function keepVersion(script: string): void {
  const held = () => {
    sayHere(script);
    return new Promise<never>(() => {});
  };
  if (!navigator.locks) return sayHere(script);
  navigator.locks.request(lockOf(script), { mode: "shared" }, held).catch((problem: unknown) => {
    console.warn("This page cannot be told from others:", problem);
    sayHere(script);
  });
}

/** An app on the home screen is rarely loaded: it asks when it is looked at, once an hour at most. */
function lookForNewVersion(registration: ServiceWorkerRegistration): void {
  let looked_ms = performance.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || performance.now() - looked_ms < HOUR_MS) return;
    looked_ms = performance.now();
    registration.update().catch((problem: unknown) => console.warn("No word of a new version:", problem));
  });
}
