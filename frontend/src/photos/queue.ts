/** The page's end of the photo queue: what is still on this phone, when it is sent, and what was refused. */
import { drainPhotos, photoDrainInTurn, photoFate, putPhoto } from "../../sw/photo-outbox.ts";
import type { PutPhoto, RefusedPhoto, WaitingPhoto } from "../../sw/photo-outbox.ts";
import { countPhotos, forgetRefusedPhotos, idbPhotos, keepPhoto, readyForPhotos, refusedPhotos } from "../../sw/photo-storage.ts";
import { newId } from "../api/ids.ts";
import { ApiProblem, BROKEN, OFFLINE } from "../api/problem.ts";
import { askForSync } from "../offline/sync.ts";
import { tellTabs } from "../offline/tabs.ts";
import { putTold } from "./put-told.ts";
import type { Sent } from "./put-told.ts";

export interface PhotoQueue {
  /** What lies on this phone and is not known to be safe on the server, oldest first. */
  waiting: readonly WaitingPhoto[];
  refused: readonly RefusedPhoto[];
  /** While photos are being sent: how many of how many have gone, and how much of the one on its way. */
  sending: { done: number; of: number; now: Sent | null } | null;
  /** What our server said of a photo that it did not take this time, and may take later; null where it said nothing. */
  notYet: string | null;
  /** Grows with each photo the server has answered about. */
  answered: number;
}

export interface TakenPhoto {
  course_id: string;
  area: string;
  pose: string;
  check_in: string;
  taken_at: string;
  picture: Blob;
}

const EMPTY: PhotoQueue = { waiting: [], refused: [], sending: null, notYet: null, answered: 0 };
const listeners = new Set<() => void>();
let queue = EMPTY;
let owner: string | null = null;

export const photosNow = (): PhotoQueue => queue;

/** Hears of each change until the returned function is called. */
export function onPhotos(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Whose photos these are from now on. */
export async function photosOf(patientId: string): Promise<void> {
  if (owner !== patientId) {
    owner = patientId;
    change(EMPTY);
    // Once only: a phone that was wiped since, by signing out in another tab, takes no photo of this patient's.
    await readyForPhotos().catch((problem: unknown) => console.warn("Photos: this browser keeps nothing.", problem));
  }
  await rereadPhotos();
}

/** Keeps a photo, sealed, and sends it when there is a line. Resolves once it is kept; throws ApiProblem. */
export async function queuePhoto(taken: TakenPhoto): Promise<void> {
  // Whoever signs in while it is made ready is not the one who took it.
  const mine = owner;
  if (mine === null) throw new ApiProblem(401, "signed_out", BROKEN);
  const bytes = await taken.picture.arrayBuffer();
  const { picture, ...about } = taken;
  const photo = { id: newId(), owner: mine, ...about, type: picture.type, digest: await sha256(bytes) };
  await keepOrSend(photo, bytes);
  await rereadPhotos();
  tellTabs("photos");
  void sendPhotos();
}

async function keepOrSend(photo: WaitingPhoto, bytes: ArrayBuffer): Promise<void> {
  try {
    await keepPhoto(photo, bytes);
    void navigator.storage?.persist?.();
  } catch (problem) {
    console.warn("Photos: this browser keeps nothing, sending at once instead.", problem);
    const answer = await putPhoto(photo, bytes).catch(() => null);
    if (answer === null) throw new ApiProblem(0, "offline", OFFLINE);
    if (photoFate(answer) !== "sent") throw new ApiProblem(answer.status, answer.code ?? "refused", answer.sentence ?? BROKEN);
    change({ answered: queue.answered + 1 });
  }
}

/** Whose photos this page sends now, or waits to send until another tab or the worker is through. */
const inTurn = new Set<string>();

/** Sends what waits; one tab or worker does it at a time. */
export async function sendPhotos(): Promise<void> {
  if (owner === null || inTurn.has(owner)) return;
  const mine = owner;
  inTurn.add(mine);
  try {
    const { left } = await photoDrainInTurn(mine, () => sendAll(mine));
    if (left > 0) void askForSync();
  } catch (problem) {
    console.warn("Photos: could not be sent now.", problem);
  } finally {
    inTurn.delete(mine);
  }
}

async function sendAll(mine: string) {
  let done = 0;
  let notYet: string | null = null;
  const waiting = async () => (await idbPhotos.all(mine)).length;
  const tell = async () => changeOf(mine, { sending: { done, of: done + (await waiting()), now: null } });
  const put: PutPhoto = async (photo, picture) => {
    const answer = await putTold(photo, picture, (now) => queue.sending && changeOf(mine, { sending: { ...queue.sending, now } }));
    if (photoFate(answer) === "keep" && answer.code !== undefined) notYet = answer.sentence ?? null;
    return answer;
  };
  if ((await waiting()) > 0) await tell();
  try {
    return await drainPhotos(idbPhotos, put, mine, async () => {
      done += 1;
      await tell();
      await rereadPhotos();
      tellTabs("photos");
    });
  } finally {
    changeOf(mine, { sending: null, notYet });
  }
}

/** Looks again at what lies on the phone: another tab or the worker may have sent it. */
async function rereadPhotos(): Promise<void> {
  const mine = owner;
  if (mine === null) return;
  try {
    const [waiting, refused] = await Promise.all([idbPhotos.all(mine), refusedPhotos(mine)]);
    if (mine !== owner) return;
    const kept = new Set(waiting.map(({ id }) => id));
    const gone = queue.waiting.filter(({ id }) => !kept.has(id)).length;
    // One taken meanwhile goes along with those on their way.
    const sending = queue.sending && { ...queue.sending, of: queue.sending.done + waiting.length };
    change({ waiting, refused, sending, answered: queue.answered + gone });
  } catch (problem) {
    console.warn("Photos: this browser keeps nothing.", problem);
  }
}

/** How many photos wait here that this patient cannot send: somebody's whose session ended before they were sent. */
export async function othersPhotos(): Promise<number> {
  try {
    return (await countPhotos()) - queue.waiting.length;
  } catch {
    return 0; // a browser that keeps nothing
  }
}

/** The patient has read what was refused. */
export async function dismissRefusedPhotos(): Promise<void> {
  if (owner === null) return;
  await forgetRefusedPhotos(owner);
  await rereadPhotos();
  tellTabs("photos");
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return btoa(String.fromCharCode(...digest));
}

/** What is told of one patient's photos, unless the page is another's by now. */
function changeOf(patientId: string, edit: Partial<PhotoQueue>): void {
  if (patientId === owner) change(edit);
}

function change(edit: Partial<PhotoQueue>): void {
  queue = { ...queue, ...edit };
  for (const tell of listeners) tell();
}
