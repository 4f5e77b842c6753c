/** The question that comes up when the phone is somewhere else. */
import { Key } from "../components/keys.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useMe } from "../session.ts";
import { zoneName } from "../words/dates.ts";
import { useMeEdit } from "./edit-me.ts";

/** "Move reminders, or keep home time?", asked once when the phone is somewhere else. */
export function ZoneQuestion() {
  const { me } = useMe();
  const { task, save } = useMeEdit();
  const there = me.zone_question;
  if (!there) return null;
  return (
    <section class="notice gap-5" aria-labelledby="zone-title">
      <h2 id="zone-title">Move reminders to {zoneName(there)}?</h2>
      <p class="quiet gap-2">This device seems to be there now. Clinic times stay as they are.</p>
      <div class="keys gap-3">
        <Key isBusy={task.isBusy} onPress={() => void save({ zone: there })}>
          Move them
        </Key>
        <Key isBusy={task.isBusy} onPress={() => void save({ keep_zone: true })}>
          Keep home time
        </Key>
      </div>
      <ProblemNote problem={task.problem} />
    </section>
  );
}
