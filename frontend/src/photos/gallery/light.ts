/** Whether two photos were taken in like light: their brightness and tint, measured on the phone, never shown as a number. */
import { fetchPicture } from "../api.ts";
import type { Pair } from "./pairs.ts";
import type { Photo } from "./photo-words.ts";

/** Means of red, green and blue, 0 to 255, over the middle of a photo, and the share of it that is pure white. */
export interface Light {
  red: number;
  green: number;
  blue: number;
  burnt: number;
}

// A tenth is what the photo rules warn at (care protocol 5.2); burnt-out skin from two hundredths (facts, our choice).
const MOST_APART = 0.1;
const BURNT = 0.02;
const BURNT_LEVEL = 250;
const EDGE = 48;

/** What is said where the light differs; null where it is alike. */
export function lightNote(one: Light, other: Light): string | null {
  if (Math.max(one.burnt, other.burnt) >= BURNT && Math.abs(one.burnt - other.burnt) >= BURNT)
    return "The light differs: one of them is too bright to compare.";
  const bright = apart(brightness(one), brightness(other));
  if (bright > MOST_APART) return "The light differs: one is darker. What looks changed may be the light.";
  const tint = Math.max(apart(one.red / one.green, other.red / other.green), apart(one.blue / one.green, other.blue / other.green));
  if (tint > MOST_APART) return "The light has another colour. What looks changed may be the light.";
  return null;
}

/** The pairs taken in like light, or where nothing tells; and those that were not. */
export function byLight(pairs: readonly Pair[], lights: ReadonlyMap<string, Light>): [Pair[], Pair[]] {
  const isOther = ({ earlier, later }: Pair) => {
    const [one, other] = [lights.get(earlier.id), lights.get(later.id)];
    return one !== undefined && other !== undefined && lightNote(one, other) !== null;
  };
  return [pairs.filter((pair) => !isOther(pair)), pairs.filter(isOther)];
}

/** The light of RGBA pixels. */
export function lightOf(pixels: Uint8ClampedArray): Light {
  const sum = { red: 0, green: 0, blue: 0, burnt: 0 };
  for (let at = 0; at < pixels.length; at += 4) {
    const [red, green, blue] = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!];
    sum.red += red;
    sum.green += green;
    sum.blue += blue;
    if (Math.min(red, green, blue) >= BURNT_LEVEL) sum.burnt += 1;
  }
  const number = Math.max(1, pixels.length / 4);
  return { red: sum.red / number, green: sum.green / number, blue: sum.blue / number, burnt: sum.burnt / number };
}

const measuredBefore = new Map<string, Light>();

/** The light in a photo; each is measured once. */
export async function lightIn({ id }: Photo, signal: AbortSignal): Promise<Light> {
  const light = measuredBefore.get(id) ?? (await measureLight(id, signal));
  measuredBefore.set(id, light);
  return light;
}

export const forgetLights = (): void => measuredBefore.clear();

/** Measures the middle half of a photo, where the skin is, from its thumbnail. */
async function measureLight(id: string, signal: AbortSignal): Promise<Light> {
  const bitmap = await createImageBitmap(await fetchPicture(id, "thumb", signal));
  const canvas = new OffscreenCanvas(EDGE, EDGE);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("This browser gives no canvas.");
  const { width, height } = bitmap;
  pen.drawImage(bitmap, width / 4, height / 4, width / 2, height / 2, 0, 0, EDGE, EDGE);
  bitmap.close();
  return lightOf(pen.getImageData(0, 0, EDGE, EDGE).data);
}

const brightness = ({ red, green, blue }: Light): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** How far two amounts lie apart, as a share of the larger. */
function apart(one: number, other: number): number {
  const most = Math.max(one, other);
  return most > 0 ? Math.abs(one - other) / most : 0;
}
