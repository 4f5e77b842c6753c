/** When reminders ring: the morning and evening moments, and the hours that stay quiet. */
import { useState } from "preact/hooks";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import { ErrorSummary, Field, Form } from "../components/form.tsx";
import { Page, Title } from "../components/page.tsx";
import { useTypedForm } from "../offline/typed-form.ts";
import { useMe } from "../session.ts";
import { useMeEdit } from "./edit-me.ts";
import { SaveKey } from "./save-key.tsx";
import { changedTimes, timesProblems } from "./times-rules.ts";
import type { Times } from "./times-rules.ts";

const FIELDS: readonly { id: keyof Times; label: string }[] = [
  { id: "morning", label: "Morning" },
  { id: "evening", label: "Evening" },
  { id: "quiet_from", label: "Quiet from" },
  { id: "quiet_until", label: "Quiet until" },
];

export function TimesScreen() {
  return (
    <Page name="Times" back={{ href: "#/settings", to: "Settings" }}>
      <Title class="page">When we may remind you</Title>
      <p class="quiet gap-3">
        Most steps wait for your morning or evening. Only what goes by your clinic's times, such as when to leave,
        rings in quiet hours.
      </p>
      <TimesForm />
    </Page>
  );
}

function TimesForm() {
  const { me } = useMe();
  const { task, save } = useMeEdit();
  const { morning, evening, quiet_from, quiet_until } = me;
  const { form, change, forget } = useTypedForm<Times>("times", () => ({ morning, evening, quiet_from, quiet_until }));
  const [isSaved, setSaved] = useState(false);
  const fields = FIELDS.map(({ id }) => id);
  const { lines, passes } = useChecking(() => timesProblems(form), task.problem, fields);
  const send = async () => {
    setSaved(false);
    if (!passes() || !(await save(changedTimes(form, me)))) return;
    forget();
    setSaved(true);
  };
  const at = (id: keyof Times) => ({ id, value: form[id], error: errorAt(lines, id) });
  return (
    <Form onSubmit={() => void send()}>
      <ErrorSummary lines={lines} />
      <div class="side-by-side gap-5">
        {FIELDS.map(({ id, label }) => (
          <Field {...at(id)} key={id} label={label} type="time" onInput={(value) => change({ [id]: value })} />
        ))}
      </div>
      <SaveKey isBusy={task.isBusy} said={isSaved ? "Saved." : ""} />
    </Form>
  );
}
