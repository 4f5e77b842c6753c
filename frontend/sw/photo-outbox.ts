/** Knows how photos reach the server once there is a line, each exactly once; page and worker share the queue. */

/** What a photo still to be sent is of. `id` is its address on the server too, so that sending twice keeps one. */
export interface WaitingPhoto {
  id: string;
  /** The id of the patient who took it: it is sent while they are signed in, and never for another. */
  owner: string;
  course_id: string;
  area: string;
  pose: string;
  check_in: string;
  /** ISO instant. */
  taken_at: string;
  /** The SHA-256 of the picture, in base 64. */
  digest: string;
  /** The kind of picture, such as image/jpeg. */
  type: string;
}

/** A photo the server will never take, and its sentence about why, when it gave one. */
export interface RefusedPhoto {
  photo: WaitingPhoto;
  sentence: string | null;
}

/** Where photos lie until they are safe elsewhere. */
export interface PhotoStorage {
  /** Oldest first. */
  all(owner: string): Promise<WaitingPhoto[]>;
  /** The picture; null when another tab has sent and removed it. */
  picture(id: string): Promise<ArrayBuffer | null>;
  remove(id: string): Promise<void>;
  /** Takes the picture off this phone, and keeps why until the patient has read it. */
  refuse(refused: RefusedPhoto): Promise<void>;
}

/** `code` is there only when the server itself refused, not something on the way to it. */
export interface PhotoAnswer {
  status: number;
  code?: string | undefined;
  sentence?: string | null | undefined;
}

/** Puts one photo; throws when there is no line, or somebody else has answered. */
export type PutPhoto = (photo: WaitingPhoto, picture: ArrayBuffer) => Promise<PhotoAnswer>;

export interface DrainedPhotos {
  sent: number;
  refused: number;
  left: number;
}

const NOTHING_DONE: DrainedPhotos = { sent: 0, refused: 0, left: 0 };
const LOCK = "stipple-photos";
// What the server means for good; any other refusal may be a proxy's, or mended by the host tomorrow.
const FINAL = new Set([404, 409, 413, 415, 422]);
// Half a megabyte on a very slow line.
export const PUT_LIMIT_MS = 180_000;

/** What becomes of a photo after this answer; null is no answer at all. */
export function photoFate(answer: PhotoAnswer | null): "sent" | "refused" | "keep" | "stop" {
  // No line, or a server too busy or down: the next photo would fare no better. Signed out: nor would it.
  if (answer === null || [401, 408, 429, 502, 503, 504].includes(answer.status)) return "stop";
  if (answer.status < 300) return "sent";
  // Never taken off this phone without a word of our own server's. The others need not wait for it.
  const isFinal = FINAL.has(answer.status) && answer.code !== undefined && answer.code !== "too_many";
  return isFinal ? "refused" : "keep";
}

/** Sends what waits, oldest first. `onStep` hears of each photo that has left the queue. */
export async function drainPhotos(
  storage: PhotoStorage,
  put: PutPhoto,
  owner: string,
  onStep: () => Promise<void> = async () => undefined,
): Promise<DrainedPhotos> {
  const tried = new Set<string>();
  let [sent, refused] = [0, 0];
  for (let photo = await nextOf(storage, owner, tried); photo; photo = await nextOf(storage, owner, tried)) {
    tried.add(photo.id);
    const fate = await sendOne(storage, put, photo);
    if (fate === "stop") break;
    if (fate === "keep") continue;
    if (fate === "sent") sent += 1;
    else refused += 1;
    await onStep();
  }
  return { sent, refused, left: (await storage.all(owner)).length };
}

/** Asked anew each time: a photo taken meanwhile goes along. */
async function nextOf(storage: PhotoStorage, owner: string, tried: ReadonlySet<string>): Promise<WaitingPhoto | undefined> {
  return (await storage.all(owner)).find(({ id }) => !tried.has(id));
}

async function sendOne(storage: PhotoStorage, put: PutPhoto, photo: WaitingPhoto): Promise<"sent" | "refused" | "keep" | "stop"> {
  const picture = await storage.picture(photo.id).catch(() => null); // one that does not open holds up no other
  if (picture === null) return "keep";
  const answer = await put(photo, picture).catch(() => null);
  const fate = photoFate(answer);
  if (fate === "sent") await storage.remove(photo.id);
  if (fate === "refused") await storage.refuse({ photo, sentence: answer?.sentence ?? null });
  return fate;
}

type Locks = Pick<LockManager, "request">;

/** One drain of a patient's photos at a time across tabs and worker; whoever comes second leaves it to the first. */
export async function onePhotoDrain(
  owner: string,
  work: () => Promise<DrainedPhotos>,
  locks: Locks | undefined = navigator.locks,
): Promise<DrainedPhotos> {
  if (!locks) return work(); // two at once do no harm: the server knows a photo sent twice by its id
  return locks.request(`${LOCK} ${owner}`, { ifAvailable: true }, (lock) => (lock ? work() : NOTHING_DONE));
}

/** The same for a page, which waits for its turn: what the server said to another, nobody here would read. */
export async function photoDrainInTurn(owner: string, work: () => Promise<DrainedPhotos>): Promise<DrainedPhotos> {
  return navigator.locks ? navigator.locks.request(`${LOCK} ${owner}`, work) : work();
}

/** Sends one photo. What it is of travels in headers: addresses are logged by others. */
export const putPhoto: PutPhoto = async (photo, picture) => {
  const response = await fetch(photoAddress(photo), {
    method: "PUT",
    headers: photoHeaders(photo),
    body: picture,
    credentials: "same-origin",
    signal: AbortSignal.timeout(PUT_LIMIT_MS),
  });
  return answerIn(response.status, await response.text(), photo.id);
};

/** What our server says of a photo; throws when a page of somebody else's came instead, such as "back soon". */
export function answerIn(status: number, text: string, photoId: string): PhotoAnswer {
  const said = objectIn(text);
  if (status >= 200 && status < 300) {
    if (said.id !== photoId) throw new TypeError("This is not our server's answer.");
    return { status };
  }
  // A refusal (RFC 9457); without a code it is not ours.
  const [code, sentence] = [said.code, said.detail].map((word) => (typeof word === "string" ? word : undefined));
  return { status, code, sentence: sentence ?? null };
}

export const photoAddress = ({ id }: WaitingPhoto): string => `/api/photos/${id}`;

export function photoHeaders(photo: WaitingPhoto): Record<string, string> {
  return {
    "Content-Type": photo.type,
    "Content-Digest": `sha-256=:${photo.digest}:`,
    "Photo-Owner": photo.owner,
    "Photo-Course": photo.course_id,
    "Photo-Area": photo.area,
    "Photo-Pose": photo.pose,
    "Photo-Check-In": photo.check_in,
    "Photo-Taken-At": photo.taken_at,
  };
}

/** The JSON object of an answer; an empty one for anything else, such as a page. */
function objectIn(text: string): { id?: unknown; code?: unknown; detail?: unknown } {
  try {
    return (JSON.parse(text) as object | null) ?? {};
  } catch {
    return {};
  }
}
