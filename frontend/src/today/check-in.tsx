/** The check-in of a healing day: how the skin is beside yesterday, and what to do when it is worse. */
import { useMemo, useState } from "preact/hooks";
import { errorAt, summaryOf } from "../components/errors.ts";
import { Choice, Choices, ErrorSummary, Form } from "../components/form.tsx";
import { CallKey, Key, KeyLink } from "../components/keys.tsx";
import { goTo } from "../navigation.ts";
import type { FormProps } from "./step.tsx";
import { phoneFor } from "./view.ts";

type Feeling = "better" | "same" | "worse";

const NONE_CHOSEN = [{ field: "check-in", sentence: "Choose the answer that fits your skin today." }];

export function CheckInForm(props: FormProps) {
  const { item, acting } = props;
  const [feeling, setFeeling] = useState<Feeling | null>(null);
  const [extras, setExtras] = useState<string[]>([]);
  const [isChecked, setChecked] = useState(false);
  const [isWorse, setWorse] = useState(false);
  const lines = useMemo(() => summaryOf(isChecked && !feeling ? NONE_CHOSEN : [], null, []), [isChecked, feeling]);
  const asksPhoto = item.actions.some(({ answers }) => answers.some(({ question }) => question === "photo"));
  const save = async () => {
    setChecked(true);
    if (!feeling) return;
    const photo = extras.includes("photo") ? [{ question: "photo", value: "taken" }] : [];
    const went = await acting.answer(item, [{ question: "check_in", value: feeling }, ...photo], "done", "Noted.");
    if (!went) return;
    if (feeling === "worse") setWorse(true);
    else goTo("#/today");
  };
  if (isWorse) return <CallToday {...props} />;
  return (
    <Form onSubmit={() => void save()}>
      <ErrorSummary lines={lines} />
      <div class="gap-5">
        <Choice<Feeling>
          id="check-in"
          legend="How is your skin, compared with yesterday?"
          isLegendSeen
          options={[
            { value: "better", label: "Better" },
            { value: "same", label: "The same" },
            { value: "worse", label: "Worse", hint: "More colour, heat, swelling or pain than yesterday" },
          ]}
          chosen={feeling}
          onChoose={setFeeling}
          error={errorAt(lines, "check-in")}
        />
      </div>
      {asksPhoto && (
        <div class="gap-5">
          <Choices
            id="photo"
            legend="Photo"
            options={[{ value: "photo", label: "I took today's photo", hint: "Same spot, same light" }]}
            chosen={extras}
            onChoose={setExtras}
          />
        </div>
      )}
      <div class="keys stacked gap-5">
        <Key submits isMain isBusy={acting.task.isBusy}>
          Save
        </Key>
        <KeyLink href="#/worry">Something worries me</KeyLink>
      </div>
    </Form>
  );
}

function CallToday({ item, plan }: FormProps) {
  return (
    <section class="problem gap-5" role="alert">
      <h2 class="now">Contact your clinic today</h2>
      <p class="gap-2">Skin that gets worse is a reason to ask. If the clinic is closed, use your local urgent line.</p>
      <div class="keys stacked gap-4">
        <CallKey isMain label="Call your clinic" phone={phoneFor(plan, null, item.course_id)} />
        <KeyLink href="#/worry">Signs of an emergency</KeyLink>
      </div>
    </section>
  );
}
