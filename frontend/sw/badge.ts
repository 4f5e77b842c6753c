/** Knows how the worker puts the number on the app's icon right when no page is open to do it. */
import { forPatient } from "./for-patient.ts";
import { outstandingCount } from "./outstanding.ts";
import type { Counted } from "./outstanding.ts";
import type { Scope } from "./scope.ts";

/** Asks the server how much is open; an open page counts by itself, from what it shows. */
export async function refreshBadge(scope: Scope): Promise<void> {
  try {
    if ((await scope.pages()).length > 0) return;
    const owner = await scope.owner();
    const response = await scope.fetch("/api/plan", { credentials: "same-origin", headers: forPatient(owner) });
    if (!response.ok) return;
    const count = outstandingCount((await response.json()) as Counted);
    // Signed out meanwhile: no number may stay on the icon.
    if ((await scope.owner()) === owner) await scope.setBadge(count);
  } catch (error) {
    console.warn("Badge: stays as it is.", error); // no line, or a browser without badges
  }
}
