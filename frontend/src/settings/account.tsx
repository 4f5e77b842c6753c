/** The account: its name, the e-mail address if there is one, and the way to everything that keeps it safe. */
import { useState } from "preact/hooks";
import { api } from "../api/client.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import { ErrorSummary, Field, Form } from "../components/form.tsx";
import { Key, RowLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { hrefTo } from "../router.ts";
import { useMe } from "../session.ts";
import { ConfirmSheet, useConfirmed } from "./confirm.tsx";

const ROWS = [
  { page: "passphrase", name: "Passphrase", label: "Choose another" },
  { page: "passkeys", name: "Passkeys", label: "Sign in by finger, face or device code" },
  { page: "recovery", name: "Recovery code", label: "For when you forget your passphrase" },
  { page: "sessions", name: "Where you are signed in", label: "Sign out elsewhere" },
  { page: "leaving", name: "Your data", label: "Save everything, or leave" },
];

export function AccountScreen() {
  const { me } = useMe();
  return (
    <Page name="Account" back={{ href: "#/settings", to: "Settings" }}>
      <Title class="page">Account</Title>
      <p class="gap-4">
        <span class="label">You sign in as</span>
        <br />
        <strong>{me.name}</strong>
      </p>
      <ul class="rows gap-5">
        {ROWS.map(({ page, name, label }) => (
          <li key={page}>
            <RowLink href={hrefTo("settings", page)} name={name} label={label} />
          </li>
        ))}
      </ul>
      <EmailForm />
    </Page>
  );
}

function EmailForm() {
  const { me, setMe } = useMe();
  const confirmed = useConfirmed();
  const { task } = confirmed;
  const [email, setEmail] = useState(me.email ?? "");
  const [isSaved, setSaved] = useState(false);
  const { lines } = useChecking(() => [], task.problem, ["email"]);
  const save = () => {
    setSaved(false);
    return confirmed.run(async () => {
      setMe(await api.changeMe({ email: email.trim() || null }));
      setSaved(true);
    });
  };
  return (
    <>
      <Form onSubmit={() => void save()}>
        <ErrorSummary lines={lines} />
        <div class="gap-6">
          <Field
            id="email"
            label="E-mail, if you like"
            hint="Nothing is sent to it yet. Later it can carry what cannot wait."
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
      <ConfirmSheet confirmed={confirmed} />
    </>
  );
}
