/** The number that calls an ambulance: the one of the time zone, or the patient's own. */
import { useState } from "preact/hooks";
import type { Plan } from "../api/types.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import { ErrorSummary, Field, Form } from "../components/form.tsx";
import { Page, Title } from "../components/page.tsx";
import { useTypedForm } from "../offline/typed-form.ts";
import { useMe } from "../session.ts";
import { zoneName } from "../words/dates.ts";
import { useMeEdit } from "./edit-me.ts";
import { SaveKey } from "./save-key.tsx";

const NUMBER = "emergency_number";

export function EmergencyScreen({ plan }: { plan: Plan }) {
  const { me } = useMe();
  const number = plan.emergency_number;
  return (
    <Page name="Emergency number" back={{ href: "#/settings", to: "Settings" }}>
      <Title class="page">Emergency number</Title>
      <p class="quiet gap-3">It stands at the top of “Something worries me”, ready to call, also without a connection.</p>
      <p class="gap-4">{numberWords(number, plan.emergency_place, zoneName(me.zone))}</p>
      <NumberForm />
    </Page>
  );
}

/** `of` is the place whose number it is; null for the patient's own, and where none is known. */
function numberWords(number: string | null, of: string | null, zone: string): string {
  if (number === null) return `We do not know the number for ${zone}. Please type the one for where you are.`;
  if (of === null) return `You call ${number}.`;
  return `You call ${number}, the number of ${of}, because your time zone is ${zone}. Are you elsewhere, or does your clinic's sheet say another? Type that one.`;
}

function NumberForm() {
  const { me } = useMe();
  const { task, save } = useMeEdit();
  const { form: { number }, change, forget } = useTypedForm("emergency", () => ({ number: me.emergency_number ?? "" }));
  const [isSaved, setSaved] = useState(false);
  const { lines } = useChecking(() => [], task.problem, [NUMBER]);
  const send = async () => {
    setSaved(false);
    if (!(await save({ emergency_number: number }))) return;
    forget();
    setSaved(true);
  };
  return (
    <Form onSubmit={() => void send()}>
      <ErrorSummary lines={lines} />
      <NumberField value={number} onInput={(number) => change({ number })} error={errorAt(lines, NUMBER)} />
      <SaveKey isBusy={task.isBusy} said={isSaved ? "Saved." : ""} />
    </Form>
  );
}

function NumberField(field: { value: string; onInput: (number: string) => void; error: string | null }) {
  return (
    <div class="gap-5">
      <Field
        {...field}
        id={NUMBER}
        label="Your emergency number"
        hint="Leave it empty to use the one of your time zone."
        type="tel"
        inputMode="tel"
        isNarrow
      />
    </div>
  );
}
