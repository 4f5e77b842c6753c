/** Which clinics are to be called before a session, after a yes in its check. */
import type { Plan, Visit } from "../api/types.ts";

/** The sessions still ahead whose clinic is to be called first. */
export function callsFirst(plan: Plan, now: string): Visit[] {
  const visits = plan.courses.flatMap((course) => course.visits);
  return visits.filter(({ call_first, starts_at }) => call_first && Date.parse(starts_at) > Date.parse(now));
}
