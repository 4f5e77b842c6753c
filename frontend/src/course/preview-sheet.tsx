/** A change before it is made: what moves, what was said, what is said again, and what it means. */
import { useEffect, useState } from "preact/hooks";
import { api } from "../api/client.ts";
import type { Preview, Visit, VisitDraft } from "../api/types.ts";
import { Key } from "../components/keys.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { Sheet } from "../components/sheet.tsx";
import { useTask } from "../components/task.ts";
import { usePlan } from "../plan.tsx";
import { startParts } from "../words/dates.ts";
import { PreviewFieldPair } from "./preview-field.tsx";
import { PreviewLists } from "./preview-lists.tsx";
import { gapSource } from "./preview-words.ts";
import type { Gap } from "./preview-words.ts";

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
  const { preview, problem } = usePreview(visit.id, edit);
  const making = useMaking(visit.id, edit, () => {
    onClose();
    onMade?.();
  });
  const isMove = edit.start !== undefined && edit.start !== visit.start;
  return (
    <Sheet titleId="preview" onClose={onClose}>
      <p class="label">Preview. Nothing has {isMove ? "moved" : "changed"} yet</p>
      <h2 id="preview" class="now gap-2" tabIndex={-1}>
        {title}
      </h2>
      <ProblemNote problem={problem ?? making.problem} />
      <div aria-live="polite" aria-busy={preview || problem ? undefined : "true"}>
        {preview && <PreviewWords preview={preview} visit={visit} edit={edit} />}
      </div>
      <div class="keys gap-4">
        {!problem && (
          <Key isMain isBusy={making.isBusy || !preview} onPress={making.make}>
            {yes}
          </Key>
        )}
        <Key onPress={onClose}>{no}</Key>
      </div>
    </Sheet>
  );
}

function usePreview(visitId: string, edit: VisitDraft) {
  const task = useTask();
  const [preview, setPreview] = useState<Preview | null>(null);
  useEffect(() => {
    void task.run(async () => setPreview(await api.previewVisit(visitId, edit)));
    // The sheet is made anew for every edit.
  }, []);
  return { preview, problem: task.problem };
}

function useMaking(visitId: string, edit: VisitDraft, onMade: () => void) {
  const { refresh } = usePlan();
  const task = useTask();
  const make = async () => {
    const went = await task.run(async () => {
      await api.changeVisit(visitId, edit);
      await refresh();
    });
    if (went) onMade();
  };
  return { problem: task.problem, isBusy: task.isBusy, make: () => void make() };
}

function PreviewWords({ preview, visit, edit }: { preview: Preview; visit: Visit; edit: VisitDraft }) {
  const to = edit.start ?? visit.start;
  return (
    <>
      {preview.warnings.map((warning) => (
        <p class="notice gap-4" key={warning}>
          {warning}
        </p>
      ))}
      {preview.ends.length > 0 && <EndedPauses texts={preview.ends} />}
      {preview.gaps.map((gap) => (
        <GapWords gap={gap} key={gap.text} />
      ))}
      {preview.gaps[0] && <GapSource gap={preview.gaps[0]} />}
      {preview.field && <PreviewFieldPair field={preview.field} was={startParts(visit.start).on} to={startParts(to).on} />}
      <PreviewLists preview={preview} />
      <p class="quiet small gap-4">
        Your forms, lists and answers stay. This changes your reminders only. Your clinic does not see it.
      </p>
    </>
  );
}

function GapWords({ gap }: { gap: Gap }) {
  return (
    <p class={gap.is_short ? "notice gap-3" : "quiet gap-3"}>
      {gap.text}
      {gap.means && ` ${gap.means}`}
    </p>
  );
}

function GapSource({ gap }: { gap: Gap }) {
  return (
    <details>
      <summary>Where this number comes from</summary>
      <p class="quiet small">{gapSource(gap)}</p>
    </details>
  );
}

function EndedPauses({ texts }: { texts: readonly string[] }) {
  return (
    <section class="gap-4">
      <h3>This no longer holds</h3>
      <ul class="points gap-2">
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
