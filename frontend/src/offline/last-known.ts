/** What the server said last, kept sealed on this phone so that the app opens without a line. */
import { keep, kept, wipe } from "../../sw/storage.ts";
import type { Me, Plan } from "../api/types.ts";
import { tellTabs } from "./tabs.ts";

export interface LastKnown {
  me: Me;
  plan: Plan;
  /** How far the server's clock is ahead of the phone's, in milliseconds. */
  skew_ms: number;
}

const NAME = "last-known";

let reading: Promise<LastKnown | null> | null = null;
let read: LastKnown | null = null;

/** Read once, as early as the script begins. A browser that keeps nothing knows nothing. */
export function lastKnown(): Promise<LastKnown | null> {
  reading ??= readNow();
  return reading;
}

/** What is known already, without waiting. */
export const knownNow = (): LastKnown | null => read;

async function readNow(): Promise<LastKnown | null> {
  try {
    read = await kept<LastKnown>(NAME);
  } catch (problem) {
    console.warn("Last known: this browser keeps nothing.", problem);
  }
  return read;
}

export async function remember(known: LastKnown): Promise<void> {
  read = known;
  try {
    await keep(NAME, known);
  } catch (problem) {
    console.warn("Last known: could not be kept.", problem);
  }
}

/** Signed out: nothing of the patient stays on this phone. */
export async function forgetAll(): Promise<void> {
  const wasKnown = read !== null;
  read = null;
  reading = Promise.resolve(null);
  try {
    await wipe();
    await navigator.clearAppBadge?.();
  } catch (problem) {
    console.warn("Last known: could not be wiped.", problem);
  }
  // Only where somebody was signed in: two tabs of strangers would send each other round for ever.
  if (wasKnown) tellTabs("out");
}

let before: Promise<void> = Promise.resolve();

/** Asks once for what a screen may need without a line; one thing at a time, so that what is on the screen goes first. */
export function keepReady<T>(name: string, ask: () => Promise<T>): Promise<void> {
  before = before.then(() => askOnce(name, ask));
  return before;
}

async function askOnce<T>(name: string, ask: () => Promise<T>): Promise<void> {
  try {
    if ((await kept<T>(name)) === null) await keep(name, await ask());
  } catch (problem) {
    console.warn(`Not kept for later: ${name}.`, problem);
  }
}

/** A value the server gave, or the one it gave last when there is no line. */
export async function orKept<T>(name: string, ask: () => Promise<T>): Promise<T> {
  try {
    const value = await ask();
    await keep(name, value).catch((problem: unknown) => console.warn(`Not kept: ${name}.`, problem));
    return value;
  } catch (problem) {
    const before = await kept<T>(name).catch(() => null);
    if (before === null) throw problem;
    return before;
  }
}
