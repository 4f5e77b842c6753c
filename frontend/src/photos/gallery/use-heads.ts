/** Looks for the faces in photos one after the other, and keeps how they lie over the first: four numbers each. */
import { useEffect, useState } from "preact/hooks";
import { ApiProblem } from "../../api/problem.ts";
import { useAlbum } from "./album.tsx";
import { showsFace } from "../head/poses.ts";
import { faceIn } from "./heads.ts";
import { linesOf } from "./lines.ts";
import type { Faces } from "./lines.ts";
import type { Photo } from "./photo-words.ts";
import { galleryApi } from "./requests.ts";
import type { Series } from "./series.ts";

export interface Looked {
  faces: Faces;
  isLooking: boolean;
}

/** The faces in these photos, as they are found; where this phone cannot look, none. */
export function useFaces(photos: readonly Photo[]): Looked {
  const { tell } = useAlbum();
  const wanted = photos.filter(showsFace);
  const [looked, setLooked] = useState<Looked>({ faces: new Map(), isLooking: wanted.length > 0 });
  const ids = wanted.map(({ id }) => id).join(" ");
  useEffect(() => {
    const stop = new AbortController();
    const look = async () => {
      const faces = new Map<string, Awaited<ReturnType<typeof faceIn>>>();
      for (const photo of wanted) {
        faces.set(photo.id, await faceIn(photo, stop.signal));
        if (stop.signal.aborted) return;
        setLooked({ faces: new Map(faces), isLooking: faces.size < wanted.length });
      }
    };
    look().catch((thrown: unknown) => {
      if (stop.signal.aborted) return;
      setLooked((was) => ({ ...was, isLooking: false }));
      if (thrown instanceof ApiProblem) tell(thrown);
      else console.warn("Faces: cannot be looked for now; two marks line photos up as well.", thrown);
    });
    return () => stop.abort();
  }, [ids, tell]);
  return looked;
}

/** Keeps what the faces say of photos nobody has lined up; not while some are still looked for. */
export function useLines(series: Series | null, { faces, isLooking }: Looked): void {
  const { change, tell } = useAlbum();
  useEffect(() => {
    if (!series || isLooking) return;
    let isOver = false;
    const keep = async () => {
      for (const [photo, alignment] of linesOf(series, faces)) {
        if (isOver) return;
        change(photo.id, await galleryApi.align(photo.id, alignment));
      }
    };
    keep().catch(tell);
    return () => {
      isOver = true;
    };
  }, [faces, isLooking]);
}
