/** Knows how a small grey frame is read from a video or a picture. */
import { FRAME_EDGE, greyOf } from "./measure.ts";
import type { Grey } from "./measure.ts";
import { fitted } from "./shrink.ts";

/** A frame of what is shown now; null while there is nothing to see. */
export function frameOf(source: CanvasImageSource, width: number, height: number): Grey | null {
  if (!width || !height) return null;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = fitted(width, height, FRAME_EDGE);
  const context = canvas.getContext("2d", { willReadFrequently: true, alpha: false });
  if (!context) return null;
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return greyOf(data, canvas.width, canvas.height);
}

export async function frameOfPicture(picture: Blob): Promise<Grey | null> {
  try {
    const bitmap = await createImageBitmap(picture, { imageOrientation: "from-image" });
    const frame = frameOf(bitmap, bitmap.width, bitmap.height);
    bitmap.close();
    return frame;
  } catch {
    return null; // a kind of picture this browser cannot read has no frame
  }
}
