/** The requests about photos, by name; pictures come as bytes, everything else as JSON. */
import { byAddress } from "../api/client.ts";
import { ApiProblem, OFFLINE, problemFrom } from "../api/problem.ts";
import type { components } from "../api/schema.d.ts";

type Schemas = components["schemas"];

export type CheckInList = Schemas["CheckInList"];
export type CourseCheckIns = Schemas["CourseCheckIns"];
export type CheckIn = Schemas["CheckInShape"];
export type WantedPose = Schemas["WantedPose"];

export type Variant = "full" | "thumb";

export const photosApi = {
  checkIns: () => byAddress.get<CheckInList>("/api/photos/check-ins"),
  picture: (id: string, variant: Variant) => fetchPicture(id, variant, AbortSignal.timeout(PICTURE_LIMIT_MS)),
};

const PICTURE_LIMIT_MS = 60_000;

/** A photo as it is shown: at most 2000 pixels, or 400 for `thumb`. It is kept by no cache. */
export async function fetchPicture(id: string, variant: Variant, signal: AbortSignal): Promise<Blob> {
  const response = await bytesAt(`/api/photos/${encodeURIComponent(id)}/${variant}`, signal);
  try {
    return await response.blob();
  } catch {
    throw new ApiProblem(0, "offline", OFFLINE);
  }
}

/** The answer once it has begun to come; ApiProblem for a refusal, or where none comes. */
export async function bytesAt(path: string, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { cache: "no-store", credentials: "same-origin", signal });
  } catch {
    throw new ApiProblem(0, "offline", OFFLINE);
  }
  if (response.ok) return response;
  throw problemFrom(response.status, await response.json().catch(() => null));
}
