/** Knows what this browser can do: whether push works in it, and whether it has to be on the Home Screen first. */
import type { Capabilities } from "./state.ts";

/** What is read of the browser's navigator. */
export interface Browser {
  userAgent: string;
  platform: string;
  maxTouchPoints: number;
}

/** What this very browser can do. */
export function capabilitiesHere(): Capabilities {
  const hasPush = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  const isStandalone = matchMedia("(display-mode: standalone), (display-mode: fullscreen)").matches;
  return capabilitiesOf(navigator, hasPush, isStandalone);
}

/** What the page can see of the window's push support. */
export function capabilitiesOf(browser: Browser, hasPush: boolean, isStandalone: boolean): Capabilities {
  return { hasPush, isIos: isIos(browser), isStandalone };
}

function isIos(browser: Browser): boolean {
  // An iPad calls itself a Mac; only its touch screen tells.
  return /iPhone|iPad|iPod/.test(browser.userAgent) || isIpadAsMac(browser);
}

export function isIpadAsMac(browser: Browser): boolean {
  return browser.platform === "MacIntel" && browser.maxTouchPoints > 1;
}
