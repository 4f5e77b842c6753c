/** A test reminder: sent, seen, and tapped. */
import { useEffect, useState } from "preact/hooks";
import { byAddress } from "../api/client.ts";
import type { Device } from "../api/types.ts";
import { Key } from "../components/keys.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";
import { useReminders } from "../reminders.tsx";

type Stage = "ready" | "sent" | "seen" | "unseen";

const LOOK_MS = 2_000;
const LOOKS = 30;

const SAYS: Record<Stage, string> = {
  ready: "",
  sent: "Sent. When it shows, tap it. It leads to a page that says it arrived.",
  seen: "It is on this device now. Tap it, and see where it leads.",
  unseen: "Nothing was seen here within a minute. It may still come.",
};

export function TestPart({ device }: { device: Device }) {
  const { check } = useReminders();
  const task = useTask();
  const [stage, setStage] = useState<Stage>("ready");
  useEffect(() => (stage === "sent" ? lookFor(device, setStage) : undefined), [stage]);
  useEffect(() => {
    if (stage === "seen") void check();
  }, [stage]);
  const send = async () => {
    setStage("ready");
    if (await task.run(() => byAddress.post<Device>(`/api/push/devices/${device.id}/test`, {}))) setStage("sent");
  };
  return (
    <>
      <div class="keys gap-5">
        <Key isBusy={task.isBusy || stage === "sent"} onPress={() => void send()}>
          {stage === "ready" ? "Send me one now" : stage === "sent" ? "Waiting for your tap" : "Send another"}
        </Key>
      </div>
      <p role="status" class={SAYS[stage] ? "quiet small gap-2" : "unseen"}>
        {SAYS[stage]}
      </p>
      <ProblemNote problem={task.problem} />
    </>
  );
}

/** Asks for a minute whether the device has shown something since; returns how to stop. */
function lookFor(before: Device, found: (stage: Stage) => void): () => void {
  let looks = 0;
  const timer = setInterval(async () => {
    looks += 1;
    const isLast = looks >= LOOKS;
    try {
      const { devices } = await byAddress.get<{ devices: Device[] }>("/api/push/devices");
      const now = devices.find(({ id }) => id === before.id);
      if (now && now.last_shown_at !== before.last_shown_at) return found("seen");
    } catch (problem) {
      console.warn("No answer about the test:", problem); // the next look is two seconds away
    }
    if (isLast) found("unseen");
  }, LOOK_MS);
  return () => clearInterval(timer);
}
