/** The facts of a course that may be changed later, and their answers in words. */
import type { AnswerValue } from "../api/types.ts";
import type { Option } from "../components/form.tsx";
import { AREAS, RETINOIDS, TONES, YES_NO } from "../start/options.ts";

export interface Fact {
  question: string;
  name: string;
  options: readonly Option<AnswerValue>[];
}

export const FACTS: readonly Fact[] = [
  { question: "area", name: "Area", options: AREAS },
  { question: "retinoid", name: "Retinoid", options: RETINOIDS.filter(({ value }) => value !== "unsure") },
  { question: "actives", name: "Other strong skincare", options: YES_NO },
  { question: "tone", name: "Skin", options: TONES },
  { question: "dark_marks", name: "Dark marks in the past", options: YES_NO },
  { question: "daylight", name: "The area sees daylight", options: YES_NO },
  { question: "photos", name: "Reminders to take photos", options: YES_NO },
];

/** The answer in words, or that it was not asked. */
export function factWords(fact: Fact, value: AnswerValue | undefined): string {
  return fact.options.find((option) => option.value === value)?.label ?? "Not asked yet";
}
