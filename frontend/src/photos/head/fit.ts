/** How one photo of a face lies over another, told by places that neither a smile nor a frown moves much. Pure. */
import type { Fit } from "../gallery/gate.ts";
import { residual, similarityOf } from "../gallery/similarity.ts";
import { apart, angleOf } from "./angle.ts";
import type { Face } from "./look.ts";

// The corners of the eyes, the ridge and the wings of the nose, the temples.
const STABLE = [33, 133, 362, 263, 168, 6, 197, 195, 5, 4, 1, 2, 98, 327, 129, 358, 127, 356];
/** The outer corners of the eyes: what is left over is told in shares of their distance. */
const EYES = [33, 263] as const;

/** Null where the places of `over` tell nothing. */
export function fitOf(over: Face, under: Face): Fit | null {
  const [from, to] = [STABLE.map((at) => over[at]!), STABLE.map((at) => under[at]!)];
  const by = similarityOf(from, to);
  return by && { by, leftOver: residual(by, from, to) / betweenEyes(under), headDegrees: apart(angleOf(over), angleOf(under)) };
}

/** How much nearer a face is in one picture than in the other. */
export function scaleOf(here: Face, there: Face): number {
  return betweenEyes(here) / betweenEyes(there);
}

function betweenEyes(face: Face): number {
  const [right, left] = [face[EYES[0]]!, face[EYES[1]]!];
  return Math.hypot(right.x - left.x, right.y - left.y, right.z - left.z);
}
