/** Coming back with a name and a passphrase. */
import { useMemo, useState } from "preact/hooks";
import { api } from "../api/client.ts";
import type { FieldProblem } from "../api/problem.ts";
import { errorAt, summaryOf } from "../components/errors.ts";
import { ErrorSummary, Field, Form } from "../components/form.tsx";
import { Key } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { useTask } from "../components/task.ts";
import { goTo } from "../navigation.ts";
import { useSession } from "../session.ts";
import { signInProblems } from "./credentials.ts";
import { PassphraseField } from "./passphrase-field.tsx";

export function SignInScreen() {
  const { enter } = useSession();
  const task = useTask();
  const [name, setName] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [found, setFound] = useState<FieldProblem[]>([]);
  const lines = useMemo(() => summaryOf(found, task.problem, ["name", "passphrase"]), [found, task.problem]);
  const send = async () => {
    const problems = signInProblems(name, passphrase);
    setFound(problems);
    if (problems.length) return;
    await task.run(async () => {
      const me = await api.signIn(name.trim(), passphrase);
      goTo("#/today", true);
      enter(me);
    });
  };
  return (
    <Page name="Sign in" back={{ href: "#/welcome", to: "Back" }}>
      <Title class="page">Sign in</Title>
      <Form onSubmit={() => void send()}>
        <ErrorSummary lines={lines} />
        <div class="stack gap-5">
          <Field
            id="name"
            label="Name"
            autoComplete="username"
            value={name}
            onInput={setName}
            error={errorAt(lines, "name")}
          />
          <PassphraseField
            autoComplete="current-password"
            value={passphrase}
            onInput={setPassphrase}
            error={errorAt(lines, "passphrase")}
          />
        </div>
        <div class="keys gap-6">
          <Key submits isMain isBusy={task.isBusy}>
            Sign in
          </Key>
        </div>
      </Form>
    </Page>
  );
}
