/** A new version of the plan: that there is one, what it would change, and the choice to use it or not. */
import { useEffect, useState } from "preact/hooks";
import { byAddress } from "../api/client.ts";
import type { Course, NewVersion } from "../api/types.ts";
import { Key } from "../components/keys.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { Sheet } from "../components/sheet.tsx";
import { useTask } from "../components/task.ts";
import { usePlan } from "../plan.tsx";
import { changesNothing, keptLine, numberLine, otherLines, wordLine } from "./new-version-words.ts";
import { PreviewLists } from "./preview-lists.tsx";

const addressOf = (course: Course) => `/api/courses/${encodeURIComponent(course.id)}/new-version`;

export function NewVersionRow({ course }: { course: Course }) {
  const [version, setVersion] = useState<NewVersion | null>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const asked = byAddress.get<{ offer: NewVersion | null }>(addressOf(course));
    asked.then(({ offer }) => setVersion(offer), (problem: unknown) => console.warn("No new version was heard of:", problem));
  }, [course.id, course.protocol_version]);
  if (!version) return null;
  return (
    <>
      <ul class="rows gap-5">
        <li>
          <button type="button" class="row" onClick={() => setOpen(true)}>
            <span class="row-name">
              Your plan has a new version
              <span class="label">Nothing changes before you have seen it.</span>
            </span>
          </button>
        </li>
      </ul>
      {isOpen && <VersionSheet course={course} version={version} onClose={() => setOpen(false)} onAnswered={() => setVersion(null)} />}
    </>
  );
}

interface VersionSheetProps {
  course: Course;
  version: NewVersion;
  onClose: () => void;
  onAnswered: () => void;
}

function VersionSheet({ course, version, onClose, onAnswered }: VersionSheetProps) {
  const { refresh } = usePlan();
  const task = useTask();
  const answer = async (takes: boolean) => {
    const went = await task.run(async () => {
      await byAddress.post(addressOf(course), { id: version.id, takes });
      if (takes) await refresh();
    });
    if (went) onAnswered();
  };
  return (
    <Sheet titleId="new-version" onClose={onClose}>
      <p class="label">Nothing has changed yet</p>
      <h2 id="new-version" class="now gap-2" tabIndex={-1}>
        What the new version changes
      </h2>
      <ProblemNote problem={task.problem} />
      <Changes version={version} />
      <p class="quiet small gap-4">Your answers, visits and photos stay. What was done stays done. Not sure? Ask your clinic first.</p>
      <div class="keys gap-4">
        <Key isMain isBusy={task.isBusy} onPress={() => void answer(true)}>
          Use it
        </Key>
        <Key isBusy={task.isBusy} onPress={() => void answer(false)}>
          Keep mine
        </Key>
      </div>
    </Sheet>
  );
}

function Changes({ version }: { version: NewVersion }) {
  const { changes } = version;
  return (
    <>
      {changesNothing(version) && <p class="gap-4">Nothing changes for you as your plan stands now.</p>}
      {changes.length > 0 && <PreviewLists preview={{ changes, visits: [], gaps: [], ends: [], warnings: [], field: null }} />}
      <Points heading="Numbers" lines={[...version.numbers.map((one) => [one.what, numberLine(one)] as const), ...keptPoints(version)]} />
      <Words version={version} />
      <Points heading="Also" lines={otherLines(version).map((line) => ["", line] as const)} />
    </>
  );
}

function keptPoints(version: NewVersion) {
  return version.kept.map((one) => [one.what, keptLine(one)] as const);
}

function Points({ heading, lines }: { heading: string; lines: readonly (readonly [string, string])[] }) {
  if (lines.length === 0) return null;
  return (
    <section class="gap-4">
      <h3>{heading}</h3>
      <ul class="points gap-2">
        {lines.map(([what, line]) => (
          <li key={what + line}>
            {what && <strong>{what}: </strong>}
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Words({ version }: { version: NewVersion }) {
  if (version.words.length === 0) return null;
  return (
    <section class="gap-4">
      <h3>Other words</h3>
      <ul class="points gap-2">
        {version.words.map(wordLine).map((line) => (
          <li key={line.title}>
            <strong>{line.title}</strong>
            {line.old && (
              <>
                <br />
                <span class="unseen">from </span>
                <s>{line.old}</s>
              </>
            )}
            <br />
            <span class="unseen">to </span>
            {line.new}
          </li>
        ))}
      </ul>
    </section>
  );
}
