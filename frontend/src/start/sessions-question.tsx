/** How many sessions, the last question before the course is made. */
import { useMemo } from "preact/hooks";
import { api } from "../api/client.ts";
import type { ApiProblem } from "../api/problem.ts";
import { errorAt } from "../components/errors.ts";
import type { SummaryLine } from "../components/errors.ts";
import { Field } from "../components/form.tsx";
import { useTask } from "../components/task.ts";
import { goTo } from "../navigation.ts";
import { usePlan } from "../plan.tsx";
import { courseOf, firstUnanswered, questionOfField, usualSessions } from "./draft.ts";
import { useDraft } from "./keeping.ts";
import { hrefOf, QuestionPage } from "./question-page.tsx";

export function SessionsQuestion() {
  const { draft, change } = useDraft();
  const { refresh } = usePlan();
  const task = useTask();
  const extra = useMemo(() => linesOf(task.problem), [task.problem]);
  const make = async () => {
    const missing = firstUnanswered(draft);
    if (missing) return goTo(`#/start/${missing}`);
    const went = await task.run(async () => {
      await api.addCourse(courseOf(draft));
      await refresh();
    });
    if (went) goTo(hrefOf(1, "sessions"), true);
  };
  return (
    <QuestionPage
      question="sessions"
      title="How many sessions are planned?"
      hint={`Often ${usualSessions(draft.area)} for this area, about five weeks apart. Your clinic's number counts.`}
      onContinue={() => void make()}
      continueLabel="Show my dates"
      isBusy={task.isBusy}
      extra={extra}
    >
      {(lines) => (
        <Field
          id="sessions"
          label="Sessions"
          inputMode="numeric"
          isNarrow
          value={draft.sessions}
          onInput={(value) => change({ sessions: value.replace(/\D/g, "") })}
          error={errorAt(lines, "sessions")}
        />
      )}
    </QuestionPage>
  );
}

/** What the server would not take; a problem of an earlier page says which one. */
function linesOf(problem: ApiProblem | null): SummaryLine[] {
  if (!problem) return [];
  if (!problem.errors.length) return [{ field: null, sentence: problem.message }];
  return problem.errors.map(({ field, sentence }) => {
    const question = questionOfField(field);
    return question === "sessions" ? { field: "sessions", sentence } : { field: null, sentence: `${sentence} Go back to change it.` };
  });
}
