/** Knows what a patient calls this browser and the device it runs on. */
import { isIpadAsMac } from "./device.ts";
import type { Browser } from "./device.ts";

/** A short name a patient recognises, such as "Firefox on Android". */
export function labelOfDevice(browser: Browser): string {
  return `${programOf(browser.userAgent)} on ${machineOf(browser)}`;
}

// In this order: Edge, Opera and Samsung name Chrome too, and Chrome names Safari.
const PROGRAMS: readonly [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\//, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];

/** "Chrome", "Firefox" and so on; "Browser" when it is none we know. */
export function programOf(userAgent: string): string {
  return PROGRAMS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "Browser";
}

// Android names Linux, and so do Chromebooks: the narrower name first.
const MACHINES: readonly [RegExp, string][] = [
  [/iPhone|iPod/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/CrOS/, "Chromebook"],
  [/Macintosh/, "Mac"],
  [/Linux/, "Linux"],
];

/** "iPhone", "Android" and so on; "this device" when it is none we know. */
export function machineOf(browser: Browser): string {
  if (isIpadAsMac(browser)) return "iPad";
  return MACHINES.find(([pattern]) => pattern.test(browser.userAgent))?.[1] ?? "this device";
}
