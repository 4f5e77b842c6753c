/** The course: its field of days, its visits, and what may be done with it as a whole. */
import { useState } from "preact/hooks";
import type { Course, Plan } from "../api/types.ts";
import { Icon } from "../components/icons.tsx";
import { KeyLink, RowLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { dateIn } from "../words/dates.ts";
import { visitName, visitNameWithin, stateName } from "../words/names.ts";
import { CourseMenu } from "./course-menu.tsx";
import { indexOfDay, readout, within } from "./field.ts";
import { PulseField } from "./pulse-field.tsx";
import { inOrder, visitWhen } from "./visit-words.ts";

export function CourseScreen({ plan }: { plan: Plan }) {
  const running = plan.courses.filter(({ state }) => state !== "closed");
  const closed = plan.courses.filter(({ state }) => state === "closed");
  return (
    <Page name="Course">
      {plan.days.length > 0 ? <FieldPart plan={plan} /> : <Title class="page">Your course</Title>}
      {[...running, ...closed].map((course) => (
        <CoursePart key={course.id} course={course} isOnly={plan.courses.length === 1} />
      ))}
      {running.length === 0 && (
        <div class="keys gap-6">
          <KeyLink isMain href="#/start/area">
            Add a course
          </KeyLink>
        </div>
      )}
      {plan.days.length > 0 && <HowToRead />}
    </Page>
  );
}

function FieldPart({ plan }: { plan: Plan }) {
  const { now } = usePlan();
  const todayOn = dateIn(plan.zone, now());
  const [chosen, setChosen] = useState<number | null>(null);
  const count = plan.days.length;
  const index = chosen === null ? indexOfDay(plan.days, todayOn) : within(chosen, count);
  const day = plan.days[index]!;
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
      <PulseField days={plan.days} todayOn={todayOn} chosen={index} onChoose={setChosen} />
      <div class="dock gap-3">
        <Stepper name="Day before" icon="back" onPress={() => setChosen(within(index - 1, count))} />
        {day.visit ? (
          <a class="text-key" href={hrefTo("visit", day.visit.id)}>
            Open {visitNameWithin(day.visit)}
          </a>
        ) : (
          <span />
        )}
        <Stepper name="Day after" icon="forward" onPress={() => setChosen(within(index + 1, count))} />
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
  const area = String(course.facts["area"] ?? "");
  return (
    <section class="gap-6" aria-labelledby={`visits-${course.id}`}>
      <h2 id={`visits-${course.id}`}>{isOnly ? "Visits" : `Visits, ${area}`}</h2>
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
  ["settling", "Settling", "Day 4 to 7. Flaking ends"],
  ["building", "Building", "Week 2 on. Slow change over weeks"],
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
