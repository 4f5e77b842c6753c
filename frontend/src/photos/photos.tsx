/** Photos: what is due now for each area, which poses are missing, and when the next ones come. */
import type { Plan } from "../api/types.ts";
import { KeyLink, RowLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { Drawing } from "../drawings/drawing.tsx";
import { usePlan } from "../plan.tsx";
import { hrefTo } from "../router.ts";
import { capital, dateIn, fullDate, longDay } from "../words/dates.ts";
import { areaName, areaWord, joinedByAnd } from "../words/names.ts";
import type { CheckIn, CheckInList, CourseCheckIns } from "./api.ts";
import { isFree, listedPoses, missingPoses, neverWords, offWords, poseKey, poseState, poseStateWords, setWords } from "./check-in-words.ts";
import type { PhotoQueue } from "./queue.ts";
import { useCheckIns, usePhotoQueue } from "./use-photos.ts";
import { WaitingPhotos } from "./waiting.tsx";

export function PhotosScreen({ plan }: { plan: Plan }) {
  const { list, problem } = useCheckIns();
  const queue = usePhotoQueue();
  return (
    <Page name="Photos">
      <Title class="page">Photos</Title>
      <p class="quiet gap-3">Only you can see them. You can always do without.</p>
      <ProblemNote problem={list ? null : problem} />
      {list && <Lists plan={plan} list={list} queue={queue} />}
      <ul class="rows gap-6">
        <li>
          <RowLink href={hrefTo("photos", "gallery")} name="Your photos" label="See and compare them" />
        </li>
      </ul>
      {!list && !problem && <p aria-busy="true" class="quiet gap-4">Looking for your dates.</p>}
    </Page>
  );
}

function Lists({ plan, list, queue }: { plan: Plan; list: CheckInList; queue: PhotoQueue }) {
  return (
    <>
      <WaitingPhotos queue={queue} list={list} />
      {list.courses.length === 0 && <Empty>Your dates for photos appear here once you have a course.</Empty>}
      {list.courses.map((course) => (
        <CourseSection key={course.course_id} plan={plan} course={course} queue={queue} />
      ))}
    </>
  );
}

interface SectionProps {
  plan: Plan;
  course: CourseCheckIns;
  queue: PhotoQueue;
}

function CourseSection({ plan, course, queue }: SectionProps) {
  const { now } = usePlan();
  const found = plan.courses.find(({ id }) => id === course.course_id);
  const title = `course-${course.course_id}`;
  const todayOn = dateIn(plan.zone, now());
  return (
    <section class="gap-6" aria-labelledby={title}>
      <h2 id={title}>{found ? areaName(found) : capital(joinedByAnd(course.areas.map(areaWord)))}</h2>
      {course.off ? (
        <p class="gap-3">{offWords(course.off)}</p>
      ) : (
        <CheckIns course={course} queue={queue} todayOn={todayOn} />
      )}
    </section>
  );
}

function CheckIns({ course, queue, todayOn }: { course: CourseCheckIns; queue: PhotoQueue; todayOn: string }) {
  const open = course.check_ins.filter(({ state, opens_on, closes_on }) =>
    state === "open" || (state === "done" && opens_on <= todayOn && todayOn <= closes_on),
  );
  const ahead = course.check_ins.filter(({ state }) => state === "ahead");
  // A list that an older version kept on this phone does not say.
  const never = course.never ?? [];
  return (
    <>
      {never.length > 0 && <p class="quiet gap-3">{neverWords(never)}</p>}
      {course.is_held && <p class="notice gap-3">Ask your clinic first. We do not remind you of photos until then.</p>}
      {open.map((checkIn) => (
        <OpenCheckIn key={checkIn.id} checkIn={checkIn} courseId={course.course_id} queue={queue} todayOn={todayOn} />
      ))}
      {open.length === 0 && <Empty>No photos are due today.</Empty>}
      {ahead.length > 0 && <Ahead checkIns={ahead} />}
    </>
  );
}

function Empty({ children }: { children: string }) {
  return (
    <div class="photos-none gap-4">
      <Drawing name="camera" />
      <p class="quiet">{children}</p>
    </div>
  );
}

const WHAT_FOR: Partial<Record<CheckIn["kind"], string>> = {
  healing: "These show how you heal. They are for your clinic.",
  colour: "Look for darker or lighter spots: compare with your first photo, in the same light. See a change? Tell your clinic before the next session.",
};

interface OpenProps {
  checkIn: CheckIn;
  courseId: string;
  queue: PhotoQueue;
  todayOn: string;
}

function OpenCheckIn({ checkIn, courseId, queue, todayOn }: OpenProps) {
  const missing = missingPoses(checkIn, courseId, queue.waiting).length;
  return (
    <div class="gap-4">
      <h3>{checkIn.name}</h3>
      <p class="quiet">{setWords(checkIn, missing, todayOn)}</p>
      {WHAT_FOR[checkIn.kind] && !isFree(checkIn) && <p class="quiet small gap-2">{WHAT_FOR[checkIn.kind]}</p>}
      <ul class="rows gap-3">
        {listedPoses(checkIn, courseId, queue.waiting).map((wanted) => (
          <PoseRow key={poseKey(wanted)} label={wanted.label} state={poseState(wanted, checkIn.id, courseId, queue.waiting)} />
        ))}
      </ul>
      <div class="keys stacked gap-4">
        <KeyLink isMain={checkIn.asks && missing > 0} href={hrefTo("photos", "take", courseId, checkIn.id)}>
          {missing > 0 ? "Take photos" : isFree(checkIn) ? "Take a photo" : "Take one again"}
        </KeyLink>
      </div>
    </div>
  );
}

function PoseRow({ label, state }: { label: string; state: ReturnType<typeof poseState> }) {
  return (
    <li class="row pose-row">
      <i class={`pose-dot ${state}`} />
      <span class="row-name">
        {capital(label)}
        <span class="label">{poseStateWords(state)}</span>
      </span>
    </li>
  );
}

function Ahead({ checkIns }: { checkIns: readonly CheckIn[] }) {
  return (
    <details class="gap-5" open={checkIns.length <= 3}>
      <summary>Coming dates</summary>
      <ul class="rows gap-3">
        {checkIns.map(({ id, name, due_on }) => (
          <li class="row" key={id}>
            <span class="row-name">{name}</span>
            <span class="row-value" title={fullDate(due_on)}>
              {longDay(due_on)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
