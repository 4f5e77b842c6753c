/** A face for tests: the places that are read of one, roughly where they lie on a head, to be turned and moved. */
import type { Face } from "../../frontend/src/photos/head/look.ts";

export interface Held {
  /** Degrees to the person's own left. */
  turn?: number;
  /** Degrees with the chin up. */
  nod?: number;
  /** Degrees clockwise in the picture. */
  tilt?: number;
  scale?: number;
  x?: number;
  y?: number;
}

// Right and left as the person has them: the right eye lies left in the picture. Shares of the picture's width; z away from the camera.
const PLACES: Record<number, [number, number, number]> = {
  33: [-0.15, -0.1, 0], 133: [-0.06, -0.1, -0.01], 362: [0.06, -0.1, -0.01], 263: [0.15, -0.1, 0],
  168: [0, -0.1, -0.06], 6: [0, -0.07, -0.07], 197: [0, -0.04, -0.09], 195: [0, -0.01, -0.11], 5: [0, 0.02, -0.13],
  4: [0, 0.05, -0.14], 1: [0, 0.06, -0.14], 2: [0, 0.09, -0.1], 98: [-0.05, 0.07, -0.06], 327: [0.05, 0.07, -0.06],
  129: [-0.06, 0.06, -0.05], 358: [0.06, 0.06, -0.05], 127: [-0.23, -0.1, 0.12], 356: [0.23, -0.1, 0.12],
  234: [-0.24, -0.03, 0.14], 454: [0.24, -0.03, 0.14], 10: [0, -0.33, -0.02], 151: [0, -0.25, -0.06], 9: [0, -0.18, -0.07],
  164: [0, 0.12, -0.09],
};
const DEGREE = Math.PI / 180;

export function turned({ turn = 0, nod = 0, tilt = 0, scale = 1, x = 0, y = 0 }: Held): Face {
  const [a, b, c] = [turn * DEGREE, nod * DEGREE, tilt * DEGREE];
  return Array.from({ length: 468 }, (_, at) => {
    const [u, v, w] = PLACES[at] ?? [0, 0, 0];
    const [v1, w1] = [v * Math.cos(b) + w * Math.sin(b), w * Math.cos(b) - v * Math.sin(b)];
    const [u2, w2] = [u * Math.cos(a) - w1 * Math.sin(a), w1 * Math.cos(a) + u * Math.sin(a)];
    return {
      x: scale * (u2 * Math.cos(c) - v1 * Math.sin(c)) + x,
      y: scale * (u2 * Math.sin(c) + v1 * Math.cos(c)) + y,
      z: scale * w2,
    };
  });
}
