/** What a visit's record says in words, and which changes it allows. */
import type { Visit } from "../api/types.ts";
import { longDay, shortDay, startParts, timeIn } from "../words/dates.ts";
import { withYear } from "../words/year.ts";

const MINUTE_MS = 60_000;

/** When a visit ends as long as nobody said otherwise: its start plus its planned length. */
export function assumedEnd(visit: Pick<Visit, "starts_at" | "minutes">): string {
  return new Date(Date.parse(visit.starts_at) + visit.minutes * MINUTE_MS).toISOString();
}

/** "Tue 8 Dec, 13:45", on the clinic's clock; "Wed 8 Dec 2027, 13:45" where the year has to be said */
export function visitWhen(visit: Pick<Visit, "start">, now: string): string {
  const { on, time } = startParts(visit.start);
  return `${withYear(shortDay(on), on, now)}, ${time}`;
}

/** "Tuesday 8 December, 13:45" */
export function visitWhenLong(visit: Pick<Visit, "start">, now: string): string {
  const { on, time } = startParts(visit.start);
  return `${withYear(longDay(on), on, now)}, ${time}`;
}

/** "It ended at 14:30", or what is assumed while nobody said. */
export function endWords(visit: Visit, now: string): string | null {
  if (visit.ended_at) return `It ended at ${timeIn(visit.zone, visit.ended_at)}.`;
  const end = assumedEnd(visit);
  if (visit.state !== "booked" && visit.state !== "ended") return null;
  if (Date.parse(end) > Date.parse(now)) return null;
  return `We assume it ended at ${timeIn(visit.zone, end)}. Say so if it was another time.`;
}

export type VisitChange = "book" | "move" | "details" | "ended" | "did_not_happen" | "cancel" | "restore";

/** The changes that make sense for a visit now. */
export function changesFor(visit: Visit, now: string): VisitChange[] {
  const hasStarted = Date.parse(visit.starts_at) <= Date.parse(now);
  switch (visit.state) {
    case "proposed":
      return ["book", "move", "cancel"];
    case "booked":
      return hasStarted ? ["ended", "did_not_happen", "move", "details"] : ["move", "details", "cancel"];
    case "ended":
      return ["ended", "details", "restore"];
    default:
      return ["restore"];
  }
}

/** Visits in the order of their dates. */
export function inOrder(visits: readonly Visit[]): Visit[] {
  return [...visits].sort((a, b) => a.starts_at.localeCompare(b.starts_at));
}
