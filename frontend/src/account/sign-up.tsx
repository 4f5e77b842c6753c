/** Making an account: a name, a passphrase, and an e-mail address only if you like. */
import { useMemo, useState } from "preact/hooks";
import { api } from "../api/client.ts";
import type { FieldProblem } from "../api/problem.ts";
import { errorAt, summaryOf } from "../components/errors.ts";
import { ErrorSummary, Field, Form } from "../components/form.tsx";
import { Key } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { useTask } from "../components/task.ts";
import { goTo } from "../navigation.ts";
import { zoneHere } from "../push/subscription.ts";
import { useSession } from "../session.ts";
import { signUpProblems } from "./credentials.ts";
import { PassphraseField } from "./passphrase-field.tsx";

const FIELDS = ["name", "passphrase", "email"];

export function SignUpScreen() {
  const { enter } = useSession();
  const task = useTask();
  const [form, setForm] = useState({ name: "", passphrase: "", email: "" });
  const [found, setFound] = useState<FieldProblem[]>([]);
  const lines = useMemo(() => summaryOf(found, task.problem, FIELDS), [found, task.problem]);
  const set = (field: keyof typeof form) => (value: string) => setForm({ ...form, [field]: value });
  const send = async () => {
    const problems = signUpProblems(form);
    setFound(problems);
    if (problems.length) return;
    const email = form.email.trim();
    await task.run(async () => {
      const me = await api.signUp({
        name: form.name.trim(),
        passphrase: form.passphrase,
        zone: zoneHere(),
        ...(email && { email }),
      });
      goTo("#/start/area", true);
      enter(me);
    });
  };
  return (
    <Page name="Begin" back={{ href: "#/welcome", to: "Back" }}>
      <Title class="page">Make your account</Title>
      <Form onSubmit={() => void send()}>
        <ErrorSummary lines={lines} />
        <div class="stack gap-5">
          <Field
            id="name"
            label="Name"
            hint="Only for signing in. It need not be your real one."
            autoComplete="username"
            value={form.name}
            onInput={set("name")}
            error={errorAt(lines, "name")}
          />
          <PassphraseField
            hint="8 characters or more. Four plain words work well."
            autoComplete="new-password"
            value={form.passphrase}
            onInput={set("passphrase")}
            error={errorAt(lines, "passphrase")}
          />
          <Field
            id="email"
            label="E-mail, if you like"
            hint="Only to let you in again if you forget your passphrase, and for steps that cannot wait."
            type="email"
            autoComplete="email"
            value={form.email}
            onInput={set("email")}
            error={errorAt(lines, "email")}
          />
        </div>
        <div class="keys gap-6">
          <Key submits isMain isBusy={task.isBusy}>
            Continue
          </Key>
        </div>
      </Form>
    </Page>
  );
}
