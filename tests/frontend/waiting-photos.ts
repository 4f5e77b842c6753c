/** Photos that wait on a phone, for the tests of how they are sent. */
import type { WaitingPhoto } from "../../frontend/sw/photo-outbox.ts";

export const waitingPhoto = (id: string, owner = "alice"): WaitingPhoto => ({
  id,
  owner,
  course_id: "c",
  area: "face",
  pose: "front",
  check_in: "baseline",
  taken_at: "2026-12-01T08:00:00Z",
  digest: "",
  type: "image/jpeg",
});
