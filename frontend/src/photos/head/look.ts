/** Asks the worker where the face in a picture is. It is started when first asked, and ended when nobody asks any more. */
import { fitted } from "../shrink.ts";
import { scriptAddress } from "../../script-address.ts";
import finder from "./finder.ts?worker&url";
import type { Pixels, Place } from "./find.ts";

/** A place on a face in shares of the picture's width, from its centre; z grows away from the camera. */
export type Face = readonly Place[];

export interface Question {
  id: number;
  pixels: Pixels;
  /** One of many that show the same, of one size. */
  isFilm: boolean;
}

/** `face` is null where there is none; `problem` tells why nothing can be told. */
export type Answer = { id: number; face: Place[] | null } | { id: number; problem: string };

/** The longer edge of what is looked at: enough for a face that fills half of it. */
const EDGE = 480;
// The networks take some megabytes of memory.
const IDLE_MS = 60_000;

let worker: Worker | null = null;
let count = 0;
let idle: ReturnType<typeof setTimeout> | undefined;
const asked = new Map<number, { resolve(face: Place[] | null): void; reject(problem: Error): void }>();

/** The face in what is shown now; null where there is none. Throws where this phone cannot look, as without a line at first. */
export async function faceOf(source: CanvasImageSource, width: number, height: number, isFilm = false): Promise<Face | null> {
  const pixels = pixelsOf(source, width, height);
  const face = await ask(pixels, isFilm);
  return face && face.map(({ x, y, z }) => ({ x: x / pixels.width - 0.5, y: (y - pixels.height / 2) / pixels.width, z: z / pixels.width }));
}

/** The same of a stored picture. */
export async function faceOfPicture(picture: Blob): Promise<Face | null> {
  const bitmap = await createImageBitmap(picture, { imageOrientation: "from-image" });
  try {
    return await faceOf(bitmap, bitmap.width, bitmap.height);
  } finally {
    bitmap.close();
  }
}

function pixelsOf(source: CanvasImageSource, width: number, height: number): Pixels {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = fitted(width, height, EDGE);
  const context = canvas.getContext("2d", { willReadFrequently: true, alpha: false });
  if (!context) throw new Error("This browser gives no canvas.");
  context.imageSmoothingQuality = "high";
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { width: canvas.width, height: canvas.height, data };
}

function ask(pixels: Pixels, isFilm: boolean): Promise<Place[] | null> {
  const answered = new Promise<Place[] | null>((resolve, reject) => {
    worker ??= started();
    count += 1;
    asked.set(count, { resolve, reject });
    worker.postMessage({ id: count, pixels, isFilm } satisfies Question);
  });
  clearTimeout(idle);
  return answered.finally(() => {
    if (asked.size === 0) idle = setTimeout(end, IDLE_MS);
  });
}

function started(): Worker {
  const made = new Worker(scriptAddress(finder));
  made.onmessage = ({ data }: MessageEvent<Answer>) => {
    const waiting = asked.get(data.id);
    asked.delete(data.id);
    if ("face" in data) return waiting?.resolve(data.face);
    waiting?.reject(new Error(data.problem));
    end(); // the next question fetches the networks again
  };
  made.onerror = (event) => {
    event.preventDefault();
    end();
  };
  return made;
}

function end(): void {
  worker?.terminate();
  worker = null;
  for (const { reject } of asked.values()) reject(new Error("The worker that looks for faces has stopped."));
  asked.clear();
}
