/** Making a film of photos on the phone: drawn on a canvas, recorded by the browser, sent nowhere. */
import type { Photo } from "./photo-words.ts";
import { gate } from "./gate.ts";
import { fitOfPair } from "./lines.ts";
import type { Faces } from "./lines.ts";
import { isHealing } from "./pairs.ts";
import { aspectOf, between } from "./series.ts";
import type { Series } from "./series.ts";
import { kept } from "./similarity.ts";
import type { Similarity } from "./similarity.ts";

export interface Frame {
  photo: Photo;
  /** How it lies over the first of the film. */
  by: Similarity;
}

/** Whether a photo was taken to show progress, and shows no day of healing. */
export const isForFilm = (photo: Photo): boolean => photo.kind === "progress" && !isHealing(photo);

/** The photos a film is made of: lined up, and taken alike as far as the faces tell; the oldest first. */
export function framesOf({ photos }: Series, faces: Faces): Frame[] {
  const able = photos.filter((photo) => photo.alignment && isForFilm(photo));
  const [first] = able;
  if (!first) return [];
  return able.flatMap((photo) => {
    const by = between(first, photo);
    // Lined up by hand, a head may still be held otherwise.
    const headDegrees = fitOfPair({ earlier: first, later: photo }, faces)?.headDegrees ?? null;
    return by && gate({ by, leftOver: null, headDegrees }) === null ? { photo, by } : [];
  });
}

const KINDS = ["video/mp4;codecs=avc1.42E01F", "video/mp4", "video/webm;codecs=vp9", "video/webm"];

/** The kind of film this browser can make; null where it can make none. */
export function filmKind(): string | null {
  if (typeof MediaRecorder !== "function" || !("captureStream" in HTMLCanvasElement.prototype)) return null;
  return KINDS.find((kind) => MediaRecorder.isTypeSupported(kind)) ?? null;
}

export const endingOf = (kind: string): string => (kind.startsWith("video/mp4") ? "mp4" : "webm");

const WIDTH = 720;
const HOLD_MS = 900;
const REDRAW_MS = 90;
const BITS_PER_SECOND = 4_000_000;
const PER_SECOND = 15;
const GREY = "#777777";
const BAND = 56;

interface Making {
  canvas: HTMLCanvasElement;
  frames: readonly Frame[];
  kind: string;
  /** Fetches a picture. */
  load: (photo: Photo) => Promise<Blob>;
  captionOf: (photo: Photo) => string;
  onFrame: (number: number) => void;
  signal: AbortSignal;
}

/** Draws one photo after the other, and returns the film; throws what `load` throws, and when it is stopped. */
export async function makeFilm(making: Making): Promise<Blob> {
  const { canvas, frames, kind, load, signal } = making;
  canvas.width = WIDTH;
  canvas.height = 2 * Math.round((WIDTH * aspectOf(frames[0]!.photo)) / 2) + BAND;
  const recording = record(canvas, kind);
  try {
    let coming = bitmapOf(load, frames[0]!.photo);
    for (const [index, frame] of frames.entries()) {
      const bitmap = await coming;
      const after = frames[index + 1];
      if (after) coming = bitmapOf(load, after.photo);
      making.onFrame(index + 1);
      await hold(canvas, bitmap, frame, making, signal);
      bitmap.close();
    }
  } finally {
    recording.stop();
  }
  return recording.film;
}

async function bitmapOf(load: Making["load"], photo: Photo): Promise<ImageBitmap> {
  return createImageBitmap(await load(photo), { resizeWidth: WIDTH, resizeQuality: "high" });
}

function record(canvas: HTMLCanvasElement, kind: string): { film: Promise<Blob>; stop: () => void } {
  const recorder = new MediaRecorder(canvas.captureStream(PER_SECOND), { mimeType: kind, videoBitsPerSecond: BITS_PER_SECOND });
  const pieces: Blob[] = [];
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  const film = new Promise<Blob>((resolve) => {
    recorder.onstop = () => resolve(new Blob(pieces, { type: kind.split(";")[0]! }));
  });
  recorder.start();
  return { film, stop: () => recorder.stop() };
}

/** Keeps one photo in the picture for a while; drawn again and again, since a still canvas records nothing. */
async function hold(canvas: HTMLCanvasElement, bitmap: ImageBitmap, frame: Frame, { captionOf }: Making, signal: AbortSignal) {
  const end = performance.now() + HOLD_MS;
  while (performance.now() < end) {
    signal.throwIfAborted();
    draw(canvas, bitmap, frame, captionOf(frame.photo));
    await new Promise((resolve) => setTimeout(resolve, REDRAW_MS));
  }
}

function draw(canvas: HTMLCanvasElement, bitmap: ImageBitmap, { photo, by }: Frame, caption: string): void {
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("This browser gives no canvas.");
  const aspect = aspectOf(photo);
  const { scale, rotation, shift_x, shift_y } = kept(by, aspect);
  const height = canvas.height - BAND;
  pen.resetTransform();
  pen.fillStyle = GREY;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.translate(WIDTH / 2 + shift_x * WIDTH, height / 2 + shift_y * WIDTH * aspect);
  pen.rotate((rotation * Math.PI) / 180);
  pen.scale(scale, scale);
  pen.drawImage(bitmap, -WIDTH / 2, (-WIDTH * aspect) / 2, WIDTH, WIDTH * aspect);
  pen.resetTransform();
  write(pen, caption, height);
}

function write(pen: CanvasRenderingContext2D, caption: string, top: number): void {
  pen.fillStyle = "#222222";
  pen.fillRect(0, top, WIDTH, BAND);
  pen.fillStyle = "#ffffff";
  pen.font = "28px sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(caption, WIDTH / 2, top + BAND / 2, WIDTH - BAND / 2);
}
