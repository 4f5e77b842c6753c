/** Which "Later" a step still has room for. */
import type { Item, Until } from "../api/types.ts";
import { addDays, dateIn, instantOf, timeIn } from "../words/dates.ts";

const HOUR_MS = 3_600_000;

export interface LaterChoice {
  until: Until;
  label: string;
}

/** Where the patient is, and their moments of the day. */
export interface Clocks {
  zone: string;
  morning: string;
  evening: string;
}

/** When a step put off at `at` comes back. */
export function laterAt(until: Until, at: string, { zone, morning, evening }: Clocks): string {
  if (until === "hour") return new Date(Date.parse(at) + HOUR_MS).toISOString();
  const on = dateIn(zone, at);
  return until === "evening" ? instantOf(on, evening, zone) : instantOf(addDays(on, 1), morning, zone);
}

/** The choices that end before the step does; Later never outlives what it puts off. */
export function laterChoices(
  item: Pick<Item, "valid_until">,
  now: string,
  clocks: Clocks,
): LaterChoice[] {
  const { zone, morning, evening } = clocks;
  const at: [Until, string, string][] = [
    ["hour", laterAt("hour", now, clocks), "In an hour"],
    ["evening", laterAt("evening", now, clocks), `This evening, ${evening}`],
    ["tomorrow", laterAt("tomorrow", now, clocks), `Tomorrow, ${morning}`],
  ];
  return at
    .filter(([, instant]) => Date.parse(instant) > Date.parse(now) && Date.parse(instant) < Date.parse(item.valid_until))
    .map(([until, instant, label]) => ({ until, label: until === "hour" ? `${label}, ${timeIn(zone, instant)}` : label }));
}
