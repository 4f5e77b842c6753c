/** What Today says of the healing skin: the phase of this day, where it lies on the band, and what is often seen. */
import { EDGES, WIDTH } from "../drawings/band-dots.ts";
import type { Healing, HealingPhase } from "../api/types.ts";
import { dayMonth, daysBetween } from "../words/dates.ts";

const STRETCHES: Record<HealingPhase["id"], readonly [number, number]> = {
  closing: [0, EDGES[0]],
  settling: [EDGES[0], EDGES[1]],
  building: [EDGES[1], WIDTH],
};
/** A day is drawn at least this wide, however many its phase has. */
const NARROWEST = 9;

export interface PhaseLabel {
  name: string;
  when: string;
  isNow: boolean;
}

/** The phase of a day; null once all of them lie behind. */
export function phaseOn(healing: Healing, on: string): HealingPhase | null {
  return healing.phases.find(({ first_on, last_on }) => first_on <= on && on <= last_on) ?? null;
}

/** What is often seen on a day; the last words that have begun, while a phase lasts. */
export function oftenSeen(healing: Healing, on: string): string | null {
  if (!phaseOn(healing, on)) return null;
  return healing.often_seen.findLast(({ first_on }) => first_on <= on)?.says ?? null;
}

/** From where to where the day lies on the band. */
export function columnOf({ id, first_on, last_on }: HealingPhase, on: string): [number, number] {
  const [from, to] = STRETCHES[id];
  const day = (to - from) / (daysBetween(first_on, last_on) + 1);
  const width = Math.max(day, NARROWEST);
  const start = Math.min(from + day * daysBetween(first_on, on), to - width);
  return [start, start + width];
}

/** The phases in words: the present one with its end, the others with their beginning. */
export function phaseLabels(healing: Healing, on: string): PhaseLabel[] {
  return healing.phases.map((phase) => ({
    name: phase.name,
    when: whenOf(phase, on),
    isNow: phase.first_on <= on && on <= phase.last_on,
  }));
}

function whenOf({ first_on, last_on }: HealingPhase, on: string): string {
  if (last_on < on) return `to ${dayMonth(last_on)}`;
  return first_on <= on ? `to about ${dayMonth(last_on)}` : `from ${dayMonth(first_on)}`;
}
