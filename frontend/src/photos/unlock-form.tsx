/** Proving who holds the phone, so that photos can be seen again: a passkey or the passphrase. */
import { useEffect, useState } from "preact/hooks";
import { PassphraseField } from "../account/passphrase-field.tsx";
import { usePrompt } from "../account/use-prompt.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import { ErrorSummary, Form } from "../components/form.tsx";
import { Key } from "../components/keys.tsx";
import { useTask } from "../components/task.ts";
import { useMe } from "../session.ts";
import { byPasskey, byPassphrase, hasPasskey } from "../settings/proof.ts";

const FIELD = "unlock-passphrase";

export function UnlockForm({ onUnlocked }: { onUnlocked: () => void }) {
  const { me } = useMe();
  const task = useTask();
  const prompt = usePrompt();
  const [passphrase, setPassphrase] = useState("");
  const isPasskeyThere = usePasskeyThere();
  const { lines } = useChecking(() => [], task.problem ?? prompt.problem, [FIELD]);
  const send = async () => {
    prompt.stop();
    if (await task.run(() => byPassphrase(passphrase, FIELD))) onUnlocked();
  };
  const usePasskey = async () => {
    if (await prompt.ask(byPasskey)) onUnlocked();
  };
  const field = { id: FIELD, owner: me.name, value: passphrase, onInput: setPassphrase, error: errorAt(lines, FIELD) };
  return (
    <Form onSubmit={() => void send()}>
      <ErrorSummary lines={lines} />
      <div class="gap-4">
        <PassphraseField {...field} autoComplete="current-password" />
      </div>
      <div class="keys stacked gap-4">
        <Key submits isMain isBusy={task.isBusy}>
          Open
        </Key>
        {isPasskeyThere && (
          <Key isBusy={task.isBusy || prompt.isOpen} onPress={() => void usePasskey()}>
            Use a passkey
          </Key>
        )}
      </div>
    </Form>
  );
}

/** Whether there is a passkey; its key comes last, and moves no other. */
function usePasskeyThere(): boolean {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    hasPasskey().then(setThere, (problem: unknown) => console.warn("Passkeys could not be asked for:", problem));
  }, []);
  return isThere;
}
