/** The switch for being outside: while it is on, sunscreen top-ups may ring. */
import type { Plan } from "../api/types.ts";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";
import { usePlan } from "../plan.tsx";
import { sendAnswers } from "./acting.ts";
import { outsideCourse } from "./outside-course.ts";

export function OutsideSwitch({ plan }: { plan: Plan }) {
  const { refresh, now } = usePlan();
  const task = useTask();
  const course = outsideCourse(plan);
  if (!course) return null;
  const isSaid = course.facts["outside"] === true;
  // The switch follows the finger at once, and goes back if the answer does not get through.
  const isOutside = task.isBusy ? !isSaid : isSaid;
  const change = () =>
    task.run(async () => {
      await sendAnswers(course.id, [{ question: "outside", value: !isSaid }], now());
      await refresh();
    });
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
