/** On Today, one line when reminders do not reach this device, or did not until now, and the way to see more. */
import { RowLink } from "../components/keys.tsx";
import { useReminders } from "../reminders.tsx";
import { reconnectedWords, reminderWords } from "../settings/reminder-words.ts";

export function ReminderNote() {
  const { report } = useReminders();
  const again = report?.isReconnected ? reconnectedWords(report.state) : null;
  const words = again ?? (report?.isChecked ? reminderWords(report.state).onToday : null);
  if (!words) return null;
  const way = again || !report ? undefined : (reminderWords(report.state).key ?? "See what to do");
  return (
    <ul class="rows gap-5">
      <li>
        <RowLink href="#/settings/reminders" name={words} label={way} />
      </li>
    </ul>
  );
}
