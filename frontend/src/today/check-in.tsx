/** The check-in of a healing day: how the skin is beside yesterday, and what to do when it is worse. */
import { useState } from "preact/hooks";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import { Choice, Choices, ErrorSummary, Form } from "../components/form.tsx";
import { Key, KeyLink } from "../components/keys.tsx";
import { goTo } from "../navigation.ts";
import { useTypedForm } from "../offline/typed-form.ts";
import { CallKey } from "./call-key.tsx";
import { FEELINGS } from "./feelings.ts";
import type { Feeling } from "./feelings.ts";
import type { FormProps } from "./step.tsx";
import { phoneFor } from "./view.ts";

const NONE_CHOSEN = [{ field: "check-in", sentence: "Choose the answer that fits your skin today." }];

interface CheckIn {
  feeling: Feeling | null;
  extras: string[];
}

export function CheckInForm(props: FormProps) {
  const [isWorse, setWorse] = useState(false);
  return isWorse ? <CallToday {...props} /> : <CheckInQuestions {...props} onWorse={() => setWorse(true)} />;
}

function CheckInQuestions({ item, acting, onWorse }: FormProps & { onWorse: () => void }) {
  const { form: { feeling, extras }, change } = useTypedForm<CheckIn>(`step ${item.key}`, () => ({ feeling: null, extras: [] }));
  const { lines, passes } = useChecking(() => (feeling ? [] : NONE_CHOSEN), null, []);
  const save = async () => {
    if (!passes() || !feeling) return;
    const photo = extras.includes("photo") ? [{ question: "photo", value: "taken" }] : [];
    const answers = [{ question: "check_in", value: feeling }, ...photo];
    if (!(await acting.answer(item, answers, "done", "Noted."))) return;
    if (feeling === "worse") onWorse();
    else goTo("#/today");
  };
  return (
    <Form onSubmit={() => void save()}>
      <ErrorSummary lines={lines} />
      <FeelingChoice chosen={feeling} onChoose={(feeling) => change({ feeling })} error={errorAt(lines, "check-in")} />
      {asksPhoto(item) && <PhotoTick chosen={extras} onChoose={(extras) => change({ extras })} />}
      <div class="keys stacked gap-5">
        <Key submits isMain isBusy={acting.task.isBusy}>
          Save
        </Key>
        <KeyLink href="#/worry">Something worries me</KeyLink>
      </div>
    </Form>
  );
}

interface FeelingChoiceProps {
  chosen: Feeling | null;
  onChoose: (feeling: Feeling) => void;
  error: string | null;
}

function FeelingChoice({ chosen, onChoose, error }: FeelingChoiceProps) {
  return (
    <div class="gap-5">
      <Choice
        id="check-in"
        legend="How is your skin, compared with yesterday?"
        isLegendSeen
        options={FEELINGS}
        chosen={chosen}
        onChoose={onChoose}
        error={error}
      />
    </div>
  );
}

function asksPhoto(item: FormProps["item"]): boolean {
  return item.actions.some(({ answers }) => answers.some(({ question }) => question === "photo"));
}

function PhotoTick({ chosen, onChoose }: { chosen: string[]; onChoose: (values: string[]) => void }) {
  return (
    <div class="gap-5">
      <Choices
        id="photo"
        legend="Photo"
        options={[{ value: "photo", label: "I took today's photo", hint: "Same spot, same light" }]}
        chosen={chosen}
        onChoose={onChoose}
      />
    </div>
  );
}

function CallToday({ item, plan }: FormProps) {
  return (
    <section class="problem gap-5" role="alert">
      <h2 class="now">Contact your clinic today</h2>
      <p class="gap-2">Skin that gets worse is a reason to ask. If the clinic is closed, use your local urgent line.</p>
      <div class="keys stacked gap-4">
        <CallKey isMain label="Call your clinic" phone={phoneFor(plan, null, item.course_id)} />
        <KeyLink href="#/worry">Signs of an emergency, and your diary</KeyLink>
      </div>
    </section>
  );
}
