/** Choosing a new passphrase with a recovery code. */
import { useState } from "preact/hooks";
import { accountApi } from "../api/account.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import type { SummaryLine } from "../components/errors.ts";
import { ErrorSummary, Field, Form } from "../components/form.tsx";
import { SubmitKey } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { useTask } from "../components/task.ts";
import { goTo } from "../navigation.ts";
import { recoverProblems } from "./credentials.ts";
import type { RecoverForm } from "./credentials.ts";
import { PassphraseField } from "./passphrase-field.tsx";
import { RecoveryCode } from "./recovery-code.tsx";

const FIELDS = ["name", "code", "passphrase"];

export function RecoverScreen() {
  const task = useTask();
  const [form, setForm] = useState<RecoverForm>({ name: "", code: "", passphrase: "" });
  const [nextCode, setNextCode] = useState("");
  const { lines, passes } = useChecking(() => recoverProblems(form), task.problem, FIELDS);
  const send = async () => {
    if (!passes()) return;
    await task.run(async () => {
      setNextCode((await accountApi.recover(form.name.trim(), form.code, form.passphrase)).recovery_code);
    });
  };
  if (nextCode) return <Recovered code={nextCode} />;
  return (
    <Page name="Forgotten passphrase" back={{ href: "#/sign-in", to: "Sign in" }}>
      <Title class="page">Choose a new passphrase</Title>
      <p class="quiet gap-3">
        You need the recovery code from when you made your account. If it is lost, ask whoever runs Stipple for you: they
        can make a code for ten minutes.
      </p>
      <Form onSubmit={() => void send()}>
        <ErrorSummary lines={lines} />
        <RecoverFields form={form} onChange={setForm} lines={lines} />
        <SubmitKey isBusy={task.isBusy}>Use the new passphrase</SubmitKey>
      </Form>
    </Page>
  );
}

interface RecoverFieldsProps {
  form: RecoverForm;
  onChange: (form: RecoverForm) => void;
  lines: readonly SummaryLine[];
}

function RecoverFields({ form, onChange, lines }: RecoverFieldsProps) {
  const at = (field: keyof RecoverForm) => ({
    value: form[field],
    onInput: (value: string) => onChange({ ...form, [field]: value }),
    error: errorAt(lines, field),
  });
  return (
    <div class="stack gap-5">
      <Field {...at("name")} id="name" label="Name" autoComplete="username" />
      <Field
        {...at("code")}
        id="code"
        label="Recovery code"
        hint="Large or small letters, with or without the lines between."
        autoComplete="off"
      />
      <PassphraseField
        {...at("passphrase")}
        label="New passphrase"
        hint="8 characters or more. Four plain words work well."
        autoComplete="new-password"
      />
    </div>
  );
}

function Recovered({ code }: { code: string }) {
  return (
    <Page name="New passphrase">
      <Title class="page" page="recovered">
        Your new passphrase is set
      </Title>
      <p class="gap-3">Every browser was signed out. Your old code is used up; here is the next one.</p>
      <RecoveryCode code={code} onKept={() => goTo("#/sign-in", true)} />
    </Page>
  );
}
