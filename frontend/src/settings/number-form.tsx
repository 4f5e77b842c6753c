/** Changing one number of the course. */
import { api } from "../api/client.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import type { SummaryLine } from "../components/errors.ts";
import { Choice, ErrorSummary, Field, Form } from "../components/form.tsx";
import { useFocusBack } from "../components/focus.ts";
import { SubmitKey, TextKey } from "../components/keys.tsx";
import { useTask } from "../components/task.ts";
import { useTypedForm } from "../offline/typed-form.ts";
import { usePlan } from "../plan.tsx";
import { amount } from "../words/names.ts";
import { numberProblems } from "./sheet-words.ts";
import type { SetBy, SheetRow } from "./sheet-words.ts";

interface TypedNumber {
  value: string;
  setBy: SetBy | null;
}

export function NumberForm({ row, courseId, onDone: close }: { row: SheetRow; courseId: string; onDone: () => void }) {
  useFocusBack();
  const { refresh } = usePlan();
  const task = useTask();
  const start = () => ({ value: String(row.value), setBy: null });
  const { form: { value, setBy }, change, forget } = useTypedForm<TypedNumber>(`number ${courseId} ${row.param.id}`, start);
  const { lines, passes } = useChecking(() => numberProblems(value, setBy), task.problem, ["value"]);
  const onDone = () => {
    forget();
    close();
  };
  const send = async (work: () => Promise<unknown>) => {
    if (await task.run(() => work().then(refresh))) onDone();
  };
  const save = () => {
    if (passes() && setBy) void send(() => api.setValue(courseId, row.param.id, Number(value), setBy));
  };
  return (
    <Form onSubmit={save}>
      <ErrorSummary lines={lines} />
      <NumberField row={row} value={value} onInput={(value) => change({ value })} lines={lines} />
      <WhoSaysSo chosen={setBy} onChoose={(setBy) => change({ setBy })} lines={lines} />
      <SubmitKey gap={4} isBusy={task.isBusy}>Save</SubmitKey>
      <div class="text-keys gap-2">
        {row.isOwn && <TextKey onPress={() => void send(() => api.dropValue(courseId, row.param.id))}>Back to the usual value</TextKey>}
        <TextKey onPress={onDone}>Leave it</TextKey>
      </div>
    </Form>
  );
}

interface NumberFieldProps {
  row: SheetRow;
  value: string;
  onInput: (value: string) => void;
  lines: readonly SummaryLine[];
}

function NumberField({ row, value, onInput, lines }: NumberFieldProps) {
  const { what, low, high, unit, note } = row.param;
  return (
    <>
      {note && <p class="quiet small gap-3">{note}</p>}
      <div class="gap-3">
        <Field
          id="value"
          label={what}
          hint={`Clinics say ${low} to ${amount(high, unit)}.`}
          inputMode="numeric"
          isNarrow
          value={value}
          onInput={onInput}
          error={errorAt(lines, "value")}
        />
      </div>
    </>
  );
}

interface WhoSaysSoProps {
  chosen: SetBy | null;
  onChoose: (setBy: SetBy) => void;
  lines: readonly SummaryLine[];
}

function WhoSaysSo({ chosen, onChoose, lines }: WhoSaysSoProps) {
  return (
    <div class="gap-4">
      <Choice<SetBy>
        id="set-by"
        legend="Who says so?"
        isLegendSeen
        options={[
          { value: "clinic", label: "My clinic" },
          { value: "patient", label: "I chose it" },
        ]}
        chosen={chosen}
        onChoose={onChoose}
        error={errorAt(lines, "set-by")}
      />
    </div>
  );
}
