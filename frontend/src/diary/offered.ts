/** Which of the offers of the diary a course shows. */
import type { Diary, Offer } from "../api/types.ts";

/** What is an emergency stands at the top already, and is never asked about. */
export function offersOf(diary: Diary, courseId: string): Offer[] {
  const urgent = new Set(diary.emergencies.map(({ symptom }) => symptom));
  const found = diary.courses.find(({ course_id }) => course_id === courseId) ?? diary.courses[0];
  return (found?.offers ?? []).filter(({ symptom }) => !urgent.has(symptom));
}
