/** "Your dates": everything the new course proposes, each date to be corrected. */
import type { Course, Plan } from "../api/types.ts";
import { KeyLink, RowLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { DateGroups } from "../course/dates.tsx";
import { datesOf } from "../course/dates-list.ts";
import { inOrder, visitWhen } from "../course/visit-words.ts";
import { usePlan } from "../plan.tsx";
import { useReminders } from "../reminders.tsx";
import { isOn } from "../settings/reminder-words.ts";
import { hrefTo } from "../router.ts";
import { dateIn } from "../words/dates.ts";
import { stateName, visitName } from "../words/names.ts";
import { DATES, REMINDERS } from "./draft.ts";
import { Count } from "./question-page.tsx";

export function DatesPage({ plan }: { plan: Plan }) {
  const { now } = usePlan();
  const { report } = useReminders();
  // A second course finds reminders on: there is nothing left to ask.
  const next = report && isOn(report.state) ? "#/today" : hrefTo("start", REMINDERS);
  const course = plan.courses.at(-1);
  const groups = datesOf(plan, dateIn(plan.zone, now())).filter(({ isPast }) => !isPast);
  return (
    <Page name="Begin" aside={<Count page={DATES} />}>
      <Title class="page gap-4">Your dates</Title>
      {course && course.visits.length > 0 && (
        <p class="quiet gap-3">
          Dates marked as proposed are our suggestion: only your clinic books them. Tap any of them to correct it.
        </p>
      )}
      {course && <ProposedVisits course={course} />}
      {groups.length > 0 && (
        <details class="gap-4">
          <summary>Every step of the next 60 days</summary>
          <DateGroups groups={groups} />
        </details>
      )}
      <Foot next={next} />
    </Page>
  );
}

function Foot({ next }: { next: string }) {
  return (
    <div class="to-foot">
      <div class="keys">
        <KeyLink isMain href={next}>
          Continue
        </KeyLink>
      </div>
      <p class="label gap-3">You can change dates later, under Course.</p>
    </div>
  );
}

function ProposedVisits({ course }: { course: Course }) {
  const { now } = usePlan();
  const visits = inOrder(course.visits);
  return (
    <>
      {course.warnings.map((warning) => (
        <p class="notice gap-4" key={warning}>
          {warning}
        </p>
      ))}
      <ul class="rows gap-5">
        {visits.map((visit) => (
          <li key={visit.id}>
            <RowLink
              href={hrefTo("visit", visit.id, "change")}
              name={`${visitName(visit)}, ${visitWhen(visit, now())}`}
              label={stateName(visit.state)}
            />
          </li>
        ))}
        {visits.length === 0 && <NoDatesYet />}
        <li>
          <RowLink href={hrefTo("course", course.id, "add")} name="Add a visit" />
        </li>
      </ul>
    </>
  );
}

function NoDatesYet() {
  return (
    <li class="row">
      <span class="row-name">
        No dates yet
        <span class="label">Add your first session when you have a date. Its steps find their days then.</span>
      </span>
    </li>
  );
}
