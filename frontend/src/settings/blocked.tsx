/** How a patient takes back a "no" to notifications, in this very browser. */
import { Key } from "../components/keys.tsx";
import { capabilitiesHere } from "../push/device.ts";
import { unblockSteps } from "../push/unblock.ts";
import { useReminders } from "../reminders.tsx";

export function BlockedPart() {
  const { doing, check } = useReminders();
  return (
    <>
      <ol class="steps gap-4">
        {unblockSteps(navigator, capabilitiesHere().isStandalone).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div class="keys gap-5">
        <Key isMain isBusy={doing === "checking"} onPress={() => void check()}>
          Look again
        </Key>
      </div>
    </>
  );
}
