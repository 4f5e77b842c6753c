/** What the live picture might do better, measured a few times a second on small frames. */
import { useEffect, useState } from "preact/hooks";
import { scaleBetween } from "./distance.ts";
import type { FirstPhoto } from "./first-photo.ts";
import { frameOf, frameOfPicture } from "./frames.ts";
import { hintsFor } from "./hints.ts";
import { faceOfPicture } from "./head/look.ts";
import type { Face } from "./head/look.ts";
import { headHint } from "./head/head-hint.ts";
import { scaleOf } from "./head/fit.ts";
import { useLiveFace } from "./head/use-head.ts";
import type { Hint } from "./hints.ts";
import { measured } from "./measure.ts";
import type { Grey } from "./measure.ts";

const EVERY_MS = 700;

/** The face in the frame and in the first photo, where this phone has found both. */
interface Faces {
  here: Face;
  first: Face;
}

function hintsOf(frame: Grey | null, first: FirstPhoto | null, faces: Faces | null): Hint[] {
  if (!frame) return [];
  const guess = () => (first?.frame ? scaleBetween(frame, first.frame) : null);
  const scale = faces ? scaleOf(faces.here, faces.first) : guess();
  return hintsFor(measured(frame), first?.measured ?? null, scale, faces && headHint(faces.here, faces.first));
}

/** The one most useful hint, once it was there twice: words that flicker help nobody. */
export function useLiveHint(video: HTMLVideoElement | null, first: FirstPhoto | null, firstFace: Face | null): Hint | null {
  const [hint, setHint] = useState<Hint | null>(null);
  const face = useLiveFace(video, firstFace !== null);
  useEffect(() => {
    if (!video) return;
    let before: Hint | null = null;
    const timer = setInterval(() => {
      const [now = null] = hintsOf(frameOf(video, video.videoWidth, video.videoHeight), first, both(face.current, firstFace));
      if (now === before) setHint(now);
      before = now;
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [video, first, firstFace]);
  return hint;
}

const both = (here: Face | null, first: Face | null): Faces | null => here && first && { here, first };

/** All that might be better about a photo just taken; what the face says comes a moment later. */
export function useShotHints(picture: Blob, first: FirstPhoto | null, firstFace: Face | null): Hint[] {
  const [hints, setHints] = useState<Hint[]>([]);
  useEffect(() => {
    let isOver = false;
    const tell = (frame: Grey | null, face: Face | null) => {
      if (!isOver) setHints(hintsOf(frame, first, both(face, firstFace)));
    };
    void frameOfPicture(picture).then(async (frame) => {
      tell(frame, null);
      if (firstFace) tell(frame, await faceOfPicture(picture).catch(() => null));
    });
    return () => {
      isOver = true;
    };
  }, [picture, first, firstFace]);
  return hints;
}
