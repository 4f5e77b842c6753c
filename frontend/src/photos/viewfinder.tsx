/** The live picture with what helps to take it alike: the first photo as a ghost, or the outline of the pose. */
import { useLayoutEffect, useState } from "preact/hooks";
import { Key } from "../components/keys.tsx";
import { holdPage } from "../offline/typing.ts";
import type { WantedPose } from "./api.ts";
import type { Camera } from "./camera.ts";
import type { FirstPhoto } from "./first-photo.ts";
import type { Face } from "./head/look.ts";
import { hintWords } from "./hints.ts";
import { useAddress } from "./look.tsx";
import { MarksLayer } from "./marks-layer.tsx";
import { useMarks } from "./marks.ts";
import { jpegOf } from "./shrink.ts";
import { silhouette } from "./silhouettes.ts";
import { useLiveHint } from "./use-hints.ts";
import { useTimer } from "./use-timer.ts";
import type { Delay } from "./use-timer.ts";
import { GhostSlider, TimerChoice } from "./viewfinder-choices.tsx";

interface ViewfinderProps {
  camera: Camera;
  wanted: WantedPose;
  courseId: string;
  first: FirstPhoto | null;
  firstFace: Face | null;
  onShot: (picture: Blob) => void;
}

// The photo protocol lays the first photo over the picture at 30 %.
const GHOST = 30;

export function Viewfinder({ camera, wanted, courseId, first, firstFace, onShot }: ViewfinderProps) {
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [strength, setStrength] = useState(GHOST);
  const [delay, setDelay] = useState<Delay>(0);
  // Loading the page again now would take the camera away.
  useLayoutEffect(holdPage, []);
  const shoot = () => {
    if (video?.videoWidth) void jpegOf(video, video.videoWidth, video.videoHeight).then(onShot);
  };
  const timer = useTimer(delay, shoot);
  const press = () => (timer.left !== null ? timer.stop() : delay ? timer.start() : shoot());
  return (
    <div class="viewfinder">
      <div>
        <Stage {...{ camera, wanted, courseId, first, firstFace, strength, left: timer.left }} video={video} onVideo={setVideo} />
      </div>
      <div>
        <div class={camera.hasOther ? "keys lead gap-4" : "keys stacked gap-4"}>
          <Key isMain hasLamp onPress={press}>
            {timer.left === null ? "Take photo" : "Stop"}
          </Key>
          {camera.hasOther && <Key onPress={camera.turn}>Turn camera</Key>}
        </div>
        {first && <GhostSlider strength={strength} onChange={setStrength} />}
        <TimerChoice delay={delay} onChoose={setDelay} />
      </div>
    </div>
  );
}

interface StageProps extends Omit<ViewfinderProps, "onShot"> {
  strength: number;
  left: number | null;
  video: HTMLVideoElement | null;
  onVideo: (video: HTMLVideoElement | null) => void;
}

function Stage({ camera, wanted, courseId, first, firstFace, strength, left, video, onVideo }: StageProps) {
  const isMirrored = camera.facing === "user";
  const ghost = useAddress(first?.picture ?? null);
  const hint = useLiveHint(video, first, firstFace);
  const [marks, move] = useMarks(`${courseId} ${wanted.area} ${wanted.pose}`);
  return (
    <>
      <div class="frame gap-4" style={shapeOf(video)}>
        <div class={isMirrored ? "seen mirrored" : "seen"}>
          <Film stream={camera.stream} onVideo={onVideo} />
          {ghost && <img class="ghost" src={ghost} alt="" style={{ opacity: strength / 100 }} />}
          {!first && <Silhouette area={wanted.area} pose={wanted.pose} />}
        </div>
        {wanted.area !== "face" && <MarksLayer marks={marks} isMirrored={isMirrored} onMove={move} />}
        {left !== null && <p class="countdown figures" role="timer" aria-live="assertive">{left}</p>}
      </div>
      <p role="status" class={hint ? "notice gap-3" : "unseen"}>
        {hint ? hintWords(hint) : ""}
      </p>
      {wanted.area !== "face" && <p class="quiet small gap-2">Put each ring on a spot you will find again, such as a mole.</p>}
    </>
  );
}

/** A camera that lies on its side, as on a computer, gets a frame that does. */
function shapeOf(video: HTMLVideoElement | null): { "--shape"?: string } {
  return video?.videoWidth ? { "--shape": String(video.videoWidth / video.videoHeight) } : {};
}

function Film({ stream, onVideo }: { stream: MediaStream | null; onVideo: (video: HTMLVideoElement | null) => void }) {
  const [element, setElement] = useState<HTMLVideoElement | null>(null);
  useLayoutEffect(() => {
    if (!element) return;
    element.srcObject = stream;
    return () => onVideo(null);
  }, [element, stream]);
  return <video ref={setElement} autoPlay playsInline muted onLoadedMetadata={() => onVideo(element)} aria-label="What the camera sees" />;
}

function Silhouette({ area, pose }: { area: string; pose: string }) {
  return (
    <svg class="silhouette" viewBox="0 0 300 400" aria-hidden="true">
      {silhouette(area, pose).map(({ x, y, r }) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r={r} />
      ))}
    </svg>
  );
}
