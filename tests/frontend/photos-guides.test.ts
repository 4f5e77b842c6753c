/** What helps to take a photo alike: outlines made of dots, and marks that arrow keys move. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { howTo } from "../../frontend/src/photos/how.ts";
import { movedBy, within } from "../../frontend/src/photos/marks.ts";
import { silhouette } from "../../frontend/src/photos/silhouettes.ts";

const POSES: [string, string[]][] = [
  ["face", ["front", "left_45", "right_45", "left_side", "right_side", "near"]],
  ["neck", ["front", "chin_up", "left_side"]],
  ["chest", ["front", "left_45"]],
  ["hands", ["backs"]],
  ["abdomen", ["front"]],
  ["thighs", ["back"]],
  ["arms", ["front"]],
  ["back", ["wide", "close"]],
];

for (const [area, poses] of POSES) {
  test(`each pose of ${area} has an outline inside the frame`, () => {
    for (const pose of poses) {
      const dots = silhouette(area, pose);
      assert.ok(dots.length > 20, pose);
      assert.ok(dots.every(({ x, y }) => x >= 0 && x <= 300 && y >= 0 && y <= 400), pose);
    }
  });
}

for (const [area, poses] of POSES) {
  test(`how to take ${area} is said in a few short lines of its own`, () => {
    for (const pose of poses) {
      const lines = howTo({ area, pose });
      assert.ok(lines.length >= 4 && lines.length <= 6, pose);
      assert.ok(lines.every((line) => line.length <= 90 && line.endsWith(".")), pose);
    }
  });
}

test("a close-up asks for what shows its size, light from the side for no other light, and only a face for a face", () => {
  const close = howTo({ area: "face", pose: "close" });
  assert.ok(close[0]!.includes("ruler") && !close.join(" ").includes("wall"));
  assert.ok(!howTo({ area: "face", pose: "side_lit" }).join(" ").includes("window"));
  assert.ok(!howTo({ area: "hands", pose: "backs" }).join(" ").includes("face,"));
});

test("left and right are each other's mirror", () => {
  const [left, right] = [silhouette("face", "left_side"), silhouette("face", "right_side")];
  assert.deepEqual(right.map(({ x, y }) => [Math.round(300 - x), Math.round(y)]), left.map(({ x, y }) => [Math.round(x), Math.round(y)]));
});

test("arrow keys move a mark, other keys do not, and it stays in the picture", () => {
  assert.deepEqual(movedBy("ArrowRight", { x: 0.5, y: 0.5 }), { x: 0.52, y: 0.5 });
  assert.deepEqual(movedBy("ArrowUp", { x: 0.5, y: 0 }), { x: 0.5, y: 0 });
  assert.equal(movedBy("Tab", { x: 0.5, y: 0.5 }), null);
  assert.deepEqual(within({ x: -3, y: 7 }), { x: 0, y: 1 });
});
