/** Settings: each with what it is set to now. */
import { useState } from "preact/hooks";
import { api } from "../api/client.ts";
import type { Me, Plan } from "../api/types.ts";
import { Key, RowLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { Sheet } from "../components/sheet.tsx";
import { useTask } from "../components/task.ts";
import { goTo } from "../navigation.ts";
import { drain, queueNow } from "../offline/queue.ts";
import { waitingWords } from "../offline/words.ts";
import { useReminders } from "../reminders.tsx";
import { hrefTo } from "../router.ts";
import { useMe, useSession } from "../session.ts";
import { zoneName } from "../words/dates.ts";
import { isOn, reminderWords } from "./reminder-words.ts";

interface Setting {
  page: string;
  name: string;
  /** What it is set to now. */
  label: string;
}

export function SettingsScreen({ plan }: { plan: Plan }) {
  const { me } = useMe();
  const { report } = useReminders();
  const settings = settingsOf(me, report ? reminderWords(report.state).title : "Checking", plan.courses.length > 0);
  return (
    <Page name="Settings">
      <Title class="page">Settings</Title>
      <ul class="rows gap-5">
        {settings.map(({ page, name, label }) => (
          <li key={page}>
            <RowLink href={hrefTo("settings", page)} name={name} label={label} />
          </li>
        ))}
      </ul>
      <SignOut />
      <p class="label gap-6">
        This app reminds and informs. It does not diagnose or treat. Your clinic's advice comes first.
      </p>
    </Page>
  );
}

function settingsOf(me: Me, reminders: string, hasCourse: boolean): Setting[] {
  const times = `Morning ${me.morning}, evening ${me.evening}, quiet ${me.quiet_from} to ${me.quiet_until}`;
  const ofCourse = [
    { page: "sheet", name: "What your clinic's sheet says", label: "Numbers of days and hours" },
    { page: "answers", name: "Your answers", label: "Skin, skincare and photos" },
  ];
  return [
    { page: "reminders", name: "Reminders on this device", label: reminders },
    { page: "mail", name: "E-mail", label: "When your phone was not seen" },
    { page: "times", name: "Times", label: times },
    { page: "lock-screen", name: "Words on the lock screen", label: me.words === "discreet" ? "Discreet" : "Plain" },
    { page: "zone", name: "Time zone", label: zoneName(me.zone) },
    ...(hasCourse ? ofCourse : []),
    { page: "account", name: "Account", label: me.name },
  ];
}

function SignOut() {
  const { leave } = useSession();
  const { report, turnOff } = useReminders();
  const task = useTask();
  const [unsent, setUnsent] = useState(0);
  // Whoever uses this device next must not get this patient's reminders.
  const signOut = () =>
    task.run(async () => {
      setUnsent(0);
      if (report && isOn(report.state)) await turnOff();
      await api.signOut();
      goTo("#/welcome", true);
      leave(true);
    });
  const sendFirst = async () => {
    await drain();
    const left = queueNow().waiting.length;
    if (left > 0) setUnsent(left);
    else await signOut();
  };
  return (
    <>
      <ProblemNote problem={task.problem} />
      <div class="keys gap-6">
        <Key isBusy={task.isBusy} onPress={() => void sendFirst()}>
          Sign out
        </Key>
      </div>
      <p class="label gap-2">Signing out also ends reminders on this device.</p>
      {unsent > 0 && <UnsentSheet count={unsent} onSignOut={() => void signOut()} onStay={() => setUnsent(0)} />}
    </>
  );
}

function UnsentSheet({ count, onSignOut, onStay }: { count: number; onSignOut: () => void; onStay: () => void }) {
  return (
    <Sheet titleId="unsent-title" onClose={onStay}>
      <h2 id="unsent-title" tabIndex={-1}>
        Not everything is sent yet
      </h2>
      <p class="gap-3">{waitingWords(count)} If you sign out now, it is lost.</p>
      <div class="keys stacked gap-5">
        <Key isMain onPress={onStay}>
          Stay signed in
        </Key>
        <Key onPress={onSignOut}>Sign out and lose it</Key>
      </div>
    </Sheet>
  );
}
