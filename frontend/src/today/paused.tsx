/** On Today, that a course is paused: whoever forgets it would wait for reminders that do not come. */
import type { Plan } from "../api/types.ts";
import { RowLink } from "../components/keys.tsx";
import { pausesOf } from "./pauses.ts";

export function Paused({ plan, isEnd }: { plan: Plan; isEnd: boolean }) {
  const titles = pausesOf(plan, isEnd);
  if (titles.length === 0) return null;
  return (
    <ul class="rows gap-5">
      {titles.map((title) => (
        <li key={title}>
          <RowLink href="#/course" name={title} label="Only steps for healing go on. To go on with it, open Course." />
        </li>
      ))}
    </ul>
  );
}
