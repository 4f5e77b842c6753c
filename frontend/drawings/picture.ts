/** A picture as tones: surfaces laid over each other, and lines; dots are shade by day and light by night. */
import type { Outline } from "./shapes.ts";

export type Ink = "ink" | "warm" | "cool";

export interface Tone {
  /** How close the dots stand, 0 (none) to 1. */
  tone: number;
  ink: Ink;
}

interface Surface {
  kind: "surface";
  outline: Outline;
  /** How dark it is by day, 0 to 1. */
  dark: (x: number, y: number) => number;
  ink: Ink;
}

interface Line {
  kind: "line";
  outline: Outline;
  width: number;
  tone: number;
  ink: Ink;
}

export type Layer = Surface | Line;

export interface Picture {
  width: number;
  height: number;
  dots: number;
  layers: readonly Layer[];
}

export function surface(outline: Outline, dark: Surface["dark"], ink: Ink = "ink"): Layer {
  return { kind: "surface", outline, dark, ink };
}

/** A line along an outline; by night it shines as it shades by day. */
export function line(outline: Outline, width: number, tone = 0.8, ink: Ink = "ink"): Layer {
  return { kind: "line", outline, width, tone, ink };
}

/** A tone that goes from one place to another. */
export function slope(x0: number, y0: number, x1: number, y1: number, from: number, to: number): Surface["dark"] {
  const [dx, dy] = [x1 - x0, y1 - y0];
  return (x, y) => {
    const t = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy);
    return from + (to - from) * Math.max(0, Math.min(1, t)) ** 1.4;
  };
}

/** A ball lit from the upper left. */
export function ball(cx: number, cy: number, r: number, from: number, to: number): Surface["dark"] {
  return (x, y) => from + (to - from) * Math.min(1, Math.hypot(x - cx + r * 0.4, y - cy + r * 0.4) / (1.4 * r)) ** 2.2;
}

/** The tone of every point of a picture, row by row. */
export function tonesOf({ width, height, layers }: Picture, isNight: boolean): Tone[] {
  const tones: Tone[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) tones.push(toneAt(layers, x + 0.5, y + 0.5, isNight));
  }
  return tones;
}

function toneAt(layers: readonly Layer[], x: number, y: number, isNight: boolean): Tone {
  let found: Tone = { tone: 0, ink: "ink" };
  for (const layer of layers) {
    const distance = layer.outline(x, y);
    if (layer.kind === "surface") {
      if (distance < 0) found = { tone: isNight ? byNight(layer, x, y) : layer.dark(x, y), ink: layer.ink };
    } else if (Math.abs(distance) < layer.width / 2) {
      found = { tone: Math.max(layer.tone, found.tone), ink: layer.ink };
    }
  }
  return found;
}

/** What is pale by day shines by night; what is coloured stays seen; what is empty stays empty. */
function byNight({ dark, ink }: Surface, x: number, y: number): number {
  const byDay = dark(x, y);
  if (byDay === 0) return 0;
  const light = 0.08 + 0.72 * (1 - byDay) ** 1.3;
  return ink === "ink" ? light : 0.4 + 0.36 * light;
}
