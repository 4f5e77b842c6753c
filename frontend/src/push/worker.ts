/** Knows how the page starts the service worker and talks with it. */
import type { ToPage, ToWorker } from "../../sw/messages.ts";

const HOUR_MS = 3_600_000;
const WORKER = "/service-worker.js";

/** Trusted Types, as far as we need them; TypeScript does not know them, and not every browser does. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(address: string): string };
}

export interface Listener {
  /** A notification was tapped: show this path of the app. */
  onOpen(path: string): void;
  /** A reminder was shown, or answered on the notification: the plan on the screen is old. */
  onChanged(): void;
  /** A new version waits; call `apply` when the patient agrees. */
  onNewVersion(apply: () => void): void;
  /** A new version took over, from this tab or another: the page must load again as soon as it may. */
  onTakenOver(): void;
}

/** Registers the worker and hears what it says. Null where the browser has no service workers. */
export async function startWorker(listener: Listener): Promise<ServiceWorkerRegistration | null> {
  if (!("serviceWorker" in navigator)) return null;
  navigator.serviceWorker.addEventListener("message", (event: MessageEvent<ToPage>) => {
    if (event.data?.type === "open") listener.onOpen(event.data.path);
    if (event.data?.type === "changed") listener.onChanged();
  });
  loadAgainUnderNewVersion(listener);
  const registration = await navigator.serviceWorker.register(workerAddress(), { updateViaCache: "none" });
  watchForNewVersion(registration, listener);
  lookForNewVersion(registration);
  return registration;
}

/**
 * The address of the worker as our content security policy demands it (`trusted-types` in backend/web.py): its one
 * policy makes this address, whatever it is asked for, and no other text can become a script.
 */
function workerAddress(): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  return trustedTypes?.createPolicy("stipple", { createScriptURL: () => WORKER }).createScriptURL(WORKER) ?? WORKER;
}

/** Asks the worker to send what is queued; the page may drain by itself too (see sw/outbox.ts). */
export function drainInWorker(registration: ServiceWorkerRegistration | null): void {
  registration?.active?.postMessage({ type: "drain" } satisfies ToWorker);
}

/** A page of the old version would not find its parts any more: the new worker keeps only its own. */
function loadAgainUnderNewVersion(listener: Listener): void {
  let hadController = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (hadController) listener.onTakenOver();
    hadController = true;
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

function watchForNewVersion(registration: ServiceWorkerRegistration, listener: Listener): void {
  const offer = () => {
    const waiting = registration.waiting;
    // Without a controller this is the first install, not a new version.
    if (waiting !== null && navigator.serviceWorker.controller !== null) {
      listener.onNewVersion(() => applyVersion(waiting));
    }
  };
  offer();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offer);
  });
}

function applyVersion(waiting: ServiceWorker): void {
  waiting.postMessage({ type: "skip_waiting" } satisfies ToWorker);
}
