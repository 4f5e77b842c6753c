/** What a course that is over is called, and what has become of the visits it still had ahead. */
import type { Course, Visit } from "../api/types.ts";
import { stateName } from "./names.ts";

type Counted = Pick<Course, "state" | "sessions" | "visits">;

/** True when the patient closed the course before all its sessions were held. */
export function wasEndedEarly(course: Counted, now: string): boolean {
  if (course.state !== "closed") return false;
  const held = course.visits.filter((visit) => visit.kind === "session" && wasHeld(visit, now));
  return held.length < course.sessions;
}

/** A booked or proposed visit of a closed course does not come, whatever it was. */
export function visitStateName(visit: Visit, course: Pick<Course, "state"> | null, now: string): string {
  const isOff = course?.state === "closed" && isComing(visit) && isAhead(visit, now);
  return isOff ? "Not coming: the course is closed" : stateName(visit.state);
}

const isAhead = ({ starts_at }: Visit, now: string): boolean => Date.parse(starts_at) > Date.parse(now);

const wasHeld = (visit: Visit, now: string): boolean =>
  visit.state === "ended" || (visit.state === "booked" && !isAhead(visit, now));

const isComing = ({ state }: Visit): boolean => state === "booked" || state === "proposed";
