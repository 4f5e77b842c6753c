/** "How did it go?": when the session ended, some notes, or that it did not happen. */
import { api } from "../api/client.ts";
import type { ApiProblem, FieldProblem } from "../api/problem.ts";
import type { Question, Visit } from "../api/types.ts";
import { changedNotes, NoteFields, notesOf } from "../course/note-fields.tsx";
import { assumedEnd } from "../course/visit-words.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import { ErrorSummary, Field, Form } from "../components/form.tsx";
import { Key, KeyLink } from "../components/keys.tsx";
import { goTo } from "../navigation.ts";
import { useTypedForm } from "../offline/typed-form.ts";
import { hrefTo } from "../router.ts";
import { useCourseQuestions } from "../start/questions.ts";
import { instantOf, startParts, timeIn } from "../words/dates.ts";
import type { FormProps } from "./step.tsx";

const NO_TIME: FieldProblem[] = [{ field: "ended_at", sentence: "Enter the time it ended, such as 14:30." }];

const TIME_WORDS = {
  label: "When did it end?",
  hint: "Your after-care times count from then. About right is enough.",
};

export function SessionForm(props: FormProps) {
  const { questions, problem } = useCourseQuestions(props.item.course_id);
  const visit = props.plan.courses.flatMap(({ visits }) => visits).find(({ id }) => id === props.item.visit_id);
  if (!visit) return <p class="gap-4">This session is no longer in your course.</p>;
  // Fields that came later would push Save away from the thumb.
  if (!questions && !problem) return <p class="label gap-4" aria-busy="true">One moment</p>;
  return <HowItWent {...props} visit={visit} questions={questions} />;
}

function HowItWent({ item, acting, visit, questions }: FormProps & { visit: Visit; questions: readonly Question[] | null }) {
  const start = () => ({ time: timeIn(visit.zone, visit.ended_at ?? assumedEnd(visit)), notes: notesOf(visit) });
  const { form: { time, notes }, change } = useTypedForm(`session-${visit.id}`, start);
  const { lines, passes } = useChecking(() => (time ? [] : NO_TIME), withFields(acting.task.problem), ["ended_at"]);
  const save = async () => {
    if (!passes()) return;
    const ended_at = instantOf(startParts(visit.start).on, time, visit.zone);
    const ended = await acting.task.run(() => api.changeVisit(visit.id, { state: "ended", ended_at }));
    if (ended && (await acting.answer(item, changedNotes(visit, notes), "done", "Noted."))) goTo("#/today");
  };
  return (
    <Form onSubmit={() => void save()}>
      <ErrorSummary lines={lines} />
      <div class="stack gap-5">
        <Field {...TIME_WORDS} id="ended_at" type="time" isNarrow value={time} onInput={(time) => change({ time })} error={errorAt(lines, "ended_at")} />
        <NoteFields questions={questions} notes={notes} onNotes={(notes) => change({ notes })} />
      </div>
      <div class="keys stacked gap-5">
        <Key submits isMain isBusy={acting.task.isBusy}>
          Save
        </Key>
        <KeyLink href={hrefTo("visit", visit.id)}>It did not happen</KeyLink>
      </div>
    </Form>
  );
}

/** A problem without fields is said below the form already. */
function withFields(problem: ApiProblem | null): ApiProblem | null {
  return problem?.errors.length ? problem : null;
}
