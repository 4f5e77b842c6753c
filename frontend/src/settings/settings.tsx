/** Settings: each with what it is set to now. */
import { api } from "../api/client.ts";
import type { Plan } from "../api/types.ts";
import { Key, RowLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";
import { goTo } from "../navigation.ts";
import { useReminders } from "../reminders.tsx";
import { useMe, useSession } from "../session.ts";
import { zoneName } from "../words/dates.ts";
import { isOn, reminderWords } from "./reminder-words.ts";

export function SettingsScreen({ plan }: { plan: Plan | null }) {
  const { me } = useMe();
  const { report } = useReminders();
  return (
    <Page name="Settings">
      <Title class="page">Settings</Title>
      <ul class="rows gap-5">
        <li>
          <RowLink
            href="#/settings/reminders"
            name="Reminders on this device"
            label={report ? reminderWords(report.state).title : "Checking"}
          />
        </li>
        <li>
          <RowLink
            href="#/settings/times"
            name="Times"
            label={`Morning ${me.morning}, evening ${me.evening}, quiet ${me.quiet_from} to ${me.quiet_until}`}
          />
        </li>
        <li>
          <RowLink
            href="#/settings/lock-screen"
            name="Words on the lock screen"
            label={me.words === "discreet" ? "Discreet" : "Plain"}
          />
        </li>
        <li>
          <RowLink href="#/settings/zone" name="Time zone" label={zoneName(me.zone)} />
        </li>
        {plan && plan.courses.length > 0 && (
          <>
            <li>
              <RowLink href="#/settings/sheet" name="What your clinic's sheet says" label="Numbers of days and hours" />
            </li>
            <li>
              <RowLink href="#/settings/answers" name="Your answers" label="Skin, skincare and photos" />
            </li>
          </>
        )}
        <li>
          <RowLink href="#/settings/account" name="Account" label={me.name} />
        </li>
      </ul>
      <SignOut />
      <p class="label gap-6">
        This app reminds and informs. It does not diagnose or treat. Your clinic's advice comes first.
      </p>
    </Page>
  );
}

function SignOut() {
  const { leave } = useSession();
  const { report, turnOff } = useReminders();
  const task = useTask();
  // Whoever uses this device next must not get this patient's reminders.
  const signOut = () =>
    task.run(async () => {
      if (report && isOn(report.state)) await turnOff();
      await api.signOut();
      goTo("#/welcome", true);
      leave(true);
    });
  return (
    <>
      <ProblemNote problem={task.problem} />
      <div class="keys gap-6">
        <Key isBusy={task.isBusy} onPress={() => void signOut()}>
          Sign out
        </Key>
      </div>
      <p class="label gap-2">Signing out also ends reminders on this device.</p>
    </>
  );
}
