/** Today: which day it is for the skin, and the one thing to do. */
import { useState } from "preact/hooks";
import type { Plan } from "../api/types.ts";
import { AfterPaint } from "../components/after-paint.tsx";
import { RowLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { usePlan } from "../plan.tsx";
import { ZoneQuestion } from "../settings/zone-question.tsx";
import { useActing } from "./acting.ts";
import { AlsoNow, ComingSoon, LaterToday, Settled } from "./lists.tsx";
import { MoreQuestions } from "./more-questions.tsx";
import { Notices } from "./notices.tsx";
import { Now } from "./now.tsx";
import { OutsideSwitch } from "./outside.tsx";
import { ReminderNote } from "./reminder-note.tsx";
import { useSeen } from "./seen.ts";
import { viewOf } from "./view.ts";
import type { TodayView } from "./view.ts";
import { WeekStrip } from "./week-strip.tsx";

export function TodayScreen({ plan }: { plan: Plan }) {
  const { now, reach } = usePlan();
  const [chosen, setChosen] = useState<string | null>(null);
  const acting = useActing();
  useSeen(plan.today.outstanding, reach === "fresh");
  const view = viewOf(plan, now(), chosen);
  return (
    <Page name="Today">
      {view.label && <p class="label">{view.label}</p>}
      <Title class={view.isLongTitle ? "dial long gap-2" : "dial gap-2"}>{view.title}</Title>
      <WeekStrip view={view} plan={plan} />
      <p class="unseen" role="status">
        {acting.said}
      </p>
      {view.now ? <Now item={view.now} plan={plan} acting={acting} isNext={acting.said !== ""} /> : <End view={view} />}
      <AfterPaint>
        <ProblemNote problem={acting.task.problem} />
        <AlsoNow items={view.also} onChoose={setChosen} />
        <Notices plan={plan} />
        <ZoneQuestion />
        <MoreQuestions plan={plan} />
        <LaterToday plan={plan} />
        <Settled plan={plan} acting={acting} />
        <ComingSoon plan={plan} />
        <div class="to-foot">
          <ul class="rows">
            <li>
              <RowLink href="#/worry" name="Something worries me" />
            </li>
            <ReminderNote />
          </ul>
          <OutsideSwitch plan={plan} />
        </div>
      </AfterPaint>
    </Page>
  );
}

function End({ view }: { view: TodayView }) {
  return (
    <section class="gap-6 arrives" aria-labelledby="now-title">
      <h2 class="now" id="now-title" tabIndex={-1}>
        {view.ending?.title}
      </h2>
      {view.ending?.next && (
        <>
          <p class="label gap-4">Next</p>
          <p>{view.ending.next}</p>
        </>
      )}
    </section>
  );
}
