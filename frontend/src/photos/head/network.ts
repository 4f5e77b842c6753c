/** Runs a stored network, a graph of a few kinds of layer, in plain arithmetic: no WebGL, no WebAssembly, no code made from text. */
import { added, convolved, convolvedEach, leaky, padded, pooled } from "./layers.ts";
import type { Filter, Grid, Walk } from "./layers.ts";

/** The graph as the TensorFlow.js file format has it; only what is read here. */
export interface Stored {
  modelTopology: { node: readonly StoredNode[] };
  weightsManifest: readonly { weights: readonly StoredWeight[] }[];
}

interface StoredNode {
  name: string;
  op: string;
  input?: readonly string[];
  attr?: { strides?: List; ksize?: List; padding?: { s: string }; fused_ops?: { list?: { s?: readonly string[] } } };
}

interface List {
  list: { i: readonly string[] };
}

interface StoredWeight {
  name: string;
  shape: readonly number[];
  dtype: string;
  quantization?: { dtype: string };
}

export interface Network {
  nodes: readonly StoredNode[];
  weights: ReadonlyMap<string, Filter>;
}

/** Puts a graph and the bytes of its weights together. */
export function networkOf({ modelTopology, weightsManifest }: Stored, bytes: ArrayBuffer): Network {
  const weights = new Map<string, Filter>();
  let from = 0;
  for (const weight of weightsManifest.flatMap((part) => part.weights)) {
    const count = weight.shape.reduce((all, side) => all * side, 1);
    const size = weight.quantization ? 2 : 4;
    weights.set(weight.name, { shape: weight.shape, values: numbersOf(weight, bytes.slice(from, from + count * size)) });
    from += count * size;
  }
  if (from !== bytes.byteLength) throw new Error("The weights do not fit the network.");
  return { nodes: modelTopology.node.filter(({ op }) => op !== "Const" && op !== "Placeholder"), weights };
}

function numbersOf({ dtype, quantization }: StoredWeight, bytes: ArrayBuffer): Float32Array {
  if (quantization) return Float32Array.from(new Uint16Array(bytes), fromHalf);
  return dtype === "int32" ? Float32Array.from(new Int32Array(bytes)) : new Float32Array(bytes);
}

/** A number of 16 bits: one for the sign, five for the exponent, ten for the fraction. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** What the nodes of these names yield for an input. */
export function yielded(network: Network, input: Grid, names: readonly string[]): Float32Array[] {
  const grids = new Map<string, Grid>();
  for (const node of network.nodes) grids.set(node.name, result(node, network, grids, input));
  return names.map((name) => grids.get(name)!.values);
}

function result(node: StoredNode, { weights }: Network, grids: ReadonlyMap<string, Grid>, input: Grid): Grid {
  const [first = "", second = ""] = node.input ?? [];
  const over = grids.get(first) ?? input;
  if (node.op === "Identity" || node.op === "Reshape") return over; // the order of the numbers stays
  if (node.op === "_FusedConv2D") return fused(node, over, weights);
  if (node.op === "DepthwiseConv2dNative") return convolvedEach(over, weights.get(second)!, walkOf(node));
  if (node.op === "AddV2") return added(over, grids.get(second)!);
  if (node.op === "Relu") return leaky(over, null);
  if (node.op === "Prelu") return leaky(over, weights.get(second)!.values);
  if (node.op === "Sigmoid") return { ...over, values: over.values.map(sigmoid) };
  if (node.op === "MaxPool") return pooled(over, Number(node.attr!.ksize!.list.i[1]), walkOf(node).stride);
  if (node.op === "Pad") return padded(over, pairsOf(weights.get(second)!.values));
  throw new Error(`This network has a layer that is not known here: ${node.op}.`);
}

function fused(node: StoredNode, over: Grid, weights: Network["weights"]): Grid {
  const [, filter = "", bias = "", slopes = ""] = node.input ?? [];
  const made = convolved(over, weights.get(filter)!, weights.get(bias)!.values, walkOf(node));
  const after = (node.attr?.fused_ops?.list?.s ?? []).map((word) => atob(word));
  if (after.includes("Relu")) return leaky(made, null);
  return after.includes("Prelu") ? leaky(made, weights.get(slopes)!.values) : made;
}

export const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

function walkOf({ attr }: StoredNode): Walk {
  return { stride: Number(attr!.strides!.list.i[1]), isSame: atob(attr!.padding!.s) === "SAME" };
}

/** Rows, columns and channels; the pair before them is of the batch. */
function pairsOf(numbers: Float32Array): [number, number][] {
  return [1, 2, 3].map((side) => [numbers[side * 2]!, numbers[side * 2 + 1]!]);
}
