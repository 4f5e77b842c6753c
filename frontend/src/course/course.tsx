/** The course: its field of days, its visits, and what may be done with it as a whole. */
import { useState } from "preact/hooks";
import type { Course, Day, Plan } from "../api/types.ts";
import { Icon } from "../components/icons.tsx";
import { KeyLink, RowLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { dateIn } from "../words/dates.ts";
import { areaName, stateName, visitName, visitNameWithin } from "../words/names.ts";
import { CourseMenu } from "./course-menu.tsx";
import { indexOfDay, readout, within } from "./field.ts";
import { PulseField } from "./pulse-field.tsx";
import { inOrder, visitWhen } from "./visit-words.ts";

export function CourseScreen({ plan }: { plan: Plan }) {
  const open = plan.courses.filter(({ state }) => state !== "closed");
  const closed = plan.courses.filter(({ state }) => state === "closed");
  const [shownId, setShownId] = useState<string | null>(null);
  const shown = open.find(({ id }) => id === shownId) ?? open[0] ?? null;
  const days = shown ? plan.days.filter(({ course_id }) => course_id === shown.id) : [];
  return (
    <Page name="Course">
      {open.length > 1 && shown && <CourseChooser courses={open} shown={shown} onChoose={setShownId} />}
      {shown && days.length > 0 ? (
        <FieldPart plan={plan} course={shown} days={days} key={shown.id} />
      ) : (
        <Title class="page">Your course</Title>
      )}
      {[...(shown ? [shown] : []), ...closed].map((course) => (
        <CoursePart key={course.id} course={course} isOnly={plan.courses.length === 1} />
      ))}
      {days.length > 0 && <HowToRead />}
      <div class="keys gap-6">
        <KeyLink href="#/start/area">Add a course</KeyLink>
      </div>
    </Page>
  );
}

interface CourseChooserProps {
  courses: readonly Course[];
  shown: Course;
  onChoose: (id: string) => void;
}

function CourseChooser({ courses, shown, onChoose }: CourseChooserProps) {
  return (
    <div class="segments" role="group" aria-label="Which course">
      {courses.map((course) => (
        <button key={course.id} type="button" aria-pressed={course.id === shown.id} onClick={() => onChoose(course.id)}>
          {areaName(course)}
        </button>
      ))}
    </div>
  );
}

function FieldPart({ plan, course, days }: { plan: Plan; course: Course; days: readonly Day[] }) {
  const { now } = usePlan();
  const todayOn = dateIn(plan.zone, now());
  const [chosen, setChosen] = useState<number | null>(null);
  const index = chosen === null ? indexOfDay(days, todayOn) : within(chosen, days.length);
  const day = days[index]!;
  const { title, line } = readout(day, todayOn);
  const visitOf = (id: string) => course.visits.find((visit) => visit.id === id);
  const nameOf = (id: string) => {
    const visit = visitOf(id);
    return visit ? visitName(visit) : "";
  };
  const visit = day.visit && visitOf(day.visit.id);
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
      <PulseField days={days} todayOn={todayOn} chosen={index} onChoose={setChosen} nameOf={nameOf} />
      <div class="dock gap-3">
        <Stepper name="Day before" icon="back" onPress={() => setChosen(within(index - 1, days.length))} />
        {visit ? (
          <a class="text-key" href={hrefTo("visit", visit.id)}>
            Open {visitNameWithin(visit)}
          </a>
        ) : (
          <span />
        )}
        <Stepper name="Day after" icon="forward" onPress={() => setChosen(within(index + 1, days.length))} />
      </div>
    </>
  );
}

function Stepper({ name, icon, onPress }: { name: string; icon: "back" | "forward"; onPress: () => void }) {
  return (
    <button type="button" class="stepper" aria-label={name} onClick={onPress}>
      <Icon name={icon} />
    </button>
  );
}

function CoursePart({ course, isOnly }: { course: Course; isOnly: boolean }) {
  const visits = inOrder(course.visits);
  return (
    <section class="gap-6" aria-labelledby={`visits-${course.id}`}>
      <h2 id={`visits-${course.id}`}>{isOnly ? "Visits" : `Visits, ${areaName(course).toLowerCase()}`}</h2>
      {course.warnings.map((warning) => (
        <p class="notice gap-3" key={warning}>
          {warning}
        </p>
      ))}
      {course.state === "paused" && <p class="notice gap-3">This course is paused. Only steps for healing go on.</p>}
      <ul class="rows gap-3">
        {visits.map((visit) => (
          <li key={visit.id}>
            <RowLink
              href={hrefTo("visit", visit.id)}
              name={`${visitName(visit)}, ${visitWhen(visit)}`}
              label={[stateName(visit.state), visit.place].filter(Boolean).join(". ")}
            />
          </li>
        ))}
        <li>
          <RowLink href={hrefTo("course", course.id, "add")} name="Add a visit" />
        </li>
      </ul>
      <CourseMenu course={course} />
    </section>
  );
}

const PHASES = [
  ["closing", "Closing", "Day 0 to 3. The tiny holes close"],
  ["settling", "Settling", "Day 4 to 21. New tissue grows"],
  ["building", "Building", "From day 22. Slow change over months"],
] as const;

function HowToRead() {
  return (
    <section class="gap-6" aria-labelledby="reading">
      <h2 id="reading">How to read the dots</h2>
      <ul class="rows gap-3">
        {PHASES.map(([phase, name, meaning]) => (
          <li class="row" key={phase}>
            <span class={`grain ${phase}`} aria-hidden="true">
              {Array.from({ length: 12 }, (_, index) => (
                <i key={index} />
              ))}
            </span>
            <span class="row-name">
              {name}
              <span class="label">{meaning}</span>
            </span>
          </li>
        ))}
      </ul>
      <p class="quiet small gap-4">
        One dot is one day. A bigger dot asks for more care. A filled dot lies behind you, a ring lies ahead. A ring with a
        centre is a visit, and the warm dot is today: it fills as you go.
      </p>
    </section>
  );
}
