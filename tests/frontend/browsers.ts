/** Browsers by what they say of themselves. */
import type { Browser } from "../../frontend/src/push/device.ts";

const SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15";
const CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";

const browser = (userAgent: string, platform = "", maxTouchPoints = 0): Browser => ({ userAgent, platform, maxTouchPoints });

export const BROWSERS = {
  firefoxLinux: browser("Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0"),
  firefoxAndroid: browser("Mozilla/5.0 (Android 16; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0"),
  chromeAndroid: browser(`Mozilla/5.0 (Linux; Android 10; K) ${CHROME}`),
  edgeWindows: browser(`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Edg/156.0.0.0`),
  safariMac: browser(`${MAC} ${SAFARI}`, "MacIntel"),
  safariIpad: browser(`${MAC} ${SAFARI}`, "MacIntel", 5),
  safariIphone: browser(`Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) ${SAFARI}`, "iPhone", 5),
  unknown: browser("something else"),
} as const;
