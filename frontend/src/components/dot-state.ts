/** How a day is drawn: its size is the care it asks for, its fill says whether it lies behind us. */
import type { Day } from "../api/types.ts";

const ON_THE_FIELD = new Set(["proposed", "booked", "ended"]);

export interface DotState {
  classes: string;
  /** How far today's dot is filled, 0 to 1; null for any other day. */
  share: number | null;
}

/** The classes of a day's dot. Every past day is drawn alike: nothing marks a patient down. */
export function dotOf(day: Day, todayOn: string): DotState {
  const classes = ["dot", `level-${Math.max(0, Math.min(5, Math.round(day.level)))}`];
  if (day.visit && ON_THE_FIELD.has(day.visit.state)) classes.push("visit", day.visit.state);
  if (day.on < todayOn) classes.push("past");
  if (day.on !== todayOn) return { classes: classes.join(" "), share: null };
  const share = day.done ?? 0;
  classes.push("today");
  if (share >= 1) classes.push("rests");
  return { classes: classes.join(" "), share };
}
