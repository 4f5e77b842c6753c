/** What the live picture might do better, measured a few times a second on small frames. */
import { useEffect, useState } from "preact/hooks";
import { scaleBetween } from "./distance.ts";
import type { FirstPhoto } from "./first-photo.ts";
import { frameOf, frameOfPicture } from "./frames.ts";
import { hintsFor } from "./hints.ts";
import type { Hint } from "./hints.ts";
import { measured } from "./measure.ts";
import type { Grey } from "./measure.ts";

const EVERY_MS = 700;

export function hintsOf(frame: Grey | null, first: FirstPhoto | null): Hint[] {
  if (!frame) return [];
  const scale = first?.frame ? scaleBetween(frame, first.frame) : null;
  return hintsFor(measured(frame), first?.measured ?? null, scale);
}

/** The one most useful hint, once it was there twice: words that flicker help nobody. */
export function useLiveHint(video: HTMLVideoElement | null, first: FirstPhoto | null): Hint | null {
  const [hint, setHint] = useState<Hint | null>(null);
  useEffect(() => {
    if (!video) return;
    let before: Hint | null = null;
    const timer = setInterval(() => {
      const [now = null] = hintsOf(frameOf(video, video.videoWidth, video.videoHeight), first);
      if (now === before) setHint(now);
      before = now;
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [video, first]);
  return hint;
}

/** All that might be better about a photo just taken. */
export function useShotHints(picture: Blob, first: FirstPhoto | null): Hint[] {
  const [hints, setHints] = useState<Hint[]>([]);
  useEffect(() => {
    let isOver = false;
    void frameOfPicture(picture).then((frame) => {
      if (!isOver) setHints(hintsOf(frame, first));
    });
    return () => {
      isOver = true;
    };
  }, [picture, first]);
  return hints;
}
