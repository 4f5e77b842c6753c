/** The field with the day it speaks of, the way to its list, and the keys that go from day to day. */
import { useState } from "preact/hooks";
import type { Course, Day, Plan, Visit } from "../api/types.ts";
import { Icon } from "../components/icons.tsx";
import { Title } from "../components/page.tsx";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { dateIn } from "../words/dates.ts";
import { visitNameWithin } from "../words/names.ts";
import { fieldName, nextVisit } from "./course-words.ts";
import { indexOfDay, readout, within } from "./field.ts";
import { PulseField } from "./pulse-field.tsx";

export function CourseField({ plan, course, days }: { plan: Plan; course: Course; days: readonly Day[] }) {
  const { now } = usePlan();
  const todayOn = dateIn(plan.zone, now());
  const [chosen, setChosen] = useState<number | null>(null);
  const index = chosen === null ? indexOfDay(days, todayOn) : within(chosen, days.length);
  const visitOf = (id: string | undefined) => course.visits.find((visit) => visit.id === id);
  const nameOf = (id: string) => {
    const visit = visitOf(id);
    return visit ? fieldName(visit) : "";
  };
  return (
    <>
      <Readout day={days[index]!} todayOn={todayOn} />
      <PulseField days={days} todayOn={todayOn} chosen={index} onChoose={setChosen} nameOf={nameOf} />
      <div class="dock gap-3">
        <Stepper name="Day before" icon="back" onPress={() => setChosen(within(index - 1, days.length))} />
        <WayToVisit visit={visitOf(days[index]!.visit?.id)} course={course} now={now()} />
        <Stepper name="Day after" icon="forward" onPress={() => setChosen(within(index + 1, days.length))} />
      </div>
    </>
  );
}

function Readout({ day, todayOn }: { day: Day; todayOn: string }) {
  const { title, line } = readout(day, todayOn);
  return (
    <>
      <Title>
        <span aria-live="polite">{title}</span>
      </Title>
      <p class="quiet readout" aria-live="polite">
        {line || "A quiet day"}
      </p>
      <a class="text-key" href="#/course/list">
        Show the course as a list
      </a>
    </>
  );
}

/** The visit of the day that is chosen, else the next one. */
function WayToVisit({ visit, course, now }: { visit: Visit | undefined; course: Course; now: string }) {
  const next = nextVisit(course.visits, now);
  const to = visit ?? next?.visit;
  if (!to) return <span />;
  return (
    <a class="text-key" href={hrefTo("visit", to.id)}>
      {visit ? `Open ${visitNameWithin(visit)}` : next?.words}
    </a>
  );
}

function Stepper({ name, icon, onPress }: { name: string; icon: "back" | "forward"; onPress: () => void }) {
  return (
    <button type="button" class="stepper" aria-label={name} onClick={onPress}>
      <Icon name={icon} />
    </button>
  );
}
