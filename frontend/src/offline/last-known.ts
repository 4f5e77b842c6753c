/** What the server said last, kept sealed on this phone so that the app opens without a line. */
import { keep, kept, own, ownerHere, wipe } from "../../sw/storage.ts";
import type { Me, Plan } from "../api/types.ts";
import { keeping, ownerNow, pageIsOf } from "./owner.ts";
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
    const [owner, known] = await Promise.all([ownerHere(), kept<LastKnown>(NAME)]);
    pageIsOf(owner);
    if (known?.me.id === owner) read = known;
  } catch (problem) {
    console.warn("Last known: this browser keeps nothing.", problem);
  }
  return read;
}

export async function remember(known: LastKnown): Promise<void> {
  // Signed out while the server answered.
  if (known.me.id !== ownerNow()) return;
  read = known;
  try {
    await keep(known.me.id, NAME, known);
  } catch (problem) {
    console.warn("Last known: could not be kept.", problem);
  }
}

/**
 * This page, and what is kept from now on, is this patient's. With `isAsked` the server was only asked who is signed in:
 * where somebody signed out or in here while it answered, false is told, and the page knows nothing, as at its start.
 */
export async function comeIn(patientId: string, isAsked: boolean): Promise<boolean> {
  const before = ownerNow();
  if (before === patientId && !isAsked) return true;
  if (before !== patientId) forget();
  pageIsOf(patientId);
  try {
    if (await own(patientId, isAsked ? before : undefined)) return true;
    pageIsOf(null);
    reading = null;
    return false;
  } catch (problem) {
    console.warn("Last known: this browser keeps nothing.", problem);
    return true;
  }
}

/** Signed out: nothing of the patient stays on this phone; tells whether it was still theirs. */
export async function forgetAll(everything: boolean): Promise<boolean> {
  const owner = ownerNow();
  pageIsOf(null);
  const wasKnown = forget();
  let isTheirs = true;
  try {
    isTheirs = await wipe(owner, everything);
    if (isTheirs) await navigator.clearAppBadge?.();
  } catch (problem) {
    console.warn("Last known: could not be wiped.", problem);
  }
  // Only where somebody was signed in: two tabs of strangers would send each other round for ever.
  if (wasKnown && isTheirs) tellTabs("out");
  return isTheirs;
}

/** What this page knew by heart. */
function forget(): boolean {
  const wasKnown = read !== null;
  read = null;
  reading = Promise.resolve(null);
  return wasKnown;
}

let before: Promise<void> = Promise.resolve();

/** Asks once for what a screen may need without a line; one thing at a time, so that what is on the screen goes first. */
export function keepReady<T>(name: string, ask: () => Promise<T>): Promise<void> {
  const keep = keeping();
  before = before.then(() => askOnce(name, ask, keep));
  return before;
}

async function askOnce<T>(name: string, ask: () => Promise<T>, keep: ReturnType<typeof keeping>): Promise<void> {
  try {
    if ((await kept<T>(name)) === null) await keep(name, await ask());
  } catch (problem) {
    console.warn(`Not kept for later: ${name}.`, problem);
  }
}

/** A value the server gave, or the one it gave last when there is no line. */
export async function orKept<T>(name: string, ask: () => Promise<T>): Promise<T> {
  const keep = keeping();
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
