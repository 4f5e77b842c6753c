/** How it is said whether two photos are lined up: first that their faces are looked for, then what came of it. */
import type { Faces } from "./lines.ts";
import type { Pair } from "./pairs.ts";

export const LOOKING = "Looking for the face in both photos, on this phone.";
const BY_HAND = "You show two spots on each photo, and they are laid over each other.";

/** Why two photos do not lie over each other, once nobody looks any more, and what to do. */
export function notLinedUpWords({ earlier, later }: Pair, faces: Faces): string {
  const missing = [earlier, later].filter(({ id }) => faces.get(id) === null).length;
  if (missing === 0) return `These two are not lined up yet. ${BY_HAND}`;
  return `No face was found in ${missing === 2 ? "these two" : "one of these two"}, so they are not lined up yet. ${BY_HAND}`;
}
