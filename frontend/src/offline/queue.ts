/** The page's end of the outbox: what waits to be sent, when it is sent, and what was refused. */
import { browserOutbox } from "../../sw/outbox.ts";
import type { Entry, Refusal } from "../../sw/outbox.ts";
import { forgetRefusals, refusals } from "../../sw/storage.ts";
import { newId } from "../api/ids.ts";
import { ApiProblem, BROKEN, OFFLINE } from "../api/problem.ts";
import { planChanged } from "../plan-changed.ts";
import { onEachChance } from "./chances.ts";
import { askForSync } from "./sync.ts";
import { ownerNow } from "./owner.ts";
import { hearTabs, tellTabs } from "./tabs.ts";

export interface Queue {
  /** What is kept on this phone and not known to be sent, oldest first. */
  waiting: readonly Entry[];
  /** What was sent, but is not in the plan on the screen yet. */
  sent: readonly Entry[];
  /** What the server will not take, until the patient has read it. */
  refused: readonly Refusal[];
  /** True once sending was tried and something stayed. */
  isStuck: boolean;
}

const SLOW_MS = 3_000;

const EMPTY: Queue = { waiting: [], sent: [], refused: [], isStuck: false };

const outbox = browserOutbox();
const listeners = new Set<() => void>();
let queue = EMPTY;

export const queueNow = (): Queue => queue;

/** Hears of each change of the queue until the returned function is called. */
export function onQueue(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/**
 * Keeps these posts on the phone, in order, and sends them when there is a line. Resolves once they are kept.
 * Each body's id is made here, so that sending twice counts once. Throws ApiProblem where the browser keeps
 * nothing and there is no line. Gives back the ids.
 */
export async function queuePosts(posts: readonly { path: string; body: object }[]): Promise<string[]> {
  const made_at = new Date().toISOString();
  const owner = ownerNow() ?? undefined;
  const entries = posts.map(({ path, body }) => {
    const id = newId();
    return { id, owner, path, body: { id, ...body }, made_at };
  });
  for (const entry of entries) await keepOrSend(entry);
  await reread();
  tellTabs("queue");
  void drain();
  return entries.map(({ id }) => id);
}

async function keepOrSend(entry: Entry): Promise<void> {
  try {
    await outbox.keep(entry);
  } catch {
    const { refused } = await outbox.send(entry).catch(() => {
      // Asked again, the plan finds out whether somebody else has signed in here.
      planChanged();
      throw new ApiProblem(0, "offline", OFFLINE);
    });
    if (refused.length) throw new ApiProblem(422, "refused", BROKEN);
    planChanged();
  }
}

/** Sends what waits; one page or worker does it at a time. */
export async function drain(): Promise<void> {
  const slow = setTimeout(() => change({ isStuck: queue.waiting.length > 0 }), SLOW_MS);
  try {
    const { sent, refused, left } = await outbox.drain();
    change({ isStuck: left > 0 });
    if (left > 0) void askForSync();
    if (sent + refused.length === 0) return;
    await reread();
    tellTabs("queue");
    planChanged();
  } catch (problem) {
    console.warn("Queue: could not be sent now.", problem);
  } finally {
    clearTimeout(slow);
  }
}

/** Looks again at what lies on the phone: another tab or the worker may have sent it. */
export async function reread(): Promise<void> {
  try {
    const [waiting, refused] = await Promise.all([outbox.waiting(), refusals()]);
    const kept = new Set([...waiting, ...refused.map(({ entry }) => entry)].map(({ id }) => id));
    const gone = queue.waiting.filter(({ id }) => !kept.has(id));
    change({ waiting, refused, sent: [...queue.sent, ...gone], isStuck: queue.isStuck && waiting.length > 0 });
  } catch (problem) {
    console.warn("Queue: this browser keeps nothing.", problem);
  }
}

/** Signed out: what this page knew of the queue was that patient's. */
export const emptyQueue = (): void => change(EMPTY);

/** A plan fetched after these were sent holds them: nothing more is laid over it. */
export function forgetSent(entries: readonly Entry[]): void {
  if (entries.length) change({ sent: queue.sent.filter((entry) => !entries.includes(entry)) });
}

/** The patient has read what was refused. */
export async function dismissRefused(): Promise<void> {
  const { refused } = queue;
  change({ refused: [] });
  await forgetRefusals(refused);
  tellTabs("queue");
}

/** Sends at the start and at each chance, from time to time only while something waits. */
export function keepSending(): void {
  void reread().then(drain);
  onEachChance((chance) => {
    // The worker may have sent it while nobody looked.
    if (chance === "look") void reread().then(drain);
    else if (chance === "line" || queue.waiting.length > 0) void drain();
  });
  hearTabs("queue", () => void reread().then(planChanged));
}

function change(edit: Partial<Queue>): void {
  queue = { ...queue, ...edit };
  for (const tell of listeners) tell();
}
