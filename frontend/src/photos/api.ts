/** The requests about photos, by name; pictures come as bytes, everything else as JSON. */
import { byAddress } from "../api/client.ts";
import { ApiProblem, OFFLINE, problemFrom } from "../api/problem.ts";
import type { components } from "../api/schema.d.ts";

type Schemas = components["schemas"];

export type CheckInList = Schemas["CheckInList"];
export type CourseCheckIns = Schemas["CourseCheckIns"];
export type CheckIn = Schemas["CheckInShape"];
export type WantedPose = Schemas["WantedPose"];

export const photosApi = {
  checkIns: () => byAddress.get<CheckInList>("/api/photos/check-ins"),
  /** A photo as it is shown: at most 2000 pixels, or 400 for `thumb`. */
  picture,
};

const PICTURE_LIMIT_MS = 60_000;

async function picture(id: string, variant: "full" | "thumb"): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(`/api/photos/${id}/${variant}`, {
      credentials: "same-origin",
      signal: AbortSignal.timeout(PICTURE_LIMIT_MS),
    });
    if (response.ok) return await response.blob();
  } catch {
    throw new ApiProblem(0, "offline", OFFLINE);
  }
  throw problemFrom(response.status, await response.json().catch(() => null));
}
