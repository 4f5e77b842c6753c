/** The screens under Settings, by name. */
import type { ComponentChildren } from "preact";
import type { Plan } from "../api/types.ts";
import { WhileOffline } from "../offline/saved-note.tsx";
import { usePlan } from "../plan.tsx";
import type { Route } from "../router.ts";
import { AccountScreen } from "./account.tsx";
import { EmergencyScreen } from "./emergency.tsx";
import { FactsScreen } from "./facts.tsx";
import { LateScreen } from "./late.tsx";
import { LockScreenScreen } from "./lock-screen.tsx";
import { RemindersScreen } from "./reminders-screen.tsx";
import { RemindersWorkScreen } from "./reminders-work.tsx";
import { SettingsScreen } from "./settings.tsx";
import { SheetScreen } from "./sheet.tsx";
import { TimesScreen } from "./times.tsx";
import { ZoneScreen } from "./zone.tsx";

type SettingsName = Extract<
  Route["screen"],
  "settings" | "reminders" | "reminders-work" | "late" | "times" | "lock-screen" | "zone" | "emergency" | "sheet" | "facts" | "account"
>;

export function SettingsPart({ screen, plan }: { screen: SettingsName; plan: Plan }) {
  return (
    <ReadOnlyOffline isLocked={screen !== "settings"}>
      <SettingsScreenNamed screen={screen} plan={plan} />
    </ReadOnlyOffline>
  );
}

/** Without a line settings can be read; what cannot be saved cannot be changed either. Signing out needs no line. */
function ReadOnlyOffline({ isLocked, children }: { isLocked: boolean; children: ComponentChildren }) {
  const { reach } = usePlan();
  return (
    <WhileOffline.Provider value="You can read your settings, and change them once you are online.">
      <fieldset class="whole" disabled={isLocked && reach === "offline"}>
        {children}
      </fieldset>
    </WhileOffline.Provider>
  );
}

function SettingsScreenNamed({ screen, plan }: { screen: SettingsName; plan: Plan }) {
  switch (screen) {
    case "settings":
      return <SettingsScreen plan={plan} />;
    case "reminders":
      return <RemindersScreen />;
    case "reminders-work":
      return <RemindersWorkScreen />;
    case "late":
      return <LateScreen />;
    case "times":
      return <TimesScreen />;
    case "lock-screen":
      return <LockScreenScreen />;
    case "zone":
      return <ZoneScreen />;
    case "emergency":
      return <EmergencyScreen plan={plan} />;
    case "sheet":
      return <SheetScreen plan={plan} />;
    case "facts":
      return <FactsScreen plan={plan} />;
    case "account":
      return <AccountScreen />;
  }
}
