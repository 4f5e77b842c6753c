/** Which of the offers of the diary a course shows, and whether it asks now. */
import type { Diary, Offer, Plan } from "../api/types.ts";
import { formOf } from "../today/answering.ts";
import { addDays, dateIn } from "../words/dates.ts";

/** What is an emergency stands at the top already, and is never asked about. */
export function offersOf(diary: Diary, courseId: string): Offer[] {
  const urgent = new Set(diary.emergencies.map(({ symptom }) => symptom));
  const found = diary.courses.find(({ course_id }) => course_id === courseId) ?? diary.courses[0];
  return (found?.offers ?? []).filter(({ symptom }) => !urgent.has(symptom));
}

/**
 * Whether some course asks to look and write it down at this moment, by the dates the server gave.
 * A course whose own step of today asks the same does not ask twice, unless something is being watched.
 */
export function isAsking(diary: Diary, now: string, plan: Plan): boolean {
  const at = Date.parse(now);
  const yesterday = addDays(dateIn(plan.zone, now), -1);
  const watched = new Set(diary.entries.filter(({ on, tier }) => on === yesterday && tier === "watch").map(({ course_id }) => course_id));
  const checked = coursesChecked(plan, now);
  const asksOnce = (course: string | undefined) => !course || watched.has(course) || !checked.has(course);
  // A diary kept by an earlier version of the app has none.
  const courses: readonly Partial<Diary["courses"][number]>[] = diary.courses;
  return courses.some(
    ({ course_id, asks = [] }) => asksOnce(course_id) && asks.some(({ from_at, until }) => Date.parse(from_at) <= at && at < Date.parse(until)),
  );
}

/** The courses with a check-in among the steps of today: open, put off, done, or still to come. */
function coursesChecked(plan: Plan, now: string): Set<string> {
  const { outstanding, later, settled } = plan.today;
  const coming = plan.coming.filter(({ on }) => on === dateIn(plan.zone, now));
  const checks = [...outstanding, ...later, ...settled, ...coming].filter((item) => formOf(item) === "check-in");
  return new Set(checks.map(({ course_id }) => course_id));
}
