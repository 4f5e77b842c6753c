/** Knows how what the patient did reaches the server once there is a line; page and worker share the queue. */
import { forPatient } from "./for-patient.ts";
import { idbOutbox } from "./storage.ts";

/** One POST still to be made. `id` is also the action's own id, so that sending it twice changes nothing. */
export interface Entry {
  id: string;
  /** The id of the patient who did it: it is sent for nobody else. Missing where a token in the body speaks for it. */
  owner?: string | undefined;
  path: string;
  body: object;
  /** ISO instant. */
  made_at: string;
}

/** An entry the server will never take, and its sentence about why, when it gave one. */
export interface Refusal {
  entry: Entry;
  sentence: string | null;
}

/** Where the entries lie. */
export interface OutboxStorage {
  /** Oldest first. */
  all(): Promise<Entry[]>;
  /** Keeps the entry; a second one with the same id is ignored. */
  add(entry: Entry): Promise<void>;
  remove(id: string): Promise<void>;
  /** Takes the entry out of the queue, and keeps that it was refused until the patient has read it. */
  refuse(refusal: Refusal): Promise<void>;
}

export interface Answered {
  status: number;
  /** What the server says to the patient about a refusal. */
  sentence?: string | null;
}

/** Posts JSON, for this patient where one is named, and gives back how it was answered; throws when there is no line. */
export type Post = (path: string, body: object, owner?: string) => Promise<Answered>;

/** Runs one piece of work at a time, in the page and the worker together. */
export type OneAtATime = (work: () => Promise<Drained>) => Promise<Drained>;

export interface Drained {
  sent: number;
  /** Entries the server will never take; they are dropped. */
  refused: Entry[];
  left: number;
}

export interface Outbox {
  /** Keeps the entry on this device, then sends all there is. Throws only if it could neither be kept nor sent. */
  send(entry: Entry): Promise<Drained>;
  /** Keeps the entry on this device. Throws where the browser keeps nothing. */
  keep(entry: Entry): Promise<void>;
  /** Sends what is kept, oldest first. */
  drain(): Promise<Drained>;
  /** What still waits, oldest first. */
  waiting(): Promise<Entry[]>;
}

const POST_LIMIT_MS = 20_000;
const LOCK_LIMIT_MS = 5_000;
const LOCK = "stipple-outbox";

export function outboxOf(storage: OutboxStorage, post: Post, oneAtATime: OneAtATime): Outbox {
  const drain = () => oneAtATime(() => drainOnce(storage, post));
  return {
    drain,
    keep: (entry) => storage.add(entry),
    waiting: () => storage.all(),
    async send(entry) {
      try {
        await storage.add(entry);
      } catch (error) {
        console.warn("Outbox: this device keeps nothing, sending at once instead.", error);
        return sendUnkept(entry, post);
      }
      return drain();
    },
  };
}

/** The outbox of this browser: IndexedDB, fetch, and a Web Lock where there is one. */
export function browserOutbox(): Outbox {
  return outboxOf(idbOutbox, postJson, navigator.locks ? withWebLock : chained());
}

async function drainOnce(storage: OutboxStorage, post: Post): Promise<Drained> {
  const entries = await storage.all();
  const refused: Entry[] = [];
  let sent = 0;
  for (const entry of entries) {
    const { status, sentence } = await answerTo(entry, post);
    const fate = fateOf(status);
    if (fate === "stop") break;
    if (fate === "keep") continue;
    if (fate === "refused") {
      await storage.refuse({ entry, sentence: sentence ?? null });
      refused.push(entry);
    } else {
      await storage.remove(entry.id);
      sent += 1;
    }
  }
  return { sent, refused, left: entries.length - sent - refused.length };
}

/** What becomes of an entry after an answer with this status; null is no answer at all. */
export function fateOf(status: number | null): "sent" | "refused" | "keep" | "stop" {
  // No line, a server too busy or down: the next entry would fare no better, and order matters.
  if (status === null || [408, 429, 502, 503, 504].includes(status)) return "stop";
  // Signed out, or a fault over this one entry: keep it, without holding up the others.
  if (status === 401 || status >= 500) return "keep";
  return status >= 400 ? "refused" : "sent";
}

async function answerTo(entry: Entry, post: Post): Promise<{ status: number | null; sentence?: string | null }> {
  try {
    return await post(entry.path, entry.body, entry.owner);
  } catch {
    return { status: null }; // fetch throws for one reason here: no answer came
  }
}

async function sendUnkept(entry: Entry, post: Post): Promise<Drained> {
  const { status } = await post(entry.path, entry.body, entry.owner);
  const fate = fateOf(status);
  if (fate === "stop" || fate === "keep") throw new Error(`${entry.path} answered ${status}; nothing was kept.`);
  return { sent: fate === "sent" ? 1 : 0, refused: fate === "refused" ? [entry] : [], left: 0 };
}

async function postJson(path: string, body: object, owner?: string): Promise<Answered> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...forPatient(owner) },
    body: JSON.stringify(body),
    credentials: "same-origin",
    signal: AbortSignal.timeout(POST_LIMIT_MS),
  });
  return { status: response.status, sentence: fateOf(response.status) === "refused" ? await sentenceIn(response) : null };
}

/** The sentence of a refusal (RFC 9457 `detail`); null when the answer holds none. */
async function sentenceIn(response: Response): Promise<string | null> {
  try {
    const { detail } = (await response.json()) as { detail?: unknown };
    return typeof detail === "string" ? detail : null;
  } catch {
    return null; // not our own words: whoever shows the refusal has some
  }
}

/** Waits its turn for a while only: a page the phone has frozen may hold the lock until it wakes. */
async function withWebLock(work: () => Promise<Drained>): Promise<Drained> {
  let running: Promise<Drained> | null = null;
  const begin = () => (running = work());
  try {
    return await navigator.locks.request(LOCK, { signal: AbortSignal.timeout(LOCK_LIMIT_MS) }, begin);
  } catch (error) {
    if (running !== null) throw error;
    return work(); // two at once do no harm: the server knows entries sent twice by their ids
  }
}

/** Without Web Locks only this script waits for itself. */
function chained(): OneAtATime {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
