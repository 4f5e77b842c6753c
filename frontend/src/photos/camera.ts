/** The phone's camera: asked for while a photo is being taken, given back at once. */
import { useCallback, useEffect, useState } from "preact/hooks";

export type Facing = "user" | "environment";

/** asking · on · refused: not allowed · none: there is none, or another app has it · off: this browser gives none. */
export type CameraState = "asking" | "on" | "refused" | "none" | "off";

export interface Camera {
  state: CameraState;
  stream: MediaStream | null;
  facing: Facing;
  /** Whether there is another camera to turn to. */
  hasOther: boolean;
  turn(): void;
  again(): void;
}

// More than is kept, so that the phone picks its photo mode rather than a film's.
const WANTED = { width: { ideal: 2560 }, height: { ideal: 1920 } };

/** Which camera to open: the one that looks this way, and where cameras do not say how they look, another than `not`. */
export interface Wish {
  facing: Facing;
  not: string | null;
}

export function useCamera(first: Facing): Camera {
  const [wish, setWish] = useState<Wish>({ facing: first, not: null });
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<CameraState>("asking");
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [hasOther, setOther] = useState(false);
  const isSeen = useSeen();
  useEffect(() => {
    if (!isSeen) return;
    return open(wish, (opened, found) => {
      setStream(opened);
      setState(found);
      if (opened) void countCameras().then((count) => setOther(count > 1));
    });
  }, [wish, attempt, isSeen]);
  const turn = useCallback(
    () => setWish(({ facing }) => ({ facing: facing === "user" ? "environment" : "user", not: stream && idOf(stream) })),
    [stream],
  );
  const again = useCallback(() => setAttempt((was) => was + 1), []);
  return { state, stream, facing: wish.facing, hasOther, turn, again };
}

/** Opens the camera and tells how that went; the returned function gives it back. */
function open(wish: Wish, tell: (stream: MediaStream | null, state: CameraState) => void): () => void {
  let isOver = false;
  let opened: MediaStream | null = null;
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices?.getUserMedia) {
    tell(null, "off");
    return () => undefined;
  }
  tell(null, "asking");
  streamOf(wish, devices).then(
    (stream) => {
      if (isOver) return stop(stream);
      opened = stream;
      tell(stream, "on");
    },
    (problem: unknown) => {
      if (!isOver) tell(null, (problem as Error).name === "NotAllowedError" ? "refused" : "none");
    },
  );
  return () => {
    isOver = true;
    if (opened) stop(opened);
    tell(null, "asking");
  };
}

/** A computer's cameras look nowhere in particular: asked for the other one, it gives the same again. */
export async function streamOf({ facing, not }: Wish, devices: Pick<MediaDevices, "getUserMedia" | "enumerateDevices">): Promise<MediaStream> {
  const ask = (which: MediaTrackConstraints) => devices.getUserMedia({ audio: false, video: { ...which, ...WANTED } });
  const stream = await ask({ facingMode: facing });
  if (not === null || idOf(stream) !== not) return stream;
  const other = cameras(await devices.enumerateDevices()).find(({ deviceId }) => deviceId !== not);
  if (!other) return stream;
  stop(stream);
  return ask({ deviceId: { exact: other.deviceId } });
}

const idOf = (stream: MediaStream): string | null => stream.getVideoTracks()[0]?.getSettings().deviceId ?? null;

const cameras = (devices: readonly MediaDeviceInfo[]): MediaDeviceInfo[] => devices.filter(({ kind }) => kind === "videoinput");

const stop = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

async function countCameras(): Promise<number> {
  return cameras(await navigator.mediaDevices.enumerateDevices()).length;
}

/** False while another app or tab is in front: then the camera belongs to others. */
function useSeen(): boolean {
  const [isSeen, setSeen] = useState(document.visibilityState === "visible");
  useEffect(() => {
    const look = () => setSeen(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
  return isSeen;
}
