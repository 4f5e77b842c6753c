/** Today: which day it is for the skin, and the one thing to do. */
import { useState } from "preact/hooks";
import type { Course, Item, Plan } from "../api/types.ts";
import { AfterPaint } from "../components/after-paint.tsx";
import { TextKey } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { fetched } from "../fetched.tsx";
import { usePlan } from "../plan.tsx";
import { useActing } from "./acting.ts";
import type { Acting } from "./acting.ts";
import { End } from "./end.tsx";
import { AlsoNow } from "./also.tsx";
import { Now } from "./now.tsx";
import { OftenSeen } from "./often-seen.tsx";
import { useSeen } from "./seen.ts";
import { viewOf } from "./view.ts";
import type { TodayView } from "./view.ts";
import { WeekStrip } from "./week-strip.tsx";

const PhaseBand = fetched(async () => (await import("./phase-band.tsx")).PhaseBand, "band-place");
const Below = fetched(async () => (await import("./below.tsx")).Below, "");
const ClinicFirst = fetched(async () => (await import("./asked-first.tsx")).ClinicFirst, "");

export function TodayScreen({ plan }: { plan: Plan }) {
  const { now, reach } = usePlan();
  const [chosen, setChosen] = useState<string | null>(null);
  const acting = useActing();
  useSeen(plan.today.outstanding, reach === "fresh");
  const view = viewOf(plan, now(), chosen);
  const { healing } = plan.today;
  // What the reader pressed is gone from the screen: the focus follows to what came of it.
  const isNext = acting.said !== "" || chosen !== null;
  return (
    <Page name="Today">
      <DayHead view={view} plan={plan} />
      <div class="day-steps">
        <DoneLine acting={acting} onChoose={setChosen} />
        {plan.courses.some(asksClinic) && <ClinicFirst plan={plan} />}
        {view.now && <Now item={view.now} plan={plan} acting={acting} isNext={isNext} />}
        {view.ending && <End ending={view.ending} isNext={isNext} />}
        <ProblemNote problem={acting.task.problem} />
        {healing && <OftenSeen healing={healing} todayOn={view.todayOn} />}
        <AfterPaint>
          <AlsoNow items={view.also} plan={plan} onChoose={setChosen} />
          <Below plan={plan} acting={acting} isEnd={!view.now} />
        </AfterPaint>
      </div>
    </Page>
  );
}

/** What day it is: in words, in the week, and for the healing skin. */
function DayHead({ view, plan }: { view: TodayView; plan: Plan }) {
  const { healing } = plan.today;
  return (
    <div class="day-head">
      {view.label && <p class="label">{view.label}</p>}
      <Title class={view.isLongTitle ? "dial long gap-2" : "dial gap-2"}>{view.title}</Title>
      <WeekStrip view={view} plan={plan} />
      {healing && <PhaseBand healing={healing} todayOn={view.todayOn} />}
    </div>
  );
}

/** What was done last, said and shown, and the way back from it. */
function DoneLine({ acting, onChoose }: { acting: Acting; onChoose: (key: string) => void }) {
  const { said, undoable } = acting;
  const undo = async (item: Item) => {
    if (await acting.act(item, "undo", `${item.title}: taken back.`)) onChoose(item.key);
  };
  return (
    <div class={said ? "done-line" : undefined}>
      <p role="status" dir="auto">
        {said}
      </p>
      {undoable && <TextKey onPress={() => void undo(undoable)}>Undo</TextKey>}
    </div>
  );
}

const asksClinic = ({ held_at, visits }: Course): boolean => held_at !== null || visits.some((visit) => visit.call_first);
