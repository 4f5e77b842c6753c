/** The course as a list: every visit and every dated step, by date. */
import type { Item, Plan, Visit } from "../api/types.ts";
import { startParts, timeIn } from "../words/dates.ts";
import { stateName, visitName } from "../words/names.ts";

export interface DateEntry {
  key: string;
  /** "13:45" */
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
  for (const visit of plan.courses.flatMap(({ visits }) => visits)) {
    add(startParts(visit.start).on, visitEntry(visit));
  }
  for (const item of stepsOf(plan)) add(item.on, stepEntry(item, plan.zone));
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([on, entries]) => ({
      on,
      isPast: on < todayOn,
      entries: entries.sort((a, b) => a.time.localeCompare(b.time)),
    }));
}

function stepsOf(plan: Plan): Item[] {
  const { outstanding, later } = plan.today;
  const all = new Map([...outstanding, ...later, ...plan.coming].map((item) => [item.key, item]));
  return [...all.values()].filter(({ state }) => state === "open");
}

function visitEntry(visit: Visit): DateEntry {
  const words = [visitName(visit), stateName(visit.state).toLowerCase(), visit.place].filter(Boolean).join(", ");
  return { key: visit.id, time: startParts(visit.start).time, words, visitId: visit.id };
}

function stepEntry(item: Item, zone: string): DateEntry {
  return { key: item.key, time: timeIn(zone, item.due_at), words: item.title, visitId: null };
}
