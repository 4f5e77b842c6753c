/** Photos for the tests of the gallery, as the server lists them. */
import type { Photo } from "../../frontend/src/photos/gallery/photo-words.ts";

export function photoOf(id: string, taken: string, changed: Partial<Photo> = {}): Photo {
  return {
    id,
    course_id: "c1",
    area: "face",
    pose: "front",
    check_in: null,
    kind: "progress",
    taken_at: `${taken}T09:00:00Z`,
    received_at: `${taken}T09:01:00Z`,
    session: null,
    day: null,
    caption: "Face, front. 1 June 2026, before the first session.",
    width: 1500,
    height: 2000,
    colour_sure: true,
    alignment: null,
    ...changed,
  };
}
