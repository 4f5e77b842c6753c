/** Changing one number of the course. */
import { useMemo, useState } from "preact/hooks";
import { api } from "../api/client.ts";
import type { FieldProblem } from "../api/problem.ts";
import { errorAt, summaryOf } from "../components/errors.ts";
import { Choice, ErrorSummary, Field, Form } from "../components/form.tsx";
import { Key, TextKey } from "../components/keys.tsx";
import { useTask } from "../components/task.ts";
import { usePlan } from "../plan.tsx";
import { amount } from "../words/names.ts";
import { numberProblems } from "./sheet-words.ts";
import type { SheetRow } from "./sheet-words.ts";

export function NumberForm({ row, courseId, onDone }: { row: SheetRow; courseId: string; onDone: () => void }) {
  const { refresh } = usePlan();
  const task = useTask();
  const [value, setValue] = useState(String(row.value));
  const [setBy, setSetBy] = useState<"clinic" | "patient" | null>(null);
  const [found, setFound] = useState<FieldProblem[]>([]);
  const lines = useMemo(() => summaryOf(found, task.problem, ["value"]), [found, task.problem]);
  const send = async (work: () => Promise<unknown>) => {
    const went = await task.run(async () => {
      await work();
      await refresh();
    });
    if (went) onDone();
  };
  const save = () => {
    const problems = numberProblems(value, setBy);
    setFound(problems);
    if (!problems.length && setBy) void send(() => api.setValue(courseId, row.param.id, Number(value), setBy));
  };
  const { low, high, unit, note } = row.param;
  return (
    <Form onSubmit={save}>
      <ErrorSummary lines={lines} />
      {note && <p class="quiet small">{note}</p>}
      <div class="gap-3">
        <Field
          id="value"
          label={row.param.what}
          hint={`Clinics say ${low} to ${amount(high, unit)}.`}
          inputMode="numeric"
          isNarrow
          value={value}
          onInput={setValue}
          error={errorAt(lines, "value")}
        />
      </div>
      <div class="gap-4">
        <Choice
          id="set-by"
          legend="Who says so?"
          isLegendSeen
          options={[
            { value: "clinic", label: "My clinic" },
            { value: "patient", label: "I chose it" },
          ]}
          chosen={setBy}
          onChoose={setSetBy}
          error={errorAt(lines, "set-by")}
        />
      </div>
      <div class="keys gap-4">
        <Key submits isMain isBusy={task.isBusy}>
          Save
        </Key>
      </div>
      <div class="text-keys gap-2">
        {row.isOwn && (
          <TextKey onPress={() => void send(() => api.dropValue(courseId, row.param.id))}>Back to the usual value</TextKey>
        )}
        <TextKey onPress={onDone}>Leave it</TextKey>
      </div>
    </Form>
  );
}
