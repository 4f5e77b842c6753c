/** On Today, on the days the diary asks: the way to write down what is seen and felt. */
import type { Plan } from "../api/types.ts";
import { RowLink } from "../components/keys.tsx";
import { usePlan } from "../plan.tsx";
import { isAsking } from "./offered.ts";
import { useDiary } from "./use-diary.ts";

export function DiaryAsks({ plan }: { plan: Plan }) {
  const { now } = usePlan();
  const { diary, unsent } = useDiary();
  if (!diary || unsent.length > 0 || !isAsking(diary, now(), plan)) return null;
  return (
    <ul class="rows gap-5">
      <li>
        <RowLink href="#/worry" name="How does the area look and feel today?" label="Write it down in a few taps. We say how soon to ask." />
      </li>
    </ul>
  );
}
