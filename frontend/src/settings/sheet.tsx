/** What the clinic's sheet says: every number of the course, with who set it. */
import { useEffect, useState } from "preact/hooks";
import { api } from "../api/client.ts";
import type { Course, Param, Plan } from "../api/types.ts";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";
import { orKept } from "../offline/last-known.ts";
import { areaName } from "../words/names.ts";
import { NumberForm } from "./number-form.tsx";
import { OWN, sheetGroups, sheetRows } from "./sheet-words.ts";
import type { SheetRow } from "./sheet-words.ts";

export function SheetScreen({ plan }: { plan: Plan }) {
  const task = useTask();
  const [params, setParams] = useState<Param[]>([]);
  const load = () => task.run(async () => setParams((await orKept("protocol", api.protocol)).params));
  useEffect(() => void load(), []);
  const courses = plan.courses.filter(({ state }) => state !== "closed");
  return (
    <Page name="Your sheet" back={{ href: "#/settings", to: "Settings" }}>
      <Title class="page">What your clinic's sheet says</Title>
      <p class="quiet gap-3">Your clinic's numbers come first. Copy them from its sheet; your dates follow.</p>
      <ProblemNote problem={task.problem} />
      {courses.map((course) => (
        <CourseNumbers key={course.id} course={course} params={params} isOnly={courses.length === 1} />
      ))}
    </Page>
  );
}

function CourseNumbers({ course, params, isOnly }: { course: Course; params: readonly Param[]; isOnly: boolean }) {
  const groups = sheetGroups(sheetRows(params, course));
  return (
    <section class="gap-5">
      {!isOnly && <h2>{areaName(course)}</h2>}
      {groups.map((group) => (
        <details key={group.name} open={group.name === OWN}>
          <summary>
            {group.name}: {group.rows.length}
          </summary>
          <NumberRows rows={group.rows} courseId={course.id} />
        </details>
      ))}
    </section>
  );
}

function NumberRows({ rows, courseId }: { rows: readonly SheetRow[]; courseId: string }) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <ul class="rows">
      {rows.map((row) => (
        <li key={row.param.id}>
          <NumberRow row={row} isOpen={open === row.param.id} onOpen={() => setOpen(open === row.param.id ? null : row.param.id)} />
          {open === row.param.id && <NumberForm row={row} courseId={courseId} onDone={() => setOpen(null)} />}
        </li>
      ))}
    </ul>
  );
}

function NumberRow({ row, isOpen, onOpen }: { row: SheetRow; isOpen: boolean; onOpen: () => void }) {
  return (
    <button type="button" class="row" aria-expanded={isOpen} onClick={onOpen}>
      <span class="row-name">
        {row.param.what}
        <span class="label">
          {row.setBy}
          {row.warning && `. ${row.warning}`}
        </span>
      </span>
      <span class="row-value">{row.said}</span>
    </button>
  );
}
