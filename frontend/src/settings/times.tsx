/** When reminders ring: the morning and evening moments, and the hours that stay quiet. */
import { useMemo, useState } from "preact/hooks";
import { errorAt, summaryOf } from "../components/errors.ts";
import { ErrorSummary, Field, Form } from "../components/form.tsx";
import { Key } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { useMe } from "../session.ts";
import { useMeEdit } from "./edit-me.ts";
import { changedTimes, timesProblems } from "./times-rules.ts";
import type { Times } from "./times-rules.ts";

const FIELDS = ["morning", "evening", "quiet_from", "quiet_until"] as const;

const LABELS: Record<(typeof FIELDS)[number], string> = {
  morning: "Morning",
  evening: "Evening",
  quiet_from: "Quiet from",
  quiet_until: "Quiet until",
};

export function TimesScreen() {
  const { me } = useMe();
  const { task, save } = useMeEdit();
  const { morning, evening, quiet_from, quiet_until } = me;
  const [form, setForm] = useState<Times>({ morning, evening, quiet_from, quiet_until });
  const [found, setFound] = useState<ReturnType<typeof timesProblems>>([]);
  const [isSaved, setSaved] = useState(false);
  const lines = useMemo(() => summaryOf(found, task.problem, FIELDS), [found, task.problem]);
  const send = async () => {
    const problems = timesProblems(form);
    setFound(problems);
    setSaved(false);
    if (!problems.length) setSaved(await save(changedTimes(form, me)));
  };
  return (
    <Page name="Times" back={{ href: "#/settings", to: "Settings" }}>
      <Title class="page">When we may remind you</Title>
      <p class="quiet gap-3">
        Most steps wait for your morning or evening. Only a step tied to the clinic's clock, such as the time to leave, rings in
        quiet hours.
      </p>
      <Form onSubmit={() => void send()}>
        <ErrorSummary lines={lines} />
        <div class="side-by-side gap-5">
          {FIELDS.map((field) => (
            <Field
              key={field}
              id={field}
              label={LABELS[field]}
              type="time"
              value={form[field]}
              onInput={(value) => setForm({ ...form, [field]: value })}
              error={errorAt(lines, field)}
            />
          ))}
        </div>
        <div class="keys gap-6">
          <Key submits isMain isBusy={task.isBusy}>
            Save
          </Key>
        </div>
        <p role="status" class="quiet gap-3">
          {isSaved ? "Saved." : ""}
        </p>
      </Form>
    </Page>
  );
}
