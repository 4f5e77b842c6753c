/** A new visit in a course. */
import { api } from "../api/client.ts";
import { newId } from "../api/ids.ts";
import { ApiProblem } from "../api/problem.ts";
import type { FieldProblem } from "../api/problem.ts";
import type { Course, NewVisit, Plan, VisitKind } from "../api/types.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import { Choice, ErrorSummary, Form } from "../components/form.tsx";
import { SubmitKey } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { useTask } from "../components/task.ts";
import { goBack } from "../navigation.ts";
import { useTypedForm } from "../offline/typed-form.ts";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { kindName, VISIT_KINDS } from "../words/names.ts";
import { atForm, draftOf, emptyVisitForm, FORM_FIELDS, problemsOf } from "./visit-draft.ts";
import type { VisitForm } from "./visit-draft.ts";
import { VisitFields } from "./visit-fields.tsx";
import { inOrder } from "./visit-words.ts";

const COURSE = { href: "#/course", to: "Course" };

export function AddVisitScreen({ plan, courseId }: { plan: Plan; courseId: string }) {
  const course = plan.courses.find(({ id }) => id === courseId);
  if (course) return <AddVisit plan={plan} course={course} />;
  return (
    <Page name="Visit" back={COURSE}>
      <Title class="page">This course is not yours to change</Title>
      <p class="quiet gap-3">Go back to your course and choose “Add a visit” there.</p>
    </Page>
  );
}

interface NewVisitForm {
  id: string;
  kind: VisitKind | null;
  fields: VisitForm;
}

function AddVisit({ plan, course }: { plan: Plan; course: Course }) {
  const last = inOrder(course.visits).at(-1) ?? null;
  const start = (): NewVisitForm => ({ id: newId(), kind: null, fields: emptyVisitForm(plan.zone, last) });
  const typed = useTypedForm(`new-visit-${course.id}`, start, "until sent");
  const { refresh } = usePlan();
  const task = useTask();
  const { id, kind, fields: form } = typed.form;
  const find = () => [...kindProblems(kind), ...problemsOf(form)];
  const { lines, passes } = useChecking(find, task.problem, FORM_FIELDS, atForm);
  const save = async () => {
    if (!passes() || !kind) return;
    const visit = { id, kind, state: "booked" as const, ...draftOf(form) };
    const renew = () => typed.change({ id: newId() });
    const isSent = await task.run(() => sent(course.id, visit, renew).then(typed.forget).then(refresh));
    if (isSent) goBack(hrefTo("visit", id));
  };
  return (
    <Page name="Visit" back={COURSE}>
      <Title class="page">Add a visit</Title>
      <Form onSubmit={() => void save()}>
        <ErrorSummary lines={lines} />
        <KindChoice chosen={kind} onChoose={(chosen) => typed.change({ kind: chosen })} error={errorAt(lines, "kind")} />
        <VisitFields form={form} onChange={(fields) => typed.change({ fields })} lines={lines} />
        <SubmitKey isBusy={task.isBusy}>Add it</SubmitKey>
      </Form>
    </Page>
  );
}

/** Sends a visit; when another tab has sent this form already, what is typed here is another visit, with a new id. */
async function sent(courseId: string, visit: NewVisit, renew: () => void): Promise<void> {
  try {
    await api.addVisit(courseId, visit);
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.code === "added_already") renew();
    throw problem;
  }
}

interface KindChoiceProps {
  chosen: VisitKind | null;
  onChoose: (kind: VisitKind) => void;
  error: string | null;
}

function KindChoice({ chosen, onChoose, error }: KindChoiceProps) {
  const options = VISIT_KINDS.map((value) => ({ value, label: kindName(value) }));
  return (
    <div class="gap-5">
      <Choice id="kind" legend="What kind of visit?" isLegendSeen options={options} chosen={chosen} onChoose={onChoose} error={error} />
    </div>
  );
}

function kindProblems(kind: VisitKind | null): FieldProblem[] {
  return kind ? [] : [{ field: "kind", sentence: "Choose what kind of visit it is." }];
}
