/** Turning reminders on: what they are and what others see, before the browser asks. */
import { Key, KeyLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { Drawing } from "../drawings/drawing.tsx";
import { capabilitiesHere } from "../push/device.ts";
import type { ReminderState } from "../push/state.ts";
import { useReminders } from "../reminders.tsx";
import { hrefTo } from "../router.ts";
import { useMe } from "../session.ts";
import { BlockedPart } from "../settings/blocked.tsx";
import { HomeScreenSteps } from "../settings/home-screen.tsx";
import { InstallPart } from "../settings/install-part.tsx";
import { LockPreview } from "../settings/lock-preview.tsx";
import { isOn, meaningOf, reminderWords } from "../settings/reminder-words.ts";
import { DATES, REMINDERS } from "./draft.ts";
import { Count } from "./question-page.tsx";

export function RemindersPage() {
  const { report } = useReminders();
  const state = report?.state ?? "not_asked";
  return (
    <Page name="Begin" back={{ href: hrefTo("start", DATES), to: "Back" }} aside={<Count page={REMINDERS} />}>
      {isOn(state) && <Drawing name="phone" class="gap-4" />}
      <Title class="page gap-4" page={state}>
        {titleOf(state)}
      </Title>
      <Explained state={state} />
      {isOn(state) && <InstallPart />}
      <TurnOnPart />
    </Page>
  );
}

function titleOf(state: ReminderState): string {
  if (isOn(state)) return "Reminders are on";
  if (state === "install_first") return "Reminders need Stipple on your Home Screen";
  return state === "blocked" ? "Reminders are blocked here" : "Shall we remind you?";
}

function Explained({ state }: { state: ReminderState }) {
  const { me } = useMe();
  if (state === "install_first") return <HomeScreenSteps hasAccount />;
  if (state === "blocked") {
    return (
      <>
        <p class="quiet gap-3">{reminderWords(state).means}</p>
        <BlockedPart />
      </>
    );
  }
  return (
    <>
      <p class="quiet gap-3">
        Mostly at {me.morning} or {me.evening}, and a little more often on the days round a session. One reminder carries
        everything that is ready.{state === "not_asked" && " Your browser asks you next."}
      </p>
      <p class="label gap-5">What others see on your lock screen</p>
      <LockPreview words={me.words} time={me.morning} />
      <p class="label gap-2">Never the treatment, unless you ask for it.</p>
    </>
  );
}

const NEEDS_WORDS: readonly ReminderState[] = ["unsupported", "silent", "repair"];

function TurnOnPart() {
  const { report, doing, turnOn } = useReminders();
  const isTurningOn = doing === "turning on";
  const state = report?.state ?? "not_asked";
  const words = reminderWords(state);
  return (
    <div class="to-foot">
      <div role="status">
        {isTurningOn && <p class="notice gap-3">Waiting for the first reminder. Once you see it, you know they work.</p>}
        {NEEDS_WORDS.includes(state) && <p class="notice gap-3">{meaningOf(state, capabilitiesHere())}</p>}
        {state === "on_proven" && <p class="notice gap-3">The first reminder was seen on this device. Tap it, or go to Today.</p>}
        {report?.problem && !isTurningOn && state !== "blocked" && <p class="notice gap-3">{report.problem}</p>}
      </div>
      <div class="keys stacked gap-4">
        {words.key && (
          <Key isMain isBusy={isTurningOn} onPress={() => void turnOn()}>
            {words.key}
          </Key>
        )}
        <KeyLink isMain={isOn(state) && !words.key} href="#/today">
          {isOn(state) ? "Go to Today" : "Carry on without reminders"}
        </KeyLink>
      </div>
    </div>
  );
}
