/** Knows how the worker keeps reminders alive when the browser replaces its push subscription. */
import type { PushKey } from "../src/api/types.ts";
import { deviceBody, isForKey } from "../src/push/subscription.ts";
import type { Subscription } from "../src/push/subscription.ts";
import { forPatient } from "./for-patient.ts";
import type { Extendable, Scope } from "./scope.ts";

export interface SubscriptionChanged extends Extendable {
  newSubscription?: Subscription | null;
}

/** Registers the new subscription with the patient's cookie. When it fails, the next opening of the app heals it. */
export function onSubscriptionChange(scope: Scope, event: SubscriptionChanged): void {
  event.waitUntil(register(scope, event.newSubscription ?? null));
}

async function register(scope: Scope, given: Subscription | null): Promise<void> {
  const owner = await scope.owner();
  const memory = scope.memory(owner);
  const key = (await (await answered(scope, "/api/push/key")).json()) as PushKey;
  const subscription = given !== null && isForKey(given, key) ? given : await subscribe(scope, key);
  const about = { label: scope.label, zone: scope.zone(), replaces: await memory.ownDevice(), is_asked: false };
  const answer = await answered(scope, "/api/push/devices", {
    method: "POST",
    headers: { "Content-Type": "application/json", ...forPatient(owner) },
    body: JSON.stringify(deviceBody(subscription, key.key_id, about)),
  });
  await memory.keepOwnDevice(((await answer.json()) as { id: string }).id);
}

/** An open page may have been quicker, and made one already: taking it away would undo that. */
async function subscribe(scope: Scope, key: PushKey): Promise<Subscription> {
  const held = await scope.subscriber.getSubscription();
  if (held !== null && isForKey(held, key)) return held;
  await held?.unsubscribe();
  return scope.subscriber.subscribe({ userVisibleOnly: true, applicationServerKey: key.public_key });
}

async function answered(scope: Scope, path: string, init: RequestInit = {}): Promise<Response> {
  const response = await scope.fetch(path, { credentials: "same-origin", ...init });
  if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
  return response;
}
