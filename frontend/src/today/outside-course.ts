/** Which course, if any, has sunscreen top-ups to switch on just now. */
import type { Course, Item, Plan } from "../api/types.ts";

/** The course whose steps of today speak of being outside, or that has the switch on. */
export function outsideCourse(plan: Plan): Course | null {
  const { outstanding, later, settled } = plan.today;
  const speaking = [...outstanding, ...later, ...settled].find(asksOutside);
  const isIt = (course: Course) => course.facts["outside"] === true || course.id === speaking?.course_id;
  return plan.courses.find((course) => course.state === "running" && isIt(course)) ?? null;
}

const SUNSCREEN_STEPS = new Set(["A12", "A13"]);

function asksOutside(item: Item): boolean {
  return SUNSCREEN_STEPS.has(item.step) || item.actions.some(({ answers }) => answers.some(({ question }) => question === "outside"));
}
