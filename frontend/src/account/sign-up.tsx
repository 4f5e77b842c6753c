/** Making an account: a name and a passphrase, on one page. */
import { useState } from "preact/hooks";
import { accountApi } from "../api/account.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import type { SummaryLine } from "../components/errors.ts";
import { ErrorSummary, Field, Form } from "../components/form.tsx";
import { SubmitKey } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { useTask } from "../components/task.ts";
import { zoneHere } from "../push/subscription.ts";
import { holdPage } from "../offline/typing.ts";
import { useSession } from "../session.ts";
import { signUpProblems } from "./credentials.ts";
import type { SignUpForm } from "./credentials.ts";
import { holdCode } from "./new-code.ts";
import { PassphraseField } from "./passphrase-field.tsx";

// Back and forth between the first screens keeps what was typed; nothing of it is written anywhere.
const NOTHING: SignUpForm = { name: "", passphrase: "" };
let typed = NOTHING;
let letGo: (() => void) | null = null;

/** A new version of the app waits as long as something is typed: the passphrase must not be kept, so a reload loses it. */
function hold(form: SignUpForm): SignUpForm {
  typed = form;
  if (form.name || form.passphrase) letGo ??= holdPage();
  else {
    letGo?.();
    letGo = null;
  }
  return form;
}

export function SignUpScreen() {
  const { enter } = useSession();
  const task = useTask();
  const [form, setForm] = useState(typed);
  const { lines, passes } = useChecking(() => signUpProblems(form), task.problem, ["name", "passphrase"]);
  const change = (edit: Partial<SignUpForm>) => setForm((was) => hold({ ...was, ...edit }));
  const send = async () => {
    if (!passes()) return;
    await task.run(async () => {
      const { recovery_code, ...me } = await makeAccount(form);
      hold(NOTHING);
      await holdCode(me.id, recovery_code);
      enter(me);
    });
  };
  return (
    <Page name="Begin" back={{ href: "#/welcome", to: "Back" }}>
      <Title class="page">Make your account</Title>
      <p class="quiet gap-3">So that your plan is yours alone, on every phone you sign in with.</p>
      <Form onSubmit={() => void send()}>
        <ErrorSummary lines={lines} />
        <SignUpFields form={form} onChange={change} lines={lines} />
        <SubmitKey isBusy={task.isBusy}>Continue</SubmitKey>
      </Form>
    </Page>
  );
}

interface SignUpFieldsProps {
  form: SignUpForm;
  onChange: (edit: Partial<SignUpForm>) => void;
  lines: readonly SummaryLine[];
}

function SignUpFields({ form, onChange, lines }: SignUpFieldsProps) {
  return (
    <div class="stack gap-5">
      <Field
        id="name"
        label="Name"
        hint="Only for signing in. It need not be your real one."
        autoComplete="username"
        value={form.name}
        onInput={(name) => onChange({ name })}
        error={errorAt(lines, "name")}
      />
      <PassphraseField
        hint="8 characters or more. Four plain words work well."
        autoComplete="new-password"
        value={form.passphrase}
        onInput={(passphrase) => onChange({ passphrase })}
        error={errorAt(lines, "passphrase")}
      />
    </div>
  );
}

function makeAccount({ name, passphrase }: SignUpForm) {
  return accountApi.signUp({ name: name.trim(), passphrase, zone: zoneHere() });
}
