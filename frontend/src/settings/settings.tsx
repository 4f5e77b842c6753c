/** Settings: each with what it is set to now, under what it is about. */
import type { Me, Plan } from "../api/types.ts";
import { RowLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { useReminders } from "../reminders.tsx";
import { hrefTo } from "../router.ts";
import { useMe } from "../session.ts";
import { zoneName } from "../words/dates.ts";
import { reminderWords } from "./reminder-words.ts";
import { SignOut } from "./sign-out.tsx";

interface Setting {
  page: string;
  name: string;
  /** What it is set to now. */
  label: string;
}

export function SettingsScreen({ plan }: { plan: Plan }) {
  const { me } = useMe();
  const { report } = useReminders();
  const reminders = report ? reminderWords(report.state).title : "Checking";
  return (
    <Page name="Settings">
      <Title class="page">Settings</Title>
      <Section title="Reminders" settings={ofReminders(me, reminders)} />
      {plan.courses.length > 0 && <Section title="Your course" settings={OF_COURSE} />}
      <Section title="You" settings={ofYou(me, plan)} />
      <SignOut />
      <p class="label gap-6">
        This app reminds and informs. It does not diagnose or treat. Your clinic's advice comes first.
      </p>
    </Page>
  );
}

function Section({ title, settings }: { title: string; settings: readonly Setting[] }) {
  return (
    <section class="gap-5">
      <h2 class="label">{title}</h2>
      <ul class="rows gap-2">
        {settings.map(({ page, name, label }) => (
          <li key={page}>
            <RowLink href={hrefTo("settings", page)} name={name} label={label} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const OF_COURSE: readonly Setting[] = [
  { page: "sheet", name: "What your clinic's sheet says", label: "Numbers of days and hours" },
  { page: "answers", name: "Your answers", label: "Skin, skincare and photos" },
];

function ofYou(me: Me, plan: Plan): Setting[] {
  return [
    { page: "emergency", name: "Emergency number", label: plan.emergency_number ?? "Not known for your time zone" },
    { page: "account", name: "Account", label: me.name },
  ];
}

function ofReminders(me: Me, reminders: string): Setting[] {
  const times = `Morning ${me.morning}, evening ${me.evening}, quiet ${me.quiet_from} to ${me.quiet_until}`;
  return [
    { page: "reminders", name: "Reminders on this device", label: reminders },
    { page: "times", name: "Times", label: times },
    { page: "lock-screen", name: "Words on the lock screen", label: me.words === "discreet" ? "Discreet" : "Plain" },
    { page: "mail", name: "E-mail", label: "When a reminder was not seen" },
    { page: "zone", name: "Time zone", label: zoneName(me.zone) },
  ];
}
