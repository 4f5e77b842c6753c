/** On the page for the clinic: what this phone holds and the server does not know of yet. */
import { useEffect, useState } from "preact/hooks";
import type { Entry } from "../../sw/outbox.ts";
import { api } from "../api/client.ts";
import type { Course, Diary, Question } from "../api/types.ts";
import { orKept } from "../offline/last-known.ts";
import { notSentWords } from "./not-sent.ts";

interface NotSentProps {
  course: Course;
  diary: Diary | null;
  entries: readonly Entry[];
}

export function NotSent({ course, diary, entries }: NotSentProps) {
  const questions = useQuestions(course.id);
  const lines = notSentWords(entries, course.id, diary, questions);
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
      <p class="gap-2">What the app says to it comes when there is a connection.</p>
    </div>
  );
}

/** The questions in the words of the course, as the server says them or as this phone kept them. */
function useQuestions(courseId: string): readonly Question[] {
  const [questions, setQuestions] = useState<readonly Question[]>([]);
  useEffect(() => {
    let isGone = false;
    orKept(`questions-${courseId}`, () => api.questions(courseId)).then(
      (found) => isGone || setQuestions(found.questions),
      (problem: unknown) => console.warn("The questions could not be read.", problem),
    );
    return () => {
      isGone = true;
    };
  }, [courseId]);
  return questions;
}
