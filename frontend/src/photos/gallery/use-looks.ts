/** Looks at photos one after the other, for the light and the faces in them, and keeps how faces lie: four numbers each. */
import { useEffect, useState } from "preact/hooks";
import { ApiProblem } from "../../api/problem.ts";
import type { Face } from "../head/look.ts";
import { showsFace } from "../head/poses.ts";
import { useAlbum } from "./album.tsx";
import { faceIn } from "./heads.ts";
import { lightIn } from "./light.ts";
import type { Light } from "./light.ts";
import { linesOf } from "./lines.ts";
import type { Faces } from "./lines.ts";
import type { Photo } from "./photo-words.ts";
import { galleryApi } from "./requests.ts";
import type { Series } from "./series.ts";

interface Looks<T> {
  found: ReadonlyMap<string, T>;
  isLooking: boolean;
}

export interface Looked {
  faces: Faces;
  isLooking: boolean;
}

/** The faces in these photos, as they are found; where this phone cannot look, none. */
export function useFaces(photos: readonly Photo[]): Looked {
  const { found, isLooking } = useLooks<Face | null>(photos.filter(showsFace), faceIn);
  return { faces: found, isLooking };
}

/** The light in these photos, as it is measured. */
export const useLights = (photos: readonly Photo[]): Looks<Light> => useLooks(photos, lightIn);

function useLooks<T>(wanted: readonly Photo[], lookAt: (photo: Photo, signal: AbortSignal) => Promise<T>): Looks<T> {
  const { tell } = useAlbum();
  const [looks, setLooks] = useState<Looks<T>>({ found: new Map(), isLooking: wanted.length > 0 });
  const ids = wanted.map(({ id }) => id).join(" ");
  useEffect(() => {
    const stop = new AbortController();
    const look = async () => {
      const found = new Map<string, T>();
      for (const photo of wanted) {
        found.set(photo.id, await lookAt(photo, stop.signal));
        if (stop.signal.aborted) return;
        setLooks({ found: new Map(found), isLooking: found.size < wanted.length });
      }
    };
    look().catch((thrown: unknown) => {
      if (stop.signal.aborted) return;
      setLooks((was) => ({ ...was, isLooking: false }));
      if (thrown instanceof ApiProblem) tell(thrown);
      else console.warn("Photos: cannot be looked at now; two marks line them up as well.", thrown);
    });
    return () => stop.abort();
  }, [ids, tell]);
  return looks;
}

/**
 * Keeps what the faces say of photos nobody has lined up; not while some are still looked for.
 * True as long as more may come of it.
 */
export function useLines(series: Series | null, { faces, isLooking }: Looked): boolean {
  const { change, tell } = useAlbum();
  const [done, setDone] = useState<Faces | null>(null);
  useEffect(() => {
    if (!series || isLooking) return;
    let isOver = false;
    const keep = async () => {
      for (const [photo, alignment] of linesOf(series, faces)) {
        if (isOver) return;
        change(photo.id, await galleryApi.align(photo.id, alignment));
      }
    };
    void keep().catch(tell).then(() => isOver || setDone(faces));
    return () => {
      isOver = true;
    };
  }, [faces, isLooking]);
  return isLooking || (done !== faces && series !== null && linesOf(series, faces).length > 0);
}
