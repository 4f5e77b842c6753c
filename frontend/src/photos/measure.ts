/** Knows what a small frame says of light, sharpness and distance. Pure; frames are compared with the patient's own first photo. */

/** A small picture as one grey value (0 to 255) per pixel, and the mean of its red over that of its blue. */
export interface Grey {
  width: number;
  height: number;
  values: Float32Array;
  warmth: number;
}

export interface Measured {
  /** The mean of the middle, 0 to 255. */
  light: number;
  /** What nineteen of twenty pixels of the whole frame stay under: a wall or a forehead, whatever the skin. */
  bright: number;
  /** The share of the middle that is blown out. */
  glare: number;
  /** How much fine detail the middle holds, after noise is smoothed away. */
  detail: number;
  warmth: number;
}

/** The longer edge of the frames that are measured. */
export const FRAME_EDGE = 256;

const BLOWN_OUT = 250;

/** RGBA pixels, as a canvas gives them, in grey (Rec. 601). */
export function greyOf(rgba: ArrayLike<number>, width: number, height: number): Grey {
  const values = new Float32Array(width * height);
  let [red, blue] = [1, 1];
  for (let at = 0; at < values.length; at += 1) {
    const [r, g, b] = [rgba[at * 4]!, rgba[at * 4 + 1]!, rgba[at * 4 + 2]!];
    values[at] = 0.299 * r + 0.587 * g + 0.114 * b;
    red += r;
    blue += b;
  }
  return { width, height, values, warmth: red / blue };
}

export function measured(frame: Grey): Measured {
  const middle = middleOf(frame);
  let [sum, blown] = [0, 0];
  for (const value of middle.values) {
    sum += value;
    if (value > BLOWN_OUT) blown += 1;
  }
  const count = middle.values.length;
  return { light: sum / count, bright: brightOf(frame), glare: blown / count, detail: detailOf(smoothed(middle)), warmth: frame.warmth };
}

function brightOf({ values }: Grey): number {
  const sorted = Float32Array.from(values).sort();
  return sorted[Math.floor(sorted.length * 0.95)]!;
}

/** The part where the face or hand is: three fifths of the width, four fifths of the height. */
function middleOf({ width, height, values, warmth }: Grey): Grey {
  const [left, top] = [Math.round(width * 0.2), Math.round(height * 0.1)];
  const [w, h] = [width - 2 * left, height - 2 * top];
  const cut = new Float32Array(w * h);
  for (let y = 0; y < h; y += 1) cut.set(values.subarray((top + y) * width + left, (top + y) * width + left + w), y * w);
  return { width: w, height: h, values: cut, warmth };
}

/** The variance of the Laplacian. */
function detailOf({ width, height, values }: Grey): number {
  let [sum, squares, count] = [0, 0, 0];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const edge = values[at - 1]! + values[at + 1]! + values[at - width]! + values[at + width]! - 4 * values[at]!;
      sum += edge;
      squares += edge * edge;
      count += 1;
    }
  }
  return count ? squares / count - (sum / count) ** 2 : 0;
}

/** Each pixel as the mean of its nine: in low light noise would look sharper than sharp. */
export function smoothed({ width, height, values, warmth }: Grey): Grey {
  const smooth = new Float32Array(values);
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      let sum = 0;
      for (let row = y - 1; row <= y + 1; row += 1) {
        for (let at = row * width + x - 1; at <= row * width + x + 1; at += 1) sum += values[at]!;
      }
      smooth[y * width + x] = sum / 9;
    }
  }
  return { width, height, values: smooth, warmth };
}
