/** What the state of a course means, which of its visits matter now, and what the field calls them. */
import type { Course, Visit } from "../api/types.ts";
import { dayMonth, startParts } from "../words/dates.ts";
import { wasEndedEarly } from "../words/ended.ts";
import { visitName, visitNameWithin } from "../words/names.ts";
import { withYear } from "../words/year.ts";
import { inOrder } from "./visit-words.ts";

const LINES: Record<Course["state"], string | null> = {
  running: null,
  paused: "Paused. Only steps for healing go on. Your dates stay as they are.",
  done: "All sessions are behind you. After-care and result photos go on.",
  closed: "Closed. Its reminders have ended. What you noted stays here.",
};

const ENDED_EARLY = "You ended this course. Its reminders have ended, and visits that were ahead do not come. What you noted stays here.";

export const stateLine = (course: Course, now: string): string | null =>
  wasEndedEarly(course, now) ? ENDED_EARLY : LINES[course.state];

export interface SortedVisits {
  /** The last that was held, and all that are ahead. */
  near: Visit[];
  /** What lies further back, and what is off. */
  rest: Visit[];
}

/** The visits worth a look now, apart from those behind the patient or called off. */
export function sortedVisits({ state, visits }: Pick<Course, "state" | "visits">, now: string): SortedVisits {
  const ordered = inOrder(visits);
  const ahead = state === "closed" ? [] : ordered.filter((visit) => isAhead(visit, now));
  const last = ordered.findLast(({ state, starts_at }) => (state === "booked" || state === "ended") && isBefore(starts_at, now));
  const near = last ? [last, ...ahead] : ahead;
  return { near, rest: ordered.filter((visit) => !near.includes(visit)) };
}

/** The next visit, as the way to it is named: "Next: session 4, 22 Dec"; null when none is ahead. */
export function nextVisit(visits: readonly Visit[], now: string): { visit: Visit; words: string } | null {
  const visit = inOrder(visits).find((each) => isAhead(each, now));
  if (!visit) return null;
  const { on } = startParts(visit.start);
  return { visit, words: `Next: ${visitNameWithin(visit)}, ${withYear(dayMonth(on), on, now)}` };
}

function isAhead({ state, starts_at }: Visit, now: string): boolean {
  return (state === "booked" || state === "proposed") && !isBefore(starts_at, now);
}

const isBefore = (at: string, now: string): boolean => Date.parse(at) <= Date.parse(now);

/** The phases of healing in the protocol's own words, with the days since the session each takes. */
export function phaseLines(course: Course): { id: string; name: string; meaning: string }[] {
  // A plan kept by the version before knows none.
  const phases = (course as Partial<Course>).phases ?? [];
  return phases.map(({ id, name, what, first_day, last_day }) => ({ id, name, meaning: `Day ${first_day} to ${last_day}. ${what}` }));
}

/** A visit's name where there is little room. */
export function fieldName(visit: Visit): string {
  return visit.kind === "consultation" ? "Consult." : visitName(visit);
}
