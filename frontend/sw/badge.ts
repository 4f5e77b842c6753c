/** Knows how the worker puts the number on the app's icon right when no page is open to do it. */
import { outstandingCount } from "./outstanding.ts";
import type { Counted } from "./outstanding.ts";
import type { Scope } from "./scope.ts";

/** Asks the server how much is open; an open page counts by itself, from what it shows. */
export async function refreshBadge(scope: Scope): Promise<void> {
  try {
    if ((await scope.pages()).length > 0) return;
    const response = await scope.fetch("/api/plan", { credentials: "same-origin" });
    if (response.ok) await scope.setBadge(outstandingCount((await response.json()) as Counted));
  } catch (error) {
    console.warn("Badge: stays as it is.", error); // no line, or a browser without badges
  }
}
