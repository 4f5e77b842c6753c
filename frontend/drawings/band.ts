/** The phase band: dots under a falling line, close together after the session and further apart with each phase. */
import { chanceOf } from "./chance.ts";

export const WIDTH = 390;
export const HEIGHT = 56;
/** Where the second and the third phase begin. */
export const EDGES = [130, 270] as const;
const APART = [3.5, 5.4, 8.6];
const DARTS = 16_000;
const SEED = 11;

/** Each dot as `[x, y]` in tenths, from left to right. */
function bandDots(): [number, number][] {
  const chance = chanceOf(SEED);
  const dots: [number, number][] = [];
  for (let dart = 0; dart < DARTS; dart++) {
    const [x, y] = [2 + chance() * (WIDTH - 4), chance() * (HEIGHT - 2)];
    const apart = APART[x < EDGES[0] ? 0 : x < EDGES[1] ? 1 : 2]!;
    if (y < topAt(x) || dots.some(([u, v]) => (u - x) ** 2 + (v - y) ** 2 < apart ** 2)) continue;
    dots.push([x, y]);
  }
  return dots.map(([x, y]): [number, number] => [Math.round(x * 10), Math.round(y * 10)]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/** The line under which the dots lie: steep at first, then level, with the unevenness of a hand. */
function topAt(x: number): number {
  return 3 + (HEIGHT - 14) * (1 - Math.exp(-x / 150)) + 1.8 * Math.sin(x / 17);
}

/** The dots as text: for each how much further right than the last, and how far down. */
export function bandText(): string {
  let last = 0;
  return bandDots().map(([x, y]) => {
    const step = x - last;
    last = x;
    return `${step} ${y}`;
  }).join(" ");
}
