/** Today: which day it is for the skin, and the one thing to do. */
import { useEffect, useState } from "preact/hooks";
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
import { Notices } from "./notices.tsx";
import { Now } from "./now.tsx";
import { useSeen } from "./seen.ts";
import { viewOf } from "./view.ts";
import type { TodayView } from "./view.ts";
import { WeekStrip } from "./week-strip.tsx";

const PhaseBand = fetched(async () => (await import("./phase-band.tsx")).PhaseBand, "band-place");
const CourseNotes = fetched(async () => (await import("./course-notes.tsx")).CourseNotes, "");
const ZoneQuestion = fetched(async () => (await import("../settings/zone-question.tsx")).ZoneQuestion, "");
const ClinicFirst = fetched(async () => (await import("./asked-first.tsx")).ClinicFirst, "");
const OutsideSwitch = fetched(async () => (await import("./outside.tsx")).OutsideSwitch, "");
const Lists = fetched(async () => (await import("./lists.tsx")).Lists, "");
const ReminderNote = fetched(async () => (await import("./reminder-note.tsx")).ReminderNote, "");
const OftenSeen = fetched(async () => (await import("./often-seen.tsx")).OftenSeen, "");

export function TodayScreen({ plan }: { plan: Plan }) {
  const { now, reach } = usePlan();
  const [chosen, setChosen] = useState<string | null>(null);
  const acting = useActing();
  useSeen(plan.today.outstanding, reach === "fresh");
  const view = viewOf(plan, now(), chosen);
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
        <AfterPaint>
          <Below view={view} plan={plan} acting={acting} onChoose={setChosen} />
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
function DoneLine({ acting, onChoose }: Pick<BelowProps, "acting" | "onChoose">) {
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

/** Whoever is worried may have no line a moment later: the screen is there before it is asked for. */
function readyForWorry(): void {
  import("./worry.tsx").catch((problem: unknown) => console.warn("The screen for worries did not load:", problem));
}

const asksClinic = ({ held_at, visits }: Course): boolean => held_at !== null || visits.some((visit) => visit.call_first);

interface BelowProps {
  view: TodayView;
  plan: Plan;
  acting: Acting;
  onChoose: (key: string) => void;
}

function Below({ view, plan, acting, onChoose }: BelowProps) {
  const { healing } = plan.today;
  useEffect(readyForWorry, []);
  return (
    <>
      <ProblemNote problem={acting.task.problem} />
      <ReminderNote />
      {healing && <OftenSeen healing={healing} todayOn={view.todayOn} />}
      <AlsoNow items={view.also} plan={plan} onChoose={onChoose} />
      <Notices plan={plan} />
      <CourseNotes plan={plan} isEnd={!view.now} />
      <ZoneQuestion />
      <Lists plan={plan} acting={acting} />
      <OutsideSwitch plan={plan} />
    </>
  );
}
