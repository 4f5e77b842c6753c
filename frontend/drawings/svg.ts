/** Dots as a small SVG: one path for each ink and size, every dot a stroke of no length with round ends. */
import type { Dot } from "./stipple.ts";

/** Whole numbers are shorter: a fifth of a unit is finer than any eye. */
const FINE = 5;
const SIZES = [0.7, 0.95, 1.2];
/** On each part: a page that shows one part alone gets nothing from around it. */
const HOW = 'fill="none" stroke="currentColor" stroke-linecap="round"';
const STROKES = { ink: "currentColor", warm: "var(--warm)", cool: "var(--cool)" };

export interface Dots {
  /** The fragment by which a page shows this part. */
  id: string;
  dots: readonly Dot[];
}

export function svgOf(width: number, height: number, parts: readonly Dots[]): string {
  const groups = parts.map(({ id, dots }) => `<g id="${id}" ${HOW}>${pathsOf(dots, Math.sqrt((width * height) / dots.length) * 0.16)}</g>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width * FINE} ${height * FINE}">\n${groups.join("\n")}\n</svg>\n`;
}

function pathsOf(dots: readonly Dot[], base: number): string {
  const groups = new Map<string, Dot[]>();
  for (const dot of dots) {
    const key = `${dot.ink} ${sizeOf(dot.tone)}`;
    groups.set(key, [...(groups.get(key) ?? []), dot]);
  }
  return [...groups].map(([key, group]) => {
    const [ink, size] = key.split(" ") as [Dot["ink"], string];
    const stroke = ink === "ink" ? "" : ` stroke="${STROKES[ink]}"`;
    return `<path${stroke} stroke-width="${Math.round(Number(size) * base * 2 * FINE)}" d="${pathOf(group)}"/>`;
  }).join("");
}

function sizeOf(tone: number): number {
  return SIZES[Math.min(SIZES.length - 1, Math.floor(Math.sqrt(tone) * SIZES.length))]!;
}

/** From each dot to the nearest that is left, so that the steps are short to write. */
export function pathOf(dots: readonly { x: number; y: number }[]): string {
  const left = dots.map(({ x, y }) => [Math.round(x * FINE), Math.round(y * FINE)] as const);
  let [x, y] = [0, 0];
  let path = "";
  while (left.length > 0) {
    const away = left.map(([u, v]) => (u - x) ** 2 + (v - y) ** 2);
    const [[u, v]] = left.splice(away.indexOf(Math.min(...away)), 1) as [readonly [number, number]];
    path += `m${u - x}${v < y ? "" : " "}${v - y}h1`;
    [x, y] = [u + 1, v];
  }
  return path;
}
