/** How the diary speaks: never that something is all right, only what is often seen and whom to ask. */
import type { DiaryEntry } from "../api/types.ts";

const TIERS: Record<DiaryEntry["tier"], string> = {
  expected: "Often seen",
  watch: "Keep watching it",
  contact: "Contact your clinic today",
  emergency: "Get help now",
};

export const tierWords = (tier: DiaryEntry["tier"]): string => TIERS[tier];

/** True when the answer is to ask somebody: then the number comes first, and routine reminders wait. */
export const asksForHelp = (tier: DiaryEntry["tier"]): boolean => tier === "contact" || tier === "emergency";

/** The answer as it was given, after how urgent it was where it does not say so itself. */
export function answerOf({ tier, says }: Pick<DiaryEntry, "tier" | "says">): string {
  return says.toLowerCase().includes(TIERS[tier].toLowerCase()) ? says : `${TIERS[tier]}: ${says}`;
}

const CHANGES = { better: "better", same: "the same", worse: "worse" } as const;

/** "4 of 10, worse than the day before" */
export function howMuch({ score, change }: Pick<DiaryEntry, "score" | "change">): string {
  return change ? `${score} of 10, ${CHANGES[change]}${change === "same" ? " as" : " than"} the day before` : `${score} of 10`;
}

/** "Day 2 after session 1"; before the first session the date says enough. */
export function dayWords(day: number, session: number | null): string | null {
  if (day < 0) return null;
  return session === null ? `Day ${day} after a session` : `Day ${day} after session ${session}`;
}

export interface DiaryDay {
  on: string;
  day: number;
  visit_id: string | null;
  entries: DiaryEntry[];
}

/** The entries of one course by day, the newest day first; within a day the newest last. */
export function byDay(entries: readonly DiaryEntry[], courseId: string): DiaryDay[] {
  const days = new Map<string, DiaryDay>();
  const inOrder = entries.filter(({ course_id }) => course_id === courseId).sort((a, b) => b.on.localeCompare(a.on) || a.at.localeCompare(b.at));
  for (const entry of inOrder) {
    const known = days.get(entry.on);
    if (known) known.entries.push(entry);
    else days.set(entry.on, { on: entry.on, day: entry.day, visit_id: entry.visit_id, entries: [entry] });
  }
  return [...days.values()];
}
