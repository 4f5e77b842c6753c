/** Knows where each browser hides the switch that allows notifications again. */
import { machineOf, programOf } from "./device-name.ts";
import type { Browser } from "./device.ts";

/** The way back, one step a line; `isStandalone` is true for an app from the home screen. */
export function unblockSteps(browser: Browser, isStandalone: boolean): string[] {
  const machine = machineOf(browser);
  const program = programOf(browser.userAgent);
  if (machine === "iPhone" || machine === "iPad") return onApple(machine);
  if (machine === "Android") return isStandalone ? androidApp(program) : onAndroid(program);
  return onDesktop(program, machine);
}

function onApple(machine: string): string[] {
  return [
    `Open Settings on your ${machine}, then Notifications, then Stipple.`,
    "Turn on Allow Notifications.",
    "If Stipple is not in that list, take it off the Home Screen and add it again.",
  ];
}

function androidApp(program: string): string[] {
  return [
    "Hold the Stipple icon on your home screen and tap App info.",
    "Tap Notifications and turn them on.",
    ...phoneToo(program),
  ];
}

function onAndroid(program: string): string[] {
  const site =
    program === "Firefox"
      ? ["Tap the sign left of the address.", "Find Notifications there and change Blocked to Allowed."]
      : ["Tap the sign left of the address, then Permissions.", "Tap Notifications and turn them on."];
  return [...site, ...phoneToo(program)];
}

function phoneToo(program: string): string[] {
  return [`Still blocked? Open your phone's Settings, then Apps, ${program}, Notifications. Turn them on.`];
}

function onDesktop(program: string, machine: string): string[] {
  return [...desktopSite(program), `Still blocked? Look in the settings of ${itself(machine)}, under Notifications, for ${program}.`];
}

function desktopSite(program: string): string[] {
  switch (program) {
    case "Firefox":
      return ["Click the sign left of the address.", "Next to Send notifications, click × beside Blocked.", "Load this page again."];
    case "Safari":
      return ["In the menu Safari, open Settings, then Websites, then Notifications.", "Find this address and choose Allow."];
    default:
      return ["Click the sign left of the address.", "Turn on Notifications. If they are not there, open Site settings first."];
  }
}

function itself(machine: string): string {
  return machine === "this device" || machine === "Linux" ? "this computer" : machine === "Mac" ? "your Mac" : machine;
}
