/** What waits on the phone is tried again when the line is back, when the app is looked at, and from time to time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { onEachChance } from "../../frontend/src/offline/chances.ts";
import type { Chance } from "../../frontend/src/offline/chances.ts";

class FakeDocument extends EventTarget {
  visibilityState = "visible";
}

/** A page whose chances are noted, and a clock that runs when told. */
function open() {
  const window = new EventTarget();
  const document = new FakeDocument();
  const alarms: { milliseconds: number; ring: () => void }[] = [];
  const noted: Chance[] = [];
  const every = (milliseconds: number, ring: () => void) => void alarms.push({ milliseconds, ring });
  onEachChance((chance) => noted.push(chance), { window, document, every });
  return { window, document, alarms, noted };
}

test("opening the page is no chance by itself: whoever asks tries at the start anyway", () => {
  assert.deepEqual(open().noted, []);
});

test("the line that is back is a chance", () => {
  const { window, noted } = open();
  window.dispatchEvent(new Event("online"));
  assert.deepEqual(noted, ["line"]);
});

test("a look at the app is a chance, turning away is none", () => {
  const { document, noted } = open();
  document.visibilityState = "hidden";
  document.dispatchEvent(new Event("visibilitychange"));
  assert.deepEqual(noted, []);
  document.visibilityState = "visible";
  document.dispatchEvent(new Event("visibilitychange"));
  assert.deepEqual(noted, ["look"]);
});

test("every half minute is a chance, for a line that came back unnoticed", () => {
  const { alarms, noted } = open();
  assert.deepEqual(alarms.map(({ milliseconds }) => milliseconds), [30_000]);
  for (const { ring } of [...alarms, ...alarms]) ring();
  assert.deepEqual(noted, ["time", "time"]);
});
