/** The screens under Settings, by name. */
import type { Plan } from "../api/types.ts";
import type { Route } from "../router.ts";
import { AccountScreen } from "./account.tsx";
import { FactsScreen } from "./facts.tsx";
import { LockScreenScreen } from "./lock-screen.tsx";
import { RemindersScreen } from "./reminders-screen.tsx";
import { SettingsScreen } from "./settings.tsx";
import { SheetScreen } from "./sheet.tsx";
import { TimesScreen } from "./times.tsx";
import { ZoneScreen } from "./zone.tsx";

type SettingsName = Extract<
  Route["screen"],
  "settings" | "reminders" | "times" | "lock-screen" | "zone" | "sheet" | "facts" | "account"
>;

export function SettingsPart({ screen, plan }: { screen: SettingsName; plan: Plan }) {
  switch (screen) {
    case "settings":
      return <SettingsScreen plan={plan} />;
    case "reminders":
      return <RemindersScreen />;
    case "times":
      return <TimesScreen />;
    case "lock-screen":
      return <LockScreenScreen />;
    case "zone":
      return <ZoneScreen />;
    case "sheet":
      return <SheetScreen plan={plan} />;
    case "facts":
      return <FactsScreen plan={plan} />;
    case "account":
      return <AccountScreen />;
  }
}
