/** On Today, the questions that were not asked before the plan was made, until they were gone through. */
import { useEffect, useState } from "preact/hooks";
import type { Plan } from "../api/types.ts";
import { RowLink } from "../components/keys.tsx";
import { hrefTo } from "../router.ts";
import { putAwayCourses } from "../start/put-away.ts";

export function MoreQuestions({ plan }: { plan: Plan }) {
  const [away, setAway] = useState<readonly string[] | null>(null);
  useEffect(() => void putAwayCourses().then(setAway), []);
  const course = plan.courses.find(({ id, state, open_questions }) => state === "running" && open_questions.length > 0 && away?.includes(id) === false);
  // The step that asks for the same stands above it for its days.
  if (!course || plan.today.outstanding.some(({ what, visit_id }) => what === "list" && !visit_id)) return null;
  const count = course.open_questions.length;
  return (
    <ul class="rows gap-5">
      <li>
        <RowLink
          href={hrefTo("questions", course.id)}
          name="A few more questions"
          label={`${count} left. They make your reminders fit you. Skip what you like.`}
        />
      </li>
    </ul>
  );
}
