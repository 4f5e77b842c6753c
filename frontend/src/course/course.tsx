/** The course: its field of days, its visits, and what may be done with it as a whole. */
import { useState } from "preact/hooks";
import type { Course, Plan } from "../api/types.ts";
import { KeyLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { fetched } from "../fetched.tsx";
import { Drawing } from "../drawings/drawing.tsx";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { areaName } from "../words/names.ts";
import { CourseField } from "./course-field.tsx";
import { CourseMenu } from "./course-menu.tsx";
import { CourseOwn } from "./course-own.tsx";
import { stateLine } from "./course-words.ts";
import { HowToRead } from "./how-to-read.tsx";
import { VisitList } from "./visit-list.tsx";

const NewVersionRow = fetched(async () => (await import("./new-version.tsx")).NewVersionRow, "");

export function CourseScreen({ plan }: { plan: Plan }) {
  const open = plan.courses.filter(({ state }) => state !== "closed");
  const closed = plan.courses.filter(({ state }) => state === "closed");
  const [shownId, setShownId] = useState<string | null>(null);
  const shown = open.find(({ id }) => id === shownId) ?? open[0] ?? null;
  return (
    <Page name="Course">
      {open.length > 1 && shown && <CourseChooser courses={open} shown={shown} onChoose={setShownId} />}
      {shown ? <OpenCourse plan={plan} course={shown} isOnly={plan.courses.length === 1} key={shown.id} /> : <NoCourse hasOld={closed.length > 0} />}
      {closed.map((course) => (
        <CoursePart key={course.id} course={course} isOnly={false} />
      ))}
      {plan.courses.length > 0 && (
        <div class="keys gap-6">
          <KeyLink href="#/start">Add a course</KeyLink>
        </div>
      )}
    </Page>
  );
}

function NoCourse({ hasOld }: { hasOld: boolean }) {
  return (
    <>
      <Title class="page">Your course</Title>
      {!hasOld && <Drawing name="sun" class="gap-5" />}
      <p class="quiet gap-3">
        {hasOld ? "No course is running." : "Nothing is planned yet. Describe your course, and each of its days becomes a dot here."}
      </p>
      {!hasOld && (
        <div class="keys gap-5">
          <KeyLink isMain href="#/start">
            Describe a course
          </KeyLink>
        </div>
      )}
    </>
  );
}

function OpenCourse({ plan, course, isOnly }: { plan: Plan; course: Course; isOnly: boolean }) {
  const days = plan.days.filter(({ course_id }) => course_id === course.id);
  const hasDates = days.some(({ visit }) => visit !== null);
  return (
    <>
      {hasDates ? <CourseField plan={plan} course={course} days={days} /> : <NoDates course={course} />}
      <NewVersionRow course={course} key={course.protocol_version} />
      {course.visits.length > 0 ? <CoursePart course={course} isOnly={isOnly} /> : <NoVisits course={course} />}
      {hasDates && <HowToRead course={course} />}
    </>
  );
}

function NoVisits({ course }: { course: Course }) {
  return (
    <>
      <CourseOwn course={course} />
      <CourseMenu course={course} />
    </>
  );
}

function NoDates({ course }: { course: Course }) {
  return (
    <>
      <Title class="page">Your course</Title>
      <Drawing name="leaf" class="gap-5" />
      <p class="quiet gap-3">No session has a date yet. Add the first one when your clinic gives you a date.</p>
      <div class="keys gap-5">
        <KeyLink isMain href={hrefTo("course", course.id, "add")}>
          Add a date
        </KeyLink>
      </div>
    </>
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

function CoursePart({ course, isOnly }: { course: Course; isOnly: boolean }) {
  const line = stateLine(course, usePlan().now());
  return (
    <section class="gap-6" aria-labelledby={`visits-${course.id}`}>
      <h2 id={`visits-${course.id}`}>{isOnly ? "Visits" : `Visits, ${areaName(course).toLowerCase()}`}</h2>
      {line && <p class="notice gap-3">{line}</p>}
      {course.warnings.map((warning) => (
        <p class="notice gap-3" key={warning}>
          {warning}
        </p>
      ))}
      <VisitList course={course} />
      <CourseOwn course={course} />
      <CourseMenu course={course} />
    </section>
  );
}
