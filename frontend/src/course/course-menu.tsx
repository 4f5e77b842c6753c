/** Pausing, finishing and closing a course; each is asked once more before it is done. */
import { useState } from "preact/hooks";
import { api } from "../api/client.ts";
import type { FieldProblem } from "../api/problem.ts";
import type { Course, CourseEdit } from "../api/types.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt, saidAt } from "../components/errors.ts";
import { ErrorSummary, Field, Form } from "../components/form.tsx";
import { Key } from "../components/keys.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { Sheet } from "../components/sheet.tsx";
import { useTask } from "../components/task.ts";
import { useTypedForm } from "../offline/typed-form.ts";
import { usePlan } from "../plan.tsx";
import { choicesFor } from "./course-choices.ts";
import type { CourseChoice } from "./course-choices.ts";

export function CourseMenu({ course }: { course: Course }) {
  const [open, setOpen] = useState<CourseChoice | null>(null);
  return (
    <details class="gap-3">
      <summary>Change this course</summary>
      <ul class="rows">
        {choicesFor(course).map((choice) => (
          <li key={choice.name}>
            <button type="button" class="row" onClick={() => setOpen(choice)}>
              <span class="row-name">
                {choice.name}
                <span class="label">{choice.hint}</span>
              </span>
            </button>
          </li>
        ))}
        {course.state !== "closed" && (
          <li>
            <SessionsForm course={course} />
          </li>
        )}
      </ul>
      {open && <AskAgain course={course} choice={open} onClose={() => setOpen(null)} />}
    </details>
  );
}

function SessionsForm({ course }: { course: Course }) {
  const { refresh } = usePlan();
  const task = useTask();
  const field = `sessions-${course.id}`;
  const { form: { count }, change, forget } = useTypedForm(field, () => ({ count: String(course.sessions) }));
  const { lines, passes } = useChecking(() => countProblems(count, field), task.problem, [field], (problem) => problem && saidAt(field, problem));
  const save = async () => {
    if (passes()) await task.run(() => api.changeCourse(course.id, { sessions: Number(count) }).then(forget).then(refresh));
  };
  return (
    <Form onSubmit={() => void save()}>
      <ErrorSummary lines={lines} />
      <SessionsField id={field} count={count} onInput={(count) => change({ count })} error={errorAt(lines, field)} />
      <div class="keys gap-3">
        <Key submits isBusy={task.isBusy}>
          Save
        </Key>
      </div>
    </Form>
  );
}

interface SessionsFieldProps {
  id: string;
  count: string;
  onInput: (count: string) => void;
  error: string | null;
}

function SessionsField({ id, count, onInput, error }: SessionsFieldProps) {
  return (
    <div class="gap-4">
      <Field
        id={id}
        label="Sessions in this course"
        inputMode="numeric"
        isNarrow
        value={count}
        onInput={(value) => onInput(value.replace(/\D/g, ""))}
        error={error}
      />
    </div>
  );
}

function countProblems(count: string, field: string): FieldProblem[] {
  return Number(count) ? [] : [{ field, sentence: "Enter how many sessions are planned, such as 4." }];
}

function AskAgain({ course, choice, onClose }: { course: Course; choice: CourseChoice; onClose: () => void }) {
  const { refresh } = usePlan();
  const task = useTask();
  const send = async (edit: CourseEdit) => {
    const went = await task.run(async () => {
      await api.changeCourse(course.id, edit);
      await refresh();
    });
    if (went) onClose();
  };
  return (
    <Sheet titleId="ask-again" onClose={onClose}>
      <h2 id="ask-again" class="now" tabIndex={-1}>
        {choice.question}
      </h2>
      <p class="quiet gap-3">{choice.means}</p>
      <ProblemNote problem={task.problem} />
      <div class="keys gap-5">
        <Key isMain isBusy={task.isBusy} onPress={() => void send(choice.edit)}>
          {choice.yes}
        </Key>
        <Key onPress={onClose}>Leave it</Key>
      </div>
    </Sheet>
  );
}
