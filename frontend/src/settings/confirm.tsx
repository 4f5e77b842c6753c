/** "Is it you?", asked once before what could give an account away; what was asked for then goes on. */
import { useState } from "preact/hooks";
import { canUsePasskeys } from "../account/passkey.ts";
import { PassphraseField } from "../account/passphrase-field.tsx";
import { ApiProblem } from "../api/problem.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import { ErrorSummary, Form } from "../components/form.tsx";
import { Key } from "../components/keys.tsx";
import { Sheet } from "../components/sheet.tsx";
import { useTask } from "../components/task.ts";
import type { Task } from "../components/task.ts";
import { useMe } from "../session.ts";
import { byPasskey, byPassphrase } from "./proof.ts";

const FIELD = "confirm-passphrase";

type Work = () => Promise<unknown>;

export interface Confirmed {
  task: Task;
  /** Runs the work; where the server wants a fresh proof first, after it was given. */
  run(work: Work): Promise<void>;
  /** The work that waits for a proof, for `ConfirmSheet`. */
  waiting: Work | null;
  stopWaiting(): void;
}

export function useConfirmed(): Confirmed {
  const task = useTask();
  const [waiting, setWaiting] = useState<Work | null>(null);
  const run = async (work: Work) => {
    await task.run(async () => {
      try {
        await work();
      } catch (thrown) {
        if (!(thrown instanceof ApiProblem) || thrown.code !== "confirm_first") throw thrown;
        setWaiting(() => work);
      }
    });
  };
  return { task, run, waiting, stopWaiting: () => setWaiting(null) };
}

export function ConfirmSheet({ confirmed }: { confirmed: Confirmed }) {
  if (!confirmed.waiting) return null;
  return <AskingSheet confirmed={confirmed} work={confirmed.waiting} />;
}

function AskingSheet({ confirmed, work }: { confirmed: Confirmed; work: Work }) {
  const { me } = useMe();
  const task = useTask();
  const [passphrase, setPassphrase] = useState("");
  const { lines } = useChecking(() => [], task.problem, [FIELD]);
  const confirm = async (prove: Work) => {
    if (!(await task.run(prove))) return;
    confirmed.stopWaiting();
    await confirmed.run(work);
  };
  const field = { id: FIELD, owner: me.name, value: passphrase, onInput: setPassphrase, error: errorAt(lines, FIELD) };
  return (
    <Sheet titleId="confirm" onClose={confirmed.stopWaiting}>
      <h2 id="confirm" class="now gap-2" tabIndex={-1}>
        Is it you?
      </h2>
      <p class="quiet gap-3">This keeps others out, even with your phone in their hand.</p>
      <Form onSubmit={() => void confirm(() => byPassphrase(passphrase, FIELD))}>
        <ErrorSummary lines={lines} />
        <div class="gap-4">
          <PassphraseField {...field} autoComplete="current-password" />
        </div>
        <WaysToConfirm isBusy={task.isBusy} onPasskey={() => void confirm(byPasskey)} onLater={confirmed.stopWaiting} />
      </Form>
    </Sheet>
  );
}

function WaysToConfirm({ isBusy, onPasskey, onLater }: { isBusy: boolean; onPasskey: () => void; onLater: () => void }) {
  return (
    <div class="keys stacked gap-4">
      <Key submits isMain isBusy={isBusy}>
        Go on
      </Key>
      {canUsePasskeys() && (
        <Key isBusy={isBusy} onPress={onPasskey}>
          Use a passkey
        </Key>
      )}
      <Key onPress={onLater}>Not now</Key>
    </div>
  );
}
