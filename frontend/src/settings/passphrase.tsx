/** Another passphrase. */
import { useState } from "preact/hooks";
import { newPassphraseProblems } from "../account/credentials.ts";
import { PassphraseField } from "../account/passphrase-field.tsx";
import { accountApi } from "../api/account.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import { ErrorSummary, Form } from "../components/form.tsx";
import { Page, Title } from "../components/page.tsx";
import { useMe } from "../session.ts";
import { ConfirmSheet, useConfirmed } from "./confirm.tsx";
import { SaveKey } from "./save-key.tsx";

export function PassphraseScreen() {
  return (
    <Page name="Passphrase" back={{ href: "#/settings/account", to: "Account" }}>
      <Title class="page">Passphrase</Title>
      <p class="quiet gap-3">A new passphrase signs you out everywhere else.</p>
      <PassphraseForm />
    </Page>
  );
}

function PassphraseForm() {
  const confirmed = useConfirmed();
  const [passphrase, setPassphrase] = useState("");
  const [isSaved, setSaved] = useState(false);
  const { lines, passes } = useChecking(() => newPassphraseProblems(passphrase), confirmed.task.problem, ["passphrase"]);
  const send = async () => {
    setSaved(false);
    if (!passes()) return;
    await confirmed.run(async () => {
      await accountApi.changePassphrase(passphrase);
      setPassphrase("");
      setSaved(true);
    });
  };
  return (
    <>
      <Form onSubmit={() => void send()}>
        <ErrorSummary lines={lines} />
        <NewPassphrase value={passphrase} onInput={setPassphrase} error={errorAt(lines, "passphrase")} />
        <SaveKey isBusy={confirmed.task.isBusy} said={isSaved ? "Your new passphrase is set." : ""} />
      </Form>
      <ConfirmSheet confirmed={confirmed} />
    </>
  );
}

interface NewPassphraseProps {
  value: string;
  onInput: (value: string) => void;
  error: string | null;
}

function NewPassphrase(props: NewPassphraseProps) {
  const { me } = useMe();
  return (
    <div class="gap-5">
      <PassphraseField
        {...props}
        label="New passphrase"
        hint="8 characters or more. Four plain words work well."
        autoComplete="new-password"
        owner={me.name}
      />
    </div>
  );
}
