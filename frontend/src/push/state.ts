/** Knows which of the reminder states this device is in, from what it can do and what the server says. */
import type { PushAnswer } from "../api/types.ts";

export type ReminderState =
  | "unsupported" // this browser cannot show reminders at all
  | "install_first" // an iPhone or iPad outside the Home Screen app
  | "not_asked" // the browser has not been asked, or the question was closed
  | "blocked" // notifications are refused in the browser's or the phone's settings
  | "removed" // the patient turned it off from another device
  | "off_here" // allowed, but this device has no subscription
  | "on_unproven" // on, nothing shown yet that came back as seen
  | "on_proven" // on, and a reminder has been seen here
  | "silent" // on, but for two days nothing that was sent has been seen
  | "repair"; // a subscription that cannot work any more: one tap makes a new one

export interface Capabilities {
  hasPush: boolean;
  isIos: boolean;
  isStandalone: boolean;
}

/** What this device holds: nothing, a subscription for the server's key, or one for another key. */
export type Held = "nothing" | "ours" | "other_key";

/** What the server says of this device's subscription; null when it could not be asked. */
export type Answer = PushAnswer | null;

/** The state of reminders on this device. Without an answer a subscription counts as not proven. */
export function stateOf(
  capabilities: Capabilities,
  permission: NotificationPermission,
  held: Held,
  answer: Answer,
): ReminderState {
  return beforeSubscribing(capabilities, permission) ?? subscribedState(held, answer);
}

/** An iPhone outside the Home Screen has no push at all: installing is the way, not "unsupported". */
export function needsHomeScreen({ isIos, isStandalone }: Capabilities): boolean {
  return isIos && !isStandalone;
}

/** The state when it is settled before any subscription is looked at, else null. */
export function beforeSubscribing(
  capabilities: Capabilities,
  permission: NotificationPermission,
): ReminderState | null {
  if (needsHomeScreen(capabilities)) return "install_first";
  if (!capabilities.hasPush) return "unsupported";
  if (permission === "denied") return "blocked";
  return permission === "default" ? "not_asked" : null;
}

function subscribedState(held: Held, answer: Answer): ReminderState {
  if (held === "nothing") return "off_here";
  if (held === "other_key") return "repair";
  if (answer === null) return "on_unproven";
  if (!answer.known || answer.device === null || answer.device.state === "broken") return "repair";
  if (answer.device.unseen_since !== null) return "silent";
  return answer.device.state === "active" ? "on_proven" : "on_unproven";
}
