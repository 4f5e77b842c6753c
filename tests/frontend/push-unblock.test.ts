/** Each browser is told the way to its own switch, and the device's own switch comes last. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { unblockSteps } from "../../frontend/src/push/unblock.ts";
import { lateReasons } from "../../frontend/src/settings/late-words.ts";
import { BROWSERS } from "./browsers.ts";

const WAYS: [keyof typeof BROWSERS, boolean, RegExp, RegExp][] = [
  ["firefoxLinux", false, /left of the address/, /settings of this computer.*Firefox/],
  ["firefoxAndroid", false, /left of the address/, /Apps, Firefox, Notifications/],
  ["chromeAndroid", false, /then Permissions/, /Apps, Chrome, Notifications/],
  ["chromeAndroid", true, /Hold the Stipple icon/, /Apps, Chrome, Notifications/],
  ["edgeWindows", false, /left of the address/, /settings of Windows.*Edge/],
  ["safariMac", false, /In the menu Safari/, /settings of your Mac.*Safari/],
  ["safariIphone", true, /Settings on your iPhone/, /take it off the Home Screen/],
  ["safariIpad", true, /Settings on your iPad/, /take it off the Home Screen/],
  ["unknown", false, /left of the address/, /settings of this computer/],
];

for (const [name, isStandalone, first, last] of WAYS) {
  test(`${name}${isStandalone ? " from the home screen" : ""}: the way back from a block`, () => {
    const steps = unblockSteps(BROWSERS[name], isStandalone);
    assert.match(steps[0] ?? "", first);
    assert.match(steps.at(-1) ?? "", last);
  });
}

const LATE: [keyof typeof BROWSERS, RegExp][] = [
  ["chromeAndroid", /Chrome, then Battery/],
  ["safariIphone", /allow Stipple/],
  ["firefoxLinux", /Firefox has to be running/],
];

for (const [name, likeliest] of LATE) {
  test(`${name}: what may hold a reminder back, the likeliest first and a lost line last`, () => {
    const reasons = lateReasons(BROWSERS[name], false);
    assert.match(reasons[0]?.text ?? "", likeliest);
    assert.equal(reasons.at(-1)?.title, "No connection");
  });
}
