/** What might be better about a photo, in words. They warn and never block. Pure. */
import type { Measured } from "./measure.ts";

// From the measurements this app was built on: where each is a start value, it is judged against the first photo too.
const DARK = 60;
// Dark skin in good light has a bright wall behind it; a dark room has none.
const DARK_EVERYWHERE = 100;
const GLARE = 0.02;
const BLUR = 0.5;
const OTHER_LIGHT = 0.1;
const OTHER_COLOUR = 0.1;
const NEARER = 1.2;
const FARTHER = 0.83;

const WORDS = {
  dark: "It is too dark. Face a window, or switch on more light.",
  glare: "Parts are too bright. Turn away from the sun or the lamp.",
  darker: "It is darker than in your first photo.",
  brighter: "It is brighter than in your first photo.",
  colour: "The light has another colour than in your first photo. Switch the lamps off, or on, as you did then.",
  left: "Turn your head a little to your left, as in your first photo.",
  right: "Turn your head a little to your right, as in your first photo.",
  up: "Lift your chin a little, as in your first photo.",
  down: "Lower your chin a little, as in your first photo.",
  blurred: "It looks blurred. Hold still, and wipe the lens.",
  nearer: "You are closer than in your first photo. Move back a little.",
  farther: "You are farther away than in your first photo. Come closer.",
} as const;

export type Hint = keyof typeof WORDS;

export const hintWords = (hint: Hint): string => WORDS[hint];

/** What to say of a frame, the most useful first; without a first photo only what is plainly wrong. */
export function hintsFor(frame: Measured, first: Measured | null, scale: number | null, head: Hint | null = null): Hint[] {
  const light = lightHint(frame, first);
  const hints: Hint[] = light ? [light] : [];
  // Another angle looks like another face, and nothing can mend it later.
  if (head) hints.push(head);
  if (first && isApart(frame.warmth, first.warmth, OTHER_COLOUR)) hints.push("colour");
  // In poor light noise hides blur: say the light first.
  if (first && light !== "dark" && frame.detail < first.detail * BLUR) hints.push("blurred");
  if (scale !== null && light !== "dark" && scale >= NEARER) hints.push("nearer");
  if (scale !== null && light !== "dark" && scale <= FARTHER) hints.push("farther");
  return hints;
}

function lightHint(frame: Measured, first: Measured | null): Hint | null {
  const isLikeFirst = first !== null && !isApart(frame.light, first.light, OTHER_LIGHT);
  if (frame.light < DARK && frame.bright < DARK_EVERYWHERE && !isLikeFirst) return "dark";
  if (frame.glare > GLARE) return "glare";
  if (!first || isLikeFirst) return null;
  return frame.light < first.light ? "darker" : "brighter";
}

const isApart = (value: number, other: number, share: number): boolean => Math.abs(value - other) > other * share;
