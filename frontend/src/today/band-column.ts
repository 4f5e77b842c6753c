/** Where a day of healing lies on the drawn band. */
import { EDGES, WIDTH } from "../drawings/band-dots.ts";
import type { HealingPhase } from "../api/types.ts";
import { daysBetween } from "../words/dates.ts";

const STRETCHES: Record<HealingPhase["id"], readonly [number, number]> = {
  closing: [0, EDGES[0]],
  settling: [EDGES[0], EDGES[1]],
  building: [EDGES[1], WIDTH],
};
/** A day is drawn at least this wide, however many its phase has. */
const NARROWEST = 9;

/** From where to where the day lies on the band. */
export function columnOf({ id, first_on, last_on }: HealingPhase, on: string): [number, number] {
  const [from, to] = STRETCHES[id];
  const day = (to - from) / (daysBetween(first_on, last_on) + 1);
  const width = Math.max(day, NARROWEST);
  const start = Math.min(from + day * daysBetween(first_on, on), to - width);
  return [start, start + width];
}
