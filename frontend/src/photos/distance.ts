/** Knows how much larger or smaller a frame shows the same thing than the first photo did. Pure, and only a guess. */
import type { Grey } from "./measure.ts";

const EDGE = 40;
// What lies at the rim was not spread, and would look like an edge of its own.
const RIM = 3;
const SCALES = [0.6, 0.68, 0.77, 0.88, 1, 1.14, 1.3, 1.47, 1.67];
const SHIFTS = [-6, -4, -2, 0, 2, 4, 6];
/** How alike the two must be at the best scale, and how much better that must be than no change at all. */
const LEAST_LIKENESS = 0.6;
const LEAST_GAIN = 0.08;

/** The scale of `frame` over `first` (above 1: nearer); null where the two are too unlike to tell. */
export function scaleBetween(frame: Grey, first: Grey): number | null {
  const [here, there] = [outline(frame), outline(first)];
  const likeness = SCALES.map((scale) => best(here, there, scale));
  const top = Math.max(...likeness);
  if (top < LEAST_LIKENESS) return null;
  const same = likeness[SCALES.indexOf(1)]!;
  return top - same < LEAST_GAIN ? 1 : SCALES[likeness.indexOf(top)]!;
}

/** Where brightness changes, on a small square: less touched by the light than brightness itself. */
function outline({ width, height, values }: Grey): Float32Array {
  const small = new Float32Array(EDGE * EDGE);
  const size = Math.max(width, height);
  const grey = (x: number, y: number) => {
    const [sx, sy] = [Math.round(((x + 0.5) / EDGE) * size - (size - width) / 2), Math.round(((y + 0.5) / EDGE) * size - (size - height) / 2)];
    return values[clamp(sy, height) * width + clamp(sx, width)]!;
  };
  for (let y = 1; y < EDGE - 1; y += 1) {
    for (let x = 1; x < EDGE - 1; x += 1) {
      small[y * EDGE + x] = Math.hypot(grey(x + 1, y) - grey(x - 1, y), grey(x, y + 1) - grey(x, y - 1));
    }
  }
  return spread(small);
}

const clamp = (at: number, length: number): number => Math.min(length - 1, Math.max(0, at));

/** Made wider, so that lines a pixel apart still meet. */
function spread(lines: Float32Array): Float32Array {
  const wide = new Float32Array(lines.length);
  for (let y = 2; y < EDGE - 2; y += 1) {
    for (let x = 2; x < EDGE - 2; x += 1) {
      let sum = 0;
      for (let dy = -2; dy <= 2; dy += 1) for (let dx = -2; dx <= 2; dx += 1) sum += lines[(y + dy) * EDGE + x + dx]!;
      wide[y * EDGE + x] = sum;
    }
  }
  return wide;
}

/** How alike the two are with `there` made larger by this scale, at the best place. */
function best(here: Float32Array, there: Float32Array, scale: number): number {
  let top = -1;
  for (const dy of SHIFTS) for (const dx of SHIFTS) top = Math.max(top, correlation(here, there, scale, dx, dy));
  return top;
}

function correlation(here: Float32Array, there: Float32Array, scale: number, dx: number, dy: number): number {
  const half = EDGE / 2;
  let [n, a, b, aa, bb, ab] = [0, 0, 0, 0, 0, 0];
  for (let y = RIM; y < EDGE - RIM; y += 1) {
    const sy = Math.round((y - half - dy) / scale + half);
    if (sy < RIM || sy >= EDGE - RIM) continue;
    for (let x = RIM; x < EDGE - RIM; x += 1) {
      const sx = Math.round((x - half - dx) / scale + half);
      if (sx < RIM || sx >= EDGE - RIM) continue;
      const [u, v] = [here[y * EDGE + x]!, there[sy * EDGE + sx]!];
      [n, a, b, aa, bb, ab] = [n + 1, a + u, b + v, aa + u * u, bb + v * v, ab + u * v];
    }
  }
  const variance = (n * aa - a * a) * (n * bb - b * b);
  return n < (EDGE * EDGE) / 5 || variance <= 0 ? -1 : (n * ab - a * b) / Math.sqrt(variance);
}
