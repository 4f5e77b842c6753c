/** What is known of a device's reminders, always with the time it was last seen to work. */
import type { Device } from "../push/state.ts";
import { dateIn, dayMonth, nearDay, nearTime, timeIn } from "../words/dates.ts";

/** "Last showed one at 08:02 today." */
export function deviceLine(device: Device, zone: string, now: string): string {
  if (device.state === "broken") return "Reminders no longer reach it.";
  const more = device.unseen_since ? ", though reminders were sent" : "";
  if (!device.last_shown_at) return `Turned on ${dayMonth(dateIn(zone, device.created_at))}. Nothing shown yet${more}.`;
  const day = nearDay(dateIn(zone, device.last_shown_at), dateIn(zone, now));
  const when = `${timeIn(zone, device.last_shown_at)} ${/^[A-Z]/.test(day) ? "on " : ""}${day}`;
  return `Last showed one at ${when}.${more && ` Nothing since${more}.`}`;
}

/** "tomorrow, 20:30" */
export function deviceNext(at: string, zone: string, now: string): string {
  return nearTime(at, zone, now);
}
