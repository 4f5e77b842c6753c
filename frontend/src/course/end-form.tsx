/** "It ended at": the time a visit ended, on the clinic's clock; what that changes is shown before it is kept. */
import { useEffect, useState } from "preact/hooks";
import type { Visit, VisitDraft } from "../api/types.ts";
import { useChecking } from "../components/checking.ts";
import { errorAt } from "../components/errors.ts";
import { ErrorSummary, Field, Form } from "../components/form.tsx";
import { SubmitKey, TextKey } from "../components/keys.tsx";
import { useTypedForm } from "../offline/typed-form.ts";
import { instantOf, startParts, timeIn } from "../words/dates.ts";
import { visitName } from "../words/names.ts";
import { PreviewSheet } from "./preview-sheet.tsx";
import { assumedEnd } from "./visit-words.ts";

const NO_TIME = [{ field: "ended_at", sentence: "Enter the time it ended, such as 14:30." }];

export function EndForm({ visit, onDone: close }: { visit: Visit; onDone: () => void }) {
  const start = () => ({ time: timeIn(visit.zone, visit.ended_at ?? assumedEnd(visit)) });
  const { form: { time }, change, forget } = useTypedForm(`end-${visit.id}`, start);
  const onDone = () => {
    forget();
    close();
  };
  const [edit, setEdit] = useState<VisitDraft | null>(null);
  const { lines, passes } = useChecking(() => (time ? [] : NO_TIME), null, []);
  // It opens in place of the key that was pressed.
  useEffect(() => document.getElementById("ended_at")?.focus(), []);
  const look = () => {
    if (passes()) setEdit({ state: "ended", ended_at: instantOf(startParts(visit.start).on, time, visit.zone) });
  };
  return (
    <Form onSubmit={look}>
      <ErrorSummary lines={lines} />
      <EndField time={time} onInput={(time) => change({ time })} error={errorAt(lines, "ended_at")} />
      <SubmitKey gap={4}>See what changes</SubmitKey>
      <TextKey onPress={onDone}>Leave it</TextKey>
      {edit && <EndPreview visit={visit} time={time} edit={edit} onClose={() => setEdit(null)} onMade={onDone} />}
    </Form>
  );
}

interface EndPreviewProps {
  visit: Visit;
  time: string;
  edit: VisitDraft;
  onClose: () => void;
  onMade: () => void;
}

function EndPreview({ time, ...rest }: EndPreviewProps) {
  return <PreviewSheet {...rest} title={`${visitName(rest.visit)} ended at ${time}`} yes="Save the end" no="Leave it" />;
}

function EndField({ time, onInput, error }: { time: string; onInput: (time: string) => void; error: string | null }) {
  return (
    <Field
      id="ended_at"
      label="When did it end?"
      hint="Your after-care times count from then. About right is enough."
      type="time"
      isNarrow
      value={time}
      onInput={onInput}
      error={error}
    />
  );
}
