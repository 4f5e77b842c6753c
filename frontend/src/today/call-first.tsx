/** On Today, after a yes in the check before a session: the clinic's number, until they were called. */
import type { Plan, Visit } from "../api/types.ts";
import { Key } from "../components/keys.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";
import { queuePosts } from "../offline/queue.ts";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { longDay } from "../words/dates.ts";
import { answerPosts } from "./acting.ts";
import { CallKey } from "./call-key.tsx";
import { callsFirst } from "./calls.ts";
import { phoneFor } from "./view.ts";

export function CallFirst({ plan }: { plan: Plan }) {
  const { now } = usePlan();
  return (
    <>
      {callsFirst(plan, now()).map((visit) => (
        <CallAbout key={visit.id} visit={visit} plan={plan} />
      ))}
    </>
  );
}

function CallAbout({ visit, plan }: { visit: Visit; plan: Plan }) {
  const { now } = usePlan();
  const task = useTask();
  const called = [{ question: "safety_check", value: "called" }];
  const note = () => task.run(() => queuePosts(answerPosts(visit.course_id, called, now(), { visit_id: visit.id })));
  return (
    <section class="notice gap-5" aria-label="Before your session">
      <p>
        <strong>Call your clinic before you come.</strong> You said that something is up before {longDay(visit.start.slice(0, 10))}. Only your
        clinic can decide what happens then.
      </p>
      <div class="keys stacked gap-3">
        <CallKey isMain label="Call your clinic" phone={visit.phone.trim() || phoneFor(plan, null, visit.course_id)} />
        <Key isBusy={task.isBusy} onPress={() => void note()}>
          I have called them
        </Key>
      </div>
      <a class="text-key gap-2" href={hrefTo("visit", visit.id, "change")}>
        Move the session
      </a>
      <ProblemNote problem={task.problem} />
    </section>
  );
}
