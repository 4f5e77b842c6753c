/** Where a tap on the test reminder leads. */
import { useEffect } from "preact/hooks";
import { KeyLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { useReminders } from "../reminders.tsx";

export function RemindersWorkScreen() {
  const { check } = useReminders();
  // The tap itself proves the device: ask how it stands now.
  useEffect(() => void check(), []);
  return (
    <Page name="Reminders" back={{ href: "#/settings/reminders", to: "Reminders" }}>
      <Title class="page with-dot">
        <i class="dot level-5 past" />
        The test arrived
      </Title>
      <p class="quiet gap-3">You tapped it, and it led you here. A real reminder leads to Today in the same way.</p>
      <div class="keys gap-5">
        <KeyLink isMain href="#/today">
          Go to Today
        </KeyLink>
      </div>
    </Page>
  );
}
