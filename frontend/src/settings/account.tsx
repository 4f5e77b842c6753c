/** The account: its name, and the e-mail address if there is one. */
import { useMemo, useState } from "preact/hooks";
import { errorAt, summaryOf } from "../components/errors.ts";
import { ErrorSummary, Field, Form } from "../components/form.tsx";
import { Key } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { useMe } from "../session.ts";
import { useMeEdit } from "./edit-me.ts";

export function AccountScreen() {
  const { me } = useMe();
  const { task, save } = useMeEdit();
  const [email, setEmail] = useState(me.email ?? "");
  const [isSaved, setSaved] = useState(false);
  const lines = useMemo(() => summaryOf([], task.problem, ["email"]), [task.problem]);
  const send = async () => setSaved(await save({ email: email.trim() || null }));
  return (
    <Page name="Account" back={{ href: "#/settings", to: "Settings" }}>
      <Title class="page">Account</Title>
      <p class="gap-4">
        <span class="label">You sign in as</span>
        <br />
        <strong>{me.name}</strong>
      </p>
      <Form onSubmit={() => void send()}>
        <ErrorSummary lines={lines} />
        <div class="gap-5">
          <Field
            id="email"
            label="E-mail, if you like"
            hint="Only to let you in again if you forget your passphrase, and for steps that cannot wait."
            type="email"
            autoComplete="email"
            value={email}
            onInput={setEmail}
            error={errorAt(lines, "email")}
          />
        </div>
        <div class="keys gap-5">
          <Key submits isBusy={task.isBusy}>
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
