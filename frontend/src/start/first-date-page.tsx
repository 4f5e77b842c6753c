/** The first session and how many there are: the last page before the course is made. */
import { useMemo, useState } from "preact/hooks";
import { api } from "../api/client.ts";
import type { ApiProblem } from "../api/problem.ts";
import { errorAt } from "../components/errors.ts";
import type { SummaryLine } from "../components/errors.ts";
import { Field } from "../components/form.tsx";
import { Key } from "../components/keys.tsx";
import { useTask } from "../components/task.ts";
import { ZoneField } from "../components/zone-field.tsx";
import { goTo } from "../navigation.ts";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { courseOf, DATES, fieldOfProblem, FIRST, problemsAt, usualSessions } from "./draft.ts";
import type { Draft } from "./draft.ts";
import { useDraft } from "./keeping.ts";
import { QuestionPage } from "./question-page.tsx";

export function FirstDatePage() {
  const { draft, change } = useDraft();
  const { task, make } = useMaking();
  const [wrong, setWrong] = useState<readonly SummaryLine[]>([]);
  const extra = useMemo(() => [...wrong, ...linesOf(task.problem)], [wrong, task.problem]);
  const goWithoutDate = () => {
    const described = { ...draft, hasNoDate: true };
    const found = problemsAt(FIRST, described);
    setWrong(found);
    if (found.length === 0) void make(described);
  };
  return (
    <QuestionPage
      page={FIRST}
      title="When is your first session?"
      hint="In the middle of a course? Enter your next one, and how many are left with it."
      onContinue={() => void make(draft)}
      continueLabel="Show my dates"
      isBusy={task.isBusy}
      extra={extra}
      below={
        <Key isBusy={task.isBusy} onPress={goWithoutDate}>
          I have no date yet
        </Key>
      }
    >
      {(lines) => <FirstFields draft={draft} change={change} errorOf={(field) => errorAt(lines, field)} />}
    </QuestionPage>
  );
}

/** Makes the course that was described, and goes on to its dates. */
function useMaking() {
  const { refresh } = usePlan();
  const task = useTask();
  const make = async (described: Draft) => {
    const went = await task.run(async () => {
      await api.addCourse(courseOf(described));
      await refresh();
    });
    if (went) goTo(hrefTo("start", DATES), true);
  };
  return { task, make };
}

interface FirstFieldsProps {
  draft: Draft;
  change: (edit: Partial<Draft>) => void;
  errorOf: (field: string) => string | null;
}

function FirstFields({ draft, change, errorOf }: FirstFieldsProps) {
  const usual = usualSessions(draft);
  return (
    <div class="stack">
      <div class="side-by-side">
        <Field id="date" label="Day" type="date" value={draft.date} onInput={(date) => change({ date })} error={errorOf("date")} />
        <Field id="time" label="Time" type="time" value={draft.time} onInput={(time) => change({ time })} error={errorOf("time")} />
      </div>
      <Field
        id="sessions"
        label="Sessions planned"
        hint={`Often ${usual} for this area. Go by your clinic's number.`}
        inputMode="numeric"
        autoComplete="off"
        isNarrow
        value={draft.sessions ?? String(usual)}
        onInput={(value) => change({ sessions: value.replace(/\D/g, "") })}
        error={errorOf("sessions")}
      />
      <ClinicFields draft={draft} change={change} errorOf={errorOf} />
    </div>
  );
}

function ClinicFields({ draft, change, errorOf }: FirstFieldsProps) {
  return (
    <details>
      <summary>Place and phone of the clinic, if you like</summary>
      <div class="stack">
        <Field id="place" label="Place" autoComplete="off" value={draft.place} onInput={(place) => change({ place })} error={errorOf("place")} />
        <Field
          id="phone"
          label="Phone number of the clinic"
          hint="So that you can call with one tap"
          type="tel"
          autoComplete="off"
          value={draft.phone}
          onInput={(phone) => change({ phone })}
          error={errorOf("phone")}
        />
        <ZoneField id="zone" label="Time zone of the clinic" value={draft.zone} onInput={(zone) => change({ zone })} error={errorOf("zone")} />
      </div>
    </details>
  );
}

/** What the server would not take; a problem of an earlier page says so. */
function linesOf(problem: ApiProblem | null): SummaryLine[] {
  if (!problem) return [];
  if (!problem.errors.length) return [{ field: null, sentence: problem.message }];
  return problem.errors.map(({ field, sentence }) => {
    const here = fieldOfProblem(field);
    return { field: here, sentence: here ? sentence : `${sentence} Go back to change it.` };
  });
}
