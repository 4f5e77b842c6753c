/** Reminders on this device: their state in words, a test, and the other devices. */
import type { Device } from "../api/types.ts";
import { Key, RowLink, TextKey } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { usePlan } from "../plan.tsx";
import { capabilitiesHere } from "../push/device.ts";
import { useReminders } from "../reminders.tsx";
import { useMe } from "../session.ts";
import { BlockedPart } from "./blocked.tsx";
import { deviceLine, deviceNext, removedLine } from "./device-words.ts";
import { HomeScreenSteps } from "./home-screen.tsx";
import { InstallPart } from "./install-part.tsx";
import { isOn, meaningOf, reconnectedWords, reminderWords } from "./reminder-words.ts";
import { OtherDevices } from "./other-devices.tsx";
import { TestPart } from "./test-part.tsx";

export function RemindersScreen() {
  const { report, doing, turnOn } = useReminders();
  const words = report && reminderWords(report.state);
  return (
    <Page name="Reminders" back={{ href: "#/settings", to: "Settings" }}>
      <p class="label">Reminders on this device</p>
      <div role="status">
        <Title class="page gap-2 with-dot">
          {words && words.dot !== "none" && <i class={`dot level-5 ${words.dot === "full" ? "past" : ""}`} />}
          {words ? words.title : "Checking"}
        </Title>
        <StateLines />
      </div>
      {report?.state === "install_first" && <HomeScreenSteps hasAccount />}
      {report?.state === "blocked" && <BlockedPart />}
      {words?.key && (
        <div class="keys gap-5">
          <Key isMain isBusy={doing === "turning on"} onPress={() => void turnOn()}>
            {words.key}
          </Key>
        </div>
      )}
      {report && isOn(report.state) && <WhileOn device={report.device} />}
      <InstallPart />
      <OtherDevices thisId={report?.device?.id ?? null} />
    </Page>
  );
}

/** What may be done while reminders are on: try one, turn them off, and find out why one came late. */
function WhileOn({ device }: { device: Device | null }) {
  const { turnOff } = useReminders();
  return (
    <>
      {device && <TestPart device={device} key={device.id} />}
      <TextKey onPress={() => void turnOff()}>Turn reminders off on this device</TextKey>
      <ul class="rows gap-6">
        <li>
          <RowLink href="#/settings/late" name="When reminders come late" />
        </li>
      </ul>
    </>
  );
}

function StateLines() {
  const { me } = useMe();
  const { now, plan } = usePlan();
  const { report, doing } = useReminders();
  if (!report) return null;
  const means = meaningOf(report.state, capabilitiesHere());
  const again = report.isReconnected ? reconnectedWords(report.state) : null;
  const next = plan?.coming.find(({ shows, due_at }) => shows === "push" && due_at > now());
  return (
    <>
      {again && <p class="gap-3">{again}</p>}
      {report.device && <p class="gap-3">{deviceLine(report.device, me.zone, now())}</p>}
      {report.removedAt && <p class="gap-3">{removedLine(report.removedAt, me.zone, now())}</p>}
      {means && <p class="quiet gap-3">{means}</p>}
      {isOn(report.state) && next && <p class="quiet gap-3">The next step comes {deviceNext(next.due_at, me.zone, now())}.</p>}
      {doing === "turning on" && <p class="quiet gap-3">Waiting for the first reminder. Once you see it, you know they work.</p>}
      {report.problem && !doing && report.state !== "blocked" && <p class="notice gap-4">{report.problem}</p>}
      {!report.isChecked && !report.problem && !doing && <p class="notice gap-4">We could not ask the server just now.</p>}
    </>
  );
}
