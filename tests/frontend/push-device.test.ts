/** A device is called what its owner calls it, and an iPad is not taken for a Mac. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { labelOfDevice } from "../../frontend/src/push/device-name.ts";
import { capabilitiesOf } from "../../frontend/src/push/device.ts";

const SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15";
const CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

const BROWSERS: [string, string, number, string, boolean][] = [
  ["Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0", "Linux x86_64", 0, "Firefox on Linux", false],
  ["Mozilla/5.0 (Android 16; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0", "Linux armv81", 5, "Firefox on Android", false],
  [`Mozilla/5.0 (Linux; Android 10; K) ${CHROME}`, "Linux armv81", 5, "Chrome on Android", false],
  [`Mozilla/5.0 (Linux; Android 10; K) SamsungBrowser/29.0 ${CHROME}`, "Linux armv81", 5, "Samsung Internet on Android", false],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Edg/156.0.0.0`, "Win32", 10, "Edge on Windows", false],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROME}`, "Linux x86_64", 0, "Chrome on Chromebook", false],
  [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${SAFARI}`, "MacIntel", 0, "Safari on Mac", false],
  [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${SAFARI}`, "MacIntel", 5, "Safari on iPad", true],
  [`Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) ${SAFARI}`, "iPhone", 5, "Safari on iPhone", true],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 CriOS/156.0 Mobile Safari/604.1", "iPhone", 5, "Chrome on iPhone", true],
  ["something else", "", 0, "Browser on this device", false],
];

for (const [userAgent, platform, maxTouchPoints, label, isIos] of BROWSERS) {
  test(`${label}${isIos ? " is an iPhone or iPad" : ""}`, () => {
    const browser = { userAgent, platform, maxTouchPoints };
    assert.equal(labelOfDevice(browser), label);
    assert.deepEqual(capabilitiesOf(browser, true, false), { hasPush: true, isIos, isStandalone: false });
  });
}
