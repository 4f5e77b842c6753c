/** Knows what a tap on a notification does: Done and Later go to the server, everything else opens the app. */
import { refreshBadge } from "./badge.ts";
import { acknowledge, tellPages } from "./push.ts";
import { APP_NAME, BADGE, ICON } from "./notification.ts";
import type { ReminderData } from "./notification.ts";
import type { Extendable, Page, Scope } from "./scope.ts";

/** What is read of a notification on the screen. */
export interface Shown {
  data: Partial<ReminderData> | null | undefined;
  tag: string;
  close(): void;
}

export interface Clicked extends Extendable {
  action: string;
  notification: Shown;
}

export interface Closed extends Extendable {
  notification: Shown;
}

const NOT_SAVED = "That did not get through. Open Stipple and tap it there.";

const opening = new WeakMap<Scope, Promise<unknown>>();

export function onClick(scope: Scope, event: Clicked): void {
  const { action, notification } = event;
  const token = notification.data?.token ?? null;
  notification.close();
  if (token !== null && (action === "done" || action === "later")) {
    event.waitUntil(act(scope, token, action, notification));
    return;
  }
  event.waitUntil(openApp(scope, notification.data?.path ?? "/"));
  if (token !== null) event.waitUntil(quietly(acknowledge(scope, token)));
}

/** Swiped away: nothing is said about it, but it is a moment to send what waits. */
export function onClose(scope: Scope, event: Closed): void {
  event.waitUntil(quietly(scope.outbox.drain()));
}

async function act(scope: Scope, token: string, action: "done" | "later", notification: Shown): Promise<void> {
  const [id, at] = [scope.newId(), scope.now().toISOString()];
  try {
    await scope.outbox.send({ id, path: "/api/push/act", body: { token, id, action, at }, made_at: at });
  } catch (error) {
    console.warn("Click: neither kept nor sent.", error);
    await sayNotSaved(scope, notification);
  }
  await tellPages(scope);
  await refreshBadge(scope);
}

/** The tap is lost for good (no line, and a browser that keeps nothing): the patient has to know. */
function sayNotSaved(scope: Scope, notification: Shown): Promise<void> {
  const { tag, data } = notification;
  return scope.showNotification(APP_NAME, { body: NOT_SAVED, tag, data, icon: ICON, badge: BADGE, silent: true });
}

/** Brings a page of the app to the front, or opens one; two quick taps still open only one. */
async function openApp(scope: Scope, path: string): Promise<void> {
  await opening.get(scope);
  const page = nearest(await scope.pages());
  if (page !== undefined) {
    page.postMessage({ type: "open", path });
    await page.focus();
    return;
  }
  // Another tap may have begun to open one while we looked.
  if (opening.has(scope)) return openApp(scope, path);
  const opened = scope.openWindow(path).finally(() => opening.delete(scope));
  opening.set(scope, opened);
  await opened;
}

function nearest(pages: readonly Page[]): Page | undefined {
  return (
    pages.find((page) => page.focused) ?? pages.find((page) => page.visibilityState === "visible") ?? pages[0]
  );
}

async function quietly(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    console.warn("Click:", error); // the app opens all the same, and opening tells the server too
  }
}
