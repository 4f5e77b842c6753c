/** A change before it is made: old and new dates of everything it moves. */
import { useEffect, useState } from "preact/hooks";
import { api } from "../api/client.ts";
import type { Change, Preview, Visit, VisitDraft } from "../api/types.ts";
import { Key } from "../components/keys.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { Sheet } from "../components/sheet.tsx";
import { useTask } from "../components/task.ts";
import { usePlan } from "../plan.tsx";
import { changeDates } from "./visit-words.ts";

interface PreviewSheetProps {
  visit: Visit;
  title: string;
  yes: string;
  no: string;
  edit: VisitDraft;
  onClose: () => void;
  onMade?: () => void;
}

export function PreviewSheet({ visit, title, yes, no, edit, onClose, onMade }: PreviewSheetProps) {
  const { refresh } = usePlan();
  const looking = useTask();
  const making = useTask();
  const [preview, setPreview] = useState<Preview | null>(null);
  useEffect(() => {
    void looking.run(async () => setPreview(await api.previewVisit(visit.id, edit)));
    // The sheet is made anew for every edit.
  }, []);
  const make = async () => {
    const went = await making.run(async () => {
      await api.changeVisit(visit.id, edit);
      await refresh();
    });
    if (!went) return;
    onClose();
    onMade?.();
  };
  return (
    <Sheet titleId="preview" onClose={onClose}>
      <p class="label">Preview. Nothing has moved yet</p>
      <h2 id="preview" class="now gap-2" tabIndex={-1}>
        {title}
      </h2>
      <ProblemNote problem={looking.problem ?? making.problem} />
      {preview && <Changes preview={preview} />}
      <p class="quiet small gap-4">This changes your reminders only. Your clinic does not see it.</p>
      <div class="keys gap-4">
        {!looking.problem && (
          <Key isMain isBusy={making.isBusy || !preview} onPress={() => void make()}>
            {yes}
          </Key>
        )}
        <Key onPress={onClose}>{no}</Key>
      </div>
    </Sheet>
  );
}

function Changes({ preview }: { preview: Preview }) {
  const moved = preview.changes.filter(({ what }) => what !== "stays");
  const stays = preview.changes.some(({ what }) => what === "stays");
  return (
    <div aria-live="polite">
      {preview.warnings.map((warning) => (
        <p class="notice gap-4" key={warning}>
          {warning}
        </p>
      ))}
      {moved.length ? <ChangeRows changes={moved} /> : <p class="gap-4">No reminder gets another date.</p>}
      {stays && moved.length > 0 && <p class="quiet small gap-3">All other reminders stay as they are.</p>}
    </div>
  );
}

function ChangeRows({ changes }: { changes: readonly Change[] }) {
  return (
    <ul class="rows gap-4">
      {changes.map((change, index) => (
        <li class="change" key={index}>
          <span>{change.title}</span>
          <ChangeDates change={change} />
        </li>
      ))}
    </ul>
  );
}

function ChangeDates({ change }: { change: Change }) {
  const { old, new: to } = changeDates(change);
  return (
    <span>
      {old && (
        <>
          <span class="unseen">from </span>
          <s>{old}</s>
        </>
      )}
      {to ? (
        <strong>
          <span class="unseen">to </span>
          {to}
        </strong>
      ) : (
        <strong>ends</strong>
      )}
    </span>
  );
}
