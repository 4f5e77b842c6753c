/** On the page for the clinic: what this phone holds and the server does not know of yet. */
import type { Entry } from "../../sw/outbox.ts";
import type { Course, Diary } from "../api/types.ts";
import { useCourseQuestions } from "../start/questions.ts";
import { notSentWords } from "./not-sent-words.ts";

interface NotSentProps {
  course: Course;
  diary: Diary | null;
  entries: readonly Entry[];
}

export function NotSent({ course, diary, entries }: NotSentProps) {
  const { questions } = useCourseQuestions(course.id);
  const lines = notSentWords(entries, course.id, diary, questions ?? []);
  if (!lines.length) return null;
  return (
    <div class="notice gap-4">
      <h4>On this phone, not sent yet</h4>
      <ul class="points gap-2">
        {lines.map((line, index) => (
          <li key={index} dir="auto">
            {line}
          </li>
        ))}
      </ul>
    </div>
  );
}
