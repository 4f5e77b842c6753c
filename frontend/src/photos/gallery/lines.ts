/** Lining photos up by the faces in them: which of them lie over the first, and how. Pure. */
import { fitOf } from "../head/fit.ts";
import type { Face } from "../head/look.ts";
import { gate, HEAD_GATE_DEGREES } from "./gate.ts";
import type { Fit } from "./gate.ts";
import type { Pair } from "./pairs.ts";
import type { Photo } from "./photo-words.ts";
import { aspectOf, baseOf, inFrame } from "./series.ts";
import type { Series } from "./series.ts";
import { combined, kept, SAME } from "./similarity.ts";
import type { Alignment } from "./similarity.ts";

export type Faces = ReadonlyMap<string, Face | null>;

/** How the later photo of a pair lies over the earlier; null where a face is missing. */
export function fitOfPair({ earlier, later }: Pair, faces: Faces): Fit | null {
  const [over, under] = [faces.get(later.id), faces.get(earlier.id)];
  return over && under ? fitOf(over, under) : null;
}

/** The pairs whose heads are held alike, or where nothing tells; and those beyond the gate. */
export function byHead(pairs: readonly Pair[], faces: Faces): [Pair[], Pair[]] {
  const isTurned = (pair: Pair) => (fitOfPair(pair, faces)?.headDegrees ?? 0) > HEAD_GATE_DEGREES;
  return [pairs.filter((pair) => !isTurned(pair)), pairs.filter(isTurned)];
}

/** What is to be kept of a series: photos nobody has lined up yet, where the faces say how, within the limits. */
export function linesOf(series: Series, faces: Faces): [Photo, Alignment][] {
  const base = baseOf(series);
  const under = faces.get(base.id);
  if (!under) return [];
  const frame = inFrame(base) ?? SAME;
  const lines = series.photos.flatMap((photo): [Photo, Alignment][] => {
    const over = faces.get(photo.id);
    if (photo.id === base.id || photo.alignment || !over) return [];
    const fit = fitOf(over, under);
    return fit && gate(fit) === null ? [[photo, kept(combined(fit.by, frame), aspectOf(photo))]] : [];
  });
  return lines.length && !base.alignment ? [[base, kept(SAME, aspectOf(base))], ...lines] : lines;
}
