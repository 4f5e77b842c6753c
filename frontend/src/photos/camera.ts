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

export function useCamera(first: Facing): Camera {
  const [facing, setFacing] = useState(first);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<CameraState>("asking");
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [hasOther, setOther] = useState(false);
  const isSeen = useSeen();
  useEffect(() => {
    if (!isSeen) return;
    return open(facing, (opened, found) => {
      setStream(opened);
      setState(found);
      if (opened) void countCameras().then((count) => setOther(count > 1));
    });
  }, [facing, attempt, isSeen]);
  const turn = useCallback(() => setFacing((was) => (was === "user" ? "environment" : "user")), []);
  const again = useCallback(() => setAttempt((was) => was + 1), []);
  return { state, stream, facing, hasOther, turn, again };
}

/** Opens the camera and tells how that went; the returned function gives it back. */
function open(facing: Facing, tell: (stream: MediaStream | null, state: CameraState) => void): () => void {
  let isOver = false;
  let opened: MediaStream | null = null;
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices?.getUserMedia) {
    tell(null, "off");
    return () => undefined;
  }
  tell(null, "asking");
  devices.getUserMedia({ audio: false, video: { facingMode: facing, ...WANTED } }).then(
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

const stop = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

async function countCameras(): Promise<number> {
  const found = await navigator.mediaDevices.enumerateDevices();
  return found.filter(({ kind }) => kind === "videoinput").length;
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
