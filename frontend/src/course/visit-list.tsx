/** The visits of a course, those that matter now first; the others are a tap away. */
import type { Course, Visit } from "../api/types.ts";
import { Icon } from "../components/icons.tsx";
import { RowLink } from "../components/keys.tsx";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { visitStateName } from "../words/ended.ts";
import { visitName } from "../words/names.ts";
import { sortedVisits } from "./course-words.ts";
import { visitWhen } from "./visit-words.ts";

export function VisitList({ course }: { course: Course }) {
  const { now } = usePlan();
  const { near, rest } = sortedVisits(course, now());
  return (
    <>
      <ul class="rows gap-3">
        {near.map((visit) => (
          <VisitRow key={visit.id} visit={visit} course={course} />
        ))}
        {course.state !== "closed" && (
          <li>
            <RowLink href={hrefTo("course", course.id, "add")} name="Add a visit" />
          </li>
        )}
      </ul>
      {rest.length > 0 && (
        <details class="gap-3">
          <summary>Behind you, or called off: {rest.length}</summary>
          <ul class="rows">
            {rest.map((visit) => (
              <VisitRow key={visit.id} visit={visit} course={course} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function VisitRow({ visit, course }: { visit: Visit; course: Course }) {
  const { now } = usePlan();
  return (
    <li>
      <a class="row" href={hrefTo("visit", visit.id)}>
        <span class="row-name">
          {visitName(visit)}, {visitWhen(visit, now())}
          <span class="label">
            {visitStateName(visit, course, now())}
            {visit.place && ". "}
            {visit.place && <bdi>{visit.place}</bdi>}
          </span>
        </span>
        <Icon name="forward" />
      </a>
    </li>
  );
}
