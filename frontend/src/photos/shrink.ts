/** Knows how a picture is made small enough for a slow line, upright, and without what the camera wrote into it. */
import { ApiProblem } from "../api/problem.ts";

const LONGEST_EDGE = 2000;
const QUALITY = 0.9;

// What the server can read though this browser may not.
const AS_IT_IS = new Set(["image/heic", "image/heif", "image/avif"]);
const AS_IT_IS_LIMIT = 12 * 1024 ** 2;

const NOT_READ = "This phone cannot read that photo. Choose a JPEG or PNG, or take it with the camera in the app.";

/** Width and height that fit the longest edge; a small picture stays as it is. */
export function fitted(width: number, height: number, longest = LONGEST_EDGE): [number, number] {
  const scale = Math.min(1, longest / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** A chosen file as a small upright JPEG; as it is where only the server can read it. Throws ApiProblem for neither. */
export async function shrunk(file: Blob): Promise<Blob> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    if (AS_IT_IS.has(file.type) && file.size < AS_IT_IS_LIMIT) return file;
    throw new ApiProblem(415, "not_a_photo", NOT_READ);
  }
  try {
    return await jpegOf(bitmap, bitmap.width, bitmap.height);
  } finally {
    bitmap.close();
  }
}

/** A picture or a frame of the camera as a small JPEG. */
export async function jpegOf(source: CanvasImageSource, width: number, height: number): Promise<Blob> {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = fitted(width, height);
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) throw new ApiProblem(0, "not_a_photo", NOT_READ);
  context.imageSmoothingQuality = "high";
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (!made) throw new ApiProblem(0, "not_a_photo", NOT_READ);
  return made;
}
