/** Knows how a browser's push subscription is written down for the server and compared with the server's key. */
import type { NewDevice, PushKey } from "../api/types.ts";

/** Under which name this browser keeps the id of its own device; nothing is kept while reminders are off here. */
export const OWN_DEVICE = "push-device";

/** Remembers which device this browser is, so that it can tell a lost subscription from reminders turned off. */
export interface Memory {
  ownDevice(): Promise<string | null>;
  keepOwnDevice(id: string | null): Promise<void>;
}

/** What is read of a PushSubscription. */
export interface Subscription {
  readonly endpoint: string;
  readonly options: { readonly applicationServerKey: ArrayBuffer | null };
  getKey(name: "p256dh" | "auth"): ArrayBuffer | null;
  unsubscribe(): Promise<boolean>;
}

/** What is used of a PushManager. */
export interface Subscriber {
  getSubscription(): Promise<Subscription | null>;
  subscribe(options: { userVisibleOnly: boolean; applicationServerKey: string }): Promise<Subscription>;
}

/** True when the subscription was made for this key; a browser that does not tell is believed. */
export function isForKey(subscription: Subscription, key: PushKey): boolean {
  const made = subscription.options.applicationServerKey;
  return made === null || base64url(made) === key.public_key.replace(/=+$/, "");
}

export function deviceBody(
  subscription: Subscription,
  keyId: string,
  about: Pick<NewDevice, "label" | "zone" | "replaces" | "is_asked">,
): NewDevice {
  return {
    endpoint: subscription.endpoint,
    p256dh: base64url(subscription.getKey("p256dh")),
    auth: base64url(subscription.getKey("auth")),
    key_id: keyId,
    ...about,
  };
}

/** Bytes in the URL-safe base64 alphabet, without padding. */
export function base64url(bytes: ArrayBuffer | null): string {
  if (bytes === null) throw new Error("The browser gave no key with its push subscription.");
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The IANA zone this device lives in now. */
export function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
