/** What is not sent yet in words; nothing is answered here. */
import type { Entry } from "../../sw/outbox.ts";
import type { Answer, Diary, Question } from "../api/types.ts";
import { answerWords } from "../start/asked.ts";
import { howMuch } from "./diary-words.ts";
import type { Compared } from "./diary-words.ts";
import { TELL } from "./not-sent.ts";

type Written = Compared & { course_id: string; symptom: string; note?: string };

/** One line for each, such as "Pus, a yellow crust, a bad smell or oozing: 4 of 10". */
export function notSentWords(entries: readonly Entry[], courseId: string, diary: Diary | null, questions: readonly Question[]): string[] {
  const own = entries.filter(({ body }) => (body as Answer).course_id === courseId);
  return own.map(({ path, body }) => (path === TELL ? writtenWords(body as Written, diary) : lookWords(body as Answer, questions)));
}

function writtenWords(written: Written, diary: Diary | null): string {
  const offers = diary?.courses.find(({ course_id }) => course_id === written.course_id)?.offers ?? [];
  const label = offers.find(({ symptom }) => symptom === written.symptom)?.label ?? "An entry";
  const note = written.note ? `. “${written.note}”` : "";
  return `${[label, howMuch(written)].filter(Boolean).join(": ")}${note}`;
}

function lookWords({ question, value }: Answer, questions: readonly Question[]): string {
  const asked = questions.find(({ id }) => id === question);
  return asked ? `${asked.asks} ${answerWords(asked, value)}` : "An answer";
}
