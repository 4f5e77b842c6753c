/** Which moments of the day may be chosen for reminders. */
import type { FieldProblem } from "../api/problem.ts";

export interface Times {
  morning: string;
  evening: string;
  quiet_from: string;
  quiet_until: string;
}

const NAMES: Record<keyof Times, string> = {
  morning: "your morning",
  evening: "your evening",
  quiet_from: "the start of your quiet hours",
  quiet_until: "the end of your quiet hours",
};

/** True when a time of day lies in hours that may run past midnight; the end is not part of them. */
export function isQuietAt(time: string, { quiet_from, quiet_until }: Pick<Times, "quiet_from" | "quiet_until">): boolean {
  if (quiet_from === quiet_until) return false;
  if (quiet_from < quiet_until) return time >= quiet_from && time < quiet_until;
  return time >= quiet_from || time < quiet_until;
}

/** What must be mended: nothing may be empty, and no reminder moment may lie in quiet hours. */
export function timesProblems(times: Times): FieldProblem[] {
  const fields = Object.keys(NAMES) as (keyof Times)[];
  const empty = fields.filter((field) => !times[field]);
  if (empty.length) return empty.map((field) => ({ field, sentence: `Enter a time for ${NAMES[field]}.` }));
  return (["morning", "evening"] as const)
    .filter((field) => isQuietAt(times[field], times))
    .map((field) => ({
      field,
      sentence: `${times[field]} lies in your quiet hours. Choose another time for ${NAMES[field]}, or shorter quiet hours.`,
    }));
}

/** Only what differs is sent, so that two devices do not undo each other. */
export function changedTimes(times: Times, was: Times): Partial<Times> {
  const fields = Object.keys(NAMES) as (keyof Times)[];
  return Object.fromEntries(fields.filter((field) => times[field] !== was[field]).map((field) => [field, times[field]]));
}
