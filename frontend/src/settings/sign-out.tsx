/** Signing out of this device: its reminders end, and what is not sent yet is named first. */
import { useState } from "preact/hooks";
import { api } from "../api/client.ts";
import { Key } from "../components/keys.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { Sheet } from "../components/sheet.tsx";
import { useTask } from "../components/task.ts";
import { goTo } from "../navigation.ts";
import { signOutOrOwe } from "../offline/owed-sign-out.ts";
import { drain, queueNow } from "../offline/queue.ts";
import { byHand } from "../offline/queued.ts";
import { othersPhotos, photosNow, photosOf, sendPhotos } from "../photos/queue.ts";
import { closeShown } from "../push/shown.ts";
import { useReminders } from "../reminders.tsx";
import { useMe, useSession } from "../session.ts";
import { lostWords } from "./lost-words.ts";
import type { Unsent } from "./lost-words.ts";
import { isOn } from "./reminder-words.ts";

export function SignOut() {
  const { me } = useMe();
  const { task, signOut } = useSigningOut();
  const [unsent, setUnsent] = useState<Unsent | null>(null);
  const sendFirst = async () => {
    const left = await unsentThings(me.id);
    if (left.own + left.others > 0) setUnsent(left);
    else await signOut();
  };
  const loseIt = () => {
    setUnsent(null);
    void signOut();
  };
  return (
    <>
      <ProblemNote problem={task.problem} />
      <div class="keys gap-6">
        <Key isBusy={task.isBusy} onPress={() => void sendFirst()}>
          Sign out
        </Key>
      </div>
      <p class="label gap-2">Signing out also ends reminders on this device. It works without a connection too.</p>
      {unsent && <UnsentSheet unsent={unsent} onSignOut={loseIt} onStay={() => setUnsent(null)} />}
    </>
  );
}

/** What would be lost, photos too, after one more try to send it. */
async function unsentThings(patientId: string): Promise<Unsent> {
  await photosOf(patientId);
  await Promise.all([drain(), sendPhotos()]);
  return { own: byHand(queueNow().waiting).length + photosNow().waiting.length, others: await othersPhotos() };
}

function useSigningOut() {
  const { leave } = useSession();
  const { report, turnOff } = useReminders();
  const task = useTask();
  // Whoever uses this device next must not get this patient's reminders.
  const signOut = () =>
    task.run(async () => {
      if (!report || isOn(report.state)) await turnOff();
      // Before the server answers: its answer takes away the worker that has shown them.
      await closeShown();
      await signOutOrOwe(api.signOut);
      goTo("#/welcome", true);
      leave(true);
    });
  return { task, signOut };
}

function UnsentSheet({ unsent, onSignOut, onStay }: { unsent: Unsent; onSignOut: () => void; onStay: () => void }) {
  return (
    <Sheet titleId="unsent-title" onClose={onStay}>
      <h2 id="unsent-title" tabIndex={-1}>
        Not everything is sent yet
      </h2>
      {lostWords(unsent).map((words) => (
        <p class="gap-3" key={words}>
          {words}
        </p>
      ))}
      <div class="keys stacked gap-5">
        <Key isMain onPress={onStay}>
          Stay signed in
        </Key>
        <Key onPress={onSignOut}>Sign out and lose it</Key>
      </div>
    </Sheet>
  );
}
