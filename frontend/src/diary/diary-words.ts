/** How the diary speaks: never that something is all right, only what is often seen and whom to ask. */
import type { Diary, DiaryEntry, DiaryLook } from "../api/types.ts";

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

export interface Compared {
  score?: number | null;
  change?: DiaryEntry["change"];
}

/** "4 of 10, worse than the day before"; nothing for what has no strength. */
export function howMuch({ score, change }: Compared): string {
  if (score === undefined || score === null) return "";
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
  rows: DiaryRow[];
}

/** What was written down, or answered when a reminder asked. */
export interface DiaryRow {
  id: string;
  at: string;
  /** "Red: 3 of 10", "How is your skin, compared with yesterday? Worse" */
  said: string;
  note: string;
  /** What the app said to it; nothing where it only took note. */
  answer: string;
}

const rowOfEntry = (entry: DiaryEntry): DiaryRow => ({
  id: entry.id,
  at: entry.at,
  said: [entry.label, howMuch(entry)].filter(Boolean).join(": "),
  note: entry.note,
  answer: answerOf(entry),
});

const rowOfLook = ({ id, at, asks, said, asks_clinic }: DiaryLook): DiaryRow => ({
  id,
  at,
  said: `${asks} ${said}`,
  note: "",
  answer: asks_clinic ? `${TIERS.contact}.` : "",
});

type Dated = Pick<DiaryEntry, "on" | "day" | "visit_id"> & { row: DiaryRow };

/** All of one course by day, the newest day first; within a day the newest last. */
export function byDay({ entries, looks = [] }: Told, courseId: string): DiaryDay[] {
  const isOwn = ({ course_id }: { course_id: string }) => course_id === courseId;
  const dated: Dated[] = [
    ...entries.filter(isOwn).map((entry) => ({ ...entry, row: rowOfEntry(entry) })),
    ...looks.filter(isOwn).map((look) => ({ ...look, row: rowOfLook(look) })),
  ];
  const days = new Map<string, DiaryDay>();
  for (const { on, day, visit_id, row } of dated.sort((a, b) => b.on.localeCompare(a.on) || a.row.at.localeCompare(b.row.at))) {
    const known = days.get(on);
    if (known) known.rows.push(row);
    else days.set(on, { on, day, visit_id, rows: [row] });
  }
  return [...days.values()];
}

/** A diary kept by an earlier version of the app has no looks. */
export type Told = Pick<Diary, "entries"> & Partial<Pick<Diary, "looks">>;

export const NOTHING_TOLD: Told = { entries: [] };
