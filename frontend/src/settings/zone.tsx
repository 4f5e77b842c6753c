/** The time zone that reminders follow. */
import { Key } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { ZoneField } from "../components/zone-field.tsx";
import { zoneHere } from "../push/subscription.ts";
import { useMe } from "../session.ts";
import { zoneName } from "../words/dates.ts";
import { useMeEdit } from "./edit-me.ts";
import { ZoneQuestion } from "./zone-question.tsx";

export function ZoneScreen() {
  const { me } = useMe();
  const { task, save } = useMeEdit();
  const here = zoneHere();
  return (
    <Page name="Time zone" back={{ href: "#/settings", to: "Settings" }}>
      <Title class="page">Time zone</Title>
      <p class="quiet gap-3">Reminders follow this zone. The times of your visits always follow the clinic's.</p>
      <ZoneQuestion />
      <div class="gap-5">
        <ZoneField id="zone" label="Reminders follow" value={me.zone} onInput={(zone) => void save({ zone })} />
      </div>
      {here !== me.zone && !me.zone_question && (
        <div class="keys gap-4">
          <Key isBusy={task.isBusy} onPress={() => void save({ zone: here })}>
            Use {zoneName(here)}, where this device is
          </Key>
        </div>
      )}
      <ProblemNote problem={task.problem} />
    </Page>
  );
}
