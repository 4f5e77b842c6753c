/** Making an account: a name and a passphrase; then the recovery code, once. */
import { useState } from "preact/hooks";
import { accountApi } from "../api/account.ts";
import type { Welcome } from "../api/account.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import type { SummaryLine } from "../components/errors.ts";
import { ErrorSummary, Field, Form } from "../components/form.tsx";
import { Key } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { useTask } from "../components/task.ts";
import { goTo } from "../navigation.ts";
import { zoneHere } from "../push/subscription.ts";
import { useSession } from "../session.ts";
import { signUpProblems } from "./credentials.ts";
import type { SignUpForm } from "./credentials.ts";
import { PassphraseField } from "./passphrase-field.tsx";
import { RecoveryCode } from "./recovery-code.tsx";

export function SignUpScreen() {
  const [made, setMade] = useState<Welcome | null>(null);
  return made ? <CodePage made={made} /> : <AccountPage onMade={setMade} />;
}

function AccountPage({ onMade }: { onMade: (made: Welcome) => void }) {
  const task = useTask();
  const [form, setForm] = useState<SignUpForm>({ name: "", passphrase: "" });
  const { lines, passes } = useChecking(() => signUpProblems(form), task.problem, ["name", "passphrase"]);
  const send = async () => {
    if (!passes()) return;
    await task.run(async () => onMade(await makeAccount(form)));
  };
  return (
    <Page name="Begin" back={{ href: "#/welcome", to: "Back" }}>
      <Title class="page">Make your account</Title>
      <Form onSubmit={() => void send()}>
        <ErrorSummary lines={lines} />
        <SignUpFields form={form} onChange={setForm} lines={lines} />
        <div class="keys gap-6">
          <Key submits isMain isBusy={task.isBusy}>
            Continue
          </Key>
        </div>
      </Form>
    </Page>
  );
}

function CodePage({ made }: { made: Welcome }) {
  const { enter } = useSession();
  const { recovery_code, ...me } = made;
  const goOn = () => {
    goTo("#/start/area", true);
    enter(me);
  };
  return (
    <Page name="Recovery code">
      <Title class="page gap-5" page="code">
        Your recovery code
      </Title>
      <RecoveryCode code={recovery_code} onKept={goOn} />
    </Page>
  );
}

function makeAccount({ name, passphrase }: SignUpForm) {
  return accountApi.signUp({ name: name.trim(), passphrase, zone: zoneHere() });
}

interface SignUpFieldsProps {
  form: SignUpForm;
  onChange: (form: SignUpForm) => void;
  lines: readonly SummaryLine[];
}

function SignUpFields({ form, onChange, lines }: SignUpFieldsProps) {
  const at = (field: keyof SignUpForm) => ({
    value: form[field],
    onInput: (value: string) => onChange({ ...form, [field]: value }),
    error: errorAt(lines, field),
  });
  return (
    <div class="stack gap-5">
      <Field
        {...at("name")}
        id="name"
        label="Name"
        hint="Only for signing in. It need not be your real one."
        autoComplete="username"
      />
      <PassphraseField
        {...at("passphrase")}
        hint="8 characters or more. Four plain words work well."
        autoComplete="new-password"
      />
    </div>
  );
}
