/** The requests of the gallery, by name. Pictures are fetched with the patient's sign-in and kept by no cache. */
import { request } from "../../api/client.ts";
import { ApiProblem, OFFLINE, problemFrom } from "../../api/problem.ts";
import type { components } from "../../api/schema.d.ts";
import type { Photo } from "./photo-words.ts";
import type { Alignment } from "./similarity.ts";

export type Variant = "full" | "thumb";

export const ARCHIVE = "/api/photos/archive";

const send = <T>(method: string, path: string, body?: object) =>
  request<T>((address, init) => fetch(address, init), method, path, body);
const at = (id: string) => `/api/photos/${encodeURIComponent(id)}`;

export const galleryApi = {
  photos: () => send<components["schemas"]["PhotoList"]>("GET", "/api/photos"),
  align: (id: string, alignment: Alignment | null) => send<Photo>("PATCH", at(id), { alignment }),
  remove: (id: string) => send<null>("DELETE", at(id)),
  lock: () => send<null>("POST", "/api/photos/lock", {}),
};

export async function fetchPicture(id: string, variant: Variant, signal: AbortSignal): Promise<Blob> {
  const response = await answered(`${at(id)}/${variant}`, signal);
  try {
    return await response.blob();
  } catch {
    throw new ApiProblem(0, "offline", OFFLINE);
  }
}

/** Throws where the server would refuse the ZIP file, so that a refusal is a sentence and not a broken file. */
export async function askForArchive(): Promise<void> {
  const stop = new AbortController();
  await answered(ARCHIVE, stop.signal);
  stop.abort();
}

async function answered(path: string, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { cache: "no-store", credentials: "same-origin", signal });
  } catch {
    throw new ApiProblem(0, "offline", OFFLINE);
  }
  if (response.ok) return response;
  throw problemFrom(response.status, await response.json().catch(() => null));
}
