/** "Is it you?", asked once before what could give an account away; what was asked for then goes on. */
import { useState } from "preact/hooks";
import { ApiProblem } from "../api/problem.ts";
import { Key } from "../components/keys.tsx";
import { Sheet } from "../components/sheet.tsx";
import { useTask } from "../components/task.ts";
import type { Task } from "../components/task.ts";
import { ProofForm } from "./proof-form.tsx";
import { hasPasskey } from "./proof.ts";

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
  const goOn = () => {
    confirmed.stopWaiting();
    void confirmed.run(work);
  };
  return (
    <Sheet titleId="confirm" onClose={confirmed.stopWaiting}>
      <h2 id="confirm" class="now gap-2" tabIndex={-1}>
        Is it you?
      </h2>
      <p class="quiet gap-3">This keeps others out, even with your phone in their hand.</p>
      <ProofForm field="confirm-passphrase" go="Go on" hasPasskey={hasPasskey} onProved={goOn}>
        <Key onPress={confirmed.stopWaiting}>Not now</Key>
      </ProofForm>
    </Sheet>
  );
}
