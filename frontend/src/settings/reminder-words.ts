/** What a state of reminders is called, and what to do about it. */
import type { ReminderState } from "../push/state.ts";

export interface ReminderWords {
  title: string;
  means: string;
  /** The key that changes it; null where no key here can. */
  key: string | null;
  /** How the dot beside the title is drawn: filled is on and proven, a ring is not yet. */
  dot: "full" | "ring" | "none";
}

const WORDS: Record<ReminderState, ReminderWords> = {
  unsupported: {
    title: "Not possible here",
    means: "This browser cannot show reminders. Try another browser, or another device. Today always shows what to do.",
    key: null,
    dot: "none",
  },
  install_first: {
    title: "Needs the Home Screen",
    means: "iPhone and iPad only let apps on the Home Screen remind you. It takes a minute.",
    key: null,
    dot: "none",
  },
  not_asked: {
    title: "Off",
    means: "Turn reminders on, and this device tells you when a step is ready.",
    key: "Turn reminders on",
    dot: "none",
  },
  blocked: {
    title: "Blocked",
    means: "Notifications from Stipple are blocked. Allow them in the settings of your browser or phone, then come back here.",
    key: null,
    dot: "none",
  },
  off_here: {
    title: "Off",
    means: "This device is allowed to remind you, but reminders are off.",
    key: "Turn reminders on",
    dot: "none",
  },
  on_unproven: {
    title: "On, not yet proven",
    means: "We have not yet heard that a reminder was seen here.",
    key: null,
    dot: "ring",
  },
  on_proven: { title: "On and proven", means: "", key: null, dot: "full" },
  repair: {
    title: "Needs a repair",
    means: "Reminders stopped reaching this device. One tap makes a new connection.",
    key: "Repair",
    dot: "ring",
  },
};

export const reminderWords = (state: ReminderState): ReminderWords => WORDS[state];

export const isOn = (state: ReminderState): boolean => state === "on_proven" || state === "on_unproven";
