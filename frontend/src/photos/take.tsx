/** Taking the photos of one check-in, pose by pose: aim, look, keep. */
import { useState } from "preact/hooks";
import type { Plan } from "../api/types.ts";
import { KeyLink } from "../components/keys.tsx";
import { Page, Title } from "../components/page.tsx";
import { ProblemNote } from "../components/problem.tsx";
import { useTask } from "../components/task.ts";
import { usePlan } from "../plan.tsx";
import { capital } from "../words/dates.ts";
import type { CheckIn, WantedPose } from "./api.ts";
import { useCamera } from "./camera.ts";
import type { Camera } from "./camera.ts";
import { missingPoses } from "./check-in-words.ts";
import { ChoosePhoto } from "./choose-photo.tsx";
import { useFirstPhoto } from "./first-photo.ts";
import { Look } from "./look.tsx";
import { NoCamera } from "./no-camera.tsx";
import { PoseChoice } from "./pose-choice.tsx";
import { queuePhoto } from "./queue.ts";
import type { TakenPhoto } from "./queue.ts";
import { useCheckIns, usePhotoQueue } from "./use-photos.ts";
import { Viewfinder } from "./viewfinder.tsx";

const BACK = { href: "#/photos", to: "Photos" };

interface TakeProps {
  plan: Plan;
  courseId: string;
  checkInId: string;
}

export function TakeScreen({ courseId, checkInId }: TakeProps) {
  const { list, problem } = useCheckIns();
  const course = list?.courses.find(({ course_id }) => course_id === courseId);
  const checkIn = course?.off ? undefined : course?.check_ins.find(({ id }) => id === checkInId);
  if (list && !checkIn) return <NotThere />;
  return (
    <Page name="Photos" back={BACK}>
      {checkIn ? <Taking checkIn={checkIn} courseId={courseId} isLocked={list?.is_locked ?? false} /> : <Title class="page">Photos</Title>}
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
  checkIn: CheckIn;
  courseId: string;
  isLocked: boolean;
}

function Taking({ checkIn, courseId, isLocked }: TakingProps) {
  const { waiting } = usePhotoQueue();
  const missing = missingPoses(checkIn, courseId, waiting);
  const [chosen, setChosen] = useState<string | null>(null);
  const [kept, setKept] = useState<string[]>([]);
  const wanted = checkIn.poses.find(({ pose }) => pose === chosen) ?? missing[0];
  if (!wanted) return <AllTaken checkIn={checkIn} onAgain={setChosen} />;
  const onKept = () => {
    setKept([...kept, wanted.label]);
    setChosen(null);
  };
  return (
    <>
      <Title class="page" page={wanted.pose}>
        {capital(wanted.label)}
      </Title>
      <p role="status" class={kept.length ? "quiet gap-2" : "unseen"}>
        {kept.length ? `Kept: ${kept[kept.length - 1]}.` : ""}
      </p>
      <Poses {...{ wanted, checkIn, courseId, isLocked, onKept }} turn={kept.length} />
      {checkIn.poses.length > 1 && <PoseChoice poses={checkIn.poses} chosen={wanted.pose} onChoose={setChosen} />}
    </>
  );
}

interface PoseProps extends TakingProps {
  wanted: WantedPose;
  onKept: () => void;
}

/** One camera for all poses: a phone may ask anew each time it is opened. */
function Poses({ turn, ...props }: PoseProps & { turn: number }) {
  const camera = useCamera(props.wanted.area === "face" ? "user" : "environment");
  return <OnePose {...props} camera={camera} key={`${props.wanted.pose} ${turn}`} />;
}

interface Shot {
  picture: Blob;
  taken_at: string;
}

function OnePose({ wanted, checkIn, courseId, isLocked, onKept, camera }: PoseProps & { camera: Camera }) {
  const { now } = usePlan();
  const [shot, setShot] = useState<Shot | null>(null);
  const first = useFirstPhoto(wanted, courseId, usePhotoQueue().waiting);
  const task = useTask();
  const keep = async ({ picture, taken_at }: Shot) => {
    const { area, pose } = wanted;
    const taken: TakenPhoto = { course_id: courseId, area, pose, check_in: checkIn.id, taken_at, picture };
    if (await task.run(() => queuePhoto(taken))) onKept();
  };
  const chosen = (picture: Blob, at: string | null) => setShot({ picture, taken_at: at ?? now() });
  const isOn = camera.state === "on";
  return (
    <>
      {shot && <Look {...{ picture: shot.picture, first, isBusy: task.isBusy }} onKeep={() => void keep(shot)} onAgain={() => setShot(null)} />}
      {!shot && isOn && <Viewfinder {...{ camera, wanted, courseId, first }} onShot={(picture) => chosen(picture, null)} />}
      {!shot && !isOn && <NoCamera camera={camera} />}
      {!shot && isLocked && <p class="quiet small gap-4">Your photos are locked, so your first photo does not show through.</p>}
      {!shot && <ChoosePhoto isMain={!isOn} onChosen={chosen} />}
      <ProblemNote problem={task.problem} />
    </>
  );
}

function AllTaken({ checkIn, onAgain }: { checkIn: CheckIn; onAgain: (pose: string) => void }) {
  return (
    <>
      <Title class="page" page="done">
        All taken
      </Title>
      <p role="status" class="quiet gap-3">
        They stay on this phone until the server has them.
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
