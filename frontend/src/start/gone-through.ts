/** Which steps ask for the further questions: going through these is doing them. */
import type { Item, Plan } from "../api/types.ts";

/** Those of a course that are still open, now or in the days to come. */
export function stepsThatAsk({ today, coming }: Plan, courseId: string): Item[] {
  return [...today.outstanding, ...today.later, ...coming].filter(
    ({ course_id, state, actions }) => course_id === courseId && state === "open" && actions.some(({ opens }) => opens === "questions"),
  );
}
