/** What one visit cost: the session, products for home, the way there. */
import type { Course, Review, Visit } from "../api/types.ts";
import { useChecking } from "../components/checking.ts";
import { Elsewhere, Waiting } from "../components/elsewhere.tsx";
import { errorAt } from "../components/errors.ts";
import { ErrorSummary, Field, Form } from "../components/form.tsx";
import { SubmitKey } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";
import { goTo } from "../navigation.ts";
import { queuePosts } from "../offline/queue.ts";
import { useTypedForm } from "../offline/typed-form.ts";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { answerPosts } from "../today/acting.ts";
import { visitName } from "../words/names.ts";
import { amountProblem, changedAmounts, digitsOf } from "./amounts.ts";
import { reviewOf, useKept } from "./kept.ts";

type Costs = Review["costs"];

const PARTS = [
  { id: "cost_session", label: "The session", of: "session" },
  { id: "cost_kit", label: "Products for home", of: "kit" },
  { id: "cost_travel", label: "The way there", of: "travel" },
] as const;

export function AmountsScreen({ course, visit }: { course: Course | undefined; visit: Visit | null }) {
  if (!course || !visit) return <Elsewhere href="#/course" />;
  return <Amounts course={course} visit={visit} />;
}

function Amounts({ course, visit }: { course: Course; visit: Visit }) {
  const { found, problem } = useKept(course.id, reviewOf);
  if (!found && !problem) return <Waiting />;
  return (
    <Page name="Costs" back={{ href: hrefTo("course", course.id, "costs"), to: "Costs" }}>
      <Title class="page">What did it cost?</Title>
      <p class="quiet gap-3">{visitName(visit)}. Whole numbers, as near as you know.</p>
      <ProblemNote problem={found ? null : problem} />
      {found && <AmountsForm course={course} visit={visit} costs={found.costs} />}
    </Page>
  );
}

interface TypedCosts {
  typed: Record<string, string>;
  currency: string;
}

function asTyped(noted: Readonly<Record<string, number | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(noted).map(([id, amount]) => [id, String(amount ?? "")]));
}

function AmountsForm({ course, visit, costs }: { course: Course; visit: Visit; costs: Costs }) {
  const { now } = usePlan();
  const task = useTask();
  const paid = costs.paid.find(({ visit_id }) => visit_id === visit.id);
  const noted = Object.fromEntries(PARTS.map(({ id, of }) => [id, paid?.[of] ?? null]));
  const start = (): TypedCosts => ({ typed: asTyped(noted), currency: costs.currency });
  const { form: { typed, currency }, change } = useTypedForm(`costs ${visit.id}`, start);
  const { lines, passes } = useChecking(() => problemsOf(typed), null, PARTS.map(({ id }) => id));
  const save = async () => {
    if (!passes()) return;
    const money = currency.trim() === costs.currency ? [] : [{ question: "currency", value: currency.trim() }];
    const posts = [...answerPosts(course.id, changedAmounts(typed, noted), now(), { visit_id: visit.id }), ...answerPosts(course.id, money, now())];
    if (await task.run(() => queuePosts(posts))) goTo(hrefTo("course", course.id, "costs"));
  };
  return (
    <Form onSubmit={() => void save()}>
      <ErrorSummary lines={lines} />
      <ProblemNote problem={task.problem} />
      <div class="stack gap-5">
        {PARTS.map(({ id, label }) => (
          <Field key={id} id={id} label={label} inputMode="numeric" isNarrow value={typed[id] ?? ""} onInput={(value) => change({ typed: { ...typed, [id]: digitsOf(value) } })} error={errorAt(lines, id)} />
        ))}
        <Field id="currency" label="In which money?" hint="As you write it, such as € or dollars" autoComplete="off" isNarrow value={currency} onInput={(value) => change({ currency: value.slice(0, 12) })} />
      </div>
      <SubmitKey gap={5} isBusy={task.isBusy}>Save</SubmitKey>
    </Form>
  );
}

function problemsOf(typed: Readonly<Record<string, string>>) {
  return Object.entries(typed).flatMap(([field, digits]) => {
    const sentence = amountProblem(digits);
    return sentence ? [{ field, sentence }] : [];
  });
}
