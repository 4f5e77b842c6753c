/** A plan some time after it was fetched: which of the instants the server computed have come since. */
import type { Item, Plan } from "../api/types.ts";
import { mergedDays } from "../today/view.ts";
import { dateIn, weekdayLong } from "../words/dates.ts";

/** The plan as it stands at `now` if nothing changed on the server; it computes no date of its own. */
export function asOf(plan: Plan, now: string): Plan {
  const at = Date.parse(now);
  const isSameDay = dateIn(plan.zone, plan.now) === dateIn(plan.zone, now);
  const useful = itemsOf(plan).filter((item) => isUseful(item, at));
  const coming = plan.coming.filter((item) => Date.parse(item.due_at) > at);
  const today = {
    ...plan.today,
    ...(!isSameDay && headOf(plan, now)),
    outstanding: byImportance(useful.filter((item) => !sleeps(item, at))),
    later: byImportance(useful.filter((item) => sleeps(item, at))),
    settled: isSameDay ? plan.today.settled : [],
    next: coming[0] ?? null,
    notices: isSameDay ? plan.today.notices : [],
    standing: plan.today.standing.filter(({ id }) => !hasBegun(plan, id, at)),
  };
  return { ...plan, today, coming };
}

/** Each item of the plan that is not settled, once. */
function itemsOf({ today, coming }: Plan): Item[] {
  return [...new Map([...coming, ...today.later, ...today.outstanding].map((item) => [item.key, item])).values()];
}

function isUseful(item: Item, at: number): boolean {
  return item.state === "open" && Date.parse(item.due_at) <= at && at < Date.parse(item.valid_until);
}

function sleeps(item: Item, at: number): boolean {
  return item.wake_at !== null && Date.parse(item.wake_at) > at;
}

/** In the order of every list of steps, which is the server's. */
export function byImportance(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => a.rank - b.rank);
}

/** Another day than the plan's: its own words are in the list of days. */
function headOf(plan: Plan, now: string): Pick<Plan["today"], "title" | "label" | "course_id"> {
  const todayOn = dateIn(plan.zone, now);
  const day = mergedDays(plan.days).find(({ on }) => on === todayOn);
  return { title: weekdayLong(todayOn), label: day?.label.replace(/\.$/, "") ?? "", course_id: day?.course_id ?? null };
}

/** What stands does so until its visit begins; its id is the step's and the visit's. */
function hasBegun(plan: Plan, standingId: string, at: number): boolean {
  const visits = plan.courses.flatMap((course) => course.visits);
  return visits.some(({ id, starts_at }) => standingId.endsWith(`/${id}`) && Date.parse(starts_at) <= at);
}
