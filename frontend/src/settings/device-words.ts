/** What is known of a device's reminders, always with the time it was last seen to work. */
import type { Device } from "../push/state.ts";
import { dateIn, dayMonth, nearDay, nearTime, timeIn } from "../words/dates.ts";

/** "This device last showed one at 08:02 today." */
export function deviceLine(device: Device, zone: string, now: string): string {
  if (device.state === "broken") return "Reminders no longer reach it.";
  if (device.last_shown_at) {
    return `Last showed one at ${timeIn(zone, device.last_shown_at)} ${nearDay(dateIn(zone, device.last_shown_at), dateIn(zone, now))}.`;
  }
  return `Turned on ${dayMonth(dateIn(zone, device.created_at))}. Nothing shown yet.`;
}

/** "tomorrow, 20:30" */
export function deviceNext(at: string, zone: string, now: string): string {
  return nearTime(at, zone, now);
}
