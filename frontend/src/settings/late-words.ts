/** Why a reminder may come late on this kind of device, and what lets it come on time. */
import { machineOf, programOf } from "../push/device-name.ts";
import type { Browser } from "../push/device.ts";

export interface Reason {
  title: string;
  text: string;
}

/** The likeliest first. */
export function lateReasons(browser: Browser, isStandalone: boolean): Reason[] {
  const machine = machineOf(browser);
  const program = programOf(browser.userAgent);
  if (machine === "iPhone" || machine === "iPad") return [...APPLE, NO_LINE];
  if (machine === "Android") return [...android(isStandalone ? `Stipple and ${program}` : program), NO_LINE];
  return [...desktop(program), NO_LINE];
}

const NO_LINE: Reason = {
  title: "No connection",
  text: "A reminder comes when the device is online again, as long as it still helps. Today always shows what is ready.",
};

const APPLE: readonly Reason[] = [
  {
    title: "Focus and Do Not Disturb",
    text: "They hold reminders back. In Settings, open Focus, choose yours, then Apps, and allow Stipple.",
  },
  {
    title: "Scheduled Summary",
    text: "It collects reminders for later. In Settings, open Notifications, then Scheduled Summary, and leave Stipple out.",
  },
  { title: "Off the Home Screen", text: "Taking Stipple off the Home Screen ends its reminders. Add it again to begin anew." },
];

function android(apps: string): Reason[] {
  return [
    {
      title: "Battery use of one app",
      text: `In Settings, open Apps, then ${apps}, then Battery. Choose Unrestricted; some phones call it No restrictions.`,
    },
    {
      title: "Phones that put apps to sleep",
      text: `Samsung: Battery, Background usage limits, and take ${apps} out of Sleeping apps. Xiaomi, Oppo, Huawei and others: look for Autostart or App launch, and allow ${apps}.`,
    },
    {
      title: "Battery saver and Do not disturb",
      text: "While they are on, reminders can wait until you turn on the screen, or come without a sound.",
    },
  ];
}

function desktop(program: string): Reason[] {
  return [
    { title: "A closed browser", text: `On most computers ${program} has to be running. What came meanwhile shows when you open it.` },
    {
      title: "Do not disturb",
      text: "Your computer may hide notifications for a while, or while you share the screen. Look in its settings under Notifications.",
    },
  ];
}
