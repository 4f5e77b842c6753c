/** How it is said what signing out would lose. */
import { waitingWords } from "../offline/words.ts";

/** What waits on this phone and is not sent: the patient's own things, and photos somebody else took with it. */
export interface Unsent {
  own: number;
  others: number;
}

/** A sentence or two for each kind there is. */
export function lostWords({ own, others }: Unsent): string[] {
  const mine = own > 0 ? [`${waitingWords(own)} If you sign out now, it is lost.`] : [];
  const theirs = others === 1 ? ONE_PHOTO : photosWords(others);
  return others > 0 ? [...mine, theirs] : mine;
}

const ONE_PHOTO =
  "A photo that somebody else took with this phone is not sent yet. Only they can send it, by signing in here. If you sign out now, it is lost.";

function photosWords(count: number): string {
  return `${count} photos that somebody else took with this phone are not sent yet. Only they can send them, by signing in here. If you sign out now, they are lost.`;
}
