/** "Is your skin calm?": calm, not calm, or a date the clinic gave. */
import { useMemo, useState } from "preact/hooks";
import { errorAt, summaryOf } from "../components/errors.ts";
import { Choice, ErrorSummary, Field, Form } from "../components/form.tsx";
import { Key } from "../components/keys.tsx";
import { goTo } from "../navigation.ts";
import { usePlan } from "../plan.tsx";
import { addDays, dateIn } from "../words/dates.ts";
import { calmAnswers, calmProblems } from "./calm-answers.ts";
import type { CalmChoice } from "./calm-answers.ts";
import type { FormProps } from "./step.tsx";

export function CalmForm({ item, plan, acting }: FormProps) {
  const { now } = usePlan();
  const todayOn = dateIn(plan.zone, now());
  const [chosen, setChosen] = useState<CalmChoice | null>(null);
  const [date, setDate] = useState("");
  const [isChecked, setChecked] = useState(false);
  const found = useMemo(() => (isChecked ? calmProblems(chosen, date, todayOn) : []), [isChecked, chosen, date, todayOn]);
  const lines = useMemo(() => summaryOf(found, null, []), [found]);
  const send = async () => {
    setChecked(true);
    if (!chosen || calmProblems(chosen, date, todayOn).length) return;
    if (await acting.answer(item, calmAnswers(chosen, date), "done", "Noted.")) goTo("#/today");
  };
  return (
    <Form onSubmit={() => void send()}>
      <ErrorSummary lines={lines} />
      <div class="gap-4">
        <Choice
          id="calm"
          legend={item.title}
          options={[
            { value: "calm", label: "Calm", hint: "No redness or darker patches, no flakes, no sting" },
            { value: "not_calm", label: "Not calm yet", hint: "We ask again in 2 days" },
            { value: "date", label: "My clinic gave me a date", hint: "We ask again on that date" },
          ]}
          chosen={chosen}
          onChoose={setChosen}
          error={errorAt(lines, "calm")}
        />
      </div>
      {chosen === "date" && (
        <div class="gap-4">
          <Field
            id="calm-date"
            label="Which date?"
            type="date"
            isNarrow
            min={addDays(todayOn, 1)}
            value={date}
            onInput={setDate}
            error={errorAt(lines, "calm-date")}
          />
        </div>
      )}
      <div class="keys gap-5">
        <Key submits isMain isBusy={acting.task.isBusy}>
          Save my answer
        </Key>
      </div>
    </Form>
  );
}
