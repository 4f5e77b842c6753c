/** Which pauses Today has to name: where nothing is left to do, its end already says that all is paused. */
import type { Plan } from "../api/types.ts";
import { areaName } from "../words/names.ts";

/** One title for each paused course; by area where there are several. */
export function pausesOf(plan: Plan, isEnd: boolean): string[] {
  const open = plan.courses.filter(({ state }) => state !== "closed");
  const paused = open.filter(({ state }) => state === "paused");
  if (isEnd && paused.length === open.length) return [];
  return paused.map((course) => (open.length > 1 ? `Your ${areaName(course).toLowerCase()} course is paused` : "Your course is paused"));
}
