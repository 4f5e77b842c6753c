/** The questions of the protocol as the app puts them: the answers to choose from, and an answer in words. */
import type { AnswerValue, Question } from "../api/types.ts";
import type { Option } from "../components/form.tsx";

/** The answer to a question of several when no value applies. */
export const NONE = "none";

/** The question of the areas treated: some area always is. */
export const AREA = "area";

/** What a person says who does not know; the server hears nothing of it. */
export const UNSURE = "unsure";

const YES_NO: readonly Option<AnswerValue>[] = [
  { value: true, label: "Yes" },
  { value: false, label: "No" },
];

// What an answer leads to, where that may worry somebody: a prescribed medicine is never paused by us.
const HINTS: Record<string, Record<string, string>> = {
  retinoid: {
    prescribed: "Keep using it until your prescriber or clinic tells you to pause. We will remind you to ask.",
    unsure: "We will remind you to ask, and pause nothing.",
  },
  tone: {
    1: "Always burns, never tans",
    2: "Burns easily, tans a little",
    3: "Sometimes burns, then tans",
    4: "Rarely burns, tans easily",
    5: "Very rarely burns",
    6: "Almost never burns",
    unknown: "Sun care starts earlier, to be careful",
  },
};

/** The closed answers of a question, in the protocol's order and words; none for what is answered freely. */
export function optionsOf(question: Question): readonly Option<AnswerValue>[] {
  if (question.kind === "bool") return YES_NO;
  return question.values.map((value, index) => hinted(question.id, value, question.labels[index] ?? String(value)));
}

/** The same with a way out: nobody has to guess. A question that has one of its own gets no second. */
export function optionsWithUnsure(question: Question): readonly Option<AnswerValue>[] {
  const options = optionsOf(question);
  const hasOwn = question.id === AREA || question.values.some((value) => value === "unknown" || value === "rather_not_say");
  return hasOwn ? options : [...options, hinted(question.id, UNSURE, "I am not sure")];
}

function hinted(question: string, value: AnswerValue, label: string): Option<AnswerValue> {
  const hint = HINTS[question]?.[String(value)];
  return hint ? { value, label, hint } : { value, label };
}

/** What was chosen of several, as the server keeps it: joined by commas, or none. */
export const joined = (values: readonly string[]): string => (values.length ? values.join(",") : NONE);

/** As the question lists them, whatever was ticked first. */
export function inOrder({ values }: Question, chosen: readonly string[]): string[] {
  const listed = values.map(String);
  return [...chosen].sort((one, other) => listed.indexOf(one) - listed.indexOf(other));
}

/** The values in an answer to several. */
export function chosenOf(value: AnswerValue | undefined): string[] {
  return typeof value === "string" && value ? value.split(",") : [];
}

/** None of these rules out the others, and the other way round. */
export function toggledWithNone(before: readonly string[], after: readonly string[]): string[] {
  const added = after.find((value) => !before.includes(value));
  if (added === NONE) return [NONE];
  return after.filter((value) => value !== NONE);
}

/** Why a typed answer cannot be sent, in a sentence; null when it can. */
export function typedProblem({ id, kind, low, high }: Question, typed: string): string | null {
  if (kind !== "number") return typed.trim() ? null : kind === "several" ? (id === AREA ? "Tick what is treated." : "Choose what fits, or None of these.") : "Write an answer, or skip this question.";
  const number = typed.trim() ? Number(typed) : NaN;
  const isWithin = Number.isInteger(number) && number >= (low ?? number) && number <= (high ?? number);
  return isWithin ? null : `Enter a whole number${low !== null && high !== null ? ` from ${low} to ${high}` : ""}.`;
}

/** An answer in words, or that there is none yet. */
export function answerWords(question: Question, value: AnswerValue | undefined): string {
  if (value === undefined) return "Not answered yet";
  if (question.kind === "several" && value === NONE) return "None of these";
  const options = optionsOf(question);
  const said = question.kind === "several" ? chosenOf(value) : [value];
  return said.map((one) => options.find((option) => option.value === one)?.label ?? String(one)).join(", ");
}
