/** Knows what a push looks like on the lock screen: from its text to a title and options, without waiting. */

/** A notification ready to be shown, and what to do once it is. */
export interface Reminder {
  title: string;
  options: ReminderOptions;
  /** Allows this device to say it was shown; null when the push carried none. */
  token: string | null;
  /** The number on the app's icon; null leaves it alone. */
  badge: number | null;
}

export interface ReminderOptions extends NotificationOptions {
  renotify: boolean;
  actions: ReminderAction[];
  data: ReminderData;
}

export interface ReminderAction {
  action: string;
  title: string;
}

/** What the notification carries for the tap on it. */
export interface ReminderData {
  token: string | null;
  /** Where a tap leads, within the app. */
  path: string;
}

/** What the device knows when the push comes. */
export interface Moment {
  now: Date;
  origin: string;
  maxActions: number;
  /** True for a token whose notification this worker has shown already. */
  isShown(token: string): boolean;
}

export const APP_NAME = "Stipple";
export const ICON = "/icons/icon-192.png";
export const BADGE = "/icons/badge-96.png";
const TAG = "stipple";
const UNREADABLE = "You have a reminder.";
const ENDED = "Open Stipple to see today's plan.";

/** The notification for a push's text; every text gives one, however broken. */
export function reminderOf(text: string | null, moment: Moment): Reminder {
  const payload = parsed(text);
  const notification = record(payload.notification);
  const data = record(notification.data);
  const token = string(data.token);
  const title = string(notification.title);
  const again = data.again === true || (token !== null && moment.isShown(token));
  const isEnded = typeof data.valid_until === "number" && data.valid_until * 1000 <= moment.now.getTime();
  const words = isEnded ? { title: APP_NAME, body: ENDED } : wordsOf(title, string(notification.body));
  const actions = isEnded ? [] : actionsOf(notification.actions).slice(0, moment.maxActions);
  return {
    title: words.title,
    token,
    // Only a digest knows how much is outstanding: the first reminder and a test leave the number alone.
    badge: data.kind === "digest" ? badgeOf(payload.app_badge) : null,
    options: {
      body: words.body,
      lang: string(notification.lang) ?? "en",
      tag: string(notification.tag) ?? TAG,
      icon: ICON,
      badge: BADGE,
      requireInteraction: notification.requireInteraction === true,
      // Said before: it must be shown again, and may not ring again.
      silent: again || notification.silent === true,
      renotify: !again && notification.renotify === true,
      actions,
      data: { token, path: pathOf(notification.navigate, moment.origin) },
    },
  };
}

/** The plainest notification there is, for when a browser refuses the options of another. */
export function plainReminder(reminder: Reminder): { title: string; options: NotificationOptions } {
  const { body, tag, data } = reminder.options;
  return { title: reminder.title, options: { body, tag, data } as NotificationOptions };
}

function wordsOf(title: string | null, body: string | null): { title: string; body: string } {
  return title === null ? { title: APP_NAME, body: UNREADABLE } : { title, body: body ?? "" };
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    return record(JSON.parse(text ?? ""));
  } catch {
    return {}; // unreadable is a case of its own here: it gives the generic words
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** A text with something in it, else null. */
function string(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

function badgeOf(value: unknown): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : null;
}

function actionsOf(value: unknown): ReminderAction[] {
  if (!Array.isArray(value)) return [];
  return value.map(record).flatMap(({ action, title }) => {
    const [name, label] = [string(action), string(title)];
    return name === null || label === null ? [] : [{ action: name, title: label }];
  });
}

/** The path of an address of our own; any other address leads to the start. */
function pathOf(navigate: unknown, origin: string): string {
  const address = string(navigate) ?? "/";
  if (!URL.canParse(address, origin)) return "/";
  const url = new URL(address, origin);
  return url.origin === origin ? url.pathname + url.search + url.hash : "/";
}
