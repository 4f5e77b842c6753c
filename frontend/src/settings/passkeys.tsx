/** Passkeys: added, called by a name, and removed. */
import { useState } from "preact/hooks";
import { canUsePasskeys, makePasskey } from "../account/passkey.ts";
import { accountApi } from "../api/account.ts";
import type { Passkey } from "../api/account.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import { ErrorSummary, Field, Form } from "../components/form.tsx";
import { Key, SubmitKey, TextKey } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { useTypedForm } from "../offline/typed-form.ts";
import { ConfirmSheet } from "./confirm.tsx";
import { useDateSaid, useListed } from "./listed.ts";

export function PasskeysScreen() {
  const [named, setNamed] = useState<Passkey | null>(null);
  const load = async () => (await accountApi.passkeys()).passkeys;
  const { confirmed, listed: passkeys, after } = useListed(load, () => setNamed(null));
  const { lines } = useChecking(() => [], confirmed.task.problem, ["label"]);
  const rename = ({ id }: Passkey, label: string) => after(() => accountApi.renamePasskey(id, label));
  const form = { isBusy: confirmed.task.isBusy, error: errorAt(lines, "label") };
  return (
    <Page name="Passkeys" back={{ href: "#/settings/account", to: "Account" }}>
      <Title class="page">Passkeys</Title>
      <p class="quiet gap-3">
        With a passkey you sign in by your finger, your face or the code of your device. Your passphrase still works.
      </p>
      <ErrorSummary lines={lines} />
      <PasskeyRows passkeys={passkeys} onName={setNamed} onRemove={({ id }) => void after(() => accountApi.removePasskey(id))} />
      {named && <NameForm {...form} passkey={named} onSave={(label) => void rename(named, label)} key={named.id} />}
      {!named && <AddKey isBusy={form.isBusy} onAdd={() => void after(addOne)} />}
      <ConfirmSheet confirmed={confirmed} />
    </Page>
  );
}

interface PasskeyRowsProps {
  passkeys: readonly Passkey[];
  onName: (passkey: Passkey) => void;
  onRemove: (passkey: Passkey) => void;
}

function PasskeyRows({ passkeys, onName, onRemove }: PasskeyRowsProps) {
  return (
    <ul class="rows gap-5">
      {passkeys.map((passkey) => (
        <PasskeyRow key={passkey.id} passkey={passkey} onName={() => onName(passkey)} onRemove={() => onRemove(passkey)} />
      ))}
    </ul>
  );
}

async function addOne(): Promise<void> {
  const { public_key } = await accountApi.beginPasskey();
  await accountApi.addPasskey("Passkey", await makePasskey(public_key));
}

function AddKey({ isBusy, onAdd }: { isBusy: boolean; onAdd: () => void }) {
  if (!canUsePasskeys()) return <p class="notice gap-4">This browser cannot make passkeys for Stipple.</p>;
  return (
    <div class="keys gap-5">
      <Key isMain isBusy={isBusy} onPress={onAdd}>
        Add a passkey
      </Key>
    </div>
  );
}

interface PasskeyRowProps {
  passkey: Passkey;
  onName: () => void;
  onRemove: () => void;
}

function PasskeyRow({ passkey, onName, onRemove }: PasskeyRowProps) {
  const on = useDateSaid();
  return (
    <li class="row">
      <span class="row-name">
        {passkey.label}
        <span class="label">
          Added {on(passkey.created_at)}. {passkey.last_used_at ? `Last used ${on(passkey.last_used_at)}.` : "Not used yet."}
        </span>
      </span>
      <TextKey onPress={onName}>
        Rename<span class="unseen"> {passkey.label}</span>
      </TextKey>
      <TextKey onPress={onRemove}>
        Remove<span class="unseen"> {passkey.label}</span>
      </TextKey>
    </li>
  );
}

interface NameFormProps {
  passkey: Passkey;
  error: string | null;
  isBusy: boolean;
  onSave: (label: string) => void;
}

function NameForm({ passkey, error, isBusy, onSave }: NameFormProps) {
  const { form: { label }, change } = useTypedForm(`passkey ${passkey.id}`, () => ({ label: passkey.label }));
  return (
    <Form onSubmit={() => onSave(label)}>
      <div class="gap-5">
        <Field
          id="label"
          label="Name of this passkey"
          hint="For example: my phone"
          value={label}
          onInput={(label) => change({ label })}
          error={error}
        />
      </div>
      <SubmitKey gap={4} isBusy={isBusy}>Save</SubmitKey>
    </Form>
  );
}
