/** What Today says of the healing skin: the phase of this day, and what is often seen. */
import type { Healing, HealingPhase } from "../api/types.ts";
import { dayMonth } from "../words/dates.ts";

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
