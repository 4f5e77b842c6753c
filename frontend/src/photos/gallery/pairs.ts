/** Which photos are worth comparing: like with like, and what is said where two are not. */
import type { Photo } from "./photo-words.ts";
import type { Series } from "./series.ts";

export interface Pair {
  earlier: Photo;
  later: Photo;
}

// The healing log ends on day 7 (care protocol 5.1); a photo of those days shows swelling and redness that pass.
const HEALING_DAYS = 7;
// Two photos of the same point of healing were taken on the same day after a session, or the day beside it.
const SAME_DAY = 1;
const MOST_OFFERED = 12;

/** Pairs of one pose, the first with the newest at the top. */
export function pairsOf({ photos }: Series): Pair[] {
  const all = photos.flatMap((later, index) => photos.slice(0, index).map((earlier) => ({ earlier, later })));
  const like = all.filter(isLike);
  like.sort((one, other) => {
    const newest = order(other.later.taken_at, one.later.taken_at);
    return newest || daysApart(one) - daysApart(other) || order(one.earlier.taken_at, other.earlier.taken_at);
  });
  const [first] = photos.filter((photo) => !isHealing(photo));
  const fromFirst = like.filter((pair) => pair.earlier === first);
  return [...fromFirst, ...like.filter((pair) => pair.earlier !== first)].slice(0, MOST_OFFERED);
}

/** Whether both were taken at the same point: long after a session, or on the same day of healing. */
function isLike({ earlier, later }: Pair): boolean {
  if (isHealing(earlier) !== isHealing(later)) return false;
  return isHealing(earlier) ? earlier.session !== later.session && daysApart({ earlier, later }) <= SAME_DAY : true;
}

/** What must be said beside two photos of different days of healing; null where nothing must. */
export function healingNote({ earlier, later }: Pair): string | null {
  if (!isHealing(earlier) && !isHealing(later)) return null;
  if (earlier.day === later.day) return null;
  const first = earlier.day === null ? "A day before the first session" : `Day ${earlier.day}`;
  const second = later.day === null ? "a day before the first session" : `day ${later.day}`;
  return `${first} beside ${second} shows healing, not results.`;
}

/** The two of them in the order of time. */
export function pairOf(one: Photo, other: Photo): Pair {
  return one.taken_at <= other.taken_at ? { earlier: one, later: other } : { earlier: other, later: one };
}

/** Instants as text in the one form the server gives: plain comparing is enough, and quick for many. */
function order(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Taken to show the clinic how the skin heals, or while it did. */
export function isHealing(photo: Photo): boolean {
  return photo.kind === "healing" || (photo.day !== null && photo.day <= HEALING_DAYS);
}

function daysApart({ earlier, later }: Pair): number {
  return Math.abs((earlier.day ?? 0) - (later.day ?? 0));
}
