/** Finds the face in a picture: first roughly where, then 468 places on it. Pure. */
import { gridOf } from "./layers.ts";
import type { Grid } from "./layers.ts";
import { sigmoid, yielded } from "./network.ts";
import type { Network } from "./network.ts";

/** A place on a face, in pixels of the picture; z grows away from the camera. */
export interface Place {
  x: number;
  y: number;
  z: number;
}

export interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue and opacity of each. */
  data: ArrayLike<number>;
}

export interface Networks {
  detector: Network;
  mesh: Network;
}

/** A square laid on the picture: its middle, its side, and how far it is turned. */
interface Square {
  x: number;
  y: number;
  side: number;
  angle: number;
}

const DETECTOR_EDGE = 256;
const MESH_EDGE = 192;
/** The detector looks at cells of these sizes, each so often; two numbers for each name of what it yields. */
const CELLS = [
  { edge: 16, times: 2, scores: "Identity", boxes: "Identity_2" },
  { edge: 32, times: 6, scores: "Identity_1", boxes: "Identity_3" },
] as const;
const NUMBERS_PER_BOX = 16;
const LEAST_SCORE = 0.5;
// What the mesh was trained on: half as large again as the face.
const AROUND = 1.5;
// The outer corners of the eyes.
const EYES = [33, 263] as const;

/** The places of the one face that is surest; null where there is none. In a film it is looked for where it was `before`. */
export function faceIn(pixels: Pixels, networks: Networks, before: readonly Place[] | null = null): Place[] | null {
  const again = before && meshIn(pixels, squareAround(before), networks.mesh);
  if (again) return again;
  const rough = detected(pixels, networks.detector);
  const first = rough && meshIn(pixels, rough, networks.mesh);
  // Once more, laid by the places themselves: then every photo of a face is looked at alike.
  return first && meshIn(pixels, squareAround(first), networks.mesh);
}

function detected(pixels: Pixels, network: Network): Square | null {
  const side = Math.max(pixels.width, pixels.height);
  const whole = { x: pixels.width / 2, y: pixels.height / 2, side, angle: 0 };
  const input = cut(pixels, whole, DETECTOR_EDGE, (value) => value / 127.5 - 1);
  const [scores16, boxes16, scores32, boxes32] = yielded(network, input, CELLS.flatMap(({ scores, boxes }) => [scores, boxes]));
  const found = [best(scores16!, boxes16!, CELLS[0]), best(scores32!, boxes32!, CELLS[1])].sort((one, other) => other.score - one.score)[0]!;
  if (sigmoid(found.score) < LEAST_SCORE) return null;
  const scale = side / DETECTOR_EDGE;
  const at = (x: number, y: number) => ({ x: whole.x - side / 2 + x * scale, y: whole.y - side / 2 + y * scale });
  const [x, y, wide, high, rightX, rightY, leftX, leftY] = found.numbers as unknown as [number, number, number, number, number, number, number, number];
  return { ...at(x, y), side: Math.max(wide, high) * scale * AROUND, angle: Math.atan2(leftY - rightY, leftX - rightX) };
}

/** The surest box of one size of cells: its middle, its sides and the places of its eyes, in pixels of the detector. */
function best(scores: Float32Array, boxes: Float32Array, { edge, times }: (typeof CELLS)[number]) {
  let top = 0;
  scores.forEach((score, at) => {
    if (score > scores[top]!) top = at;
  });
  const cell = Math.floor(top / times);
  const perRow = DETECTOR_EDGE / edge;
  const middle = [((cell % perRow) + 0.5) * edge, (Math.floor(cell / perRow) + 0.5) * edge];
  const numbers = Array.from(boxes.subarray(top * NUMBERS_PER_BOX, top * NUMBERS_PER_BOX + 8), (number, at) =>
    at === 2 || at === 3 ? number : number + middle[at % 2]!,
  );
  return { score: scores[top]!, numbers };
}

/** The places in a square; null where it holds no face. */
function meshIn(pixels: Pixels, square: Square, network: Network): Place[] | null {
  const input = cut(pixels, square, MESH_EDGE, (value) => value / 255);
  const [numbers, flag] = yielded(network, input, ["Identity_2", "Identity_1"]) as [Float32Array, Float32Array];
  if (flag[0]! < LEAST_SCORE) return null;
  const scale = square.side / MESH_EDGE;
  const [cos, sin] = [Math.cos(square.angle) * scale, Math.sin(square.angle) * scale];
  return Array.from({ length: numbers.length / 3 }, (_, at) => {
    const [x, y] = [numbers[at * 3]! - MESH_EDGE / 2, numbers[at * 3 + 1]! - MESH_EDGE / 2];
    return { x: square.x + x * cos - y * sin, y: square.y + x * sin + y * cos, z: numbers[at * 3 + 2]! * scale };
  });
}

function squareAround(places: readonly Place[]): Square {
  const [right, left] = [places[EYES[0]]!, places[EYES[1]]!];
  const angle = Math.atan2(left.y - right.y, left.x - right.x);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const across = places.map(({ x, y }) => x * cos + y * sin);
  const down = places.map(({ x, y }) => y * cos - x * sin);
  const [least, most, top, bottom] = [Math.min(...across), Math.max(...across), Math.min(...down), Math.max(...down)];
  const [u, v] = [(least + most) / 2, (top + bottom) / 2];
  return { x: u * cos - v * sin, y: u * sin + v * cos, side: Math.max(most - least, bottom - top) * AROUND, angle };
}

/** A square of the picture as a network sees it: `edge` cells a side, each between its four nearest pixels; black beyond the rim. */
function cut({ width, height, data }: Pixels, square: Square, edge: number, change: (value: number) => number): Grid {
  const made = gridOf(edge, edge, 3);
  const step = square.side / edge;
  const [cos, sin] = [Math.cos(square.angle) * step, Math.sin(square.angle) * step];
  const pixel = (x: number, y: number, channel: number) => (x < 0 || y < 0 || x >= width || y >= height ? 0 : data[(y * width + x) * 4 + channel]!);
  for (let row = 0; row < edge; row += 1) {
    for (let column = 0; column < edge; column += 1) {
      const [u, v] = [column + 0.5 - edge / 2, row + 0.5 - edge / 2];
      const [x, y] = [square.x + u * cos - v * sin - 0.5, square.y + u * sin + v * cos - 0.5];
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [right, low] = [x - left, y - top];
      for (let channel = 0; channel < 3; channel += 1) {
        const above = pixel(left, top, channel) * (1 - right) + pixel(left + 1, top, channel) * right;
        const below = pixel(left, top + 1, channel) * (1 - right) + pixel(left + 1, top + 1, channel) * right;
        made.values[(row * edge + column) * 3 + channel] = change(above * (1 - low) + below * low);
      }
    }
  }
  return made;
}
