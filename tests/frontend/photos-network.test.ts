/** Small stored networks whose results can be worked out by hand. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Grid } from "../../frontend/src/photos/head/layers.ts";
import { networkOf, yielded } from "../../frontend/src/photos/head/network.ts";
import type { Stored } from "../../frontend/src/photos/head/network.ts";

type Node = Stored["modelTopology"]["node"][number];

const grid = (height: number, width: number, depth: number, ...values: number[]): Grid => ({ height, width, depth, values: Float32Array.from(values) });
const walk = (stride: number, padding: "SAME" | "VALID", ksize = 2) => ({
  strides: { list: { i: ["1", String(stride), String(stride), "1"] } },
  ksize: { list: { i: ["1", String(ksize), String(ksize), "1"] } },
  padding: { s: btoa(padding) },
});

/** What one layer makes of an input. */
function made(node: Omit<Node, "name">, input: Grid, weights: Record<string, [number[], number[]]> = {}): number[] {
  const stored = {
    modelTopology: { node: [{ name: "out", ...node }] },
    weightsManifest: [{ weights: Object.entries(weights).map(([name, [shape]]) => ({ name, shape, dtype: "float32" })) }],
  };
  const bytes = Float32Array.from(Object.values(weights).flatMap(([, values]) => values)).buffer;
  return [...yielded(networkOf(stored, bytes), input, ["out"])[0]!];
}

test("a filter walks over every cell, with zeros beyond the rim, and adds its bias", () => {
  const attr = { ...walk(1, "SAME"), fused_ops: { list: { s: [btoa("BiasAdd")] } } };
  const found = made({ op: "_FusedConv2D", input: ["in", "f", "b"], attr }, grid(2, 2, 1, 1, 2, 3, 4), {
    f: [[2, 2, 1, 1], [1, 10, 100, 1000]],
    b: [[1], [0.5]],
  });
  assert.deepEqual(found, [4321.5, 402.5, 43.5, 4.5]);
});

test("a filter with a stride of two leaves every other cell out, and what is below zero goes", () => {
  const attr = { ...walk(2, "VALID"), fused_ops: { list: { s: [btoa("BiasAdd"), btoa("Relu")] } } };
  const input = grid(1, 4, 1, 1, -2, 3, 4);
  assert.deepEqual(made({ op: "_FusedConv2D", input: ["in", "f", "b"], attr }, input, { f: [[1, 1, 1, 2], [1, -1]], b: [[2], [0, 0]] }), [1, 0, 3, 0]);
});

test("each channel may have a filter of its own", () => {
  const found = made({ op: "DepthwiseConv2dNative", input: ["in", "f"], attr: walk(1, "VALID") }, grid(1, 2, 2, 1, 2, 3, 4), { f: [[1, 2, 2, 1], [1, 10, 100, 1000]] });
  assert.deepEqual(found, [301, 4020]);
});

test("the largest of four stays", () => {
  assert.deepEqual(made({ op: "MaxPool", input: ["in"], attr: walk(2, "VALID") }, grid(2, 2, 2, 1, -1, 5, -2, 3, -3, 4, -4)), [5, -1]);
});

test("channels of zeros are put behind, and what is below zero is made smaller by its channel's slope", () => {
  const pads = { p: [[4, 2], [0, 0, 0, 0, 0, 0, 0, 1]] as [number[], number[]] };
  assert.deepEqual(made({ op: "Pad", input: ["in", "p"] }, grid(1, 2, 1, 7, 8), pads), [7, 0, 8, 0]);
  assert.deepEqual(made({ op: "Prelu", input: ["in", "s"] }, grid(1, 1, 2, -4, -4), { s: [[2], [0.5, 0.25]] }), [-2, -1]);
});

test("numbers of 16 bits are read as they were written", () => {
  const stored = {
    modelTopology: { node: [{ name: "out", op: "Prelu", input: ["in", "s"] }] },
    weightsManifest: [{ weights: [{ name: "s", shape: [4], dtype: "float32", quantization: { dtype: "float16" } }] }],
  };
  const bytes = Uint16Array.from([0x3c00, 0xc100, 0x0001, 0x3555]).buffer;
  const found = [...yielded(networkOf(stored, bytes), grid(1, 1, 4, -1, -1, -1, -1), ["out"])[0]!];
  [-1, 2.5, -(2 ** -24), -0.333].forEach((wanted, at) => assert.ok(Math.abs(found[at]! - wanted) < 1e-3, String(found)));
});

test("a layer that is not known, and weights that do not fit, are refused", () => {
  assert.throws(() => made({ op: "Softmax", input: ["in"] }, grid(1, 1, 1, 1)), /not known here: Softmax/);
  const stored = { modelTopology: { node: [] }, weightsManifest: [{ weights: [{ name: "s", shape: [4], dtype: "float32" }] }] };
  assert.throws(() => networkOf(stored, new ArrayBuffer(12)));
  assert.throws(() => networkOf(stored, new ArrayBuffer(20)), /do not fit/);
});
