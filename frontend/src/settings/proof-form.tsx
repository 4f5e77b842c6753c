/** Proving who holds the phone: the passphrase, or a passkey where there is one. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { PasskeyKey } from "../account/passkey-key.tsx";
import { PassphraseField } from "../account/passphrase-field.tsx";
import { usePrompt } from "../account/use-prompt.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import { ErrorSummary, Form } from "../components/form.tsx";
import { Key } from "../components/keys.tsx";
import { useTask } from "../components/task.ts";
import { useMe } from "../session.ts";
import { byPasskey, byPassphrase } from "./proof.ts";

interface ProofFormProps {
  /** The id of the field, of which there may be two on a screen. */
  field: string;
  /** The words on the key. */
  go: string;
  hasPasskey: boolean;
  onProved: () => unknown;
  /** What else may be pressed, under these keys. */
  children?: ComponentChildren;
}

export function ProofForm({ field: id, go, hasPasskey, onProved, children }: ProofFormProps) {
  const { me } = useMe();
  const task = useTask();
  const prompt = usePrompt();
  const [passphrase, setPassphrase] = useState("");
  const { lines } = useChecking(() => [], task.problem ?? prompt.problem, [id]);
  const send = async () => {
    prompt.stop();
    if (await task.run(() => byPassphrase(passphrase, id))) onProved();
  };
  const askPasskey = async () => {
    if (await prompt.ask(byPasskey)) onProved();
  };
  const field = { id, owner: me.name, value: passphrase, onInput: setPassphrase, error: errorAt(lines, id) };
  return (
    <Form onSubmit={() => void send()}>
      <ErrorSummary lines={lines} />
      <div class="gap-4">
        <PassphraseField {...field} autoComplete="current-password" />
      </div>
      <div class="keys stacked gap-4">
        <Key submits isMain isBusy={task.isBusy}>
          {go}
        </Key>
        {hasPasskey && <PasskeyKey isBusy={task.isBusy || prompt.isOpen} onPress={() => void askPasskey()} />}
        {children}
      </div>
    </Form>
  );
}
