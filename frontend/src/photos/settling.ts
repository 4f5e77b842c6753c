/** Which steps of Today are done once the last photo of a check-in is taken. Pure. */
import type { Item, Plan } from "../api/types.ts";
import type { CheckIn } from "./api.ts";

type Coming = Pick<Plan, "today" | "coming">;

/** The steps that asked for this set: of its course and visit, due while the set is open, and not done yet. */
export function settledByPhotos({ today, coming }: Coming, courseId: string, checkIn: CheckIn): Item[] {
  const { outstanding, later, settled, next } = today;
  const all = new Map([...outstanding, ...later, ...settled, ...(next ? [next] : []), ...coming].map((item) => [item.key, item]));
  return [...all.values()].filter((item) => item.course_id === courseId && isAbout(item, checkIn) && isToDo(item));
}

function isAbout({ step, on, visit_id }: Item, { id, step: wanted, opens_on, closes_on }: CheckIn): boolean {
  const [, visit] = id.split("/", 2);
  return step === wanted && opens_on <= on && on <= closes_on && (!visit || visit === visit_id);
}

/** What was left out may be done after all. */
const isToDo = ({ state }: Item): boolean => state === "open" || state === "skipped";
