/** Which "Later" a step still has room for. */
import type { Item, Until } from "../api/types.ts";
import { addDays, dateIn, instantOf, timeIn } from "../words/dates.ts";

const HOUR_MS = 3_600_000;

export interface LaterChoice {
  until: Until;
  label: string;
}

/** The choices that end before the step does; Later never outlives what it puts off. */
export function laterChoices(
  item: Pick<Item, "valid_until">,
  now: string,
  clocks: { zone: string; morning: string; evening: string },
): LaterChoice[] {
  const { zone, morning, evening } = clocks;
  const todayOn = dateIn(zone, now);
  const at: [Until, string, string][] = [
    ["hour", new Date(Date.parse(now) + HOUR_MS).toISOString(), "In an hour"],
    ["evening", instantOf(todayOn, evening, zone), `This evening, ${evening}`],
    ["tomorrow", instantOf(addDays(todayOn, 1), morning, zone), `Tomorrow, ${morning}`],
  ];
  return at
    .filter(([, instant]) => Date.parse(instant) > Date.parse(now) && Date.parse(instant) < Date.parse(item.valid_until))
    .map(([until, instant, label]) => ({ until, label: until === "hour" ? `${label}, ${timeIn(zone, instant)}` : label }));
}
