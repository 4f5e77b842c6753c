/** What a state of reminders is called, and what to do about it. */
import type { Capabilities, ReminderState } from "../push/state.ts";

export interface ReminderWords {
  title: string;
  means: string;
  /** The key that changes it; null where no key here can. */
  key: string | null;
  /** How the dot beside the title is drawn: filled is on and proven, a ring is not yet. */
  dot: "full" | "ring" | "none";
  /** What Today says of it; null where nothing needs doing. */
  onToday: string | null;
}

const WORDS: Record<ReminderState, ReminderWords> = {
  unsupported: {
    title: "Not possible here",
    means: "This browser cannot show reminders. A private window never can. Try another browser, or another device. Today always shows what to do.",
    key: null,
    dot: "none",
    onToday: "This browser cannot remind you",
  },
  install_first: {
    title: "Needs the Home Screen",
    means: "iPhone and iPad only let apps on the Home Screen remind you. It takes a minute.",
    key: null,
    dot: "none",
    onToday: "Reminders need the Home Screen",
  },
  not_asked: {
    title: "Off",
    means: "Turn reminders on, and this device tells you when a step is ready. Your browser asks you next.",
    key: "Turn reminders on",
    dot: "none",
    onToday: "Reminders are off on this device",
  },
  blocked: {
    title: "Blocked",
    means: "This device was told not to show anything from Stipple. Only you can change that:",
    key: null,
    dot: "none",
    onToday: "Reminders are blocked on this device",
  },
  off_here: {
    title: "Off",
    means: "This device is allowed to remind you, but reminders are off.",
    key: "Turn reminders on",
    dot: "none",
    onToday: "Reminders are off on this device",
  },
  removed: {
    title: "Off",
    means: "Turn them on again here if you would like to.",
    key: "Turn reminders on",
    dot: "none",
    onToday: "Reminders are off on this device",
  },
  on_unproven: {
    title: "On, not yet proven",
    means: "We have not yet heard that a reminder was seen here.",
    key: null,
    dot: "ring",
    onToday: null,
  },
  on_proven: { title: "On and proven", means: "", key: null, dot: "full", onToday: null },
  silent: {
    title: "On, but nothing was seen",
    means: "Two days of reminders were not seen on this device. One tap makes a new connection.",
    key: "Repair",
    dot: "ring",
    onToday: "Reminders may not reach this device",
  },
  repair: {
    title: "Needs a repair",
    means: "Reminders stopped reaching this device. One tap makes a new connection.",
    key: "Repair",
    dot: "ring",
    onToday: "Reminders do not reach this device",
  },
};

export const reminderWords = (state: ReminderState): ReminderWords => WORDS[state];

/** What the state means here: another browser on an old iPhone would not help. */
export function meaningOf(state: ReminderState, { isIos }: Capabilities): string {
  return state === "unsupported" && isIos ? OLD_IPHONE : WORDS[state].means;
}

const OLD_IPHONE =
  "Reminders need iOS or iPadOS 16.4 or newer. Look in Settings, under General, for an update. Today always shows what to do.";

/** Said once, after a lost connection was made anew without a tap. */
export function reconnectedWords(state: ReminderState): string | null {
  if (state === "on_proven") return "Reminders had stopped on this device. They work again.";
  return state === "on_unproven" ? "Reminders had stopped on this device. A new connection is being tried." : null;
}

export const isOn = (state: ReminderState): boolean => state === "on_proven" || state === "on_unproven" || state === "silent";
