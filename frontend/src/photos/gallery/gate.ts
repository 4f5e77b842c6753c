/** When two photos are too unlike to be laid over each other, and the sentence that says why. */
import type { Similarity } from "./similarity.ts";

// Beyond these the rest that no turning and scaling can mend is more than a patient's skin changes (measured; see docs/design.md).
const SCALE = { least: 0.7, most: 1.4 };
const MOST_TURNED_DEGREES = 15;
const MOST_LEFT_OVER = 0.08;
// Told by the places on two faces, which read a fifth too low: these are ten degrees of the head (measured; see docs/design.md).
/** How far the head may be turned between two photos that are laid over each other. */
export const HEAD_GATE_DEGREES = 8;

export interface Fit {
  by: Similarity;
  /** What is left between the landmarks, as a share of the distance between the eyes; null where only two marks are known. */
  leftOver: number | null;
  /** How much more the head is turned or nodded in one photo; null where nothing can tell. */
  headDegrees: number | null;
}

/** Why these two may stand side by side only; null when they may be laid over each other. */
export function gate({ by, leftOver, headDegrees }: Fit): string | null {
  if (headDegrees !== null && headDegrees > HEAD_GATE_DEGREES) return "The head is turned to a different angle.";
  if (by.scale < SCALE.least || by.scale > SCALE.most) return "One was taken from much nearer.";
  if (Math.abs(by.rotation) > MOST_TURNED_DEGREES) return "One is much more tilted.";
  if (leftOver !== null && leftOver > MOST_LEFT_OVER) return "Even turned and moved, they do not lie on each other.";
  return null;
}
