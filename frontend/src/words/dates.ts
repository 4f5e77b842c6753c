/** How dates and times are said. A calendar date is text ("2026-11-19") and never meets a time zone. */

const DAY_MS = 86_400_000;

function utc(on: string): Date {
  return new Date(`${on}T00:00:00Z`);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format made once: each takes a slow phone some milliseconds, and a screen says many dates. */
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = locale + JSON.stringify(options);
  const made = formats.get(name) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(name, made);
  return made;
}

/** Lets the browser load its words for dates beforehand, piece by piece: at once they keep a slow phone busy too long. */
export function readyDates(): void {
  const at = new Date().toISOString();
  const pieces = [
    () => Intl.DateTimeFormat.supportedLocalesOf("en-GB"),
    () => new Date().getTimezoneOffset(),
    () => dateIn("UTC", at),
    () => timeIn("UTC", at),
    () => weekdayShort(at.slice(0, 10)),
  ];
  for (const piece of pieces) setTimeout(piece);
}

function said(on: string, options: Intl.DateTimeFormatOptions): string {
  return format("en-GB", { ...options, timeZone: "UTC" }).format(utc(on)).replace(",", "");
}

/** "Thursday 19 November" */
export const longDay = (on: string): string => said(on, { weekday: "long", day: "numeric", month: "long" });

/** "Thu 19 Nov" */
export const shortDay = (on: string): string => said(on, { weekday: "short", day: "numeric", month: "short" });

/** "19 Nov" */
export const dayMonth = (on: string): string => said(on, { day: "numeric", month: "short" });

/** "Thu" */
export const weekdayShort = (on: string): string => said(on, { weekday: "short" });

/** "Thursday" */
export const weekdayLong = (on: string): string => said(on, { weekday: "long" });

/** "Nov" */
export const monthShort = (on: string): string => said(on, { month: "short" });

/** "19 November 2026" */
export const fullDate = (on: string): string => said(on, { day: "numeric", month: "long", year: "numeric" });

/** Monday 0 … Sunday 6 */
export const weekdayIndex = (on: string): number => (utc(on).getUTCDay() + 6) % 7;

/** The calendar date a number of days later (or earlier). */
export function addDays(on: string, days: number): string {
  return new Date(utc(on).getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from one calendar date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / DAY_MS);
}

/** The calendar date of an instant where the reader is. */
export function dateIn(zone: string, at: string): string {
  // "19/11/2026": a ready-made style of the one locale loads much faster than one put together.
  const [day, month, year] = format("en-GB", { timeZone: zone, dateStyle: "short" }).format(new Date(at)).split("/");
  return `${year}-${month}-${day}`;
}

/** "08:05" */
export function timeIn(zone: string, at: string): string {
  return format("en-GB", { timeZone: zone, timeStyle: "short" }).format(new Date(at));
}

/** "today", "tomorrow", "yesterday", or "Thu 19 Nov" */
export function nearDay(on: string, todayOn: string): string {
  const days = daysBetween(todayOn, on);
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  return shortDay(on);
}

/** "today, 08:05", for an instant where the reader is */
export function nearTime(at: string, zone: string, now: string): string {
  return `${nearDay(dateIn(zone, at), dateIn(zone, now))}, ${timeIn(zone, at)}`;
}

export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The two halves of a local start such as "2026-12-08T13:45". */
export function startParts(start: string): { on: string; time: string } {
  return { on: start.slice(0, 10), time: start.slice(11, 16) };
}

/** "Europe/Berlin" becomes "Berlin (Europe)" */
export function zoneName(zone: string): string {
  const words = zone.replaceAll("_", " ").split("/");
  const place = words.pop() ?? zone;
  return words.length ? `${place} (${words.join(", ")})` : place;
}

/** The instant of a wall time in a zone; in a gap or fold, the offset before it (RFC 5545). */
export function instantOf(on: string, time: string, zone: string): string {
  const wall = new Date(`${on}T${time}:00Z`).getTime();
  const before = offsetAt(wall - DAY_MS, zone);
  const first = wall - before;
  if (offsetAt(first, zone) === before) return new Date(first).toISOString();
  const second = wall - offsetAt(first, zone);
  const isThatWall = second + offsetAt(second, zone) === wall;
  return new Date(isThatWall ? second : first).toISOString();
}

function offsetAt(instant: number, zone: string): number {
  const at = new Date(instant).toISOString();
  const wall = new Date(`${dateIn(zone, at)}T${timeIn(zone, at)}:00Z`).getTime();
  return wall - Math.floor(instant / 60_000) * 60_000;
}
