/** "Is your skin calm?": calm, not calm, or a date the clinic gave. */
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import { Choice, ErrorSummary, Field, Form } from "../components/form.tsx";
import { SubmitKey } from "../components/keys.tsx";
import { goTo } from "../navigation.ts";
import { useTypedForm } from "../offline/typed-form.ts";
import { usePlan } from "../plan.tsx";
import { addDays, dateIn } from "../words/dates.ts";
import { calmAnswers, calmProblems } from "./calm-answers.ts";
import type { CalmChoice } from "./calm-answers.ts";
import type { FormProps } from "./step.tsx";

const CHOICES: readonly { value: CalmChoice; label: string; hint: string }[] = [
  { value: "calm", label: "Calm", hint: "No redness or darker patches, no flakes, no sting" },
  { value: "not_calm", label: "Not calm yet", hint: "We ask again in 2 days" },
  { value: "date", label: "My clinic gave me a date", hint: "We ask again on that date" },
];

interface CalmAnswer {
  chosen: CalmChoice | null;
  date: string;
}

export function CalmForm({ item, plan, acting }: FormProps) {
  const { now } = usePlan();
  const todayOn = dateIn(plan.zone, now());
  const { form: { chosen, date }, change } = useTypedForm<CalmAnswer>(`step ${item.key}`, () => ({ chosen: null, date: "" }));
  const { lines, passes } = useChecking(() => calmProblems(chosen, date, todayOn), null, []);
  const send = async () => {
    if (!passes() || !chosen) return;
    if (await acting.answer(item, calmAnswers(chosen, date), "done", "Noted.")) goTo("#/today");
  };
  const at = (field: string) => ({ id: field, error: errorAt(lines, field) });
  return (
    <Form onSubmit={() => void send()}>
      <ErrorSummary lines={lines} />
      <div class="stack gap-4">
        <Choice {...at("calm")} legend={item.title} options={CHOICES} chosen={chosen} onChoose={(chosen) => change({ chosen })} />
        {chosen === "date" && (
          <Field {...at("calm-date")} label="Which date?" type="date" isNarrow min={addDays(todayOn, 1)} value={date} onInput={(date) => change({ date })} />
        )}
      </div>
      <SubmitKey gap={5} isBusy={acting.task.isBusy}>Save my answer</SubmitKey>
    </Form>
  );
}
