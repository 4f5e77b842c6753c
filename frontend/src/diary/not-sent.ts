/** What was told on this phone and is not on the server yet. */
import type { Entry } from "../../sw/outbox.ts";
import type { Answer, Diary } from "../api/types.ts";

export const TELL = "/api/diary";
const ANSWERS = "/api/answers";

/** Entries of the diary, oldest first. */
export const unsentOf = (waiting: readonly Entry[]): Entry[] => waiting.filter(({ path }) => path === TELL);

/** The answers to what reminders asked of the skin. */
export function unsentLooks(waiting: readonly Entry[], diary: Diary | null): Entry[] {
  // A diary kept by an earlier version of the app has none.
  const asked = new Set((diary?.courses ?? []).flatMap(({ looks_at = [] }: Partial<Diary["courses"][number]>) => looks_at));
  return waiting.filter(({ path, body }) => path === ANSWERS && asked.has((body as Answer).question));
}
