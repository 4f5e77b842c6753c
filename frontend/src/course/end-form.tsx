/** "It ended at": the time a visit ended, on the clinic's clock. */
import { useState } from "preact/hooks";
import { api } from "../api/client.ts";
import type { Visit } from "../api/types.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import { ErrorSummary, Field, Form } from "../components/form.tsx";
import { Key, TextKey } from "../components/keys.tsx";
import { useTask } from "../components/task.ts";
import { usePlan } from "../plan.tsx";
import { instantOf, startParts, timeIn } from "../words/dates.ts";
import { assumedEnd } from "./visit-words.ts";

const NO_TIME = [{ field: "ended_at", sentence: "Enter the time it ended, such as 14:30." }];

export function EndForm({ visit, onDone }: { visit: Visit; onDone: () => void }) {
  const { refresh } = usePlan();
  const task = useTask();
  const [time, setTime] = useState(timeIn(visit.zone, visit.ended_at ?? assumedEnd(visit)));
  const { lines, passes } = useChecking(() => (time ? [] : NO_TIME), task.problem, ["ended_at"]);
  const save = async () => {
    if (!passes()) return;
    const ended_at = instantOf(startParts(visit.start).on, time, visit.zone);
    if (await task.run(() => api.changeVisit(visit.id, { state: "ended", ended_at }).then(refresh))) onDone();
  };
  return (
    <Form onSubmit={() => void save()}>
      <ErrorSummary lines={lines} />
      <Field
        id="ended_at"
        label="When did it end?"
        hint="Your after-care times count from then. About right is enough."
        type="time"
        isNarrow
        value={time}
        onInput={setTime}
        error={errorAt(lines, "ended_at")}
      />
      <div class="keys gap-4">
        <Key submits isMain isBusy={task.isBusy}>
          Save the end
        </Key>
      </div>
      <TextKey onPress={onDone}>Leave it</TextKey>
    </Form>
  );
}
