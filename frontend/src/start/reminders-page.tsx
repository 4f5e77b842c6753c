/** Turning reminders on: what they are and what others see, before the browser asks. */
import { Key, KeyLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { useReminders } from "../reminders.tsx";
import { useMe } from "../session.ts";
import { HomeScreenSteps } from "../settings/home-screen.tsx";
import { LockPreview } from "../settings/lock-preview.tsx";
import { isOn, reminderWords } from "../settings/reminder-words.ts";
import { Count, hrefOf } from "./question-page.tsx";

export function RemindersPage() {
  const { me } = useMe();
  const { report } = useReminders();
  const state = report?.state ?? "not_asked";
  const title = state === "install_first" ? "Reminders need Stipple on your Home Screen" : "Shall we remind you?";
  return (
    <Page name="Begin" back={{ href: hrefOf(-1, "reminders"), to: "Back" }} aside={<Count question="reminders" />}>
      <Title class="page gap-4">{isOn(state) ? "Reminders are on" : title}</Title>
      {state === "install_first" ? (
        <HomeScreenSteps />
      ) : (
        <p class="quiet gap-3">
          Mostly at {me.morning} or {me.evening}, and a little more often on the days round a session. One reminder carries
          everything that is ready. Your browser asks you next.
        </p>
      )}
      <p class="label gap-5">What others see on your lock screen</p>
      <LockPreview words={me.words} time={me.morning} />
      <p class="label gap-2">Never the treatment, unless you ask for it.</p>
      <TurnOnPart />
    </Page>
  );
}

function TurnOnPart() {
  const { report, doing, turnOn } = useReminders();
  const isTurningOn = doing === "turning on";
  const state = report?.state ?? "not_asked";
  const words = reminderWords(state);
  return (
    <div class="to-foot">
      <div role="status">
        {isTurningOn && <p class="notice gap-3">Waiting for the first reminder. It says that reminders work.</p>}
        {state === "blocked" && <p class="notice gap-3">{words.means}</p>}
        {state === "unsupported" && <p class="notice gap-3">{words.means}</p>}
        {state === "on_proven" && <p class="notice gap-3">The first reminder was seen on this device.</p>}
        {report?.problem && !isTurningOn && state !== "blocked" && <p class="notice gap-3">{report.problem}</p>}
      </div>
      <div class="keys stacked gap-4">
        {words.key && (
          <Key isMain isBusy={isTurningOn} onPress={() => void turnOn()}>
            {words.key}
          </Key>
        )}
        <KeyLink isMain={isOn(state)} href="#/today">
          {isOn(state) ? "Go to Today" : "Carry on without reminders"}
        </KeyLink>
      </div>
    </div>
  );
}
