/** The questions of a protocol, from the server or as it gave them last: of a new course, or of one that runs. */
import { useCallback, useEffect, useState } from "preact/hooks";
import { api } from "../api/client.ts";
import { ApiProblem } from "../api/problem.ts";
import type { Question } from "../api/types.ts";
import { orKept } from "../offline/last-known.ts";

export interface Asked {
  questions: readonly Question[] | null;
  problem: ApiProblem | null;
  ask(): void;
}

/** Asked of the patient as such; the others belong to a visit, and are asked in time. */
export const isIntake = ({ asked }: Question): boolean => asked !== "in_time";

interface Asking {
  questions: readonly Question[];
}

/** What a new course is asked. */
export function useQuestions(): Asked {
  return useAsked("protocol", api.protocol);
}

/** What a running course is asked, in the words of the protocol it was made with. */
export function useCourseQuestions(courseId: string): Asked {
  const from = useCallback(() => api.questions(courseId), [courseId]);
  return useAsked(`questions-${courseId}`, from);
}

function useAsked(name: string, from: () => Promise<Asking>): Asked {
  const [questions, setQuestions] = useState<readonly Question[] | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const ask = useCallback(() => {
    orKept(name, from).then(
      (found) => setQuestions(found.questions),
      (thrown: unknown) => {
        if (!(thrown instanceof ApiProblem)) throw thrown;
        setProblem(thrown);
      },
    );
  }, [name, from]);
  useEffect(ask, [ask]);
  return { questions, problem, ask };
}
