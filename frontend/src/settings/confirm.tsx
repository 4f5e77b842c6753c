/** "Is it you?", asked once before what could give an account away; what was asked for then goes on. */
import { useState } from "preact/hooks";
import { PassphraseField } from "../account/passphrase-field.tsx";
import { usePrompt } from "../account/use-prompt.ts";
import { ApiProblem } from "../api/problem.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import { ErrorSummary, Form } from "../components/form.tsx";
import { Key } from "../components/keys.tsx";
import { Sheet } from "../components/sheet.tsx";
import { useTask } from "../components/task.ts";
import type { Task } from "../components/task.ts";
import { useMe } from "../session.ts";
import { byPasskey, byPassphrase, hasPasskey } from "./proof.ts";

const FIELD = "confirm-passphrase";

type Work = () => Promise<unknown>;

export interface Confirmed {
  task: Task;
  /** Runs the work; where the server wants a fresh proof first, after it was given. */
  run(work: Work): Promise<void>;
  /** The work that waits for a proof, for `ConfirmSheet`, and whether a passkey could be one. */
  waiting: { work: Work; hasPasskey: boolean } | null;
  stopWaiting(): void;
}

export function useConfirmed(): Confirmed {
  const task = useTask();
  const [waiting, setWaiting] = useState<Confirmed["waiting"]>(null);
  const run = async (work: Work) => {
    await task.run(async () => {
      try {
        await work();
      } catch (thrown) {
        if (!(thrown instanceof ApiProblem) || thrown.code !== "confirm_first") throw thrown;
        // Known before the sheet opens: a key that came later would push the others from under the thumb.
        setWaiting({ work, hasPasskey: await hasPasskey() });
      }
    });
  };
  return { task, run, waiting, stopWaiting: () => setWaiting(null) };
}

export function ConfirmSheet({ confirmed }: { confirmed: Confirmed }) {
  if (!confirmed.waiting) return null;
  return <AskingSheet confirmed={confirmed} {...confirmed.waiting} />;
}

interface AskingSheetProps {
  confirmed: Confirmed;
  work: Work;
  hasPasskey: boolean;
}

function AskingSheet({ confirmed, work, hasPasskey }: AskingSheetProps) {
  const { me } = useMe();
  const task = useTask();
  const prompt = usePrompt();
  const [passphrase, setPassphrase] = useState("");
  const { lines } = useChecking(() => [], task.problem ?? prompt.problem, [FIELD]);
  const goOn = async () => {
    confirmed.stopWaiting();
    await confirmed.run(work);
  };
  const send = async () => {
    prompt.stop();
    if (await task.run(() => byPassphrase(passphrase, FIELD))) await goOn();
  };
  const askPasskey = async () => {
    if (await prompt.ask(byPasskey)) await goOn();
  };
  const field = { id: FIELD, owner: me.name, value: passphrase, onInput: setPassphrase, error: errorAt(lines, FIELD) };
  return (
    <Sheet titleId="confirm" onClose={confirmed.stopWaiting}>
      <h2 id="confirm" class="now gap-2" tabIndex={-1}>
        Is it you?
      </h2>
      <p class="quiet gap-3">This keeps others out, even with your phone in their hand.</p>
      <Form onSubmit={() => void send()}>
        <ErrorSummary lines={lines} />
        <div class="gap-4">
          <PassphraseField {...field} autoComplete="current-password" />
        </div>
        <div class="keys stacked gap-4">
          <Key submits isMain isBusy={task.isBusy}>
            Go on
          </Key>
          {hasPasskey && (
            <Key isBusy={task.isBusy || prompt.isOpen} onPress={() => void askPasskey()}>
              Use a passkey
            </Key>
          )}
          <Key onPress={confirmed.stopWaiting}>Not now</Key>
        </div>
      </Form>
    </Sheet>
  );
}
