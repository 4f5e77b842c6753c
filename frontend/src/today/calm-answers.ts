/** What the answer to "is your skin calm?" says to the server, and what it must hold first. */
import type { FieldProblem } from "../api/problem.ts";
import type { Said } from "./acting.ts";

export type CalmChoice = "calm" | "not_calm" | "date";

export function calmProblems(chosen: CalmChoice | null, date: string, todayOn: string): FieldProblem[] {
  if (!chosen) return [{ field: "calm", sentence: "Choose the answer that fits your skin today." }];
  if (chosen !== "date") return [];
  if (!date) return [{ field: "calm-date", sentence: "Enter the date your clinic gave you." }];
  if (date <= todayOn) return [{ field: "calm-date", sentence: "The date must be after today." }];
  return [];
}

export function calmAnswers(chosen: CalmChoice, date: string): Said[] {
  return chosen === "date" ? [{ question: "calm_date", value: date }] : [{ question: "calm", value: chosen }];
}
