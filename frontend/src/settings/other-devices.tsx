/** The patient's other devices: when each last showed something, and taking one away. */
import { useEffect, useState } from "preact/hooks";
import { memoryOf } from "../../sw/own-device.ts";
import { byAddress } from "../api/client.ts";
import type { Device } from "../api/types.ts";
import { TextKey } from "../components/keys.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";
import { ownerNow } from "../offline/owner.ts";
import { usePlan } from "../plan.tsx";
import { useMe } from "../session.ts";
import { deviceLine } from "./device-words.ts";

export function OtherDevices({ thisId }: { thisId: string | null }) {
  const { others, problem, remove } = useOtherDevices(thisId);
  return (
    <section class="gap-6" aria-labelledby="others">
      <h2 id="others">Other devices</h2>
      <ProblemNote problem={problem} />
      {others?.length === 0 && !problem && <p class="quiet gap-3">None.</p>}
      <ul class="rows gap-3">
        {others?.map((device) => (
          <DeviceRow key={device.id} device={device} onRemove={() => remove(device.id)} />
        ))}
      </ul>
    </section>
  );
}

/**
 * The device this browser is, or was until its notifications were blocked or its connection was lost; null: none.
 * Undefined until that is known: this device would stand among the others for a moment, with a key that removes it.
 */
function useOwnDevice(thisId: string | null): string | null | undefined {
  const [kept, setKept] = useState<string | null>();
  useEffect(() => {
    const keepsNothing = (problem: unknown) => {
      console.warn("This browser keeps nothing:", problem);
      setKept(null);
    };
    memoryOf(ownerNow()).ownDevice().then(setKept, keepsNothing);
  }, [thisId]);
  return thisId ?? kept;
}

function useOtherDevices(thisId: string | null) {
  const task = useTask();
  const [devices, setDevices] = useState<Device[]>();
  const ownId = useOwnDevice(thisId);
  const look = async () => setDevices((await byAddress.get<{ devices: Device[] }>("/api/push/devices")).devices);
  useEffect(() => void task.run(look), [thisId]);
  const remove = (id: string) =>
    void task.run(async () => {
      await byAddress.delete(`/api/push/devices/${encodeURIComponent(id)}`);
      await look();
    });
  const others = ownId === undefined ? undefined : devices?.filter(({ id }) => id !== ownId);
  return { others, problem: task.problem, remove };
}

function DeviceRow({ device, onRemove }: { device: Device; onRemove: () => void }) {
  const { me } = useMe();
  const { now } = usePlan();
  return (
    <li class="row">
      <span class="row-name">
        {device.label}
        <span class="label">{deviceLine(device, me.zone, now())}</span>
      </span>
      <TextKey onPress={onRemove}>
        Remove<span class="unseen"> {device.label}</span>
      </TextKey>
    </li>
  );
}
