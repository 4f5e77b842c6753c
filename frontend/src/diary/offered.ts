/** Which of the offers of the diary a course shows, and whether it asks now. */
import type { Diary, Offer } from "../api/types.ts";

/** What is an emergency stands at the top already, and is never asked about. */
export function offersOf(diary: Diary, courseId: string): Offer[] {
  const urgent = new Set(diary.emergencies.map(({ symptom }) => symptom));
  const found = diary.courses.find(({ course_id }) => course_id === courseId) ?? diary.courses[0];
  return (found?.offers ?? []).filter(({ symptom }) => !urgent.has(symptom));
}

/** Whether some course asks to look and write it down at this moment, by the dates the server gave. */
export function isAsking(diary: Diary, now: string): boolean {
  const at = Date.parse(now);
  // A diary kept by an earlier version of the app has none.
  const courses: readonly Partial<Diary["courses"][number]>[] = diary.courses;
  return courses.some(({ asks = [] }) => asks.some(({ from_at, until }) => Date.parse(from_at) <= at && at < Date.parse(until)));
}
