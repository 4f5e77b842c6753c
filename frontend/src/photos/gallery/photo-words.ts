/** What is said of a photo: what it shows, its date, and its day after a session. */
import type { components } from "../../api/schema.d.ts";
import { dateIn, fullDate } from "../../words/dates.ts";

export type Photo = components["schemas"]["PhotoShape"];

/** "Face, front": the server's caption begins with it. */
export function subjectOf(photo: Pick<Photo, "caption">): string {
  return photo.caption.split(". ", 1)[0] ?? "";
}

/** "day 28 after session 2" */
function sinceWords({ day, session }: Pick<Photo, "day" | "session">): string {
  if (day === null) return "before the first session";
  return day === 0 ? `the day of session ${session}` : `day ${day} after session ${session}`;
}

/** "19 November 2026" */
function dateWords({ taken_at }: Pick<Photo, "taken_at">, zone: string): string {
  return fullDate(dateIn(zone, taken_at));
}

/** "19 November 2026, day 28 after session 2" */
export function captionOf(photo: Pick<Photo, "taken_at" | "day" | "session">, zone: string): string {
  return `${dateWords(photo, zone)}, ${sinceWords(photo)}`;
}

const ONE = "1 photo";

export function count(photos: number): string {
  return photos === 1 ? ONE : `${photos} photos`;
}
