/** What was told on this phone and is not on the server yet, in words; nothing is answered here. */
import type { Entry } from "../../sw/outbox.ts";
import type { AnswerValue, Diary, Question } from "../api/types.ts";
import { howMuch } from "./diary-words.ts";
import type { Compared } from "./diary-words.ts";

export const TELL = "/api/diary";
const ANSWERS = "/api/answers";

/** Entries of the diary, oldest first. */
export const unsentOf = (waiting: readonly Entry[]): Entry[] => waiting.filter(({ path }) => path === TELL);

/** The answers to what reminders asked of the skin. */
export function unsentLooks(waiting: readonly Entry[], diary: Diary | null): Entry[] {
  // A diary kept by an earlier version of the app has none.
  const asked = new Set((diary?.courses ?? []).flatMap(({ looks_at = [] }: Partial<Diary["courses"][number]>) => looks_at));
  return waiting.filter(({ path, body }) => path === ANSWERS && asked.has((body as Asked).question));
}

interface Asked {
  course_id: string;
  question: string;
  value: AnswerValue;
}

type Written = Compared & { course_id: string; symptom: string; note?: string };

/** One line for each, such as "Pus, a yellow crust, a bad smell or oozing: 4 of 10". */
export function notSentWords(entries: readonly Entry[], courseId: string, diary: Diary | null, questions: readonly Question[]): string[] {
  const own = entries.filter(({ body }) => (body as Asked).course_id === courseId);
  return own.map(({ path, body }) => (path === TELL ? writtenWords(body as Written, diary) : lookWords(body as Asked, questions)));
}

function writtenWords(written: Written, diary: Diary | null): string {
  const offers = diary?.courses.find(({ course_id }) => course_id === written.course_id)?.offers ?? [];
  const label = offers.find(({ symptom }) => symptom === written.symptom)?.label ?? "Something you saw or felt";
  const note = written.note ? `. “${written.note}”` : "";
  return `${label}: ${howMuch(written)}${note}`;
}

function lookWords({ question, value }: Asked, questions: readonly Question[]): string {
  const asked = questions.find(({ id }) => id === question);
  return asked ? `${asked.asks} ${labelOf(asked, value)}` : "What you answered when a reminder asked";
}

function labelOf(question: Question, value: AnswerValue): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  const chosen = question.kind === "several" ? String(value).split(",") : [String(value)];
  const labels = new Map(question.values.map((one, index) => [String(one), question.labels[index] ?? String(one)]));
  return chosen.map((one) => labels.get(one) ?? one).join(", ");
}
