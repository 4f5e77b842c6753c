/** How the dates of a goal are said, and where its scores stand on the chart. */
import type { Review } from "../api/types.ts";
import { daysBetween, fullDate } from "../words/dates.ts";

export type Goal = Review["goal"];

/** What may be expected when: dates, never an amount. */
export function expectation({ first_change_on, fair_from, fair_on, is_last_sure }: Goal): string[] {
  const said: string[] = [];
  if (first_change_on) said.push(`A first change may show from about ${fullDate(first_change_on)}. For some it takes longer.`);
  if (fair_from && fair_on) {
    const span = fair_from === fair_on ? `on ${fullDate(fair_on)}` : `between ${fullDate(fair_from)} and ${fullDate(fair_on)}`;
    said.push(`The fair time to look is ${span}, long enough after the last session.${is_last_sure ? "" : " These dates move with your last session."}`);
  }
  return said;
}

export interface Place {
  x: number;
  y: number;
}

export interface Chart {
  points: Place[];
  /** From and to, in hundredths of the width; null while a date is missing. */
  change: [number, number] | null;
  fair: [number, number] | null;
  /** Where photos were taken. */
  photos: number[];
}

/** Places in hundredths of the chart's width and height; null while there are no dates to draw. */
export function chartOf({ scores, first_session_on, first_change_on, fair_from, fair_on }: Goal, photosOn: readonly string[] = []): Chart | null {
  const dates = [...scores.map(({ on }) => on), ...photosOn, first_session_on, first_change_on, fair_on];
  const days = dates.filter((on): on is string => on !== null).sort();
  const [from, to] = [days[0], days[days.length - 1]];
  if (!scores.length || !from || !to || from === to) return null;
  const at = (on: string) => Math.round((daysBetween(from, on) / daysBetween(from, to)) * 1000) / 10;
  return {
    points: scores.map(({ on, value }) => ({ x: at(on), y: 100 - value * 10 })),
    change: first_change_on ? [at(first_change_on), fair_from ? at(fair_from) : 100] : null,
    fair: fair_from && fair_on ? [at(fair_from), at(fair_on)] : null,
    photos: photosOn.map(at),
  };
}
