/** Knows what happens when a push arrives: show it first, always; then tell the server it was shown. */
import { plainReminder, reminderOf } from "./notification.ts";
import type { Reminder } from "./notification.ts";
import type { Extendable, Scope } from "./scope.ts";

export interface PushArrived extends Extendable {
  data: { text(): string } | null;
}

// The worker forgets these when it stops, within a minute; later repeats carry `again` from the server.
const shownBy = new WeakMap<Scope, Set<string>>();

/**
 * Shows exactly one notification for every push, begun before anything is waited for.
 * A browser that sees a push without one takes the permission away (Safari after three).
 */
export function onPush(scope: Scope, event: PushArrived): void {
  const reminder = reminderFor(scope, event);
  const shown = show(scope, reminder);
  event.waitUntil(shown);
  if (reminder.token !== null) tokensOf(scope).add(reminder.token);
  event.waitUntil(shown.then(() => afterShown(scope, reminder)));
}

/** Tells the server that this token's notification was on the screen; kept for later when there is no line. */
export async function acknowledge(scope: Scope, token: string): Promise<void> {
  const at = scope.now().toISOString();
  const body = { token, at, zone: scope.zone() };
  await scope.outbox.send({ id: scope.newId(), path: "/api/push/shown", body, made_at: at });
}

function reminderFor(scope: Scope, event: PushArrived): Reminder {
  const moment = {
    now: scope.now(),
    origin: scope.origin,
    maxActions: scope.maxActions,
    isShown: (token: string) => tokensOf(scope).has(token),
  };
  try {
    return reminderOf(event.data?.text() ?? null, moment);
  } catch (error) {
    console.warn("Push: cannot be read, shown in general words.", error);
    return reminderOf(null, moment);
  }
}

function show(scope: Scope, reminder: Reminder): Promise<void> {
  return scope.showNotification(reminder.title, reminder.options).catch((error: unknown) => {
    // A browser may refuse an option; nothing is on the screen yet, so the plain one is still the only one.
    console.warn("Push: shown without its options.", error);
    const plain = plainReminder(reminder);
    return scope.showNotification(plain.title, plain.options);
  });
}

async function afterShown(scope: Scope, reminder: Reminder): Promise<void> {
  const told = reminder.token === null ? scope.outbox.drain() : acknowledge(scope, reminder.token);
  const marked = reminder.badge === null ? Promise.resolve() : mark(scope, reminder.badge);
  // Pages ask the server at once: it should know by then that the reminder was shown.
  const pages = told.catch(() => undefined).then(() => tellPages(scope));
  for (const outcome of await Promise.allSettled([told, marked, pages])) {
    // The notification is on the screen: what fails after it may not look like a failed push.
    if (outcome.status === "rejected") console.warn("Push: shown, but", outcome.reason);
  }
}

/** Sets the number on the app's icon; async, so that a browser without badges rejects instead of throwing. */
async function mark(scope: Scope, count: number): Promise<void> {
  await scope.setBadge(count);
}

/** Open pages show the plan as it was: they ask the server again. */
export async function tellPages(scope: Scope): Promise<void> {
  for (const page of await scope.pages()) page.postMessage({ type: "changed" });
}

function tokensOf(scope: Scope): Set<string> {
  const tokens = shownBy.get(scope) ?? new Set<string>();
  shownBy.set(scope, tokens);
  return tokens;
}
