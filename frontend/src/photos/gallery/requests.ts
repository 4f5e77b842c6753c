/** The requests of the gallery, by name. */
import { request } from "../../api/client.ts";
import type { components } from "../../api/schema.d.ts";
import { bytesAt } from "../api.ts";
import type { Photo } from "./photo-words.ts";
import type { Alignment } from "./similarity.ts";

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

/** Throws where the server would refuse the ZIP file, so that a refusal is a sentence and not a broken file. */
export async function askForArchive(): Promise<void> {
  const stop = new AbortController();
  await bytesAt(ARCHIVE, stop.signal);
  stop.abort();
}
