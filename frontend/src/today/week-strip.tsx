/** The week as seven buttons; each opens what its day holds. */
import { useState } from "preact/hooks";
import { Dot } from "../components/dot.tsx";
import type { Plan } from "../api/types.ts";
import { timeIn } from "../words/dates.ts";
import type { TodayView, WeekDay } from "./view.ts";

export function WeekStrip({ view, plan }: { view: TodayView; plan: Plan }) {
  const [open, setOpen] = useState<string | null>(null);
  const shown = view.week.find(({ day }) => day.on === open) ?? null;
  return (
    <>
      <ul class="strip" aria-label="This week">
        {view.week.map((weekDay) => (
          <DayButton
            key={weekDay.day.on}
            weekDay={weekDay}
            todayOn={view.todayOn}
            isOpen={weekDay.day.on === open}
            onPress={() => setOpen(weekDay.day.on === open ? null : weekDay.day.on)}
          />
        ))}
      </ul>
      <div aria-live="polite">{shown && <DayReadout weekDay={shown} plan={plan} />}</div>
    </>
  );
}

interface DayButtonProps {
  weekDay: WeekDay;
  todayOn: string;
  isOpen: boolean;
  onPress: () => void;
}

function DayButton({ weekDay, todayOn, isOpen, onPress }: DayButtonProps) {
  return (
    <li>
      <button
        type="button"
        aria-label={nameOf(weekDay)}
        aria-current={weekDay.isToday ? "date" : undefined}
        aria-pressed={isOpen}
        onClick={onPress}
      >
        <Dot day={weekDay.day} todayOn={todayOn} />
        <span>
          {`${weekDay.weekday} `}
          <b>{weekDay.number}</b>
        </span>
      </button>
    </li>
  );
}

/** "Fri 20 November. Session 2.": it begins with the words on the button, for whoever says them to the phone. */
function nameOf({ weekday, number, spoken }: WeekDay): string {
  return `${weekday} ${spoken.slice(spoken.indexOf(number))}`;
}

function DayReadout({ weekDay, plan }: { weekDay: WeekDay; plan: Plan }) {
  const steps = plan.coming.filter((item) => item.on === weekDay.day.on);
  return (
    <div class="notice gap-3">
      <p>{weekDay.spoken}</p>
      {steps.map((item) => (
        <p key={item.key} class="quiet small">
          <span class="figures">{timeIn(plan.zone, item.due_at)}</span> <span dir="auto">{item.title}</span>
        </p>
      ))}
    </div>
  );
}
