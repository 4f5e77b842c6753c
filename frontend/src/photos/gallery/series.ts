/** Which photos belong together: those of one area and pose, and which of them the others are laid over. */
import type { Photo } from "./photo-words.ts";
import { subjectOf } from "./photo-words.ts";
import { combined, inverse, similarityFrom } from "./similarity.ts";
import type { Similarity } from "./similarity.ts";
import { SAME } from "./similarity.ts";

export interface Series {
  subject: string;
  /** The oldest first. */
  photos: readonly Photo[];
}

/** Every area and pose there are photos of, the newest of them first. */
export function seriesOf(photos: readonly Photo[]): Series[] {
  const found = new Map<string, Photo[]>();
  for (const photo of [...photos].sort(byDate)) {
    const name = `${photo.area}/${photo.pose}`;
    found.set(name, [...(found.get(name) ?? []), photo]);
  }
  const all = [...found.values()].map((together) => ({ subject: subjectOf(together[0]!), photos: together }));
  return all.sort((one, other) => byDate(other.photos.at(-1)!, one.photos.at(-1)!));
}

/** The photos of the same area and pose as this one. */
export function seriesWith(photos: readonly Photo[], id: string): Series | null {
  return seriesOf(photos).find((series) => series.photos.some((photo) => photo.id === id)) ?? null;
}

/** What the others are laid over: the oldest that lies in the common frame already, else the oldest. */
export function baseOf({ photos }: Series): Photo {
  return photos.find((photo) => photo.alignment) ?? photos[0]!;
}

export function aspectOf({ width, height }: Pick<Photo, "width" | "height">): number {
  return height / width;
}

/** How `photo` lies in the common frame of its series; null while nobody has lined it up. */
export function inFrame(photo: Photo): Similarity | null {
  return photo.alignment && similarityFrom(photo.alignment, aspectOf(photo));
}

/** How `upper` lies over `lower`; null unless both are lined up. */
export function between(lower: Photo, upper: Photo): Similarity | null {
  if (lower.id === upper.id) return SAME;
  const under = inFrame(lower);
  const over = inFrame(upper);
  return under && over && combined(over, inverse(under));
}

function byDate(one: Photo, other: Photo): number {
  const [first, second] = [one.taken_at + one.id, other.taken_at + other.id];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
