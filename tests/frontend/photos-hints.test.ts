/** Hints on made frames: a portrait that is dark, glaring, blurred, nearer or farther than the first photo. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { scaleBetween } from "../../frontend/src/photos/distance.ts";
import { hintsFor } from "../../frontend/src/photos/hints.ts";
import { greyOf, measured, smoothed } from "../../frontend/src/photos/measure.ts";
import type { Grey } from "../../frontend/src/photos/measure.ts";

const [WIDTH, HEIGHT] = [192, 256];

/** The same pseudo-random row of numbers in each run. */
function noise(): () => number {
  let seed = 7;
  return () => (seed = (seed * 16807) % 2147483647) / 2147483647;
}

interface Portrait {
  scale?: number;
  skin?: number;
  light?: number;
  grain?: number;
  moveX?: number;
}

/** An oval head with eyes, mouth and freckles before a grey wall. */
function portrait({ scale = 1, skin = 150, light = 1, grain = 0, moveX = 0 }: Portrait = {}): Grey {
  const random = noise();
  const rgba = new Float32Array(WIDTH * HEIGHT * 4);
  for (let at = 0; at < WIDTH * HEIGHT; at += 1) {
    const x = ((at % WIDTH) - WIDTH / 2 - moveX) / scale;
    const y = (Math.floor(at / WIDTH) - HEIGHT / 2) / scale;
    const value = Math.min(255, shade(x, y, skin) * light + (random() - 0.5) * grain);
    rgba.set([value, value, value, 255], at * 4);
  }
  return greyOf(rgba, WIDTH, HEIGHT);
}

function shade(x: number, y: number, skin: number): number {
  if (Math.hypot(x / 52, y / 78) > 1) return 110;
  if (Math.hypot(Math.abs(x) - 20, (y + 14) * 1.6) < 8) return skin * 0.3;
  if (Math.abs(x) < 16 && Math.abs(y - 40) < 4) return skin * 0.55;
  return (Math.round(x) * 5 + Math.round(y) * 3) % 17 === 0 ? skin * 0.85 : skin;
}

const blurred = (frame: Grey, times = 4): Grey => Array.from({ length: times }).reduce<Grey>((each) => smoothed(each), frame);

const hints = (frame: Grey, first: Grey | null = portrait()) =>
  hintsFor(measured(frame), first && measured(first), first && scaleBetween(frame, first));

test("a photo like the first one needs no words", () => assert.deepEqual(hints(portrait({ moveX: 4 })), []));

test("without a first photo only what is plainly wrong is said", () => {
  assert.deepEqual(hints(portrait(), null), []);
  assert.deepEqual(hints(blurred(portrait()), null), []);
  assert.deepEqual(hints(portrait({ light: 0.3 }), null), ["dark"]);
  assert.deepEqual(hints(portrait({ light: 1.9 }), null), ["glare"]);
});

test("a dark frame is dark, and nothing is said of its blur", () => {
  assert.deepEqual(hints(portrait({ light: 0.25, grain: 30 })), ["dark"]);
});

test("whose first photo was as dark is told of its light no more than then", () => {
  const dim = portrait({ light: 0.3 });
  assert.deepEqual(hints(portrait({ light: 0.3, moveX: 2 }), dim), []);
});

test("dark skin in good light is never called dark", () => {
  const first = portrait({ skin: 30, scale: 1.2 });
  assert.ok(measured(first).light < 60);
  assert.deepEqual(hints(first, null), []);
  assert.deepEqual(hints(portrait({ skin: 30, scale: 1.2, moveX: 2 }), first), []);
});

test("other light than in the first photo is said", () => {
  assert.deepEqual(hints(portrait({ light: 0.8 })), ["darker"]);
  assert.deepEqual(hints(portrait({ light: 1.2 })), ["brighter"]);
});

test("another colour of light is said", () => {
  const warm = { ...portrait(), warmth: 1.3 };
  assert.deepEqual(hints(warm), ["colour"]);
});

test("blur is judged against the first photo", () => assert.deepEqual(hints(blurred(portrait())), ["blurred"]));

// As much as looks sharp where it is not smoothed away, and does not where it is.
const GRAIN = 15;

test("the noise of poor light does not pass for sharpness", () => {
  const noisy = blurred(portrait({ light: 0.95 }));
  const random = noise();
  const grainy = { ...noisy, values: noisy.values.map((value) => value + (random() - 0.5) * GRAIN) };
  assert.ok(hints(grainy).includes("blurred"));
});

test("nearer and farther than in the first photo are told apart", () => {
  assert.deepEqual(hints(portrait({ scale: 1.35 })), ["nearer"]);
  assert.deepEqual(hints(portrait({ scale: 0.7 })), ["farther"]);
});

test("of two pictures with nothing in common no distance is said", () => {
  const random = noise();
  const wall: Grey = { width: WIDTH, height: HEIGHT, warmth: 1, values: new Float32Array(WIDTH * HEIGHT).map(() => random() * 255) };
  assert.equal(scaleBetween(portrait(), wall), null);
});
