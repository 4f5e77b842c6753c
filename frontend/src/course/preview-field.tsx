/** The weeks of a move, drawn twice: as they are, and as they would be. */
import type { Day, Preview } from "../api/types.ts";
import { Dot } from "../components/dot.tsx";
import { usePlan } from "../plan.tsx";
import { dateIn, dayMonth } from "../words/dates.ts";
import { withYear } from "../words/year.ts";
import { daysFrom } from "./field.ts";

type Field = NonNullable<Preview["field"]>;
type PreviewDay = Field["before"][number];

export function PreviewFieldPair({ field, was, to }: { field: Field; was: string; to: string }) {
  const { now } = usePlan();
  const dates = daysFrom(field.since, field.until);
  return (
    <div class="preview-pair gap-4">
      <figure>
        <figcaption class="label">Now, {withYear(dayMonth(was), was, now())}</figcaption>
        <Weeks dates={dates} days={field.before} was={null} />
      </figure>
      <figure>
        <figcaption class="label strong">After the move, {withYear(dayMonth(to), to, now())}</figcaption>
        <Weeks dates={dates} days={field.after} was={was} />
      </figure>
    </div>
  );
}

function Weeks({ dates, days, was }: { dates: readonly string[]; days: readonly PreviewDay[]; was: string | null }) {
  const { plan, now } = usePlan();
  const todayOn = dateIn(plan?.zone ?? "UTC", now());
  const known = new Map(days.map((day) => [day.on, day]));
  return (
    <div class="preview-weeks" aria-hidden="true">
      {dates.map((on) => (
        <span key={on}>
          <WeekDot day={known.get(on)} isWas={on === was} todayOn={todayOn} />
        </span>
      ))}
    </div>
  );
}

function WeekDot({ day, isWas, todayOn }: { day: PreviewDay | undefined; isWas: boolean; todayOn: string }) {
  if (isWas && !day?.visit) return <i class="dot level-5 was" />;
  return day ? <Dot day={drawn(day)} todayOn={todayOn} /> : null;
}

function drawn({ on, level, visit }: PreviewDay): Day {
  return {
    course_id: "",
    on,
    level,
    label: "",
    visit: visit && { id: on, kind: "session", state: visit },
    phase: null,
    done: null,
  };
}
