/** The diary as a page to show the clinic or to print: dates, the plan's numbers, each day with what was said, photos. */
import { useState } from "preact/hooks";
import type { Entry } from "../../sw/outbox.ts";
import type { Course, Diary, Plan, Visit } from "../api/types.ts";
import { Key, KeyLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { fetched } from "../fetched.tsx";
import { inOrder } from "../course/visit-words.ts";
import { dateIn, fullDate, longDay, timeIn } from "../words/dates.ts";
import { visitStateName } from "../words/ended.ts";
import { areaName, visitName } from "../words/names.ts";
import { ClinicNumbers } from "./plan-numbers.tsx";
import { byDay, dayWords, NOTHING_TOLD } from "./diary-words.ts";
import type { DiaryDay } from "./diary-words.ts";
import { NotSent } from "./not-sent-part.tsx";
import { useDiary } from "./use-diary.ts";

const ClinicPhotos = fetched(async () => (await import("./page-photos.tsx")).ClinicPhotos, "");

export function DiaryScreen({ plan }: { plan: Plan }) {
  const { diary, unsent, unsentLooks } = useDiary();
  return (
    <Page name="Diary" back={{ href: "#/today", to: "Today" }}>
      <Title class="page">Your diary</Title>
      <p class="quiet gap-2">As of {fullDate(dateIn(plan.zone, plan.now))}. Written by you. Each answer stands as it was given.</p>
      <div class="keys lead gap-4 unprinted">
        <KeyLink isMain href="#/worry">
          Write it down
        </KeyLink>
        <Key onPress={() => print()}>Print</Key>
      </div>
      {plan.courses.map((course) => (
        <CourseDiary key={course.id} course={course} plan={plan} diary={diary} unsent={[...unsent, ...unsentLooks]} />
      ))}
      <Photos plan={plan} />
      <p class="label gap-6">This page informs. It does not diagnose. The clinic's advice comes first.</p>
    </Page>
  );
}

/** Shown only when asked for: whoever opens the diary to read may not want to show pictures. */
function Photos({ plan }: { plan: Plan }) {
  const [isShown, setShown] = useState(false);
  return (
    <section class={isShown ? "gap-6" : "gap-6 unprinted"} aria-labelledby="photos-title">
      <h2 id="photos-title">Photos</h2>
      {isShown ? (
        <ClinicPhotos plan={plan} />
      ) : (
        <div class="keys gap-3">
          <Key onPress={() => setShown(true)}>Show photos on this page</Key>
        </div>
      )}
    </section>
  );
}

interface CourseDiaryProps {
  course: Course;
  plan: Plan;
  diary: Diary | null;
  unsent: readonly Entry[];
}

function CourseDiary({ course, plan, diary, unsent }: CourseDiaryProps) {
  const days = byDay(diary ?? NOTHING_TOLD, course.id);
  return (
    <section class="gap-6 diary" aria-label={areaName(course)}>
      <h2>{areaName(course)}</h2>
      <h3 class="gap-4">Dates</h3>
      <ul class="points gap-2">
        {inOrder(course.visits).map((visit) => (
          <li key={visit.id}>
            {visitName(visit)}: {fullDate(visit.start.slice(0, 10))}. {visitStateName(visit, course, plan.now)}.
            <Done visit={visit} />
          </li>
        ))}
      </ul>
      <ClinicNumbers course={course} plan={plan} />
      <h3 class="gap-4">Days</h3>
      <NotSent course={course} diary={diary} entries={unsent} />
      {!days.length && <p class="quiet gap-2">Nothing was written down yet.</p>}
      {days.map((day) => (
        <DayPart key={day.on} day={day} course={course} zone={plan.zone} />
      ))}
    </section>
  );
}

const DONE = new Set(["device", "needle_depth", "area_treated", "products_given"]);

/** What was done, as the patient noted it; what else they wrote is their own. */
function Done({ visit }: { visit: Visit }) {
  const noted = visit.record.filter(({ question }) => DONE.has(question));
  return (
    <>
      {noted.map(({ question, asks, said }) => (
        <span class="done-there label" key={question}>
          {asks} <bdi>{said}</bdi>
        </span>
      ))}
    </>
  );
}

function DayPart({ day, course, zone }: { day: DiaryDay; course: Course; zone: string }) {
  const visit = course.visits.find(({ id }) => id === day.visit_id);
  const counted = dayWords(day.day, visit?.number ?? null);
  return (
    <div class="gap-4">
      <h4>
        {longDay(day.on)} {counted && <span class="label">{counted}</span>}
      </h4>
      <ul class="rows gap-2">
        {day.rows.map((row) => (
          <li class="row" key={row.id}>
            <span class="row-name">
              {row.said}
              {row.note && <span dir="auto">“{row.note}”</span>}
              <span class="label">{[timeIn(zone, row.at), row.answer].filter(Boolean).join(". ")}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
