/** On Today, one line when reminders do not reach this device, and the way to change that. */
import { RowLink } from "../components/keys.tsx";
import { useReminders } from "../reminders.tsx";
import { reminderWords } from "../settings/reminder-words.ts";

export function ReminderNote() {
  const { report } = useReminders();
  const words = report?.isChecked ? reminderWords(report.state).onToday : null;
  if (!words) return null;
  return (
    <li>
      <RowLink href="#/settings/reminders" name={words} />
    </li>
  );
}
