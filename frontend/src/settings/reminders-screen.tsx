/** Reminders on this device: their state in words, a test, and the other devices. */
import { useEffect, useState } from "preact/hooks";
import { browserMemory } from "../../sw/own-device.ts";
import { byAddress } from "../api/client.ts";
import { Key, RowLink, TextKey } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";
import { usePlan } from "../plan.tsx";
import { capabilitiesHere } from "../push/reminders.ts";
import type { Device } from "../push/state.ts";
import { useReminders } from "../reminders.tsx";
import { useMe } from "../session.ts";
import { BlockedPart } from "./blocked.tsx";
import { deviceLine, deviceNext } from "./device-words.ts";
import { HomeScreenSteps } from "./home-screen.tsx";
import { InstallPart } from "./install-part.tsx";
import { isOn, meaningOf, reconnectedWords, reminderWords } from "./reminder-words.ts";
import { TestPart } from "./test-part.tsx";

export function RemindersScreen() {
  const { report, doing, turnOn, turnOff } = useReminders();
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
      {report?.device && isOn(report.state) && <TestPart device={report.device} key={report.device.id} />}
      {report && isOn(report.state) && <TextKey onPress={() => void turnOff()}>Turn reminders off on this device</TextKey>}
      {report && isOn(report.state) && (
        <ul class="rows gap-6">
          <li>
            <RowLink href="#/settings/late" name="When reminders come late" />
          </li>
        </ul>
      )}
      <InstallPart />
      <OtherDevices thisId={report?.device?.id ?? null} />
    </Page>
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
      {means && <p class="quiet gap-3">{means}</p>}
      {isOn(report.state) && next && <p class="quiet gap-3">The next step comes {deviceNext(next.due_at, me.zone, now())}.</p>}
      {doing === "turning on" && <p class="quiet gap-3">Waiting for the first reminder. It says that reminders work.</p>}
      {report.problem && !doing && report.state !== "blocked" && <p class="notice gap-4">{report.problem}</p>}
      {!report.isChecked && !report.problem && !doing && <p class="notice gap-4">We could not ask the server just now.</p>}
    </>
  );
}

/** The device this browser is, or was until its notifications were blocked or its connection was lost. */
function useOwnDevice(thisId: string | null): string | null {
  const [kept, setKept] = useState<string | null>(null);
  useEffect(() => {
    browserMemory.ownDevice().then(setKept, (problem: unknown) => console.warn("This browser keeps nothing:", problem));
  }, [thisId]);
  return thisId ?? kept;
}

function OtherDevices({ thisId }: { thisId: string | null }) {
  const { me } = useMe();
  const { now } = usePlan();
  const task = useTask();
  const [devices, setDevices] = useState<Device[]>([]);
  const ownId = useOwnDevice(thisId);
  const load = () => task.run(async () => setDevices((await byAddress.get<{ devices: Device[] }>("/api/push/devices")).devices));
  useEffect(() => void load(), [thisId]);
  const remove = (id: string) =>
    task.run(async () => {
      await byAddress.delete(`/api/push/devices/${encodeURIComponent(id)}`);
      setDevices((await byAddress.get<{ devices: Device[] }>("/api/push/devices")).devices);
    });
  const others = devices.filter(({ id }) => id !== ownId);
  return (
    <section class="gap-6" aria-labelledby="others">
      <h2 id="others">Other devices</h2>
      <ProblemNote problem={task.problem} />
      {others.length === 0 && !task.problem && <p class="quiet gap-3">None.</p>}
      <ul class="rows gap-3">
        {others.map((device) => (
          <li class="row" key={device.id}>
            <span class="row-name">
              {device.label}
              <span class="label">{deviceLine(device, me.zone, now())}</span>
            </span>
            <TextKey onPress={() => void remove(device.id)}>
              Remove<span class="unseen"> {device.label}</span>
            </TextKey>
          </li>
        ))}
      </ul>
    </section>
  );
}
