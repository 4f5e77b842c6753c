/** Where the link at the end of an e-mail leads: it asks once, and needs nobody to be signed in. */
import { useState } from "preact/hooks";
import { mailApi } from "../api/mail.ts";
import { Key } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";

export function NoMailScreen({ token }: { token: string }) {
  const task = useTask();
  const [isOff, setOff] = useState(false);
  const stop = () =>
    task.run(async () => {
      await mailApi.stop(token);
      setOff(true);
    });
  if (isOff) {
    return (
      <Page name="E-mail is off" key="off">
        <Title class="page gap-5">E-mail is off</Title>
        <p class="quiet gap-3">We have forgotten your address. You can turn e-mail on again in Settings.</p>
      </Page>
    );
  }
  return (
    <Page name="Turn e-mail off" key="ask">
      <Title class="page gap-5">Turn e-mail off?</Title>
      <p class="quiet gap-3">Reminders on your phone stay as they are.</p>
      <ProblemNote problem={task.problem} />
      <div class="keys gap-5">
        <Key isMain isBusy={task.isBusy} onPress={() => void stop()}>
          Turn e-mail off
        </Key>
      </div>
    </Page>
  );
}
