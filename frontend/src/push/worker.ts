/** Knows how the page starts the service worker and talks with it. */
import type { ToPage, ToWorker } from "../../sw/messages.ts";

export interface Listener {
  /** A notification was tapped: show this path of the app. */
  onOpen(path: string): void;
  /** A reminder was shown, or answered on the notification: the plan on the screen is old. */
  onChanged(): void;
  /** A new version waits; call `apply` when the patient agrees, then the page loads again by itself. */
  onNewVersion(apply: () => void): void;
}

/** Registers the worker and hears what it says. Null where the browser has no service workers. */
export async function startWorker(listener: Listener): Promise<ServiceWorkerRegistration | null> {
  if (!("serviceWorker" in navigator)) return null;
  navigator.serviceWorker.addEventListener("message", (event: MessageEvent<ToPage>) => {
    if (event.data?.type === "open") listener.onOpen(event.data.path);
    if (event.data?.type === "changed") listener.onChanged();
  });
  const registration = await navigator.serviceWorker.register("/service-worker.js", { updateViaCache: "none" });
  watchForNewVersion(registration, listener);
  return registration;
}

/** Asks the worker to send what is queued; the page may drain by itself too (see sw/outbox.ts). */
export function drainInWorker(registration: ServiceWorkerRegistration | null): void {
  registration?.active?.postMessage({ type: "drain" } satisfies ToWorker);
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
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage({ type: "skip_waiting" } satisfies ToWorker);
}
