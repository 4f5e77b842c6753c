/** The face in the first photo and in the live picture, looked for while the camera is open; null where it cannot be told. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";
import { faceOf, faceOfPicture } from "./look.ts";
import type { Face } from "./look.ts";

const EVERY_MS = 700;
// Slower than this it would say what was true a while ago, and take the battery.
const TOO_SLOW_MS = 4000;
const UNTOLD = "Faces: cannot be looked for now; the camera works without.";

/** The face in a picture; each picture is looked at once. */
export function usePictureFace(picture: Blob | null): Face | null {
  const [face, setFace] = useState<Face | null>(null);
  useEffect(() => {
    let isOver = false;
    setFace(null);
    if (!picture) return;
    faceOfPicture(picture).then(
      (found) => {
        if (!isOver) setFace(found);
      },
      (problem: unknown) => console.warn(UNTOLD, problem),
    );
    return () => {
      isOver = true;
    };
  }, [picture]);
  return face;
}

/** The face in the video as it was a moment ago. */
export function useLiveFace(video: HTMLVideoElement | null, isWanted: boolean): RefObject<Face | null> {
  const face = useRef<Face | null>(null);
  useEffect(() => {
    if (!video || !isWanted) return;
    const stop = new AbortController();
    keepLooking(video, stop.signal, (found) => (face.current = found)).catch((problem: unknown) => console.warn(UNTOLD, problem));
    return () => {
      stop.abort();
      face.current = null;
    };
  }, [video, isWanted]);
  return face;
}

async function keepLooking(video: HTMLVideoElement, signal: AbortSignal, tell: (face: Face | null) => void): Promise<void> {
  for (let looks = 0; !signal.aborted; looks += 1) {
    const began = performance.now();
    const found = video.videoWidth ? await faceOf(video, video.videoWidth, video.videoHeight, true) : null;
    const took = performance.now() - began;
    if (signal.aborted) return;
    // The first look has to search the whole picture; the others know where the face was.
    const isSlow = looks > 0 && took > TOO_SLOW_MS;
    tell(isSlow ? null : found);
    if (isSlow) return;
    // As long again as it took: the phone stays cool.
    await new Promise((resolve) => setTimeout(resolve, Math.max(EVERY_MS, took)));
  }
}
