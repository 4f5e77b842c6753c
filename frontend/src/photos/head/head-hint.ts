/** What to say of a head that is held otherwise than in the first photo. Pure. */
import type { Hint } from "../hints.ts";
import { angleOf } from "./angle.ts";
import type { Face } from "./look.ts";

/** From here on the camera says it: six degrees of the head, as they are read (measured; see docs/design.md). */
const TELL_DEGREES = 5;

export function headHint(here: Face, first: Face): Hint | null {
  const [now, then] = [angleOf(here), angleOf(first)];
  const [turn, nod] = [then.turn - now.turn, then.nod - now.nod];
  if (Math.max(Math.abs(turn), Math.abs(nod)) <= TELL_DEGREES) return null;
  if (Math.abs(turn) > Math.abs(nod)) return turn > 0 ? "left" : "right";
  return nod > 0 ? "up" : "down";
}
