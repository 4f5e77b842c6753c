/** What is known of a device's reminders, always with the time it was last seen to work. */
import type { Device } from "../api/types.ts";
import { dateIn, nearDay, nearTime, timeIn } from "../words/dates.ts";
import { dateSaid, withYear } from "../words/year.ts";

/** "Last showed one at 08:02 today." */
export function deviceLine(device: Device, zone: string, now: string): string {
  if (device.state === "broken") return "Reminders no longer reach it.";
  const more = device.unseen_since ? ", though reminders were sent" : "";
  if (!device.last_shown_at) return `Turned on ${dateSaid(device.created_at, zone, now)}. Nothing shown yet${more}.`;
  const on = dateIn(zone, device.last_shown_at);
  const day = nearDay(on, dateIn(zone, now));
  const when = `${timeIn(zone, device.last_shown_at)} ${/^[A-Z]/.test(day) ? `on ${withYear(day, on, now)}` : day}`;
  return `Last showed one at ${when}.${more && ` Nothing since${more}.`}`;
}

/** "Reminders were turned off for this device at 09:30 on 12 Dec, from another one." */
export function removedLine(at: string, zone: string, now: string): string {
  const day = nearDay(dateIn(zone, at), dateIn(zone, now));
  const when = /^[A-Z]/.test(day) ? `on ${dateSaid(at, zone, now)}` : `${day} at ${timeIn(zone, at)}`;
  return `Reminders were turned off for this device ${when}, from another one.`;
}

/** "tomorrow, 20:30" */
export function deviceNext(at: string, zone: string, now: string): string {
  return nearTime(at, zone, now);
}
