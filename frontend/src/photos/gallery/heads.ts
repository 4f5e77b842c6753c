/** The faces in the photos of the gallery: looked for on the phone, kept in this page's memory while the gallery is open. */
import { faceOfPicture } from "../head/look.ts";
import type { Face } from "../head/look.ts";
import { showsFace } from "../head/poses.ts";
import type { Photo } from "./photo-words.ts";
import { fetchPicture } from "../api.ts";

const found = new Map<string, Face | null>();

/** The face in a photo, from its thumbnail; null where there is none. Throws ApiProblem, and where this phone cannot look. */
export async function faceIn(photo: Photo, signal: AbortSignal): Promise<Face | null> {
  if (!showsFace(photo)) return null;
  const before = found.get(photo.id);
  if (before !== undefined) return before;
  const face = await faceOfPicture(await fetchPicture(photo.id, "thumb", signal));
  found.set(photo.id, face);
  return face;
}

export function forgetFaces(): void {
  found.clear();
}
