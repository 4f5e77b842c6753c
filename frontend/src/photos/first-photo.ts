/** The first photo of a pose, to take the next one alike: from the server, or still on this phone. */
import { useEffect, useState } from "preact/hooks";
import { idbPhotos } from "../../sw/photo-storage.ts";
import type { WaitingPhoto } from "../../sw/photo-outbox.ts";
import { photosApi } from "./api.ts";
import type { CourseCheckIns, WantedPose } from "./api.ts";
import { frameOfPicture } from "./frames.ts";
import { measured } from "./measure.ts";
import type { Grey, Measured } from "./measure.ts";

export interface FirstPhoto {
  picture: Blob;
  frame: Grey | null;
  measured: Measured | null;
}

/** Null while there is none, or where it cannot be had now: without a line, or while photos are locked. */
export function useFirstPhoto(wanted: WantedPose, course: CourseCheckIns, waiting: readonly WaitingPhoto[]): FirstPhoto | null {
  const [first, setFirst] = useState<FirstPhoto | null>(null);
  const local = wanted.ghost_id === null ? waiting.find((photo) => isAlike(photo, wanted, course))?.id : undefined;
  useEffect(() => {
    let isOver = false;
    setFirst(null);
    void find(wanted.ghost_id, local).then((found) => {
      if (!isOver) setFirst(found);
    });
    return () => {
      isOver = true;
    };
  }, [wanted.ghost_id, local]);
  return first;
}

function isAlike(photo: WaitingPhoto, wanted: WantedPose, { course_id, check_ins }: CourseCheckIns): boolean {
  const set = check_ins.find(({ id }) => id === photo.check_in);
  const isProgress = set === undefined || set.kind === "progress";
  return isProgress && photo.course_id === course_id && photo.area === wanted.area && photo.pose === wanted.pose;
}

async function find(serverId: string | null, localId: string | undefined): Promise<FirstPhoto | null> {
  try {
    const picture = serverId ? await photosApi.picture(serverId, "full") : await localPicture(localId);
    if (!picture) return null;
    const frame = await frameOfPicture(picture);
    return { picture, frame, measured: frame && measured(frame) };
  } catch (problem) {
    console.warn("Photos: the first one cannot be shown now.", problem);
    return null;
  }
}

async function localPicture(id: string | undefined): Promise<Blob | null> {
  const bytes = id ? await idbPhotos.picture(id) : null;
  return bytes && new Blob([bytes]);
}
