/** On Today, while the clinic has to be asked first: what waits, and one tap to let it go on. */
import type { Course, Plan } from "../api/types.ts";
import { Key } from "../components/keys.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";
import { queuePosts } from "../offline/queue.ts";
import { usePlan } from "../plan.tsx";
import { CallKey } from "../today/call-key.tsx";
import { nameAmong, phoneFor } from "../today/view.ts";

export const REACHED = "/api/diary/reached";

export function Held({ plan }: { plan: Plan }) {
  const held = plan.courses.filter(({ held_at }) => held_at);
  return (
    <>
      {held.map((course) => (
        <HeldCourse key={course.id} course={course} plan={plan} />
      ))}
    </>
  );
}

function HeldCourse({ course, plan }: { course: Course; plan: Plan }) {
  const { now } = usePlan();
  const task = useTask();
  const area = nameAmong(plan, course.id);
  const goOn = () => task.run(() => queuePosts([{ path: REACHED, body: { course_id: course.id, at: now() } }]));
  return (
    <section class="notice gap-5" aria-label="Waiting for your clinic">
      {area && <p class="label">{area}</p>}
      <p>
        <strong>Contact your clinic today about what you told us.</strong> Is it closed? Use your local urgent line. Until
        then, routine reminders and photos wait, and so does what may begin again. What helps you heal still rings.
      </p>
      <div class="keys stacked gap-3">
        <CallKey isMain label="Call your clinic" phone={phoneFor(plan, null, course.id)} />
        <Key isBusy={task.isBusy} onPress={() => void goOn()}>
          I reached them, or it is over
        </Key>
      </div>
      <ProblemNote problem={task.problem} />
    </section>
  );
}
