/** How pairs of pictures lie over each other by their faces, as the phone works it out. Reads a list of pairs, writes JSON. */
import { readFileSync } from "node:fs";
import { faceIn } from "../../frontend/src/photos/head/find.ts";
import type { Place } from "../../frontend/src/photos/head/find.ts";
import { fitOf } from "../../frontend/src/photos/head/fit.ts";
import { networkOf } from "../../frontend/src/photos/head/network.ts";
import type { Network, Stored } from "../../frontend/src/photos/head/network.ts";

/** A file of red, green, blue and opacity of each pixel. */
interface Picture {
  file: string;
  width: number;
  height: number;
}

const MODELS = new URL("../../frontend/node_modules/@vladmandic/human/models/", import.meta.url);

function load(name: string): Network {
  const weights = readFileSync(new URL(`${name}.bin`, MODELS));
  const stored = JSON.parse(readFileSync(new URL(`${name}.json`, MODELS), "utf8")) as Stored;
  return networkOf(stored, weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength) as ArrayBuffer);
}

const networks = { detector: load("blazeface"), mesh: load("facemesh") };
const looked = new Map<string, Place[] | null>();

/** The face in shares of the picture's width, from its centre. */
function faceOf({ file, width, height }: Picture): Place[] | null {
  if (!looked.has(file)) {
    const face = faceIn({ width, height, data: readFileSync(file) }, networks);
    looked.set(file, face && face.map(({ x, y, z }) => ({ x: x / width - 0.5, y: (y - height / 2) / width, z: z / width })));
  }
  return looked.get(file)!;
}

const pairs = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as { over: Picture; under: Picture }[];
const found = pairs.map(({ over, under }) => {
  const [upper, lower] = [faceOf(over), faceOf(under)];
  if (!upper || !lower) return null;
  const [right, left] = [lower[33]!, lower[263]!];
  const middle = { x: (right.x + left.x) / 2, y: (right.y + left.y) / 2 };
  return { ...fitOf(upper, lower), eyes: Math.hypot(right.x - left.x, right.y - left.y), middle };
});
console.log(JSON.stringify(found));
