/** Taking the photos of one check-in, pose by pose: aim, look, keep. */
import { useState } from "preact/hooks";
import type { Item, Plan } from "../api/types.ts";
import { KeyLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";
import { usePlan } from "../plan.tsx";
import { givenAnswers, useActing } from "../today/acting.ts";
import type { Acting } from "../today/acting.ts";
import { capital } from "../words/dates.ts";
import type { CheckIn, CourseCheckIns, WantedPose } from "./api.ts";
import { useCamera } from "./camera.ts";
import type { Camera } from "./camera.ts";
import { isFree, missingPoses, poseKey } from "./check-in-words.ts";
import { ChoosePhoto } from "./choose-photo.tsx";
import { useFirstPhoto } from "./first-photo.ts";
import { LockedNote } from "./locked-note.tsx";
import { howTo } from "./how.ts";
import { Look } from "./look.tsx";
import { showsFace } from "./head/poses.ts";
import { usePictureFace } from "./head/use-head.ts";
import { NoCamera } from "./no-camera.tsx";
import { PoseChoice } from "./pose-choice.tsx";
import { queuePhoto } from "./queue.ts";
import type { PhotoQueue, TakenPhoto } from "./queue.ts";
import { settledByPhotos } from "./settling.ts";
import { useCheckIns, usePhotoQueue } from "./use-photos.ts";
import { Viewfinder } from "./viewfinder.tsx";

const BACK = { href: "#/photos", to: "Photos" };

interface TakeProps {
  plan: Plan;
  courseId: string;
  checkInId: string;
}

export function TakeScreen({ plan, courseId, checkInId }: TakeProps) {
  const { list, problem, ask } = useCheckIns();
  const course = list?.courses.find(({ course_id }) => course_id === courseId);
  const checkIn = course?.off ? undefined : course?.check_ins.find(({ id }) => id === checkInId);
  if (list && !checkIn) return <NotThere />;
  return (
    <Page name="Photos" back={BACK}>
      {course && checkIn ? (
        <Taking {...{ plan, course, checkIn }} isLocked={list?.is_locked ?? false} onUnlocked={ask} />
      ) : (
        <Title class="page">Photos</Title>
      )}
      <ProblemNote problem={list ? null : problem} />
      {!list && !problem && <p aria-busy="true" class="quiet gap-4">One moment.</p>}
    </Page>
  );
}

function NotThere() {
  return (
    <Page name="Photos" back={BACK}>
      <Title class="page">These photos are not asked for any more</Title>
      <p class="quiet gap-3">Your dates may have changed. The list of photos says what is due now.</p>
    </Page>
  );
}

interface TakingProps {
  plan: Plan;
  course: CourseCheckIns;
  checkIn: CheckIn;
  isLocked: boolean;
  onUnlocked: () => void;
}

function Taking(props: TakingProps) {
  const { plan, course, checkIn } = props;
  const queue = usePhotoQueue();
  const acting = useActing();
  const [chosen, setChosen] = useState<string | null>(null);
  const [kept, setKept] = useState<WantedPose[]>([]);
  const missing = stillMissing(course.course_id, checkIn, queue, kept);
  const first = isFree(checkIn) && !kept.length ? checkIn.poses[0] : missing[0];
  const wanted = checkIn.poses.find((each) => poseKey(each) === chosen) ?? first;
  if (!wanted) return <AllTaken checkIn={checkIn} isSettled={acting.said !== ""} onAgain={setChosen} />;
  const onKept = async () => {
    setKept([...kept, wanted]);
    setChosen(null);
    if (missing.length === 1 && missing[0] === wanted) await settle(acting, settledByPhotos(plan, course.course_id, checkIn));
  };
  return (
    <>
      <Title class="page" page={poseKey(wanted)}>
        {capital(wanted.label)}
      </Title>
      <p role="status" class={kept.length ? "quiet gap-2" : "unseen"}>
        {kept.length ? `Kept: ${kept[kept.length - 1]!.label}.` : ""}
      </p>
      <Poses {...props} {...{ wanted, onKept }} />
      {checkIn.poses.length > 1 && <PoseChoice poses={checkIn.poses} chosen={poseKey(wanted)} onChoose={setChosen} />}
    </>
  );
}

/** A photo that has just been sent is neither here nor in the list yet, and is no longer to be taken all the same. */
function stillMissing(courseId: string, checkIn: CheckIn, { waiting, refused }: PhotoQueue, kept: readonly WantedPose[]): WantedPose[] {
  const isKept = (wanted: WantedPose) =>
    kept.some((each) => poseKey(each) === poseKey(wanted)) &&
    !refused.some(({ photo }) => poseKey(photo) === poseKey(wanted) && photo.check_in === checkIn.id);
  return missingPoses(checkIn, courseId, waiting).filter((wanted) => !isKept(wanted));
}

/** Each step is answered as its own key for it would. */
async function settle(acting: Acting, items: readonly Item[]): Promise<void> {
  for (const item of items) {
    const taken = item.actions.find(({ does, answers }) => answers.length > 0 && does !== "skip");
    await acting.answer(item, givenAnswers(taken?.answers ?? []), "done", "Photos taken.");
  }
}

interface PoseProps extends TakingProps {
  wanted: WantedPose;
  onKept: () => Promise<void>;
}

/** One camera for all poses: a phone may ask anew each time it is opened. */
function Poses(props: PoseProps) {
  const camera = useCamera(props.wanted.area === "face" ? "user" : "environment");
  return <OnePose {...props} camera={camera} key={poseKey(props.wanted)} />;
}

interface Shot {
  picture: Blob;
  taken_at: string;
}

function OnePose({ wanted, course, checkIn, isLocked, onUnlocked, onKept, camera }: PoseProps & { camera: Camera }) {
  const { now } = usePlan();
  const [shot, setShot] = useState<Shot | null>(null);
  const first = useFirstPhoto(wanted, course, usePhotoQueue().waiting);
  const courseId = course.course_id;
  const firstFace = usePictureFace(showsFace(wanted) ? (first?.picture ?? null) : null);
  const task = useTask();
  const keep = async ({ picture, taken_at }: Shot) => {
    const { area, pose } = wanted;
    const taken: TakenPhoto = { course_id: courseId, area, pose, check_in: checkIn.id, taken_at, picture };
    if (!(await task.run(() => queuePhoto(taken)))) return;
    setShot(null);
    await onKept();
  };
  const chosen = (picture: Blob, at: string | null) => setShot({ picture, taken_at: at ?? now() });
  const isOn = camera.state === "on";
  return (
    <>
      {shot && <Look {...{ picture: shot.picture, first, firstFace, isBusy: task.isBusy }} onKeep={() => void keep(shot)} onAgain={() => setShot(null)} />}
      {!shot && isOn && <Viewfinder {...{ camera, wanted, courseId, first, firstFace }} onShot={(picture) => chosen(picture, null)} />}
      {!shot && !isOn && <NoCamera camera={camera} />}
      {!shot && isLocked && <LockedNote onUnlocked={onUnlocked} />}
      {!shot && <ChoosePhoto isMain={!isOn} onChosen={chosen} />}
      {!shot && <HowTo wanted={wanted} />}
      <ProblemNote problem={task.problem} />
    </>
  );
}

function HowTo({ wanted }: { wanted: WantedPose }) {
  return (
    <details class="gap-5">
      <summary>How to take it</summary>
      <ul class="points gap-2">
        {howTo(wanted).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}

interface AllTakenProps {
  checkIn: CheckIn;
  /** Whether the step on Today that asked for them is done by it. */
  isSettled: boolean;
  onAgain: (key: string) => void;
}

function AllTaken({ checkIn, isSettled, onAgain }: AllTakenProps) {
  return (
    <>
      <Title class="page" page="done">
        {isFree(checkIn) ? "Taken" : "All taken"}
      </Title>
      <p role="status" class="quiet gap-3">
        They stay on this phone until the server has them.{isSettled ? " The reminder on Today is done." : ""}
      </p>
      <div class="keys stacked gap-5">
        <KeyLink isMain href="#/photos">
          Back to the list
        </KeyLink>
        <KeyLink href="#/today">Today</KeyLink>
      </div>
      <PoseChoice poses={checkIn.poses} chosen={null} onChoose={onAgain} />
    </>
  );
}
