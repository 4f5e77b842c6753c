/** The switch for being outside: while it is on, sunscreen top-ups may ring. */
import type { Plan } from "../api/types.ts";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";
import { queuePosts } from "../offline/queue.ts";
import { usePlan } from "../plan.tsx";
import { answerPosts } from "./acting.ts";
import { outsideSwitch } from "./outside-switch.ts";

export function OutsideSwitch({ plan }: { plan: Plan }) {
  const { now } = usePlan();
  const task = useTask();
  const found = outsideSwitch(plan);
  if (!found) return null;
  const isOutside = found.is_on;
  const change = () =>
    task.run(() => queuePosts(answerPosts(found.course_id, [{ question: "outside", value: !isOutside }], now())));
  return (
    <>
      <label class="row gap-3">
        <span class="row-name">
          I am outside
          <span class="label">{isOutside ? "We will say when it is time to top up." : "Turn on for top-up reminders in the weeks after a session."}</span>
        </span>
        <input type="checkbox" role="switch" class="switch" checked={isOutside} onChange={() => void change()} />
      </label>
      <ProblemNote problem={task.problem} />
    </>
  );
}
