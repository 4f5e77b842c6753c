/** What stands on Today below its steps, fetched together once they are painted. */
import { useEffect } from "preact/hooks";
import type { Plan } from "../api/types.ts";
import { ZoneQuestion } from "../settings/zone-question.tsx";
import type { Acting } from "./acting.ts";
import { CourseNotes } from "./course-notes.tsx";
import { Lists } from "./lists.tsx";
import { Notices } from "./notices.tsx";
import { OutsideSwitch } from "./outside.tsx";
import { ReminderNote } from "./reminder-note.tsx";

interface BelowProps {
  plan: Plan;
  acting: Acting;
  /** Whether nothing is left to do now. */
  isEnd: boolean;
}

export function Below({ plan, acting, isEnd }: BelowProps) {
  useEffect(readyForWorry, []);
  return (
    <>
      <ReminderNote />
      <Notices plan={plan} />
      <CourseNotes plan={plan} isEnd={isEnd} />
      <ZoneQuestion />
      <Lists plan={plan} acting={acting} />
      <OutsideSwitch plan={plan} />
    </>
  );
}

/** Whoever is worried may have no line a moment later: the screen is there before it is asked for. */
function readyForWorry(): void {
  import("./worry.tsx").catch((problem: unknown) => console.warn("The screen for worries did not load:", problem));
}
