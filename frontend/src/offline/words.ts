/** How the age of what is shown, and what became of what waited, is said. */
import type { Refusal } from "../../sw/outbox.ts";
import type { Plan } from "../api/types.ts";
import { itemWith } from "../today/view.ts";
import { nearTime } from "../words/dates.ts";
import { keyOf } from "./queued.ts";

export type Reach = "fresh" | "asking" | "offline" | "failing";

/** "Saved today at 08:02. No connection now."; null while the plan is the server's latest. */
export function savedWords(plan: Plan, now: string, reach: Reach): string | null {
  if (reach === "fresh") return null;
  const saved = `Saved ${nearTime(plan.now, plan.zone, now).replace(", ", " at ")}.`;
  if (reach === "asking") return `${saved} Looking for news.`;
  return reach === "offline" ? `${saved} No connection now.` : `${saved} Stipple does not answer properly now.`;
}

/** "2 things are saved on this phone, not sent yet." */
export function waitingWords(count: number): string {
  return `${count === 1 ? "One thing is" : `${count} things are`} saved on this phone, not sent yet.`;
}

/** What a refusal means to the patient: the server's own sentence, after what it is about. */
export function refusedWords({ entry, sentence }: Refusal, plan: Plan | null): string | null {
  // That a reminder was shown is between the phone and the server; its token may have run out.
  if (entry.path === "/api/push/shown") return null;
  if (entry.path === "/api/push/act") return "A tap on a reminder came too late to count. Please look at what is still open.";
  const key = keyOf(entry);
  const title = plan && key !== null ? itemWith(plan, key)?.title : undefined;
  const about = title ? `What you did here could not be saved: ${title}.` : "Something you did here could not be saved.";
  return `${about} ${sentence ?? "Please look at it again."}`;
}

