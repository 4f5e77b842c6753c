/** The course as a list: every visit and every dated step, by date. */
import type { Item, Plan, Visit } from "../api/types.ts";
import { startParts, timeIn } from "../words/dates.ts";
import { visitStateName } from "../words/ended.ts";
import { areaName, visitName } from "../words/names.ts";

export interface DateEntry {
  key: string;
  /** "13:45", or "08:00, 14:00" where the same comes more than once that day */
  time: string;
  words: string;
  /** The visit's id where the entry is a visit, to lead there. */
  visitId: string | null;
}

export interface DateGroup {
  on: string;
  isPast: boolean;
  entries: DateEntry[];
}

/** Visits (all) and steps (those still to come and those of today), grouped by date, in order. */
export function datesOf(plan: Plan, todayOn: string): DateGroup[] {
  const groups = new Map<string, DateEntry[]>();
  const add = (on: string, entry: DateEntry) => groups.set(on, [...(groups.get(on) ?? []), entry]);
  for (const course of plan.courses) {
    const area = plan.courses.length > 1 ? areaName(course).toLowerCase() : "";
    for (const visit of course.visits) add(startParts(visit.start).on, visitEntry(visit, area, visitStateName(visit, course, plan.now)));
  }
  for (const item of stepsOf(plan)) add(item.on, stepEntry(item, plan.zone));
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([on, entries]) => ({ on, isPast: on < todayOn, entries: joined(entries) }));
}

/** In order of time; what a day asks for several times, or for several areas, is one line with its times. */
function joined(entries: readonly DateEntry[]): DateEntry[] {
  const lines = new Map<string, DateEntry>();
  for (const entry of entries.toSorted((a, b) => a.time.localeCompare(b.time))) {
    const name = entry.visitId ?? entry.words;
    const before = lines.get(name);
    lines.set(name, before ? { ...before, time: withTime(before.time, entry.time) } : entry);
  }
  return [...lines.values()];
}

const withTime = (times: string, time: string): string => (times.split(", ").includes(time) ? times : `${times}, ${time}`);

function stepsOf(plan: Plan): Item[] {
  const { outstanding, later } = plan.today;
  const all = new Map([...outstanding, ...later, ...plan.coming].map((item) => [item.key, item]));
  return [...all.values()].filter(({ state }) => state === "open");
}

function visitEntry(visit: Visit, area: string, state: string): DateEntry {
  const words = [visitName(visit), area, state.toLowerCase(), visit.place].filter(Boolean).join(", ");
  return { key: visit.id, time: startParts(visit.start).time, words, visitId: visit.id };
}

function stepEntry(item: Item, zone: string): DateEntry {
  return { key: item.key, time: timeIn(zone, item.due_at), words: item.title, visitId: null };
}
