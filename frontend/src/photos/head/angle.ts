/** How a head is held, told by places on its face. Pure. */
import type { Face } from "./look.ts";

/** In degrees. `turn`: above 0 to the person's own left; `nod`: above 0 chin up. */
export interface Angle {
  turn: number;
  nod: number;
}

interface Arrow {
  x: number;
  y: number;
  z: number;
}

// Places that lie alike on both sides of a face (right, left), and above each other (high, low) where no jaw moves them.
const ACROSS = [[33, 263], [133, 362], [127, 356], [234, 454]] as const;
const DOWN = [[10, 2], [151, 2], [9, 164]] as const;

export function angleOf(face: Face): Angle {
  const across = sumOf(face, ACROSS);
  const back = untilted(crossed(across, sumOf(face, DOWN)), Math.atan2(across.y, across.x));
  return { turn: degrees(Math.atan2(-back.x, back.z)), nod: degrees(Math.atan2(back.y, Math.hypot(back.x, back.z))) };
}

/** The arrow as it would be if the head were not tilted to a shoulder. */
function untilted({ x, y, z }: Arrow, tilt: number): Arrow {
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  return { x: x * cos + y * sin, y: y * cos - x * sin, z };
}

/** How much more one head is turned or nodded than the other. A tilt is left out: turning the photo mends it. */
export function apart(one: Angle, other: Angle): number {
  return Math.max(Math.abs(one.turn - other.turn), Math.abs(one.nod - other.nod));
}

function sumOf(face: Face, pairs: readonly (readonly [number, number])[]): Arrow {
  const sum = { x: 0, y: 0, z: 0 };
  for (const [from, to] of pairs) {
    sum.x += face[to]!.x - face[from]!.x;
    sum.y += face[to]!.y - face[from]!.y;
    sum.z += face[to]!.z - face[from]!.z;
  }
  return sum;
}

function crossed(one: Arrow, other: Arrow): Arrow {
  return {
    x: one.y * other.z - one.z * other.y,
    y: one.z * other.x - one.x * other.z,
    z: one.x * other.y - one.y * other.x,
  };
}

const degrees = (radians: number): number => (radians * 180) / Math.PI;
