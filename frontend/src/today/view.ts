/** What Today shows for a plan: which step is now, which days make the week, what may be said. */
import type { Action, Day, Item, Plan } from "../api/types.ts";
import { hrefTo } from "../router.ts";
import { addDays, dateIn, dayMonth, longDay, timeIn, weekdayShort } from "../words/dates.ts";
import { areaName } from "../words/names.ts";
import { endingOf } from "./ending.ts";
import type { Ending } from "./ending.ts";

const WEEK = 7;
const DAYS_BEHIND = 2;
const LONG_TITLE = 8;

export interface WeekDay {
  day: Day;
  weekday: string;
  number: string;
  isToday: boolean;
  spoken: string;
}

export interface TodayView {
  title: string;
  label: string;
  isLongTitle: boolean;
  todayOn: string;
  week: WeekDay[];
  now: Item | null;
  also: Item[];
  ending: Ending | null;
}

/** The view of a plan at `now`; `chosen` is the key of the step the reader opened, if any. */
export function viewOf(plan: Plan, now: string, chosen: string | null): TodayView {
  const { title, label, outstanding } = plan.today;
  const todayOn = dateIn(plan.zone, now);
  const week = weekAround(mergedDays(plan.days), todayOn);
  const first = outstanding.find((item) => item.key === chosen) ?? outstanding[0] ?? null;
  return {
    title,
    label: labelled(plan, label),
    isLongTitle: title.length > LONG_TITLE,
    todayOn,
    week,
    now: first,
    also: outstanding.filter((item) => item !== first),
    ending: first ? null : endingOf(plan, now),
  };
}

/** "Hands · After session 1 of 4": of several courses, the head says which it speaks of. */
function labelled(plan: Plan, label: string): string {
  // A plan kept by an older version does not say it.
  const course = plan.today.course_id ? nameAmong(plan, plan.today.course_id) : null;
  return course ? `${course} · ${label}` : label;
}

/** Seven days with today among them; a day the course does not reach is a quiet one. */
export function weekAround(days: readonly Day[], todayOn: string): WeekDay[] {
  const known = new Map(days.map((day) => [day.on, day]));
  return Array.from({ length: WEEK }, (_, index) => {
    const on = addDays(todayOn, index - DAYS_BEHIND);
    const day = known.get(on) ?? quietDay(on);
    return {
      day,
      weekday: weekdayShort(on),
      number: String(Number(on.slice(8))),
      isToday: on === todayOn,
      spoken: spokenDay(day, todayOn),
    };
  });
}

function quietDay(on: string): Day {
  return { course_id: "", on, level: 0, label: "", visit: null, phase: null, done: null };
}

/** The days of all courses as one: where two meet, the day that asks for more care stands. */
export function mergedDays(days: readonly Day[]): Day[] {
  const byDate = new Map<string, Day>();
  for (const day of days) {
    const other = byDate.get(day.on);
    if (!other || day.level > other.level) byDate.set(day.on, day);
  }
  return [...byDate.values()].sort((a, b) => a.on.localeCompare(b.on));
}

/** "Thursday 19 November. Today. Day 2 after session 3." */
export function spokenDay(day: Day, todayOn: string): string {
  const parts = [longDay(day.on), day.on === todayOn ? "Today" : "", day.label.replace(/\.$/, "")];
  return `${parts.filter(Boolean).join(". ")}.`;
}

/** "Since 08:00", for a step that was due before it could be said; null when it is on time. */
export function sinceWhen(item: Item, zone: string, now: string): string | null {
  if (!item.is_late) return null;
  const dueOn = dateIn(zone, item.due_at);
  return dueOn === dateIn(zone, now) ? `Since ${timeIn(zone, item.due_at)}` : `Since ${dayMonth(dueOn)}`;
}

/** Which course a step belongs to, in a word; null while there is only one. */
export function courseOf(plan: Plan, item: Item): string | null {
  return nameAmong(plan, item.course_id);
}

/** The area of a course; null while there is only one. */
export function nameAmong(plan: Plan, courseId: string): string | null {
  const open = plan.courses.filter(({ state }) => state !== "closed");
  const course = open.find(({ id }) => id === courseId);
  return open.length > 1 && course ? areaName(course) : null;
}

/** The number to call: the action's own, else the latest visit's that has one. */
export function phoneFor(plan: Plan, action: Action | null, courseId: string | null): string | null {
  if (action?.phone) return action.phone;
  const course = plan.courses.find(({ id }) => id === courseId) ?? plan.courses[0];
  const visits = [...(course?.visits ?? [])].sort((a, b) => b.starts_at.localeCompare(a.starts_at));
  return visits.find(({ phone }) => phone.trim())?.phone ?? null;
}

/** Where the clinic's number can be added: at a visit that is booked, or on Course while none is. */
export function phoneAddedAt({ courses }: Plan): string {
  const visits = courses.filter(({ state }) => state !== "closed").flatMap(({ visits }) => visits);
  const visit = visits.find(({ state }) => state === "booked" || state === "ended");
  return visit ? hrefTo("visit", visit.id, "change") : "#/course";
}

/** The step with this key, wherever on Today or among what comes it stands. */
export function itemWith(plan: Plan, key: string): Item | null {
  const { outstanding, later, settled, next } = plan.today;
  const all = [...outstanding, ...later, ...settled, ...(next ? [next] : []), ...plan.coming];
  return all.find((item) => item.key === key) ?? null;
}
