/** The pages of a course that are its patient's own, as rows; they are fetched now, to be read without a line. */
import { useEffect } from "preact/hooks";
import type { Course } from "../api/types.ts";
import { RowLink } from "../components/keys.tsx";
import { keepForLater } from "../review/kept.ts";
import { hrefTo } from "../router.ts";

const WORDS = {
  list: { name: "Your list for the clinic", label: "What you take, allergies, health. To show or print." },
  goal: { name: "Your goal", label: "How near it is, and from when a look is fair." },
  costs: { name: "What you paid", label: "The total, and what is left." },
};

export function CourseOwn({ course }: { course: Course }) {
  useEffect(() => keepForLater(course.id), [course.id]);
  return (
    <ul class="rows gap-5">
      <li>
        <RowLink href={hrefTo("course", course.id, "your-list")} {...WORDS.list} />
      </li>
      <li>
        <RowLink href={hrefTo("course", course.id, "goal")} {...WORDS.goal} />
      </li>
      <li>
        <RowLink href={hrefTo("course", course.id, "costs")} {...WORDS.costs} />
      </li>
    </ul>
  );
}
